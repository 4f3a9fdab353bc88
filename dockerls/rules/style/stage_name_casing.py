"""A stage name with capital letters."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rewrite.stage_names import RenameStage
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Rename to `{name}`, with what refers to it", ko="`{name}` 이름으로 바꾸기(참조 포함)")


def note(instruction: Instruction, around: Surroundings) -> StageHead:
    return stage_head(instruction)


def check(heads: tuple[Noted, ...]) -> Iterator[Finding]:
    for number, head in enumerate(heads):
        stage: StageHead = head.fact
        if stage.name is not None and stage.name.text != stage.key and "$" not in stage.name.text:
            fix = Fix(TITLE.filled(name=stage.key), Safety.SAFE, RenameStage(number, stage.name.text.lower()))
            yield Finding(Place(head.piece, stage.name.span), RULE.message.filled(name=stage.key), (fix,))


RULE = Rule(
    code="StageNameCasing",
    name="stage-name-casing",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="Stage names are written in small letters: `{name}`", ko="스테이지 이름은 소문자로 씁니다: `{name}`"
    ),
    rationale=Sentence(
        en=(
            "Docker ignores case in stage names and makes them small letters itself, so `FROM x AS Build` and "
            "`COPY --from=build` mean the same stage. Capital letters only hide that.\n\n"
            "Write the name in small letters, there and wherever it is used."
        ),
        ko=(
            "Docker는 스테이지 이름의 대소문자를 구분하지 않고 소문자로 바꿉니다. `FROM x AS Build`와 "
            "`COPY --from=build`는 같은 스테이지를 가리킵니다. 대문자를 쓰면 이 점이 드러나지 않습니다.\n\n"
            "정의하는 곳과 쓰는 곳 모두 소문자로 쓰세요."
        ),
    ),
    keywords=frozenset({"FROM"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM golang:1.25 AS «Build»\nFROM debian:12\nCOPY --from=Build /a /a\n"
                "RUN --mount=from=BUILD,target=/b make\nFROM build\n"
            ),
            good=(
                "FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=build /a /a\n"
                "RUN --mount=from=build,target=/b make\nFROM build\n"
            ),
        ),
    ),
    silent=("FROM debian:12 AS build-1\nFROM debian:12\nFROM BUILD-1\n", "FROM debian:12 AS\n"),
)
