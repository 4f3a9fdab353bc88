"""An ARG that differs in every build, declared above RUNs that do not need it."""

import re
from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.move import MoveAbove
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

MOVE = Sentence(en="Move `ARG {name}` to where it is first used", ko="`ARG {name}`을(를) 처음 쓰는 곳으로 옮기기")
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


@value
class Declared:
    """An ARG; ``name`` is that of the first variable in it that changes with every build."""

    name: str
    span: Span
    is_alone: bool


@value
class Used:
    """What another instruction has to do with such variables."""

    names: frozenset[str]
    installs: Span | None  # where it fetches dependencies


def note(instruction: Instruction, around: Surroundings) -> Declared | Used | None:
    if not around.in_stage or instruction.keyword == "FROM":
        return None
    if instruction.keyword == "ARG":
        volatile = next((pair for pair in instruction.pairs if VOLATILE.fullmatch(pair.key.text)), None)
        if volatile is not None:
            return Declared(volatile.key.text, volatile.key.span, len(instruction.pairs) == 1)
    # In quotes too: what the Dockerfile does not expand there, the shell may.
    names = frozenset(name for name in VARIABLE.findall(instruction.text) if VOLATILE.fullmatch(name))
    installs = _installs(instruction, around) if instruction.keyword == "RUN" else None
    return Used(names, installs) if names or installs else None


def _installs(run: Instruction, around: Surroundings) -> Span | None:
    for command in commands_of(run, around):
        if command.argument(*INSTALLING.get(command.name, ())) is not None:
            return command.name_span.joined(command.operands[0].span)
    return None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for index, at in enumerate(noted):
        if isinstance(at.fact, Declared):
            below = noted[index + 1 :]
            first_use = next((n for n, each in enumerate(below) if _uses(each, at.fact.name)), None)
            # Without a use to be seen a script may read it from its environment, anywhere.
            repeated = [each for each in below[:first_use] if isinstance(each.fact, Used) and each.fact.installs]
            if first_use is not None and repeated:
                yield _finding(at, repeated, below[first_use])


def _uses(noted: Noted, name: str) -> bool:
    if isinstance(noted.fact, Declared):
        return noted.fact.name == name
    return name in noted.fact.names


def _finding(at: Noted, repeated: Sequence[Noted], first_use: Noted) -> Finding:
    declared: Declared = at.fact
    related = tuple(Related(Place(each.piece, each.fact.installs), RUNS_AGAIN) for each in repeated)
    fixes: tuple[Fix, ...] = ()
    if declared.is_alone and isinstance(first_use.fact, Used):
        fixes = (Fix(MOVE.filled(name=declared.name), Safety.SUGGEST, MoveAbove(at.piece, first_use.piece)),)
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
    ),
    silent=(
        "FROM node:22\nRUN npm ci\nARG GIT_SHA\nLABEL revision=$GIT_SHA\n",
        "FROM node:22\nARG GIT_SHA\nRUN npm ci && echo $GIT_SHA > /sha\n",
        "FROM node:22\nARG VERSION\nRUN npm ci\nLABEL version=$VERSION\n",
        "FROM node:22\nARG CACHEBUST\nRUN npm ci\nRUN echo $CACHEBUST\n",
        "FROM debian:12\nARG BUILD_ID\nRUN apt-get update\nRUN make\n",
        "ARG GIT_SHA\nFROM node:22\nRUN npm ci\nARG GIT_SHA\nLABEL revision=$GIT_SHA\n",
        "FROM debian:12\nARG COMMIT\nRUN wget https://example.com/$COMMIT.tgz\nRUN apt-get update\n",
    ),
)
