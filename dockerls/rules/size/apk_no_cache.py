"""``apk add`` that leaves its package index in a layer."""

from collections.abc import Iterable, Iterator, Sequence

from dockerls.knowledge.package_managers import APK
from dockerls.language import Sentence
from dockerls.rewrite.apk import add_without_index, adds_with_index, cache_apk, removes_index
from dockerls.rewrite.package_lists import relied_on_below, run_in
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import PackageCommand, package_commands
from dockerls.semantics.package_lists import NEED_NO_INDEX, lists_use, run_of, scripts_in
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Use `--no-cache`", ko="`--no-cache` 사용")
TITLE_MOUNT = Sentence(en="Keep the index and packages in a cache mount", ko="인덱스와 패키지를 캐시 마운트에 보관")
SIMPLER = Sentence(
    en="`--no-cache` does the same without an update and a clean-up",
    ko="`--no-cache`를 쓰면 업데이트와 정리 없이도 결과가 같습니다",
)


@value
class IndexUse:
    """What an instruction does with apk's index: ``adds`` are the words of installs that leave it behind."""

    adds: tuple[Span, ...]
    is_trigger: bool
    ships: bool
    removes: bool
    updates: bool
    fetches_apart: bool  # by a command that does nothing else
    is_read: bool  # by a command that fetches none itself
    is_opaque: bool  # a script may hold such a command


@value
class UseNoCache:
    """Adds the flag here and in each RUN that relied on the index fetched here."""

    piece: int
    relying: tuple[int, ...]
    is_needed: bool
    use: IndexUse

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = run_in(pieces[self.piece])
        leaves_index = not self.use.removes and not self.use.fetches_apart
        if run is None or (leaves_index and relied_on_below(pieces, by_scripts=self.use.updates)):
            return ()
        drop_update = not self.is_needed and not relied_on_below(pieces)
        edits = placed(add_without_index(run, drop_update), self.piece)
        for index in self.relying if drop_update else ():
            other = run_in(pieces[index])
            edits += placed(add_without_index(other, drop_update=False), index) if other else ()
        return edits


