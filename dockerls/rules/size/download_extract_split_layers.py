"""An archive that one RUN downloads and a later one unpacks, so that it stays in the first one's layer."""

from bisect import bisect_left
from collections.abc import Iterator
from heapq import merge
from itertools import islice

from dockerls.language import Sentence
from dockerls.rewrite.combine import Combine
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.file_commands import Act
from dockerls.semantics.layer_files import LayerFiles, layer_files, rm_command
from dockerls.semantics.path_index import PathIndex
from dockerls.semantics.paths import FileUse

GONE = frozenset({Act.REMOVES, Act.MOVES})

JOIN = Sentence(en="Join the RUNs", ko="RUN을 하나로 합치기")
JOIN_AND_REMOVE = Sentence(en="Join the RUNs and remove `{path}`", ko="RUN을 하나로 합치고 `{path}` 삭제")
DOWNLOADED = Sentence(en="It is downloaded here", ko="여기에서 내려받습니다")


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for group in consecutive_runs(noted):
        uses = _Uses(group)
        for number, (at, use) in enumerate(uses.all):
            if use.act is Act.DOWNLOADS:
                yield from _unpacked_later(uses, number, at, use)


def consecutive_runs(noted: tuple[Noted, ...]) -> Iterator[tuple[Noted, ...]]:
    """The facts of RUNs with no other instruction between them."""
    group: list[Noted] = []
    for each in noted:
        if each.fact.keyword == "RUN":
            group.append(each)
        elif group:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def group_numbers(noted: tuple[Noted, ...]) -> dict[int, int]:
    """For the piece of each RUN a number that it shares with those it is consecutive with."""
    return {each.piece: number for number, group in enumerate(consecutive_runs(noted)) for each in group}


class _Uses:
    """The file uses of a group of RUNs in their order, found by what they name."""

    def __init__(self, group: tuple[Noted, ...]) -> None:
        self.all = [(at, use) for at in group for use in at.fact.uses]
        self._numbers: dict[str, list[int]] = {}
        for number, (_, use) in enumerate(self.all):
            self._numbers.setdefault(use.path, []).append(number)
        self._paths = PathIndex(self._numbers)

    def of_same(self, use: FileUse, first: int) -> Iterator[tuple[Noted, FileUse]]:
        """The uses of the same file, from the number ``first`` on."""
        found = (self._numbers[path] for path in self._paths.same(use.path))
        for number in merge(*(islice(numbers, bisect_left(numbers, first), None) for numbers in found)):
            yield self.all[number]


def _unpacked_later(uses: _Uses, number: int, origin: Noted, download: FileUse) -> Iterator[Finding]:
    later = uses.of_same(download, number + 1)
    for at, use in later:
        if at.piece == origin.piece and use.act in GONE:
            return
        if at.piece > origin.piece and use.act is Act.UNPACKS:
            end = next((gone for gone, other in later if other.act in GONE), None)
            related = Related(Place(origin.piece, download.span), DOWNLOADED)
            fixes = _fixes(origin, at, end, use)
            yield Finding(Place(at.piece, use.span), MESSAGE.filled(path=use.written), fixes, (related,))
            return


def _fixes(origin: Noted, unpacking: Noted, end: Noted | None, archive: FileUse) -> tuple[Fix, ...]:
    if end is not None:
        return (Fix(JOIN, Safety.SUGGEST, Combine(origin.piece, end.piece, origin.fact.errexit)),)
    facts: LayerFiles = unpacking.fact
    remove = rm_command(archive, changes_folder=facts.changes_folder)
    if remove is None:
        return ()
    recipe = Combine(origin.piece, unpacking.piece, facts.errexit, remove)
    return (Fix(JOIN_AND_REMOVE.filled(path=archive.written), Safety.SUGGEST, recipe),)


MESSAGE = Sentence(
    en="`{path}` was downloaded in another RUN, whose layer keeps it",
    ko="`{path}`을(를) 다른 RUN에서 내려받아 그 레이어에 파일이 그대로 남습니다",
)

