"""An ARG that differs in every build, declared above RUNs that do not need it."""

import re
from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.move import MoveAbove, MoveBelow
from dockerls.rewrite.place import Place
from dockerls.rules.rule import (
    Category,
    Example,
    Finding,
    Fix,
    Noted,
    Recipe,
    Related,
    Rule,
    Safety,
    Severity,
    StageCheck,
)
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

MOVE = Sentence(en="Move `ARG {name}` down to where it is needed", ko="`ARG {name}`을(를) 필요한 곳까지 아래로 옮기기")
RUNS_AGAIN = Sentence(en="This runs again with every new value", ko="값이 바뀔 때마다 다시 실행됩니다")

# Names of values that change with every commit or build. CACHEBUST and its like are meant to stand where they do.
VOLATILE = pattern(
    r"""(?:.*_)?(?:
        GIT_?(?:SHA1?|HASH|COMMIT|REV|REVISION|REF|DESCRIBE) | COMMIT(?:_?(?:SHA1?|HASH|ID|REF|REVISION))? | SHA1?
      | VCS_(?:REF|REVISION) | REVISION | SOURCE_(?:COMMIT|REVISION)
      | BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|NUM|ID|NO|REVISION|SHA|HASH)
      | RUN_(?:ID|NUMBER) | PIPELINE_I?ID | CREATED | DATE_CREATED
    )""",
    re.VERBOSE | re.IGNORECASE,
)

VARIABLE = pattern(r"\$\{?(\w+)")

# Subcommands of commands that fetch dependencies: slow, and blind to what the ARG says.
INSTALLING = {
    **dict.fromkeys(
        ("apt-get", "apt", "aptitude", "yum", "dnf", "microdnf", "zypper"), ("install", "update", "upgrade")
    ),
    **dict.fromkeys(("pip", "pip3", "gem", "bundle", "composer", "poetry"), ("install",)),
    **dict.fromkeys(("npm", "pnpm"), ("ci", "install", "i")),
    "apk": ("add", "update", "upgrade"),
    "yarn": ("install",),
    "uv": ("sync", "pip"),
    "go": ("mod",),
    "dotnet": ("restore",),
    "cargo": ("fetch",),
}

_LAYERS = frozenset({"RUN", "COPY", "ADD", "WORKDIR"})


@value
class Declared:
    """An ARG; ``name`` is that of the first variable in it that changes with every build."""

    name: str
    span: Span
    is_alone: bool


@value
class Used:
    """What another instruction does with variables.

    ``sets`` are those an ENV or ARG makes of them. ``is_layer`` says that it makes a layer, so that one that uses the
    value is made again with every value, as is all below it.
    """

    names: frozenset[str]
    sets: frozenset[str]
    keyword: str
    installs: Span | None  # where it fetches dependencies

    @property
    def is_layer(self) -> bool:
        return self.keyword in _LAYERS


def note(instruction: Instruction, around: Surroundings) -> Declared | Used | None:
    if not around.in_stage or instruction.keyword == "FROM":
        return None
    if instruction.keyword == "ARG":
        volatile = next((pair for pair in instruction.pairs if VOLATILE.fullmatch(pair.key.text)), None)
        if volatile is not None:
            return Declared(volatile.key.text, volatile.key.span, len(instruction.pairs) == 1)
    # In quotes too: what the Dockerfile does not expand there, the shell may.
    names = frozenset(VARIABLE.findall(instruction.text))
    is_run = instruction.keyword == "RUN"
    if not names and not is_run:
        return None
    sets = frozenset(pair.key.text for pair in instruction.pairs) if instruction.keyword != "LABEL" else frozenset()
    return Used(names, sets, instruction.keyword, _installs(instruction, around) if is_run else None)


