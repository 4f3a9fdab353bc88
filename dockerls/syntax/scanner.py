"""Cutting text into pieces, from any line on that starts one.

BuildKit ends a line at ``\\n`` only, so a lone carriage return is a blank inside a line. What the scanner knows while
it runs is small: the escape character, and, at the top, which parser directives it has seen.

A heredoc whose terminator is missing is an error for BuildKit. Here it gets no body, so that a half-typed ``<<EOF``
costs nothing but itself: the pieces go on at the next line.
"""

from dataclasses import dataclass, field

from dockerls.syntax.blanks import SPACE
from dockerls.syntax.header import header_end
from dockerls.syntax.heredoc import find_terminator
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import ESCAPES, Blank, Comment, Directive, Piece, directive_name


@dataclass(slots=True)
class Scanner:
    """What is known between two pieces: whether this is a file's top, the escape character, the directives so far."""

    from_top: bool = True
    escape: str = "\\"
    directives: set[str] | None = field(default_factory=set)  # None: none can stand here any more

    def piece_at(self, text: str, start: int) -> Piece:
        """The piece that starts at ``start``. A byte order mark is one only at the top of the file."""
        has_bom = self.from_top and start == 0 and text.startswith("\ufeff")
        line = text[start : _line_end(text, start)]
        content = line[has_bom:].lstrip(SPACE)
        if not content:
            return Blank(line)
        if content[0] != "#":
            return _instruction(text, start, self.escape, has_bom)
        if self.directives is not None and (name := directive_name(content)):
            return Directive(line, is_repeated=name in self.directives)
        return Comment(line)

    def pass_by(self, piece: Piece) -> None:
        """Move on behind a piece."""
        if self.directives is None or not isinstance(piece, Directive):
            self.directives = None
            return
        self.directives.add(piece.name)
        if piece.name == "escape" and piece.value in ESCAPES and not piece.is_repeated:
            self.escape = piece.value


def _instruction(text: str, start: int, escape: str, has_bom: bool) -> Instruction:
    header_ends = end = header_end(text, start + has_bom, escape)
    instruction = Instruction(text[start:end], escape, has_bom)
    if "<<" in instruction.text:
        for opening in instruction.openings:
            terminator = find_terminator(text, end, opening)
            if terminator is None:
                break
            end = terminator.end
    return instruction if end == header_ends else Instruction(text[start:end], escape, has_bom)


def _line_end(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return len(text) if newline < 0 else newline + 1
