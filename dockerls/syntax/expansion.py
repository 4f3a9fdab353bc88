"""Words as BuildKit's own lexer sees them (shell/lex.go): quotes, escapes and ``$`` in instruction arguments.

``split`` is what finds heredocs. It answers None where BuildKit's lexer gives up (an open quote, a bad
substitution), in which case BuildKit sees no heredoc on the line. ``expanded`` is what an argument stands for, and
``trouble_in`` what the lexer gives up at.
"""

from collections.abc import Callable
from enum import Enum

from dockerls.syntax.blanks import SPACE
from dockerls.value import value

ValueOf = Callable[[str], str | None]

_SPECIAL = "@*#?-$!0"
_MATCHING = ("#", "%", "/")
_OPERATORS = ("-", "+", "?", *_MATCHING)
_LONGEST = 10_000  # code points; values that double one another would fill the memory
_DEEPEST = 50  # braces within braces


@value
class LexedWord:
    """A word: where it stands in the line, its raw text, and its text without quotes and escapes."""

    start: int
    end: int
    raw: str
    text: str


class Flaw(Enum):
    """What BuildKit's lexer gives up at."""

    QUOTE = "quote"
    """A quote that is never closed."""
    BRACE = "brace"
    """A ``${`` that is never closed."""
    NAME = "name"
    """``${}``, which names nothing."""
    MODIFIER = "modifier"
    """``${X^^}``: something behind the name that it cannot work out."""


@value
class Trouble:
    """A flaw, and where the quote or the ``$`` stands that it is about."""

    flaw: Flaw
    start: int


class _GaveUpError(Exception):
    """BuildKit's lexer stops with an error here."""

    def __init__(self, flaw: Flaw, start: int) -> None:
        self.trouble = Trouble(flaw, start)


class _UnknownError(Exception):
    """What is read stands for something that is known only when it is built."""


def split(line: str, escape: str = "\\") -> tuple[LexedWord, ...] | None:
    """The words of a line, no variable being set; None where BuildKit's lexer fails."""
    words: list[LexedWord] = []
    lexer = _Lexer(line, escape)
    try:
        while lexer.skips_blanks():
            begin = lexer.at
            text = lexer.read(SPACE)
            words.append(LexedWord(begin, lexer.at, line[begin : lexer.at], text))
    except _GaveUpError:
        return None
    return tuple(words)


def trouble_in(text: str, escape: str = "\\") -> Trouble | None:
    """What BuildKit's lexer gives up at in an argument whatever the variables are, if it does."""
    try:
        _Lexer(text, escape).read("")
    except _GaveUpError as gave_up:
        return gave_up.trouble
    return None


def expanded(text: str, value_of: ValueOf, escape: str = "\\") -> str | None:
    """What the text stands for: variables filled in, quotes and escapes gone.

    ``value_of`` answers None for a variable without a value. None where one of these is used (but in ``${NAME:-…}``
    and the like, which say what it is then), where the lexer fails, and where the text becomes absurdly long.
    """
    if not any(special in text for special in ("$", "'", '"', escape)):
        return text
    try:
        return _Lexer(text, escape, value_of).read("")
    except (_GaveUpError, _UnknownError):
        return None


def without_quotes(text: str, escape: str = "\\") -> str:
    """What a text without variables stands for; one with variables loses only the quotes around it."""
    known = expanded(text, lambda _: None, escape)
    return text.strip("\"'") if known is None else known


