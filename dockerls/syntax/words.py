"""Cutting a logical line into words, in each of the ways BuildKit does it.

All functions work on the text of a logical line; offsets count its code points. ``Cut`` holds them, and
``Instruction`` turns them into source spans.
"""

from collections.abc import Iterator

from dockerls.syntax.blanks import SEPARATOR, SPACE
from dockerls.text.pattern import pattern
from dockerls.value import value

_FLAG_BLANKS = "\t\n\v\f\r "  # flags are read byte by byte, to which blanks outside ASCII are no blanks
_PLAIN_WORD = pattern(rf"[^{SEPARATOR}]+")


@value
class Cut:
    """A stretch of a logical line, and the text it stands for (quotes and escapes may have been taken out)."""

    start: int
    end: int
    text: str


def plain_words(line: str, start: int = 0) -> Iterator[Cut]:
    """Words between separators, quotes without meaning (parseStringsWhitespaceDelimited)."""
    for match in _PLAIN_WORD.finditer(line, start):
        yield Cut(match.start(), match.end(), match.group())


def quoted_words(line: str, start: int, escape: str) -> Iterator[Cut]:
    """Words of ENV, LABEL and ARG: quotes and escapes hold a word together and stay in its text (parseWords).

    An escape character at the very end is dropped from the text.
    """
    at = start
    while True:
        while at < len(line) and line[at] in SPACE:
            at += 1
        if at >= len(line):
            return
        begin = at
        at = _end_of_quoted_word(line, at, escape)
        dangling = at == len(line) and _ends_escaped(line, begin, escape)
        yield Cut(begin, at, line[begin : at - 1] if dangling else line[begin:at])


def _end_of_quoted_word(line: str, at: int, escape: str) -> int:
    quote = ""
    while at < len(line):
        character = line[at]
        if character == escape and quote != "'":
            at += 2
            continue
        if quote:
            quote = "" if character == quote else quote
        elif character in SPACE:
            return at
        elif character in "'\"":
            quote = character
        at += 1
    return len(line)


def _ends_escaped(line: str, begin: int, escape: str) -> bool:
    """Whether the word that runs to the end of the line ends with an escape character that escapes nothing."""
    if not line.endswith(escape):
        return False
    at = begin
    quote = ""
    while at < len(line):
        character = line[at]
        if character == escape and quote != "'":
            if at + 1 == len(line):
                return True
            at += 2
            continue
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        at += 1
    return False


def flag_words(line: str, start: int) -> tuple[tuple[Cut, ...], int]:
    """The ``--flag`` words at the front, unquoted, and the offset at which the arguments begin.

    As extractBuilderFlags has it: the escape is always a backslash, and a lone ``--`` ends the flags.
    """
    flags: list[Cut] = []
    at = start
    while True:
        while at < len(line) and line[at] in _FLAG_BLANKS:
            at += 1
        if not line.startswith("--", at):
            return tuple(flags), at
        flag = _unquoted_word(line, at)
        if flag.text == "--":
            return tuple(flags), flag.end
        flags.append(flag)
        at = flag.end


def _unquoted_word(line: str, begin: int) -> Cut:
    places, end = unquoted_places(line, begin)
    return Cut(begin, end, "".join(line[at] for at in places))


def unquoted_places(line: str, begin: int) -> tuple[list[int], int]:
    """Where each character of the flag at ``begin`` stands, quotes and escapes left out, and the offset of its end."""
    places: list[int] = []
    quote = ""
    at = begin
    while at < len(line):
        character = line[at]
        if not quote and character in _FLAG_BLANKS:
            break
        if character == "\\" and at + 1 < len(line):
            places.append(at + 1)
            at += 2
            continue
        if character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        elif character != "\\":
            places.append(at)
        at += 1
    return places, at
