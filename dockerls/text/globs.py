"""Path patterns, as configuration writes them.

They mean what they mean in a ``.gitignore`` (gitignore(5), "PATTERN FORMAT"), without ``!`` and ``\\``:

- ``*`` is any run of characters and ``?`` one character, neither of them ``/``;
- ``[abc]``, ``[a-z]`` and ``[!abc]`` (or ``[^abc]``) are one character of a set, or not of it;
- ``**`` as a whole part of the path is any number of folders, also none;
- a pattern without a slash matches a name in any folder; one with a slash starts at the top folder;
- a pattern that matches a folder matches everything in it; with a slash at its end it matches nothing else.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_SET = re.compile(r"\[(?P<negated>[!^]?)(?P<members>\]?[^\]/]+|\])\]")
_MEMBER = re.compile(r"(?P<low>.)-(?P<high>.)|(?P<one>.)", re.DOTALL)
_NOTHING = "(?!)"


def matches(pattern: str, path: str) -> bool:
    """Whether ``path``, relative and with ``/`` between its parts, matches ``pattern``. Case counts."""
    return _compiled(pattern).fullmatch(path) is not None


def matches_any(patterns: Iterable[str], path: str) -> bool:
    return any(matches(pattern, path) for pattern in patterns)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [part for part in pattern.split("/") if part]
    if not parts:
        return re.compile(_NOTHING)
    anchored = "/" in pattern.rstrip("/")
    folder_only = pattern.endswith("/")
    regex = "" if anchored else "(?:.*/)?"
    for part in parts[:-1]:
        regex += "(?:[^/]+/)*" if part == "**" else _part(part) + "/"
    # A final ** stands for what is inside the folder, never for the folder itself.
    regex += ".+" if parts[-1] == "**" else _part(parts[-1])
    return re.compile(regex + ("/.+" if folder_only else "(?:/.+)?"), re.DOTALL)


def _part(part: str) -> str:
    """The regular expression for one part of a path, which has no ``/``."""
    regex = ""
    at = 0
    while at < len(part):
        character = part[at]
        if character == "[" and (found := _SET.match(part, at)):
            regex += _set(found)
            at = found.end()
            continue
        if character == "?":
            regex += "[^/]"
        elif character != "*":
            regex += re.escape(character)
        elif not regex.endswith("[^/]*"):
            regex += "[^/]*"
        at += 1
    return regex


def _set(found: re.Match[str]) -> str:
    members = ""
    for member in _MEMBER.finditer(found["members"]):
        if member["one"]:
            members += re.escape(member["one"])
        elif member["low"] <= member["high"]:
            members += f"{re.escape(member['low'])}-{re.escape(member['high'])}"
    if found["negated"]:
        return f"[^/{members}]"
    # A range such as "0-1" inside a class may span "/", which no set matches.
    return f"(?!/)[{members}]" if members else _NOTHING
