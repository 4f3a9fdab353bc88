"""CMD that is one program without arguments in shell form, where most shells give way by themselves."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rules.correctness import json_args
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    return json_args.findings(noted, harmless=True, message=RULE.message)


RULE = Rule(
    code="DLS4042",
    name="json-args-one-word",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    on=False,
    message=Sentence(
        en="This program without arguments is not written as an array",
        ko="인자가 없는 이 프로그램은 배열로 쓰여 있지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "`CMD app` starts `/bin/sh -c app`. Most shells replace themselves with a program that is all they have to "
            "run, so signals reach it, and `json-args` says nothing.\n\n"
            'This rule is for those who want every CMD as an array, as hadolint does: `CMD ["app"]` needs no shell in '
            "the image and does not count on what its shell does. It is off by default."
        ),
        ko=(
            "`CMD app`은 `/bin/sh -c app`으로 시작됩니다. 실행할 것이 프로그램 하나뿐이면 대부분의 셸은 그 프로그램에 "
            "자리를 넘기므로 시그널이 전달되고, `json-args`는 알리지 않습니다.\n\n"
            '이 규칙은 hadolint처럼 모든 CMD를 배열로 쓰려는 사람을 위한 것입니다. `CMD ["app"]`은 이미지에 셸이 '
            "없어도 되고 셸의 동작에 기대지 않습니다. 기본값은 꺼짐입니다."
        ),
    ),
    keywords=json_args.RULE.keywords,
    check=FileCheck(json_args.note, check),
    examples=(
        Example(bad="FROM debian:12\n«CMD» nginx\n", good='FROM debian:12\nCMD ["nginx"]\n'),
        Example(bad="FROM debian:12\n«CMD» $APP\n", good='FROM debian:12\nCMD ["sh", "-c", "exec $APP"]\n'),
    ),
    silent=(
        'FROM debian:12\nCMD ["nginx"]\n',
        "FROM debian:12\nCMD nginx -g x\n",
        'FROM debian:12\nENTRYPOINT ["python"]\nCMD app.py\n',
    ),
    aliases=("DL3025",),
)