def _installs(run: Instruction, around: Surroundings) -> Span | None:
    for command in commands_of(run, around):
        if command.argument(*INSTALLING.get(command.name, ())) is not None:
            return command.name_span.joined(command.operands[0].span)
    return None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for index, at in enumerate(noted):
        if isinstance(at.fact, Declared):
            uses, end = _uses(noted, index)
            repeated = [each for each in noted[index + 1 : end] if isinstance(each.fact, Used) and each.fact.installs]
            # Without a use to be seen a script may read it from its environment, anywhere.
            if uses and repeated:
                yield _finding(at, repeated, _fix(noted[index:end], repeated[-1], uses))


def _uses(noted: tuple[Noted, ...], index: int) -> tuple[list[Noted], int]:
    """What uses the value of an ARG, up to the first that makes a layer of it; and where in ``noted`` that is."""
    names = frozenset({noted[index].fact.name})
    uses: list[Noted] = []
    for end in range(index + 1, len(noted)):
        fact: Declared | Used = noted[end].fact
        if isinstance(fact, Declared):
            if fact.name in names:
                return [*uses, noted[end]], end
        elif names & fact.names:
            uses.append(noted[end])
            names |= fact.sets
            if fact.is_layer:
                return uses, end
    return uses, len(noted)


def _fix(noted: tuple[Noted, ...], last: Noted, uses: list[Noted]) -> Recipe | None:
    """Move the ARG to its first use; where that stands above an install, with all uses that do, below the last."""
    declared = noted[0]
    if not declared.fact.is_alone:
        return None
    if uses[0].piece > last.piece:
        return MoveAbove(declared.piece, uses[0].piece) if isinstance(uses[0].fact, Used) else None
    above = [each for each in noted if isinstance(each.fact, Used) and each.piece < last.piece]
    # Another RUN in between may read an ENV without a word.
    is_read = any(each.fact.keyword == "RUN" and not each.fact.installs for each in above)
    early = [use for use in uses if use.piece < last.piece]
    movable = {"LABEL"} if is_read else {"LABEL", "ENV"}
    if any(not isinstance(use.fact, Used) or use.fact.keyword not in movable for use in early):
        return None
    return MoveBelow((declared.piece, *(use.piece for use in early)), last.piece)


def _finding(at: Noted, repeated: Sequence[Noted], recipe: Recipe | None) -> Finding:
    declared: Declared = at.fact
    related = tuple(Related(Place(each.piece, each.fact.installs), RUNS_AGAIN) for each in repeated)
    fixes = (Fix(MOVE.filled(name=declared.name), Safety.SUGGEST, recipe),) if recipe else ()
    return Finding(Place(at.piece, declared.span), MESSAGE.filled(name=declared.name), fixes, related)


MESSAGE = Sentence(
    en="Each new value of `{name}` reruns every RUN below, even those that do not use it",
    ko="`{name}` 값이 바뀌면 이 값을 쓰지 않는 RUN까지 아래의 모든 RUN이 다시 실행됩니다",
)

