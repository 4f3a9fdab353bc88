"""``\\ # note``: text behind the escape character, so that the line is not continued."""

from collections.abc import Iterator, Sequence

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.comments import comment_above
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.broken_continuation import BrokenContinuation, broken_continuation
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Comment, Piece
from dockerls.text.edit import deletion, insertion
from dockerls.text.span import Span
from dockerls.value import value

MOVE_UP = Sentence(en="Move the comment to a line of its own above", ko="주석을 바로 위의 별도 줄로 옮기기")
MOVE_BEHIND = Sentence(
    en="Move `{escape}` to the end of the line",
    ko="`{escape}`을(를) 줄 끝으로 옮기기",
)


@value
class Line:
    """A line that is broken, or that no instruction starts (and so may be the rest of a broken one)."""

    broken: BrokenContinuation | None
    is_instruction: bool
    escape: str


def note(instruction: Instruction, around: Surroundings) -> Line | None:
    broken = broken_continuation(instruction)
    is_instruction = instruction.keyword in INSTRUCTIONS
    return None if is_instruction and broken is None else Line(broken, is_instruction, instruction.escape)


def check(lines: tuple[Noted, ...]) -> Iterator[Finding]:
    orphans = {line.piece for line in lines if not line.fact.is_instruction}
    for line in lines:
        broken: BrokenContinuation | None = line.fact.broken
        if broken is None:
            continue
        place = Place(line.piece, broken.escape)
        if broken.is_comment:
            yield Finding(place, fixes=(Fix(MOVE_UP, Safety.SAFE, MoveCommentUp(line.piece)),))
        elif line.piece + 1 in orphans:
            title = MOVE_BEHIND.filled(escape=line.fact.escape)
            yield Finding(place, fixes=(Fix(title, Safety.SUGGEST, MoveEscapeBehind(line.piece)),))


@value
class MoveCommentUp:
    """A recipe: the comment above its line, which goes on if what follows is not an instruction of its own."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        instruction = pieces[self.piece]
        broken = broken_continuation(instruction) if isinstance(instruction, Instruction) else None
        if not isinstance(instruction, Instruction) or broken is None:
            return ()
        goes_on = _goes_on(pieces[self.piece + 1 :])
        code_end = len(instruction.text[: broken.escape.start].rstrip(" \t"))
        cut = Span(broken.escape.end if goes_on else code_end, broken.rest.end)
        return placed(comment_above(instruction, broken.rest, cut), self.piece)


@value
class MoveEscapeBehind:
    """A recipe: the escape character taken from the middle of the line to its end."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        instruction = pieces[self.piece]
        broken = broken_continuation(instruction) if isinstance(instruction, Instruction) else None
        if not isinstance(instruction, Instruction) or broken is None:
            return ()
        taken = deletion(Span(broken.escape.start, broken.rest.start))
        return placed((taken, insertion(broken.rest.end, f" {instruction.escape}")), self.piece)


def _goes_on(below: Sequence[Piece]) -> bool:
    following = next((piece for piece in below if not isinstance(piece, Blank | Comment)), None)
    return isinstance(following, Instruction) and following.keyword not in INSTRUCTIONS


RULE = Rule(
    code="DLS4017",
    name="text-after-continuation",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="Something follows this character, so the next line does not continue the instruction",
        ko="이 문자 뒤에 다른 내용이 있어 다음 줄로 이어지지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "An escape character (`\\`) continues a line only if nothing but blanks follows it. With a comment behind "
            "it, the instruction ends there, and Docker reads the next line as an instruction of its own and stops.\n\n"
            "Put the comment on a line of its own. Comment lines are allowed between continued lines:\n\n"
            "```dockerfile\nRUN apt-get update \\\n # why nginx\n && apt-get install -y nginx\n```"
        ),
        ko=(
            "이스케이프 문자(`\\`)는 뒤에 공백만 있을 때 다음 줄로 이어집니다. 뒤에 주석이 있으면 명령이 거기서 "
            "끝나고, Docker는 다음 줄을 별개의 명령으로 읽다가 오류를 냅니다.\n\n"
            "주석은 별도의 줄에 쓰세요. 이어지는 줄 사이에 주석 줄을 넣어도 됩니다.\n\n"
            "```dockerfile\nRUN apt-get update \\\n # nginx를 설치하는 이유\n && apt-get install -y nginx\n```"
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get update \\\n && apt-get install -y «\\» # web server\n    nginx\n",
            good="FROM debian:12\nRUN apt-get update \\\n # web server\n && apt-get install -y \\\n    nginx\n",
        ),
        Example(
            bad="FROM debian:12\nENV A=1 «\\»  # first\n    B=2 «\\»\t# second\n    C=3\n",
            good="FROM debian:12\n# first\nENV A=1 \\\n    # second\n    B=2 \\\n    C=3\n",
        ),
        Example(
            bad="FROM debian:12\nRUN make «\\» # the last line\nUSER app\n",
            good="FROM debian:12\n# the last line\nRUN make\nUSER app\n",
        ),
        Example(
            bad="FROM debian:12\nRUN make «\\» && make test\n && make install\n",
            good="FROM debian:12\nRUN make && make test \\\n && make install\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN cp a\\ b /c\n",
        "FROM debian:12\nRUN echo 'a \\ # b'\n",
        "FROM debian:12\nRUN make \\  \n # note\n && make install\n",
        "FROM debian:12\nRUN find . -name '*.c' -exec rm {} \\;\n",
        "# escape=`\nFROM debian:12\nRUN echo \\ # a blank for the shell\n",
    ),
)
