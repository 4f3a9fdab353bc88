"""Heredoc delimiters: who expands what stands between them."""

from collections.abc import Iterator

from dockerls.features.lessons.keywords import REFERENCE
from dockerls.features.lessons.markdown import code, link
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.knowledge.reference import reference
from dockerls.language import Sentence
from dockerls.syntax.heredoc import Opening
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

_HEREDOC = Sentence(
    en="**Heredoc** {opening}: the lines below, up to a line that holds only {delimiter}.",
    ko="**Heredoc** {opening}: {delimiter}만 적힌 줄이 나올 때까지의 아래 줄들입니다.",
)
_UNCLOSED = Sentence(
    en="No line below holds only {delimiter}, so BuildKit refuses the file.",
    ko="아래에 {delimiter}만 적힌 줄이 없어서 BuildKit이 파일을 거부합니다.",
)
_TABS = Sentence(
    en="`<<-` takes the tabs off the start of each line, and the delimiter may be indented with tabs.",
    ko="`<<-`는 각 줄 앞의 탭을 지우며, 구분자도 탭으로 들여쓸 수 있습니다.",
)
_SCRIPT = Sentence(
    en="The body is a script of its own: its shell (or the program of its `#!` line) expands the variables when it "
    "runs, and quotes around the delimiter change nothing. Begin with `set -e`, or only the last command's failure "
    "counts.",
    ko="본문은 독립된 스크립트입니다. 변수는 실행할 때 셸(또는 `#!` 줄의 프로그램)이 확장하며, 구분자를 따옴표로 "
    "감싸도 달라지지 않습니다. `set -e`로 시작하지 않으면 마지막 명령의 실패만 감지됩니다.",
)
_INPUT_EXPANDED = Sentence(
    en="The body is the input of the command. The shell expands `$` variables and commands in it first; quote the "
    "delimiter ({quoted}) to pass it on as it is written.",
    ko="본문은 명령의 입력입니다. 셸이 먼저 그 안의 `$` 변수와 명령 치환을 확장합니다. 적힌 그대로 넘기려면 구분자를 "
    "따옴표로 감싸세요({quoted}).",
)
_INPUT_VERBATIM = Sentence(
    en="The body is the input of the command, exactly as it is written: the delimiter is quoted, so nothing in it is "
    "expanded.",
    ko="본문은 적힌 그대로 명령의 입력이 됩니다. 구분자가 따옴표로 감싸여 있어 아무것도 확장하지 않습니다.",
)
_FILE_EXPANDED = Sentence(
    en="The body becomes a file. The builder fills in `ARG` and `ENV` variables in it; quote the delimiter ({quoted}) "
    "to keep every `$` as it is written.",
    ko="본문이 파일이 됩니다. 빌더가 그 안의 `ARG`와 `ENV` 변수를 채웁니다. `$`를 적힌 그대로 두려면 구분자를 따옴표로 "
    "감싸세요({quoted}).",
)
_FILE_VERBATIM = Sentence(
    en="The body becomes a file, exactly as it is written: the delimiter is quoted, so no variable is filled in.",
    ko="본문이 적힌 그대로 파일이 됩니다. 구분자가 따옴표로 감싸여 있어 변수를 채우지 않습니다.",
)


def heredoc_topic(cursor: Cursor) -> Topic | None:
    """The opening of a heredoc, or its terminator."""
    instruction = cursor.instruction
    if instruction is None:
        return None
    found = cursor.touched(_delimiters(instruction), lambda each: each[0])
    if found is None:
        return None
    span, opening, is_closed = found
    delimiter = code(opening.delimiter)
    blocks = [_HEREDOC.filled(opening=code(_opening_text(instruction, opening)), delimiter=delimiter)]
    if not is_closed:
        blocks.append(_UNCLOSED.filled(delimiter=delimiter))
    blocks.append(_treatment(instruction, opening).filled(quoted=code(f'<<"{opening.delimiter}"')))
    if opening.strips_tabs:
        blocks.append(_TABS)
    blocks.append(link(REFERENCE.filled(name="heredoc"), reference("here-documents")))
    return Topic(span, tuple(blocks))


def _delimiters(instruction: Instruction) -> Iterator[tuple[Span, Opening, bool]]:
    """Where each heredoc is opened and closed, in order; with whether it is closed at all."""
    for heredoc in instruction.heredocs:
        yield heredoc.span, heredoc.opening, True
    if instruction.unclosed:
        written = _opening_text(instruction, instruction.unclosed)
        yield from ((word.span, instruction.unclosed, False) for word in instruction.words if word.text == written)
    for heredoc in instruction.heredocs:
        yield heredoc.terminator, heredoc.opening, True


def _opening_text(instruction: Instruction, opening: Opening) -> str:
    return instruction.line[opening.start : opening.end]


def _treatment(instruction: Instruction, opening: Opening) -> Sentence:
    """What becomes of the body. BuildKit leaves the body of a RUN to the shell (dispatchRun in dockerfile2llb)."""
    if instruction.keyword != "RUN":
        return _FILE_EXPANDED if opening.expands else _FILE_VERBATIM
    if all("<<" in word.text for word in instruction.words):
        return _SCRIPT
    return _INPUT_EXPANDED if opening.expands else _INPUT_VERBATIM
