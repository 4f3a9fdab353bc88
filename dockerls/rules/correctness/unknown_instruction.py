"""A keyword that is none."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.broken_continuation import broken_continuation
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.nearest import nearest
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Change to `{keyword}`", ko="`{keyword}` 명령으로 바꾸기")
DID_YOU_MEAN = Sentence(
    en="`{word}` is not an instruction. Did you mean `{keyword}`?",
    ko="`{word}` 명령은 없습니다. `{keyword}`의 오타일 수 있습니다",
)
NOT_CONTINUED = Sentence(
    en="`{word}` is not an instruction. Is a `{escape}` missing at the end of the line above?",
    ko="`{word}` 명령은 없습니다. 윗줄 끝에 `{escape}`이(가) 빠졌을 수 있습니다",
)
NOT_CLOSED = Sentence(
    en="`{word}` is not an instruction. Is the line `{delimiter}` missing that ends the heredoc above?",
    ko="`{word}` 명령은 없습니다. 위의 heredoc을 끝내는 `{delimiter}` 줄이 빠졌을 수 있습니다",
)

# ``COPY:a``: what is glued to the keyword was meant to follow it, and must not vanish with the change.
_GLUED = pattern(r"[!-/:-@\[-`{-~]\w")


@value
class Line:
    """An unknown keyword, or (without ``word``) a line after which the next need not be an instruction.

    That is one that should have been continued (``is_broken``), or that opens a heredoc which nothing closes.
    """

    word: str
    span: Span
    escape: str
    is_broken: bool
    unclosed: str | None
    in_new_frontend: bool


def note(instruction: Instruction, around: Surroundings) -> Line | None:
    is_broken = broken_continuation(instruction) is not None
    inner = instruction
    while inner.trigger is not None:
        inner = inner.trigger
    unclosed = instruction.unclosed.delimiter if instruction.unclosed else None
    is_known = inner.keyword in INSTRUCTIONS
    if is_known and not is_broken and unclosed is None:
        return None
    span = inner.keyword_span
    word = "" if is_known else span.of(inner.text)
    return Line(word, span, inner.escape, is_broken, unclosed, may_know_more(around.syntax))


def check(lines: tuple[Noted, ...]) -> Iterator[Finding]:
    broken = {line.piece for line in lines if line.fact.is_broken}
    opened = {line.piece: line.fact.unclosed for line in lines if line.fact.unclosed is not None}
    in_heredoc: set[int] = set()
    for line in lines:
        above = line.piece - 1
        # The rest of a line that text-after-continuation speaks of is no instruction anybody meant to write.
        if not line.fact.word or above in broken:
            continue
        if above in opened or above in in_heredoc:
            in_heredoc.add(line.piece)
        if above not in in_heredoc:
            yield _finding(line.piece, line.fact, opened.get(above))


def _finding(piece: int, line: Line, delimiter: str | None) -> Finding:
    place = Place(piece, line.span)
    if delimiter is not None:
        return Finding(place, NOT_CLOSED.filled(word=line.word, delimiter=delimiter))
    severity = Severity.INFO if line.in_new_frontend else None
    meant = nearest(line.word, INSTRUCTIONS)
    if meant is None:
        message = None if line.word.isalpha() else NOT_CONTINUED.filled(word=line.word, escape=line.escape)
        return Finding(place, message or RULE.message.filled(word=line.word), severity=severity)
    keyword = meant.lower() if line.word.islower() else meant
    fix = Fix(TITLE.filled(keyword=keyword), Safety.SUGGEST, (PlacedEdit(place, keyword),))
    fixes = () if _GLUED.search(line.word) else (fix,)
    return Finding(place, DID_YOU_MEAN.filled(word=line.word, keyword=keyword), fixes, severity=severity)


RULE = Rule(
    code="DLS4021",
    name="unknown-instruction",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="`{word}` is not an instruction", ko="`{word}` 명령은 없습니다"),
    rationale=Sentence(
        en=(
            "Every line that is not a comment starts with an instruction such as `RUN` or `COPY`, unless the line "
            "above ends in `\\`. Docker stops at the first keyword it does not know.\n\n"
            "Correct the spelling, or end the line above with `\\` if this one belongs to it."
        ),
        ko=(
            "주석이 아닌 모든 줄은 `RUN`, `COPY` 같은 명령으로 시작해야 합니다. 윗줄이 `\\`로 끝나는 경우만 "
            "예외입니다. Docker는 모르는 명령을 만나면 빌드를 멈춥니다.\n\n"
            "철자를 고치거나, 윗줄에서 이어지는 내용이라면 윗줄 끝에 `\\`를 붙이세요."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(bad="«FORM» debian:12\n", good="FROM debian:12\n"),
        Example(bad="FROM debian:12\n«coppy» . /app\n", good="FROM debian:12\ncopy . /app\n"),
        Example(bad="FROM debian:12\nONBUILD «RUM» make\n", good="FROM debian:12\nONBUILD RUN make\n"),
        Example(bad="FROM debian:12\n«COPY:a» /app\n"),
        Example(bad="FROM debian:12\nRUN make\n«&&» make install\n"),
        Example(bad="FROM debian:12\n«INCLUDE» other\nRUN make\n"),
        Example(bad="FROM debian:12\nRUN <<EOF\n«make» all\nmake install\n\n«form» here\n"),
    ),
    silent=(
        "FROM debian:12\nrun make\nONBUILD COPY . /app\n",
        "FROM debian:12\nRUN apt-get install -y \\ # web\n    nginx \\ # and\n    curl\n",
        "FROM debian:12\nRUN <<EOF\nmake\nEOF\n",
        "FROM debian:12\nRUN a \\\n  b\n",
    ),
    aliases=("UNKNOWN_INSTRUCTION",),
)
