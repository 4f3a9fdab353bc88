"""Any other pipe without ``pipefail``: where nothing is hidden that matters, or the option would do harm."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rules.correctness.pipe_without_pipefail import findings, note
from dockerls.rules.rule import Category, Example, Finding, Noted, Rule, Severity, StageCheck


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    return findings(noted, RULE, hides=False)


RULE = Rule(
    code="DLS4041",
    name="pipefail-not-set",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    on=False,
    message=Sentence(
        en="`pipefail` is off for this pipe, though it hides no failure that matters",
        ko="이 파이프에는 `pipefail`이 꺼져 있지만, 가려져서 문제가 될 실패는 없습니다",
    ),
    rationale=Sentence(
        en=(
            "In `echo … | sha256sum -c` or `ls | head` the first command cannot fail, or may. `pipe-without-pipefail` "
            "leaves such pipes alone. This rule is for those who want the option set wherever there is a pipe, as "
            "hadolint does: then nobody has to think about it when the pipe is changed.\n\n"
            "Set it once per stage, with "
            '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]` or on Alpine `SHELL ["/bin/ash", "-eo", "pipefail", "-c"]`. '
            "No fix is offered for `… | head`, `… | grep -q` and `yes | …`: the option would turn a pipe that is cut "
            "off early into a failure."
        ),
        ko=(
            "`echo … | sha256sum -c`나 `ls | head`의 앞 명령은 실패하지 않거나 실패해도 됩니다. "
            "`pipe-without-pipefail`은 이런 파이프를 알리지 않습니다. 이 규칙은 hadolint처럼 파이프가 있는 곳마다 "
            "이 옵션을 켜 두려는 사람을 위한 것입니다. 그러면 파이프를 고칠 때 따로 생각하지 않아도 됩니다.\n\n"
            "스테이지에 한 번 "
            '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`(Alpine은 `SHELL ["/bin/ash", "-eo", "pipefail", "-c"]`)를 '
            "두세요. `… | head`, `… | grep -q`, `yes | …`에는 고침을 제안하지 않습니다. 일찍 끊기는 파이프가 이 "
            "옵션 때문에 실패하기 때문입니다."
        ),
    ),
    keywords=frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL", "ONBUILD"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad='FROM debian:12\nRUN «echo» "abc  f" | sha256sum -c -\n',
            good=('FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo "abc  f" | sha256sum -c -\n'),
        ),
        Example(bad="FROM debian:12\nRUN «ls» / | head -n 1\n"),
        Example(bad="FROM debian:12\nRUN «yes» | ./install\n"),
    ),
    silent=(
        "FROM debian:12\nRUN cat a | sort > b\n",
        'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo a | cat\n',
        "FROM alpine:3.22\nRUN set -o pipefail; echo a | cat\n",
    ),
    aliases=("DL4006",),
)
