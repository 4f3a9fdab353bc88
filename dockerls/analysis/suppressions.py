"""Comments that silence findings: ours, hadolint's, and BuildKit's ``# check=`` directive.

    # dockerls: ignore=DL3015,missing-user a reason may follow
    # dockerls: global ignore=DL3006
    # hadolint ignore=DL3008
    # hadolint global ignore=DL3008
    # check=skip=StageNameCasing,JSONArgsRecommended;error=true

Rules are named by code, name or any alias. The list ends at the first blank that does not follow a comma.
"""

import re
from functools import lru_cache

from dockerls.syntax.pieces import Comment, Directive
from dockerls.text.span import Span
from dockerls.value import value

_PRAGMA = re.compile(r"#\s*(dockerls:|hadolint)\s*(global\s+)?ignore\s*=\s*", re.IGNORECASE)
_ITEM = re.compile(r"[^\s,]+")
_GAP = re.compile(r"\s*,\s*")


@value
class Named:
    """A rule named in a suppression, by any of its words; the span counts from the comment's piece."""

    word: str
    span: Span


@value
class Suppression:
    """One comment's word. ``is_global`` holds for the file, else for the instruction right below."""

    names: tuple[Named, ...]
    is_global: bool
    is_ours: bool
    end: int  # behind the list, where the reason begins


@value
class CheckDirective:
    """What ``# check=`` asks for: BuildKit's own checks left out, or counted as errors."""

    skips: tuple[str, ...]
    skips_all: bool
    is_error: bool


def suppression(comment: Comment) -> Suppression | None:
    """What a comment silences, if it is a suppression."""
    return _suppression(comment) if "ignore" in comment.text.lower() else None


@lru_cache(maxsize=1024)
def _suppression(comment: Comment) -> Suppression | None:
    match = _PRAGMA.match(comment.text, comment.span.start)
    if match is None:
        return None
    names: list[Named] = []
    at = match.end()
    while item := _ITEM.match(comment.text, at):
        names.append(Named(item.group(), Span(*item.span())))
        at = item.end()
        gap = _GAP.match(comment.text, at)
        if gap is None:
            break
        at = gap.end()
    return Suppression(tuple(names), bool(match[2]), match[1].lower().startswith("dockerls"), at)


def check_directive(directive: Directive) -> CheckDirective | None:
    """What a ``# check=`` directive asks for."""
    if directive.name != "check":
        return None
    options = dict(option.strip().partition("=")[::2] for option in directive.value.split(";"))
    skips = tuple(word.strip() for word in options.get("skip", "").split(",") if word.strip())
    return CheckDirective(
        skips=tuple(word for word in skips if word.lower() != "all"),
        skips_all=any(word.lower() == "all" for word in skips),
        is_error=options.get("error", "").strip().lower() == "true",
    )
