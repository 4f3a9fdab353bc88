"""``RUN chown -R`` over files that a COPY has just brought, which puts all of them into a second layer."""

from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.remove import remove_instruction
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span, empty
from dockerls.value import value

FOLD = Sentence(en="Use `COPY --chown={owner}` and drop the RUN", ko="`COPY --chown={owner}`을(를) 쓰고 RUN 삭제")
COPIED = Sentence(en="The files are copied here", ko="여기에서 파일을 복사합니다")


@value
class Copied:
    """A COPY or ADD: where to, and whether it names an owner itself."""

    destination: str
    keyword: Span
    has_owner: bool


@value
class Owned:
    """A ``chown -R``: of what, to whom, and whether the RUN does nothing else."""

    paths: tuple[str, ...]
    owner: str
    span: Span
    is_alone: bool


def note(instruction: Instruction, around: Surroundings) -> Copied | tuple[Owned, ...] | None:
    if not around.ships or not around.is_posix:
        return None
    if instruction.keyword in ("COPY", "ADD") and len(instruction.arguments) > 1:
        destination = resolved(instruction.arguments[-1].text, working_folder(around))
        return Copied(destination, instruction.keyword_span, instruction.flag("chown") is not None)
    if instruction.keyword != "RUN":
        return None
    commands = tuple(commands_of(instruction, around))
    found = tuple(_owned(command, around, is_alone=len(commands) == 1) for command in commands)
    # A RUN without a chown is noted as well: it may add the user, so nothing moves across it.
    return tuple(owned for owned in found if owned is not None)


def _owned(command: Command, around: Surroundings, *, is_alone: bool) -> Owned | None:
    if command.name != "chown" or not command.flag("-R", "--recursive") or len(command.operands) < 2:
        return None
    owner, *paths = command.operands
    is_whole = is_alone and not command.within and not command.redirects and all(word.is_plain for word in paths)
    return Owned(
        tuple(resolved(word.text, working_folder(around)) for word in paths),
        owner.raw,
        command.name_span.joined(paths[-1].span),
        is_whole and not any(character in owner.raw for character in "`(*?\"' "),
    )


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    copies: list[tuple[Noted, Copied]] = []
    since = 0  # how many of them have no RUN behind them
    for at in noted:
        if isinstance(at.fact, Copied):
            copies.append((at, at.fact))
            since += 1
            continue
        for owned in at.fact:
            hit = [(copy, fact) for copy, fact in copies if fact.destination in owned.paths]
            if hit:
                just_before = since == len(copies) or all(each in copies[len(copies) - since :] for each in hit)
                yield _finding(at, owned, hit, can_fold=just_before)
        since = 0


def _finding(at: Noted, owned: Owned, copies: Sequence[tuple[Noted, Copied]], *, can_fold: bool) -> Finding:
    owner = owned.owner.rstrip(":")
    covers_all = {fact.destination for _, fact in copies} == set(owned.paths)
    is_new = not any(fact.has_owner for _, fact in copies)
    fixes: tuple[Fix, ...] = ()
    if can_fold and covers_all and is_new and owned.is_alone and owner and not owner.startswith(":"):
        recipe = FoldOwner(tuple((copy.piece, fact.keyword.end) for copy, fact in copies), at.piece, owner)
        fixes = (Fix(FOLD.filled(owner=owner), Safety.SUGGEST, recipe),)
    related = tuple(Related(Place(copy.piece, fact.keyword), COPIED) for copy, fact in copies)
    return Finding(Place(at.piece, owned.span), fixes=fixes, related=related)


@value
class FoldOwner:
    """Name the owner at each COPY, and take the RUN out."""

    copies: tuple[tuple[int, int], ...]  # the piece, and where its keyword ends
    run: int
    owner: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        flags = (PlacedEdit(Place(piece, empty(at)), f" --chown={self.owner}") for piece, at in self.copies)
        return (*flags, *remove_instruction(pieces, self.run))


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
            "still; if the program writes there, `RUN chown app /app` without `-R` costs nothing.\n\n"
            "Ignore this for a handful of small files."
        ),
        ko=(
            "레이어에는 파일이 통째로 들어갑니다. 이후의 명령에서 소유자를 바꾸면 파일이 다시 저장되므로, `COPY` "
            "다음에 `RUN chown -R`를 하면 복사한 만큼 이미지가 커집니다.\n\n"
            "COPY에서 바로 소유자를 정하세요.\n\n"
            "```dockerfile\nCOPY --chown=app:app . /app\n```\n\n"
            "그 전에 사용자가 만들어져 있어야 합니다(숫자 ID는 언제나 쓸 수 있습니다). WORKDIR이 먼저 만든 폴더는 "
            "여전히 root의 것입니다. 프로그램이 그 폴더에 파일을 쓴다면 `-R` 없이 `RUN chown app /app`을 쓰세요. "
            "이것은 용량을 차지하지 않습니다.\n\n"
            "작은 파일 몇 개라면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM node:22\nWORKDIR /app\nCOPY . .\nRUN «chown -R node:node /app»\nUSER node\n",
            good="FROM node:22\nWORKDIR /app\nCOPY --chown=node:node . .\nUSER node\n",
        ),
        Example(
            bad="FROM debian:12\nADD a /srv/\nCOPY b \\\n  /srv/\n\n# x\nRUN «chown --recursive 1000: /srv»\nCMD x\n",
            good="FROM debian:12\nADD --chown=1000 a /srv/\nCOPY --chown=1000 b \\\n  /srv/\n\n# x\nCMD x\n",
        ),
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
