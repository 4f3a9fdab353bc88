"""The JSON array of an exec form, read as Go's encoding/json does, with the place of every string."""

import json
import re

from dockerls.syntax.words import Cut
from dockerls.text.pattern import pattern

_BLANKS = pattern(r"[ \t\r\n]*")
_STRING = pattern(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')


def read_array(line: str, start: int) -> tuple[Cut, ...] | None:
    """The strings of the array that fills the line from ``start`` on; None where it is no array of strings.

    A cut covers its quotes. Anything else makes BuildKit read the shell form (or, where the array holds something
    other than strings, refuse the file).
    """
    if not line.startswith("[", start):
        return None
    strings: list[Cut] = []
    at = _skip_blanks(line, start + 1)
    if line.startswith("]", at):
        return () if _skip_blanks(line, at + 1) == len(line) else None
    while True:
        match = _STRING.match(line, at)
        if match is None:
            return None
        strings.append(Cut(match.start(), match.end(), _decoded(match.group())))
        at = _skip_blanks(line, match.end())
        if line.startswith("]", at):
            return tuple(strings) if _skip_blanks(line, at + 1) == len(line) else None
        if not line.startswith(",", at):
            return None
        at = _skip_blanks(line, at + 1)


def _skip_blanks(line: str, at: int) -> int:
    match = _BLANKS.match(line, at)
    return match.end() if match else at


def _decoded(literal: str) -> str:
    if "\\" not in literal:
        return literal[1:-1]
    text: str = json.loads(literal)
    # Go puts the replacement character for half a surrogate pair.
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
