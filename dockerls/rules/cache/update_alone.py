"""Package lists fetched in a RUN of their own, which the build cache keeps while the install changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dockerls.language import Sentence
from dockerls.rewrite.package_lists import move_update, relied_on_below
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.package_lists import ListsUse, lists_use
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.value import value

TITLE = Sentence(en="Move the update into the `RUN` that installs", ko="설치하는 `RUN`으로 업데이트 옮기기")
RELIES = Sentence(en="installs with these package lists", ko="이 패키지 목록으로 설치하는 곳")
UPGRADE = Sentence(
    en="This upgrade stays in the build cache while the packages installed below change",
    ko="아래에서 설치하는 패키지가 바뀌어도 이 업그레이드는 빌드 캐시에 남은 결과를 그대로 씁니다",
)


@value
class MoveUpdate:
    """Moves the update of one RUN of a stage into the RUNs that rely on it."""

    lone: int
    relying: tuple[int, ...]
    keep: bool

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        keep = self.keep or relied_on_below(pieces)
        return move_update(pieces, self.lone, self.relying, keep)


@dataclass(slots=True)
class Group:
    """A RUN that only updates, and what follows it up to the next update."""

    lone: Noted
    relying: list[Noted] = field(default_factory=list)
    is_used_unseen: bool = False


def note(run: Instruction, around: Surroundings) -> ListsUse | None:
    return lists_use(run) if around.is_posix else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for group in groups(noted):
        use: ListsUse = group.lone.fact
        if not group.relying or use.update is None:
            continue
        # What apt and apk fetch are lists, which nothing else reads; dnf and yum upgrade the packages themselves.
        is_upgrade = use.manager not in ("apt", "apk")
        relying = tuple(item.piece for item in group.relying[: 1 if is_upgrade else None])
        recipe = MoveUpdate(group.lone.piece, relying, keep=group.is_used_unseen)
        yield Finding(
            Place(group.lone.piece, use.update),
            message=UPGRADE if is_upgrade else None,
            fixes=(Fix(TITLE, Safety.SUGGEST if is_upgrade else Safety.SAFE, recipe),),
            related=tuple(Related(Place(item.piece, item.fact.relies), RELIES) for item in group.relying),
            severity=Severity.WARNING if is_upgrade else None,
        )


def groups(noted: tuple[Noted, ...]) -> Iterator[Group]:
    """Each RUN that updates without installing, with the RUNs that rely on it."""
    group: Group | None = None
    for item in noted:
        use: ListsUse = item.fact
        if use.update is not None or use.removes:
            if group is not None:
                yield group
            group = Group(item) if use.is_alone and use.keeps else None
        elif group is not None and use.relies is not None and use.manager == group.lone.fact.manager:
            group.relying.append(item)
        elif group is not None and use.is_opaque:
            group.is_used_unseen = True
    if group is not None:
        yield group


RULE = Rule(
    code="DLS2004",
    name="update-alone",
    category=Category.CACHE,
    severity=Severity.ERROR,
    message=Sentence(
        en="These package lists stay in the build cache and grow old while the install below changes",
        ko="아래의 설치 명령이 바뀌어도 이 패키지 목록은 빌드 캐시에 남아 점점 낡습니다",
    ),
    rationale=Sentence(
        en=(
            "Docker runs a `RUN` again only when its text or something above it changes. When `apt-get update` has a "
            "`RUN` of its own, adding a package to the `RUN` below reuses the old lists from the cache: the install "
            "gets outdated packages, or fails because a listed version is no longer on the server.\n\n"
            "Write both in one `RUN`, so that every change of the install fetches fresh lists:\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```\n\n"
            "The same is true of `apk update`; `apk add --no-cache` needs no update at all."
        ),
        ko=(
            "Docker는 `RUN`의 내용이나 그 위의 무언가가 바뀌었을 때만 다시 실행합니다. `apt-get update`를 따로 `RUN`에 "
            "두면, 아래 `RUN`에 패키지를 추가해도 캐시에 남은 옛 목록을 다시 씁니다. 그래서 오래된 패키지가 "
            "설치되거나, 목록에 있는 버전이 서버에서 사라져 설치가 실패합니다.\n\n"
            "두 명령을 한 `RUN`에 쓰면 설치 명령이 바뀔 때마다 목록을 새로 받습니다.\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```\n\n"
            "`apk update`도 마찬가지입니다. `apk add --no-cache`를 쓰면 업데이트가 아예 필요 없습니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get «update»\nRUN apt-get install -y curl\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad=(
                "FROM ubuntu:24.04\nRUN apt-get «update» -y\nENV LANG=C.UTF-8\n"
                "RUN apt-get install -y \\\n    curl \\\n    git\nRUN apt-get install -y nodejs\n"
            ),
            good=(
                "FROM ubuntu:24.04\nENV LANG=C.UTF-8\n"
                "RUN apt-get update -y && apt-get install -y \\\n    curl \\\n    git\n"
                "RUN apt-get update -y && apt-get install -y nodejs\n"
            ),
        ),
        Example(
            bad="FROM alpine:3.22\nRUN apk «update»\nRUN apk add curl\n",
            good="FROM alpine:3.22\nRUN apk update && apk add curl\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN apt-get install -y curl\n",
        "FROM debian:12\nRUN apt-get update\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y ./local.deb\n",
        "FROM alpine:3.22\nRUN apk update\nRUN apk add --no-cache curl\n",
        "FROM debian:12\nRUN apt-get update\n",
        "FROM fedora:43\nRUN dnf -y upgrade && dnf install -y git && dnf clean all\n",
    ),
    aliases=("DS-0017", "AVD-DS-0017", "CKV_DOCKER_5", "aptGetUpdatePrecedesInstall"),
)
