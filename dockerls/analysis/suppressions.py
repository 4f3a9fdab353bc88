"""Comments that silence findings: ours, those of other tools, and BuildKit's ``# check=`` directive.

    # dockerls: ignore=DL3015,missing-user a reason may follow
    # dockerls: global ignore=DL3006
    # hadolint ignore=DL3008
    # hadolint global ignore=DL3008
    # check=skip=StageNameCasing,JSONArgsRecommended;error=true

Rules are named by code, name or any alias. The list ends at the first blank that does not follow a comma. What other
tools write is in ``pragmas.py``.
"""

import re
from datetime import date
from enum import Enum
from functools import lru_cache

from dockerls.analysis.tools import Tool, has
from dockerls.rules.rule import Rule
from dockerls.syntax.pieces import Comment, Directive
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

_LIST = pattern(r"#\s*(?P<tool>dockerls:|hadolint|tally)\s*(?P<everywhere>global\s+)?ignore\s*=\s*", re.IGNORECASE)
_ITEM = pattern(r"[^\s,;]+")
_GAP = pattern(r"\s*,\s*")
# One of these is in the text of every suppression, in small letters.
_MARKS = ("ignore", ":skip=", "nosem", "disable=")


class Scope(Enum):
    """What a suppression holds for."""

    FILE = "file"
    BELOW = "below"  # the instruction directly below the comments it stands among
    ADJACENT = "adjacent"  # the same, if only suppressions stand between
    NEXT = "next"  # the next instruction, wherever it is


@value
class Named:
    """A rule named in a suppression, by any of its words; the span counts from the comment's piece.

    ``all_of`` is set where the word means all rules that a tool has. ``until`` is the day it ends on.
    """

    word: str
    span: Span
    all_of: Tool | None = None
    until: date | None = None

    def means(self, rule: Rule, today: date) -> bool:
        """Whether it silences a rule."""
        if self.until is not None and self.until <= today:
            return False
        return self.word.lower() in rule.words if self.all_of is None else has(self.all_of, rule)


@value
class Suppression:
    """One comment's word."""

    names: tuple[Named, ...]
    scope: Scope
    is_ours: bool
    end: int  # behind the list, where the reason begins

    @property
    def is_global(self) -> bool:
        """Whether it holds for the whole file."""
        return self.scope is Scope.FILE


@value
class CheckDirective:
    """What ``# check=`` asks for: BuildKit's own checks left out, or counted as errors."""

    skips: tuple[str, ...]
    skips_all: bool
    is_error: bool


def suppression(comment: Comment) -> Suppression | None:
    """What a comment silences, if it is a suppression."""
    text = comment.text.lower()
    return _suppression(comment) if any(mark in text for mark in _MARKS) else None


@lru_cache(maxsize=1024)
def _suppression(comment: Comment) -> Suppression | None:
    match = _LIST.match(comment.text, comment.span.start)
    if match is not None:
        return _list(comment, match)
    from dockerls.analysis.pragmas import foreign_pragma

    return foreign_pragma(comment)


def _list(comment: Comment, match: "re.Match[str]") -> Suppression:
    names: list[Named] = []
    at = match.end()
    is_tally = match["tool"].lower() == "tally"
    while item := _ITEM.match(comment.text, at):
        names.append(_tally_name(item) if is_tally else Named(item.group(), Span(*item.span())))
        at = item.end()
        gap = _GAP.match(comment.text, at)
        if gap is None:
            break
        at = gap.end()
    scope = Scope.FILE if match["everywhere"] else Scope.NEXT if is_tally else Scope.BELOW
    return Suppression(tuple(names), scope, match["tool"].lower() == "dockerls:", at)


def _tally_name(item: "re.Match[str]") -> Named:
    """tally also names rules with where it has them from, as in ``hadolint/DL3006``, or ``all`` of them."""
    word = item.group().rpartition("/")[2]
    span = Span(item.end() - len(word), item.end())
    return Named(word, span, all_of=Tool.TALLY if word.lower() == "all" else None)


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
