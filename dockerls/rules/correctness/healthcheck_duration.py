"""HEALTHCHECK flags with a duration or a number that Docker cannot read."""

import re
from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS, FlagValue
from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.pattern import pattern

SECONDS = Sentence(en="Write `{value}s`, in seconds", ko="초 단위 `{value}s`로 쓰기")
NO_UNIT = Sentence(en="`{value}` has no unit, such as `s` or `m`", ko="`{value}`에 `s`, `m` 같은 단위가 없습니다")
TOO_SHORT = Sentence(en="`{value}` is less than 1 ms", ko="`{value}`은(는) 1ms보다 짧습니다")
NO_COUNT = Sentence(en="`{value}` is not a whole number from 0 up", ko="`{value}`은(는) 0 이상의 정수가 아닙니다")

# A duration of Go's time.ParseDuration.
_PART = pattern(r"([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)")
_DURATION = pattern(rf"[-+]?(?:{_PART.pattern})+")
_MILLISECONDS = {"ns": 1e-6, "us": 1e-3, "µs": 1e-3, "μs": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4, "h": 3.6e6}
_HIGHEST = 2**31 - 1


def check(healthcheck: Instruction, around: Surroundings) -> Iterator[Finding]:
    kinds = {flag.name: flag.value for flag in INSTRUCTIONS["HEALTHCHECK"].flags}
    for flag in healthcheck.flags:
        if not flag.value or flag.value_span is None or flag.name not in kinds:
            continue
        is_count = kinds[flag.name] is FlagValue.COUNT
        message = _wrong_count(flag.value) if is_count else _wrong_duration(flag.value)
        if message is not None:
            yield Finding(here(flag.value_span), message.filled(value=flag.value), _fixes(flag, message))


def _wrong_count(value: str) -> Sentence | None:
    is_count = re.fullmatch(r"\+?[0-9]+|-0+", value) is not None and int(value) <= _HIGHEST
    return None if is_count else NO_COUNT


def _wrong_duration(value: str) -> Sentence | None:
    if re.fullmatch(r"[-+]?0", value):
        return None
    if re.fullmatch(r"[0-9]+", value):
        return NO_UNIT
    if not _DURATION.fullmatch(value):
        return RULE.message
    length = sum(float(number) * _MILLISECONDS[unit] for number, unit in _PART.findall(value))
    return TOO_SHORT if length and (length < 1 or value.startswith("-")) else None


def _fixes(flag: Flag, message: Sentence) -> tuple[Fix, ...]:
    if message is not NO_UNIT or flag.value_span is None or len(flag.value_span) != len(flag.value or ""):
        return ()
    return (Fix(SECONDS.filled(value=flag.value), Safety.SUGGEST, (insert(flag.value_span.end, "s"),)),)


RULE = Rule(
    code="DLS4027",
    name="healthcheck-duration",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`{value}` is not a duration such as `1m30s`", ko="`{value}`은(는) `1m30s` 같은 시간이 아닙니다"
    ),
    rationale=Sentence(
        en=(
            "Durations are written as Go has them: numbers with the units `h`, `m`, `s` and `ms`, joined without "
            "blanks, "
            "as in `30s` or `1m30s`. Zero stands for the default; else 1 ms is the least. `--retries` is a whole "
            "number.\n\n"
            "Variables are not replaced in these flags. Docker refuses the file otherwise."
        ),
        ko=(
            "시간은 Go 언어의 형식으로 씁니다. `30s`, `1m30s`처럼 숫자에 `h`, `m`, `s`, `ms` 단위를 붙여 빈칸 없이 "
            "잇습니다. "
            "0은 기본값을 뜻하고, 그 밖에는 1ms 이상이어야 합니다. `--retries`는 정수입니다.\n\n"
            "이 플래그에서는 변수가 바뀌지 않습니다. 형식이 틀리면 Docker가 빌드를 거부합니다."
        ),
    ),
    keywords=frozenset({"HEALTHCHECK"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nHEALTHCHECK --interval=«30» CMD x\n",
            good="FROM debian:12\nHEALTHCHECK --interval=30s CMD x\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nHEALTHCHECK --timeout=«1x» --start-period=«1us» --retries=«-1» \\\n"
                "  --interval=«-5s» --start-interval=«$X» CMD x\n"
            ),
        ),
        Example(bad="FROM debian:12\nHEALTHCHECK --retries=«a» CMD x\n"),
    ),
    silent=(
        "FROM debian:12\nHEALTHCHECK --interval=1m30s --timeout=.5s --start-period=0 --retries=0 CMD x\n",
        'FROM debian:12\nHEALTHCHECK --interval="5s" --timeout=1.5h --retries=3 CMD x\n',
    ),
    aliases=(
        "FLAG_INVALID_DURATION",
        "FLAG_LESS_THAN_1MS",
        "FLAG_MISSING_DURATION",
        "FLAG_UNKNOWN_UNIT",
        "FLAG_AT_LEAST_ONE",
    ),
)
