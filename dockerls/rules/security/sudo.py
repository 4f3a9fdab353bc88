"""``sudo`` in a RUN."""

from collections.abc import Iterable, Iterator

from dockerls.language import Sentence
from dockerls.rewrite.joint import BLANKS, line_end_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.effective_user import effective_user, runs_as_root
from dockerls.semantics.package_commands import package_command
from dockerls.semantics.package_lists import run_of
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span, empty
from dockerls.value import value

TITLE = Sentence(en="Remove `sudo`", ko="`sudo` 삭제")
TITLE_PACKAGE = Sentence(
    en="Remove every `sudo` of this stage and the package", ko="이 스테이지의 `sudo`와 sudo 패키지를 모두 삭제"
)
TITLE_USER = Sentence(en="Run this as `root` by `USER`", ko="`USER`로 `root` 권한을 얻어 실행")


@value
class SudoUse:
    """What an instruction does with sudo.

    ``words`` are the places of ``sudo``, and ``stretches`` what goes when it is removed, one each; None where its
    options matter. ``package`` is what goes from an install when the package is. ``wrap`` are the offsets and texts
    that run it all as root, where every command has a ``sudo`` that can go.
    """

    is_root: bool | None
    words: tuple[Span, ...]
    stretches: tuple[Span | None, ...]
    package: Span | None = None
    configures: bool = False
    wrap: tuple[tuple[int, str], ...] = ()


def note(instruction: Instruction, around: Surroundings) -> SudoUse | None:
    run = run_of(instruction)
    if run is None or "sudo" not in run.text:
        return None
    scripts = scripts_of(run, around)
    commands = [command for script in scripts for command in script.commands]
    words = [(command, index) for command in commands for index in sudo_words(command)]
    stretches = [removed(run, command, index) for command, index in words]
    is_root = None if any(script.error for script in scripts) else runs_as_root(around)
    is_all = None not in stretches and all(list(sudo_words(command)) for command in commands)
    return SudoUse(
        is_root=is_root,
        words=tuple(command.words[index].span for command, index in words),
        stretches=tuple(stretches),
        package=next((span for command in commands if (span := package_of(run, command)) is not None), None),
        configures="sudoers" in run.text,
        wrap=as_root(run, around) if is_all and run is instruction and is_root is False else (),
    )


def sudo_words(command: Command) -> Iterator[int]:
    """Which words of a command are ``sudo`` in front of what it runs."""
    for index, word in enumerate(command.words[: command.name_index + 1]):
        if word.text.rpartition("/")[2] == "sudo":
            yield index


def removed(run: Instruction, command: Command, index: int) -> Span | None:
    """``sudo`` with the blanks behind it, if it has no options and something to run."""
    following = command.words[index + 1] if index + 1 < len(command.words) else None
    if following is None or following.is_flag:
        return None
    between = Span(command.words[index].span.end, following.span.start)
    is_plain = not between.of(run.text).strip(BLANKS)
    return Span(command.words[index].span.start, following.span.start) if is_plain else None


def package_of(run: Instruction, command: Command) -> Span | None:
    """The package ``sudo`` with the blanks before it, where others are installed with it on the same line."""
    found = package_command(command)
    if found is None or found.manager.is_of_language or not found.installs or len(found.packages) < 2:
        return None
    word = next((word for word in found.packages if word.text == "sudo"), None)
    if word is None:
        return None
    before = run.text[: word.span.start]
    return Span(len(before.rstrip(BLANKS)), word.span.end) if not before.rstrip(BLANKS).endswith("\n") else None


def as_root(run: Instruction, around: Surroundings) -> tuple[tuple[int, str], ...]:
    """Insertions that put ``USER root`` above the RUN and the present user below."""
    user, line_end = effective_user(around), line_end_of(run)
    below = f"USER {user}{line_end}" if run.text.endswith("\n") else f"{line_end}USER {user}"
    return (0, f"USER root{line_end}"), (len(run.text), below)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    everywhere = without_sudo(noted)
    for item in noted:
        use: SudoUse = item.fact
        for word, stretch in zip(use.words, use.stretches, strict=True):
            yield Finding(Place(item.piece, word), fixes=tuple(fixes(item.piece, use, stretch, everywhere)))