class _Lexer:
    """A reader of a line. Without ``value_of`` variables are kept as they are written (lex.go's SkipUnsetEnv)."""

    def __init__(self, line: str, escape: str, value_of: ValueOf | None = None) -> None:
        self.at = 0
        self._line = line
        self._escape = escape
        self._value_of = value_of
        self._depth = 0

    def skips_blanks(self) -> bool:
        """Go on to what is no blank; False at the end of the line."""
        while self._next and self._next in SPACE:
            self.at += 1
        return self.at < len(self._line)

    def read(self, stops: str, keeps_escapes: bool = False) -> str:
        """Read on to one of the characters, or to the end."""
        parts: list[str] = []
        while self._next and self._next not in stops:
            character = self._next
            if character == "'":
                parts.append(self._single_quoted())
            elif character == '"':
                parts.append(self._double_quoted(keeps_escapes))
            elif character == "$":
                parts.append(self._dollar())
            elif character == self._escape:
                parts.append(self._line[self.at + (not keeps_escapes) : self.at + 2])
                self.at = min(self.at + 2, len(self._line))
            else:
                parts.append(character)
                self.at += 1
        return self._joined(parts)

    @property
    def _next(self) -> str:
        return self._line[self.at : self.at + 1]

    def _joined(self, parts: list[str]) -> str:
        joined = "".join(parts)
        if self._value_of is not None and len(joined) > _LONGEST:
            raise _UnknownError
        return joined

    def _takes(self, character: str) -> bool:
        """Go on by one if that is the next character."""
        is_next = self._next == character
        self.at += is_next
        return is_next

    def _read_past(self, stop: str, begin: int, keeps_escapes: bool = False) -> str:
        """Read what is left of a substitution, or of a part of it, whose ``$`` is at ``begin``."""
        text = self.read(stop, keeps_escapes)
        if not self._takes(stop):
            raise _GaveUpError(Flaw.BRACE, begin)
        return text

    def _single_quoted(self) -> str:
        begin = self.at + 1
        end = self._line.find("'", begin)
        if end < 0:
            raise _GaveUpError(Flaw.QUOTE, self.at)
        self.at = end + 1
        return self._line[begin:end]

    def _double_quoted(self, keeps_escapes: bool) -> str:
        parts: list[str] = []
        begin = self.at
        self.at += 1
        while self._next != '"':
            if not self._next:
                raise _GaveUpError(Flaw.QUOTE, begin)
            if self._next == "$":
                parts.append(self._dollar())
                continue
            if self._next == self._escape:
                parts.append(self._next if keeps_escapes else "")
                self.at += self._line[self.at + 1 : self.at + 2] in ('"', "$", self._escape)
            parts.append(self._next)
            self.at += 1
        self.at += 1
        return self._joined(parts)

    def _dollar(self) -> str:
        begin = self.at
        self.at += 1
        if not self._takes("{"):
            name = self._name()
            return self._known(name, begin) if name else "$"
        if self._next in ("", "{", "}", ":"):
            raise _GaveUpError(Flaw.NAME if self._next else Flaw.BRACE, begin)
        name = self._name()
        if self._takes("}"):
            return self._known(name, begin)
        if self._depth == _DEEPEST:
            raise _GaveUpError(Flaw.MODIFIER, begin)
        self._depth += 1
        text = self._modified(name, begin)
        self._depth -= 1
        return text

    def _known(self, name: str, begin: int) -> str:
        """The value of a variable that is used as it is, from ``begin`` up to here."""
        if self._value_of is None:
            return self._line[begin : self.at]
        value = self._value_of(name)
        if value is not None:
            return value
        if name[:1].isalpha() or name.startswith("_"):
            raise _UnknownError
        return ""  # `$1` and `$?` mean something to shells only

    def _modified(self, name: str, begin: int) -> str:
        """A variable with what follows its name inside braces. ``begin`` is where its ``$`` stands."""
        needs_text = self._takes(":")
        operator = self._next
        self.at += 1
        if self._value_of is None:
            if operator not in _OPERATORS and not needs_text:  # behind a colon an error only where it is set
                raise _GaveUpError(Flaw.MODIFIER if operator else Flaw.BRACE, begin)
            if operator == "/":
                self._takes("/")
                self._read_past("/", begin, keeps_escapes=True)
            written = self._line[begin : self.at]
            return f"{written}{self._read_past('}', begin, keeps_escapes=operator in _MATCHING)}}}"
        if operator not in _OPERATORS or (needs_text and operator == "/"):
            raise _GaveUpError(Flaw.MODIFIER, begin)
        value = self._value_of(name)
        if operator in _MATCHING:
            return self._matched(operator, value, begin)
        return self._chosen(operator, value or None if needs_text else value, begin)

    def _chosen(self, operator: str, value: str | None, begin: int) -> str:
        """``-``, ``+`` and ``?``: the value, or the word behind the operator."""
        is_used = (value is None) == (operator == "-") and operator != "?"
        word = self._read_past("}", begin) if is_used else self._skipped(begin)
        if operator == "-":
            return word if value is None else value
        if operator == "+":
            return "" if value is None else word
        if value is None:
            raise _GaveUpError(Flaw.MODIFIER, begin)  # the build fails with the word as its message
        return value

    def _skipped(self, begin: int) -> str:
        """Read past a word that is not used, whatever the variables in it are."""
        value_of, self._value_of = self._value_of, None
        word = self._read_past("}", begin)
        self._value_of = value_of
        return word

    def _matched(self, operator: str, value: str | None, begin: int) -> str:
        """``#``, ``%`` and ``/``: the value without what a pattern matches, or with something else there."""
        from dockerls.syntax.value_pattern import read_pattern

        is_doubled = self._takes(operator)
        pattern = read_pattern(self._read_past("/" if operator == "/" else "}", begin, keeps_escapes=True))
        replacement = self._read_past("}", begin, keeps_escapes=True) if operator == "/" else ""
        if pattern is None:
            raise _GaveUpError(Flaw.MODIFIER, begin)
        if value is None or (is_doubled and "$" in replacement):  # which Go would replace once more
            raise _UnknownError
        if operator == "/":
            return pattern.replaced(value, replacement, every=is_doubled)
        return pattern.without_start(value, is_doubled) if operator == "#" else pattern.without_end(value, is_doubled)

    def _name(self) -> str:
        begin = self.at
        if self._next.isdecimal():
            while self._next.isdecimal():
                self.at += 1
        elif self._next and self._next in _SPECIAL:
            self.at += 1
        else:
            while self._next.isalpha() or self._next.isdecimal() or self._next == "_":
                self.at += 1
        return self._line[begin : self.at]
