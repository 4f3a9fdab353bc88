"""Where an edit or a finding stands, so that it stays right when text elsewhere changes."""

from collections.abc import Iterable

from dockerls.text.edit import Edit
from dockerls.text.span import Span, empty
from dockerls.value import value


@value
class Place:
    """A span of a piece. The piece is counted from what was checked: the instruction, the stage's FROM, or the file."""

    piece: int
    span: Span


def here(span: Span) -> Place:
    """A place in the instruction that is checked."""
    return Place(0, span)


@value
class PlacedEdit:
    """Replace what stands at a place; with a path for a place, append to (or create) that file of the build context."""

    place: Place | str
    new_text: str


def insert(at: int, new_text: str) -> PlacedEdit:
    """Insert into the instruction that is checked."""
    return PlacedEdit(here(empty(at)), new_text)


def substitute(span: Span, new_text: str) -> PlacedEdit:
    """Replace a span of the instruction that is checked."""
    return PlacedEdit(here(span), new_text)


def delete(span: Span) -> PlacedEdit:
    """Delete a span of the instruction that is checked."""
    return PlacedEdit(here(span), "")


def placed(edits: Iterable[Edit], piece: int = 0) -> tuple[PlacedEdit, ...]:
    """Edits relative to a piece, as edits that know their piece."""
    return tuple(PlacedEdit(Place(piece, edit.span), edit.new_text) for edit in edits)
