"""Keyword and logical value of one instruction, as dockerfile-parse reads them.

dockerfile-parse is given one joined line at a time, always through ``fileobj`` (without it, it would open, and could
write, ``./Dockerfile``) and with ``env_replace=False``. Where it and BuildKit read a line differently the line is
kept from it: a keyword without arguments, a keyword with letters outside ASCII (Python and Go differ in what their
capitals are), a backslash at the end (a continuation to it), and blanks that only one of the two counts as such.
``tests/test_reading.py`` names each of these differences.
"""

import re
from io import BytesIO

from dockerfile_parse import DockerfileParser

from dockerls.syntax.blanks import SEPARATOR, SPACE
from dockerls.text.pattern import pattern
from dockerls.value import value

# The separators file, group, record and unit are blanks to Python only; the rest are blanks that end no keyword for
# BuildKit, though they do in Python. A line feed can stand only in a value that was never a logical line.
_READ_OTHERWISE = pattern(f"[\\x1c-\\x1f\\n{re.escape(''.join(set(SPACE) - set(SEPARATOR)))}\\ud800-\\udfff]|\\\\$")
_KEYWORD = pattern(f"[^{SEPARATOR}]*")


@value
class Reading:
    """An instruction's keyword in capitals, and all that follows it on its logical line, without outer blanks."""

    keyword: str
    value: str


def read(line: str) -> Reading:
    """Read a logical line (no continuations, no blanks in front)."""
    keyword = keyword_of(line)
    if keyword.isascii() and not _READ_OTHERWISE.search(line):
        structure = DockerfileParser(fileobj=BytesIO(line.encode()), env_replace=False).structure
        if structure and structure[0]["instruction"] != "COMMENT":
            return Reading(structure[0]["instruction"], structure[0]["value"])
    return Reading(_capitals(keyword), line[len(keyword) :].strip(SPACE))


def keyword_of(line: str) -> str:
    """The first word of a logical line as it is written."""
    match = _KEYWORD.match(line)
    return match.group() if match else ""


def _capitals(keyword: str) -> str:
    """Capitals as far as BuildKit would know the keyword: it compares what Go's ``ToLower`` makes of each letter."""
    lowered = "".join(letter.lower()[0] for letter in keyword)
    return "".join(letter.upper() if letter.isascii() else letter for letter in lowered)