RULE = Rule(
    code="DLS1011",
    name="download-extract-split-layers",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="The archive was downloaded in another RUN, whose layer keeps it",
        ko="압축 파일을 다른 RUN에서 내려받아 그 레이어에 파일이 그대로 남습니다",
    ),
    rationale=Sentence(
        en=(
            "Each RUN makes a layer, and a layer never gets smaller. An archive that one RUN downloads is shipped with "
            "the image, even if a later RUN unpacks and deletes it.\n\n"
            "Download, unpack and delete in one RUN, and unpack only the files you need:\n\n"
            "```dockerfile\nRUN curl -fsSLo app.tar.gz https://example.com/app.tar.gz \\\n"
            "    && tar -xzf app.tar.gz bin/app \\\n    && rm app.tar.gz\n```\n\n"
            "Ignore this where the archive itself belongs in the image. In a build stage that is not shipped separate "
            "RUNs are fine, and are not reported."
        ),
        ko=(
            "RUN마다 레이어가 하나씩 생기고, 한번 만들어진 레이어는 작아지지 않습니다. 어떤 RUN에서 내려받은 압축 "
            "파일은 이후의 RUN에서 풀고 지워도 이미지에 그대로 포함됩니다.\n\n"
            "내려받기, 압축 풀기, 삭제를 한 RUN에서 하고 필요한 파일만 푸세요.\n\n"
            "```dockerfile\nRUN curl -fsSLo app.tar.gz https://example.com/app.tar.gz \\\n"
            "    && tar -xzf app.tar.gz bin/app \\\n    && rm app.tar.gz\n```\n\n"
            "압축 파일 자체가 이미지에 필요하다면 무시해도 됩니다. 배포되지 않는 빌드 스테이지에서는 RUN을 나누어도 "
            "괜찮으며 진단하지 않습니다."
        ),
    ),
    check=StageCheck(layer_files, check),
    examples=(
        Example(
            bad=(
                "FROM debian:12\nWORKDIR /dataset\n"
                "RUN wget -O dataset.tar.gz ${DATASET_URL}\n"
                "RUN tar -xf «dataset.tar.gz» url_svmlight/Day1.svm\n"
                "RUN rm -f dataset.tar.gz\n"
            ),
            good=(
                "FROM debian:12\nWORKDIR /dataset\n"
                "RUN wget -O dataset.tar.gz ${DATASET_URL} \\\n"
                "    && tar -xf dataset.tar.gz url_svmlight/Day1.svm \\\n"
                "    && rm -f dataset.tar.gz\n"
            ),
        ),
        Example(
            bad=(
                "FROM debian:12\n"
                "RUN curl -fsSLO https://example.com/app-${VERSION}.tgz\n"
                "# only the program\n"
                "RUN tar xzf «app-${VERSION}.tgz» bin/app\n"
            ),
            good=(
                "FROM debian:12\n"
                "RUN curl -fsSLO https://example.com/app-${VERSION}.tgz \\\n"
                "    # only the program\n"
                "    && tar xzf app-${VERSION}.tgz bin/app \\\n"
                '    && rm -f "app-${VERSION}.tgz"\n'
            ),
        ),
        Example(
            bad=(
                "FROM debian:12\n"
                "RUN --mount=type=secret,id=t curl -fsSLO https://example.com/app.tgz\n"
                "RUN tar xzf «app.tgz»\n"
            )
        ),
    ),
    silent=(
        "FROM debian:12\nRUN wget -O a.tgz http://x && tar xf a.tgz && rm a.tgz\n",
        "FROM debian:12 AS build\nRUN wget -O a.tgz http://x\nRUN tar xf a.tgz\nFROM scratch\nCOPY --from=build /a /\n",
        "FROM debian:12\nRUN wget -qO- http://x | tar xz\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/dl wget -O /dl/a.tgz http://x\n"
        "RUN --mount=type=cache,target=/dl tar xf /dl/a.tgz\n",
        "FROM debian:12\nRUN wget -O a.tgz http://x\nRUN wget -O b.tgz http://x && tar xf b.tgz && rm b.tgz\n",
    ),
)
