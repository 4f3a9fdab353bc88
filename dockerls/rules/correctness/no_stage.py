"""A file without any FROM."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment
from dockerls.text.span import Span
from dockerls.value import value


@value
class _Before:
    """Something that may stand above the first FROM; the span is what the finding is shown at."""

    span: Span


def note(instruction: Instruction, around: Surroundings) -> "_Before | bool | None":
    if instruction.keyword == "FROM" or (not around.in_stage and instruction.keyword != "ARG"):
        return True  # there is a stage, or something that is an error by itself
    return None if around.in_stage else _Before(instruction.keyword_span)


def note_comment(comment: Comment) -> _Before:
    return _Before(comment.span)


def check(found: tuple[Noted, ...]) -> Iterator[Finding]:
    if all(isinstance(noted.fact, _Before) for noted in found):
        yield Finding(Place(found[-1].piece, found[-1].fact.span))


RULE = Rule(
    code="DLS4047",
    name="no-stage",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="There is no `FROM` in this file, so there is nothing to build",
        ko="파일에 `FROM`이 없어 빌드할 것이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "An image is built in stages, and every stage begins with `FROM`. Docker refuses a file that has none.\n\n"
            "Begin with `FROM` and the image to build on, or `FROM scratch` for an empty one."
        ),
        ko=(
            "이미지는 스테이지 단위로 빌드되고, 모든 스테이지는 `FROM`으로 시작합니다. `FROM`이 하나도 없으면 Docker가 "
            "빌드를 거부합니다.\n\n"
            "기반으로 삼을 이미지를 `FROM`으로 적으세요. 빈 이미지에서 시작하려면 `FROM scratch`를 쓰세요."
        ),
    ),
    check=FileCheck(note, check, note_comment),
    examples=(
        Example(bad="ARG A=1\n«ARG» B=2\n"),
        Example(bad="# syntax=docker/dockerfile:1\n\n«# to be written»\n"),
    ),
    silent=("# here\nARG A=1\nFROM debian:$A\n# there\nARG B\n", "# here\nRUN make\n", "\n"),
)
