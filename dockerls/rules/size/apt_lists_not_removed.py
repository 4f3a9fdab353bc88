"""Package lists of apt that stay in a layer of the image."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.append import keeps_failures
from dockerls.rewrite.package_lists import cache_apt, relied_on_below, remove_lists, run_in, update_before_install
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rewrite.remove import remove_instruction
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.package_lists import ListsUse, lists_use, run_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.value import value

TITLE = Sentence(en="Remove the package lists in the same `RUN`", ko="같은 `RUN`에서 패키지 목록 삭제")
TITLE_WITH_UPDATES = Sentence(
    en="Remove the package lists, and update in each `RUN` that installs",
    ko="패키지 목록을 삭제하고, 설치하는 `RUN`마다 업데이트",
)
TITLE_WITHOUT = Sentence(
    en="Remove this `RUN`: the lists are fetched again below", ko="이 `RUN` 삭제: 목록은 아래에서 다시 받음"
)
TITLE_MOUNTS = Sentence(en="Keep the package lists in cache mounts", ko="패키지 목록을 캐시 마운트에 보관")


@value
class Leftover:
    """What a RUN does with the lists of its image, and whether the safe fix would hide a failure of it."""

    use: ListsUse
    is_trigger: bool
    ships: bool
    keeps_failures: bool
    only_updates: bool


@value
class RemoveUpdate:
    """Removes a RUN that does nothing but fetch the lists."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        return () if relied_on_below(pieces) else remove_instruction(pieces, self.piece)


@value
class RemoveLists:
    """Removes the lists at the end of a RUN; each RUN that may have relied on them fetches and removes its own."""

    piece: int
    relying: tuple[int, ...]

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        if relied_on_below(pieces):
            return ()
        edits: list[PlacedEdit] = []
        for index in (self.piece, *self.relying):
            run = run_in(pieces[index])
            use = lists_use(run) if run else None
            if run is None or use is None:
                return ()
            update = update_before_install(run) if index != self.piece else ()
            removal = () if use.removes else remove_lists(run)
            if not (removal or use.removes) or not (update or index == self.piece):
                return ()
            edits += placed((*update, *removal), index)
        return tuple(edits)


