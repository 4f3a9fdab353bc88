"""``.dockerignore``: which files of a folder Docker leaves out of the build context.

Read and matched as Docker does it (github.com/moby/patternmatcher, with its package ignorefile), which is not as git
reads ``.gitignore``: patterns start at the top folder, a slash at either end means nothing, ``!`` takes back in what
lies in a folder that is left out. ``tests/recordings/`` holds what Docker itself answered.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dockerls.text.span import Span
from dockerls.value import value


@value
class Pattern:
    """One line that counts, cleaned: no slash at its ends, no ``.`` or ``..`` inside."""

    text: str
    takes_back: bool  # it was written with !

    def matches(self, path: str) -> bool:
        """Whether it names the path itself."""
        return _compiled(self.text).fullmatch(path) is not None


@value
class IgnorePatterns:
    """The patterns of an ignore file, in the order of its lines."""

    patterns: tuple[Pattern, ...] = ()

    def ignores(self, path: str) -> bool:
        """Whether a path, relative to the context with ``/`` between its parts, is left out."""
        above: Sequence[bool] = [False] * len(self.patterns)
        ignored = False
        for depth, character in enumerate(f"{path}/"):
            if character == "/":
                ignored, above = self._verdict(path[:depth], above)
        return ignored

    def _verdict(self, path: str, above: Sequence[bool]) -> tuple[bool, Sequence[bool]]:
        """Whether a path is left out, and which patterns matched it, given which matched the folder it is in.

        A pattern that would change nothing is not tried, and so does not hold for what is in a folder either.
        """
        ignored = False
        matched: list[bool] = []
        for pattern, matched_above in zip(self.patterns, above, strict=True):
            matches = matched_above or (pattern.takes_back is ignored and pattern.matches(path))
            ignored = not pattern.takes_back if matches else ignored
            matched.append(matches)
        return ignored, matched

    @property
    def takes_back(self) -> bool:
        """Whether something may be in the context though its folder is left out."""
        return any(pattern.takes_back for pattern in self.patterns)


def read_ignore_file(text: str) -> IgnorePatterns | None:
    """The patterns in an ignore file; None where Docker would refuse it."""
    patterns = [pattern for _, pattern in pattern_lines(text)]
    known = tuple(pattern for pattern in patterns if pattern is not None)
    return IgnorePatterns(known) if len(known) == len(patterns) else None


def pattern_lines(text: str) -> Iterator[tuple[Span, Pattern | None]]:
    """Each line that counts: where what is written there stands, and its pattern, None where Docker refuses it."""
    start = 0
    for line in text.split("\n"):
        offset = start + (1 if start == 0 and line.startswith("\ufeff") else 0)
        content = line[offset - start :]
        written = "" if content.startswith("#") else content.strip()
        if written:
            at = offset + content.index(written)
            cleaned = _cleaned(written.removeprefix("!").strip())
            is_good = cleaned and _compiled(cleaned).pattern != _REFUSED
            yield Span(at, at + len(written)), Pattern(cleaned, written.startswith("!")) if is_good else None
        start += len(line) + 1


def glob_matches(pattern: str, path: str) -> bool:
    """Whether a path matches a pattern of COPY or ADD, which has no ``**``."""
    return _compiled(re.sub(r"\*\*+", "*", pattern)).fullmatch(path) is not None


def _cleaned(pattern: str) -> str:
    """As Go's ``filepath.Clean``, and without the slash in front; empty for nothing."""
    if not pattern:
        return ""
    is_rooted = pattern.startswith("/")
    parts: list[str] = []
    for part in pattern.split("/"):
        if part == ".." and (parts and parts[-1] != ".."):
            parts.pop()
        elif part not in ("", ".") and not (part == ".." and is_rooted):
            parts.append(part)
    return "/".join(parts) or ("/" if is_rooted else ".")


_REFUSED = "(?!)"
_MEMBER = r"(?:\\.|[^\]\\-])"
_SET = rf"\[(?P<not>\^?)(?P<set>(?:{_MEMBER}(?:-{_MEMBER})?)+)\]"
_TOKEN = re.compile(rf"(?P<tree>\*\*/?)|(?P<star>\*)|(?P<one>\?)|{_SET}|\\(?P<escaped>.)|(?P<bad>[\[\\])", re.DOTALL)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a cleaned pattern; one that matches nothing where Docker calls it malformed."""
    regex = ""
    at = 0
    for token in _TOKEN.finditer(pattern):
        regex += re.escape(pattern[at : token.start()])
        at = token.end()
        if token["bad"]:
            return re.compile(_REFUSED)
        regex += ".*" if token.start() == 0 and _is_ending(pattern) else _regex_of(token, is_last=at == len(pattern))
    try:
        return re.compile(regex + re.escape(pattern[at:]), re.DOTALL)
    except re.error:
        return re.compile(_REFUSED)


def _is_ending(pattern: str) -> bool:
    """Whether it is ``**.log``: since Docker 23 that is all that ends so, before it was only files called ``.log``."""
    return pattern.startswith("**") and pattern[2:3] != "/" and not set("*?[]\\") & set(pattern[2:])


def _regex_of(token: "re.Match[str]", *, is_last: bool) -> str:
    if token["tree"]:
        return ".*" if is_last else "(?:.*/)?"
    if token["star"]:
        return "[^/]*"
    if token["one"]:
        return "[^/]"
    if token["escaped"]:
        return re.escape(token["escaped"])
    members = re.sub(r"\\?(.)", lambda member: member[0] if member[0] == "-" else re.escape(member[1]), token["set"])
    return f"[{token['not']}{members}]"


def is_plain_pattern(path: str) -> bool:
    """Whether a line with just that path is a pattern for that path alone."""
    return path == path.strip() and path[:1] not in ("", "#", "!") and not set("*?[\\\n\r") & set(path)
