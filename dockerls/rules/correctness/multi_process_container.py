"""A container that starts several services."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Within
from dockerls.text.span import Span

SUPERVISORS = frozenset({"supervisord"})
_STARTS = frozenset({"start", "restart"})


def check(start: Instruction, around: Surroundings) -> Iterator[Finding]:
    span = _in_array(start) if start.exec_form is not None else _in_shell(start, around)
    if span is not None:
        yield Finding(here(span))


def _in_array(start: Instruction) -> Span | None:
    words = start.exec_form or ()
    return next((word.span for word in words[:2] if word.text.rsplit("/", 1)[-1] in SUPERVISORS), None)


def _in_shell(start: Instruction, around: Surroundings) -> Span | None:
    script = start.script
    if script is None or script.error or not around.is_posix:
        return None
    for command in script.commands:
        if command.name in SUPERVISORS:
            return command.name_span
    services = [command for command in script.commands if _starts_service(command)]
    if len(services) > 1:
        return services[1].name_span
    if not script.has_background:
        return None
    programs = [
        each for each in script.commands if not each.within and each.name not in ("wait", "sleep", "cd", "exec")
    ]
    return programs[0].name_span if len(programs) > 1 and script.statements > 1 else None


def _starts_service(command: Command) -> bool:
    words = [word.text for word in command.operands]
    is_nested = set(command.within) - {Within.AND}
    return command.name == "service" and not is_nested and len(words) >= 2 and words[1] in _STARTS


RULE = Rule(
    code="DLS4037",
    name="multi-process-container",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    message=Sentence(
        en="This container runs several services; one each is easier to watch, scale and update",
        ko="컨테이너 하나에서 여러 서비스를 실행합니다. 하나씩 나누면 관찰, 확장, 업데이트가 쉬워집니다",
    ),
    rationale=Sentence(
        en=(
            "Docker watches one process. If several run, the container stays up while one of them is down, their logs "
            "mix, `docker stop` reaches only the first, and they cannot be scaled or updated apart.\n\n"
            "Make each service a container of its own, and start them together with a Compose file. Helpers that "
            "belong "
            "to one service can share a container; then use a supervisor made for it, such as s6-overlay."
        ),
        ko=(
            "Docker는 프로세스 하나를 지켜봅니다. 여러 개를 실행하면 하나가 죽어도 컨테이너는 살아 있고, 로그가 "
            "섞이고, "
            "`docker stop`은 첫 프로세스에만 전달되며, 따로 확장하거나 업데이트할 수 없습니다.\n\n"
            "서비스마다 컨테이너를 나누고 Compose 파일로 함께 실행하세요. 한 서비스에 딸린 보조 프로세스라면 같은 "
            "컨테이너에 두어도 "
            "됩니다. 이때는 s6-overlay처럼 컨테이너용으로 만든 관리 프로그램을 쓰세요."
        ),
    ),
    keywords=frozenset({"CMD", "ENTRYPOINT"}),
    check=check,
    examples=(
        Example(bad='FROM debian:12\nCMD [«"/usr/bin/supervisord"», "-n"]\n'),
        Example(bad="FROM debian:12\nENTRYPOINT «supervisord» -n\n"),
        Example(
            bad="FROM debian:12\nUSER app\nCMD service mysql start && «service» apache2 start && tail -f /dev/null\n"
        ),
        Example(bad="FROM debian:12\nCMD «redis-server» & python app.py\n"),
    ),
    silent=(
        'FROM debian:12\nENTRYPOINT ["/init"]\nCMD ["tini", "--", "app"]\n',
        "FROM debian:12\nCMD service nginx start && tail -f /var/log/nginx/access.log\n",
        "FROM debian:12\nCMD migrate && exec app\nCMD app & wait\nCMD a | b\n",
        "FROM debian:12\nRUN a & b\n",
    ),
)
