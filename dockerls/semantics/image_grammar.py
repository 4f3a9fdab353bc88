"""Whether a text can be an image reference: the grammar of github.com/distribution/reference, which Docker uses."""

import re

from dockerls.syntax.image import read_image, without_variables
from dockerls.text.pattern import pattern

_HOST = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])"
_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_REFERENCE = pattern(
    rf"(?:{_HOST}(?::[0-9]+)?/)?{_PART}(?:/{_PART})*"
    r"(?::\w[\w.-]{0,127})?"
    r"(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?",
    re.ASCII,
)


def is_reference(text: str) -> bool:
    """Whether Docker can read the text as an image reference; ``scratch`` is one in form."""
    return _REFERENCE.fullmatch(text) is not None


_FILLERS = ("", "a", "1", ":1", "a/", "a:1", f"@a:{'0' * 32}")


def may_be_reference(text: str) -> bool:
    """The same for a text with variables, which may stand for anything that fits."""
    fixed = re.sub(r"@\$+$", "", without_variables(text))
    return any(is_reference(re.sub(r"\$+", filler, fixed)) for filler in _FILLERS)


def seems_image(text: str) -> bool:
    """Whether what ``--from=`` names is plainly an image (or may be one, by a variable), also an official one."""
    if any(mark in text for mark in "/:@.$"):
        return True
    from dockerls.knowledge.families import image_row

    return text == "scratch" or image_row(read_image(text)) is not None
