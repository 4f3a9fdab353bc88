"""SHELL that is not a JSON array, or an empty one."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import value_as_array, words_as_array
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.meant_array import strings_meant
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit

TITLE = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")
EMPTY = Sentence(en="An empty array names no shell", ko="빈 배열로는 셸을 정할 수 없습니다")


def check(shell: Instruction, around: Surroundings) -> Iterator[Finding]:
    if not shell.value or shell.exec_form or swallowed_comments(shell):
        return
    if shell.exec_form == ():
        yield Finding(here(shell.value_span), EMPTY)
        return
    edits = _edits(shell)
    yield Finding(here(shell.keyword_span), fixes=(Fix(TITLE, Safety.SUGGEST, placed(edits)),) if edits else ())


def _edits(shell: Instruction) -> tuple[Edit, ...]:
    if shell.value.startswith("["):
        strings = strings_meant(shell.value)
        return value_as_array(shell, strings) if strings else ()
    if any(mark in shell.value for mark in "\"'$"):
        return ()
    return words_as_array(shell.words)


RULE = Rule(
    code="DLS4034",
    name="shell-json",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="SHELL takes only a JSON array", ko="SHELL에는 JSON 배열만 쓸 수 있습니다"),
    rationale=Sentence(
        en=(
            "`SHELL` names the program that runs shell forms, and what stands before the command: "
            '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`. There is no shell yet that could cut a plain line into '
            "words, so Docker refuses anything but an array."
        ),
        ko=(
            "`SHELL`은 셸 형식을 실행할 프로그램과 명령 앞에 붙는 인자를 정합니다: "
            '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`. 일반 텍스트를 단어로 나눌 셸이 아직 없으므로, 배열이 '
            "아니면 "
            "Docker가 빌드를 거부합니다."
        ),
    ),
    keywords=frozenset({"SHELL"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\n«SHELL» /bin/bash -o pipefail -c\n",
            good='FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n',
        ),
        Example(
            bad="FROM debian:12\n«SHELL» ['powershell', '-Command',]\n",
            good='FROM debian:12\nSHELL ["powershell", "-Command"]\n',
        ),
        Example(bad='FROM debian:12\nSHELL «[]»\n«SHELL» "a b" c\n'),
    ),
    silent=('FROM debian:12\nSHELL ["/bin/bash", "-c"]\nSHELL\nSHELL ["/bin/bash", "-c"] # note\n',),
    aliases=("SHELL_JSON_FORM", "SHELL_REQUIRES_ONE"),
)
