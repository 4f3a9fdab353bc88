"""A file so long that it is only cut into instructions.

Nothing is checked in such a file, so ``Analyzer`` makes this finding itself.
"""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rules.rule import Category, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction


def check(_: Instruction, __: Surroundings) -> Iterator[Finding]:
    """Nothing can be said of an instruction by itself."""
    return iter(())


RULE = Rule(
    code="DLS5091",
    name="file-too-long",
    category=Category.STYLE,
    severity=Severity.INFO,
    message=Sentence(
        en="This file is longer than 4 MiB, so nothing in it is checked",
        ko="파일이 4 MiB보다 길어 내용을 검사하지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "A Dockerfile of more than 4 MiB is nearly always something else: a file with the wrong name, or one with "
            "generated text in it. To check it would only slow the editor down.\n\n"
            "Move generated text into files of the build context and `COPY` them."
        ),
        ko=(
            "4 MiB가 넘는 Dockerfile은 대부분 이름이 잘못된 다른 파일이거나 생성된 내용이 들어 있는 파일입니다. "
            "검사하면 편집기만 느려집니다.\n\n"
            "생성된 내용은 빌드 컨텍스트의 파일로 옮기고 `COPY`로 복사하세요."
        ),
    ),
    check=check,
)
