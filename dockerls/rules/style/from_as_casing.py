"""``FROM … as``: the two keywords of one instruction in different case."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Write `{word}`", ko="`{word}`(으)로 쓰기")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    words = instruction.words
    if len(words) < 3 or words[1].text.upper() != "AS":
        return
    keyword = instruction.line[: len(instruction.keyword)]
    if keyword not in (keyword.upper(), keyword.lower()):
        return  # in mixed case there is nothing to go by; instruction-casing speaks of it
    word = "AS" if keyword.isupper() else "as"
    if words[1].text != word:
        fix = Fix(TITLE.filled(word=word), Safety.SAFE, (substitute(words[1].span, word),))
        yield Finding(here(words[1].span), RULE.message.filled(written=words[1].text, keyword=keyword), (fix,))


RULE = Rule(
    code="FromAsCasing",
    name="from-as-casing",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="`{written}` is not in the same case as `{keyword}`",
        ko="`{written}`의 대소문자가 `{keyword}`와(과) 다릅니다",
    ),
    rationale=Sentence(
        en=(
            "`FROM` and `AS` are the keywords of one instruction. Docker takes them in any case; in one case the line "
            "is easier to read, and the stage name stands out.\n\n"
            "Write `FROM … AS name`, or `from … as name` in a file with keywords in small letters."
        ),
        ko=(
            "`FROM`과 `AS`는 한 명령의 키워드입니다. Docker는 대소문자를 가리지 않지만, 통일하면 읽기 쉽고 스테이지 "
            "이름이 눈에 잘 띕니다.\n\n"
            "`FROM … AS 이름`으로 쓰세요. 키워드를 소문자로 쓰는 파일이라면 `from … as 이름`으로 쓰세요."
        ),
    ),
    keywords=frozenset({"FROM"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12 «as» base\n", good="FROM debian:12 AS base\n"),
        Example(bad="from debian:12 «As» base\n", good="from debian:12 as base\n"),
        Example(
            bad="FROM --platform=$BUILDPLATFORM debian:12 \\\r\n  «a\\\r\ns» base\r\n",
            good="FROM --platform=$BUILDPLATFORM debian:12 \\\r\n  AS base\r\n",
        ),
    ),
    silent=("FROM debian:12 AS as\n", "from as as as\n", "From debian:12 as base\n", "FROM debian:12\n"),
)
