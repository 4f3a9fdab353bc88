"""Words as BuildKit's own lexer sees them (shell/lex.go): quotes, escapes and ``$`` in instruction arguments.

``split`` is what finds heredocs. It answers None where BuildKit's lexer gives up (an open quote, a bad
substitution), in which case BuildKit sees no heredoc on the line.
"""

from dockerls.syntax.blanks import SPACE
from dockerls.value import value

_SPECIAL = "@*#?-$!0"


@value
class LexedWord:
    """A word: where it stands in the line, its raw text, and its text without quotes and escapes."""

    start: int
    end: int
    raw: str
    text: str


class _GaveUpError(Exception):
    """BuildKit's lexer stops with an error here."""


def split(line: str, escape: str = "\\") -> tuple[LexedWord, ...] | None:
    """The words of a line, no variable being set; None where BuildKit's lexer fails."""
    words: list[LexedWord] = []
    at = 0
    try:
        while True:
            while at < len(line) and line[at] in SPACE:
                at += 1
            if at >= len(line):
                return tuple(words)
            begin = at
            at, text = _word(line, at, escape)
            words.append(LexedWord(begin, at, line[begin:at], text))
    except _GaveUpError:
        return None


def _word(line: str, at: int, escape: str) -> tuple[int, str]:
    parts: list[str] = []
    while at < len(line) and line[at] not in SPACE:
        character = line[at]
        if character == "'":
            at, part = _single_quoted(line, at)
        elif character == '"':
            at, part = _double_quoted(line, at, escape)
        elif character == "$":
            at, part = _dollar(line, at, escape)
        elif character == escape:
            part = line[at + 1 : at + 2]
            at = min(at + 2, len(line))
        else:
            part = character
            at += 1
        parts.append(part)
    return at, "".join(parts)


def _single_quoted(line: str, at: int) -> tuple[int, str]:
    end = line.find("'", at + 1)
    if end < 0:
        raise _GaveUpError
    return end + 1, line[at + 1 : end]


def _double_quoted(line: str, at: int, escape: str) -> tuple[int, str]:
    parts: list[str] = []
    at += 1
    while at < len(line):
        character = line[at]
        if character == '"':
            return at + 1, "".join(parts)
        if character == "$":
            at, part = _dollar(line, at, escape)
            parts.append(part)
            continue
        if character == escape and line[at + 1 : at + 2] in ('"', "$", escape):
            at += 1
            character = line[at]
        parts.append(character)
        at += 1
    raise _GaveUpError


def _dollar(line: str, at: int, escape: str) -> tuple[int, str]:
    """A variable reference, kept as it is written since nothing is set; quotes in its default are taken out."""
    begin = at
    at += 1
    if line[at : at + 1] != "{":
        at = _name(line, at)
        return at, line[begin:at]
    at += 1
    if line[at : at + 1] in ("", "{", "}", ":"):
        raise _GaveUpError
    at = _name(line, at)
    modifier = line[at : at + 1]
    at += 1
    if modifier == "}":
        return at, line[begin:at]
    if modifier == "/":
        at += line[at : at + 1] == "/"
        at, _ = _until("/", line, at, escape)
    elif modifier == ":":
        at += 1  # whatever follows is a modifier here, and an error only for a variable that is set
    elif modifier not in ("+", "-", "?", "#", "%"):
        raise _GaveUpError
    written = line[begin:at]
    at, word = _until("}", line, at, escape)
    return at, f"{written}{word}}}"


def _until(stop: str, line: str, at: int, escape: str) -> tuple[int, str]:
    parts: list[str] = []
    while at < len(line):
        character = line[at]
        if character == stop:
            return at + 1, "".join(parts)
        if character == "'":
            at, part = _single_quoted(line, at)
        elif character == '"':
            at, part = _double_quoted(line, at, escape)
        elif character == "$":
            at, part = _dollar(line, at, escape)
        elif character == escape:
            part = line[at + 1 : at + 2]
            at += 2
        else:
            part = character
            at += 1
        parts.append(part)
    raise _GaveUpError


def _name(line: str, at: int) -> int:
    if at < len(line) and line[at].isdecimal():
        while at < len(line) and line[at].isdecimal():
            at += 1
        return at
    if at < len(line) and line[at] in _SPECIAL:
        return at + 1
    while at < len(line) and (line[at].isalpha() or line[at].isdecimal() or line[at] == "_"):
        at += 1
    return at
