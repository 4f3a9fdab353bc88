"""Keywords in the case the file mostly has, or in the one that is asked for."""

from collections.abc import Callable, Iterable, Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span

Casing = Callable[[str], str]


def casing_of(instructions: Iterable[Instruction], wanted: str) -> Casing:
    """How keywords are to be written. Where a file has as many of the one kind as of the other: in capitals."""
    if wanted == "keep":
        keywords = [keyword for each in instructions for keyword in _written(each)]
        small = sum(keyword.islower() for keyword in keywords)
        wanted = "lower" if small > len(keywords) - small else "upper"
    return str.lower if wanted == "lower" else str.upper


def casing_edits(instruction: Instruction, casing: Casing) -> Iterator[Edit]:
    """The edits to the keyword, to that of a trigger, and to the words of the grammar among the arguments."""
    for span in _keywords(instruction):
        written = span.of(instruction.text)
        # One that goes on behind a continuation, or has a letter whose other case is longer, stays.
        if written.isascii() and written.isalpha() and casing(written) != written:
            yield Edit(span, casing(written))


def _keywords(instruction: Instruction) -> Iterator[Span]:
    yield instruction.keyword_span
    words = instruction.words if instruction.keyword in ("FROM", "HEALTHCHECK") else ()
    if instruction.keyword == "FROM" and len(words) > 2 and words[1].text.upper() == "AS":
        yield words[1].span
    if instruction.keyword == "HEALTHCHECK" and words and words[0].text.upper() in ("CMD", "NONE"):
        yield words[0].span
    if instruction.trigger is not None:
        yield from _keywords(instruction.trigger)


def _written(instruction: Instruction) -> Iterator[str]:
    each: Instruction | None = instruction
    while each is not None and each.keyword in INSTRUCTIONS:
        yield each.line[: len(each.keyword)]
        each = each.trigger
