"""Giving a stage another name, where it is defined and wherever it is meant."""

from collections.abc import Sequence

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.stage_references import StageReferences, StageUse, UsedBy, stage_names_of, stage_references
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import empty
from dockerls.value import value


@value
class RenameStage:
    """A recipe over a whole file: the stage of that number gets a new name, and so does whatever refers to it."""

    number: int
    name: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        stages = references_in(pieces)
        if self.number >= len(stages.definitions) or (span := stages.definitions[self.number].span) is None:
            return ()
        definition = stages.definitions[self.number]
        uses = (
            PlacedEdit(Place(reference.piece, reference.use.span), written_by(reference.use, self.name))
            for reference in stages.references
            if reference.target == self.number and reference.use.text.lower() == (definition.name or "").lower()
        )
        return (PlacedEdit(Place(definition.piece, span), self.name), *uses)


@value
class NameStage:
    """A recipe over a whole file: the stage of that number, which has no name, gets one, used instead of its number."""

    number: int
    name: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        stages = references_in(pieces)
        if self.number >= len(stages.definitions) or self.name.lower() in names_in(stages):
            return ()
        definition = stages.definitions[self.number]
        head = pieces[definition.piece]
        if not isinstance(head, Instruction) or len(head.words) != 1:
            return ()
        word = "AS" if head.keyword_span.of(head.text).isupper() else "as"
        uses = (
            PlacedEdit(Place(reference.piece, reference.use.span), self.name)
            for reference in stages.references
            if reference.target == self.number and reference.use.text.isdecimal()
        )
        return (PlacedEdit(Place(definition.piece, empty(head.words[0].span.end)), f" {word} {self.name}"), *uses)


def written_by(use: StageUse, name: str) -> str:
    """A stage's name as a use has to write it: FROM finds it in small letters only (measured with Docker 28.5)."""
    return name.lower() if use.by is UsedBy.FROM else name


def names_in(stages: StageReferences) -> set[str]:
    """All names, in small letters, that mean a stage or an image in a file already."""
    named = {stage.name.lower() for stage in stages.definitions if stage.name}
    return named | {reference.use.text.lower() for reference in stages.references}


def references_in(pieces: Sequence[Piece]) -> StageReferences:
    """All stages and references among the pieces of a file."""
    instructions = ((at, piece) for at, piece in enumerate(pieces) if isinstance(piece, Instruction))
    escape = next((piece.escape for piece in pieces if isinstance(piece, Instruction)), "\\")
    return stage_references(((at, names) for at, each in instructions if (names := stage_names_of(each))), escape)
