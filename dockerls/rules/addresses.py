"""Where on the web the tool that gave a rule its code explains it."""

from functools import cache

from dockerls.knowledge.shellcheck import WIKI as SHELLCHECK_WIKI
from dockerls.text.pattern import pattern

_HADOLINT_WIKI = "https://github.com/hadolint/hadolint/wiki/"
_BUILD_CHECKS = "https://docs.docker.com/reference/build-checks/"

_HADOLINT = pattern(r"DL\d{4}")
_SHELLCHECK = pattern(r"SC\d{4}")
_BUILDKIT = pattern(r"(?:[A-Z]+[a-z]+){2,}")
_WORD = pattern(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


@cache
def address_of(code: str) -> str | None:
    """The page about a code of hadolint's or ShellCheck's, in any case, or about a build check of Docker's.

    None for all others, ours among them. Pages of build checks are named as in `NewRule` of BuildKit's
    frontend/dockerfile/linter: ``JSONArgsRecommended`` is ``json-args-recommended``.
    """
    if _HADOLINT.fullmatch(code.upper()):
        return _HADOLINT_WIKI + code.upper()
    if _SHELLCHECK.fullmatch(code.upper()):
        return SHELLCHECK_WIKI + code.upper()
    if _BUILDKIT.fullmatch(code):
        return f"{_BUILD_CHECKS}{'-'.join(word.lower() for word in _WORD.findall(code))}/"
    return None
