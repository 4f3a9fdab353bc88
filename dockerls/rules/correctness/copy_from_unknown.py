"""``--from=`` with a name that no stage has and that no image seems to be."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.image_grammar import seems_image
from dockerls.semantics.stage_references import StageNames, StageReference, UsedBy, stage_names_of, stage_references
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.nearest import nearest

TITLE = Sentence(en="Change to `{name}`", ko="`{name}` 스테이지로 바꾸기")
DID_YOU_MEAN = Sentence(
    en="No stage is called `{text}`. Did you mean `{name}`?",
    ko="`{text}` 스테이지가 없습니다. `{name}`의 오타일 수 있습니다",
)
IS_BELOW = Sentence(
    en="The stage `{text}` begins further down, and only those above can be used",
    ko="`{text}` 스테이지는 더 아래에서 시작합니다. 위에 있는 스테이지만 쓸 수 있습니다",
)
NO_NUMBER = Sentence(
    en="There is no stage {text}; the last one is {last}",
    ko="{text}번 스테이지가 없습니다. 마지막 스테이지는 {last}번입니다",
)


def note(instruction: Instruction, around: Surroundings) -> StageNames | None:
    return stage_names_of(instruction)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    found = stage_references((each.piece, each.fact) for each in noted)
    names = [stage.name for stage in found.definitions if stage.name]
    for reference in found.references:
        text = reference.use.text
        if reference.use.by is UsedBy.FROM or reference.stage < 0:
            continue
        if reference.target is not None:
            if reference.target > reference.stage:
                place = Place(reference.piece, reference.use.span)
                yield Finding(place, IS_BELOW.filled(text=text), severity=Severity.ERROR)
        elif text.isdecimal() and reference.use.by is UsedBy.COPY:
            message = NO_NUMBER.filled(text=text, last=len(found.definitions) - 1)
            yield Finding(Place(reference.piece, reference.use.span), message, severity=Severity.ERROR)
        elif not seems_image(text):
            own = found.definitions[reference.stage].name
            yield _unknown(reference, nearest(text, (name for name in names if name != own)))


def _unknown(reference: StageReference, name: str | None) -> Finding:
    place = Place(reference.piece, reference.use.span)
    text = reference.use.text
    if name is None:
        return Finding(place, RULE.message.filled(text=text))
    fix = Fix(TITLE.filled(name=name), Safety.SUGGEST, (PlacedEdit(place, name),))
    return Finding(place, DID_YOU_MEAN.filled(text=text, name=name), (fix,))


RULE = Rule(
    code="DL3022",
    name="copy-from-unknown",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="No stage is called `{text}`, so Docker takes it for a named build context or an image",
        ko="`{text}` 스테이지가 없으므로 이름 붙은 빌드 컨텍스트나 이미지로 처리됩니다",
    ),
    rationale=Sentence(
        en=(
            "`--from` names a stage of this file, a build context given with `docker build --build-context`, or an "
            "image. A misspelt stage is taken for an image and pulled from Docker Hub, which fails, or worse, "
            "finds an image of somebody else.\n\n"
            "Correct the name. Ignore this for a named build context, and write an image with its tag."
        ),
        ko=(
            "`--from`에는 이 파일의 스테이지, `docker build --build-context`로 준 빌드 컨텍스트, 또는 이미지를 "
            "적습니다. 스테이지 이름을 잘못 적으면 Docker Hub의 이미지로 여겨 내려받기에 실패하거나, 더 나쁘게는 "
            "남이 올린 이미지를 받게 됩니다.\n\n"
            "이름을 고치세요. 이름 붙은 빌드 컨텍스트라면 무시하고, 이미지라면 태그까지 적으세요."
        ),
    ),
    keywords=frozenset({"ARG", "FROM", "COPY", "ADD", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM golang:1.25 AS builder\nFROM debian:12\nCOPY --from=«bulider» /app /app\n",
            good="FROM golang:1.25 AS builder\nFROM debian:12\nCOPY --from=builder /app /app\n",
        ),
        Example(bad="FROM debian:12\nCOPY --from=«assets» /a /b\n"),
        Example(bad="FROM debian:12\nFROM debian:12\nCOPY --from=«2» /a /b\n"),
        Example(bad="FROM debian:12\nCOPY --from=«later» /a /b\nCOPY --from=«1» /a /b\nFROM debian:12 AS later\n"),
        Example(
            bad="FROM node:22 AS deps\nFROM node:22\nRUN --mount=type=bind,from=«dep»,target=/d make\n",
            good="FROM node:22 AS deps\nFROM node:22\nRUN --mount=type=bind,from=deps,target=/d make\n",
        ),
    ),
    silent=(
        "FROM debian:12 AS Build\nFROM debian:12\nCOPY --from=build /a /b\nCOPY --from=0 /a /b\n",
        "FROM debian:12\nCOPY --from=nginx /a /b\nCOPY --from=ghcr.io/astral-sh/uv /uv /uv\n",
        "FROM debian:12\nCOPY --from=$STAGE /a /b\nCOPY --from=busybox:1 /a /b\n",
        "FROM debian:12\nONBUILD COPY --from=later /a /b\nFROM debian:12 AS later\n",
        "FROM debian:12\nONBUILD COPY --from=assets /a /b\n",
    ),
    aliases=("FLAG_INVALID_FROM_VALUE",),
)
