"""Instructions that stand above the first FROM, moved into its stage."""

from collections.abc import Iterable, Sequence

from dockerls.rewrite.joint import line_end_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.scopes import variables_of
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Piece
from dockerls.text.span import Span, empty
from dockerls.value import value


@value
class BelowFrom:
    """A recipe: the instruction ``piece`` and those that follow it above FROM (but for ARG), moved below FROM.

    Comments directly above an instruction go with it. Nothing where one of them uses an ARG that stays above.
    """

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        head = next((index for index, piece in enumerate(pieces) if _keyword(piece) == "FROM"), None)
        if head is None:
            return ()
        moving = [index for index in range(self.piece, head) if _keyword(pieces[index]) not in ("", "ARG")]
        if not moving or _names_set(pieces[:head]) & _names_used(pieces[index] for index in moving):
            return ()
        taken = sorted({line for index in moving for line in (index, *_comments_above(pieces, index))})
        from_text = pieces[head].text
        if "\ufeff" in "".join(pieces[index].text for index in taken):
            return ()
        moved = "".join(pieces[index].text for index in taken)
        if not from_text.endswith("\n"):
            moved = f"{line_end_of(_instruction(pieces[moving[0]]))}{moved.rstrip()}"
        cuts = tuple(PlacedEdit(Place(index, Span(0, len(pieces[index].text))), "") for index in taken)
        return (*cuts, PlacedEdit(Place(head, empty(len(from_text))), moved))


def _keyword(piece: Piece) -> str:
    return piece.keyword if isinstance(piece, Instruction) else ""


def _instruction(piece: Piece) -> Instruction:
    assert isinstance(piece, Instruction), "only instructions are moved"
    return piece


def _comments_above(pieces: Sequence[Piece], index: int) -> Sequence[int]:
    first = index
    while first > 0 and isinstance(pieces[first - 1], Comment):
        first -= 1
    return range(first, index)


def _names_set(pieces: Sequence[Piece]) -> set[str]:
    args = (piece for piece in pieces if isinstance(piece, Instruction) and piece.keyword == "ARG")
    return {pair.key.text for arg in args for pair in arg.pairs}


def _names_used(pieces: Iterable[Piece]) -> set[str]:
    noted = (variables_of(_instruction(piece)) for piece in pieces)
    return {use.name for variables in noted if variables for use in variables.uses}
