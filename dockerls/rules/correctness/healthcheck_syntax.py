"""HEALTHCHECK with neither CMD nor NONE, and flags that stand behind CMD."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here, insert, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.nearest import nearest
from dockerls.text.span import Span

INSERT = Sentence(en="Insert `CMD`", ko="`CMD` 넣기")
CHANGE = Sentence(en="Change to `{kind}`", ko="`{kind}`(으)로 바꾸기")
MOVE = Sentence(en="Move before CMD", ko="CMD 앞으로 옮기기")
BEHIND = Sentence(
    en="Behind CMD, `{flag}` is a part of the command; flags stand before it",
    ko="CMD 뒤에 쓴 `{flag}`은(는) 실행할 명령의 일부가 됩니다. 플래그는 CMD 앞에 쓰세요",
)
KINDS = ("CMD", "NONE")


def check(healthcheck: Instruction, around: Surroundings) -> Iterator[Finding]:
    words = healthcheck.words
    if not words:
        return
    kind = words[0]
    if kind.text.upper() not in KINDS:
        yield Finding(here(kind.span), RULE.message.filled(word=kind.text), (_mended(kind, healthcheck),))
    elif kind.text.upper() == "CMD" and len(words) > 2 and _is_flag(words[1].text):
        cut = Span(kind.span.end, words[1].span.end)
        is_plain = cut.of(healthcheck.text).split() == [words[1].text]
        edits = (insert(kind.span.start, f"{words[1].text} "), delete(cut))
        fixes = (Fix(MOVE, Safety.SUGGEST, edits),) if is_plain else ()
        yield Finding(here(words[1].span), BEHIND.filled(flag=words[1].text.partition("=")[0]), fixes)


def _mended(kind: Word, healthcheck: Instruction) -> Fix:
    meant = nearest(kind.text.upper(), list(KINDS)) if len(kind.text) > 2 else None
    if meant == "CMD" or (meant and len(healthcheck.words) == 1):
        return Fix(CHANGE.filled(kind=meant), Safety.SUGGEST, (substitute(kind.span, meant),))
    return Fix(INSERT, Safety.SUGGEST, (insert(kind.span.start, "CMD "),))


def _is_flag(word: str) -> bool:
    return any(word.startswith(f"--{flag.name}=") for flag in INSTRUCTIONS["HEALTHCHECK"].flags)


RULE = Rule(
    code="DLS4028",
    name="healthcheck-syntax",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="HEALTHCHECK needs `CMD` or `NONE` here, not `{word}`",
        ko="HEALTHCHECK에는 `{word}` 대신 `CMD`나 `NONE`이 와야 합니다",
    ),
    rationale=Sentence(
        en=(
            "`HEALTHCHECK [flags] CMD command` says how to see whether the container works, and `HEALTHCHECK NONE` "
            "turns "
            "off what the base image checks. Docker refuses the file otherwise.\n\n"
            "Flags such as `--interval=30s` stand before `CMD`. Behind it they are a part of the command, and the "
            "check fails."
        ),
        ko=(
            "`HEALTHCHECK [플래그] CMD 명령`은 컨테이너가 제대로 동작하는지 확인하는 방법을 정하고, `HEALTHCHECK "
            "NONE`은 베이스 "
            "이미지의 확인을 끕니다. 다른 형식이면 Docker가 빌드를 거부합니다.\n\n"
            "`--interval=30s` 같은 플래그는 `CMD` 앞에 씁니다. 뒤에 쓰면 명령의 일부가 되어 확인이 실패합니다."
        ),
    ),
    keywords=frozenset({"HEALTHCHECK"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nHEALTHCHECK --interval=5s «curl» -f http://localhost/\n",
            good="FROM debian:12\nHEALTHCHECK --interval=5s CMD curl -f http://localhost/\n",
        ),
        Example(bad="FROM debian:12\nHEALTHCHECK «CDM» curl x\n", good="FROM debian:12\nHEALTHCHECK CMD curl x\n"),
        Example(bad="FROM debian:12\nHEALTHCHECK «NON»\n", good="FROM debian:12\nHEALTHCHECK NONE\n"),
        Example(
            bad="FROM debian:12\nHEALTHCHECK CMD «--interval=5s» --timeout=1s curl x\n",
            good="FROM debian:12\nHEALTHCHECK --interval=5s --timeout=1s CMD curl x\n",
        ),
    ),
    silent=(
        "FROM debian:12\nHEALTHCHECK none\n",
        'FROM debian:12\nHEALTHCHECK --interval=5s cmd ["curl", "x"]\n',
        "FROM debian:12\nHEALTHCHECK CMD curl --retries=3 x\nHEALTHCHECK CMD\nHEALTHCHECK\n",
    ),
    aliases=("UNKNOWN_TYPE", "HEALTHCHECK_CMD_ARGUMENT_MISSING"),
)
