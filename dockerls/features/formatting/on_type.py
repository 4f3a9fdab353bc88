"""Formatting while a person types: the indentation of a new line, and the blanks before an escape character."""

from dockerls.document import Document
from dockerls.features.formatting.format import Formatter, is_formattable
from dockerls.features.formatting.indentation import columns, habitual
from dockerls.features.formatting.lines import Draft, Line
from dockerls.features.formatting.shell_stretches import BLANKS, posix_stretches
from dockerls.features.formatting.style import USUAL_TAB_WIDTH, Style
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span

_OPERATORS = ("&&", "||", "|", ";")


def typed(document: Document, offset: int, character: str, style: Style) -> tuple[Edit, ...]:
    """The edits after ``character`` was typed in front of ``offset``.

    A line that goes on the one above is indented as its neighbours; a line that begins anew is not. Before an escape
    character that ends a line stands one blank, or as many as reach the column of its neighbours.
    """
    if not is_formattable(document) or not document.file.pieces:
        return ()
    formatter = Formatter(document, style)
    if character == "\n":
        return tuple(edit for edit in _new_line(formatter, offset) if formatter.protection.allows(edit))
    if character == document.file.escape:
        return tuple(edit for edit in _escape(formatter, offset) if formatter.protection.allows(edit))
    return ()


def _new_line(formatter: Formatter, offset: int) -> tuple[Edit, ...]:
    document, text = formatter.document, formatter.document.text
    start = text.rfind("\n", 0, offset) + 1
    if start == 0:
        return ()
    end = start + len(text[start:]) - len(text[start:].lstrip(BLANKS))
    number = document.piece_at(start - 1)
    assert number is not None, "a document with a line has a piece"
    piece = document.file.pieces[number]
    at = start - document.start_of(number)  # in the piece, or behind it
    if isinstance(piece, Instruction):
        if at > piece.header.end or (at == piece.header.end and piece.heredocs):
            return () if at < len(piece.text) or piece.unclosed else _set(text, start, end, "")
        if any(gap.start < at <= gap.end for gap in piece.header.gaps):
            lead = _lead_of_new_line(formatter, number, at)
            return () if lead is None else _set(text, start, end, lead)
        if piece.unclosed:
            return ()
    is_blank = text[end : end + 1] in ("", "\r", "\n")
    return _set(text, start, end, "") if is_blank else ()


def _set(text: str, start: int, end: int, lead: str) -> tuple[Edit, ...]:
    return () if text[start:end] == lead else (Edit(Span(start, end), lead),)


def _lead_of_new_line(formatter: Formatter, number: int, at: int) -> str | None:
    """The blanks for a line that starts at an offset of a piece and goes on the line above; None: as it is."""
    draft = formatter.draft(number)
    if draft is not None:
        above = [line for line in draft.lines if line.next <= at]
        if not above[-1].has_free_tail or _leaves_quote_open(draft, above[-1]):
            return None
        neighbours = [line for line in reversed(above[1:]) if not line.is_empty]
        neighbours += (line for line in draft.movable if line.start > at and draft.lead(line))
        if neighbours:
            return draft.lead(neighbours[0])
    return habitual(formatter.style, formatter.layout.habits, is_led_by_operator=False)


def _leaves_quote_open(draft: Draft, line: Line) -> bool:
    """Whether a quote is open at the end of a line; where nothing follows yet the stretches do not show it."""
    last = next((span for span in reversed(draft.stretches.spans) if span.end == line.end), None)
    if last is None:
        return False
    return len(list(posix_stretches(f"{last.of(draft.text)} x"))) == 1


def _escape(formatter: Formatter, offset: int) -> tuple[Edit, ...]:
    document = formatter.document
    number = document.piece_at(offset - 1)
    assert number is not None, "the character was typed into a piece"
    draft = formatter.draft(number)
    at = offset - 1 - document.start_of(number)
    if draft is None:
        return ()
    line = next((line for line in draft.lines if line.escape == at and line.is_code), None)
    if line is None or not _is_meant_to_end(draft, line):
        return ()
    tail = draft.tail(line)
    width = formatter.style.tab_width or USUAL_TAB_WIDTH
    own = columns(draft.text[line.start : line.end], width)
    column = _column_above(draft, line, width)
    blanks = " " * (column - own if column is not None and column > own else 1)
    edit = Edit(tail, blanks).shifted(document.start_of(number))
    return (edit,) if tail.of(draft.text) != blanks else ()


def _column_above(draft: Draft, line: Line, width: int) -> int | None:
    """The column of escape characters that the two lines above share, if their author made it one."""
    above = [each for each in draft.lines if each.start < line.start and each.is_code][-2:]
    found = {columns(draft.text[each.start : each.escape], width) for each in above}
    is_made = any(len(draft.tail(each)) > 1 for each in above)
    return found.pop() if len(above) == 2 and len(found) == 1 and is_made else None


def _is_meant_to_end(draft: Draft, line: Line) -> bool:
    """Whether an escape character ends the line for good, and does not begin something like ``\\n``."""
    if _leaves_quote_open(draft, line) or not line.has_free_tail:
        return False
    return len(draft.tail(line)) > 0 or draft.text.endswith(_OPERATORS, 0, line.end)
