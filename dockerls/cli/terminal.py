"""Colours, and how wide text is on a terminal."""

import shutil
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import TextIO

from dockerls.rules.rule import Severity

WIDTH_ELSEWHERE = 120  # in a log of CI


class Style(Enum):
    """An SGR code of ECMA-48."""

    BOLD = "1"
    DIM = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    BLUE = "34"
    CYAN = "36"


SEVERITY_STYLES = {
    Severity.ERROR: Style.RED,
    Severity.WARNING: Style.YELLOW,
    Severity.INFO: Style.BLUE,
    Severity.HINT: Style.CYAN,
}


class Painter:
    """Paints text, or leaves it as it is where there are no colours."""

    def __init__(self, has_colours: bool) -> None:
        self.has_colours = has_colours

    def __call__(self, text: str, *styles: Style) -> str:
        if not self.has_colours or not text:
            return text
        return f"\x1b[{';'.join(style.value for style in styles)}m{text}\x1b[0m"


def has_colours(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to write colours: NO_COLOR (no-color.org) forbids, FORCE_COLOR asks, else only on a terminal."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """How many columns a line should have at most."""
    return shutil.get_terminal_size().columns if stream.isatty() else WIDTH_ELSEWHERE


def cell_width(character: str) -> int:
    """How many columns a character takes on a terminal (Unicode Standard Annex 11)."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def harmless(text: str) -> str:
    """The text with everything visible that would steer a terminal or turn its reading direction around."""
    return text if text.isprintable() else "".join(map(visible, text))


def visible(character: str) -> str:
    """A character as it can be shown: controls by their pictures (U+2400), other format characters as U+FFFD."""
    category = unicodedata.category(character)
    if category == "Cc":
        return chr(0x2400 + ord(character)) if character < " " else "\ufffd"
    # The zero-width joiner holds emoji together and turns nothing around.
    return "\ufffd" if category in ("Cf", "Cs", "Zl", "Zp") and character != "\u200d" else character
