"""Text with holes (``${1:package}``), for clients that do not know them."""

import re

_HOLE = re.compile(r"\$\{\d(?::(?P<text>[^}]*))?\}")


def without_holes(snippet: str) -> str:
    """One line up to its first hole, where a person would go on typing; of several lines all, the holes filled in."""
    first = _HOLE.search(snippet)
    if first is None or "\n" not in snippet:
        return snippet if first is None else snippet[: first.start()]
    return filled(snippet)


def filled(snippet: str) -> str:
    """The text with what stands in the holes."""
    return _HOLE.sub(lambda hole: hole["text"] or "", snippet)