def fixes(piece: int, use: SudoUse, stretch: Span | None, everywhere: tuple[PlacedEdit, ...]) -> Iterator[Fix]:
    if use.wrap:
        insertions = [PlacedEdit(Place(piece, empty(at)), text) for at, text in use.wrap]
        yield Fix(TITLE_USER, Safety.SUGGEST, (insertions[0], *dropped(piece, use.stretches), insertions[1]))
    elif use.is_root and stretch is not None:
        yield Fix(TITLE, Safety.SUGGEST, dropped(piece, (stretch,)))
        if everywhere:
            yield Fix(TITLE_PACKAGE, Safety.SUGGEST, everywhere)


def without_sudo(noted: tuple[Noted, ...]) -> tuple[PlacedEdit, ...]:
    """Edits that remove every use and the package; none where sudo is still needed, or set up for later."""
    uses: list[SudoUse] = [item.fact for item in noted]
    is_needed = any(use.configures or not use.is_root or None in use.stretches for use in uses)
    if is_needed or not any(use.package for use in uses):
        return ()
    gone = (dropped(item.piece, (*item.fact.stretches, item.fact.package)) for item in noted)
    return tuple(edit for edits in gone for edit in edits)


def dropped(piece: int, stretches: Iterable[Span | None]) -> tuple[PlacedEdit, ...]:
    return tuple(PlacedEdit(Place(piece, stretch), "") for stretch in stretches if stretch is not None)


RULE = Rule(
    code="DL3004",
    name="sudo",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="`sudo` is not needed in a build; `USER` says who runs what",
        ko="빌드에서는 `sudo`가 필요 없습니다. 누가 실행할지는 `USER`로 정하세요",
    ),
    rationale=Sentence(
        en=(
            "Builds run as `root` unless `USER` or the base image says otherwise, so `sudo` changes nothing there. "
            "Where it does, it has to be installed and set up to ask for no password, and whoever breaks into the "
            "container becomes root with it. It also starts a process in between, which signals do not pass as "
            "expected.\n\n"
            "Leave `sudo` out. Where another user is set, switch for the commands that need it:\n\n"
            "```dockerfile\nUSER root\nRUN apt-get update && apt-get install -y curl\nUSER app\n```\n\n"
            "To start a program as another user at run time, use `gosu` or `su-exec`."
        ),
        ko=(
            "`USER`나 기반 이미지가 달리 정하지 않으면 빌드는 `root`로 실행되므로 `sudo`는 아무것도 바꾸지 않습니다. "
            "`sudo`가 실제로 쓰이려면 설치하고 비밀번호를 묻지 않게 설정해야 하는데, 그러면 컨테이너에 침입한 사람도 "
            "이를 이용해 root가 됩니다. 중간에 프로세스가 하나 더 생겨 시그널이 기대대로 전달되지 않기도 합니다.\n\n"
            "`sudo`를 빼세요. 다른 사용자로 바꾼 상태라면 필요한 명령에서만 사용자를 바꾸세요.\n\n"
            "```dockerfile\nUSER root\nRUN apt-get update && apt-get install -y curl\nUSER app\n```\n\n"
            "실행할 때 다른 사용자로 프로그램을 시작하려면 `gosu`나 `su-exec`를 쓰세요."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"RUN", "ONBUILD"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN «sudo» apt-get update && «sudo» apt-get install -y curl\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad='FROM debian:12\nUSER app\nRUN «sudo» chown app /data\nCMD ["run"]\n',
            good='FROM debian:12\nUSER app\nUSER root\nRUN chown app /data\nUSER app\nCMD ["run"]\n',
        ),
        Example(bad="FROM postgres:17\nRUN «sudo» -u postgres createdb app\n"),
        Example(bad="FROM example.com/unknown\nRUN «sudo» make install\n"),
        Example(
            bad="FROM debian:12\nRUN <<EOF\nset -e\necho deb | «sudo» tee /etc/apt/sources.list\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\nset -e\necho deb | tee /etc/apt/sources.list\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get update && apt-get install -y sudo\n",
        "FROM debian:12\nRUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app\n",
        "FROM debian:12\nRUN echo sudo\n",
    ),
    aliases=("DS-0010", "AVD-DS-0010", "CKV2_DOCKER_1", "no-sudo-in-dockerfile"),
)
