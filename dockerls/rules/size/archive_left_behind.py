"""An archive that is unpacked and then left in the layer."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.append import append_command
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rewrite.remove import remove_instruction
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.rules.size.download_extract_split_layers import GONE, group_numbers
from dockerls.semantics.file_commands import Act
from dockerls.semantics.layer_files import layer_files, rm_command
from dockerls.semantics.path_index import PathIndex
from dockerls.semantics.paths import CREATES, FileUse
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.value import value

REMOVE = Sentence(en="Remove `{path}` in this RUN", ko="이 RUN에서 `{path}` 삭제")
MOUNT = Sentence(en="Mount `{path}` instead of copying it", ko="`{path}`을(를) 복사하지 않고 마운트")


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    uses = [(at, use) for at in noted for use in at.fact.uses]
    numbered = [(number, use) for number, (_, use) in enumerate(uses)]
    anything = _Uses(numbered)
    made = _Uses((number, use) for number, use in numbered if use.act in CREATES)
    gone = _Uses((number, use) for number, use in numbered if use.act in GONE)
    groups = group_numbers(noted)
    for number, (at, archive) in enumerate(uses):
        if archive.act is not Act.UNPACKS:
            continue
        gone_with = (*gone.same(archive), *gone.holding(archive))
        # Needed for something else, or removed.
        if _last(anything.same(archive)) > number or _last(gone_with) > number:
            continue
        creation = _nearest_above(made.same(archive), number)
        if creation <= _nearest_above(gone_with, number):
            continue
        origin, created = uses[creation]
        are_consecutive = origin.piece in groups and groups[origin.piece] == groups.get(at.piece)
        if created.act is Act.DOWNLOADS and origin.piece != at.piece and are_consecutive:
            continue  # download-extract-split-layers tells
        yield Finding(
            Place(at.piece, archive.span), MESSAGE.filled(path=archive.written), _fixes(at, archive, origin, created)
        )


class _Uses:
    """Numbered uses by what they name; answers are the numbers of each path, in order."""

    def __init__(self, uses: Iterable[tuple[int, FileUse]]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, use in uses:
            self._numbers.setdefault(use.path, []).append(number)
        self._paths = PathIndex(self._numbers)

    def same(self, use: FileUse) -> list[list[int]]:
        return [self._numbers[path] for path in self._paths.same(use.path)]

    def holding(self, use: FileUse) -> list[list[int]]:
        """Those of folders that the file lies in."""
        return [self._numbers[path] for path in self._paths.above(use.path)]


def _last(found: Iterable[list[int]]) -> int:
    return max((numbers[-1] for numbers in found), default=-1)


def _nearest_above(found: Iterable[list[int]], number: int) -> int:
    """The highest number below the given one, -1 if there is none."""
    return max((numbers[at - 1] for numbers in found if (at := bisect_left(numbers, number))), default=-1)


def _fixes(at: Noted, archive: FileUse, origin: Noted, creation: FileUse) -> tuple[Fix, ...]:
    if creation.act is Act.COPIES:
        if origin.fact.keyword != "COPY" or not archive.path.startswith("/") or creation.path != archive.path:
            return ()
        recipe = MountInstead(origin.piece, at.piece, archive.path)
        return (Fix(MOUNT.filled(path=creation.written), Safety.SUGGEST, recipe),)
    command = rm_command(archive, changes_folder=at.fact.changes_folder)
    if origin.piece != at.piece or command is None:
        return ()
    return (Fix(REMOVE.filled(path=archive.written), Safety.SUGGEST, Append(at.piece, command)),)


@value
class Append:
    """Add a command to the end of a RUN."""

    run: int
    command: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = pieces[self.run]
        return placed(append_command(run, self.command), self.run) if isinstance(run, Instruction) else ()


@value
class MountInstead:
    """Drop the COPY of one file and mount the file where the RUN expects it."""

    copy: int
    run: int
    target: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        copy, run = pieces[self.copy], pieces[self.run]
        if not isinstance(copy, Instruction) or not isinstance(run, Instruction):
            return ()
        source = _only_source(copy)
        if source is None:
            return ()
        stage = copy.flag("from")
        origin = f"from={stage.value}," if stage is not None else ""
        mount = add_mounts(run, (f"type=bind,{origin}source={source},target={self.target}",))
        return (*remove_instruction(pieces, self.copy), *placed(mount, self.run))


def _only_source(copy: Instruction) -> str | None:
    """The source of a COPY that takes one file as it is."""
    if copy.openings or len(copy.arguments) != 2 or any(flag.name != "from" for flag in copy.flags):
        return None
    source = copy.arguments[0].text
    return None if any(character in source for character in "*?[,\"'$ ") else source


MESSAGE = Sentence(
    en="`{path}` is unpacked here but stays in the image",
    ko="`{path}`의 압축을 푼 뒤에도 이 파일이 이미지에 남습니다",
)

RULE = Rule(
    code="DLS1010",
    name="archive-left-behind",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="The archive is unpacked but stays in the image",
        ko="압축을 푼 뒤에도 압축 파일이 이미지에 남습니다",
    ),
    rationale=Sentence(
        en=(
            "Once an archive is unpacked it is of no use any more, but it makes the layer larger by its whole size. It "
            "must be deleted in the RUN that downloads it: a later RUN only hides it.\n\n"
            "```dockerfile\nRUN wget -O app.tar.gz https://example.com/app.tar.gz \\\n"
            "    && tar -xf app.tar.gz -C /opt \\\n    && rm -f app.tar.gz\n```\n\n"
            "An archive that comes by COPY is in the layer of the COPY. Mount it instead "
            "(`RUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar …`), or use `ADD app.tar.gz /opt/`, "
            "which unpacks local archives.\n\n"
            "Ignore this where the program needs the archive itself."
        ),
        ko=(
            "압축을 풀고 나면 압축 파일은 더 이상 필요하지 않지만, 그 크기만큼 레이어가 커집니다. 내려받은 RUN에서 "
            "바로 지워야 하며, 이후의 RUN에서 지우면 보이지 않게 될 뿐입니다.\n\n"
            "```dockerfile\nRUN wget -O app.tar.gz https://example.com/app.tar.gz \\\n"
            "    && tar -xf app.tar.gz -C /opt \\\n    && rm -f app.tar.gz\n```\n\n"
            "COPY로 가져온 압축 파일은 COPY의 레이어에 들어 있습니다. 복사하지 말고 마운트하거나"
            "(`RUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar …`), 로컬 압축 파일을 풀어 주는 "
            "`ADD app.tar.gz /opt/`를 사용하세요.\n\n"
            "프로그램이 압축 파일 자체를 사용한다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(layer_files, check),
    examples=(
        Example(
            bad="FROM debian:12\nRUN wget -O a.tgz http://x/a.tgz && tar -xf «a.tgz» -C /opt\n",
            good="FROM debian:12\nRUN wget -O a.tgz http://x/a.tgz && tar -xf a.tgz -C /opt && rm -f a.tgz\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN cd /tmp \\\n    && curl -fsSLO https://x/a.zip \\\n"
                "    && unzip -q «a.zip» -d /opt \\\n    && cd /opt && ./install\n"
            ),
            good=(
                "FROM debian:12\nRUN cd /tmp \\\n    && curl -fsSLO https://x/a.zip \\\n"
                "    && unzip -q a.zip -d /opt \\\n    && cd /opt && ./install && rm -f /tmp/a.zip\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\nset -e\nwget https://x/a.deb\ndpkg -i «a.deb»\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\nset -e\nwget https://x/a.deb\ndpkg -i a.deb\nrm -f a.deb\nEOF\n",
        ),
        Example(
            bad="FROM debian:12\nCOPY dist/app.tgz /tmp/\nRUN tar -xf «/tmp/app.tgz» -C /opt\n",
            good=(
                "FROM debian:12\n"
                "RUN --mount=type=bind,source=dist/app.tgz,target=/tmp/app.tgz tar -xf /tmp/app.tgz -C /opt\n"
            ),
        ),
        Example(bad="FROM debian:12\nRUN wget -O a.tgz http://x && (tar xf «a.tgz»; make)\n"),
    ),
    silent=(
        'FROM debian:12\nRUN export T="$(mktemp -d)"; cd $T; wget -O a.tgz "$U"; tar -xf a.tgz; cd ..; rm -rf "$T"\n',
        "FROM debian:12\nRUN wget -O a.tgz http://x && tar xf a.tgz && rm a.tgz\n",
        "FROM debian:12\nRUN wget -O /tmp/a.tgz http://x && tar xf /tmp/a.tgz && rm -rf /tmp/*\n",
        "FROM debian:12\nRUN wget -O a.tgz http://x && tar xf a.tgz && cp a.tgz /srv\n",
        "FROM debian:12\nRUN curl -fsSL http://x | tar xz -C /opt\n",
        "FROM debian:12\nADD a.tgz /opt/\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/dl wget -O /dl/a.tgz http://x && tar xf /dl/a.tgz\n",
        "FROM debian:12 AS b\nRUN wget -O a.tgz http://x && tar xf a.tgz\nFROM scratch\nCOPY --from=b /a /a\n",
    ),
    aliases=("tarSomethingRmTheSomething",),
)
