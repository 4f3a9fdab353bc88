"""``ENV A=1 B=$A``: a variable of the same ENV, which is not set yet."""

from collections.abc import Iterator
from itertools import pairwise

from dockerls.knowledge.predefined import SEARCH_PATHS
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.split import run_break
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.scopes import Variables, resolve, variables_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Split into two ENV", ko="ENV 두 개로 나누기")


@value
class Break:
    """Where an ENV can be cut in two, and what the cut becomes; None where that is not known."""

    gap: Span
    new_text: str | None


@value
class Fact:
    """What an instruction does with variables; of an ENV also the cut before each pair but the first."""

    variables: Variables
    breaks: tuple[Break, ...] = ()


def note(instruction: Instruction, around: Surroundings) -> Fact | None:
    variables = variables_of(instruction)
    if variables is None:
        return None
    pairs = instruction.pairs
    if instruction.keyword != "ENV" or len(pairs) < 2 or not variables.uses:
        return Fact(variables)
    gaps = [Span(left.span.end, right.span.start) for left, right in pairwise(pairs)]
    # Without a line end in it, that of the file is not known.
    is_ended = "\n" in instruction.text
    return Fact(variables, tuple(Break(gap, run_break(instruction, gap) if is_ended else None) for gap in gaps))


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    facts: dict[int, Fact] = {each.piece: each.fact for each in noted}
    for found in resolve((piece, fact.variables) for piece, fact in facts.items()):
        fact = facts[found.piece]
        name, at = found.use.name, found.use.span.start
        cut = next((each for each in reversed(fact.breaks) if each.gap.end <= at), None)
        if found.sites or cut is None or name in SEARCH_PATHS:
            continue
        if any(each.name == name and each.span.start < cut.gap.end for each in fact.variables.definitions):
            fixes: tuple[Fix, ...] = ()
            if cut.new_text is not None:
                edit = PlacedEdit(Place(found.piece, cut.gap), cut.new_text)
                fixes = (Fix(TITLE, Safety.SUGGEST, (edit,)),)
            yield Finding(Place(found.piece, found.use.span), RULE.message.filled(name=name), fixes)


RULE = Rule(
    code="DL3044",
    name="env-self-reference",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`{name}` is set by this very ENV and has no value yet here",
        ko="`{name}`은(는) 바로 이 ENV에서 정하므로 여기서는 아직 값이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "All variables in one `ENV` are replaced with the values they had before it. In `ENV A=1 B=$A` the new "
            "`A` is not known yet, and `B` becomes empty, or gets the value of the base image.\n\n"
            "Set them in two `ENV` instructions. If the old value is meant and comes from the base image, leave it, "
            "and "
            "say so in a comment."
        ),
        ko=(
            "한 `ENV`의 변수는 모두 그 명령 이전의 값으로 바뀝니다. `ENV A=1 B=$A`에서는 새 `A`를 아직 알 수 없어 "
            "`B`가 빈 "
            "값이 되거나 베이스 이미지의 값을 갖습니다.\n\n"
            "`ENV` 두 개로 나누어 정하세요. 베이스 이미지에서 온 이전 값을 쓰려는 것이라면 그대로 두고 주석으로 "
            "밝히세요."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nENV A=/a PATH=$«A»/bin:$PATH\n",
            good="FROM debian:12\nENV A=/a\nENV PATH=$A/bin:$PATH\n",
        ),
        Example(
            bad="FROM debian:12\r\nENV A=1 \\\r\n    # more\r\n    B=2 \\\r\n    C=${«B»}-$«A»\r\n",
            good="FROM debian:12\r\nENV A=1 \\\r\n    # more\r\n    B=2\r\nENV C=${B}-$A\r\n",
        ),
        Example(bad="FROM debian:12\nENV A=1 B=$«A»"),
    ),
    silent=(
        "FROM debian:12\nENV A=1\nENV A=2 B=$A\n",
        "FROM debian:12\nARG A\nENV A=2 B=$A\n",
        'FROM debian:12\nENV PATH=/a:$PATH B=$PATH\nENV OPTS="$OPTS -x" C=d\n',
        "FROM debian:12\nENV A=$B B=1\nENV C='$D' D=1\n",
        "FROM debian:12\nENV A=1\nENV B=$A\nARG X=1 Y=$X\n",
    ),
)
