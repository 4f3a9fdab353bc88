"""What each part of a file is, for editors that colour it: instructions, shell code, JSON, variables inside strings."""

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from itertools import groupby

from dockerls.document import Document
from dockerls.semantics.scopes import variables_of
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.stage_references import stage_names_of, stage_references
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Directive, Piece
from dockerls.syntax.shell.leaves import Leaf, leaves
from dockerls.text.span import Span
from dockerls.value import value


class Kind(Enum):
    """What a token is, in the words of the protocol."""

    KEYWORD = "keyword"
    COMMENT = "comment"
    STRING = "string"
    NUMBER = "number"
    OPERATOR = "operator"
    VARIABLE = "variable"
    PARAMETER = "parameter"
    PROPERTY = "property"
    FUNCTION = "function"
    CLASS = "class"  # a stage
    NAMESPACE = "namespace"  # an image
    MACRO = "macro"  # a parser directive, the delimiter of a heredoc


@value
class Token:
    """A stretch of one line of a piece. ``is_definition`` is set where something gets its name."""

    span: Span
    kind: Kind
    is_definition: bool = False


_Paint = tuple[Kind, bool] | None
_OF_LEAF: dict[Leaf, tuple[Kind, bool]] = {
    Leaf.KEYWORD: (Kind.KEYWORD, False),
    Leaf.COMMAND: (Kind.FUNCTION, False),
    Leaf.FLAG: (Kind.PARAMETER, False),
    Leaf.STRING: (Kind.STRING, False),
    Leaf.VARIABLE: (Kind.VARIABLE, False),
    Leaf.ASSIGNED: (Kind.VARIABLE, True),
    Leaf.NUMBER: (Kind.NUMBER, False),
    Leaf.OPERATOR: (Kind.OPERATOR, False),
    Leaf.COMMENT: (Kind.COMMENT, False),
    Leaf.DELIMITER: (Kind.MACRO, False),
}
_LINE_ENDS = re.compile(r"[\r\n]")
_NONE: frozenset[Span] = frozenset()
_KEYS = {"ARG": Kind.VARIABLE, "ENV": Kind.VARIABLE, "LABEL": Kind.PROPERTY}


def tokens(document: Document, span: Span | None = None) -> Iterator[tuple[int, tuple[Token, ...]]]:
    """The number and the tokens (their spans relative to it) of each piece, or of those a span of the text touches.

    From the top down; no two overlap.
    """
    pieces = document.file.pieces
    first, last = 0, len(pieces) - 1
    if span is not None:
        first, last = document.piece_at(span.start) or 0, document.piece_at(span.end) or 0
    stages = _stage_uses(document)
    results = document.analysis.results[first : last + 1]
    for number, (piece, result) in enumerate(zip(pieces[first : last + 1], results, strict=True), first):
        if found := _tokens_of(piece, result.around, stages.get(number, _NONE)):
            yield number, found


def _tokens_of(piece: Piece, around: Surroundings, stages: frozenset[Span]) -> tuple[Token, ...]:
    """The tokens of a piece, kept with it: most pieces are the same after an edit."""
    known: dict[tuple[bool, frozenset[Span]], tuple[Token, ...]] = vars(piece).setdefault(f"{__name__}.tokens", {})
    key = (around.is_posix, stages)
    if key not in known:
        known[key] = tuple(_found(piece, around, stages))
    return known[key]


def _stage_uses(document: Document) -> dict[int, frozenset[Span]]:
    """Where pieces name a stage of the file, by their numbers; what else is named so is an image or a context."""
    pieces = document.file.pieces
    noted = (
        (at, names)
        for at, piece in pieces.chosen(_says_stages)
        if isinstance(piece, Instruction) and (names := stage_names_of(piece))
    )
    escape = next((piece.escape for piece in pieces if isinstance(piece, Instruction)), "\\")
    found: dict[int, set[Span]] = defaultdict(set)
    for reference in stage_references(noted, escape).references:
        if reference.target is not None:
            found[reference.piece].add(reference.use.span)
    return {piece: frozenset(spans) for piece, spans in found.items()}


