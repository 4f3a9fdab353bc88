"""An image of so many layers that it comes near the limit."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

# Docker's storage takes 127 layers, two of which a container needs (maxLayerDepth in moby's layer/layer_store.go);
# base images have up to about 20.
MANY = 100


def note(instruction: Instruction, around: Surroundings) -> Span | None:
    """Where the keyword stands of an instruction that makes a layer of the image."""
    return instruction.keyword_span if around.ships and instruction.keyword in ("RUN", "COPY", "ADD") else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if len(noted) > MANY:
        first = noted[MANY]
        yield Finding(Place(first.piece, first.fact), MESSAGE.filled(count=len(noted)))


MESSAGE = Sentence(
    en="The image gets {count} layers on top of those of its base image; Docker takes at most 127 in all",
    ko="베이스 이미지 위에 레이어가 {count}개 더 쌓입니다. Docker는 모두 합쳐 127개까지만 허용합니다",
)


def _image_of(layers: int) -> str:
    lines = "".join(f"RUN step {number}\n" for number in range(1, layers + 1))
    return f"FROM debian:12\n{lines}"


RULE = Rule(
    code="DLS1026",
    name="layer-count",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="The image has nearly as many layers as Docker takes",
        ko="이미지의 레이어 수가 Docker의 한도에 가깝습니다",
    ),
    rationale=Sentence(
        en=(
            "Each RUN, COPY and ADD makes a filesystem layer. Docker takes at most 127 layers, those of the base image "
            "included, and fails to build or pull an image with more. Every layer also costs a little at each pull and "
            "start.\n\n"
            "Join RUNs that belong together, copy several files with one COPY, or do the work in an earlier stage and "
            "copy its result: only the layers of the final stage count, with those of the stages it is built on.\n\n"
            "ENV, LABEL, USER, EXPOSE, CMD and ENTRYPOINT make no filesystem layer and are not counted."
        ),
        ko=(
            "RUN, COPY, ADD는 하나마다 파일 시스템 레이어를 만듭니다. Docker는 베이스 이미지의 것을 포함해 레이어를 "
            "127개까지만 허용하며, 넘으면 이미지를 빌드하거나 내려받을 수 없습니다. 레이어마다 내려받고 시작하는 "
            "비용도 조금씩 듭니다.\n\n"
            "함께 할 일은 한 RUN으로 합치고, 여러 파일은 COPY 하나로 복사하거나, 앞 스테이지에서 작업하고 결과만 "
            "복사하세요. 마지막 스테이지와 그 바탕이 되는 스테이지의 레이어만 셉니다.\n\n"
            "ENV, LABEL, USER, EXPOSE, CMD, ENTRYPOINT는 파일 시스템 레이어를 만들지 않으므로 세지 않습니다."
        ),
    ),
    check=FileCheck(note, check),
    examples=(Example(bad=f"{_image_of(MANY)}«COPY» a /a\nENV A=1\nRUN b\n"),),
    silent=(
        _image_of(MANY),
        _image_of(MANY).replace("debian:12", "debian:12 AS build") + "FROM debian:12\nCOPY --from=build /a /a\n",
    ),
)
