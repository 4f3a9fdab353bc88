"""An archive unpacked as a whole below /tmp, of which one file is taken and the rest stays in the layer."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.append import append_command
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.paths import is_archive, resolved, working_folder
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.unpacking import unpacks_to
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Remove `{folder}` in the same RUN", ko="같은 RUN에서 `{folder}` 지우기")
MESSAGE = Sentence(
    en="All of the archive stays in `{folder}`, of which only `{member}` is used",
    ko="압축 파일 전체가 `{folder}`에 남지만 쓰이는 것은 `{member}`뿐입니다",
)

# Where nothing is kept on purpose: what is used from there is moved or copied to its place.
_SCRATCH = "/tmp"
_TAKES = frozenset({"mv", "cp", "install"})
_BLIND = frozenset({"echo", "true", "set", "chmod", "ldconfig", "apt-get", "apk"})  # to the working directory


@value
class Taken:
    """What is unpacked (``span`` names the command), and the one member that is used."""

    span: Span
    folder: str  # which holds all that was unpacked
    member: str
    edits: tuple[Edit, ...]


MENTIONS = "another instruction that names a file in /tmp"


def note(instruction: Instruction, around: Surroundings) -> Taken | str | None:
    if (
        instruction.keyword == "WORKDIR"
        or not around.ships
        or (_SCRATCH not in instruction.text and around.workdir != _SCRATCH)
    ):
        return None
    scripts = scripts_of(instruction, around) if instruction.keyword == "RUN" else ()
    found = _taken(instruction, around, scripts[0]) if len(scripts) == 1 else None
    return found or MENTIONS


def _taken(run: Instruction, around: Surroundings, script: Script) -> Taken | None:
    if script.error or script.too_long or is_mounted(run, _SCRATCH):
        return None
    folder = working_folder(around)
    unpacking: tuple[Command, str] | None = None
    taking: list[tuple[ShellWord, str]] = []
    for command in script.commands:
        target = unpacks_to(command)
        if command.name == "cd":
            folder = resolved(command.operands[0].text, folder) if command.operands else None
        elif target is not None and unpacking is None:
            unpacking = command, resolved(target, folder)
        elif unpacking is not None and not _is_elsewhere(command, folder):
            if command.name not in _TAKES or len(command.operands) != 2:
                return None
            taking.append((command.operands[0], resolved(command.operands[0].text, folder)))
    return _member(run, *unpacking, *taking[0]) if unpacking is not None and len(taking) == 1 else None


def _is_elsewhere(command: Command, folder: str | None) -> bool:
    """Whether a command has nothing to do with files below /tmp."""
    if command.name == "rm":
        return all(is_archive(word.text) and word.is_plain for word in command.operands)
    if (folder or _SCRATCH).startswith(_SCRATCH) and command.name not in _BLIND | _TAKES:
        return False
    return not any(resolved(word.text, folder).startswith(_SCRATCH) or "$" in word.raw for word in command.operands)


def _member(run: Instruction, command: Command, folder: str, word: ShellWord, path: str) -> Taken | None:
    inside = path.removeprefix(f"{folder.rstrip('/')}/")
    is_below = folder.startswith(_SCRATCH) and inside != path and word.is_plain
    if not is_below or "$" in folder or "/" not in inside:
        return None  # a member at the top may be all there is
    rest = folder if folder != _SCRATCH else f"{folder}/{inside.split('/')[0]}"
    return Taken(command.name_span, rest, path.removeprefix(f"{rest}/"), append_command(run, f"rm -rf {rest}"))


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if len(noted) != 1 or not isinstance(noted[0].fact, Taken):
        return
    taken: Taken = noted[0].fact
    edits: tuple[PlacedEdit, ...] = placed(taken.edits, noted[0].piece)
    fixes = (Fix(TITLE.filled(folder=taken.folder), Safety.SUGGEST, edits),) if edits else ()
    message = MESSAGE.filled(folder=taken.folder, member=taken.member)
    yield Finding(Place(noted[0].piece, taken.span), message, fixes)


RULE = Rule(
    code="DLS1012",
    name="extract-only-needed",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="All of the archive stays in the layer, of which only one file is used",
        ko="압축 파일 전체가 레이어에 남지만 쓰이는 파일은 하나뿐입니다",
    ),
    rationale=Sentence(
        en=(
            "Whatever a RUN unpacks and does not remove is in its layer, documentation and libraries included. If only "
            "one file is needed, name it, so that tar unpacks nothing else:\n\n"
            "```dockerfile\nRUN curl -fsSL https://example.com/tool.tgz \\\n"
            " | tar -xz -C /usr/local/bin --strip-components=1 tool/tool\n```\n\n"
            "`tar -tf` lists the names as the archive has them. Or remove the rest in the same RUN: in a later one it "
            "frees nothing.\n\n"
            "Ignore this where the program reads the other files from there."
        ),
        ko=(
            "RUN이 풀어 놓고 지우지 않은 것은 문서나 라이브러리까지 모두 레이어에 남습니다. 파일 하나만 필요하다면 "
            "이름을 지정해 그것만 푸세요.\n\n"
            "```dockerfile\nRUN curl -fsSL https://example.com/tool.tgz \\\n"
            " | tar -xz -C /usr/local/bin --strip-components=1 tool/tool\n```\n\n"
            "압축 파일 안의 이름은 `tar -tf`로 볼 수 있습니다. 아니면 같은 RUN에서 나머지를 지우세요. 다음 RUN에서 "
            "지우면 용량이 줄지 않습니다.\n\n"
            "프로그램이 그 자리에서 다른 파일을 읽는다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM debian:12\nRUN curl -fsSL https://x.y/helm.tgz | «tar» -xz -C /tmp \\\n"
                "    && mv /tmp/linux-amd64/helm /usr/local/bin/helm\n"
            ),
            good=(
                "FROM debian:12\nRUN curl -fsSL https://x.y/helm.tgz | tar -xz -C /tmp \\\n"
                "    && mv /tmp/linux-amd64/helm /usr/local/bin/helm \\\n    && rm -rf /tmp/linux-amd64\n"
            ),
        ),
        Example(
            bad=(
                "FROM debian:12\nWORKDIR /tmp\nRUN curl -fsSLO https://x.y/a.zip && «unzip» a.zip -d a && "
                "install a/bin/a /usr/bin/ && rm a.zip\nWORKDIR /app\n"
            ),
            good=(
                "FROM debian:12\nWORKDIR /tmp\nRUN curl -fsSLO https://x.y/a.zip && unzip a.zip -d a && "
                "install a/bin/a /usr/bin/ && rm a.zip && rm -rf /tmp/a\nWORKDIR /app\n"
            ),
        ),
        Example(bad="FROM debian:12\nRUN cd /tmp; «tar» xf a.tar; cp a/b/c /usr/bin/c; cd /\n"),
    ),
    silent=(
        "FROM debian:12\nRUN tar xf a.tar -C /tmp && mv /tmp/a/b /usr/bin/b && rm -rf /tmp/a\n",
        "FROM debian:12\nRUN tar xf a.tar -C /tmp a/b && mv /tmp/a/b /usr/bin/b\n",
        "FROM debian:12\nRUN tar xf a.tar -C /tmp && mv /tmp/a /opt/a\n",
        "FROM debian:12\nRUN tar xf a.tar -C /opt && ln -s /opt/a/b /usr/bin/b\n",
        "FROM debian:12\nRUN tar xf a.tar -C /tmp && mv /tmp/a/b /usr/bin/b && mv /tmp/a/c /usr/bin/c\n",
        "FROM debian:12\nRUN tar xf a.tar -C /tmp && mv /tmp/a/b /usr/bin/b\nRUN rm -rf /tmp/*\n",
        "FROM debian:12 AS a\nRUN tar xf a.tar -C /tmp && mv /tmp/a/b /usr/bin/b\nFROM debian:12\n",
        "FROM debian:12\nRUN --mount=type=tmpfs,target=/tmp tar xf a.tar -C /tmp && mv /tmp/a/b /usr/bin/b\n",
        "FROM debian:12\nRUN cd /tmp && tar xf a.tar && cd a && make && cp b/c /usr/bin/c\n",
        "FROM debian:12\nRUN tar xf a.tar --strip-components=1 -C /tmp && mv /tmp/a/b /usr/bin/b\n",
    ),
)
