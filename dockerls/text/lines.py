"""Lines and columns, as the Language Server Protocol counts them; the one conversion to and from offsets.

A line ends with ``\\n``, ``\\r\\n`` or ``\\r`` (LSP 3.17, "Text Documents"), which is not how Python's
``splitlines`` has it. Columns count the client's units; offsets count code points.
"""

from bisect import bisect_right
from enum import Enum

from dockerls.text.pattern import pattern
from dockerls.value import value

_LINE_END = pattern(r"\r\n|\r|\n")
_BLOCK = 4096


class Encoding(str, Enum):
    """The unit in which a client counts columns."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def width(self, text: str) -> int:
        """How many units ``text`` takes. A lone surrogate from a client counts as the unit it came as."""
        if self is Encoding.UTF32 or text.isascii():
            return len(text)
        if self is Encoding.UTF8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(1 for character in text if character > "\uffff")

    def offset(self, line: str, column: int) -> int:
        """The code-point offset in ``line`` of a column: clamped, and never inside a character."""
        if column <= 0:
            return 0
        if self is Encoding.UTF32 or line.isascii():
            return min(column, len(line))
        offset = 0
        # Whole blocks first, so that a very long line costs little more than measuring it.
        while (block := line[offset : offset + _BLOCK]) and (units := self.width(block)) <= column:
            column -= units
            offset += len(block)
        for character in block:
            column -= self.width(character)
            if column < 0:
                break
            offset += 1
        return offset


@value
class Position:
    """A line and a column in a client's units, both from 0."""

    line: int
    column: int


def line_ends(text: str) -> int:
    """How many lines end in ``text``."""
    if "\r" not in text:
        return text.count("\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


class LineIndex:
    """Where the lines of one text start. Both directions are clamped to the text at both ends."""

    __slots__ = ("_has_returns", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._has_returns = "\r" in text
        if self._has_returns:
            self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        else:
            self.starts = _starts_after_newlines(text)

    def offset(self, line: int, column: int, encoding: Encoding) -> int:
        """The code-point offset of a position."""
        if line < 0:
            return 0
        if line >= len(self.starts):
            return len(self.text)
        return self.starts[line] + encoding.offset(self.line(line), column)

    def position(self, offset: int, encoding: Encoding) -> Position:
        """The line and column of a code-point offset."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset) - 1
        start = self.starts[line]
        if self._has_returns:
            # An offset between \r and \n is still on its line, which ends before the \r.
            offset = min(offset, start + len(self.line(line)))
        if self.text.isascii():
            return Position(line, offset - start)
        return Position(line, encoding.width(self.text[start:offset]))

    def line(self, number: int) -> str:
        """The text of a line (from 0) without its line end."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")


def _starts_after_newlines(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
