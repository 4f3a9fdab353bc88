"""A password set in a RUN, where the image keeps it."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.mounts import mounts_of
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Within

MESSAGE = Sentence(
    en="`{command}` sets a password that everyone who has the image can read or crack",
    ko="`{command}` 명령으로 설정한 암호는 이미지를 가진 누구나 읽거나 풀어낼 수 있습니다",
)


# What makes up a password that nobody knows, only to unlock the account.
RANDOM = frozenset({"/dev/urandom", "/dev/random", "if=/dev/urandom", "if=/dev/random", "rand", "pwgen", "uuidgen"})


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    commands = tuple(commands_of(run, around))
    is_random = any(word.text in RANDOM for command in commands for word in command.words)
    if is_random or any(mount.type == "secret" for mount in mounts_of(run)):
        return
    for command in commands:
        if command.name == "chpasswd" or (command.name == "passwd" and _sets(command)):
            yield Finding(here(command.name_span), MESSAGE.filled(command=command.name))


def _sets(command: Command) -> bool:
    """Whether passwd reads a new password, rather than deleting or locking one."""
    return command.flag("--stdin") is not None or (
        Within.PIPE in command.within
        and command.flag("-d", "-l", "-u", "-e", "-S", "--delete", "--lock", "--unlock", "--expire", "--status") is None
    )


RULE = Rule(
    code="DLS3031",
    name="chpasswd",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="This sets a password that everyone who has the image can read or crack",
        ko="이미지를 가진 누구나 읽거나 풀어낼 수 있는 암호를 설정합니다",
    ),
    rationale=Sentence(
        en=(
            "The command stands in the image's history with the password in it, and its hash in `/etc/shadow`. Every "
            "container of the image has the same password.\n\n"
            "Containers rarely need one: choose the user with USER, get a shell with `docker exec`, and use keys for "
            "SSH. Where a password is needed, set it when the container starts, from a secret.\n\n"
            "Ignore this in images that are for tests only."
        ),
        ko=(
            "이 명령은 암호와 함께 이미지 기록에 남고, 해시는 `/etc/shadow`에 남습니다. 이 이미지의 모든 컨테이너가 "
            "같은 "
            "암호를 갖습니다.\n\n"
            "컨테이너에는 암호가 거의 필요하지 않습니다. 사용자는 USER로 정하고, 셸은 `docker exec`로 열고, SSH에는 "
            "키를 "
            "쓰세요. 꼭 필요하다면 컨테이너가 시작될 때 시크릿에서 읽어 설정하세요.\n\n"
            "테스트 전용 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nRUN echo 'root:root' | «chpasswd»\n"),
        Example(bad="FROM rockylinux:9\nRUN useradd app && echo secret | «passwd» --stdin app\n"),
        Example(bad="FROM debian:12\nRUN <<EOF\nprintf 'a\\na\\n' | «passwd» app\nEOF\n"),
    ),
    silent=(
        "FROM debian:12\nRUN passwd -d root && passwd -l app\n",
        "FROM debian:12\nRUN --mount=type=secret,id=pw chpasswd < /run/secrets/pw\n",
        "FROM debian:12\nRUN echo chpasswd\n",
        'FROM alpine:3.24\nRUN adduser -D git && echo "git:$(dd if=/dev/urandom count=1 | base64)" | chpasswd\n',
        "FROM alpine:3.24\nRUN adduser -D app && echo /etc/passwd\n",
    ),
    aliases=("CKV2_DOCKER_17",),
)
