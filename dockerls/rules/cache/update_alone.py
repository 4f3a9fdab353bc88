"""Package lists fetched in a RUN of their own, which the build cache keeps while the install changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dockerls.language import Sentence
from dockerls.rewrite.package_lists import move_update, relied_on_below
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Related, Rule, Safety, Severity
from dockerls.semantics.package_lists import ListsUse, lists_use, run_of
from dockerls.semantics.stage_head import StageHead, stage_head
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
    """Moves the update of one RUN of a stage into the RUNs of the stage that rely on it."""

    stage: int
    lone: int
    relying: tuple[int, ...]
    keep: bool

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        keep = self.keep or relied_on_below(pieces[self.stage :])
        return move_update(pieces, self.lone, self.relying, keep)


@value
class Fetch:
    """What a RUN does with package lists; that of a trigger is done in another build."""

    use: ListsUse
    is_trigger: bool


@dataclass(slots=True)
class Stage:
    """A FROM and what is noted of its stage."""

    piece: int
    head: StageHead
    own: list[Noted] = field(default_factory=list)
    triggers: list[Noted] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A RUN that only updates, and what follows it up to the next update: here, in triggers and in other stages."""

    stage: Stage
    lone: Noted
    relying: list[Noted] = field(default_factory=list)
    elsewhere: list[Noted] = field(default_factory=list)
    is_used_unseen: bool = False

    @property
    def is_upgrade(self) -> bool:
        """Whether packages are changed: what apt and apk fetch are lists, which nothing else reads."""
        manager: str = self.lone.fact.use.manager
        return manager not in ("apt", "apk")

    def add(self, item: Noted, stage: Stage) -> None:
        """Take in a RUN below."""
        use: ListsUse = item.fact.use
        is_near = stage is self.stage and item.fact.is_trigger is self.lone.fact.is_trigger
        if use.relies is not None and use.manager == self.lone.fact.use.manager and is_near:
            self.relying.append(item)
        elif use.relies is not None and use.manager == self.lone.fact.use.manager and not self.is_upgrade:
            self.elsewhere.append(item)
        elif use.may_rely:
            self.is_used_unseen = True


def note(instruction: Instruction, around: Surroundings) -> Fetch | StageHead | None:
    if instruction.keyword == "FROM":
        return stage_head(instruction)
    run = run_of(instruction) if around.is_posix else None
    use = lists_use(run) if run else None
    return Fetch(use, run is not instruction) if use else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for group in groups(noted):
        use: ListsUse = group.lone.fact.use
        users = (*group.relying, *group.elsewhere)
        if not users or use.update is None:
            continue
        relying = tuple(item.piece for item in group.relying[: 1 if group.is_upgrade else None])
        keep = group.is_used_unseen or bool(group.elsewhere)
        recipe = MoveUpdate(group.stage.piece, group.lone.piece, relying, keep)
        safety = Safety.SUGGEST if group.is_upgrade or group.is_used_unseen else Safety.SAFE
        yield Finding(
            Place(group.lone.piece, use.update),
            message=UPGRADE if group.is_upgrade else None,
            fixes=(Fix(TITLE, safety, recipe),) if relying and not group.lone.fact.is_trigger else (),
            related=tuple(Related(Place(item.piece, item.fact.use.relies), RELIES) for item in users),
            severity=Severity.WARNING if group.is_upgrade else None,
        )


def groups(noted: tuple[Noted, ...]) -> list[Group]:
    """Each RUN that updates without installing, with the RUNs that rely on it."""
    found: list[Group] = []
    ends: dict[str, Group | None] = {}
    for stage in _stages(noted):
        image = stage.head.image
        group = ends.get(image.text.lower()) if image else None
        for item in (*stage.own, *stage.triggers):
            if group is not None:
                group.add(item, stage)
            use: ListsUse = item.fact.use
            if use.ends_others or (group is None and use.update is not None):
                group = Group(stage, item) if use.is_alone and use.keeps else None
                found += (group,) if group else ()
        if stage.head.key:
            ends[stage.head.key] = group
    return found


def _stages(noted: tuple[Noted, ...]) -> list[Stage]:
    stages: list[Stage] = []
    for item in noted:
        if isinstance(item.fact, StageHead):
            stages.append(Stage(item.piece, item.fact))
        elif stages:
            (stages[-1].triggers if item.fact.is_trigger else stages[-1].own).append(item)
    return stages


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
    check=FileCheck(note, check),
    keywords=frozenset({"FROM", "RUN", "ONBUILD"}),
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
        Example(
            bad="FROM debian:12\nRUN apt-get «update»\nRUN apt-get install -y jq && rm -rf /var/lib/apt/lists/*\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y jq && rm -rf /var/lib/apt/lists/*\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get «update»\nUSER app\nRUN sudo apt-get install -y jq\n",
            good="FROM debian:12\nUSER app\nRUN sudo apt-get update && sudo apt-get install -y jq\n",
        ),
        Example(bad="FROM debian:12 AS base\nRUN apt-get «update»\nFROM base\nRUN apt-get install -y jq\n"),
        Example(bad='FROM debian:12\nRUN ["apt-get", «"update"»]\nRUN ["apt-get", "install", "-y", "jq"]\n'),
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
