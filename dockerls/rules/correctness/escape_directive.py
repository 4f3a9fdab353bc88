"""``# escape=`` with a value that is no escape character, and parser directives given twice."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, LineCheck, Rule, Safety, Severity
from dockerls.syntax.pieces import ESCAPES, Comment, Directive
from dockerls.text.span import Span

SET = Sentence(en="Change to `# escape={value}`", ko="`# escape={value}`(으)로 바꾸기")
DELETE = Sentence(en="Delete this line", ko="이 줄 삭제")
REPEATED = Sentence(
    en="`# {name}=` stands in this file already, and Docker refuses a second one",
    ko="`# {name}=` 지시문이 이미 있어 Docker가 빌드를 거부합니다",
)


def check(line: Comment | Directive) -> Iterator[Finding]:
    if not isinstance(line, Directive):
        return
    if line.is_repeated:
        fix = Fix(DELETE, Safety.SUGGEST, (delete(Span(0, len(line.text))),))
        yield Finding(here(line.name_span), REPEATED.filled(name=line.name), (fix,))
    elif line.name == "escape" and line.value not in ESCAPES:
        fixes = tuple(
            Fix(SET.filled(value=value), Safety.SUGGEST, (substitute(line.value_span, value),)) for value in ("\\", "`")
        )
        yield Finding(here(line.value_span), fixes=fixes)


RULE = Rule(
    code="DLS4029",
    name="escape-directive",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="The escape character can only be a backslash or a backtick",
        ko="이스케이프 문자로는 백슬래시나 백틱만 쓸 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "`# escape=` chooses the character that continues lines and escapes others: `\\`, which is the default, or "
            "`` ` ``, which leaves the backslash to Windows paths. Docker refuses any other value, and a parser "
            "directive that is given twice.\n\n"
            "To mean a plain comment, put another comment or an empty line above it."
        ),
        ko=(
            "`# escape=`는 줄을 잇고 문자를 이스케이프하는 문자를 고릅니다. 기본값은 `\\`이고, Windows 경로에 "
            "백슬래시를 "
            "쓰려면 `` ` ``를 고릅니다. Docker는 다른 값이나 두 번 적은 지시문이 있으면 빌드를 거부합니다.\n\n"
            "일반 주석으로 쓰려던 것이라면 그 위에 다른 주석이나 빈 줄을 두세요."
        ),
    ),
    check=LineCheck(check),
    examples=(
        Example(bad="# escape=«/»\nFROM debian:12\n", good="# escape=\\\nFROM debian:12\n"),
        Example(
            bad="# escape=`\r\n# «Escape»=\\\r\nFROM debian:12\r\n",
            good="# escape=`\r\nFROM debian:12\r\n",
        ),
        Example(
            bad="#syntax=docker/dockerfile:1\n#«syntax»=docker/dockerfile:1\nFROM debian:12\n",
            good="#syntax=docker/dockerfile:1\nFROM debian:12\n",
        ),
    ),
    silent=(
        "# escape=`\nFROM debian:12\n# escape=x\n",
        "# syntax=docker/dockerfile:1\n# escape=\\\n# check=skip=all\nFROM debian:12\n",
        "# a note\n# escape=x\nFROM debian:12\n",
    ),
    aliases=("INVALID_ESCAPE_DIRECTIVE", "DUPLICATED_ESCAPE_DIRECTIVE"),
)
