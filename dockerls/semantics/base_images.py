"""The images that FROM instructions pull, read over the whole file: past stages and variables.

A rule's FileCheck notes facts with ``note_base`` and reads them with ``base_images``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import references
from dockerls.syntax.expansion import expanded
from dockerls.syntax.image import ImageReference, read_image
from dockerls.syntax.instruction import Instruction, Pair, Word
from dockerls.text.span import Span
from dockerls.value import value


@value
class FromFact:
    """What a FROM says."""

    head: StageHead
    escape: str
    today: date


@value
class ArgFact:
    """The global ARGs of one instruction."""

    pairs: tuple[Pair, ...]


class NotedFact(Protocol):
    """A fact and the piece it was noted at."""

    @property
    def piece(self) -> int: ...

    @property
    def fact(self) -> FromFact | ArgFact: ...


@value
class Default:
    """The default of a global ARG: what it says, and the piece and span it stands at (without its quotes)."""

    piece: int
    span: Span
    text: str
    uses: int  # in FROM instructions


@value
class BaseImage:
    """An image that a FROM pulls. ``image`` has variables filled in, ``word`` is what is written at ``piece``."""

    piece: int
    word: Word
    image: ImageReference
    today: date
    default: Default | None  # of the variable, if there is exactly one

    @property
    def written(self) -> ImageReference:
        return read_image(self.word.text)

    @property
    def name_span(self) -> Span:
        """The name without tag and digest, in its piece."""
        return self._in_piece(self.written.name_span)

    @property
    def tag_span(self) -> Span:
        """The tag, in its piece; the name where no tag is written."""
        return self._in_piece(self.written.tag_span or self.written.name_span)

    @property
    def is_plain(self) -> bool:
        """Whether it is written without a variable, and without a continuation that shifts its parts."""
        return "$" not in self.word.text and len(self.word.span) == len(self.word.text)

    def _in_piece(self, span: Span) -> Span:
        is_shifted = len(self.word.span) != len(self.word.text)
        return self.word.span if is_shifted else span.shifted(self.word.span.start)


def note_base(instruction: Instruction, around: Surroundings) -> FromFact | ArgFact | None:
    """The facts of a FROM or a global ARG."""
    if instruction.keyword == "FROM":
        return FromFact(stage_head(instruction), around.escape, around.today)
    if instruction.keyword == "ARG" and not around.in_stage:
        return ArgFact(instruction.pairs)
    return None


def base_images(noted: Sequence[NotedFact]) -> Iterator[BaseImage]:
    """The images pulled, in the order of their FROMs. Earlier stages, ``scratch`` and unknown variables are none."""
    heads = [entry.fact.head for entry in noted if isinstance(entry.fact, FromFact)]
    uses = Counter(name for head in heads if head.image for name in {use.name for use in references(head.image.text)})
    values: dict[str, str | None] = {}
    defaults: dict[str, Default] = {}
    stages: set[str] = set()
    for entry in noted:
        fact = entry.fact
        if isinstance(fact, ArgFact):
            for pair in fact.pairs:
                _define(pair, entry.piece, values, defaults, uses)
            continue
        word = fact.head.image
        resolved = expanded(word.text, values.get, fact.escape) if word else None
        if word and resolved and resolved != "scratch" and resolved.lower() not in stages:
            names = [reference.name for reference in references(word.text)]
            default = defaults.get(names[0]) if len(names) == 1 else None
            yield BaseImage(entry.piece, word, read_image(resolved), fact.today, default)
        if fact.head.key:
            stages.add(fact.head.key)


def _define(
    pair: Pair, piece: int, values: dict[str, str | None], defaults: dict[str, Default], uses: Mapping[str, int]
) -> None:
    name, value = pair.key.text, pair.value
    values[name] = expanded(value.text, values.get) if value else None
    defaults.pop(name, None)
    if value and not any(mark in value.text for mark in "$\\"):
        quote = 1 if value.text[:1] in ("'", '"') and value.text[-1:] == value.text[:1] else 0
        span = Span(value.span.start + quote, value.span.end - quote)
        defaults[name] = Default(piece, span, values[name] or "", uses.get(name, 0))
