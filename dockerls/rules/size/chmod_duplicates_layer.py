"""``RUN chmod`` of files that a COPY has just brought, which puts them into a second layer."""

import posixpath
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
from dockerls.text.pattern import pattern
from dockerls.text.span import Span, empty
from dockerls.value import value

FOLD = Sentence(en="Use `COPY --chmod={mode}` and drop the RUN", ko="`COPY --chmod={mode}`을(를) 쓰고 RUN 삭제")
COPIED = Sentence(en="The files are copied here", ko="여기에서 파일을 복사합니다")

_OCTAL = pattern(r"0?[0-7]{3}")
_EXECUTABLE = frozenset({"+x", "a+x", "+rx", "a+rx"})
# Names that only files have, never folders.
_FILE = pattern(r"\.(?:sh|bash|py|pl|rb|js|mjs|php|jar|conf|cnf|json|ya?ml|toml|ini|txt|pem|crt|key|service)\Z")


@value
class Copied:
    """A COPY: for each source the paths it may have, where the flag goes, and whether all are surely files."""

    files: tuple[frozenset[str], ...]
    keyword: Span
    has_mode: bool
    are_files: bool


@value
class Changed:
    """A RUN that does nothing but one chmod; None for the mode where COPY could not set the same."""

    paths: frozenset[str]
    mode: str | None
    is_octal: bool
    span: Span


@value
class OtherRun:
    """A RUN that may read what was copied, so that nothing moves across it."""


def note(instruction: Instruction, around: Surroundings) -> Copied | Changed | OtherRun | None:
    if not around.ships or not around.is_posix:
        return None
    if instruction.keyword == "RUN":
        return _changed(instruction, around) or OtherRun()
    *sources, destination = instruction.arguments or (None,)
    if destination is None or not sources or instruction.keyword != "COPY":
        return None
    folder = resolved(destination.text, working_folder(around))
    files: list[frozenset[str]] = []
    for source in sources:
        text = source.text if source is not None else ""
        is_into = len(sources) > 1 or destination.text.endswith("/") or posixpath.basename(folder) in ("", ".")
        inside = posixpath.join(folder, posixpath.basename(text))
        files.append(frozenset({inside} if is_into else {folder} if "<<" in text else {folder, inside}))
    names = [source.text for source in sources if source is not None]
    are_files = all("<<" in name or _FILE.search(name) for name in names)
    return Copied(tuple(files), instruction.keyword_span, instruction.flag("chmod") is not None, are_files)


def _changed(run: Instruction, around: Surroundings) -> Changed | None:
    commands = tuple(commands_of(run, around))
    if len(commands) != 1 or commands[0].name != "chmod" or commands[0].within or commands[0].redirects:
        return None
    [command] = commands
    mode, *paths = command.operands if len(command.operands) > 1 else (None,)
    if mode is None or command.flag("-R", "--recursive") or not all(word.is_plain for word in (mode, *paths)):
        return None
    is_octal = _OCTAL.fullmatch(mode.text) is not None
    wanted = mode.text if is_octal else "755" if mode.text in _EXECUTABLE else None
    targets = frozenset(resolved(word.text, working_folder(around)) for word in paths)
    return Changed(targets, wanted, is_octal, command.name_span.joined(paths[-1].span))


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    since: list[tuple[Noted, Copied]] = []  # the COPYs behind the last RUN
    for at in noted:
        if isinstance(at.fact, Copied):
            since.append((at, at.fact))
            continue
        if isinstance(at.fact, Changed):
            hit = [(copy, fact) for copy, fact in since if any(file & at.fact.paths for file in fact.files)]
            if hit:
                yield _finding(at, at.fact, hit)
        since = []


def _finding(at: Noted, changed: Changed, copies: Sequence[tuple[Noted, Copied]]) -> Finding:
    files = [file for _, fact in copies for file in fact.files]
    covers_all = all(file & changed.paths for file in files) and all(
        any(path in file for file in files) for path in changed.paths
    )
    is_new = not any(fact.has_mode for _, fact in copies)
    fixes: tuple[Fix, ...] = ()
    if changed.mode is not None and covers_all and is_new:
        is_safe = changed.is_octal and all(fact.are_files for _, fact in copies)
        recipe = FoldMode(tuple((copy.piece, fact.keyword.end) for copy, fact in copies), at.piece, changed.mode)
        safety = Safety.SAFE if is_safe else Safety.SUGGEST
        fixes = (Fix(FOLD.filled(mode=changed.mode), safety, recipe),)
    related = tuple(Related(Place(copy.piece, fact.keyword), COPIED) for copy, fact in copies)
    return Finding(Place(at.piece, changed.span), fixes=fixes, related=related)


