"""A flag without the value it needs, or with one it cannot have."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS, FlagGrammar, FlagValue
from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.nearest import nearest

TITLE = Sentence(en="Change to `{value}`", ko="`{value}`(으)로 바꾸기")
NEEDS_VALUE = Sentence(
    en="`--{flag}` needs a value: `--{flag}=…`", ko="`--{flag}` 플래그에 값이 필요합니다: `--{flag}=…`"
)

_TRUTH = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None or not instruction.flags:
        return
    known = {flag.name: flag for flag in grammar.flags}
    for flag in instruction.flags:
        if flag.name not in known:
            continue
        kind = known[flag.name]
        if flag.value is None or flag.value_span is None:
            if kind.value is not FlagValue.BOOLEAN:
                yield Finding(here(flag.span), NEEDS_VALUE.filled(flag=flag.name))
        elif not _is_possible(flag, kind) and not may_know_more(around.syntax):
            allowed = " | ".join(_allowed(kind))
            yield Finding(
                here(flag.value_span), RULE.message.filled(flag=flag.name, values=allowed), _fixes(flag, kind)
            )


def _allowed(kind: FlagGrammar) -> tuple[str, ...]:
    return ("true", "false") if kind.value is FlagValue.BOOLEAN else kind.choices


def _is_possible(flag: Flag, kind: FlagGrammar) -> bool:
    allowed = _allowed(kind)
    value = flag.value or ""
    is_unset = not value and kind.value is FlagValue.CHOICE
    return not allowed or value.lower() in allowed or is_unset or "$" in value


def _fixes(flag: Flag, kind: FlagGrammar) -> tuple[Fix, ...]:
    value = (flag.value or "").lower()
    meant = _TRUTH.get(value) if kind.value is FlagValue.BOOLEAN else None
    meant = meant or nearest(value, list(_allowed(kind)))
    if meant is None or flag.value_span is None:
        return ()
    return (Fix(TITLE.filled(value=meant), Safety.SUGGEST, (substitute(flag.value_span, meant),)),)


RULE = Rule(
    code="DLS4026",
    name="flag-value",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`--{flag}` cannot have this value, only {values}",
        ko="`--{flag}`에 쓸 수 없는 값입니다. 가능한 값: {values}",
    ),
    rationale=Sentence(
        en=(
            "A flag's value is joined to it by `=`: `--from=build`, not `--from build`. Flags that switch something on "
            "stand alone or have `true` or `false`, and some others take one of a few words. Docker refuses the file "
            "otherwise."
        ),
        ko=(
            "플래그의 값은 `=`로 붙여 씁니다. `--from build`가 아니라 `--from=build`입니다. 무언가를 켜는 플래그는 "
            "그대로 쓰거나 "
            "`true`, `false`를 붙이고, 정해진 단어만 받는 플래그도 있습니다. 그렇지 않으면 Docker가 빌드를 거부합니다."
        ),
    ),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nCOPY --link=«yes» a b\n", good="FROM debian:12\nCOPY --link=true a b\n"),
        Example(bad="FROM debian:12\nRUN --network=«hots» make\n", good="FROM debian:12\nRUN --network=host make\n"),
        Example(bad="FROM debian:12\nADD --keep-git-dir=«» a b\nCOPY «--from» build /app\nRUN --security=«x» make\n"),
    ),
    silent=(
        "FROM debian:12\nCOPY --link --parents=TRUE --from=build a b\nRUN --network=none make\n",
        "# syntax=docker/dockerfile:1.99\nFROM debian:12\nRUN --network=moon make\n",
        "FROM debian:12\nCOPY --unknown a b\nCMD app --link\n",
        "FROM debian:12\nRUN --network=$NET make\n",
    ),
    aliases=("FLAG_MISSING_VALUE", "FLAG_EXPECTED_BOOLEAN_VALUE", "FLAG_INVALID_LINK_VALUE"),
)
