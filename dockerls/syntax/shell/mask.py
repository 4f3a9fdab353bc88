"""A copy of shell code that a parser of bytes can read: as many bytes as the source has code points.

Continuations of the Dockerfile become blanks, or letters where they stand inside a word, so that ``cu\\⏎rl`` stays one
word. Characters outside ASCII become letters. A comment in backquotes, as people put it at the end of a line that goes
on, becomes blanks: the parser would see no end of it. A byte offset in the copy is a code-point offset in the source.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from dockerls.text.pattern import pattern
from dockerls.text.span import Span

_NOT_ASCII = pattern(r"[^\x00-\x7f]")
_QUOTED_COMMENT = pattern(r"(?<![^ \t\n])`#[^`\n]*`(?![^ \t\n;&|])")
_START = attrgetter("start")
_ENDS_WORD = frozenset(" \t\r\n;&|<>()")


def masked(source: str, span: Span, gaps: Sequence[Span]) -> bytes:
    """The copy of ``span``; ``gaps`` are the continuations, each from its escape character to where text goes on."""
    parts: list[str] = []
    at = span.start
    for gap in gaps:
        if gap.start < at or gap.end > span.end:
            continue
        parts += source[at : gap.start], _filler(source, gap, span) * len(gap)
        at = gap.end
    parts.append(source[at : span.end])
    code = "".join(parts).replace("\r", " ")
    if "`#" in code:
        code = _QUOTED_COMMENT.sub(lambda comment: " " * len(comment[0]), code)
    return (code if code.isascii() else _NOT_ASCII.sub("_", code)).encode("ascii")


def _filler(source: str, gap: Span, span: Span) -> str:
    before = source[gap.start - 1 : gap.start] if gap.start > span.start else " "
    after = source[gap.end : gap.end + 1] if gap.end < span.end else " "
    return " " if before in _ENDS_WORD or after in _ENDS_WORD else "_"


def without_gaps(source: str, span: Span, gaps: Sequence[Span]) -> str:
    """The source text of a span with the continuations taken out of it."""
    if not gaps:
        return span.of(source)
    parts: list[str] = []
    at = span.start
    for number in range(bisect_left(gaps, at, key=_START), len(gaps)):
        gap = gaps[number]
        if gap.end > span.end:
            break
        parts.append(source[at : gap.start])
        at = gap.end
    parts.append(source[at : span.end])
    return "".join(parts)
