"""HEALTHCHECK CMD in shell form, where no shell is needed."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import words_as_array
from dockerls.rewrite.place import here, placed
from dockerls.rules.correctness.json_args import BUILTINS, NEEDS_SHELL
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")


def check(healthcheck: Instruction, around: Surroundings) -> Iterator[Finding]:
    script = healthcheck.script
    if script is None or script.error or script.too_long or script.comments or around.shell != DEFAULT_SHELL:
        return
    if len(script.commands) != 1 or script.statements != 1 or not around.is_posix or healthcheck.value.startswith("["):
        return
    command = script.commands[0]
    is_simple = command.span == script.span and command.words and not command.assignments and not command.redirects
    if not is_simple or command.within or command.words[0].text in BUILTINS or NEEDS_SHELL & set(command.words[0].text):
        return
    if all(word.is_plain and not NEEDS_SHELL & set(word.raw) for word in command.words):
        fix = Fix(TITLE, Safety.SUGGEST, placed(words_as_array(command.words)))
        yield Finding(here(healthcheck.words[0].span), fixes=(fix,))


RULE = Rule(
    code="DLS4012",
    name="json-args-healthcheck",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    on=False,
    message=Sentence(en="A shell runs this without need", ko="셸이 필요 없는 명령인데 셸을 거쳐 실행됩니다"),
    rationale=Sentence(
        en=(
            '`HEALTHCHECK CMD app ping` starts a shell for every check; `HEALTHCHECK CMD ["app", "ping"]` starts the '
            "program itself, and also works in images without a shell.\n\n"
            "Where the command needs a shell, for `|| exit 1` or a variable, leave it: a check has to end with 0 or 1, "
            "and 2 is reserved. Off by default, since the gain is small where the image has a shell."
        ),
        ko=(
            '`HEALTHCHECK CMD app ping`은 확인할 때마다 셸을 띄웁니다. `HEALTHCHECK CMD ["app", "ping"]`은 프로그램을 '
            "바로 "
            "실행하며 셸이 없는 이미지에서도 동작합니다.\n\n"
            "`|| exit 1`이나 변수처럼 셸이 필요한 명령은 그대로 두세요. 확인 명령은 0이나 1로 끝나야 하고 2는 예약된 "
            "값입니다. "
            "셸이 있는 이미지에서는 이득이 작아 기본적으로 꺼져 있습니다."
        ),
    ),
    keywords=frozenset({"HEALTHCHECK"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nHEALTHCHECK --interval=5s «CMD» app 'ping it'\n",
            good='FROM debian:12\nHEALTHCHECK --interval=5s CMD ["app", "ping it"]\n',
        ),
        Example(
            bad="FROM debian:12\r\nHEALTHCHECK «CMD» app \\\r\n  # so\r\n  ping\r\n",
            good='FROM debian:12\r\nHEALTHCHECK CMD ["app", \\\r\n  # so\r\n  "ping"]\r\n',
        ),
    ),
    silent=(
        "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\n",
        "FROM debian:12\nHEALTHCHECK CMD app --port $PORT\nHEALTHCHECK CMD test -f /x && app\n",
        'FROM debian:12\nHEALTHCHECK CMD ["app"]\nHEALTHCHECK NONE\nHEALTHCHECK CMD exit 0\n',
        'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nHEALTHCHECK CMD app\n',
    ),
    aliases=("DL3025",),
)
