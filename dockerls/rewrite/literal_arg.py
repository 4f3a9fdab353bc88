"""A word that is written several times, written once as the default of an ARG."""

import re
from collections.abc import Callable, Iterator, Sequence

from dockerls.rewrite.joint import line_end_of
from dockerls.rewrite.move import first_line_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.scopes import variables_of
from dockerls.semantics.stage_head import stage_head
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.pattern import pattern
from dockerls.text.span import Span, empty
from dockerls.value import value

_EXPANDED = frozenset(
    {"ENV", "LABEL", "COPY", "ADD", "WORKDIR", "EXPOSE", "USER", "VOLUME", "STOPSIGNAL", "RUN", "FROM"}
)
_NAMES_A_VERSION = pattern(r"([A-Za-z_]\w*?)[-_:/=@. \"]*v?$")
_SAYS_NOTHING = frozenset(
    {"V", "VERSION", "VERSIONS", "DOWNLOAD", "DOWNLOADS", "RELEASES", "ARCHIVE", "TAGS", "TAG", "REFS"}
)
VERSION = pattern(r"(?!0\.0\.0\.0|127\.)\d+(?:\.\d+)+(?:-?(?:rc|beta|alpha)\.?\d+)?")


@value
class Occurrence:
    """Where the word stands, and the FROM of its stage (None above the first one, and for a FROM itself)."""

    piece: int
    span: Span
    stage: int | None


def extract_arg(
    pieces: Sequence[Piece], literal: str, name: str, is_posix: Callable[[int], bool]
) -> tuple[PlacedEdit, ...]:
    """Edits that put ``${name}`` in each place where the builder or a shell fills it in, and declare it.

    A FROM takes it from an ARG above the first one, which stages declare again; so do several stages. None where fewer
    than two places would change. ``is_posix`` tells of a piece whether a POSIX shell reads it.
    """
    found = list(_occurrences(pieces, literal, name, is_posix))
    if len(found) < 2:
        return ()
    uses = (PlacedEdit(Place(each.piece, each.span), f"${{{name}}}") for each in found)
    first_in_stage: dict[int, int] = {}
    for each in found:
        if each.stage is not None:
            first_in_stage.setdefault(each.stage, each.piece)
    is_global = len(first_in_stage) > 1 or any(each.stage is None for each in found)
    if not is_global:
        return (*_declared(pieces, min(first_in_stage.values()), f"{name}={literal}"), *uses)
    top = next(at for at, piece in enumerate(pieces) if isinstance(piece, Instruction) and piece.keyword == "FROM")
    again = (edit for piece in first_in_stage.values() for edit in _declared(pieces, piece, name))
    return (*_declared(pieces, top, f"{name}={literal}"), *again, *uses)


def name_for(literal: str, before: str) -> str:
    """A name for what a word stands for: of a version with what the text before it says it is the version of."""
    if not VERSION.fullmatch(literal):
        return re.sub(r"\W+", "_", literal).strip("_").upper()
    said = _NAMES_A_VERSION.search(before)
    word = said[1].upper() if said else ""
    return "VERSION" if not word or word in _SAYS_NOTHING else f"{word.removesuffix('_VERSION')}_VERSION"


def _occurrences(
    pieces: Sequence[Piece], literal: str, name: str, is_posix: Callable[[int], bool]
) -> Iterator[Occurrence]:
    if VERSION.fullmatch(literal):
        written = re.compile(rf"(?<!\d)(?<!\d\.){re.escape(literal)}(?!\d)(?!\.\d)")
    else:
        written = re.compile(rf"(?<![\w$-]){re.escape(literal)}(?![\w-])")
    stage: int | None = None
    stages: set[str] = set()
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Instruction):
            continue
        if piece.keyword == "FROM":
            stage = at
            head = stage_head(piece)
            is_stage = head.image is not None and head.image.text.lower() in stages
            stages |= {head.key} if head.key else set()
            if is_stage:
                continue
        if literal not in piece.text or piece.keyword not in _EXPANDED or stage is None:
            continue
        for match in written.finditer(piece.text):
            span = Span(*match.span())
            if _is_filled_in(piece, span, name, with_shell=is_posix(at)):
                yield Occurrence(at, span, None if piece.keyword == "FROM" else stage)


def _is_filled_in(instruction: Instruction, span: Span, name: str, *, with_shell: bool) -> bool:
    """Whether a variable written there would get its value when the image is built."""
    if not _may_hold_variables(instruction, span):
        return False
    text = instruction.text
    new = Instruction(f"{text[: span.start]}${{{name}}}{text[span.end :]}", instruction.escape, instruction.has_bom)
    variables = variables_of(new, with_shell=with_shell)
    return variables is not None and any(use.name == name and use.whole.start == span.start for use in variables.uses)


def _may_hold_variables(instruction: Instruction, span: Span) -> bool:
    if any(comment.overlaps(span) for comment in instruction.header.comments):
        return False
    if instruction.keyword == "FROM":
        image = stage_head(instruction).image
        return image is not None and _covers(image.span, span) and "@" not in image.text
    if instruction.keyword in ("ENV", "LABEL"):
        return any(pair.value is not None and _covers(pair.value.span, span) for pair in instruction.pairs)
    places = (instruction.value_span, *(heredoc.body for heredoc in instruction.heredocs))
    return any(_covers(place, span) for place in places)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _declared(pieces: Sequence[Piece], above: int, declaration: str) -> tuple[PlacedEdit, ...]:
    """An ARG above an instruction and its comments; comments at the top of a file are the file's."""
    instruction = pieces[above]
    assert isinstance(instruction, Instruction), "only instructions hold variables"
    top = first_line_of(pieces, above)
    at = above if top == 0 else top
    start = 1 if pieces[at].text.startswith("\ufeff") else 0
    keyword = "ARG" if instruction.keyword_span.of(instruction.text).isupper() else "arg"
    line = f"{keyword} {declaration}{line_end_of(instruction)}"
    return (PlacedEdit(Place(at, empty(start)), line),)


def is_free(pieces: Sequence[Piece], name: str, literal: str) -> bool:
    """Whether the ARG may have that name: nothing has it, or only an ENV that has the word for its value."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    is_set = False
    for piece in pieces:
        is_from = isinstance(piece, Instruction) and piece.keyword == "FROM"
        is_set = is_set and not is_from
        if name not in piece.text or not isinstance(piece, Instruction) or not word.search(piece.text):
            continue
        values = {pair.value.text.strip('"') if pair.value else "" for pair in piece.pairs if pair.key.text == name}
        if (values and values != {literal}) or (values and piece.keyword != "ENV") or not (values or is_set):
            return False
        is_set = True
    return True
