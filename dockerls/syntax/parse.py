"""Parsing a text, and parsing it again after an edit without reading more than the edit touched."""

from dockerls.syntax.file import File, Splice
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Directive, Piece
from dockerls.syntax.scanner import Scanner
from dockerls.text.edit import Edit, apply
from dockerls.text.row import Row


def parse(text: str) -> File:
    """The pieces of any text whatever; it never fails, and the pieces joined are the text."""
    scanner = Scanner()
    pieces: list[Piece] = []
    unclosed: list[int] = []
    start = 0
    while start < len(text):
        piece = scanner.piece_at(text, start)
        scanner.pass_by(piece)
        if _is_unclosed(piece):
            unclosed.append(len(pieces))
        pieces.append(piece)
        start += len(piece.text)
    return File(Row(pieces), tuple(unclosed))


def reparse(file: File, edit: Edit) -> tuple[File, Splice]:
    """What ``parse`` would answer for the edited text, and how its pieces differ. Offsets count from the top."""
    first = 0
    start = 0
    while first < len(file.pieces) - 1 and start + len(file.pieces[first].text) <= edit.span.start:
        start += len(file.pieces[first].text)
        first += 1
    return reparse_from(file, first, edit.shifted(-start))


def reparse_from(file: File, first: int, edit: Edit) -> tuple[File, Splice]:
    """``reparse`` for an edit whose offsets count from the start of the piece ``first``, which holds its start.

    The scanner runs forward from there until it stands where an old piece starts, knowing what it knew there before.
    """
    window = _Window(file, first, edit)
    scanner = window.scanner()
    added: list[Piece] = []
    at = 0
    while not (window.is_boundary(at) and window.may_rejoin(at, scanner)):
        piece = scanner.piece_at(window.text, at)
        while window.grows() and not _is_whole(piece, ends_here=at + len(piece.text) == len(window.text)):
            window.grow()
            piece = scanner.piece_at(window.text, at)
        scanner.pass_by(piece)
        added.append(piece)
        at += len(piece.text)
    return _rejoined(file, window.first, window.boundaries[at], added)


class _Window:
    """The edited text of as many pieces as the scan has needed so far."""

    def __init__(self, file: File, first: int, edit: Edit) -> None:
        self.old = file
        pieces = file.pieces
        end = first
        text = ""
        while end < len(pieces) and (len(text) < edit.span.end or end == first):
            text += pieces[end].text
            end += 1
        touched = apply(text, (edit,))
        start = self._start(first, touched, edit)
        before = "".join(piece.text for piece in pieces[start:first])
        self.first = start
        self.text = before + touched
        self.boundaries = {len(self.text): end}
        self.end = end
        self.step = 1

    def _start(self, first: int, touched: str, edit: Edit) -> int:
        """Where the scan starts: at the top for the parser directives, or at a heredoc the edit may have closed."""
        if first <= len(self.old.directives):
            return 0
        lines = touched[touched.rfind("\n", 0, edit.span.start) + 1 :]
        upto = lines.find("\n", edit.span.start + len(edit.new_text) - (len(touched) - len(lines)))
        lines = lines if upto < 0 else lines[: upto + 1]
        for index in self.old.unclosed:
            piece = self.old.pieces[index]
            opening = piece.unclosed if index < first and isinstance(piece, Instruction) else None
            if opening and any(opening.closed_by(line) for line in lines.split("\n")):
                return index
        return first

    def scanner(self) -> Scanner:
        return Scanner() if self.first == 0 else Scanner(False, self.old.escape, None)

    def grows(self) -> bool:
        return self.end < len(self.old.pieces)

    def grow(self) -> None:
        """Take in the next pieces, each time twice as many."""
        parts = [self.text]
        length = len(self.text)
        for piece in self.old.pieces[self.end : self.end + self.step]:
            parts.append(piece.text)
            length += len(piece.text)
            self.end += 1
            self.boundaries[length] = self.end
        self.text = "".join(parts)
        self.step *= 2

    def is_boundary(self, at: int) -> bool:
        return at in self.boundaries

    def may_rejoin(self, at: int, scanner: Scanner) -> bool:
        """Whether the rest would be read again as it was; where it would not be, the window grows."""
        following = self.boundaries[at]
        if following == len(self.old.pieces):
            return True
        same_state = scanner.directives is None and scanner.escape == self.old.escape
        if same_state and not isinstance(self.old.pieces[following], Directive):
            return True
        if at == len(self.text):
            self.grow()
        return False


def _is_whole(piece: Piece, ends_here: bool) -> bool:
    """Whether more text below the window could not change the piece."""
    if ends_here and not piece.text.endswith("\n"):
        return False
    if not isinstance(piece, Instruction):
        return True
    return not (piece.unclosed or (ends_here and piece.header.is_cut_off))


def _is_unclosed(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and "<<" in piece.text and piece.unclosed is not None


def _rejoined(file: File, first: int, end: int, added: list[Piece]) -> tuple[File, Splice]:
    """The new file, and the splice without the pieces that came back as they were."""
    old = file.pieces
    kept = 0
    while kept < len(added) and first + kept < end and added[kept] == old[first + kept]:
        kept += 1
    first += kept
    del added[:kept]
    while added and end > first and added[-1] == old[end - 1]:
        added.pop()
        end -= 1
    splice = Splice(first, end - first, tuple(added))
    growth = len(added) - splice.removed
    unclosed = (
        *(index for index in file.unclosed if index < first),
        *(first + index for index, piece in enumerate(added) if _is_unclosed(piece)),
        *(index + growth for index in file.unclosed if index >= end),
    )
    return File(old.spliced(first, splice.removed, splice.added), unclosed), splice