@value
class FoldMode:
    """Name the mode at each COPY, and take the RUN out."""

    copies: tuple[tuple[int, int], ...]  # the piece, and where its keyword ends
    run: int
    mode: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        flags = (PlacedEdit(Place(piece, empty(at)), f" --chmod={self.mode}") for piece, at in self.copies)
        return (*flags, *remove_instruction(pieces, self.run))


RULE = Rule(
    code="DLS1018",
    name="chmod-duplicates-layer",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="This puts the copied files into the image a second time, only to change their mode",
        ko="권한만 바꾸기 위해 복사한 파일이 이미지에 한 번 더 들어갑니다",
    ),
    rationale=Sentence(
        en=(
            "A layer holds whole files. Changing the mode of a file in a later instruction stores the file again, and "
            "adds an instruction that only waits for the COPY.\n\n"
            "Let the COPY set the mode:\n\n"
            "```dockerfile\nCOPY --chmod=755 entrypoint.sh /usr/local/bin/\n```\n\n"
            "Or make the script executable in the repository (`git update-index --chmod=+x entrypoint.sh`): COPY keeps "
            "modes. The flag needs BuildKit, and applies to all that one COPY brings, folders too.\n\n"
            "Ignore this for a builder without BuildKit."
        ),
        ko=(
            "레이어에는 파일이 통째로 들어갑니다. 이후의 명령에서 권한을 바꾸면 파일이 다시 저장되고, COPY를 "
            "기다리기만 하는 "
            "명령이 하나 늘어납니다.\n\n"
            "COPY에서 바로 권한을 정하세요.\n\n"
            "```dockerfile\nCOPY --chmod=755 entrypoint.sh /usr/local/bin/\n```\n\n"
            "저장소에서 스크립트에 실행 권한을 주어도 됩니다(`git update-index --chmod=+x entrypoint.sh`). COPY는 "
            "권한을 "
            "유지합니다. 이 플래그에는 BuildKit이 필요하며, 폴더를 포함해 그 COPY로 가져오는 모든 것에 적용됩니다.\n\n"
            "BuildKit이 없는 빌더를 쓴다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"COPY", "RUN"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nCOPY run.sh /usr/local/bin/\nRUN «chmod 755 /usr/local/bin/run.sh»\nUSER 1000\n",
            good="FROM debian:12\nCOPY --chmod=755 run.sh /usr/local/bin/\nUSER 1000\n",
        ),
        Example(
            bad="FROM debian:12\nWORKDIR /app\nCOPY a b \\\n  ./\n# x\nRUN «chmod +x a /app/b»\nCMD a\n",
            good="FROM debian:12\nWORKDIR /app\nCOPY --chmod=755 a b \\\n  ./\n# x\nCMD a\n",
        ),
        Example(
            bad="FROM debian:12\nCOPY <<EOF /run.sh\n#!/bin/sh\nEOF\nRUN «chmod 700 /run.sh»\n",
            good="FROM debian:12\nCOPY --chmod=700 <<EOF /run.sh\n#!/bin/sh\nEOF\n",
        ),
        Example(bad="FROM debian:12\nCOPY a.sh b.sh /\nRUN «chmod +x /a.sh»\n"),
        Example(bad="FROM debian:12\nCOPY a.sh /\nRUN «chmod o-r /a.sh»\n"),
    ),
    silent=(
        "FROM debian:12\nCOPY --chmod=755 a.sh /\n",
        "FROM debian:12\nCOPY . /app\nRUN chmod -R a+rX /app\n",
        "FROM debian:12\nCOPY a.sh /\nRUN make && chmod +x /a.sh\n",
        "FROM debian:12\nCOPY a.sh /\nRUN make\nRUN chmod +x /a.sh\n",
        "FROM debian:12\nCOPY a.sh /\nRUN chmod +x /b.sh\n",
        "FROM debian:12 AS b\nCOPY a.sh /\nRUN chmod +x /a.sh\nFROM debian:12\nCOPY --from=b /a /a\n",
    ),
    aliases=("prefer-copy-chmod",),
)
