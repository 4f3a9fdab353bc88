"""A heredoc whose delimiter is on no line below it."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import HEREDOC_KEYWORDS, Instruction


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    opening = instruction.unclosed
    if opening is not None:
        place = here(instruction.span_in_line(opening.start, opening.end))
        yield Finding(place, RULE.message.filled(delimiter=opening.delimiter))


RULE = Rule(
    code="DLS4045",
    name="heredoc-unterminated",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="This heredoc has no end: no line below is `{delimiter}` and nothing else",
        ko="heredoc이 끝나지 않았습니다. 아래에 `{delimiter}`만 있는 줄이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "A heredoc goes on to a line that holds its delimiter and nothing else: no blank in front or behind, no "
            "`;` and no `)`. Without one Docker takes all the rest of the file into it and refuses the build. With "
            "`<<-` the delimiter may be indented, by tabs but not by blanks.\n\n"
            "Write the delimiter on a line of its own below the text."
        ),
        ko=(
            "heredoc은 구분자만 있는 줄에서 끝납니다. 앞뒤에 빈칸이나 `;`, `)`가 있으면 안 됩니다. 그런 줄이 없으면 "
            "Docker는 파일의 나머지를 모두 heredoc으로 보고 빌드를 거부합니다. `<<-`를 쓰면 구분자를 들여쓸 수 있지만 "
            "빈칸이 아니라 탭이어야 합니다.\n\n"
            "내용 아래에 구분자만 있는 줄을 추가하세요."
        ),
    ),
    keywords=HEREDOC_KEYWORDS,
    check=check,
    examples=(
        Example(bad="FROM debian:12\nRUN «<<EOF»\nmake\n"),
        Example(bad="FROM debian:12\nCOPY «<<EOF» /etc/motd\nUSER 1000\n  EOF\n"),
        Example(bad='FROM debian:12\nCOPY <<A «<<"B C"» /x/\nA\nB\n'),
        Example(bad="FROM debian:12\nONBUILD RUN cat «3<<-EOF»\n    EOF\n"),
    ),
    silent=(
        "FROM debian:12\nRUN <<-EOF\nmake\n\tEOF\nCOPY <<A <<'B' /x/\nA\nB\n",
        "FROM debian:12\nRUN cat <<< word\nRUN echo $((1 << 2)) 'a <<EOF'\nCMD cat <<EOF\n",
    ),
)
