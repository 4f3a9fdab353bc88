"""A label whose key Docker's own guidelines rule out."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern

RESERVED = ("com.docker.", "io.docker.", "org.dockerproject.")
IS_RESERVED = Sentence(
    en="`{namespace}` is kept for Docker's own labels",
    ko="`{namespace}`은(는) Docker 자체 레이블을 위해 예약되어 있습니다",
)

_KEY = pattern(r"[a-z](?:[a-z0-9]|[.-](?![.-]))*(?<![.-])")


def check(label: Instruction, around: Surroundings) -> Iterator[Finding]:
    for pair in label.pairs:
        key = pair.key.text.strip("\"'")
        namespace = next((each for each in RESERVED if key.startswith(each)), None)
        if namespace is not None:
            yield Finding(here(pair.key.span), IS_RESERVED.filled(namespace=namespace + "*"))
        elif key and "$" not in key and not _KEY.fullmatch(key.replace("_", "-")):
            yield Finding(here(pair.key.span), RULE.message.filled(key=key))


RULE = Rule(
    code="DL3048",
    name="label-key-invalid",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="`{key}` does not follow the guidelines for label keys",
        ko="`{key}`은(는) 레이블 키 작성 지침에 맞지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "Docker's guidelines for label keys: small letters, digits, `.` and `-`, a letter first, no two separators "
            "in "
            "a row and none at the end, and the reversed name of a domain in front where others may read it, as in "
            "`org.opencontainers.image.source`. `com.docker.*`, `io.docker.*` and `org.dockerproject.*` are Docker's "
            "own.\n\n"
            "Any key works; tools that look for labels expect this form. `_` is let pass."
        ),
        ko=(
            "Docker의 레이블 키 지침은 이렇습니다. 소문자, 숫자, `.`, `-`만 쓰고, 영문자로 시작하며, 구분자를 잇달아 "
            "쓰거나 끝에 두지 "
            "않습니다. 다른 사람도 읽는 레이블이라면 `org.opencontainers.image.source`처럼 도메인을 거꾸로 적어 앞에 "
            "붙입니다. "
            "`com.docker.*`, `io.docker.*`, `org.dockerproject.*`는 Docker가 씁니다.\n\n"
            "어떤 키든 동작하지만, 레이블을 찾는 도구는 이 형식을 기대합니다. `_`는 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"LABEL"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nLABEL «Name»=x «a..b»=y «1st»=z «a-»=q ok=1\n"),
        Example(bad='FROM debian:12\nLABEL «com.docker.x» y\nONBUILD LABEL \\\n  «"a b"»=c\n'),
    ),
    silent=(
        "FROM debian:12\nLABEL org.opencontainers.image.source=x a.b-c=d build_date=e maintainer x\n",
        'FROM debian:12\nLABEL $KEY=a "x.y"=b\nENV Name=x\n',
    ),
)