@value
class CacheIndex:
    """Moves the index and packages of a RUN out of its layer."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = run_in(pieces[self.piece])
        return placed(cache_apk(run), self.piece) if run and not relied_on_below(pieces) else ()


def note(instruction: Instruction, around: Surroundings) -> IndexUse | None:
    run = run_of(instruction) if around.is_posix else None
    use = lists_use(run) if run else None
    if run is None or use is None or (use.manager != APK.name and not use.is_opaque):
        return None
    if is_mounted(run, *APK.list_folders):
        return None
    found = [command for command in package_commands(scripts_in(run)) if command.manager is APK]
    adds = tuple(command.subcommand.span for command in adds_with_index(run))
    commands = [command for script in scripts_in(run) for command in script.commands]
    return IndexUse(
        adds=adds,
        is_trigger=run is not instruction,
        ships=around.ships,
        removes=use.removes or any(removes_index(command) for command in commands),
        updates=use.update is not None,
        fetches_apart=any(command.updates for command in found),
        is_read=use.is_named or any(_needs_index(command) for command in found),
        is_opaque=use.is_opaque,
    )


def _needs_index(command: PackageCommand) -> bool:
    """Whether apk reads an index that an earlier command fetched; an add for which it may fetch one does not count."""
    return command.subcommand.text not in NEED_NO_INDEX or command.has_flag("--no-network")


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for is_trigger in (False, True):
        same = [item for item in noted if item.fact.is_trigger is is_trigger]
        for index, item in enumerate(same):
            use: IndexUse = item.fact
            if use.ships and use.adds and (use.updates or not use.removes):
                yield from _findings(item, use, (same[at] for at in range(index + 1, len(same))))


def _findings(item: Noted, use: IndexUse, below: Iterable[Noted]) -> Iterator[Finding]:
    relying, is_read, is_opaque = _read(use, below)
    fixes: list[Fix] = []
    # Without an update that stays, nobody would find an index behind `--no-cache`.
    if use.fetches_apart or not is_read:
        is_safe = use.fetches_apart or not is_opaque or not use.updates
        recipe = UseNoCache(item.piece, relying, is_read or is_opaque, use)
        fixes.append(Fix(TITLE, Safety.SAFE if is_safe else Safety.SUGGEST, recipe))
    if not relying and not is_read and not is_opaque and not use.removes:
        fixes.append(Fix(TITLE_MOUNT, Safety.SUGGEST, CacheIndex(item.piece)))
    message, severity = (SIMPLER, Severity.HINT) if use.removes else (None, None)
    for add in use.adds:
        yield Finding(Place(item.piece, add), message, tuple(fixes), severity=severity)


def _read(use: IndexUse, below: Iterable[Noted]) -> tuple[tuple[int, ...], bool, bool]:
    """Which RUNs add packages with the index that a RUN leaves, whether one reads it, and whether a script may."""
    relying: list[int] = []
    is_read, is_opaque = use.is_read, use.is_opaque
    for other in below if not use.removes else ():
        if other.fact.updates:
            break
        is_read, is_opaque = is_read or other.fact.is_read, is_opaque or other.fact.is_opaque
        relying += [other.piece] if other.fact.adds and use.updates else []
        if other.fact.removes:
            break
    return tuple(relying), is_read, is_opaque


RULE = Rule(
    code="DL3019",
    name="apk-no-cache",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="The package index fetched for this stays in the image; use `--no-cache`",
        ko="설치하려고 받은 패키지 인덱스가 이미지에 남습니다. `--no-cache`를 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`apk add` reads a package index of about 2 MB, which nothing needs when the container runs. With "
            "`--no-cache` apk fetches a fresh index for this one command and stores none of it, so neither "
            "`apk update` before nor `rm -rf /var/cache/apk/*` behind is needed:\n\n"
            "```dockerfile\n"
            "RUN apk add --no-cache curl\n"
            "```\n\n"
            "Where many packages are installed again and again, `RUN --mount=type=cache,target=/etc/apk/cache apk add "
            "--update-cache …` keeps index and packages between builds instead."
        ),
        ko=(
            "`apk add`는 2MB쯤 되는 패키지 인덱스를 읽는데, 컨테이너가 실행될 때는 쓰이지 않습니다. `--no-cache`를 "
            "쓰면 그 명령만을 위해 새 인덱스를 받고 아무것도 저장하지 않으므로, 앞의 `apk update`도 뒤의 `rm -rf "
            "/var/cache/apk/*`도 필요 없습니다.\n\n"
            "```dockerfile\n"
            "RUN apk add --no-cache curl\n"
            "```\n\n"
            "많은 패키지를 자주 다시 설치한다면 `RUN --mount=type=cache,target=/etc/apk/cache apk add --update-cache "
            "…`로 인덱스와 패키지를 빌드 사이에 보관할 수 있습니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"RUN", "ONBUILD"}),
    examples=(
        Example(
            bad="FROM alpine:3.22\nRUN apk «add» curl\n",
            good="FROM alpine:3.22\nRUN apk add --no-cache curl\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN apk update && apk «add» --update curl && rm -rf /var/cache/apk/*\n",
            good="FROM alpine:3.22\nRUN apk add --no-cache curl\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN apk update \\\n && apk «add» \\\n    curl \\\n    git\nRUN apk «add» make\n",
            good=("FROM alpine:3.22\nRUN apk add --no-cache \\\n    curl \\\n    git\nRUN apk add --no-cache make\n"),
        ),
        Example(
            bad="FROM alpine:3.22\nRUN apk update && apk upgrade && apk «add» curl\n",
            good="FROM alpine:3.22\nRUN apk update && apk upgrade && apk add --no-cache curl\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN <<EOF\napk update\napk «add» curl\nEOF\n",
            good="FROM alpine:3.22\nRUN <<EOF\napk add --no-cache curl\nEOF\n",
        ),
    ),
    silent=(
        "FROM alpine:3.22\nRUN apk add --no-cache curl\n",
        "FROM alpine:3.22\nRUN apk --no-cache add curl\n",
        "FROM alpine:3.22\nRUN apk add --no-cache curl && apk add --no-network --virtual .kept so:libz.so.1\n",
        "FROM alpine:3.22\nRUN apk add curl && rm -rf /var/cache/apk/*\n",
        "FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk add curl\n",
        "FROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache apk add --update-cache curl\n",
        "FROM alpine:3.22 AS build\nRUN apk add gcc\nFROM alpine:3.22\nCOPY --from=build /a /a\n",
        "FROM alpine:3.22\nRUN apk update && apk upgrade\n",
    ),
    aliases=("DS-0025", "AVD-DS-0025", "missing-apk-no-cache", "apkAddUseNoCache"),
)
