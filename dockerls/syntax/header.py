"""The logical line of an instruction: its text with the continuations taken out, and the way back to the source.

BuildKit (parser.go) ends a line at ``\\n`` only, drops the carriage returns before it, and joins the next line when
the last character but for blanks and tabs is the escape character, unless another escape character stands before it.
Comment lines and empty lines inside a continuation are dropped.
"""

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum

from dockerls.syntax.blanks import SPACE
from dockerls.text.span import Span
from dockerls.value import value


@value
class Logical:
    """A logical line. ``starts[i]`` is the logical offset at which the stretch taken from ``origins[i]`` begins."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The source offset of a logical offset; the end of the text lies behind its last character."""
        if offset >= len(self.text) and self.text:
            return self.origin(len(self.text) - 1) + 1
        stretch = bisect_right(self.starts, offset) - 1
        return self.origins[stretch] + offset - self.starts[stretch]

    def span(self, start: int, end: int) -> Span:
        """The source span from the first to behind the last character of a logical stretch."""
        if end <= start:
            at = self.origin(start)
            return Span(at, at)
        return Span(self.origin(start), self.origin(end - 1) + 1)


@value
class Header:
    """The logical line of an instruction that starts at an offset of a text, and what was dropped from it."""

    logical: Logical
    end: int  # offset behind the line end of its last physical line
    gaps: tuple[Span, ...]  # from each escape character to where the text goes on (or the header ends)
    comments: tuple[Span, ...]  # comment lines inside, from # to the end of the line
    empty_lines: tuple[Span, ...]  # blank lines inside, with their line ends
    is_cut_off: bool  # the last line continues, but the file ends


class _Kind(Enum):
    CODE = 1
    COMMENT = 2
    EMPTY = 3


@value
class _Line:
    """A physical line of a header: ``start`` of what it holds, ``end`` of that, and where the next line starts."""

    kind: _Kind
    start: int
    end: int
    next: int
    continues_at: int | None  # the escape character at its end


def header_end(text: str, start: int, escape: str) -> int:
    """The offset behind the last physical line of the logical line that starts at ``start``."""
    end = start
    for line in _physical_lines(text, start, escape):
        end = line.next
    return end


def read_header(text: str, start: int, escape: str) -> Header:
    """Read the logical line that starts at ``start`` (code points; a BOM is already behind us)."""
    stretches: list[tuple[int, int]] = []
    gaps: list[Span] = []
    dropped: dict[_Kind, list[Span]] = {_Kind.COMMENT: [], _Kind.EMPTY: []}
    gap_start: int | None = None
    end = start
    for line in _physical_lines(text, start, escape):
        if line.kind is _Kind.CODE:
            if gap_start is not None:
                gaps.append(Span(gap_start, line.start))
            gap_start = line.continues_at
            stretches.append((line.start, line.end if gap_start is None else gap_start))
        else:
            dropped[line.kind].append(Span(line.start, line.next if line.kind is _Kind.EMPTY else line.end))
        end = line.next
    if gap_start is not None:
        gaps.append(Span(gap_start, end))
    return Header(
        logical=logical_of(text, stretches),
        end=end,
        gaps=tuple(gaps),
        comments=tuple(dropped[_Kind.COMMENT]),
        empty_lines=tuple(dropped[_Kind.EMPTY]),
        is_cut_off=gap_start is not None,
    )


def _physical_lines(text: str, start: int, escape: str) -> Iterator[_Line]:
    following, content_end = _line(text, start)
    begin = content_end - len(text[start:content_end].lstrip(SPACE))
    continues_at = _continuation(text, begin, content_end, escape)
    yield _Line(_Kind.CODE, begin, content_end, following, continues_at)
    while continues_at is not None and following < len(text):
        start = following
        following, content_end = _line(text, start)
        first = content_end - len(text[start:content_end].lstrip(SPACE))
        if first == content_end:
            yield _Line(_Kind.EMPTY, start, content_end, following, None)
        elif text[first] == "#":
            yield _Line(_Kind.COMMENT, first, content_end, following, None)
        else:
            continues_at = _continuation(text, start, content_end, escape)
            yield _Line(_Kind.CODE, start, content_end, following, continues_at)


def logical_of(text: str, stretches: list[tuple[int, int]]) -> Logical:
    """The line that these stretches of a text make, each given by its start and end, in order."""
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for start, end in stretches:
        if end > start or not starts:
            starts.append(length)
            origins.append(start)
            length += end - start
    return Logical("".join(text[start:end] for start, end in stretches), tuple(starts), tuple(origins))


def _line(text: str, start: int) -> tuple[int, int]:
    """Where the physical line ends: behind its ``\\n``, and before its ``\\r``s and ``\\n``."""
    newline = text.find("\n", start)
    end = len(text) if newline < 0 else newline + 1
    content_end = end
    while content_end > start and text[content_end - 1] in "\r\n":
        content_end -= 1
    return end, content_end


def _continuation(text: str, start: int, content_end: int, escape: str) -> int | None:
    """The offset of the escape character that continues the line, if one does."""
    at = content_end
    while at > start and text[at - 1] in " \t":
        at -= 1
    at -= 1
    if at < start or text[at] != escape:
        return None
    return None if at > start and text[at - 1] == escape else at
