"""A suppression comment that silences nothing.

What a suppression silences is known only when findings are shown, so ``features/diagnostics.py`` makes these findings.
"""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Remove `{word}` from the suppression", ko="억제 목록에서 `{word}` 제거")

UNKNOWN = Sentence(en="No rule is called `{word}`", ko="`{word}`라는 규칙은 없습니다")


def check(_: Instruction, __: Surroundings) -> Iterator[Finding]:
    """Nothing can be said of an instruction by itself."""
    return iter(())


RULE = Rule(
    code="DLS5090",
    name="unused-suppression",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(en="`{word}` silences nothing here", ko="`{word}`은(는) 여기서 아무것도 억제하지 않습니다"),
    rationale=Sentence(
        en=(
            "A suppression that silences nothing is either left over from something already mended, or misspelt. "
            "It hides the next real finding of that rule.\n\n"
            "Remove the word, or put the comment directly above the instruction it is meant for."
        ),
        ko=(
            "아무것도 억제하지 않는 억제 주석은 이미 고친 문제의 흔적이거나 철자가 틀린 것입니다. 나중에 같은 규칙이 "
            "실제로 찾아낸 문제를 가릴 수 있습니다.\n\n"
            "해당 단어를 지우거나, 주석을 대상 명령 바로 위로 옮기세요."
        ),
    ),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\n# dockerls: ignore=«DL3020»\nCOPY a /a\n",
            good="FROM debian:12\nCOPY a /a\n",
        ),
        Example(
            bad="FROM debian:12\n# dockerls: ignore=«DL3020»,«no-such-rule» because\nCOPY a /a\n",
            good="FROM debian:12\nCOPY a /a\n",
        ),
    ),
    silent=("FROM debian:12\n# hadolint ignore=DL3008\nRUN apt-get install -y curl\n",),
)
