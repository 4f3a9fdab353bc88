"""Comments that silence findings, for teams that do not want any."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, LineCheck, Rule, Severity
from dockerls.syntax.pieces import Comment, Directive
from dockerls.text.pattern import pattern

# What each tool's comments look like is told in analysis/pragmas.py.
_PRAGMA = pattern(
    r"(?:dockerls:|hadolint|tally)\s*(?:global\s+)?ignore\s*=|dockerfile-utils: ignore$|(?:trivy|tfsec):ignore:"
    r"|.*(?:checkov|bridgecrew):skip=|nosem(?:grep)?(?![a-z])",
    re.IGNORECASE,
)


def check(line: Comment | Directive) -> Iterator[Finding]:
    if isinstance(line, Comment) and _PRAGMA.match(line.words):
        yield Finding(here(line.span))


RULE = Rule(
    code="DL1001",
    name="inline-ignore-pragma",
    category=Category.STYLE,
    severity=Severity.INFO,
    on=False,
    message=Sentence(en="This comment silences findings", ko="검사 결과를 숨기는 주석입니다"),
    rationale=Sentence(
        en=(
            "Off by default, for those who want every exception in one configuration file that can be reviewed, and "
            "none in the Dockerfiles.\n\n"
            "Move the exception to the configuration."
        ),
        ko=(
            "예외를 Dockerfile이 아니라 검토할 수 있는 설정 파일 한 곳에만 두려는 팀을 위한 규칙으로, 기본적으로 꺼져 "
            "있습니다.\n\n"
            "예외를 설정 파일로 옮기세요."
        ),
    ),
    check=LineCheck(check),
    examples=(
        Example(bad="«# hadolint ignore=DL3008»\nFROM debian:12\n  «# dockerls: global ignore=DL3006 why»\nRUN a\n"),
        Example(
            bad="«# checkov:skip=CKV_DOCKER_3:why»\nFROM debian:12\n«#trivy:ignore:DS-0010»\n«# nosemgrep: no-sudo»\n"
            "«# tally ignore=all»\n«# dockerfile-utils: ignore»\nRUN a\n"
        ),
    ),
    silent=(
        "# check=skip=all\nFROM debian:12\n# we use hadolint and nosemgrep\n# nosemgreps\nRUN a\n",
        "FROM debian:12\nRUN a \\\n  # hadolint ignore=DL3008\n  b\n",
    ),
)
