"""A newer version in ``# syntax=docker/dockerfile:1.4``."""

from collections.abc import Sequence

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.syntax.image import read_image
from dockerls.syntax.pieces import Directive, Piece
from dockerls.value import value


@value
class RaisedFrontend:
    """A recipe: another tag for the frontend that the file asks for. Nothing where a digest decides which it is."""

    tag: str

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        for number, piece in enumerate(pieces):
            if isinstance(piece, Directive) and piece.name == "syntax":
                image = read_image(piece.value)
                if image.tag_span is None or image.digest is not None:
                    return ()
                span = image.tag_span.shifted(piece.value_span.start)
                return (PlacedEdit(Place(number, span), self.tag),)
        return ()
