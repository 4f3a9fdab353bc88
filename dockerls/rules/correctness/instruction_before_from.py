"""An instruction above the first FROM, where only ARG may stand."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.below_from import BelowFrom
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

TITLE = Sentence(en="Move below FROM", ko="FROM 아래로 옮기기")


def note(instruction: Instruction, around: Surroundings) -> Span | None:
    if around.in_stage or instruction.keyword not in INSTRUCTIONS or INSTRUCTIONS[instruction.keyword].before_from:
        return None
    return instruction.keyword_span


def check(found: tuple[Noted, ...]) -> Iterator[Finding]:
    for noted in found:
        fix = Fix(TITLE, Safety.SUGGEST, BelowFrom(noted.piece))
        yield Finding(Place(noted.piece, noted.fact), fixes=(fix,))


RULE = Rule(
    code="DL3061",
    name="instruction-before-from",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="No FROM stands above, so there is no image yet to change",
        ko="위에 FROM이 없어 아직 바꿀 이미지가 없습니다",
    ),
    rationale=Sentence(
        en=(
            "A stage begins with `FROM`. Above the first one only `ARG`, comments and parser directives may stand; "
            "anything else stops the build.\n\n"
            "Move the instruction below `FROM`. An `ARG` above `FROM` is known to `FROM` lines only; a stage that "
            "needs it declares it again."
        ),
        ko=(
            "스테이지는 `FROM`으로 시작합니다. 첫 `FROM` 위에는 `ARG`, 주석, 파서 지시문만 둘 수 있으며 다른 명령이 "
            "있으면 빌드가 실패합니다.\n\n"
            "명령을 `FROM` 아래로 옮기세요. `FROM` 위의 `ARG`는 `FROM` 줄에서만 쓸 수 있으므로, 스테이지에서 필요하면 "
            "다시 선언해야 합니다."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="ARG TAG=12\n# who\n«LABEL» a=b\n\n«ENV» C=d\nFROM debian:$TAG\nRUN make\n",
            good="ARG TAG=12\n\nFROM debian:$TAG\n# who\nLABEL a=b\nENV C=d\nRUN make\n",
        ),
        Example(bad="«RUN» a\nFROM debian:12", good="FROM debian:12\nRUN a"),
        Example(bad="ARG TAG=12\n«ENV» TAG=$TAG\nFROM debian:$TAG\n"),
        Example(bad="«RUN» make\n"),
    ),
    silent=(
        "# syntax=docker/dockerfile:1\n\nARG A=1\nARG B\n# note\nFROM debian:12\nRUN make\n",
        "FOO\nFROM debian:12\n",
    ),
    aliases=("NO_SOURCE_IMAGE",),
)
