"""RUNs behind each other that would take less space as one."""

from collections.abc import Iterator, Sequence
from enum import Enum

from dockerls.knowledge.package_managers import APK, APT, DNF, YUM
from dockerls.language import Sentence
from dockerls.rewrite.combine import Combine, is_combinable
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.file_commands import Act
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.path_index import PathIndex
from dockerls.semantics.paths import CREATES, FileUse, file_uses
from dockerls.semantics.shell_code import commands_of, scripts_of
from dockerls.semantics.shell_state import passes_errexit
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

JOIN = Sentence(en="Join {count} RUNs into one", ko="RUN {count}개를 하나로 합치기")
LITTLE = Sentence(
    en="This does too little for a layer of its own; join it with the RUN above",
    ko="레이어를 따로 둘 만큼의 작업이 아닙니다. 위의 RUN과 합치세요",
)

# They keep one database of what is installed, which is in the layer of every RUN that changes it.
MANAGERS = {manager.name: manager for manager in (APT, APK, YUM, DNF)}
CLEANING = frozenset({"clean", "autoclean", "cache"})
UNINSTALLING = frozenset({"autoremove", "remove", "purge", "autopurge", "erase", "del"})

# Commands that do one small thing, so that nothing is gained by a layer (and a line of cache) of their own.
TRIVIAL = frozenset(
    {"mkdir", "touch", "ln", "chmod", "chown", "chgrp", "rm", "rmdir", "mv", "install"}
    | {"groupadd", "useradd", "addgroup", "adduser", "usermod", "groupmod", "chsh"}
)


class Barrier(Enum):
    """What stands between RUNs: any other instruction."""

    OTHER = "other"


@value
class RunFact:
    """What a RUN does that makes it worth joining with others."""

    keyword: Span
    flags: tuple[str, ...]
    is_chain: bool
    errexit: bool
    managers: frozenset[str]  # that change what is installed
    cleaned: frozenset[str]  # managers whose lists or cache it removes
    uninstalled: frozenset[str]  # managers with which it removes packages
    is_trivial: bool
    uses: tuple[FileUse, ...]

    @property
    def leaves(self) -> Iterator[str]:
        """What it leaves in its layer that a later RUN may want to be rid of."""
        yield from (f"lists of {name}" for name in self.managers - self.cleaned)
        yield from (f"packages of {name}" for name in self.managers - self.uninstalled)

    @property
    def frees(self) -> Iterator[str]:
        """What it removes of all that the RUNs above have left, in the same words."""
        yield from (f"lists of {name}" for name in self.cleaned)
        yield from (f"packages of {name}" for name in self.uninstalled - self.managers)

    def repeats(self, above: "RunFact") -> bool:
        """Whether it writes again what the RUN above it wrote, or both do so little that one layer is enough."""
        if self.is_trivial and above.is_trivial:
            return True
        # Two chains that each install and clean up are cut like that on purpose.
        return bool(self.managers & above.managers) and not (self.is_chain and above.is_chain)


def note(instruction: Instruction, around: Surroundings) -> RunFact | Barrier | None:
    if not around.ships:
        return None
    if instruction.keyword != "RUN" or not around.is_posix or not is_combinable(instruction):
        return Barrier.OTHER
    commands = tuple(commands_of(instruction, around))
    script = instruction.script
    links = script.links if script is not None else ()
    uses = file_uses(instruction, around)
    installing = [each for each in package_commands(scripts_of(instruction, around)) if each.manager.name in MANAGERS]
    return RunFact(
        keyword=instruction.keyword_span,
        flags=tuple(flag.text for flag in instruction.flags),
        is_chain=len(commands) > 1,
        errexit=passes_errexit(around.shell),
        managers=frozenset(each.manager.name for each in installing if each.installs or each.updates),
        cleaned=frozenset(each.manager.name for each in installing if each.subcommand.text in CLEANING)
        | frozenset(name for use in uses if use.act is Act.REMOVES for name in _owners(use)),
        uninstalled=frozenset(each.manager.name for each in installing if each.subcommand.text in UNINSTALLING),
        is_trivial=len(links) == 1 and len(commands) == 1 and commands[0].name in TRIVIAL,
        uses=uses,
    )


def _owners(removal: FileUse) -> Iterator[str]:
    """The package managers whose lists or cache are removed."""
    folder = removal.path.rstrip("*").rstrip("/")
    for name, manager in MANAGERS.items():
        if folder in (*manager.list_folders, *manager.cache_folders):
            yield name


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    return map(_finding, worth_joining(noted))


def worth_joining(noted: tuple[Noted, ...]) -> Iterator[Sequence[Noted]]:
    """The stretches of RUNs that make a smaller image as one."""
    runs: list[Noted] = []
    for each in (*noted, None):
        if each is not None and isinstance(each.fact, RunFact) and (not runs or each.fact.flags == runs[-1].fact.flags):
            runs.append(each)
            continue
        yield from _groups(runs)
        runs = [each] if each is not None and isinstance(each.fact, RunFact) else []


