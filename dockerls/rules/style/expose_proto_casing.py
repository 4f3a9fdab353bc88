"""``EXPOSE 80/TCP``: a protocol in capital letters."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.ports import ports_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Write `{protocol}`", ko="`{protocol}`(으)로 쓰기")


def check(expose: Instruction, around: Surroundings) -> Iterator[Finding]:
    for port in ports_of(expose):
        if port.protocol is None or "$" in port.protocol or port.protocol == port.protocol.lower():
            continue
        small = port.protocol.lower()
        fix = Fix(TITLE.filled(protocol=small), Safety.SAFE, (substitute(port.protocol_span, small),))
        yield Finding(here(port.protocol_span), None, (fix,) if port.is_plain else ())


RULE = Rule(
    code="ExposeProtoCasing",
    name="expose-proto-casing",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(en="Protocols are written in small letters", ko="프로토콜은 소문자로 씁니다"),
    rationale=Sentence(
        en=(
            "Docker writes ports as `80/tcp` everywhere: in `docker ps`, in `docker inspect`, in the image itself. "
            "`80/TCP` means the same, but is not found by a search for what Docker shows."
        ),
        ko=(
            "Docker는 `docker ps`, `docker inspect`, 이미지 안 어디에서나 포트를 `80/tcp`로 적습니다. `80/TCP`도 같은 "
            "뜻이지만 Docker가 보여 주는 글자로 찾으면 찾을 수 없습니다."
        ),
    ),
    keywords=frozenset({"EXPOSE"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nEXPOSE 80/«TCP» 53/«Udp» 53/tcp\n",
            good="FROM debian:12\nEXPOSE 80/tcp 53/udp 53/tcp\n",
        ),
        Example(bad='FROM debian:12\nEXPOSE «"80/TCP"»\n'),
    ),
    silent=("FROM debian:12\nEXPOSE 80 80/tcp $PORT/$PROTO ${PORT}/udp\n",),
    aliases=("INVALID_PROTO",),
)
