"""STOPSIGNAL with something that is no signal."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.nearest import nearest

TITLE = Sentence(en="Change to `{signal}`", ko="`{signal}`(으)로 바꾸기")

# The names of github.com/moby/sys/signal for Linux, which BuildKit asks; it takes them in any case.
_NAMES = (
    "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP "
    "TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX"
)
SIGNALS = frozenset(
    {
        *_NAMES.split(),
        *(f"RTMIN+{number}" for number in range(1, 16)),
        *(f"RTMAX-{number}" for number in range(1, 15)),
    }
)


def check(stopsignal: Instruction, around: Surroundings) -> Iterator[Finding]:
    written = stopsignal.value.strip("\"'")
    if not written or "$" in written or swallowed_comments(stopsignal):
        return
    name = written.upper().removeprefix("SIG")
    if name in SIGNALS or (written.isdecimal() and int(written) > 0):
        return
    meant = nearest(name, sorted(SIGNALS))
    span = stopsignal.value_span
    fixes = () if meant is None else (_change(f"SIG{meant}", stopsignal),)
    yield Finding(here(span), RULE.message.filled(signal=written), fixes)


def _change(signal: str, stopsignal: Instruction) -> Fix:
    return Fix(TITLE.filled(signal=signal), Safety.SUGGEST, (substitute(stopsignal.value_span, signal),))


RULE = Rule(
    code="DLS4032",
    name="stopsignal-invalid",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="`{signal}` is not a signal", ko="`{signal}`은(는) 시그널이 아닙니다"),
    rationale=Sentence(
        en=(
            "`STOPSIGNAL` is what `docker stop` sends to the program first: a name such as `SIGTERM` or `QUIT`, or a "
            "number such as `9`. Docker refuses the file otherwise."
        ),
        ko=(
            "`STOPSIGNAL`은 `docker stop`이 프로그램에 먼저 보내는 시그널입니다. `SIGTERM`이나 `QUIT` 같은 이름 또는 "
            "`9` 같은 "
            "번호를 적습니다. 다른 것을 적으면 Docker가 빌드를 거부합니다."
        ),
    ),
    keywords=frozenset({"STOPSIGNAL"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nSTOPSIGNAL «SIGTREM»\n", good="FROM debian:12\nSTOPSIGNAL SIGTERM\n"),
        Example(bad="FROM debian:12\nSTOPSIGNAL «0»\nSTOPSIGNAL «SIGTERM 9»\nSTOPSIGNAL «stop please»\n"),
    ),
    silent=(
        "FROM debian:12\nSTOPSIGNAL SIGTERM\nSTOPSIGNAL quit\nSTOPSIGNAL 9\nSTOPSIGNAL SIGRTMIN+3\n",
        'FROM debian:12\nSTOPSIGNAL $SIGNAL\nSTOPSIGNAL "SIGINT"\nSTOPSIGNAL\n',
        "FROM debian:12\nSTOPSIGNAL SIGINT # Ctrl+C\n",
    ),
    aliases=("INVALID_SIGNAL",),
)
