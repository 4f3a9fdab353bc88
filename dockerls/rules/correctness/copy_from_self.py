"""A stage that copies from itself."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Related, Rule, Severity
from dockerls.semantics.stage_references import StageNames, stage_names_of, stage_references
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

BEGINS = Sentence(en="The stage begins here", ko="이 스테이지는 여기서 시작합니다")


def note(instruction: Instruction, around: Surroundings) -> StageNames | None:
    return stage_names_of(instruction)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    found = stage_references((each.piece, each.fact) for each in noted)
    for reference in found.references:
        if reference.target is not None and reference.target == reference.stage:
            stage = found.definitions[reference.stage]
            begins = (Related(Place(stage.piece, stage.span), BEGINS),) if stage.span else ()
            yield Finding(Place(reference.piece, reference.use.span), related=begins)


RULE = Rule(
    code="DL3023",
    name="copy-from-self",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="This is the stage itself, which is not built yet", ko="아직 빌드 중인 이 스테이지 자신을 가리킵니다"
    ),
    rationale=Sentence(
        en=(
            "`COPY --from` and `RUN --mount=from=` read a finished stage, so a stage that names itself waits for "
            "itself, and the build stops with a circular dependency.\n\n"
            "Name another stage. To copy inside one stage, use `RUN cp`."
        ),
        ko=(
            "`COPY --from`과 `RUN --mount=from=`은 완성된 스테이지를 읽습니다. 자기 자신을 가리키면 순환 참조가 되어 "
            "빌드가 실패합니다.\n\n"
            "다른 스테이지를 지정하세요. 같은 스테이지 안에서 복사하려면 `RUN cp`를 쓰세요."
        ),
    ),
    keywords=frozenset({"ARG", "FROM", "COPY", "ADD", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(bad="FROM debian:12 AS build\nCOPY --from=«Build» /a /b\n"),
        Example(bad="FROM debian:12\nFROM debian:12\nCOPY --from=«1» /a /b\n"),
        Example(bad="FROM debian:12 AS build\nRUN --mount=type=bind,from=«build»,target=/b make\n"),
    ),
    silent=(
        "FROM debian:12 AS build\nFROM debian:12 AS app\nCOPY --from=build /a /b\nCOPY --from=0 /a /b\n",
        "FROM nginx AS nginx\nFROM nginx AS nginx\nCOPY --from=nginx /a /b\n",
        "FROM debian:12 AS build\nONBUILD COPY --from=build /a /b\n",
    ),
    aliases=("DS-0006", "AVD-DS-0006"),
)
