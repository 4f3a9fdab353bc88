"""Heredocs of RUN, COPY and ADD: found on the logical line, read from the lines below it."""

import re

from dockerls.syntax.expansion import split
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

_HEREDOC = pattern(r"([0-9]*)<<(-?)([^<]*)\Z", re.DOTALL)


@value
class Opening:
    """``3<<-"EOF"`` on a logical line: its stretch there, and what it asks for."""

    start: int
    end: int
    delimiter: str
    descriptor: int
    strips_tabs: bool
    expands: bool  # variables are expanded in the body, as no part of the delimiter is quoted
    delimiter_start: int
    delimiter_end: int

    def closed_by(self, line: str) -> bool:
        """Whether a physical line (with or without its line end) is the terminator."""
        line = line.rstrip("\r\n")
        return (line.lstrip("\t") if self.strips_tabs else line) == self.delimiter


@value
class Heredoc:
    """A heredoc whose terminator stands in the file; spans are relative to the instruction."""

    opening: Opening
    span: Span  # of the opening in the header
    delimiter: Span  # of the delimiter word in the header, with its quotes
    body: Span  # whole lines between header and terminator
    terminator: Span  # the terminator word on its line


def openings(line: str, start: int = 0) -> tuple[Opening, ...]:
    """The heredocs a logical line opens, in order; none where BuildKit's lexer gives up on the line."""
    if "<<" not in line:
        return ()
    return tuple(
        opening
        for word in split(line[start:]) or ()
        if "<<" in word.raw and (opening := _opening(word.raw, word.start + start, word.end + start))
    )


def _opening(raw: str, start: int, end: int) -> Opening | None:
    match = _HEREDOC.match(raw)
    if match is None or not match[3]:
        return None
    words = split(match[3])
    if words is None or len(words) != 1 or not words[0].text:
        return None
    delimiter = words[0].text
    return Opening(
        start=start,
        end=end,
        delimiter=delimiter,
        descriptor=int(match[1] or "0"),
        strips_tabs=match[2] == "-",
        expands=delimiter == words[0].raw,
        delimiter_start=start + match.start(3),
        delimiter_end=end,
    )


def find_terminator(text: str, start: int, opening: Opening) -> Span | None:
    """The terminator line at or after the line that starts at ``start``: from its start to behind its line end."""
    delimiter = opening.delimiter
    at = start
    while True:
        found = text.find(delimiter, at)
        if found < 0:
            return None
        line_start = max(text.rfind("\n", start, found) + 1, start)
        newline = text.find("\n", found)
        line_end = len(text) if newline < 0 else newline + 1
        if opening.closed_by(text[line_start:line_end]):
            return Span(line_start, line_end)
        at = line_end
        if at >= len(text):
            return None
