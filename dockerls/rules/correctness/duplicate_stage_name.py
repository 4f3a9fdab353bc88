"""Two stages of one name."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rewrite.stage_names import RenameStage
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Related, Rule, Safety, Severity
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Rename to `{name}`, with what refers to it", ko="`{name}` 이름으로 바꾸기(참조 포함)")
FIRST = Sentence(en="The other one", ko="같은 이름의 다른 스테이지")


def note(instruction: Instruction, around: Surroundings) -> StageHead:
    return stage_head(instruction)


def check(heads: tuple[Noted, ...]) -> Iterator[Finding]:
    taken = {head.fact.key for head in heads}
    first: dict[str, Place] = {}
    counts: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for number, head in enumerate(heads):
        stage: StageHead = head.fact
        if stage.name is None or stage.key is None:
            continue
        place = Place(head.piece, stage.name.span)
        if stage.key not in first:
            first[stage.key] = place
            continue
        name = stage.name.text
        while name.lower() in taken:
            name = f"{stage.key}-{next(counts[stage.key])}"  # as FROM finds it
        taken.add(name.lower())
        fix = Fix(TITLE.filled(name=name), Safety.SUGGEST, RenameStage(number, name))
        yield Finding(place, RULE.message.filled(name=stage.name.text), (fix,), (Related(first[stage.key], FIRST),))


RULE = Rule(
    code="DL3024",
    name="duplicate-stage-name",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="Another stage is called `{name}` too", ko="`{name}` 이름을 가진 스테이지가 또 있습니다"),
    rationale=Sentence(
        en=(
            "Stage names ignore case, and of two stages with one name only one can be meant by `FROM`, "
            "`COPY --from` or `docker build --target`. Which one depends on where it is used, so a build can quietly "
            "copy from the wrong stage.\n\n"
            "Give each stage a name of its own."
        ),
        ko=(
            "스테이지 이름은 대소문자를 가리지 않습니다. 이름이 같은 스테이지가 둘이면 `FROM`, `COPY --from`, "
            "`docker build --target`이 어느 쪽을 가리키는지가 쓰는 위치에 따라 달라져, 엉뚱한 스테이지에서 복사할 수 "
            "있습니다.\n\n"
            "스테이지마다 다른 이름을 붙이세요."
        ),
    ),
    keywords=frozenset({"FROM"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=build /a /a\n"
                "FROM node:22 AS «Build»\nFROM build\nCOPY --from=BUILD /b /b\nRUN --mount=from=build,target=/c make\n"
            ),
            good=(
                "FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=build /a /a\n"
                "FROM node:22 AS build-2\nFROM build-2\nCOPY --from=build-2 /b /b\n"
                "RUN --mount=from=build-2,target=/c make\n"
            ),
        ),
    ),
    silent=("FROM a AS b\nFROM b AS c\nFROM a\nFROM a\n",),
    aliases=("DuplicateStageName", "DS-0012", "AVD-DS-0012", "CKV_DOCKER_11", "DUPLICATE_BUILD_STAGE_NAME"),
)
