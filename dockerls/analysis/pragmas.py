"""Comments by which other tools are told to leave something alone. Each is read as its own tool reads it.

``# tally [global] ignore=DL3006,all;reason=…`` (in ``suppressions.py``, its list being ours)
    The next line that is neither empty nor a comment, or the file. wharflab/tally, docs/guide/configuration.md and
    internal/directive/parser.go.
``# dockerfile-utils: ignore``
    These words and no others; all its rules, for an instruction on the next line. rcjsuen/dockerfile-utils, CHANGELOG
    of 0.12.0 and src/dockerValidator.ts.
``#trivy:ignore:DS-0002:exp:2027-01-31``
    Several may stand in a comment, others right above it; ``*`` is every check; the day it ends on may follow.
    aquasecurity/trivy, docs/docs/configuration/filtering.md, pkg/iac/ignore/, and pull request 8115 for Dockerfiles.
``#checkov:skip=CKV_DOCKER_3:reason``
    One a comment, for the whole file. bridgecrewio/checkov, checkov/common/comment/enum.py and
    checkov/dockerfile/parser.py.
``# nosemgrep`` or ``# nosemgrep: rule-id, other-rule-id``
    The line of the finding or the one below the comment; in a Dockerfile nothing but an instruction's own line can
    follow it. An id may have the folders of its rule in front. Without ids all rules are meant.
    https://semgrep.dev/docs/ignoring-files-folders-code and src/reporting/Nosemgrep.ml in semgrep/semgrep.
``# shellcheck disable=SC2086,SC2046`` or ``# shellcheck disable=all``
    ShellCheck itself never sees these above an instruction; among the code of a heredoc it does. Its directives, which
    may be several in a comment: https://www.shellcheck.net/wiki/Directive

Tools that want their comment on the very line above see past other suppressions here: people who use several tools
have one above the other.
"""

import re
from collections.abc import Iterator
from datetime import date

from dockerls.analysis.suppressions import Named, Scope, Suppression
from dockerls.analysis.tools import Tool
from dockerls.syntax.pieces import Comment
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

_DOCKERFILE_UTILS = "dockerfile-utils: ignore"
_TRIVY = pattern(r"(?:^|(?<=[\s#/*]))(?:trivy|tfsec):(?P<sections>\S+)")
_CHECKOV = pattern(r"(?:checkov|bridgecrew):skip= *(?P<id>[A-Z_\d]+)(?::.*)?")
_SEMGREP = pattern(r"#[^a-z0-9]* nosem(?:grep)?(?![a-z])(?:[:=]\s?(?P<ids>.*))?", re.IGNORECASE)
_SHELLCHECK = pattern(r"#\s*shellcheck\s(?:.*\s)?disable=(?P<codes>\S+)")
_WORD = pattern(r"[^,]+")
_SEMGREP_ID = pattern(r"[^,\s]+")


def foreign_pragma(comment: Comment) -> Suppression | None:
    """What a comment silences, if it is a pragma of a tool whose pragmas have another form than ours."""
    text, start, end = comment.text, comment.span.start, comment.span.end
    if comment.words == _DOCKERFILE_UTILS:
        words = Span(text.index(_DOCKERFILE_UTILS), end)
        return _pragma(Scope.ADJACENT, Named(_DOCKERFILE_UTILS, words, all_of=Tool.DOCKERFILE_UTILS))
    if names := tuple(_trivy_names(text)):
        return _pragma(Scope.ADJACENT, *names)
    if match := _CHECKOV.search(text, start, end):
        return _pragma(Scope.FILE, Named(match["id"], Span(*match.span("id"))))
    if match := _SEMGREP.match(text, start, end):
        return _pragma(Scope.ADJACENT, *_semgrep_names(match))
    if match := _SHELLCHECK.match(text, start, end):
        return _pragma(Scope.BELOW, *_shellcheck_names(match))
    return None


def _pragma(scope: Scope, *names: Named) -> Suppression:
    return Suppression(names, scope, is_ours=False, end=names[-1].span.end)


def _trivy_names(text: str) -> Iterator[Named]:
    for match in _TRIVY.finditer(text):
        parts = match["sections"].split(":")
        sections = dict(zip(parts[::2], parts[1::2], strict=False))
        word = sections.get("ignore", "").partition("[")[0]
        if word:
            start = text.index(word, match.start("sections"))
            whole = Tool.TRIVY if word == "*" else None
            yield Named(word, Span(start, start + len(word)), whole, _day(sections.get("exp")))


def _day(text: str | None) -> date | None:
    """The day; one that is none counts as past, as Trivy has it."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return date.min


def _semgrep_names(match: "re.Match[str]") -> Iterator[Named]:
    ids = list(_SEMGREP_ID.finditer(match.string, *match.span("ids"))) if match["ids"] else []
    if not ids:
        yield Named("nosemgrep", Span(*match.span()), all_of=Tool.SEMGREP)
    for each in ids:
        word = each.group().rpartition(".")[2]
        yield Named(word, Span(each.end() - len(word), each.end()))


def _shellcheck_names(match: "re.Match[str]") -> Iterator[Named]:
    for each in _WORD.finditer(match.string, *match.span("codes")):
        yield Named("shellcheck" if each.group() == "all" else each.group(), Span(*each.span()))
