"""What the cursor stands on, and what there is to say about it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from dockerls.document import Document
from dockerls.language import Sentence
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span
from dockerls.value import value

_T = TypeVar("_T")


@value
class Topic:
    """Markdown about a span of a piece: blocks that are set apart by empty lines."""

    span: Span
    blocks: tuple[Sentence, ...]


@value
class Cursor:
    """A place in a document: a piece, and an offset in it."""

    document: Document
    number: int
    offset: int

    @property
    def piece(self) -> Piece:
        return self.document.file.pieces[self.number]

    @property
    def around(self) -> Surroundings:
        return self.document.analysis.results[self.number].around

    @property
    def instruction(self) -> Instruction | None:
        """The instruction the cursor is in: the inner one of an ONBUILD, except on its keyword."""
        found = self.piece if isinstance(self.piece, Instruction) else None
        while found and found.trigger and found.trigger.keyword_span.start <= self.offset:
            found = found.trigger
        return found

    def on(self, span: Span | None) -> bool:
        """Whether the cursor touches a span."""
        return span is not None and span.contains(self.offset)

    def touched(self, things: Iterable[_T], span_of: Callable[[_T], Span]) -> _T | None:
        """The thing under the cursor; of two that meet there the one that starts there. ``things`` are in order."""
        return next(reversed([thing for thing in things if self.on(span_of(thing))]), None)
