"""``FROM --platform=linux/amd64``: a fixed platform."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

BUILD = Sentence(en="Use the builder's platform: `$BUILDPLATFORM`", ko="빌드하는 쪽의 플랫폼 `$BUILDPLATFORM` 쓰기")
DELETE = Sentence(en="Delete `--platform`", ko="`--platform` 삭제")


def check(from_: Instruction, around: Surroundings) -> Iterator[Finding]:
    flag = from_.flag("platform")
    head = stage_head(from_)
    if flag is None or not flag.value or flag.value_span is None or "$" in flag.value or head.image is None:
        return
    architecture = flag.value.strip("\"'").split("/")[1:2]
    if any(part in (head.key or "") for part in architecture):
        return  # one stage for each platform, of which FROM chooses by name
    gap = Span(flag.span.start, head.image.span.start)
    is_plain = flag == from_.flags[-1] and not any(gap.overlaps(each) for each in from_.header.comments)
    without = Fix(DELETE, Safety.SUGGEST, (delete(gap),))
    for_builder = Fix(BUILD, Safety.SUGGEST, (substitute(flag.value_span, "$BUILDPLATFORM"),))
    fixes = ((without,) if is_plain else ()) if around.ships else (for_builder,)
    yield Finding(here(flag.value_span), RULE.message.filled(platform=flag.value), fixes)


RULE = Rule(
    code="DL3029",
    name="platform-const",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    on=False,
    message=Sentence(
        en="This stage is for `{platform}` only, whatever platform is built for",
        ko="어떤 플랫폼으로 빌드하든 이 스테이지는 `{platform}` 전용이 됩니다",
    ),
    rationale=Sentence(
        en=(
            "With a fixed platform in `FROM`, `docker build --platform=linux/arm64` still gives an image for the fixed "
            "one, and on another machine everything runs in emulation, slowly.\n\n"
            "Choose the platform when building. A stage that only compiles can use `--platform=$BUILDPLATFORM`. Where "
            "the software exists for one platform only, the constant is right; so this rule is off by default."
        ),
        ko=(
            "`FROM`에 플랫폼을 고정하면 `docker build --platform=linux/arm64`로 빌드해도 고정한 플랫폼의 이미지가 "
            "만들어지고, "
            "다른 컴퓨터에서는 에뮬레이션으로 느리게 실행됩니다.\n\n"
            "플랫폼은 빌드할 때 고르세요. 컴파일만 하는 스테이지에는 `--platform=$BUILDPLATFORM`을 쓸 수 있습니다. 한 "
            "플랫폼에서만 쓸 수 있는 소프트웨어라면 고정하는 것이 맞으므로 기본적으로 꺼져 있습니다."
        ),
    ),
    keywords=frozenset({"FROM"}),
    check=check,
    examples=(
        Example(bad="FROM --platform=«linux/amd64» debian:12\n", good="FROM debian:12\n"),
        Example(
            bad="FROM --platform=«linux/amd64» golang:1.25 AS build\nFROM debian:12\n",
            good="FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nFROM debian:12\n",
        ),
    ),
    silent=(
        "FROM --platform=$BUILDPLATFORM debian:12\nFROM --platform=linux/$ARCH debian:12\n",
        "FROM --platform=linux/arm64 debian:12 AS build-arm64\nFROM build-$TARGETARCH\n",
        "FROM debian:12\nFROM --platform= debian:12\n",
    ),
    aliases=("FromPlatformFlagConstDisallowed", "avoid-platform-with-from"),
)
