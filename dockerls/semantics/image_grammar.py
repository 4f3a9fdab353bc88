"""Whether a text can be an image reference: the grammar of github.com/distribution/reference, which Docker uses."""

import re

from dockerls.syntax.image import without_variables

_HOST = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])"
_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
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
