"""A ``--flag`` that the instruction does not have."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.nearest import nearest
from dockerls.text.span import Span

TITLE = Sentence(en="Change to `--{name}`", ko="`--{name}` 플래그로 바꾸기")
DID_YOU_MEAN = Sentence(
    en="{keyword} has no flag `--{flag}`. Did you mean `--{name}`?",
    ko="{keyword}에는 `--{flag}` 플래그가 없습니다. `--{name}`의 오타일 수 있습니다",
)


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None:
        return
    names = [flag.name for flag in grammar.flags]
    severity = Severity.INFO if may_know_more(around.syntax) else None
    for flag in instruction.flags:
        if flag.name in names:
            continue
        place = here(Span(flag.span.start, flag.name_span.end))
        filled = {"keyword": instruction.keyword, "flag": flag.name}
        name = nearest(flag.name, names)
        if name is None:
            yield Finding(place, RULE.message.filled(**filled), severity=severity)
        else:
            fix = Fix(TITLE.filled(name=name), Safety.SUGGEST, (substitute(flag.name_span, name),))
            yield Finding(place, DID_YOU_MEAN.filled(**filled, name=name), (fix,), severity=severity)


RULE = Rule(
    code="DLS4022",
    name="unknown-flag",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="{keyword} has no flag `--{flag}`", ko="{keyword}에는 `--{flag}` 플래그가 없습니다"),
    rationale=Sentence(
        en=(
            "Flags stand between the keyword and the arguments, in small letters, and each instruction has its own: "
            "`--mount` belongs to `RUN`, `--from` to `COPY`. Docker refuses a file with a flag it does not know.\n\n"
            "Correct the flag. If `# syntax=` asks for a frontend newer than dockerls, or for one of another maker, "
            "the flag may exist there; then this is only a note."
        ),
        ko=(
            "플래그는 명령과 인자 사이에 소문자로 쓰며, 명령마다 쓸 수 있는 플래그가 다릅니다. `--mount`는 `RUN`에, "
            "`--from`은 `COPY`에 씁니다. Docker는 모르는 플래그가 있으면 빌드를 거부합니다.\n\n"
            "플래그를 고치세요. `# syntax=`가 dockerls보다 새로운 프런트엔드나 다른 곳에서 만든 프런트엔드를 가리키면 "
            "거기에는 있는 플래그일 수 있으므로 참고로만 알립니다."
        ),
    ),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nCOPY «--chwon»=app . /app\n",
            good="FROM debian:12\nCOPY --chown=app . /app\n",
        ),
        Example(bad="FROM debian:12\nCOPY «--FROM»=base a b\n", good="FROM debian:12\nCOPY --from=base a b\n"),
        Example(bad="FROM debian:12\nENV «--global» A=1\n"),
        Example(bad="FROM debian:12\nONBUILD RUN «--mont»=type=ssh make\n"),
        Example(bad="# syntax=docker/dockerfile:1.99\nFROM debian:12\nCOPY «--futuristic» a b\n"),
    ),
    silent=(
        "FROM --platform=$BUILDPLATFORM debian:12\nCOPY --link --parents --exclude=*.md a b/\n",
        "FROM debian:12\nRUN make --jobs=4\nCMD -- --flag\n",
        "FROM debian:12\nHEALTHCHECK --start-interval=1s CMD curl --fail http://localhost\n",
        "FROM debian:12\nFOO --bar\n",
    ),
    aliases=("UNKNOWN_ADD_FLAG", "UNKNOWN_COPY_FLAG", "UNKNOWN_FROM_FLAG", "UNKNOWN_HEALTHCHECK_FLAG"),
)
