"""Edits of shell code that stands in a JSON string: ``RUN ["sh", "-c", "…"]``."""

from collections.abc import Callable, Iterable

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span


def in_json(edits: Iterable[PlacedEdit], piece_at: Callable[[int], Piece]) -> tuple[PlacedEdit, ...]:
    """The edits with what they write into such a string escaped.

    None at all where the string has escapes already, which an edit might cut in two, where it would get a line break,
    or where an edit begins or ends in its midst. ``piece_at`` gives the piece that a place counts.
    """
    written: list[PlacedEdit] = []
    for edit in edits:
        string = _string_at(edit, piece_at)
        if string is None:
            written.append(edit)
        elif not _fits(edit, *string):
            return ()
        else:
            written.append(PlacedEdit(edit.place, edit.new_text.replace("\\", "\\\\").replace('"', '\\"')))
    return tuple(written)


def _string_at(edit: PlacedEdit, piece_at: Callable[[int], Piece]) -> tuple[Span, str] | None:
    """Where the string stands whose ends or inside an edit touches, and what is written in it."""
    piece = piece_at(edit.place.piece) if isinstance(edit.place, Place) else None
    if not isinstance(piece, Instruction) or not isinstance(edit.place, Place):
        return None
    argument = piece.held.argument
    if argument is None:
        return None
    string, changed = argument.span, edit.place.span
    is_outside = changed.end < string.start or string.end < changed.start
    is_around = changed.start < string.start and string.end < changed.end
    return None if is_outside or is_around else (string, string.of(piece.text))


def _fits(edit: PlacedEdit, string: Span, code: str) -> bool:
    assert isinstance(edit.place, Place), "only a place in this file is in a string"
    is_inside = string.start <= edit.place.span.start and edit.place.span.end <= string.end
    return is_inside and "\\" not in code and edit.new_text.isprintable()
