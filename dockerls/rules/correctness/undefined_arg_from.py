"""A FROM with a variable that no ARG above the first FROM declares."""

from collections.abc import Iterator

from dockerls.knowledge.predefined import BUILDKIT_ARGS, PLATFORM_ARGS, PROXY_ARGS
from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.scopes import Variables, resolve, variables_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.nearest import nearest

CHANGE = Sentence(en="Change to `{name}`", ko="`{name}` 변수로 바꾸기")
DECLARE = Sentence(en="Insert `ARG {name}` above the first FROM", ko="첫 FROM 위에 `ARG {name}` 넣기")
DID_YOU_MEAN = Sentence(
    en="No ARG above the first FROM declares `{name}`. Did you mean `{meant}`?",
    ko="첫 FROM 위에 `{name}` ARG 선언이 없습니다. `{meant}`의 오타일 수 있습니다",
)

_PREDEFINED = PLATFORM_ARGS | PROXY_ARGS | BUILDKIT_ARGS


def note(instruction: Instruction, around: Surroundings) -> Variables | None:
    is_global = instruction.keyword == "FROM" or not around.in_stage
    return variables_of(instruction) if is_global else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    heads = dict.fromkeys(each.piece for each in noted if each.fact.head is not None)
    for found in resolve((each.piece, each.fact) for each in noted):
        name = found.use.name
        if found.piece not in heads or found.sites or name in _PREDEFINED:
            continue
        if found.use.modifier.lstrip(":").startswith(("-", "+", "?")):
            continue
        place = Place(found.piece, found.use.span)
        declare = Fix(DECLARE.filled(name=name), Safety.SUGGEST, LineAbove(next(iter(heads)), f"ARG {name}"))
        meant = nearest(name, sorted(found.visible | PLATFORM_ARGS))
        if meant is None:
            yield Finding(place, RULE.message.filled(name=name), (declare,))
        else:
            change = Fix(CHANGE.filled(name=meant), Safety.SUGGEST, (PlacedEdit(place, meant),))
            yield Finding(place, DID_YOU_MEAN.filled(name=name, meant=meant), (change, declare))


RULE = Rule(
    code="UndefinedArgInFrom",
    name="undefined-arg-from",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="No ARG above the first FROM declares `{name}`, so it is empty here",
        ko="첫 FROM 위에 `{name}` ARG 선언이 없어 여기서는 빈 값이 됩니다",
    ),
    rationale=Sentence(
        en=(
            "A `FROM` line knows only the `ARG`s above the *first* `FROM` and the platform arguments such as "
            "`BUILDPLATFORM`. An `ARG` or `ENV` inside a stage does not reach the next `FROM`. An unknown name "
            "becomes empty, and the image reference is wrong or broken.\n\n"
            "Declare it above the first `FROM`, best with a default: `ARG VERSION=22`. Or give a default on the spot: "
            "`FROM node:${VERSION:-22}`."
        ),
        ko=(
            "`FROM` 줄에서는 *첫* `FROM` 위의 `ARG`와 `BUILDPLATFORM` 같은 플랫폼 인자만 쓸 수 있습니다. 스테이지 안의 "
            "`ARG`나 `ENV`는 다음 `FROM`에 전달되지 않습니다. 모르는 이름은 빈 값이 되어 이미지 이름이 잘못됩니다.\n\n"
            "첫 `FROM` 위에 `ARG VERSION=22`처럼 기본값과 함께 선언하거나, `FROM node:${VERSION:-22}`처럼 그 자리에 "
            "기본값을 적으세요."
        ),
    ),
    keywords=frozenset({"ARG", "FROM"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="ARG NODE_VERSION=22\nFROM node:${«NODE_VERISON»}\n",
            good="ARG NODE_VERSION=22\nFROM node:${NODE_VERSION}\n",
        ),
        Example(
            bad="# syntax=docker/dockerfile:1\nFROM debian:12\nARG TAG=1\nFROM app:$«TAG»\n",
            good="# syntax=docker/dockerfile:1\nARG TAG\nFROM debian:12\nARG TAG=1\nFROM app:$TAG\n",
        ),
    ),
    silent=(
        "ARG TAG\nFROM debian:$TAG\n",
        "FROM --platform=$BUILDPLATFORM base-${TARGETARCH}\n",
        "FROM debian:${TAG:-12}\nFROM debian:12${SUFFIX:+-slim}\n",
    ),
    aliases=("BASE_NAME_EMPTY",),
)
