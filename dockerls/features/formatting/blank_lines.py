"""The empty lines of a file: where stages part, at both ends, and how many in a row."""

from collections.abc import Iterator, Sequence

from dockerls.document import Document
from dockerls.features.formatting.line_ends import line_end_edits
from dockerls.features.formatting.style import Style
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Comment, Piece, directive_name
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.span import Span

MOST = 2
"""Two empty lines part what a person wants further apart than the rest; of the 1,250 gaps in the Dockerfiles of the
official images and of well-known applications, three are wider."""


def blank_line_edits(document: Document, style: Style, line_end: str, until: int) -> Iterator[Edit]:
    """The edits to empty lines between the pieces up to the number ``until``, with offsets in the whole text."""
    pieces = tuple(document.file.pieces)
    number = 0
    is_in_stage = False
    while number < until:
        piece = pieces[number]
        if isinstance(piece, Blank):
            end = number
            while end < until and isinstance(pieces[end], Blank):
                end += 1
            yield from _run(document, style, number, end)
            number = end
            continue
        if isinstance(piece, Instruction) and piece.keyword == "FROM" and piece.value:
            above = _first_comment_above(pieces, number)
            if is_in_stage and _touches_a_stage(pieces[above - 1]):
                yield insertion(document.start_of(above), line_end)
            is_in_stage = True
        number += 1
    if until == len(pieces):
        yield from _last_line_end(document, style, line_end)


def _run(document: Document, style: Style, first: int, end: int) -> Iterator[Edit]:
    """The edits to empty lines that stand together."""
    pieces = document.file.pieces
    is_last = end == len(pieces)
    if is_last and not style.trims_end:
        return
    if is_last:
        most = 0
    elif first == 0:
        most = 1 if _would_become_directive(pieces[end]) else 0
    else:
        most = MOST
    kept = first + min(end - first, most)
    for number in range(first, kept):
        start = document.start_of(number)
        yield from (edit.shifted(start) for edit in line_end_edits(pieces[number], style.line_end))
        if style.trims_lines:
            yield from _emptied(document, number)
    if kept < end:
        start = document.start_of(kept)
        yield deletion(Span(start + _bom(pieces[kept].text, start), document.start_of(end)))


def _emptied(document: Document, number: int) -> Iterator[Edit]:
    text = document.file.pieces[number].text
    start = document.start_of(number)
    blanks = Span(_bom(text, start), len(text.rstrip("\r\n")))
    if len(blanks) and not blanks.of(text).strip(" \t"):
        yield deletion(blanks.shifted(start))


def _bom(text: str, start: int) -> int:
    return 1 if start == 0 and text.startswith("\ufeff") else 0


def _would_become_directive(piece: Piece) -> bool:
    """Whether the empty line above is all that keeps a comment from being a parser directive."""
    return isinstance(piece, Comment) and directive_name(piece.text) is not None


def _first_comment_above(pieces: Sequence[Piece], number: int) -> int:
    """The first of the comments directly above an instruction; else the instruction itself."""
    while number > 0 and isinstance(pieces[number - 1], Comment):
        number -= 1
    return number


def _touches_a_stage(piece: Piece) -> bool:
    """Whether a piece ends a stage that should be set off. Stages of a FROM alone are lists, and stand close."""
    return isinstance(piece, Instruction) and piece.keyword != "FROM"


def _last_line_end(document: Document, style: Style, line_end: str) -> Iterator[Edit]:
    """A line end for the last line."""
    if not style.ends_last_line or not document.file.pieces:
        return
    last = document.file.pieces[-1]
    if not isinstance(last, Blank) and not last.text.endswith("\n"):
        at = document.start_of(len(document.file.pieces))
        yield insertion(at, "\n" if last.text.endswith("\r") else line_end)
