"""An empty line between continued lines."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

TITLE = Sentence(en="Delete the empty lines", ko="빈 줄 삭제")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    for gap in instruction.header.gaps:
        lines = [line for line in instruction.header.empty_lines if gap.start < line.start < gap.end]
        if lines:
            fix = Fix(TITLE, Safety.SAFE, tuple(delete(line) for line in lines))
            yield Finding(here(Span(gap.start, gap.start + 1)), fixes=(fix,))


RULE = Rule(
    code="NoEmptyContinuation",
    name="empty-continuation",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="An empty line follows, yet the instruction goes on after it",
        ko="다음 줄이 비어 있지만 명령은 그 뒤로 계속됩니다",
    ),
    rationale=Sentence(
        en=(
            "Docker skips empty lines between continued lines, so the instruction goes on where it seems to end. "
            "Often the `\\` above is a leftover, and swallows the next instruction. Docker has announced that this "
            "will become an error.\n\n"
            "Delete the empty lines, or the `\\` if the instruction was to end. To divide a long instruction, use a "
            "comment line."
        ),
        ko=(
            "이어지는 줄 사이의 빈 줄은 무시되므로, 끝난 것처럼 보이는 곳에서 명령이 계속됩니다. 윗줄에 `\\`가 실수로 "
            "남아 다음 명령까지 삼키는 경우가 많습니다. Docker는 이를 앞으로 오류로 처리하겠다고 예고했습니다.\n\n"
            "빈 줄을 지우거나, 명령이 끝나야 한다면 `\\`를 지우세요. 긴 명령을 나누어 보이려면 주석 줄을 쓰세요."
        ),
    ),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN make «\\»\n\n  # then\n  \n && make install\n",
            good="FROM debian:12\nRUN make \\\n  # then\n && make install\n",
        ),
        Example(
            bad="FROM debian:12\r\nENV A=1 «\\»\r\n\r\n    B=2 \\\r\n    C=3\r\n",
            good="FROM debian:12\r\nENV A=1 \\\r\n    B=2 \\\r\n    C=3\r\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN make \\\n # why\n && make install\n\nUSER app\n",
        "FROM debian:12\nRUN <<EOF\nmake\n\nmake install\nEOF\n",
    ),
    aliases=("EMPTY_CONTINUATION_LINE",),
)
