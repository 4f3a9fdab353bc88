"""Text with holes (``${1:package}``), for clients that do not know them: still whole, with nothing left open."""

import re

_HOLE = re.compile(r"\$\{\d(?::(?P<text>[^}]*))?\}")


def without_holes(snippet: str) -> str:
    """The text up to its first hole where a word begins and nothing but holes follows, for a person to go on typing;
    else all of it, the holes filled in."""
    first = _HOLE.search(snippet)
    if first is None:
        return snippet
    before = snippet[: first.start()]
    rest = _HOLE.sub("", snippet[first.start() :])
    return before if before.endswith(" ") and not rest.strip(" =") else filled(snippet)


def filled(snippet: str) -> str:
    """The text with what stands in the holes."""
    return _HOLE.sub(lambda hole: hole["text"] or "", snippet)