RULE = Rule(
    code="DLS2003",
    name="volatile-arg-early",
    category=Category.CACHE,
    severity=Severity.WARNING,
    message=Sentence(
        en="A value that changes with every build is declared above RUNs that do not use it",
        ko="빌드마다 바뀌는 값을 쓰지 않는 RUN보다 먼저 선언했습니다",
    ),
    rationale=Sentence(
        en=(
            "Every RUN below an ARG gets it as an environment variable, so its value is part of the cache key of each "
            "of them, whether they use it or not. A commit hash or build date at the top makes every build install "
            "everything again.\n\n"
            "Declare such an ARG directly above the instruction that uses it, as far down as possible:\n\n"
            "```dockerfile\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n"
            "ARG GIT_SHA\nLABEL org.opencontainers.image.revision=$GIT_SHA\n```\n\n"
            "Ignore this where the RUNs must run again with each value."
        ),
        ko=(
            "ARG 아래의 RUN은 모두 그 값을 환경 변수로 받습니다. 그래서 값을 쓰든 쓰지 않든 각 RUN의 캐시 키에 "
            "포함됩니다. 커밋 해시나 빌드 날짜를 맨 위에 선언하면 빌드할 때마다 모든 것을 다시 설치합니다.\n\n"
            "이런 ARG는 되도록 아래쪽, 값을 쓰는 명령 바로 위에 선언하세요.\n\n"
            "```dockerfile\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n"
            "ARG GIT_SHA\nLABEL org.opencontainers.image.revision=$GIT_SHA\n```\n\n"
            "값이 바뀔 때마다 RUN을 다시 실행해야 한다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM node:22\nARG «GIT_SHA»\nRUN npm ci\nCOPY . .\n# which commit this is\nLABEL revision=$GIT_SHA\n"
            ),
            good=("FROM node:22\nRUN npm ci\nCOPY . .\nARG GIT_SHA\n# which commit this is\nLABEL revision=$GIT_SHA\n"),
        ),
        Example(
            bad=(
                "FROM golang:1.24 AS build\n# set by CI\nARG «BUILD_DATE»=unknown\nRUN go mod download\n\n"
                'RUN go build -ldflags "-X main.date=${BUILD_DATE}"'
            ),
            good=(
                "FROM golang:1.24 AS build\nRUN go mod download\n\n# set by CI\nARG BUILD_DATE=unknown\n"
                'RUN go build -ldflags "-X main.date=${BUILD_DATE}"'
            ),
        ),
        Example(bad="FROM debian:12\nARG A=1 «VCS_REF»\nRUN apt-get update\nENV REF=$VCS_REF\n"),
        Example(
            bad=(
                "FROM debian:12\nARG «BUILD_DATE»\nARG «VCS_REF»\n# made\nLABEL created=$BUILD_DATE ref=$VCS_REF\n"
                "RUN apt-get update && apt-get install -y curl\nCOPY . /app\n"
            ),
            good=(
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nARG BUILD_DATE\nARG VCS_REF\n# made\n"
                "LABEL created=$BUILD_DATE ref=$VCS_REF\nCOPY . /app\n"
            ),
        ),
        Example(
            bad="FROM node:22\nARG «GIT_SHA»\nENV GIT_SHA=$GIT_SHA\nRUN npm ci\nRUN npm run build\n",
            good="FROM node:22\nRUN npm ci\nARG GIT_SHA\nENV GIT_SHA=$GIT_SHA\nRUN npm run build\n",
        ),
        Example(bad="FROM node:22\nARG «GIT_SHA»\nENV GIT_SHA=$GIT_SHA\nRUN ./prepare\nRUN npm ci\n"),
        Example(bad="FROM node:22\nARG «GIT_SHA»\nENV REV=$GIT_SHA\nCMD echo $REV\nRUN npm ci\nRUN echo $REV > /rev\n"),
    ),
    silent=(
        "FROM node:22\nRUN npm ci\nARG GIT_SHA\nLABEL revision=$GIT_SHA\n",
        "FROM node:22\nARG GIT_SHA\nRUN npm ci && echo $GIT_SHA > /sha\n",
        "FROM node:22\nARG VERSION\nRUN npm ci\nLABEL version=$VERSION\n",
        "FROM node:22\nARG CACHEBUST\nRUN npm ci\nRUN echo $CACHEBUST\n",
        "FROM debian:12\nARG BUILD_ID\nRUN apt-get update\nRUN make\n",
        "ARG GIT_SHA\nFROM node:22\nRUN npm ci\nARG GIT_SHA\nLABEL revision=$GIT_SHA\n",
        "FROM debian:12\nARG COMMIT\nRUN wget https://example.com/$COMMIT.tgz\nRUN apt-get update\n",
        "FROM node:22\nARG GIT_SHA\nENV REV=$GIT_SHA\nRUN npm ci && echo $REV > /rev\n",
        "FROM node:22\nARG GIT_SHA\nLABEL rev=$GIT_SHA\nCOPY $GIT_SHA.tgz /\nRUN npm ci\n",
    ),
)
