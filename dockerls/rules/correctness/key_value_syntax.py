"""ENV and LABEL: a pair without ``=`` or without a name."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction, Word

INSERT_EQUALS = Sentence(en="Insert `=`", ko="`=` 넣기")
NO_NAME = Sentence(en="A name is missing before `=`", ko="`=` 앞에 이름이 없습니다")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    words = instruction.quoted_words
    if not words or "=" not in words[0].text or swallowed_comments(instruction):
        return  # without `=` in the first word it is the legacy form, of which all the rest is the value
    for word in words:
        finding = _finding(word)
        if finding is not None:
            yield finding


def _finding(word: Word) -> Finding | None:
    name, equals, _ = word.text.partition("=")
    if not equals:
        fix = Fix(INSERT_EQUALS, Safety.SUGGEST, (insert(word.span.end, "="),))
        return Finding(here(word.span), RULE.message.filled(word=word.text), (fix,))
    return None if name.strip("\"'") else Finding(here(word.span), NO_NAME)


RULE = Rule(
    code="DLS4033",
    name="key-value-syntax",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`{word}` has no `=`; a value with blanks needs quotes",
        ko="`{word}`에 `=`가 없습니다. 빈칸이 있는 값은 따옴표로 감싸야 합니다",
    ),
    rationale=Sentence(
        en=(
            "`ENV` and `LABEL` take pairs of the form `name=value`, set apart by blanks. A value with blanks stands in "
            'quotes: `LABEL title="my app"`. If one word has no `=`, Docker refuses the file.'
        ),
        ko=(
            "`ENV`와 `LABEL`에는 `이름=값` 쌍을 빈칸으로 띄어 적습니다. 값에 빈칸이 있으면 "
            '`LABEL title="my app"`처럼 따옴표로 감쌉니다. `=`가 없는 단어가 있으면 Docker가 빌드를 '
            "거부합니다."
        ),
    ),
    keywords=frozenset({"ENV", "LABEL"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nENV A=1 «B» C=2\n", good="FROM debian:12\nENV A=1 B= C=2\n"),
        Example(bad="FROM debian:12\nENV A=1 «=x»\n"),
    ),
    silent=(
        'FROM debian:12\nENV A b c\nENV A="b c" D=e\\ f G=\'h "i\'\nLABEL "a b"=c\nENV A=\n',
        'FROM debian:12\nENV A="b\\"c"\nENV A=b # c d\n',
        '# escape=`\nFROM debian:12\nENV A=C:\\ B="c` d"\n',
    ),
    aliases=("SYNTAX_MISSING_EQUALS", "SYNTAX_MISSING_NAMES", "INVALID_SYNTAX"),
)
