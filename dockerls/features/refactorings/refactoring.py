"""What a refactoring is: a change a person may want at a place where nothing is wrong."""

from collections.abc import Callable, Sequence

from dockerls.document import Document
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import cached, value

REWRITE = "refactor.rewrite"
EXTRACT = "refactor.extract"
MOVE = "refactor.move"


@value
class Found:
    """An instruction under a selection: the number of its piece, and what stands around it."""

    number: int
    instruction: Instruction
    around: Surroundings

    @property
    def innermost(self) -> Instruction:
        """The instruction, or the one that an ONBUILD holds; both count from the same text."""
        return self.instruction.held

    @property
    def is_trigger(self) -> bool:
        return self.instruction.keyword == "ONBUILD"

    def placed(self, edits: Sequence[Edit]) -> tuple[PlacedEdit, ...]:
        """Edits of the instruction, counted from the file."""
        return tuple(PlacedEdit(Place(self.number, edit.span), edit.new_text) for edit in edits)


@value
class Selected:
    """A cursor or a selection in a document; ``span`` counts from the start of the whole text."""

    document: Document
    span: Span

    @property
    def pieces(self) -> Sequence[Piece]:
        return self.document.file.pieces

    @cached
    def found(self) -> tuple[Found, ...]:
        """The instructions it covers in part at least; that of a cursor."""
        first = self.document.piece_at(self.span.start)
        last = self.document.piece_at(max(self.span.start, self.span.end - 1))
        if first is None or last is None:
            return ()
        numbered = enumerate(self.document.file.pieces[first : last + 1], start=first)
        results = self.document.analysis.results
        return tuple(
            Found(number, piece, results[number].around) for number, piece in numbered if isinstance(piece, Instruction)
        )

    @property
    def alone(self) -> Found | None:
        """The only instruction there."""
        return self.found[0] if len(self.found) == 1 else None

    def within(self, found: Found) -> Span:
        """What is selected of an instruction, counted from its start."""
        start = self.document.start_of(found.number)
        length = len(found.instruction.text)
        return Span(min(max(0, self.span.start - start), length), min(max(0, self.span.end - start), length))

    def stage(self, number: int) -> range:
        """The pieces of the stage that a piece stands in, from its FROM on; empty above the first FROM."""
        pieces = self.document.file.pieces
        first = number
        while first >= 0 and not _is_from(pieces[first]):
            first -= 1
        if first < 0:
            return range(0)
        end = number + 1
        while end < len(pieces) and not _is_from(pieces[end]):
            end += 1
        return range(first, end)


@value
class Offer:
    """What a refactoring would do: edits counted from the file's first piece, at least one."""

    title: Sentence
    edits: tuple[PlacedEdit, ...]


@value
class Refactoring:
    """``offer`` answers None where there is nothing to do, or the file would mean something else afterwards."""

    name: str
    kind: str
    offer: Callable[[Selected], Offer | None]


def offered(title: Sentence, edits: Sequence[PlacedEdit]) -> Offer | None:
    """An offer, if there is anything to do."""
    return Offer(title, tuple(edits)) if edits else None


def _is_from(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword == "FROM"