@value
class CacheLists:
    """Moves the lists and packages of a RUN out of its layer."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = run_in(pieces[self.piece])
        return placed(cache_apt(run), self.piece) if run and not relied_on_below(pieces) else ()


@value
class Named:
    """Variables that hold the folder of the lists, or that may: a bare ARG takes up a global one."""

    variables: tuple[str, ...]


@value
class Below:
    """What RUNs below do with the lists that one leaves.

    ``reading`` may install from them, ``is_named`` and ``is_opaque`` as they are of a ``ListsUse``. ``relies`` if one
    surely installs from them in the same build, ``updates`` if lists are fetched again then.
    """

    reading: tuple[int, ...]
    relies: bool
    is_named: bool
    is_opaque: bool
    updates: bool


def note(instruction: Instruction, around: Surroundings) -> Leftover | Named | None:
    if instruction.keyword in ("ARG", "ENV"):
        pairs = instruction.pairs
        named = tuple(pair.key.text for pair in pairs if pair.value is None or "/var/lib/apt" in pair.value.text)
        return Named(named) if named else None
    run = run_of(instruction) if around.is_posix else None
    use = lists_use(run) if run else None
    if run is None or use is None or (use.manager != "apt" and not use.is_opaque):
        return None
    is_trigger = run is not instruction
    only_updates = not is_trigger and run.script is not None and len(run.script.commands) == 1
    return Leftover(use, is_trigger, around.ships, keeps_failures(run), only_updates)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    folders = {name for item in noted if isinstance(item.fact, Named) for name in item.fact.variables}
    left = [item for item in noted if isinstance(item.fact, Leftover)]
    triggers = [item for item in left if item.fact.is_trigger]
    own = [item for item in left if not item.fact.is_trigger]
    # Triggers run in another build, on what this stage has made.
    for index, item in enumerate(own):
        if _leaves_lists(item, folders):
            yield from _finding(item, (*_below(own, index), *triggers))
    for index, item in enumerate(triggers):
        if _leaves_lists(item, folders):
            yield from _finding(item, _below(triggers, index))


def _below(items: Sequence[Noted], index: int) -> Iterator[Noted]:
    return (items[at] for at in range(index + 1, len(items)))


def _leaves_lists(item: Noted, folders: Collection[str]) -> bool:
    left: Leftover = item.fact
    is_removed = any(name in folders for name in left.use.removes_in)
    return left.use.keeps and left.use.update is not None and left.ships and not is_removed


def _finding(item: Noted, items: Iterable[Noted]) -> Iterator[Finding]:
    left: Leftover = item.fact
    assert left.use.update is not None
    below = _read(item, items)
    if below.relies and left.use.is_alone:
        return  # update-alone moves the update into the RUNs that need it
    fixes = tuple(_fixes(item, left, below))
    yield Finding(Place(item.piece, left.use.update), fixes=fixes)


def _fixes(item: Noted, left: Leftover, below: Below) -> Iterator[Fix]:
    if below.is_named or (left.use.is_alone and (below.reading or below.is_opaque)):
        return  # what needs the lists would have none
    safety = Safety.SAFE if left.keeps_failures and not below.is_opaque else Safety.SUGGEST
    if left.only_updates and below.updates:
        yield Fix(TITLE_WITHOUT, safety, RemoveUpdate(item.piece))
    title = TITLE_WITH_UPDATES if below.reading else TITLE
    yield Fix(title, safety, RemoveLists(item.piece, below.reading))
    if not below.reading:
        yield Fix(TITLE_MOUNTS, Safety.SUGGEST, CacheLists(item.piece))


def _read(item: Noted, items: Iterable[Noted]) -> Below:
    """What is done with the lists of a RUN, up to where others are fetched or they are removed."""
    reading: list[int] = []
    relies = is_named = is_opaque = False
    for other in items:
        use: ListsUse = other.fact.use
        reading += (other.piece,) if use.reads is not None else ()
        relies = relies or (use.relies is not None and other.fact.is_trigger is item.fact.is_trigger)
        is_named, is_opaque = is_named or use.is_named, is_opaque or use.is_opaque
        if use.ends_others:
            return Below(tuple(reading), relies, is_named, is_opaque, use.update is not None)
    return Below(tuple(reading), relies, is_named, is_opaque, updates=False)


RULE = Rule(
    code="DL3009",
    name="apt-lists-not-removed",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="The package lists fetched here stay in the image; remove them in the same `RUN`",
        ko="여기서 받은 패키지 목록이 이미지에 남습니다. 같은 `RUN`에서 지우세요",
    ),
    rationale=Sentence(
        en=(
            "`apt-get update` stores the package lists in `/var/lib/apt/lists`, some 20 to 50 MB that nothing needs "
            "when the container runs. Each `RUN` makes a layer: what a later `RUN` deletes is hidden, but still "
            "stored and pulled.\n\n"
            "Delete them at the end of the `RUN` that fetched them:\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```\n\n"
            "Or keep them out of the layer with `--mount=type=cache,target=/var/lib/apt`, which makes rebuilds faster "
            "too.\n\n"
            "Ignore this in an image that is only built on by others, and whose lists these use at once."
        ),
        ko=(
            "`apt-get update`는 패키지 목록을 `/var/lib/apt/lists`에 저장합니다. 20~50MB쯤 되지만 컨테이너가 실행될 "
            "때는 쓰이지 않습니다. `RUN`마다 레이어가 생기므로, 나중의 `RUN`에서 지워도 보이지 않을 뿐 그대로 저장되고 "
            "내려받게 됩니다.\n\n"
            "목록을 받은 `RUN`의 끝에서 바로 지우세요.\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```\n\n"
            "`--mount=type=cache,target=/var/lib/apt`로 레이어 밖에 두는 방법도 있으며, 다시 빌드할 때도 더 "
            "빠릅니다.\n\n"
            "다른 이미지의 바탕으로만 쓰이고 그 이미지가 목록을 곧바로 쓴다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"ARG", "ENV", "RUN", "ONBUILD"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get «update» && apt-get install -y curl\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get «update» \\\n && apt-get install -y \\\n    curl \\\n    git\n",
            good=(
                "FROM debian:12\nRUN apt-get update \\\n && apt-get install -y \\\n    curl \\\n    git \\\n"
                " && rm -rf /var/lib/apt/lists/*\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\nset -e\napt-get «update»\napt-get install -y curl\nEOF\n",
            good=(
                "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\n"
                "rm -rf /var/lib/apt/lists/*\nEOF\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get «update» && apt-get install -y curl\nRUN apt-get install -y git\n",
            good=(
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"
                "RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nONBUILD RUN apt-get «update» && apt-get install -y curl\n",
            good=(
                "FROM debian:12\nONBUILD RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get «update»\n",
            good="FROM debian:12\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN apt-get «update»\n"
                "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"
            ),
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN apt-get «update» && apt-get install -y curl && curl -O https://a.io/a.deb\n"
                "RUN apt-get install -y ./a.deb\n"
            ),
            good=(
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl && curl -O https://a.io/a.deb"
                " && rm -rf /var/lib/apt/lists/*\n"
                "RUN apt-get update && apt-get install -y ./a.deb && rm -rf /var/lib/apt/lists/*\n"
            ),
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN apt-get «update» && apt-get install -y dpkg-dev\n"
                "RUN dpkg -i x.deb || apt-get -fy install\n"
            ),
        ),
    ),
    silent=(
        "FROM debian:12\nRUN trap 'rm -rf /var/lib/apt/lists/*' EXIT; apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nARG L=/var/lib/apt/lists\nRUN apt-get update && apt-get install -y curl && rm -rf $L/*\n",
        "FROM debian:12\nRUN L=/var/lib/apt/lists && apt-get update && apt-get install -y curl && rm -rf ${L}/*\n",
        "FROM debian:12\nRUN export L=/var/lib/apt && apt-get update && apt-get install -y curl && rm -rf $L/lists\n",
        "FROM debian:12\nRUN cd /var/lib/apt && apt-get update && apt-get install -y curl && rm -rf lists/*\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
        "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y c\nFROM scratch\nCOPY --from=build /a /a\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update\n",
        "FROM debian:12\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl && /usr/local/bin/cleanup.sh\n",
        "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg,cache,log}/\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl && apt-get dist-clean\n",
    ),
    aliases=("remove-package-lists", "aptGetInstallThenRemoveAptLists"),
)
