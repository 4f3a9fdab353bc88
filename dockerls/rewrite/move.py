"""Moving an instruction with the comments directly above it, and putting new ones beside it."""

from collections.abc import Sequence

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Comment, Piece
from dockerls.text.span import Span, empty
from dockerls.value import value


def first_line_of(pieces: Sequence[Piece], index: int) -> int:
    """The piece an instruction starts with: the first of the comments directly above it, or the instruction."""
    while index > 0 and isinstance(pieces[index - 1], Comment):
        index -= 1
    return index


def insert_above(pieces: Sequence[Piece], index: int, lines: str) -> tuple[PlacedEdit, ...]:
    """Put whole lines (without the last line end) above an instruction and its comments."""
    line_end = line_end_in(pieces)
    return (PlacedEdit(Place(first_line_of(pieces, index), empty(0)), _ended(lines, line_end)),)


def insert_below(pieces: Sequence[Piece], index: int, lines: str) -> tuple[PlacedEdit, ...]:
    """Put whole lines (without the last line end) below an instruction."""
    text = pieces[index].text
    line_end = line_end_in(pieces)
    is_ended = text.endswith("\n")
    new_text = _ended(lines, line_end) if is_ended else line_end + lines
    return (PlacedEdit(Place(index, empty(len(text))), new_text),)


def remove(pieces: Sequence[Piece], index: int) -> tuple[PlacedEdit, ...]:
    """Take an instruction out, with the comments directly above it and one of two blank lines that would meet."""
    first, last = first_line_of(pieces, index), index
    around = (*pieces[max(first - 1, 0) : first], *pieces[index + 1 : index + 2])
    if len(around) == 2 and all(isinstance(piece, Blank) for piece in around):
        last += 1
    return tuple(PlacedEdit(Place(at, Span(0, len(pieces[at].text))), "") for at in range(first, last + 1))


def move_above(pieces: Sequence[Piece], index: int, target: int) -> tuple[PlacedEdit, ...]:
    """Move an instruction, with its comments, above another one and that one's comments."""
    return (*insert_above(pieces, target, lines_of(pieces, index)), *remove(pieces, index))


@value
class MoveAbove:
    """A recipe: move one instruction, with its comments, above another one."""

    index: int
    target: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        return move_above(pieces, self.index, self.target)


def move_below(pieces: Sequence[Piece], index: int, target: int) -> tuple[PlacedEdit, ...]:
    """Move an instruction, with its comments, below another one."""
    return (*remove(pieces, index), *insert_below(pieces, target, lines_of(pieces, index)))


@value
class MoveBelow:
    """A recipe: move instructions, each with its comments, below another one, in their order.

    Nothing, where one of them would meet another value of a variable or a label: where what it passes defines one that
    it uses or sets.
    """

    indices: tuple[int, ...]
    target: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        for index in self.indices:
            passed = (pieces[at] for at in range(index + 1, self.target) if at not in self.indices)
            if any(_defines_for(pieces[index], piece) for piece in passed):
                return ()
        lines = line_end_in(pieces).join(lines_of(pieces, index) for index in self.indices)
        removed = (edit for index in self.indices for edit in remove(pieces, index))
        return (*removed, *insert_below(pieces, self.target, lines))


def lines_of(pieces: Sequence[Piece], index: int) -> str:
    """The lines of an instruction and the comments directly above it, without the last line end."""
    text = "".join(piece.text for piece in pieces[first_line_of(pieces, index) : index + 1])
    return text.removesuffix("\n").removesuffix("\r")


def line_end_in(pieces: Sequence[Piece]) -> str:
    """The line end the pieces are written with, as the first of them has it."""
    return "\r\n" if pieces and pieces[0].text.endswith("\r\n") else "\n"


def _defines_for(moved: Piece, passed: Piece) -> bool:
    """Whether an instruction sets a variable or a label that another one names or sets."""
    names = (pair.key.text for pair in passed.pairs) if isinstance(passed, Instruction) else ()
    return any(name in moved.text for name in names)


def _ended(lines: str, line_end: str) -> str:
    return lines if lines.endswith("\n") else lines + line_end
