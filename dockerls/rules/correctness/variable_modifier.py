"""``${NAME^^}``: a modifier of bash in an instruction where Docker itself replaces variables."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.correctness.unclosed_quote import with_quoted_delimiter
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.expanded_words import expanded_heredocs
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import unsupported_modifiers
from dockerls.syntax.instruction import Instruction


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None or not grammar.expands_variables or "${" not in instruction.text:
        return
    if may_know_more(around.syntax):
        return
    for span in unsupported_modifiers(instruction.line, instruction.escape):
        modifier = span.of(instruction.line)
        place = instruction.span_in_line(span.start, span.end)
        yield Finding(here(place), RULE.message.filled(modifier=modifier))
    for heredoc, text in expanded_heredocs(instruction):
        for span in unsupported_modifiers(text):
            message = RULE.message.filled(modifier=span.of(text))
            yield Finding(here(span.shifted(heredoc.body.start)), message, (with_quoted_delimiter(heredoc),))


RULE = Rule(
    code="DLS4035",
    name="variable-modifier",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="Docker knows no `{modifier}` behind a variable's name",
        ko="Docker에서는 변수 이름 뒤에 `{modifier}`을(를) 쓸 수 없습니다",
    ),
    rationale=Sentence(
        en=(
            "In instructions such as `ENV`, `COPY` and `FROM` no shell is at work: Docker replaces variables itself. "
            "It knows `${X:-default}`, `${X:+other}`, `${X:?message}`, each also without the colon, and in newer "
            "versions `${X#prefix}`, `${X%suffix}` and `${X/from/to}`. Anything else stops the build.\n\n"
            "Work the value out in a `RUN`, or pass it in as an `ARG` of its own. For a script that `COPY` writes from "
            "a heredoc, put the delimiter into quotes: `<<'EOF'`."
        ),
        ko=(
            "`ENV`, `COPY`, `FROM` 같은 명령에서는 셸이 아니라 Docker가 직접 변수를 바꿉니다. 쓸 수 있는 것은 "
            "`${X:-기본값}`, `${X:+다른 값}`, `${X:?메시지}`(콜론 없이도 가능)와, 최신 버전의 `${X#앞}`, `${X%뒤}`, "
            "`${X/찾을 것/바꿀 것}`입니다. 다른 것이 있으면 빌드가 실패합니다.\n\n"
            "값은 `RUN` 안에서 계산하거나 별도의 `ARG`로 전달하세요. `COPY`가 heredoc으로 쓰는 스크립트라면 "
            "`<<'EOF'`처럼 구분자를 따옴표로 감싸세요."
        ),
    ),
    check=check,
    examples=(
        Example(bad='FROM debian:12\nARG A=x\nENV B=${A«^^»} C="${A«:0:1»}"\n'),
        Example(bad="ARG A=x\nFROM debian:${A«,,»}\nONBUILD COPY ${B«@Q»} /x\n"),
        Example(
            bad='FROM debian:12\nCOPY <<EOF /run.sh\necho "${list«[0]»}"\nEOF\n',
            good="FROM debian:12\nCOPY <<'EOF' /run.sh\necho \"${list[0]}\"\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nENV B=${A:-x} C=${A-x} D=${A:+x} E=${A:?x} F=${A#x} G=${A%%x} H=${A//x/y} I=${A}\n",
        "FROM debian:12\nRUN echo ${A^^}\nCMD echo ${A:0:1}\n",
        "FROM debian:12\nENV A='${B^^}' C=\\${B^^}\n",
        "FROM debian:12\nCOPY <<EOF <<'E' /x/\n\\${B^^}\nEOF\n${B^^}\nE\nRUN <<EOF\n${B^^}\nEOF\n",
        "# syntax=docker/dockerfile:1.99\nFROM debian:12\nENV A=${B^^}\n",
    ),
    aliases=("UNSUPPORTED_MODIFIER",),
)
