"""``RUN service x start``: a service that ends with the RUN."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command

STARTS = frozenset({"start", "restart", "reload"})
NO_SYSTEMD = Sentence(
    en="No systemd runs while an image is built, so this fails",
    ko="이미지를 빌드하는 동안에는 systemd가 실행되지 않아 실패합니다",
)


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        if script.error:
            continue
        for index, command in enumerate(script.commands):
            # What stands behind it in the same RUN may well need it.
            is_last = all(_is_start(other) for other in script.commands[index + 1 :])
            if _is_start(command) and not command.within[1:] and (is_last or command.name == "systemctl"):
                message = NO_SYSTEMD if command.name == "systemctl" else None
                yield Finding(here(command.name_span), message)


def _is_start(command: Command) -> bool:
    words = [word.text for word in command.operands]
    if command.name == "service":
        return len(words) >= 2 and words[1] in STARTS
    if command.name == "systemctl":
        return bool(words) and words[0] in STARTS and command.flag("--root", "--user") is None
    path = command.words[command.name_index].text if command.name_index < len(command.words) else ""
    return path.startswith("/etc/init.d/") and words[:1] != [] and words[0] in STARTS


RULE = Rule(
    code="DLS4036",
    name="service-start-in-run",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="The service ends with this RUN and does not run in the container",
        ko="서비스는 이 RUN과 함께 끝나며 컨테이너에서는 실행되지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "A layer keeps files, not processes. A service started in a `RUN` is stopped when the `RUN` ends, and a "
            "container starts nothing but its `ENTRYPOINT` and `CMD`.\n\n"
            "Start the program in the foreground from `CMD`. If the build needs a service, for example to load data "
            "into "
            "a database, start it, use it and stop it in one `RUN`."
        ),
        ko=(
            "레이어에는 파일만 남고 프로세스는 남지 않습니다. `RUN`에서 시작한 서비스는 `RUN`이 끝나면 멈추고, "
            "컨테이너는 "
            "`ENTRYPOINT`와 `CMD`만 실행합니다.\n\n"
            "`CMD`에서 프로그램을 포그라운드로 실행하세요. 데이터베이스에 데이터를 넣는 등 빌드에 서비스가 필요하다면 "
            "한 `RUN` "
            "안에서 시작하고, 쓰고, 멈추세요."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nRUN apt-get install -y nginx && «service» nginx start\n"),
        Example(bad="FROM debian:12\nRUN «systemctl» start nginx && make\nRUN «/etc/init.d/mysql» restart\n"),
        Example(bad="FROM debian:12\nONBUILD RUN «service» a start && «service» b start\n"),
    ),
    silent=(
        "FROM debian:12\nRUN service mysql start && mysql -e 'create database x' && service mysql stop\n",
        "FROM debian:12\nRUN systemctl enable nginx\nRUN service --status-all\nRUN echo service nginx start\n",
        "FROM debian:12\nCMD service nginx start && tail -f /dev/null\n",
    ),
    aliases=("DL3001",),
)
