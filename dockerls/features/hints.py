"""What an editor may show between the words: values of variables, numbers of stages, whole paths, ends of support."""

from collections.abc import Collection, Iterator

from dockerls.analysis.settings import HINTS
from dockerls.document import Document
from dockerls.knowledge.end_of_life import support_of
from dockerls.language import Sentence, verbatim
from dockerls.rewrite.stage_names import references_in
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.expansion import without_quotes
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import Span
from dockerls.value import value

IMAGE, STAGE, PATH, SUPPORT = HINTS

_ENDS = Sentence(en="until {day}", ko="{day}까지 지원")
_ENDED = Sentence(en="ended {day}", ko="{day} 지원 종료")
_ABOUT = Sentence(en="{label}: end of free security fixes", ko="{label}: 무료 보안 수정 종료일")


@value
class Hint:
    """Something to show behind an offset of the whole text, and what is said of it on request."""

    offset: int
    label: Sentence
    tooltip: Sentence | None = None


def hints(document: Document, span: Span, kinds: Collection[str]) -> Iterator[Hint]:
    """The hints of the pieces that a span of the text touches, of the kinds that are wanted, from the top down."""
    first, last = document.piece_at(span.start), document.piece_at(span.end)
    if first is None or last is None:
        return
    numbered = _numbered(document) if STAGE in kinds else frozenset()
    start = document.start_of(first)
    for number, piece in enumerate(document.file.pieces[first : last + 1], first):
        if isinstance(piece, Instruction):
            for hint in _of_instruction(document, number, piece, kinds, numbered):
                yield Hint(start + hint.offset, hint.label, hint.tooltip)
        start += len(piece.text)


def _numbered(document: Document) -> frozenset[int]:
    """The pieces of those stages without a name that something refers to by their number."""
    found = references_in(document.file.pieces)
    used = {reference.target for reference in found.references if reference.use.text.isdecimal()}
    return frozenset(stage.piece for stage in found.definitions if stage.name is None and stage.number in used)


def _of_instruction(
    document: Document, number: int, instruction: Instruction, kinds: Collection[str], numbered: Collection[int]
) -> Iterator[Hint]:
    result = document.analysis.results[number]
    if instruction.keyword == "FROM":
        image = stage_head(instruction).image
        if image is None:
            return
        above = document.analysis.results[number - 1].below if number else document.analysis.start
        value = above.resolved(image.text)
        if IMAGE in kinds and "$" in image.text and value:
            yield Hint(image.span.end, verbatim(f"= {_without_digest(image.text, value)}"))
        if number in numbered:
            yield Hint(instruction.end, verbatim(f"#{result.below.stage}"))
        if SUPPORT in kinds and value and not above.stages.get(value.lower()):
            yield from _support(value, result.around, instruction.end)
    elif PATH in kinds:
        place = _destination(instruction)
        if place is not None:
            path = resolved(without_quotes(place.text, instruction.escape), working_folder(result.around))
            yield from [Hint(place.span.end, verbatim(f"= {path}"))] if path.startswith("/") else ()


def _without_digest(image: str, value: str) -> str:
    """The value of an image without the digest that stands there already, beside the variable."""
    return value if "$" in image.partition("@")[2] else value.partition("@")[0]


def _support(image: str, around: Surroundings, at: int) -> Iterator[Hint]:
    """The day on which the first of what is in the image gets its last free fixes."""
    ending = [(support.last_day, support) for support in support_of(read_image(image)) if support.last_day]
    if ending:
        day, support = min(ending, key=lambda each: each[0])
        label = _ENDED if support.is_over(around.today) else _ENDS
        yield Hint(at, label.filled(day=day.isoformat()), _ABOUT.filled(label=support.label))


def _destination(instruction: Instruction) -> Word | None:
    """The relative path that an instruction writes to."""
    if instruction.keyword in ("COPY", "ADD") and len(instruction.arguments) > 1:
        word = instruction.arguments[-1]
    elif instruction.keyword == "WORKDIR" and instruction.value:
        word = Word(instruction.value_span, instruction.value)
    else:
        return None
    return None if word.text.strip("\"'").startswith(("/", "$", "~")) or ":" in word.text[:3] else word