def _says_stages(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and stage_names_of(piece) is not None


def _found(piece: Piece, around: Surroundings, stages: frozenset[Span]) -> Iterator[Token]:
    if isinstance(piece, Comment):
        yield Token(piece.span, Kind.COMMENT)
    elif isinstance(piece, Directive):
        yield Token(piece.name_span, Kind.MACRO)
        yield Token(piece.value_span, Kind.STRING)
    elif isinstance(piece, Instruction):
        yield from _Canvas(piece, around, stages).tokens()


class _Canvas:
    """The characters of an instruction, painted from the outside in: what is painted last shows."""

    def __init__(self, instruction: Instruction, around: Surroundings, stages: frozenset[Span]) -> None:
        self.paints: list[_Paint] = [None] * len(instruction.text)
        self.text = instruction.text
        self.around = around
        self.stages = stages  # where the name of one stands
        holder: Instruction | None = instruction
        while holder is not None:
            self.paint_instruction(holder)
            holder = holder.trigger
        self.paint_what_is_left_out(instruction)

    def paint(self, span: Span | None, kind: Kind | None, is_definition: bool = False) -> None:
        if span is not None:
            self.paints[span.start : span.end] = [kind and (kind, is_definition)] * len(span)

    def tokens(self) -> Iterator[Token]:
        for end in (match.start() for match in _LINE_ENDS.finditer(self.text)):
            self.paints[end] = None
        at = 0
        for paint, stretch in groupby(self.paints):
            length = len(list(stretch))
            if paint is not None:
                yield Token(Span(at, at + length), *paint)
            at += length

    def paint_instruction(self, instruction: Instruction) -> None:
        self.paint(instruction.keyword_span, Kind.KEYWORD)
        for flag in instruction.flags:
            self.paint(flag.span, Kind.PARAMETER)
            self.paint(flag.value_span, Kind.STRING)
        if instruction.keyword == "FROM":
            self.paint_from(instruction)
        elif instruction.keyword in _KEYS:
            for pair in instruction.pairs:
                self.paint(pair.value.span if pair.value else None, Kind.STRING)
                self.paint(pair.key.span, _KEYS[instruction.keyword], is_definition=True)
        elif instruction.keyword in ("EXPOSE", "STOPSIGNAL"):
            self.paint(instruction.value_span, Kind.NUMBER)
        for word in instruction.exec_form or ():
            self.paint(word.span, Kind.STRING)
        if instruction.keyword == "HEALTHCHECK" and instruction.words:
            self.paint(instruction.words[0].span, Kind.KEYWORD)
        self.paint_bodies(instruction)
        for script in scripts_of(instruction, self.around):
            for span, leaf in leaves(instruction.text, script.span, instruction.header.gaps):
                self.paint(span, *_OF_LEAF[leaf])
        self.paint_names(instruction)

    def paint_from(self, instruction: Instruction) -> None:
        head = stage_head(instruction)
        if head.name:
            self.paint(instruction.words[1].span, Kind.KEYWORD)
            self.paint(head.name.span, Kind.CLASS, is_definition=True)

    def paint_bodies(self, instruction: Instruction) -> None:
        for heredoc in instruction.heredocs:
            self.paint(heredoc.body, Kind.STRING if instruction.keyword != "RUN" else None)
            self.paint(heredoc.span, Kind.OPERATOR)
            self.paint(heredoc.delimiter, Kind.MACRO)
            self.paint(heredoc.terminator, Kind.MACRO)

    def paint_names(self, instruction: Instruction) -> None:
        names = stage_names_of(instruction)
        for use in names.uses if names else ():
            self.paint(use.span, Kind.CLASS if use.span in self.stages else Kind.NAMESPACE)
        variables = variables_of(instruction)
        for variable in variables.uses if variables else ():
            self.paint(variable.whole, Kind.VARIABLE)

    def paint_what_is_left_out(self, instruction: Instruction) -> None:
        """What BuildKit drops from the line: continuations, and the comments among them."""
        for gap in instruction.header.gaps:
            self.paint(gap, None)
        for comment in instruction.header.comments:
            self.paint(comment, Kind.COMMENT)
