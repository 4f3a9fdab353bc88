"""The pieces of a file besides instructions. Each is one line with its line end; spans count from the piece."""

import re

from dockerls.syntax.blanks import SPACE
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import cached, value

# Go's \s is [\t\n\f\r ]; directly behind the # BuildKit takes any blank.
_DIRECTIVE = pattern(rf"#[{SPACE}]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*\Z")
DIRECTIVES = frozenset({"syntax", "escape", "check"})
ESCAPES = frozenset({"\\", "`"})


@value
class Blank:
    """A line of blanks."""

    text: str


@value
class Comment:
    """A comment line outside any instruction."""

    text: str

    @cached
    def span(self) -> Span:
        """From the ``#`` to the end of the line."""
        return Span(self.text.index("#"), len(self.text.rstrip("\r\n")))

    @property
    def words(self) -> str:
        """What it says: without ``#``, and without blanks around it."""
        return self.span.of(self.text)[1:].strip(SPACE)


@value
class Directive:
    """A parser directive: ``# name=value`` above everything else. BuildKit refuses a file that repeats a name."""

    text: str
    is_repeated: bool = False

    @cached
    def _match(self) -> "re.Match[str]":
        match = _directive_match(self.text.removeprefix("\ufeff"))
        assert match is not None, "the scanner makes a Directive only of a line that is one"
        return match

    @property
    def name(self) -> str:
        """The name in small letters."""
        return self._match[1].lower()

    @property
    def value(self) -> str:
        return self._match[2]

    @cached
    def name_span(self) -> Span:
        start = self.text.index("#")
        return Span(start + self._match.start(1), start + self._match.end(1))

    @cached
    def value_span(self) -> Span:
        start = self.text.index("#")
        return Span(start + self._match.start(2), start + self._match.end(2))


Piece = Instruction | Comment | Blank | Directive


def directive_name(line: str) -> str | None:
    """The name, in small letters, if the line can be a parser directive."""
    match = _directive_match(line)
    return match[1].lower() if match and match[1].lower() in DIRECTIVES else None


def _directive_match(line: str) -> "re.Match[str] | None":
    return _DIRECTIVE.match(line.lstrip(SPACE).rstrip("\r\n"))
