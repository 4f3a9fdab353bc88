"""Shell code cut where the shell cares nothing for how many blanks there are.

A stretch is what lies between two such places: a word, with quotes and all that is in them, or a part of a word where
code stands inside it (``"$(date`` and ``+%s)"``). These cuts hold for broken code too, which a syntax tree says little
of. Where it is not sure whether blanks matter, a stretch goes on.
"""

import re
from collections.abc import Iterator

from dockerls.syntax.words import Cut

BLANKS = " \t"

_CODE = re.compile(r"""[^ \t'"\\$`()#]+""")
_QUOTED = re.compile(r"""[^"\\$`]+""")
_BRACED = re.compile(r"""[^'"\\$`}]+""")
_ANSI_STRING = re.compile(r"\$'(?:[^'\\]|\\.)*'?", re.DOTALL)
_BACKQUOTED = re.compile(r"`(?:[^`\\]|\\.)*`?", re.DOTALL)
_WINDOWS_PLAIN = re.compile(r"""[^ \t'"]+""")


def posix_stretches(code: str) -> Iterator[Cut]:
    """The stretches of code for a POSIX shell on one logical line; an open quote goes on to the end."""
    return _Posix(code).stretches()


class _Posix:
    """One walk over the code. ``inside`` names what is open, the innermost last: ``(`` of ``$(``, ``"``, ``{``."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.at = 0
        self.inside: list[str] = []
        self.depths: list[int] = []  # of plain parentheses in each open $(

    def stretches(self) -> Iterator[Cut]:
        code = self.code
        begin: int | None = None
        while self.at < len(code):
            character = code[self.at]
            if self.is_code and character in BLANKS:
                if begin is not None:
                    yield Cut(begin, self.at, code[begin : self.at])
                    begin = None
                self.at += 1
                continue
            if begin is None:
                begin = self.at
                if character == "#" and self.is_code:  # a comment, to the end of the logical line
                    break
            self.step(character)
        if begin is not None:
            yield Cut(begin, len(code), code[begin:])

    @property
    def is_code(self) -> bool:
        return not self.inside or self.inside[-1] == "("

    def step(self, character: str) -> None:
        """Pass by what starts here."""
        if character == "\\":
            self.at = min(self.at + 2, len(self.code))
        elif character == "$":
            self.step_over_dollar()
        elif character == "`":
            self.pass_by(_BACKQUOTED)
        elif character == '"':
            self.toggle_quote()
        elif character == "'" and '"' not in self.inside[-1:] and not self.is_braced_in_quotes:
            end = self.code.find("'", self.at + 1)
            self.at = len(self.code) if end < 0 else end + 1
        elif character == "}" and self.inside[-1:] == ["{"]:
            self.inside.pop()
            self.at += 1
        elif character in "()" and self.is_code:
            self.count_parenthesis(character)
        else:
            pattern = _CODE if self.is_code else _QUOTED if self.inside[-1] == '"' else _BRACED
            self.pass_by(pattern)

    @property
    def is_braced_in_quotes(self) -> bool:
        return self.inside[-2:] == ['"', "{"]

    def step_over_dollar(self) -> None:
        opening = self.code[self.at + 1 : self.at + 2]
        if opening == "'" and self.is_code:
            self.pass_by(_ANSI_STRING)
            return
        if opening and opening in "({":
            self.inside.append(opening)
            if opening == "(":
                self.depths.append(0)
            self.at += 2
            return
        self.at += 1

    def toggle_quote(self) -> None:
        if self.inside[-1:] == ['"']:
            self.inside.pop()
        else:
            self.inside.append('"')
        self.at += 1

    def count_parenthesis(self, character: str) -> None:
        self.at += 1
        if not self.inside:
            return
        if character == "(":
            self.depths[-1] += 1
        elif self.depths[-1]:
            self.depths[-1] -= 1
        else:
            self.depths.pop()
            self.inside.pop()

    def pass_by(self, pattern: "re.Pattern[str]") -> None:
        match = pattern.match(self.code, self.at)
        self.at = match.end() if match else self.at + 1


def other_stretches(code: str) -> Iterator[Cut]:
    """The same for cmd, PowerShell and shells unknown: quotes toggle, and behind one that may be escaped all is one.

    The code has no blanks at its ends.
    """
    begin = at = 0
    while at < len(code):
        character = code[at]
        if character in BLANKS:
            if at > begin:
                yield Cut(begin, at, code[begin:at])
            at += 1
            begin = at
        elif character in "'\"":
            end = code.find(character, at + 1)
            is_certain = end >= 0 and code[at - 1 : at] not in ("`", "\\", "^") and code[end - 1] not in "`\\^"
            at = end + 1 if is_certain else len(code)
        else:
            match = _WINDOWS_PLAIN.match(code, at)
            assert match is not None, "the character is neither a blank nor a quote"
            at = match.end()
    yield Cut(begin, at, code[begin:at])
