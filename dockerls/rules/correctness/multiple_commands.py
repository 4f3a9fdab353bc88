"""More than one CMD, ENTRYPOINT or HEALTHCHECK in a stage: only the last one counts."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.joint import line_end_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck, Tag
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

DELETE = Sentence(en="Delete this {keyword}", ko="이 {keyword} 삭제")
COUNTS = Sentence(en="This {keyword} counts", ko="이 {keyword}만 적용됩니다")


@value
class Occurrence:
    """One of the instructions: its keyword, the length of its text, and the comment lines to keep of it."""

    keyword: str
    span: Span
    length: int
    comments: str


def note(instruction: Instruction, around: Surroundings) -> Occurrence | None:
    if not instruction.value or not around.in_stage:
        return None
    line_end = line_end_of(instruction)
    comments = "".join(f"{comment.of(instruction.text)}{line_end}" for comment in instruction.header.comments)
    return Occurrence(instruction.keyword, instruction.keyword_span, len(instruction.text), comments)


def check(found: tuple[Noted, ...]) -> Iterator[Finding]:
    last = found[-1]
    for earlier in found[:-1]:
        fact: Occurrence = earlier.fact
        whole = Place(earlier.piece, Span(0, fact.length))
        delete = Fix(DELETE.filled(keyword=fact.keyword), Safety.SAFE, (PlacedEdit(whole, fact.comments),))
        counts = Related(Place(last.piece, last.fact.span), COUNTS.filled(keyword=fact.keyword))
        yield Finding(Place(earlier.piece, fact.span), None, (delete,), (counts,), (Tag.UNNECESSARY,))


def _rule(
    keyword: str, code: str, severity: Severity, what: Sentence, one: str, other: str, aliases: tuple[str, ...]
) -> Rule:
    named = {"keyword": keyword, "what": what}
    return Rule(
        code=code,
        name=f"multiple-{keyword.lower()}",
        category=Category.CORRECTNESS,
        severity=severity,
        message=Sentence(
            en="A later {keyword} of this stage replaces this one",
            ko="이 스테이지의 뒤쪽 {keyword}에 덮어써져 아무 효과가 없습니다",
        ).filled(**named),
        rationale=Sentence(
            en=(
                "An image has one {keyword}: {what}. Each further `{keyword}` of a stage replaces the one before, so "
                "only the last has any effect. A reader may take the wrong one for real.\n\n"
                "Delete all but the last. A stage that is built on another one may set its own; that is not reported."
            ),
            ko=(
                "이미지의 {keyword}은(는) 하나뿐이며, {what}. 한 스테이지에 여러 번 쓰면 앞의 것은 덮어써지고 "
                "마지막 것만 적용됩니다. 읽는 사람이 잘못 이해할 수 있습니다.\n\n"
                "마지막 것만 남기고 지우세요. 다른 스테이지를 바탕으로 한 스테이지에서 새로 정하는 것은 괜찮습니다."
            ),
        ).filled(**named),
        keywords=frozenset({keyword}),
        check=StageCheck(note, check),
        examples=(
            Example(
                bad=f"FROM debian:12\n«{keyword}» {one}\nUSER app\n# the real one\n{keyword} {other}\n",
                good=f"FROM debian:12\nUSER app\n# the real one\n{keyword} {other}\n",
            ),
            Example(
                bad=f"FROM debian:12\n# why\n«{keyword.lower()}» \\\n  # how\n  {one}\n{keyword} {other}\n",
                good=f"FROM debian:12\n# why\n# how\n{keyword} {other}\n",
            ),
        ),
        silent=(
            f"FROM debian:12 AS base\n{keyword} {one}\nFROM base\n{keyword} {other}\n",
            f"FROM debian:12\nONBUILD {keyword} {one}\n{keyword} {other}\n",
            f"FROM debian:12\n{keyword} {one}\n{keyword}\n",
        ),
        aliases=("MultipleInstructionsDisallowed", *aliases, "MULTIPLE_INSTRUCTIONS"),
    )


RULES = (
    _rule(
        "CMD",
        "DL4003",
        Severity.WARNING,
        Sentence(en="what a container runs by default", ko="컨테이너가 기본으로 실행할 명령입니다"),
        '["nginx"]',
        '["apache2"]',
        ("DS-0016", "AVD-DS-0016"),
    ),
    _rule(
        "ENTRYPOINT",
        "DL4004",
        Severity.ERROR,
        Sentence(en="the program a container starts", ko="컨테이너가 시작할 프로그램입니다"),
        '["nginx"]',
        '["apache2"]',
        ("DS-0007", "AVD-DS-0007", "multiple-entrypoint-instructions"),
    ),
    _rule(
        "HEALTHCHECK",
        "DL3012",
        Severity.ERROR,
        Sentence(en="how Docker checks that the container works", ko="컨테이너가 정상인지 확인하는 방법입니다"),
        "CMD curl -f http://localhost/",
        "--interval=1m CMD curl -f http://localhost/health",
        ("DS-0023", "AVD-DS-0023"),
    ),
)
