"""``RUN chown -R`` over files that a COPY has just brought, which puts all of them into a second layer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.remove import remove_instruction
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.account_commands import FRIENDLY_COMMANDS, SHADOW_COMMANDS
from dockerls.semantics.package_commands import package_command
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span, empty
from dockerls.value import value

FOLD = Sentence(en="Use `COPY --chown={owner}` and drop the RUN", ko="`COPY --chown={owner}`을(를) 쓰고 RUN 삭제")
FOLD_MOST = Sentence(
    en="Use `COPY --chown={owner}`, and `chown` without `-R` for the folder that WORKDIR made",
    ko="`COPY --chown={owner}`을(를) 쓰고, WORKDIR이 만든 폴더에는 `-R` 없는 `chown` 사용",
)
COPIED = Sentence(en="The files are copied here", ko="여기에서 파일을 복사합니다")

_MAKE_NAMED_FILES = frozenset({"mkdir", "touch", "ln", "cp", "mv", "install"})
_MAKE_NO_FILES = frozenset(
    {"rm", "rmdir", "chmod", "chown", "chgrp", "set", "echo", "printf", "true", ":", "test", "[", "passwd", "chpasswd"}
)
_NOT_KNOWN = ("./", "$", "~")


@value
class Copied:
    """A COPY or ADD: where to, whether whole folders may come along, and whether it names an owner itself."""

    destination: str
    may_be_folders: bool
    keyword: Span
    has_owner: bool


@value
class Owned:
    """A ``chown -R``: of what, to whom, and whether the RUN does nothing else."""

    paths: tuple[str, ...]
    owner: str
    span: Span
    is_alone: bool


@value
class Ran:
    """A RUN: what it gives away with ``chown -R``, and the files and folders that it may make or make files in."""

    owned: tuple[Owned, ...]
    made: tuple[str, ...]


@value
class Folder:
    """The folder that a WORKDIR makes."""

    path: str


@value
class Inherited:
    """A FROM of another stage, whose files are not seen here."""


def note(instruction: Instruction, around: Surroundings) -> Copied | Ran | Folder | Inherited | None:
    if not around.ships or not around.is_posix:
        return None
    if instruction.keyword == "FROM":
        image = stage_head(instruction).image
        is_stage = image is not None and "$" not in image.text and read_image(image.text) != around.image
        return Inherited() if is_stage or around.workdir is not None else None
    folder = working_folder(around)
    if instruction.keyword == "WORKDIR":
        return Folder(resolved(instruction.value.strip("\"'"), folder))
    if instruction.keyword == "RUN":
        commands = tuple(commands_of(instruction, around))
        owned = (_owned(command, folder, is_alone=len(commands) == 1) for command in commands)
        made = (path for command in commands for path in _made(command, folder))
        # A RUN without a chown is noted as well: it may add the user, so nothing moves across it.
        return Ran(tuple(each for each in owned if each is not None), tuple(made))
    return _copied(instruction, folder)


def _copied(copy: Instruction, folder: str | None) -> Copied | None:
    if len(copy.arguments) < 2:
        return None
    names = [word.text.strip("\"'").rpartition("/")[2] for word in copy.arguments[:-1]]
    may_be_folders = copy.keyword == "ADD" or any("." not in name.strip(".") or "*" in name for name in names)
    has_owner = copy.flag("chown") is not None
    destination = resolved(copy.arguments[-1].text.strip("\"'"), folder)
    return Copied(destination, may_be_folders, copy.keyword_span, has_owner)


def _made(command: Command, folder: str | None) -> Iterator[str]:
    """What a command may make: all that it names or writes to, and anything in the folder where it is not known."""
    outputs = (redirect.target for redirect in command.redirects if redirect.operator in (">", ">>", "&>", ">|"))
    yield from (resolved(word.text, folder) for word in outputs if word is not None)
    packages = package_command(command)
    is_of_system = packages is not None and not packages.manager.is_of_language
    if is_of_system or command.name in _MAKE_NO_FILES | SHADOW_COMMANDS | FRIENDLY_COMMANDS:
        return
    if command.name in _MAKE_NAMED_FILES:
        yield from (resolved(word.text, folder) for word in command.operands)
    else:
        yield from (resolved(word.text, folder) for word in command.args if word.text.startswith(("/", "$", "~")))
        yield resolved(".", folder)


def _owned(command: Command, folder: str | None, *, is_alone: bool) -> Owned | None:
    if command.name != "chown" or not command.flag("-R", "--recursive") or len(command.operands) < 2:
        return None
    owner, *paths = command.operands
    is_whole = is_alone and not command.within and not command.redirects and all(word.is_plain for word in paths)
    is_simple = all(word.text in ("-R", "--recursive") for word in command.args if word.is_flag)
    return Owned(
        tuple(resolved(word.text, folder) for word in paths),
        owner.raw,
        command.name_span.joined(paths[-1].span),
        is_whole and is_simple and not any(character in owner.raw for character in "`(*?\"' "),
    )


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for index, at in enumerate(noted):
        for owned in at.fact.owned if isinstance(at.fact, Ran) else ():
            copies = [each for each in noted[:index] if isinstance(each.fact, Copied)]
            if any(copy.fact.destination in owned.paths for copy in copies):
                inside = [copy for copy in copies if _is_inside(copy.fact.destination, owned.paths)]
                related = tuple(Related(Place(copy.piece, copy.fact.keyword), COPIED) for copy in inside)
                fixes = _fixes(at, owned, noted[:index], inside)
                yield Finding(Place(at.piece, owned.span), fixes=fixes, related=related)


def _fixes(at: Noted, owned: Owned, above: Sequence[Noted], inside: Sequence[Noted]) -> tuple[Fix, ...]:
    """Name the owner at the COPYs, where these and WORKDIRs alone have made all that the ``chown`` changes.

    The folders that a COPY makes on the way get its owner too, those of a WORKDIR are root's (``dispatchCopy`` and
    ``dispatchWorkdir`` in BuildKit's dockerfile2llb/convert.go; measured with Docker 28.5, 2026-11-21).
    """
    owner = owned.owner.rstrip(":")
    if not owned.is_alone or not owner or owner.startswith(":"):
        return ()
    last_run = max((each.piece for each in above if isinstance(each.fact, Ran)), default=0)
    if any(copy.piece < last_run or copy.fact.has_owner for copy in inside) or _has_other_files(above, owned.paths):
        return ()
    folders = _made_folders((each.fact.path for each in above if isinstance(each.fact, Folder)), owned.paths)
    if not {*folders, *(copy.fact.destination for copy in inside)}.issuperset(owned.paths):
        return ()
    recipe = FoldOwner(tuple((copy.piece, copy.fact.keyword.end) for copy in inside), at.piece, owned, folders)
    return (Fix((FOLD_MOST if folders else FOLD).filled(owner=owner), Safety.SUGGEST, recipe),)


def _has_other_files(above: Sequence[Noted], paths: tuple[str, ...]) -> bool:
    """Whether there may be files that come from elsewhere: another stage, a RUN, or a COPY to a folder further up."""
    for each in above:
        if isinstance(each.fact, Inherited):
            return True
        if isinstance(each.fact, Ran) and any(_may_be_inside(path, paths) for path in each.fact.made):
            return True
        if isinstance(each.fact, Copied) and each.fact.may_be_folders:
            target = each.fact.destination
            if any(path != target and _is_inside(path, (target,)) for path in paths):
                return True
    return any(path.startswith("./") for path in paths)  # a folder of the base image


def _made_folders(folders: Iterable[str], paths: tuple[str, ...]) -> tuple[str, ...]:
    """The folders in ``paths`` that a WORKDIR makes, with those it makes on the way."""
    made = {folder for path in folders for folder in accumulate(path.split("/"), "{}/{}".format) if folder}
    return tuple(sorted(folder for folder in made if _is_inside(folder, paths)))


def _is_inside(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a path is one of the folders, or lies in one of them."""
    return any(path == folder or path.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def _may_be_inside(path: str, folders: tuple[str, ...]) -> bool:
    return path.startswith(_NOT_KNOWN) or _is_inside(path, folders)


@value
class FoldOwner:
    """Name the owner at each COPY, and take the RUN out, or leave it only the folders that are there before."""

    copies: tuple[tuple[int, int], ...]  # the piece, and where its keyword ends
    run: int
    owned: Owned
    folders: tuple[str, ...]

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        owner = self.owned.owner.rstrip(":")
        flags = (PlacedEdit(Place(piece, empty(at)), f" --chown={owner}") for piece, at in self.copies)
        if not self.folders:
            return (*flags, *remove_instruction(pieces, self.run))
        command = " ".join(("chown", self.owned.owner, *self.folders))
        return (*flags, PlacedEdit(Place(self.run, self.owned.span), command))


RULE = Rule(
    code="DLS1017",
    name="chown-duplicates-layer",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="This puts the copied files into the image a second time, only to change their owner",
        ko="소유자만 바꾸기 위해 복사한 파일 전체가 이미지에 한 번 더 들어갑니다",
    ),
    rationale=Sentence(
        en=(
            "A layer holds whole files. Changing the owner of a file in a later instruction stores the file again, so "
            "`COPY` followed by `RUN chown -R` makes the image larger by all that was copied.\n\n"
            "Let the COPY set the owner:\n\n"
            "```dockerfile\nCOPY --chown=app:app . /app\n```\n\n"
            "The user must exist by then (numeric ids always work). A folder that WORKDIR made before belongs to root "
            "still; `RUN chown app /app` without `-R` gives it away and costs nothing.\n\n"
            "Ignore this for a handful of small files."
        ),
        ko=(
            "레이어에는 파일이 통째로 들어갑니다. 이후의 명령에서 소유자를 바꾸면 파일이 다시 저장되므로, `COPY` "
            "다음에 `RUN chown -R`를 하면 복사한 만큼 이미지가 커집니다.\n\n"
            "COPY에서 바로 소유자를 정하세요.\n\n"
            "```dockerfile\nCOPY --chown=app:app . /app\n```\n\n"
            "그 전에 사용자가 만들어져 있어야 합니다(숫자 ID는 언제나 쓸 수 있습니다). WORKDIR이 먼저 만든 폴더는 "
            "여전히 root의 것이니, `-R` 없이 `RUN chown app /app`을 쓰세요. "
            "이것은 용량을 차지하지 않습니다.\n\n"
            "작은 파일 몇 개라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "WORKDIR", "RUN", "COPY", "ADD"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM node:22\nWORKDIR /app\nCOPY . .\nRUN «chown -R node:node /app»\nUSER node\n",
            good="FROM node:22\nWORKDIR /app\nCOPY --chown=node:node . .\nRUN chown node:node /app\nUSER node\n",
        ),
        Example(
            bad="FROM debian:12\nADD a /srv/\nCOPY b \\\n  /srv/\n\n# x\nRUN «chown --recursive 1000: /srv»\nCMD x\n",
            good="FROM debian:12\nADD --chown=1000 a /srv/\nCOPY --chown=1000 b \\\n  /srv/\n\n# x\nCMD x\n",
        ),
        Example(
            bad="FROM alpine:3.24\nCOPY a /srv\nENV A=1 B=2\nCOPY b   /srv/b\nRUN «chown -R a:a /srv/»\n",
            good="FROM alpine:3.24\nCOPY --chown=a:a a /srv\nENV A=1 B=2\nCOPY --chown=a:a b   /srv/b\n",
        ),
        Example(bad="FROM debian:12\nCOPY rootfs /\nCOPY a /srv\nRUN «chown -R app /srv»\n"),
        Example(bad="FROM debian:12\nRUN mkdir -p /srv/data\nCOPY a /srv\nRUN «chown -R app /srv»\n"),
        Example(bad="FROM node:24\nWORKDIR /srv\nRUN npm init -y\nCOPY a .\nRUN «chown -R app /srv»\n"),
        Example(bad="FROM debian:12 AS a\nRUN mkdir /srv\nFROM a\nCOPY a /srv\nRUN «chown -R app /srv»\n"),
        Example(bad="FROM debian:12\nCOPY . /app\nRUN useradd app && «chown -R app /app»\n"),
        Example(bad="FROM debian:12\nCOPY . /app\nRUN useradd app\nRUN «chown -R app /app»\n"),
        Example(bad="FROM node:22\nCOPY --chown=node . /app\nRUN «chown -R 1000:1000 /app»\n"),
    ),
    silent=(
        "FROM node:22\nCOPY --chown=node:node . /app\n",
        "FROM node:22\nCOPY . /app\nRUN chown node /app\n",
        "FROM node:22\nCOPY . /app\nRUN mkdir /data && chown -R node /data\n",
        "FROM node:22\nRUN mkdir /app && chown -R node /app\nCOPY --chown=node . /app\n",
        "FROM node:22 AS build\nCOPY . /app\nRUN chown -R node /app\nFROM node:22\nCOPY --from=build /app /app\n",
    ),
)
