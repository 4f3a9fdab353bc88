"""What a file is made of, as a tree: its stages, each with its instructions."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from dockerls.document import Document
from dockerls.semantics.stage_head import stage_head
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

_LONGEST_DETAIL = 80
_BLANKS = " \t\r\n\v\f"


class Kind(Enum):
    """What an entry is. Editors have a picture for each."""

    STAGE = "stage"
    BASE = "base"  # where a FROM is alone what its stage is known by
    COMMANDS = "commands"
    FILES = "files"
    VARIABLES = "variables"
    METADATA = "metadata"
    START = "start"
    STATE = "state"
    TRIGGER = "trigger"


_KINDS = {
    "RUN": Kind.COMMANDS,
    "COPY": Kind.FILES,
    "ADD": Kind.FILES,
    "VOLUME": Kind.FILES,
    "ARG": Kind.VARIABLES,
    "ENV": Kind.VARIABLES,
    "LABEL": Kind.METADATA,
    "MAINTAINER": Kind.METADATA,
    "EXPOSE": Kind.METADATA,
    "CMD": Kind.START,
    "ENTRYPOINT": Kind.START,
    "HEALTHCHECK": Kind.START,
    "ONBUILD": Kind.TRIGGER,
}


@value
class Symbol:
    """An entry of the outline. Spans are of the whole text; ``selected`` is what the entry is known by, inside it."""

    name: str
    detail: str
    kind: Kind
    span: Span
    selected: Span
    children: tuple["Symbol", ...] = ()


def outline(document: Document) -> tuple[Symbol, ...]:
    """The stages with their instructions, and above them what stands above the first FROM."""
    entries = list(_instructions(document))
    froms = [at for at, (_, each) in enumerate(entries) if each.keyword == "FROM"]
    above = entries[: froms[0]] if froms else entries
    return (
        *(_entry(start, each) for start, each in above),
        *(_stage(number, entries[head:end]) for number, (head, end) in enumerate(pairwise((*froms, len(entries))))),
    )


def heads(document: Document) -> tuple[Symbol, ...]:
    """The stages alone: what other files of a workspace are searched for."""
    return tuple(symbol for symbol in outline(document) if symbol.kind in (Kind.STAGE, Kind.BASE))


def _instructions(document: Document) -> Iterator[tuple[int, Instruction]]:
    """The instructions and where each starts."""
    start = 0
    for piece in document.file.pieces:
        if isinstance(piece, Instruction):
            yield start, piece
        start += len(piece.text)


def _stage(number: int, entries: Sequence[tuple[int, Instruction]]) -> Symbol:
    (start, first), (last_start, last) = entries[0], entries[-1]
    head = stage_head(first)
    image = head.image.text if head.image else ""
    named = head.name or head.image
    return Symbol(
        name=head.name.text if head.name else image or first.keyword,
        detail=image if head.name else f"#{number}",
        kind=Kind.STAGE if head.name else Kind.BASE,
        span=Span(start, last_start + last.end),
        selected=(named.span if named else first.keyword_span).shifted(start),
        children=tuple(_entry(at, each) for at, each in entries[1:]),
    )


def _entry(start: int, instruction: Instruction) -> Symbol:
    return Symbol(
        name=instruction.keyword,
        detail=_shortened(_detail(instruction)),
        kind=_KINDS.get(instruction.keyword, Kind.STATE),
        span=Span(start, start + instruction.end),
        selected=instruction.keyword_span.shifted(start),
    )


def _detail(instruction: Instruction) -> str:
    """What tells the instruction from others of its kind."""
    if instruction.keyword in ("ARG", "ENV", "LABEL"):
        return ", ".join(pair.key.text for pair in instruction.pairs)
    if instruction.keyword in ("COPY", "ADD") and len(instruction.arguments) > 1:
        *sources, destination = (word.text for word in instruction.arguments)
        stage = instruction.flag("from")
        return f"{f'{stage.value}: ' if stage else ''}{' '.join(sources)} → {destination}"
    if instruction.bodies:
        body = instruction.heredocs[0].body.of(instruction.text)
        return next((line.strip() for line in body.split("\n") if line.strip(_BLANKS) and line[0] != "#"), "")
    return instruction.value


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DETAIL else f"{line[: _LONGEST_DETAIL - 1]}…"
