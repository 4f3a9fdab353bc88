"""A FROM whose image is empty or no image unless a build argument is given."""

from collections.abc import Iterator

from dockerls.knowledge.predefined import BUILDKIT_ARGS, PLATFORM_ARGS, PROXY_ARGS
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.image_grammar import is_reference, may_be_reference
from dockerls.semantics.scopes import Variables, variables_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import references
from dockerls.syntax.expansion import expanded
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import empty

TITLE = Sentence(en="Write `ARG {name}={tag}`", ko="`ARG {name}={tag}`(으)로 쓰기")

_GIVEN = PLATFORM_ARGS | PROXY_ARGS | BUILDKIT_ARGS


def note(instruction: Instruction, around: Surroundings) -> Variables | None:
    is_global = instruction.keyword == "FROM" or not around.in_stage
    return variables_of(instruction) if is_global else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    values: dict[str, str | None] = dict.fromkeys(_GIVEN, "a")
    bare: dict[str, Place] = {}  # behind the names of ARGs without a default
    for each in noted:
        variables: Variables = each.fact
        if variables.head is not None:
            if variables.head.image is not None and "$" in variables.head.image.text:
                yield from _findings(each.piece, variables.head.image, values, bare)
            continue
        for definition in variables.definitions:
            if definition.keyword != "ARG":
                continue
            # Within one ARG the default may use what stands above it.
            known = "" if definition.value is None else expanded(definition.value, values.get)
            values[definition.name] = known
            bare.pop(definition.name, None)
            if definition.value is None and definition.name not in _GIVEN:
                bare[definition.name] = Place(each.piece, empty(definition.span.end))


def _findings(piece: int, word: Word, values: dict[str, str | None], bare: dict[str, Place]) -> Iterator[Finding]:
    used = list(references(word.text))
    empty_ones = [reference for reference in used if reference.name in bare and not reference.modifier]
    image = expanded(word.text, values.get)
    if not empty_ones or image is None or is_reference(image) or not may_be_reference(word.text):
        return
    last = used[-1]
    tag = _tag_of(image) if last in empty_ones and word.text.endswith(f":{last.span.of(word.text)}") else None
    edits = (PlacedEdit(bare[last.name], f"={tag}"),) if tag else ()
    fixes = (Fix(TITLE.filled(name=last.name, tag=tag), Safety.SUGGEST, edits),) if edits else ()
    yield Finding(Place(piece, word.span), RULE.message.filled(name=empty_ones[0].name), fixes)


def _tag_of(image: str) -> str | None:
    """The release line that an image without its tag (``node:``) stands for today, where our tables have it."""
    from dockerls.knowledge.successors import pinned_tag

    return pinned_tag(read_image(image.removesuffix(":")))


RULE = Rule(
    code="InvalidDefaultArgInFrom",
    name="invalid-default-arg-from",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="`{name}` has no default, and without `--build-arg` this is not an image",
        ko="`{name}`에 기본값이 없어 `--build-arg` 없이는 올바른 이미지가 아닙니다",
    ),
    rationale=Sentence(
        en=(
            "An `ARG` without a default is empty unless the build is given a value, and `FROM node:$TAG` becomes "
            "`node:`. Then `docker build .` alone fails, and so do tools that read the file.\n\n"
            "Give it a default: `ARG TAG=22`. If the argument has to be passed on purpose, say so with "
            "`${TAG:?}`, or skip this check in the file."
        ),
        ko=(
            "기본값이 없는 `ARG`는 빌드할 때 값을 주지 않으면 비어 있어 `FROM node:$TAG`가 `node:`가 됩니다. 그러면 "
            "`docker build .`만으로는 실패하고, 파일을 읽는 도구도 이미지를 알 수 없습니다.\n\n"
            "`ARG TAG=22`처럼 기본값을 적으세요. 일부러 값을 받게 한 것이라면 `${TAG:?}`로 밝히거나 이 파일에서 규칙을 "
            "끄세요."
        ),
    ),
    keywords=frozenset({"ARG", "FROM"}),
    check=FileCheck(note, check),
    examples=(
        Example(bad="ARG TAG\nFROM «node:$TAG»\n", good="ARG TAG=26\nFROM node:$TAG\n"),
        Example(
            bad="ARG A=1 \\\n  # required\n  TAG\nFROM «node:${TAG}»\n",
            good=("ARG A=1 \\\n  # required\n  TAG=26\nFROM node:${TAG}\n"),
        ),
        Example(bad="ARG TAG\nFROM «registry.example.com/app:$TAG»\n"),
        Example(bad="ARG BASE\nARG V=1\nFROM «${BASE}» AS a\nFROM «$BASE:$V»\n"),
    ),
    silent=(
        "ARG TAG=22\nFROM node:$TAG\n",
        "ARG SUFFIX\nFROM node:22$SUFFIX\nFROM node${SUFFIX}\n",
        "ARG TAG\nFROM node:${TAG:-22}\nFROM node:${TAG:?}\n",
        "FROM node:$TAG\n",
        "ARG TAG\nARG TAG=22\nFROM node:$TAG\n",
        "ARG APP\nFROM Team/$APP!\n",
        "FROM base-$TARGETARCH\nARG TARGETARCH\nFROM base-$TARGETARCH\n",
    ),
)
