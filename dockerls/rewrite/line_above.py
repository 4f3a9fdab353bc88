"""A new line above an instruction."""

from collections.abc import Sequence

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.syntax.pieces import Blank, Comment, Piece
from dockerls.text.span import empty
from dockerls.value import value


@value
class LineAbove:
    """A recipe: insert ``line`` above a piece and above the comments that belong to it."""

    piece: int
    line: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        if self.piece >= len(pieces):
            return ()
        at = self.piece
        while at > 0 and isinstance(pieces[at - 1], Comment):
            at -= 1
        text = pieces[at].text
        line_end = "\r\n" if "\r\n" in text else "\n"
        top = 1 if text.startswith("\ufeff") else 0
        # Comments that an empty line sets apart go on looking like the head of what is below them.
        is_set_apart = at != self.piece and at > 0 and isinstance(pieces[at - 1], Blank)
        return (PlacedEdit(Place(at, empty(top)), f"{self.line}{line_end}{line_end if is_set_apart else ''}"),)
