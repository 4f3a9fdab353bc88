"""A keyword in another case than most keywords of the file."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Word

TITLE = Sentence(en="Write `{word}`", ko="`{word}`(으)로 쓰기")

Keywords = tuple[tuple[Word, ...], ...]
"""The keywords of an instruction, those of triggers behind it; each with what shares its case: the AS of a FROM."""


def note(instruction: Instruction, around: Surroundings) -> Keywords | None:
    found: list[tuple[Word, ...]] = []
    each: Instruction | None = instruction
    while each is not None and each.keyword in INSTRUCTIONS:
        written = Word(each.keyword_span, each.line[: len(each.keyword)])
        words = each.words if each.keyword == "FROM" else ()
        has_as = len(words) >= 3 and words[1].text.upper() == "AS"
        found.append((written, words[1]) if has_as else (written,))
        each = each.trigger
    return tuple(found) or None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    all_keywords = [keyword.text for each in noted for keyword, *_ in each.fact]
    small = sum(keyword.islower() for keyword in all_keywords)
    is_small = small > len(all_keywords) - small
    for each in noted:
        for words in each.fact:
            wanted = _cased(words[0].text, is_small)
            if words[0].text == wanted:
                continue
            edits = tuple(PlacedEdit(Place(each.piece, word.span), _cased(word.text, is_small)) for word in words)
            fix = Fix(TITLE.filled(word=wanted), Safety.SAFE, edits)
            message = RULE.message.filled(word=wanted)
            yield Finding(Place(each.piece, words[0].span), message, (fix,))


def _cased(word: str, is_small: bool) -> str:
    return word.lower() if is_small else word.upper()


RULE = Rule(
    code="ConsistentInstructionCasing",
    name="instruction-casing",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="Keywords of this file are written like `{word}`",
        ko="이 파일의 다른 키워드처럼 `{word}`(으)로 쓰는 것이 좋습니다",
    ),
    rationale=Sentence(
        en=(
            "Docker takes keywords in any case. Capital letters are the convention, since they set the instruction "
            "apart from what it works on; what matters is one case for the whole file.\n\n"
            "Write the keyword as most of the file has it."
        ),
        ko=(
            "Docker는 키워드의 대소문자를 가리지 않습니다. 인자와 구분되도록 대문자로 쓰는 것이 관례이지만, 중요한 "
            "것은 "
            "파일 전체에서 통일하는 것입니다.\n\n"
            "파일에서 더 많이 쓰인 쪽에 맞추세요."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\n«run» make\n«Copy» a b\nONBUILD «cmd» x\n",
            good="FROM debian:12\nRUN make\nCOPY a b\nONBUILD CMD x\n",
        ),
        Example(
            bad="ARG A=1\n«From» debian:12 as base\nRUN <<EOF\nrun a\nEOF\n",
            good="ARG A=1\nFROM debian:12 AS base\nRUN <<EOF\nrun a\nEOF\n",
        ),
        Example(bad="from debian:12\nrun make\n«CMD» app\n", good="from debian:12\nrun make\ncmd app\n"),
        Example(bad="«from» debian:12\nRUN \\\r\n  make\r\n", good="FROM debian:12\nRUN \\\r\n  make\r\n"),
    ),
    silent=(
        "from debian:12 AS base\nrun make\n",
        "FROM debian:12\nRUN copy a b\n",
        "FROM debian:12\nCOPY <<EOF /a\nfrom x\nEOF\n",
        "FROM debian:12\nfoo bar\n",
    ),
    aliases=("CASING_INSTRUCTION", "FileConsistentCommandCasing", "SelfConsistentCommandCasing"),
)
