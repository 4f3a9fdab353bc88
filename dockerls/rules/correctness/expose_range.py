"""EXPOSE of something that is no port."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.ports import Port, ports_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

HIGHEST = 65535
PROTOCOLS = ("tcp", "udp", "sctp")

COMMA = Sentence(en="Delete the comma", ko="쉼표 삭제")
NO_NUMBER = Sentence(en="`{port}` is not a port number", ko="`{port}`은(는) 포트 번호가 아닙니다")
BACKWARDS = Sentence(en="This range ends before it begins", ko="범위의 끝이 시작보다 앞에 있습니다")
NO_PROTOCOL = Sentence(
    en="`{protocol}` is no protocol Docker knows: tcp, udp or sctp",
    ko="`{protocol}`은(는) Docker가 아는 프로토콜(tcp, udp, sctp)이 아닙니다",
)

_RANGE = pattern(r"[0-9]+(?:-[0-9]+)?")


def check(expose: Instruction, around: Surroundings) -> Iterator[Finding]:
    for port in ports_of(expose):
        if "$" in port.text[port.mapped :]:
            continue
        message = _wrong_number(port.number)
        if message is not None:
            yield Finding(here(port.number_span), message, _fixes(port))
        elif port.protocol and port.protocol.lower() not in PROTOCOLS:
            yield Finding(here(port.protocol_span), NO_PROTOCOL.filled(protocol=port.protocol))


def _wrong_number(number: str) -> Sentence | None:
    if not _RANGE.fullmatch(number):
        return NO_NUMBER.filled(port=number)
    first, _, last = number.partition("-")
    if int(first) > HIGHEST or int(last or 0) > HIGHEST:
        return RULE.message.filled(port=number)
    return BACKWARDS if last and int(first) > int(last) else None


def _fixes(port: Port) -> tuple[Fix, ...]:
    if not port.is_plain or not port.number.endswith(",") or _wrong_number(port.number[:-1]) is not None:
        return ()
    end = port.number_span.end
    return (Fix(COMMA, Safety.SUGGEST, (delete(Span(end - 1, end)),)),)


RULE = Rule(
    code="DL3011",
    name="expose-range",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`{port}` is above the highest port, 65535", ko="`{port}`은(는) 가장 큰 포트 번호 65535보다 큽니다"
    ),
    rationale=Sentence(
        en=(
            "A port is a number from 0 to 65535, and a range has the form `8000-8010`; behind a slash stands the "
            "protocol: `tcp` (if there is none), `udp` or `sctp`. Docker refuses the file otherwise.\n\n"
            "Several ports are set apart by blanks, without commas: `EXPOSE 80 443`."
        ),
        ko=(
            "포트는 0부터 65535까지의 숫자이고, 범위는 `8000-8010`처럼 씁니다. 빗금 뒤에는 프로토콜 `tcp`(기본값), "
            "`udp`, "
            "`sctp`를 쓸 수 있습니다. 다른 것이 있으면 Docker가 빌드를 거부합니다.\n\n"
            "포트가 여럿이면 `EXPOSE 80 443`처럼 쉼표 없이 띄어 씁니다."
        ),
    ),
    keywords=frozenset({"EXPOSE"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nEXPOSE 80 «80000» «8000-80000»/tcp\n"),
        Example(bad="FROM debian:12\nEXPOSE «80,» 443\n", good="FROM debian:12\nEXPOSE 80 443\n"),
        Example(bad="FROM debian:12\nEXPOSE «http» 80/«http» «90-80» 80:«99999»\n"),
    ),
    silent=(
        "FROM debian:12\nEXPOSE 0 65535 80/TCP 8000-8010/udp 9/sctp\n",
        'FROM debian:12\nEXPOSE $PORT ${PORT}/tcp 80$X ${A:-99999} "8080"\n',
        "FROM debian:12\nEXPOSE 80 # the web\n",
    ),
    aliases=("DS-0008", "AVD-DS-0008", "invalid-port", "INVALID_PORT", "INVALID_PROTO"),
)
