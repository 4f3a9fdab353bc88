"""Names that no stage can have, and names that mean something else."""

import re
from collections.abc import Callable, Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rewrite.stage_names import RenameStage
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern

TITLE = Sentence(en="Rename to `{name}`, with what refers to it", ko="`{name}` 이름으로 바꾸기(참조 포함)")
RESERVED = frozenset({"scratch", "context"})

_VALID = pattern(r"[a-z][a-z0-9-_.]*")  # as parseBuildStageName of BuildKit has it, for the name in small letters


def note(instruction: Instruction, around: Surroundings) -> StageHead:
    return stage_head(instruction)


def _check(is_wrong: Callable[[str], bool], message: Sentence) -> FileCheck:
    def check(heads: tuple[Noted, ...]) -> Iterator[Finding]:
        taken = {head.fact.key for head in heads}
        for number, head in enumerate(heads):
            stage: StageHead = head.fact
            if stage.name is None or not is_wrong(stage.name.text.lower()):
                continue
            better = _better(stage.name.text.lower())
            fix = Fix(TITLE.filled(name=better), Safety.SUGGEST, RenameStage(number, better))
            fixes = () if better in taken or "$" in stage.name.text else (fix,)
            yield Finding(Place(head.piece, stage.name.span), message.filled(name=stage.name.text), fixes)

    return FileCheck(note, check)


def _better(name: str) -> str:
    plain = re.sub(r"[^a-z0-9_.-]+", "-", name).strip("-")
    return plain if _VALID.fullmatch(plain) and plain not in RESERVED else f"stage-{plain}".rstrip("-")


def _is_invalid(name: str) -> bool:
    return _VALID.fullmatch(name) is None


INVALID = Sentence(
    en="`{name}` cannot name a stage: a letter first, then letters, digits, `-`, `_` and `.`",
    ko="`{name}`은(는) 스테이지 이름으로 쓸 수 없습니다. 영문자로 시작하고 영문자, 숫자, `-`, `_`, `.`만 씁니다",
)
IS_RESERVED = Sentence(
    en="`{name}` means something else to Docker and cannot name a stage",
    ko="`{name}`은(는) Docker에서 다른 뜻으로 쓰이므로 스테이지 이름으로 쓸 수 없습니다",
)

RULES = (
    Rule(
        code="DLS4011",
        name="invalid-stage-name",
        category=Category.CORRECTNESS,
        severity=Severity.ERROR,
        message=INVALID,
        rationale=Sentence(
            en=(
                "The name of a stage begins with a letter, so that it cannot be taken for the number of a stage, and "
                "goes on with letters, digits, `-`, `_` and `.`. Docker refuses the file otherwise. Variables are not "
                "replaced there.\n\n"
                "Give the stage another name, and change what refers to it."
            ),
            ko=(
                "스테이지 이름은 스테이지 번호와 헷갈리지 않도록 영문자로 시작하고, 영문자, 숫자, `-`, `_`, `.`로 "
                "이어집니다. "
                "그렇지 않으면 Docker가 빌드를 거부합니다. 이 자리에서는 변수도 바뀌지 않습니다.\n\n"
                "다른 이름을 붙이고, 그 스테이지를 쓰는 곳도 함께 고치세요."
            ),
        ),
        keywords=frozenset({"FROM"}),
        check=_check(_is_invalid, INVALID),
        examples=(
            Example(
                bad="FROM golang:1.25 AS «1st:build»\nFROM debian:12\nCOPY --from=1st:build /a /a\n",
                good="FROM golang:1.25 AS stage-1st-build\nFROM debian:12\nCOPY --from=stage-1st-build /a /a\n",
            ),
            Example(bad="FROM debian:12 AS «빌드»\n", good="FROM debian:12 AS stage\n"),
            Example(bad="FROM debian:12 AS «$NAME»\n"),
        ),
        silent=("FROM debian:12 AS Build-1_a.b\nFROM debian:12\nFROM debian:12 AS\n",),
        aliases=("INVALID_BUILD_STAGE_NAME",),
    ),
    Rule(
        code="DL3063",
        name="reserved-stage-name",
        category=Category.CORRECTNESS,
        severity=Severity.ERROR,
        message=IS_RESERVED,
        rationale=Sentence(
            en=(
                "`FROM scratch` is the empty image, and `context` the build context. A stage with one of these names "
                "hides what everybody else means by them.\n\n"
                "Give the stage another name, and change what refers to it."
            ),
            ko=(
                "`FROM scratch`는 빈 이미지를, `context`는 빌드 컨텍스트를 뜻합니다. 스테이지에 이런 이름을 붙이면 "
                "원래 뜻을 "
                "알아볼 수 없게 됩니다.\n\n"
                "다른 이름을 붙이고, 그 스테이지를 쓰는 곳도 함께 고치세요."
            ),
        ),
        keywords=frozenset({"FROM"}),
        check=_check(RESERVED.__contains__, IS_RESERVED),
        examples=(
            Example(
                bad="FROM debian:12 AS «context»\nFROM debian:12\nCOPY --from=context /a /a\n",
                good="FROM debian:12 AS stage-context\nFROM debian:12\nCOPY --from=stage-context /a /a\n",
            ),
            Example(bad="FROM debian:12 AS «Scratch»\n", good="FROM debian:12 AS stage-scratch\n"),
        ),
        silent=("FROM scratch AS base\nFROM debian:12 AS my-context\n",),
        aliases=("ReservedStageName",),
    ),
)
