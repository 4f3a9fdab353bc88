"""A parser directive whose name has capital letters."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, LineCheck, Rule, Safety, Severity
from dockerls.syntax.pieces import Comment, Directive

TITLE = Sentence(en="Write `{name}`", ko="`{name}`(으)로 쓰기")


def check(line: Comment | Directive) -> Iterator[Finding]:
    if isinstance(line, Directive) and line.name_span.of(line.text) != line.name:
        fix = Fix(TITLE.filled(name=line.name), Safety.SAFE, (substitute(line.name_span, line.name),))
        yield Finding(here(line.name_span), RULE.message.filled(name=line.name), (fix,))


RULE = Rule(
    code="DLS5001",
    name="directive-casing",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="Parser directives are written in small letters: `{name}`", ko="파서 지시문은 소문자로 씁니다: `{name}`"
    ),
    rationale=Sentence(
        en=(
            "`# syntax=`, `# escape=` and `# check=` are parser directives: comments at the top of the file that "
            "change "
            "how it is read. Docker takes their names in any case, other tools know only the small letters of the "
            "documentation."
        ),
        ko=(
            "`# syntax=`, `# escape=`, `# check=`는 파일 맨 위에서 해석 방법을 바꾸는 파서 지시문입니다. Docker는 "
            "대소문자를 가리지 않지만, 다른 도구는 문서에 나온 소문자만 알아보기도 합니다."
        ),
    ),
    check=LineCheck(check),
    examples=(
        Example(bad="# «Escape»=`\nFROM debian:12\n", good="# escape=`\nFROM debian:12\n"),
        Example(
            bad="\ufeff#«SYNTAX» = docker/dockerfile:1\r\n# «CHECK»=skip=all\r\nFROM debian:12\r\n",
            good="\ufeff#syntax = docker/dockerfile:1\r\n# check=skip=all\r\nFROM debian:12\r\n",
        ),
    ),
    silent=("# escape=`\n# Note=this\nFROM debian:12\n", "FROM debian:12\n# ESCAPE=`\n", "# a comment\n# ESCAPE=`\n"),
    aliases=("CASING_DIRECTIVE",),
)
