"""An archive unpacked as a whole, of which one file is taken and the rest stays in the layer."""

import posixpath
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
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Remove `{folder}` in the same RUN", ko="같은 RUN에서 `{folder}` 지우기")
MESSAGE = Sentence(
    en="All of the archive stays in `{folder}`, of which only `{member}` is used",
    ko="압축 파일 전체가 `{folder}`에 남지만 쓰이는 것은 `{member}`뿐입니다",
)

# Where nothing is kept on purpose: what is used from there is moved or copied to its place.
_SCRATCH = "/tmp"
_NAME = pattern(r"[\w.+-]+")
_SPEAKS_OF_PATHS = pattern(
    r"/|\b(?:cd|rm|mv|cp|ln|ls|chown|chmod|mkdir|find|make|tar|unzip|WORKDIR|COPY|ADD|ENV|CMD)\b"
)
_TAKES = frozenset({"mv", "cp", "install"})
_BLIND = frozenset({"echo", "true", "set", "chmod", "ldconfig", "apt-get", "apk"})  # to the working directory


@value
class Taken:
    """What is unpacked (``span`` names the command), and the one member that is used."""

    span: Span
    folder: str  # which holds all that was unpacked
    member: str
    edits: tuple[Edit, ...]


@value
class Step:
    """What any instruction may have to do with it. ``names`` are the words of its text that could be parts of paths.

    ``unpacked`` is where an archive was unpacked outside of /tmp, ``takes`` are the files that are copied elsewhere.
    """

    names: tuple[str, ...]
    mentions_scratch: bool
    taken: Taken | None = None
    unpacked: tuple[Span, str] | None = None
    takes: tuple[str, ...] = ()


def note(instruction: Instruction, around: Surroundings) -> Step | None:
    if not around.ships:
        return None
    in_scratch = _SCRATCH in instruction.text or around.workdir == _SCRATCH
    mentions_scratch = in_scratch and instruction.keyword != "WORKDIR"
    names = tuple(_NAME.findall(instruction.text)) if _SPEAKS_OF_PATHS.search(instruction.text) else ()
    scripts = scripts_of(instruction, around) if instruction.keyword == "RUN" else ()
    if len(scripts) != 1 or scripts[0].error or scripts[0].too_long:
        return Step(names, mentions_scratch) if names or mentions_scratch else None
    taken = _taken(instruction, around, scripts[0]) if mentions_scratch else None
    folder = working_folder(around)
    unpacked, takes = _unpacked(scripts[0], folder), tuple(_takes(scripts[0], folder))
    return Step(names, mentions_scratch, taken, unpacked, takes) if names or mentions_scratch or unpacked else None


def _unpacked(script: Script, folder: str | None) -> tuple[Span, str] | None:
    """The command that unpacks a whole archive, and where to; None where that is below /tmp, or not plain to see."""
    found = [(command, target) for command in script.commands if (target := unpacks_to(command)) is not None]
    if len(found) != 1 or any(command.name in ("cd", "pushd", "popd") for command in script.commands):
        return None
    command, target = found[0]
    into = resolved(target, folder)
    return None if "$" in into or into.startswith(_SCRATCH) else (command.name_span, into)


def _takes(script: Script, folder: str | None) -> Iterator[str]:
    """The files, named from the working directory, that are brought to another folder than their own."""
    for command in script.commands:
        words = command.operands
        if command.name in _TAKES and len(words) == 2 and words[0].is_plain and words[0].text[0] not in "/~":
            source, target = resolved(words[0].text, folder), resolved(words[1].text, folder)
            if not target.startswith(f"{posixpath.dirname(source)}/"):
                yield source


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
    in_scratch = [each for each in noted if each.fact.mentions_scratch]
    if len(in_scratch) == 1 and (taken := in_scratch[0].fact.taken) is not None:
        edits: tuple[PlacedEdit, ...] = placed(taken.edits, in_scratch[0].piece)
        fixes = (Fix(TITLE.filled(folder=taken.folder), Safety.SUGGEST, edits),) if edits else ()
        message = MESSAGE.filled(folder=taken.folder, member=taken.member)
        yield Finding(Place(in_scratch[0].piece, taken.span), message, fixes)
    unpacking = [(number, each) for number, each in enumerate(noted) if each.fact.unpacked is not None]
    if len(unpacking) == 1:
        number, at = unpacking[0]
        span, folder = at.fact.unpacked
        member = _only_member(noted[number:], folder)
        if member is not None:
            yield Finding(Place(at.piece, span), MESSAGE.filled(folder=folder, member=member))


def _only_member(noted: tuple[Noted, ...], folder: str) -> str | None:
    """The file below a folder of the archive that is taken, if nothing else speaks of that folder."""
    inside = [path.removeprefix(f"{folder.rstrip('/')}/") for each in noted for path in each.fact.takes]
    found = [path for path in inside if "/" in path and not path.startswith(("/", ".", "~", "$"))]
    if len(found) != 1 or found[0] not in inside:
        return None
    top = found[0].partition("/")[0]
    return found[0] if sum(each.fact.names.count(top) for each in noted) == 1 else None


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
        Example(
            bad="FROM debian:12\nWORKDIR /d\nRUN wget -O d.tgz https://x.y/d.tgz && «tar» xf d.tgz && rm d.tgz && "
            "cp url/Day1.svm /data\n"
        ),
        Example(
            bad="FROM debian:12\nRUN curl -fsSLo d.tgz https://x.y/z.tgz && «tar» xf d.tgz && rm d.tgz\n"
            "RUN cp url/Day1.svm /data\n"
        ),
    ),
    silent=(
        "FROM debian:12\nRUN tar xf d.tgz && cp url/Day1.svm /data\nCMD /url/run\n",
        "FROM debian:12\nRUN tar xf d.tgz && cp url/a.sample url/a\nRUN cp /etc/url/b /c\n",
        "FROM debian:12\nRUN tar xf d.tgz url/Day1.svm && cp url/Day1.svm /data\n",
        "FROM debian:12\nRUN tar xf d.tgz && cp url/a /data && cp url/b /data && rm -rf url\n",
        "FROM debian:12\nRUN tar xf d.tgz && mv url /data && tar xf e.tgz && cp f/g /data\n",
        "FROM debian:12 AS a\nRUN tar xf d.tgz && cp url/Day1.svm /data\nFROM debian:12\n",
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
