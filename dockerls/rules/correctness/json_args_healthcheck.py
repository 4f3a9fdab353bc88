"""HEALTHCHECK CMD in shell form."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import code_in_array, words_as_array
from dockerls.rewrite.place import here, placed
from dockerls.rules.correctness.json_args import BUILTINS, NEEDS_SHELL
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script

AS_ARRAY = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")
THROUGH_SHELL = Sentence(
    en='Write as `["{shell}", "-c", "…"]`, which does the same',
    ko='똑같이 동작하는 `["{shell}", "-c", "…"]` 형식으로 쓰기',
)
WITH_SHELL = Sentence(en="A shell runs this", ko="셸을 거쳐 실행됩니다")


def check(healthcheck: Instruction, around: Surroundings) -> Iterator[Finding]:
    script = healthcheck.script
    if script is None or script.error or script.too_long or script.comments:
        return
    if not around.is_posix or not script.commands or healthcheck.value.startswith("["):
        return
    place = here(healthcheck.words[0].span)
    is_default = around.shell == DEFAULT_SHELL
    if is_default and needs_no_shell(script):
        fix = Fix(AS_ARRAY, Safety.SUGGEST, placed(words_as_array(script.commands[0].words)))
        yield Finding(place, fixes=(fix,))
    else:
        shell = ("sh", "-c") if is_default else around.shell
        fix = Fix(
            THROUGH_SHELL.filled(shell=shell[0]), Safety.SUGGEST, placed(code_in_array(healthcheck, script.span, shell))
        )
        yield Finding(place, WITH_SHELL, fixes=(fix,))


def needs_no_shell(script: Script) -> bool:
    """Whether the code is one command of plain words, so that a shell only splits it at blanks."""
    command = script.commands[0]
    if len(script.commands) != 1 or command.span != script.span or command.assignments or command.redirects:
        return False
    if not command.words or command.within or command.words[0].text in BUILTINS:
        return False
    return all(word.is_plain and not NEEDS_SHELL & set(word.raw) for word in command.words)


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
            'Where the command needs a shell, for `|| exit 1` or a variable, `["sh", "-c", "…"]` only says so openly. '
            "A check has to end with 0 or 1, since 2 is reserved. Off by default, since the gain is small where the "
            "image has a shell; hadolint reports all of them."
        ),
        ko=(
            '`HEALTHCHECK CMD app ping`은 확인할 때마다 셸을 띄웁니다. `HEALTHCHECK CMD ["app", "ping"]`은 프로그램을 '
            "바로 실행하며 셸이 없는 이미지에서도 동작합니다.\n\n"
            '`|| exit 1`이나 변수처럼 셸이 필요한 명령을 `["sh", "-c", "…"]`로 쓰면 셸을 쓴다는 사실이 드러날 '
            "뿐입니다. 확인 명령은 0이나 1로 끝나야 하고 2는 예약된 값입니다. 셸이 있는 이미지에서는 이득이 작아 "
            "기본적으로 꺼져 있습니다. hadolint는 이를 모두 알립니다."
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
        Example(
            bad='FROM debian:12\nHEALTHCHECK «CMD» curl -f "http://localhost/" \\\n\t# or not\n\t|| exit 1\n',
            good=(
                'FROM debian:12\nHEALTHCHECK CMD ["sh", "-c", "curl -f \\"http://localhost/\\" \\\n\t# or not\n'
                '    || exit 1"]\n'
            ),
        ),
        Example(
            bad="FROM debian:12\nHEALTHCHECK «CMD» app --port $PORT\n",
            good='FROM debian:12\nHEALTHCHECK CMD ["sh", "-c", "app --port $PORT"]\n',
        ),
        Example(
            bad='FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nHEALTHCHECK «CMD» app | grep ok\n',
            good=(
                'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\n'
                'HEALTHCHECK CMD ["/bin/bash", "-eo", "pipefail", "-c", "app | grep ok"]\n'
            ),
        ),
    ),
    silent=('FROM debian:12\nHEALTHCHECK CMD ["app"]\nHEALTHCHECK NONE\n',),
    aliases=("DL3025",),
)
