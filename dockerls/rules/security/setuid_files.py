"""``chmod u+s`` and ``chmod 4755``: programs that run as their owner, whoever starts them."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.pattern import pattern

TITLE = Sentence(en="Use `{mode}`", ko="`{mode}`(으)로 변경")

_OCTAL = pattern(r"0?[2467][0-7]{3}")
_ADDS = pattern(r"[ugoa]*[+=][rwxX]*s[rwxXst]*")
_SETS_USER = pattern(r"0?[467][0-7]{3}|(?:.*,)?[ua]*[+=][rwxX]*s.*")
_PROGRAMS = pattern(r"/(?:s?bin|libexec)/[^/]+\Z")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for command in script.commands:
            mode = _mode(command)
            if mode is None or not _gives(mode.text):
                continue
            # On a folder the group bit only passes the group on to new files.
            paths = command.operands[command.operands.index(mode) + 1 :]
            if not _SETS_USER.fullmatch(mode.text) and not any(_PROGRAMS.search(word.text) for word in paths):
                continue
            is_octal = _OCTAL.fullmatch(mode.text) is not None and mode.raw == mode.text
            fix = Fix(TITLE.filled(mode=mode.text[-3:]), Safety.SUGGEST, (substitute(mode.span, mode.text[-3:]),))
            yield Finding(here(mode.span), fixes=(fix,) if is_octal and not script.error else ())


def _mode(command: Command) -> ShellWord | None:
    return command.operands[0] if command.name == "chmod" and len(command.operands) > 1 else None


def _gives(mode: str) -> bool:
    """Whether a mode sets the set-user or set-group bit; ``a-s`` takes it away."""
    return bool(_OCTAL.fullmatch(mode)) or any(_ADDS.fullmatch(clause) for clause in mode.split(","))


RULE = Rule(
    code="DLS3010",
    name="setuid-files",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(
        en="Whoever starts this program gets the rights of its owner",
        ko="이 프로그램을 실행하면 누구든 소유자의 권한을 얻습니다",
    ),
    rationale=Sentence(
        en=(
            "A set-user-id program of root is the classic way from a user without rights to root, which makes a USER "
            "in the Dockerfile worth little. Containers hardly ever need one: what has to be root is done in the "
            "build, and `setcap` gives a program a single right, such as binding to a low port.\n\n"
            "Base images bring some along (`su`, `mount`, `passwd`). To take the bits away before USER:\n\n"
            "```dockerfile\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true\n```\n\n"
            "and start the container with `--security-opt=no-new-privileges`.\n\n"
            "Ignore this for programs such as `su-exec`, `ping` or `sudo` that cannot work otherwise."
        ),
        ko=(
            "root가 소유한 set-user-id 프로그램은 권한 없는 사용자가 root가 되는 전형적인 통로이며, Dockerfile의 "
            "USER를 "
            "무의미하게 만듭니다. 컨테이너에는 거의 필요하지 않습니다. root가 필요한 일은 빌드에서 하고, 낮은 포트를 "
            "여는 "
            "것처럼 한 가지 권한만 필요하다면 `setcap`을 쓰세요.\n\n"
            "베이스 이미지에도 이런 프로그램(`su`, `mount`, `passwd`)이 있습니다. USER 앞에서 비트를 제거할 수 "
            "있습니다.\n\n"
            "```dockerfile\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true\n```\n\n"
            "컨테이너는 `--security-opt=no-new-privileges`로 시작하세요.\n\n"
            "`su-exec`, `ping`, `sudo`처럼 이 비트가 꼭 필요한 프로그램이라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN chmod «4755» /usr/local/bin/app\n",
            good="FROM debian:12\nRUN chmod 755 /usr/local/bin/app\n",
        ),
        Example(
            bad="FROM debian:12\nRUN chmod -v «02755» \\\n  # x\n  /usr/bin/app\n",
            good="FROM debian:12\nRUN chmod -v 755 \\\n  # x\n  /usr/bin/app\n",
        ),
        Example(bad="FROM debian:12\nRUN <<EOF\nchmod «u+s» /app/run\nEOF\n"),
    ),
    silent=(
        "FROM debian:12\nRUN chmod 755 /app && chmod 1777 /tmp && chmod +x /run.sh\n",
        "FROM debian:12\nRUN chmod 2775 /srv/shared && chmod g+s /srv/shared\n",
        "FROM debian:12\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true\nUSER 1000\n",
        "FROM debian:12\nRUN chmod u-s /bin/su\n",
        "FROM debian:12\nRUN echo chmod 4755 /a\n",
    ),
)
