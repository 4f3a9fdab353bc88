"""Comments that name the shell of a base image, which nothing else in a Dockerfile shows.

    # hadolint shell=/bin/bash
    # tally shell=powershell
    # dockerls: shell=bash

hadolint and tally take one only if nothing stands behind the name. What it says holds like a SHELL below it in its
stage; above the first FROM it holds for every stage (measured with hadolint 2.15.1, 2026-11-21).
"""

from dockerls.syntax.pieces import Comment
from dockerls.text.pattern import pattern

START = r"#\s*(?:dockerls:\s*|(?:hadolint|tally)\s+)shell\s*=\s*"
"""A regular expression for all up to the shell's name."""

_PRAGMA = pattern(rf"{START}(?P<name>\S+)\s*\Z")


def shell_pragma(comment: Comment) -> tuple[str, ...] | None:
    """The words of the shell that a comment names, None if it names none. A bare name is looked for in ``/bin``."""
    match = _PRAGMA.match(comment.text, comment.span.start) if "shell" in comment.text else None
    if match is None:
        return None
    name = match["name"]
    return (name if "/" in name or "\\" in name else f"/bin/{name}", "-c")
