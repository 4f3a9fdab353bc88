"""``ENV DEBIAN_FRONTEND=noninteractive``, which is still set when the container runs."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.joint import line_end_of
from dockerls.rewrite.pairs import as_pair
from dockerls.rewrite.place import Place, placed
from dockerls.rewrite.remove_word import without_argument
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Pair
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

NAME = "DEBIAN_FRONTEND"
_PASSED_ON = pattern(rf"\b{NAME}\b(?!=)")
MEANT_FOR_BUILDS = "noninteractive"

TITLE = Sentence(en="Use ARG, which ends with the build", ko="빌드가 끝나면 사라지는 ARG 사용")


@value
class PassedOn:
    """A RUN that names the variable without setting it, as sudo's ``env_keep`` does: it is meant to stay."""


@value
class Frontend:
    """What an ENV sets the frontend to, and the edits that make it an ARG."""

    span: Span
    value: str
    edits: tuple[Edit, ...]


def note(instruction: Instruction, around: Surroundings) -> Frontend | PassedOn | None:
    if instruction.keyword == "RUN":
        words = (word for command in commands_of(instruction, around) for word in command.words)
        is_named = NAME in instruction.text and any(_PASSED_ON.search(word.text) for word in words)
        return PassedOn() if is_named else None
    pair = next((pair for pair in instruction.pairs if pair.key.text == NAME), None)
    if pair is None or not around.ships:
        return None
    text = pair.value.text.strip("\"'") if pair.value else ""
    return Frontend(pair.key.span, text, as_argument(instruction, pair))


def as_argument(env: Instruction, pair: Pair) -> tuple[Edit, ...]:
    """Edits that make an ARG of the ENV, or of the pair where it sets more; none where comments are in the way."""
    if pair.value is None or len([each for each in env.pairs if each.key.text == NAME]) > 1:
        return ()
    if len(env.pairs) == 1:
        keyword = "arg" if env.keyword_span.of(env.text).islower() else "ARG"
        joined = as_pair(env, pair) if pair.is_legacy else ()
        is_readable = bool(joined) or not pair.is_legacy
        return (Edit(env.keyword_span, keyword), *joined) if is_readable and not env.header.comments else ()
    top = 1 if env.has_bom else 0
    gone = without_argument(env, [each.span for each in env.pairs], pair.span)
    line = f"ARG {NAME}={MEANT_FOR_BUILDS}{line_end_of(env)}"
    return (insertion(top, line), deletion(gone))


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    frontends = [item for item in noted if isinstance(item.fact, Frontend)]
    if len(frontends) < len(noted) or frontends[-1].fact.value != MEANT_FOR_BUILDS:
        return  # meant for the container, or set back before it runs
    for item in frontends:
        found: Frontend = item.fact
        if found.value == MEANT_FOR_BUILDS:
            fix = Fix(TITLE, Safety.SAFE, placed(found.edits, item.piece))
            yield Finding(Place(item.piece, found.span), fixes=(fix,) if found.edits else ())


RULE = Rule(
    code="DLS4010",
    name="debian-frontend-env",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="This is still set when the container runs; use ARG",
        ko="컨테이너가 실행될 때도 그대로 설정되어 있습니다. ARG를 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`DEBIAN_FRONTEND=noninteractive` keeps apt from asking questions during a build. As `ENV` it becomes part "
            "of "
            "the image: whoever works in the container, or builds on the image, gets programs that no longer ask, and "
            "rarely finds out why.\n\n"
            "`ARG` sets it for all `RUN`s below, and for stages built on this one, and ends with the build:\n\n"
            "```dockerfile\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update && apt-get install -y "
            "tzdata\n```\n\n"
            "Ignore this if the container itself installs packages when it runs."
        ),
        ko=(
            "`DEBIAN_FRONTEND=noninteractive`는 빌드 중에 apt가 질문하지 않게 합니다. `ENV`로 쓰면 이미지에 남으므로, "
            "컨테이너 안에서 작업하거나 이 이미지를 바탕으로 빌드하는 사람도 질문을 받지 못하게 되고 이유를 알기 "
            "어렵습니다.\n\n"
            "`ARG`는 아래의 모든 `RUN`과 이 스테이지를 바탕으로 한 스테이지에 적용되고 빌드가 끝나면 사라집니다.\n\n"
            "```dockerfile\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update && apt-get install -y "
            "tzdata\n```\n\n"
            "컨테이너가 실행 중에 직접 패키지를 설치한다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"ENV", "RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nENV «DEBIAN_FRONTEND»=noninteractive\n",
            good="FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\n",
        ),
        Example(
            bad="FROM ubuntu:24.04\nENV «DEBIAN_FRONTEND» noninteractive\n",
            good="FROM ubuntu:24.04\nARG DEBIAN_FRONTEND=noninteractive\n",
        ),
        Example(
            bad='FROM ubuntu:24.04\nENV TZ=UTC \\\n    «DEBIAN_FRONTEND»="noninteractive" \\\n    LANG=C.UTF-8\n',
            good=("FROM ubuntu:24.04\nARG DEBIAN_FRONTEND=noninteractive\nENV TZ=UTC \\\n    LANG=C.UTF-8\n"),
        ),
        Example(
            bad="FROM debian:12\r\nENV «DEBIAN_FRONTEND»=noninteractive A=b\r\n",
            good="FROM debian:12\r\nARG DEBIAN_FRONTEND=noninteractive\r\nENV A=b\r\n",
        ),
    ),
    silent=(
        "FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\n",
        "FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get update\nENV DEBIAN_FRONTEND=dialog\n",
        "FROM debian:12 AS build\nENV DEBIAN_FRONTEND=noninteractive\nFROM debian:12\nCOPY --from=build /a /a\n",
        "FROM debian:12\nRUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata\n",
        "FROM debian:12\nENV DEBIAN_FRONTEND=teletype\n",
        "FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\n"
        "RUN echo 'Defaults env_keep += \"DEBIAN_FRONTEND\"' >> /etc/sudoers\n",
    ),
)
