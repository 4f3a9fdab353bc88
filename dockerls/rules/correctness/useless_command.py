"""Commands that have nothing to do while an image is built."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within

NEVER = frozenset({"shutdown", "reboot", "vim", "vi", "nano", "free", "top", "htop", "ifconfig", "mount", "umount"})
ABOUT_PROCESSES = frozenset({"ps", "kill", "killall", "pkill"})  # of use where the RUN itself starts something

_ELSEWHERE = frozenset({Within.FUNCTION, Within.CONDITION, Within.SUBSTITUTION, Within.CASE, Within.PIPE, Within.OR})


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for command in script.commands:
            if _is_useless(command, script, run):
                yield Finding(here(command.name_span), RULE.message.filled(command=command.name))


def _is_useless(command: Command, script: Script, run: Instruction) -> bool:
    if (
        _ELSEWHERE & set(command.within)
        or "command" in command.wrappers
        or any(word.text in ("--version", "--help", "-V") for word in command.args)
    ):
        return False
    if command.name in ("mount", "umount"):
        return run.flag("security") is None and bool(command.args)
    if command.name in ABOUT_PROCESSES:
        starts_something = script.has_background or len(script.commands) > 1
        return not starts_something
    return command.name in NEVER


RULE = Rule(
    code="DL3001",
    name="useless-command",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="`{command}` has nothing to work on while an image is built",
        ko="이미지를 빌드하는 동안 `{command}`(으)로 할 수 있는 일이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "A `RUN` is a fresh container with one process and nobody at the keyboard, and only the files it writes "
            "stay. "
            "Editors have no one to type, `top`, `ps` and `free` show the builder, and a mount ends with the `RUN` or "
            "is "
            "not allowed.\n\n"
            "Take the command out. To bring files in for one `RUN`, use `RUN --mount=…`; to look into a container, "
            "`docker exec`."
        ),
        ko=(
            "`RUN`은 프로세스 하나만 있는 새 컨테이너이고 키보드 앞에 사람도 없으며, 파일만 남습니다. 편집기에 입력할 "
            "사람이 없고 "
            "`top`, `ps`, `free`는 빌드 환경을 보여 줄 뿐이며, 마운트는 `RUN`과 함께 끝나거나 허용되지 않습니다.\n\n"
            "명령을 빼세요. 한 `RUN`에서만 쓸 파일은 `RUN --mount=…`로 가져오고, 컨테이너 안을 보려면 `docker exec`를 "
            "쓰세요."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nRUN «vim» /etc/hosts\nRUN make && «top»\nRUN «ps» aux\n"),
        Example(bad="FROM debian:12\nRUN <<EOF\nmake\n«/sbin/shutdown» now\nEOF\n"),
        Example(bad="FROM debian:12\nONBUILD RUN «mount» /dev/sda /mnt\n"),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get install -y vim mount\nRUN command -v top\nRUN which vim || true\n",
        "FROM debian:12\nRUN vim --version\n",
        "FROM debian:12\nRUN server & sleep 5; make test; kill $!\n",
        "FROM debian:12\nRUN pid=$(ps aux | grep x); kill $pid\n",
        "FROM debian:12\nRUN --security=insecure mount /dev/sda /mnt\nRUN if ! mount x; then free; fi\n",
        "FROM debian:12\nCMD top\nRUN --mount=type=ssh ssh git@example.com\n",
    ),
    aliases=("nonsensical-command",),
)
