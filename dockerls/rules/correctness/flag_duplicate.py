"""A flag that is given twice."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here
from dockerls.rules.rule import Category, Example, Finding, Fix, Related, Rule, Safety, Severity
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.span import Span

TITLE = Sentence(en="Delete this one", ko="이 플래그 삭제")
FIRST = Sentence(en="The first one", ko="먼저 쓴 플래그")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None or len(instruction.flags) < 2 or may_know_more(around.syntax):
        return
    single = {flag.name for flag in grammar.flags if not flag.repeatable}
    first: dict[str, Flag] = {}
    for before, flag in zip((None, *instruction.flags), instruction.flags, strict=False):
        if flag.name not in single:
            continue
        if flag.name not in first or before is None:
            first[flag.name] = flag
            continue
        cut = Span(before.span.end, flag.span.end)
        holds_comment = any(cut.overlaps(comment) for comment in instruction.header.comments)
        fix = Fix(TITLE, Safety.SUGGEST, (delete(flag.span if holds_comment else cut),))
        related = Related(here(first[flag.name].span), FIRST)
        yield Finding(here(flag.span), RULE.message.filled(flag=flag.name), (fix,), (related,))


RULE = Rule(
    code="DLS4025",
    name="flag-duplicate",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="`--{flag}` can stand only once", ko="`--{flag}` 플래그는 한 번만 쓸 수 있습니다"),
    rationale=Sentence(
        en=(
            "Docker refuses an instruction with the same flag twice, even where both say the same. Only a few flags "
            "may "
            "be repeated: `--mount`, `--device` and `--exclude`.\n\n"
            "Delete one of the two."
        ),
        ko=(
            "같은 플래그를 두 번 쓰면 값이 같더라도 Docker가 빌드를 거부합니다. 여러 번 쓸 수 있는 것은 `--mount`, "
            "`--device`, "
            "`--exclude` 정도입니다.\n\n"
            "둘 중 하나를 지우세요."
        ),
    ),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nCOPY --chown=a --link «--chown=b» x y\n",
            good="FROM debian:12\nCOPY --chown=a --link x y\n",
        ),
        Example(
            bad="FROM debian:12\nCOPY --link \\\n  # again\n  «--link» x y\n",
            good="FROM debian:12\nCOPY --link \\\n  # again\n   x y\n",
        ),
        Example(
            bad="FROM debian:12\nHEALTHCHECK --timeout=1s «--timeout=2s» CMD x\n",
            good="FROM debian:12\nHEALTHCHECK --timeout=1s CMD x\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN --mount=type=ssh --mount=type=secret,id=a make --x --x\n",
        "FROM debian:12\nCOPY --exclude=a --exclude=b x y\nCOPY --futuristic --futuristic x y\n",
        "# syntax=docker/dockerfile:1.99\nFROM debian:12\nCOPY --link --link x y\n",
    ),
    aliases=("FLAG_DUPLICATE",),
)
