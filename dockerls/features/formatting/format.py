"""Formatting a document or a part of it. What BuildKit and the shell read stays the same.

What is not whole is left alone: half-typed instructions, everything from a heredoc on that nobody closes, files too
long or with characters no Dockerfile has.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from dockerls.document import LONGEST_FILE, Document
from dockerls.features.formatting.alike import reads_alike
from dockerls.features.formatting.blank_lines import blank_line_edits
from dockerls.features.formatting.casing import casing_of
from dockerls.features.formatting.columns import kept_blanks
from dockerls.features.formatting.indentation import habits_of
from dockerls.features.formatting.instruction_edits import Layout, instruction_edits
from dockerls.features.formatting.line_ends import line_end_edits, usual_line_end
from dockerls.features.formatting.lines import Draft, draft, protected
from dockerls.features.formatting.protection import protection_of
from dockerls.features.formatting.shell_stretches import BLANKS
from dockerls.features.formatting.style import Style
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Piece
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import cached

_JUNK = re.compile("[\\x00\ud800-\udfff]")
_BOM = "\ufeff"


def formatted(document: Document, style: Style, spans: Sequence[Span] | None = None) -> tuple[Edit, ...]:
    """The edits that format a document, or the lines and whole instructions that ``spans`` touch. From the top down."""
    if not is_formattable(document):
        return ()
    return tuple(sorted(Formatter(document, style).edits(spans), key=_place))


def is_formattable(document: Document) -> bool:
    """Whether it is a text such as Dockerfiles are, and not too long."""
    return document.lengths.total(len(document.lengths)) <= LONGEST_FILE and not _JUNK.search(document.text)


class Formatter:
    """The formatting of one document."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document = document
        self.pieces = tuple(document.file.pieces)
        self.starts = (0, *accumulate(len(piece.text) for piece in self.pieces))
        self.style = style
        self.until = min(document.file.unclosed, default=len(self.pieces))
        self.line_end = style.line_end or usual_line_end(document.text)
        self.protection = protection_of(document)

    def edits(self, spans: Sequence[Span] | None) -> Iterator[Edit]:
        touched = None if spans is None else [_touched(self.document, span) for span in spans]
        found = [*blank_line_edits(self.document, self.style, self.line_end, self.until), *self._piece_edits(touched)]
        for edit in found:
            if self.protection.allows(edit) and (touched is None or _is_in(edit.span, touched)):
                yield edit

    def _piece_edits(self, touched: Sequence[Span] | None) -> Iterator[Edit]:
        for number, kept in enumerate(kept_blanks(self.pieces, self.drafts)):
            piece, draft = self.pieces[number], self.drafts[number]
            start = self.starts[number]
            if touched is not None and not any(span.overlaps(Span(start, self.starts[number + 1])) for span in touched):
                continue
            edits: Sequence[Edit]
            if draft is not None:
                edits = self.instruction_edits(number, draft, kept)
            elif isinstance(piece, Instruction):
                continue
            else:
                edits = list(self._line_edits(piece, number))
            yield from (edit.shifted(start) for edit in edits)
            if not isinstance(piece, Blank):
                yield from (edit.shifted(start) for edit in line_end_edits(piece, self.style.line_end))

    def instruction_edits(self, number: int, draft: Draft, kept: frozenset[int]) -> Sequence[Edit]:
        """The edits to the piece of a number, in its offsets; none if it would not read as before."""
        question = self.layout, kept
        if question not in draft.answers:
            draft.answers.clear()
            edits = sorted(instruction_edits(draft, self.layout, kept), key=_place)
            is_sound = not edits or reads_alike(draft, edits, self._is_posix(number))
            draft.answers[question] = tuple(edits) if is_sound else ()
        return draft.answers[question]

    @cached
    def drafts(self) -> list[Draft | None]:
        """The instructions that can be laid out, a place for every piece."""
        return [
            None if isinstance(piece, Instruction) and piece.header.is_cut_off else self.draft(number)
            for number, piece in zip(range(self.until), self.pieces, strict=False)
        ]

    @cached
    def layout(self) -> Layout:
        """What the whole file has to do with the layout of each instruction."""
        instructions = (piece for piece in self.pieces if isinstance(piece, Instruction))
        habits = habits_of((draft for draft in self.drafts if draft is not None), self.style.tab_width)
        return Layout(self.style, casing_of(instructions, self.style.casing), habits)

    def draft(self, number: int) -> Draft | None:
        """The piece of a number cut into lines, if it is an instruction that can be."""
        piece = self.pieces[number]
        if not isinstance(piece, Instruction):
            return None
        found = draft(piece, self._is_posix(number))
        if found is None or not self.protection.spans:
            return found
        return protected(found, self.protection.within(self.starts[number]))

    def _is_posix(self, number: int) -> bool:
        return self.document.analysis.results[number].around.is_posix

    def _line_edits(self, piece: Piece, number: int) -> Iterator[Edit]:
        """The edits to a comment or a directive. The blanks before a directive stay, as not every tool skips them."""
        if isinstance(piece, Blank):
            return
        first = 1 if number == 0 and piece.text.startswith(_BOM) else 0
        content = piece.text.rstrip("\r\n")
        lead = len(content) - first - len(content[first:].lstrip(BLANKS))
        if lead and number >= len(self.document.file.directives):
            yield Edit(Span(first, first + lead), "")
        end = len(content.rstrip(BLANKS))
        if end < len(content) and self.style.trims_lines:
            yield Edit(Span(end, len(content)), "")


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _touched(document: Document, span: Span) -> Span:
    """The pieces that a span touches, from the start of the first to the end of the last."""
    first = document.piece_at(span.start)
    last = document.piece_at(max(span.start, span.end - 1))
    if first is None or last is None:
        return Span(0, 0)
    return Span(document.start_of(first), document.start_of(last + 1))


def _is_in(span: Span, parts: Sequence[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in parts)
