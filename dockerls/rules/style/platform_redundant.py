"""``FROM --platform=$TARGETPLATFORM``, which is what FROM does anyway."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity, Tag
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Delete `--platform`", ko="`--platform` 삭제")
DEFAULT_SET = "default"  # an ARG gives TARGETPLATFORM a default of the file's own


@value
class Redundant:
    """The flag, and what to delete so that it is gone."""

    span: Span
    cut: Span


def note(instruction: Instruction, around: Surroundings) -> Redundant | str | None:
    if instruction.keyword == "ARG":
        is_set = any(pair.key.text == "TARGETPLATFORM" and pair.value is not None for pair in instruction.pairs)
        return DEFAULT_SET if is_set and not around.in_stage else None
    flag = instruction.flag("platform")
    image = stage_head(instruction).image
    if flag is None or image is None or flag.value not in ("$TARGETPLATFORM", "${TARGETPLATFORM}"):
        return None
    cut = Span(flag.span.start, image.span.start)
    holds_more = flag != instruction.flags[-1] or any(cut.overlaps(each) for each in instruction.header.comments)
    return Redundant(flag.span, flag.span if holds_more else cut)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if any(each.fact == DEFAULT_SET for each in noted):
        return
    for each in noted:
        fact: Redundant = each.fact
        fix = Fix(TITLE, Safety.SAFE, (PlacedEdit(Place(each.piece, fact.cut), ""),))
        yield Finding(Place(each.piece, fact.span), fixes=(fix,), tags=(Tag.UNNECESSARY,))


RULE = Rule(
    code="DL3065",
    name="platform-redundant",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="FROM takes the target platform anyway", ko="`--platform`이 없어도 FROM은 대상 플랫폼을 씁니다"
    ),
    rationale=Sentence(
        en=(
            "Without `--platform` a base image is pulled for the platform that is built for, which is just what "
            "`$TARGETPLATFORM` holds.\n\n"
            "Leave the flag out. `--platform=$BUILDPLATFORM`, the builder's own, does mean something."
        ),
        ko=(
            "`--platform`을 적지 않으면 베이스 이미지는 빌드 대상 플랫폼의 것을 가져옵니다. `$TARGETPLATFORM`이 바로 "
            "그 "
            "값입니다.\n\n"
            "플래그를 빼세요. 빌드하는 쪽의 플랫폼인 `--platform=$BUILDPLATFORM`은 의미가 있습니다."
        ),
    ),
    keywords=frozenset({"ARG", "FROM"}),
    check=FileCheck(note, check),
    examples=(
        Example(bad="FROM «--platform=$TARGETPLATFORM» debian:12 AS base\n", good="FROM debian:12 AS base\n"),
        Example(
            bad="FROM \\\r\n  «--platform=${TARGETPLATFORM}» \\\r\n  debian:12\r\n", good="FROM \\\r\n  debian:12\r\n"
        ),
    ),
    silent=(
        "FROM --platform=$BUILDPLATFORM debian:12\nFROM debian:12\n",
        "ARG TARGETPLATFORM=linux/amd64\nFROM --platform=$TARGETPLATFORM debian:12\n",
    ),
    aliases=("RedundantTargetPlatform",),
)