def _groups(runs: Sequence[Noted]) -> Iterator[Sequence[Noted]]:
    """The stretches worth joining, as long as they can be."""
    reaches = _reaches([run.fact for run in runs])
    start = 0
    while start < len(runs) - 1:
        at = end = start
        while at <= end:
            end = max(end, reaches[at])
            at += 1
        if end > start:
            yield runs[start : end + 1]
        start = end + 1


def _reaches(runs: Sequence[RunFact]) -> list[int]:
    """For each RUN the last one that it is worth joining with, for these two alone; itself where there is none."""
    last_freed = {what: at for at, run in enumerate(runs) for what in run.frees}
    last_removed = {use.path: at for at, run in enumerate(runs) for use in run.uses if use.act is Act.REMOVES}
    removed = PathIndex(last_removed)
    reaches: list[int] = []
    for at, run in enumerate(runs):
        made = [use.path for use in run.uses if use.act in CREATES]
        reach = at + 1 if at + 1 < len(runs) and runs[at + 1].repeats(run) else at
        freed = (last_freed.get(what, at) for what in run.leaves)
        gone = (last_removed[each] for path in made for each in (*removed.same(path), *removed.above(path)))
        reaches.append(max((reach, *freed, *gone)))
    return reaches


def _finding(group: Sequence[Noted]) -> Finding:
    first, second, last = group[0], group[1], group[-1]
    recipe = Combine(first.piece, last.piece, first.fact.errexit)
    fix = Fix(JOIN.filled(count=len(group)), Safety.SUGGEST, recipe)
    message = LITTLE if all(run.fact.is_trivial for run in group) else None
    return Finding(Place(second.piece, second.fact.keyword), message, fixes=(fix,))


RULE = Rule(
    code="DL3059",
    name="consecutive-runs",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="Joined with the RUN above, this makes a smaller image",
        ko="위의 RUN과 합치면 이미지가 작아집니다",
    ),
    rationale=Sentence(
        en=(
            "Every RUN adds a layer, and what one layer holds no later layer can take away. Packages that one RUN "
            "installs and the next cleans up after, or a database that two RUNs both write, are in the image twice or "
            "in vain.\n\n"
            "Join such RUNs with `&&`:\n\n"
            "```dockerfile\nRUN apt-get update \\\n    && apt-get install -y curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n```\n\n"
            "RUNs that do not touch each other's files are better apart: nothing gets smaller, and the cache works for "
            "each of them. They are not reported, and neither are stages that do not ship."
        ),
        ko=(
            "RUN마다 레이어가 하나씩 늘고, 한 레이어에 들어간 것은 이후의 레이어에서 없앨 수 없습니다. 한 RUN에서 "
            "설치하고 다음 RUN에서 정리하거나, 두 RUN이 같은 데이터베이스를 고쳐 쓰면 그만큼이 이미지에 헛되이 "
            "또는 두 번 들어갑니다.\n\n"
            "이런 RUN은 `&&`로 합치세요.\n\n"
            "```dockerfile\nRUN apt-get update \\\n    && apt-get install -y curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n```\n\n"
            "서로의 파일을 건드리지 않는 RUN은 나누어 두는 편이 좋습니다. 합쳐도 용량이 줄지 않고, 나누어 두면 각각 "
            "캐시를 쓸 수 있습니다. 이런 RUN과 배포되지 않는 스테이지는 진단하지 않습니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM ubuntu:24.04\nRUN apt-get update\n«RUN» apt-get install -y mongodb-server\n"
                "RUN apt-get install -y nodejs\n"
            ),
            good=(
                "FROM ubuntu:24.04\nRUN apt-get update \\\n    && apt-get install -y mongodb-server \\\n"
                "    && apt-get install -y nodejs\n"
            ),
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl\n\n"
                "# the tool\n«RUN» pip install tool\nRUN rm -rf /var/lib/apt/lists/*\n"
            ),
            good=(
                "FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl && \\\n"
                "    # the tool\n    pip install tool && \\\n    rm -rf /var/lib/apt/lists/*\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN groupadd -r app\n«RUN» useradd -r -g app app\nRUN mkdir /d\nUSER app\n",
            good=(
                "FROM debian:12\nRUN groupadd -r app \\\n    && useradd -r -g app app \\\n    && mkdir /d\nUSER app\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN curl -fsSLo /tmp/a.sh https://x; sh /tmp/a.sh\n«RUN» rm /tmp/a.sh\n",
            good="FROM debian:12\nRUN { curl -fsSLo /tmp/a.sh https://x; sh /tmp/a.sh; } \\\n    && rm /tmp/a.sh\n",
        ),
    ),
    silent=(
        "FROM node:22\nRUN npm ci\nRUN npm run build\n",
        "FROM debian:12 AS b\nRUN apt-get update\nRUN apt-get install -y gcc\nFROM debian\nCOPY --from=b /a /\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n"
        "RUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*\n",
        "FROM debian:12\nRUN apt-get update\nENV A=1\nRUN apt-get install -y curl\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\nRUN apt-get install -y curl\n",
        "FROM debian:12\nRUN <<EOF\napt-get update\nEOF\nRUN apt-get install -y curl\n",
        "FROM debian:12\nRUN mkdir /a\nRUN make -C /src\nRUN mkdir /b\n",
    ),
    aliases=("ruleMoreThanOneInstall",),
)
