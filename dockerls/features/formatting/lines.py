"""An instruction as physical lines: what stands where on each, and which of their blanks may be changed."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from operator import attrgetter

from dockerls.features.formatting.shell_stretches import BLANKS
from dockerls.features.formatting.stretches import Stretches, stretches
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import cached, remembered, value

_START = attrgetter("start")


@value
class Line:
    """A physical line of a header, in offsets of the instruction's text.

    It holds blanks, its content (``first`` to ``end``), blanks, perhaps an escape character, blanks and its line end
    (``last`` to ``next``). Whether the blanks before and behind the content may be changed, two fields say.
    """

    start: int
    first: int
    end: int
    escape: int | None
    last: int
    next: int
    is_comment: bool = False
    is_empty: bool = False  # no content, and no escape character
    has_free_lead: bool = False
    has_free_tail: bool = False

    @property
    def is_code(self) -> bool:
        return not (self.is_comment or self.is_empty or self.is_separator)

    @property
    def is_separator(self) -> bool:
        """Whether the line is an escape character and nothing else, as people part long commands."""
        return self.first == self.escape


@value
class Draft:
    """An instruction that may be laid out anew."""

    instruction: Instruction
    stretches: Stretches
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return self.instruction.text

    @cached
    def answers(self) -> dict[Hashable, tuple[Edit, ...]]:
        """The edits found for the last layout asked for: when a file is typed in most of its instructions stay."""
        return {}

    @cached
    def onset(self) -> int:
        """Where the first line starts, behind a byte order mark."""
        return self.lines[0].start

    def lead(self, line: Line) -> str:
        """The blanks in front of a line."""
        return self.text[line.start : line.first]

    def tail(self, line: Line) -> Span:
        """The blanks in front of the escape character of a line that has one."""
        assert line.escape is not None, "the line goes on"
        return Span(line.end, line.escape)

    @cached
    def movable(self) -> tuple[Line, ...]:
        """The continuation lines with content; none where the indentation of one must stay, so that none is parted."""
        found = tuple(line for line in self.lines[1:] if line.is_code)
        return found if all(line.has_free_lead for line in found) else ()


def draft(instruction: Instruction, is_posix: bool) -> Draft | None:
    """The instruction cut into lines, worked out once; None where nothing may be sure of it."""
    return _posix_draft(instruction) if is_posix else _other_draft(instruction)


def protected(draft: Draft, is_protected: Callable[[Span], bool]) -> Draft:
    """The draft without freedom for the lines (spans of the instruction's text) of which nothing may be changed."""
    return replace(
        draft,
        lines=tuple(
            replace(line, has_free_lead=False, has_free_tail=False)
            if is_protected(Span(line.start, line.next))
            else line
            for line in draft.lines
        ),
    )


@remembered
def _posix_draft(instruction: Instruction) -> Draft | None:
    return _draft(instruction, stretches(instruction, is_posix=True))


@remembered
def _other_draft(instruction: Instruction) -> Draft | None:
    return _draft(instruction, stretches(instruction, is_posix=False))


def _draft(instruction: Instruction, cut: Stretches | None) -> Draft | None:
    return None if cut is None else Draft(instruction, cut, tuple(_lines(instruction, cut)))


def _lines(instruction: Instruction, cut: Stretches) -> Iterator[Line]:
    header, text = instruction.header, instruction.text
    escapes = {gap.start for gap in header.gaps}
    comments = {comment.start for comment in header.comments}
    empties = {empty.start for empty in header.empty_lines}
    starts = {span.start for span in cut.spans}
    ends = {span.end for span in cut.spans}
    start = 1 if instruction.has_bom else 0
    is_within = False  # the last continuation stands within a stretch
    while start < header.end:
        newline = text.find("\n", start)
        next_line = len(text) if newline < 0 else newline + 1
        content = text[start:next_line].rstrip("\r\n")
        stripped = content.strip(BLANKS)
        first = start + content.index(stripped)
        end = first + len(stripped)
        escape = end - 1 if end - 1 in escapes else None
        if escape is not None:
            end = max(first, start + len(text[start:escape].rstrip(BLANKS)))
        is_comment, is_empty = first in comments, start in empties
        is_bare = is_comment or is_empty or first == escape
        has_free_lead = not is_within and (is_bare or first in starts)
        if escape is not None:
            is_within = _is_within(cut, escape)
        has_free_tail = not is_within and (is_bare or end in ends)
        last = start + len(content)
        yield Line(start, first, end, escape, last, next_line, is_comment, is_empty, has_free_lead, has_free_tail)
        start = next_line


def _is_within(cut: Stretches, offset: int) -> bool:
    """Whether a stretch goes on across an offset."""
    before = bisect_left(cut.spans, offset, key=_START) - 1
    return before >= 0 and cut.spans[before].end > offset
