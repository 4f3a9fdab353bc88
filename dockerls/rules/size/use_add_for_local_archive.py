"""COPY of an archive that a RUN then unpacks, where ADD does both."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.remove import remove_instruction
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.file_commands import Act
from dockerls.semantics.paths import FileUse, file_uses, resolved, working_folder
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Unpack with `ADD {source} {target}`", ko="`ADD {source} {target}`(으)로 풀기")
UNPACKED = Sentence(en="It is unpacked here", ko="여기에서 압축을 풉니다")

# What ADD unpacks (docs.docker.com, Dockerfile reference, ADD): tar, as it is or compressed in these ways.
_ARCHIVES = ("*.tar", "*.tar.gz", "*.tgz", "*.tar.bz2", "*.tbz2", "*.tar.xz", "*.txz", "*.tar.zst", "*.tzst")
# Options with which tar gives something else than ADD does.
_DIFFERENT = ("--transform", "--exclude", "--owner", "--wildcards", "--one-top-level")


@value
class Copied:
    """A COPY of archives from the build context. ``source`` is what ADD needs, if it is the only one."""

    uses: tuple[FileUse, ...]
    keyword: Span
    arguments: Span
    source: str | None


@value
class Unpacked:
    """A tar that unpacks a file; ``target`` where the RUN does nothing else."""

    archive: FileUse
    target: str | None


def note(instruction: Instruction, around: Surroundings) -> Copied | tuple[Unpacked, ...] | None:
    uses = file_uses(instruction, around) if around.ships else ()
    if not uses:
        return None
    if instruction.keyword == "COPY":
        archives = tuple(use for use in uses if any(fnmatchcase(use.span.of(instruction.text), p) for p in _ARCHIVES))
        is_plain = len(instruction.arguments) == 2 and instruction.exec_form is None and not instruction.flags
        arguments = instruction.value_span
        source = instruction.arguments[0].text if is_plain else None
        is_local = instruction.flag("from") is None
        return Copied(archives, instruction.keyword_span, arguments, source) if archives and is_local else None
    stripping = [command.span for command in commands_of(instruction, around) if _strips_folders(command)]
    unpacks = [
        use
        for use in uses
        if use.act is Act.UNPACKS and not any(span.start <= use.span.start < span.end for span in stripping)
    ]
    return tuple(_unpacked(instruction, around, use) for use in unpacks) or None


def _strips_folders(command: Command) -> bool:
    """Whether it takes folders off the names in the archive, for which ADD has no word."""
    return command.flag("--strip-components", "--strip") is not None


def _unpacked(run: Instruction, around: Surroundings, archive: FileUse) -> Unpacked:
    """Whether one plain ``tar -x -f FILE -C FOLDER`` is all there is."""
    commands = tuple(commands_of(run, around))
    command = commands[0]
    folder = command.flag_value("-C", "--directory") or working_folder(around)
    named = {archive.written, folder}
    is_alone = len(commands) == 1 and not command.within and not command.redirects and command.name == "tar"
    only_archive = all(word.text in named or word is command.args[0] for word in command.operands)
    is_different = any(word.text.startswith(_DIFFERENT) or "$" in word.raw for word in command.args)
    if not is_alone or not only_archive or is_different or folder is None or run.flags:
        return Unpacked(archive, None)
    return Unpacked(archive, resolved(folder, working_folder(around)))


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for number, at in enumerate(noted):
        if not isinstance(at.fact, Copied):
            continue
        for use in at.fact.uses:
            found = next(
                ((run, each) for run in noted[number + 1 :] for each in _unpacked_in(run) if each.archive.is_same(use)),
                None,
            )
            if found is not None:
                yield _finding(at, at.fact, use, *found)
                break


def _unpacked_in(at: Noted) -> tuple[Unpacked, ...]:
    return at.fact if isinstance(at.fact, tuple) else ()


def _finding(at: Noted, copied: Copied, use: FileUse, run: Noted, unpacked: Unpacked) -> Finding:
    fixes: tuple[Fix, ...] = ()
    if copied.source is not None and unpacked.target is not None and unpacked.target.startswith("/"):
        target = f"{unpacked.target.rstrip('/')}/"
        recipe = AddInstead(at.piece, copied.keyword, copied.arguments, f"{copied.source} {target}", run.piece)
        fixes = (Fix(TITLE.filled(source=copied.source, target=target), Safety.SUGGEST, recipe),)
    related = (Related(Place(run.piece, unpacked.archive.span), UNPACKED),)
    return Finding(Place(at.piece, use.span), fixes=fixes, related=related)


@value
class AddInstead:
    """A recipe: make the COPY an ADD to the folder, and take the RUN out."""

    copy: int
    keyword: Span
    arguments: Span
    written: str
    run: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        copy = pieces[self.copy]
        if isinstance(copy, Instruction) and copy.header.comments:
            return ()
        return (
            PlacedEdit(Place(self.copy, self.keyword), "ADD"),
            PlacedEdit(Place(self.copy, self.arguments), self.written),
            *remove_instruction(pieces, self.run),
        )


RULE = Rule(
    code="DL3010",
    name="use-add-for-local-archive",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="ADD copies and unpacks an archive in one layer, without keeping the archive",
        ko="ADD를 쓰면 압축 파일을 남기지 않고 한 레이어에서 복사하고 풀 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "The layer of the COPY holds the archive for good, and the RUN adds all that was in it. `ADD app.tgz "
            "/opt/` "
            "unpacks a local tar archive while copying, and the archive itself is not in the image.\n\n"
            "ADD unpacks tar archives (plain, gzip, bzip2, xz, zstd), but no zip files, and it strips no folders. "
            "Where "
            "that is needed, mount the archive:\n\n"
            "```dockerfile\nRUN --mount=type=bind,source=app.tgz,target=/tmp/app.tgz \\\n"
            "    tar -xzf /tmp/app.tgz --strip-components=1 -C /opt\n```\n\n"
            "Ignore this where the program needs the archive itself."
        ),
        ko=(
            "COPY의 레이어에는 압축 파일이 계속 남고, RUN은 그 내용을 한 번 더 더합니다. `ADD app.tgz /opt/`는 로컬 "
            "tar 파일을 "
            "복사하면서 풀고, 압축 파일 자체는 이미지에 남기지 않습니다.\n\n"
            "ADD는 tar 파일(압축 없음, gzip, bzip2, xz, zstd)을 풀지만 zip은 풀지 않으며, 폴더 단계를 없애지도 "
            "못합니다. "
            "그럴 때는 압축 파일을 마운트하세요.\n\n"
            "```dockerfile\nRUN --mount=type=bind,source=app.tgz,target=/tmp/app.tgz \\\n"
            "    tar -xzf /tmp/app.tgz --strip-components=1 -C /opt\n```\n\n"
            "프로그램이 압축 파일 자체를 사용한다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"COPY", "RUN"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nCOPY «app.tgz» /tmp/\nRUN tar -xzf /tmp/app.tgz -C /opt\n",
            good="FROM debian:12\nADD app.tgz /opt/\n",
        ),
        Example(bad="FROM debian:12\nCOPY «a.tar.xz» /b/\nRUN cd /b && tar -xf /b/a.tar.xz && rm /b/a.tar.xz\n"),
        Example(bad="FROM debian:12\nCOPY «a.tgz» /\nRUN tar -xf /a.tgz -C $D\n"),
    ),
    silent=(
        "FROM debian:12\nCOPY a.tgz b.tgz /\nRUN tar -xf /a.tgz --strip-components=1 && tar --strip 1 -xf /b.tgz\n",
        "FROM debian:12\nADD app.tgz /opt/\n",
        "FROM debian:12\nCOPY app.zip /tmp/\nRUN unzip /tmp/app.zip\n",
        "FROM debian:12\nCOPY app.tgz /data/\n",
        "FROM debian:12\nCOPY --from=build /app.tgz /tmp/\nRUN tar -xf /tmp/app.tgz\n",
        "FROM debian:12\nRUN --mount=type=bind,source=a.tgz,target=/a.tgz tar -xf /a.tgz -C /opt\n",
        "FROM debian:12 AS b\nCOPY a.tgz /\nRUN tar -xf /a.tgz\nFROM debian:12\nCOPY --from=b /a /a\n",
    ),
)
