"""What the value of a label can be: the grammars that a label schema asks for."""

import re
from collections.abc import Iterator
from datetime import date

from dockerls.text.pattern import pattern

# RFC 3986, 3: a scheme, and then only characters that a URI may have, each % with two digits behind it.
_URI = pattern(r"[a-z][a-z0-9+.-]*:(?:[a-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*", re.IGNORECASE | re.ASCII)

# RFC 3339, 5.6; a leap second is second 60.
_TIME = pattern(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
    r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.IGNORECASE | re.ASCII,
)

# semver.org, 2.0.0: no number with a leading zero, except in the build.
_NUMBER = r"(?:0|[1-9]\d*)"
_PRERELEASE = rf"(?:{_NUMBER}|\d*[a-z-][0-9a-z-]*)"
_SEMVER = pattern(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-{_PRERELEASE}(?:\.{_PRERELEASE})*)?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?",
    re.IGNORECASE | re.ASCII,
)

# git abbreviates to 7 digits or as many more as it takes; SHA-1 has 40 and SHA-256 has 64.
_GIT_HASH = pattern(r"[0-9a-f]{7,40}|[0-9a-f]{64}")

# RFC 5322, 3.4.1, without comments and folding; RFC 1123 for the domain.
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_HOST_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_EMAIL = pattern(
    rf"""(?:{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\]|\\.)*")@(?:{_HOST_LABEL}(?:\.{_HOST_LABEL})*|\[[0-9a-f:.]+\])""",
    re.IGNORECASE | re.ASCII,
)

# SPDX 2.3, Annex D.
_LICENCE_WORD = pattern(r"\s*(?P<word>[()]|[A-Za-z0-9.:-]+\+?)")
_OWN_LICENCE = pattern(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")


def is_uri(text: str) -> bool:
    """Whether it is a URI with its scheme."""
    return _URI.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Whether it is a day and a time as RFC 3339 has them, and that day exists."""
    match = _TIME.fullmatch(text)
    if match is None:
        return False
    try:
        # Four centuries are all alike, and Python knows no year 0.
        date(int(match["year"]) or 400, int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True


def is_semver(text: str) -> bool:
    """Whether it is a semantic version."""
    return _SEMVER.fullmatch(text) is not None


def is_git_hash(text: str) -> bool:
    """Whether it is a git hash, short or whole."""
    return _GIT_HASH.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Whether it is one address, without the name of its owner."""
    return _EMAIL.fullmatch(text) is not None


def is_licence(text: str) -> bool:
    """Whether it is an SPDX expression of licences in the current list: ``MIT``, ``MIT OR Apache-2.0``."""
    words = list(_words(text))
    return bool(words) and _reads_expression(words) and not words


def _words(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _LICENCE_WORD.match(text, at)
        if match is None:
            yield text[at:]
            return
        yield match["word"]
        at = match.end()


def _reads_expression(words: list[str]) -> bool:
    """Take the words of an expression off the front; whether there was one."""
    while True:
        if not _reads_term(words):
            return False
        if not words or words[0] not in ("AND", "OR"):
            return True
        del words[0]


def _reads_term(words: list[str]) -> bool:
    if not words:
        return False
    word = words.pop(0)
    if word == "(":
        return _reads_expression(words) and bool(words) and words.pop(0) == ")"
    return _is_single(word) and (words[:1] != ["WITH"] or _reads_exception(words))


def _reads_exception(words: list[str]) -> bool:
    from dockerls.knowledge.licences import exceptions

    found = len(words) > 1 and words[1] in exceptions()
    del words[:2]
    return found


def _is_single(word: str) -> bool:
    from dockerls.knowledge.licences import licences

    return word in licences() or word.removesuffix("+") in licences() or _OWN_LICENCE.fullmatch(word) is not None
