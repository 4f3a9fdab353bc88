"""Stages on the same image that begin by installing the same packages."""

from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.base_stage import BaseStage
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Related, Rule, Safety, Severity
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

# Each keystroke in a RUN that installs compares all of them again; no file that a person writes has so many.
MOST_STEPS = 500

TITLE = Sentence(en="Begin them with one stage `base`", ko="공통 부분을 `base` 스테이지 하나로 만들기")
SAME = Sentence(en="This stage does the same", ko="이 스테이지도 똑같이 합니다")


@value
class Head:
    """A FROM; ``written`` is its image with its flags."""

    span: Span
    written: str


def note(instruction: Instruction, around: Surroundings) -> Head | str | None:
    """The head of a stage, or the words of a RUN that installs packages."""
    if instruction.keyword == "FROM":
        image = stage_head(instruction).image
        flags = " ".join(flag.text for flag in instruction.flags)
        return Head(image.span, f"{flags} {image.text}") if image is not None else None
    if not around.in_stage or instruction.heredocs:
        return None
    found = package_commands(scripts_of(instruction, around))
    return " ".join(instruction.line.split()) if any(each.installs and each.packages for each in found) else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if len(noted) > MOST_STEPS:
        return
    alike: dict[tuple[str, str], list[Noted]] = {}  # by their image and what they install first
    head: Noted | None = None
    for each in noted:
        if isinstance(each.fact, Head):
            head = each
        elif head is not None:
            alike.setdefault((head.fact.written, each.fact), []).append(head)
            head = None
    for stages in alike.values():
        if len(stages) > 1:
            yield _finding(stages)


def _finding(stages: Sequence[Noted]) -> Finding:
    """One for all, at the second: the first may stay as it is."""
    first, second, *others = (Place(stage.piece, stage.fact.span) for stage in stages)
    fix = Fix(TITLE, Safety.SUGGEST, BaseStage(tuple(stage.piece for stage in stages)))
    return Finding(second, fixes=(fix,), related=tuple(Related(place, SAME) for place in (first, *others)))


RULE = Rule(
    code="DLS2011",
    name="shared-base-stage",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="This stage installs what another one does; both could start from a common stage",
        ko="다른 스테이지와 같은 것을 설치합니다. 공통 스테이지에서 시작할 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "BuildKit runs a step that two stages have in common once, but only while both are the same to the last "
            "character. The day one of them is changed, both run, and the images no longer share those layers.\n\n"
            "Give the common part a stage of its own:\n\n"
            "```dockerfile\nFROM debian:13 AS base\nRUN apt-get update && apt-get install -y curl\n\n"
            "FROM base AS build\n\nFROM base\n```\n\n"
            "Ignore this where the stages are alike by chance and will part."
        ),
        ko=(
            "BuildKit은 두 스테이지에 공통된 단계를 한 번만 실행하지만, 글자 하나까지 같을 때만 그렇습니다. 한쪽만 "
            "고치면 둘 다 실행되고 레이어도 더는 공유되지 않습니다.\n\n"
            "공통 부분을 스테이지로 만드세요.\n\n"
            "```dockerfile\nFROM debian:13 AS base\nRUN apt-get update && apt-get install -y curl\n\n"
            "FROM base AS build\n\nFROM base\n```\n\n"
            "지금만 우연히 같고 앞으로 달라질 스테이지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM debian:12 AS a\nENV A=1\nRUN apt-get update && apt-get install -y curl\nRUN make a\n\n"
                "# the other\nFROM «debian:12» AS b\n\nENV A=1\nRUN apt-get update && apt-get  install -y curl\n"
                "RUN make b\n"
            ),
            good=(
                "FROM debian:12 AS base\nENV A=1\nRUN apt-get update && apt-get install -y curl\n\n"
                "FROM base AS a\nRUN make a\n\n# the other\nFROM base AS b\nRUN make b\n"
            ),
        ),
        Example(
            bad="FROM alpine:3.22 AS tools\r\nRUN apk add git\r\nFROM «alpine:3.22»\r\nRUN apk add git\r\nCMD a\r\n",
            good="FROM alpine:3.22 AS tools\r\nRUN apk add git\r\nFROM tools\r\nCMD a\r\n",
        ),
        Example(
            bad=("FROM alpine:3.22\nRUN apk add git\nRUN a\nFROM «alpine:3.22»\nRUN apk add git\nCOPY --from=0 /a /a\n")
        ),
        Example(bad="FROM alpine:3.22 AS a\nRUN apk add git\nFROM «alpine:3.22»\nCOPY a /a\nRUN apk add git\n"),
        Example(bad="FROM a AS base\nRUN apk add git\nRUN a\nFROM «a»\nRUN apk add \\\n  # for b\n  git\n"),
    ),
    silent=(
        "FROM debian:12 AS a\nRUN apt-get install -y curl\nFROM debian:13\nRUN apt-get install -y curl\n",
        "FROM debian:12 AS a\nRUN apt-get install -y curl\nFROM debian:12\nRUN apt-get install -y git\n",
        "FROM debian:12 AS a\nRUN apt-get install -y curl\nFROM a AS b\nFROM a\n",
        "FROM debian:12 AS a\nRUN useradd app\nFROM debian:12\nRUN useradd app\n",
        "FROM --platform=$BUILDPLATFORM alpine:3.22 AS a\nRUN apk add git\nFROM alpine:3.22\nRUN apk add git\n",
    ),
)
