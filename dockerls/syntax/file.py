"""A whole Dockerfile as pieces that together are its text."""

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import ESCAPES, Directive, Piece
from dockerls.text.row import Row
from dockerls.value import cached, value


@value
class File:
    """The pieces in order; their texts joined are the text, always.

    ``unclosed`` names the pieces that open a heredoc whose terminator is nowhere below them.
    """

    pieces: Row[Piece]
    unclosed: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached
    def directives(self) -> tuple[Directive, ...]:
        found: list[Directive] = []
        for piece in self.pieces:
            if not isinstance(piece, Directive):
                break
            found.append(piece)
        return tuple(found)

    @property
    def escape(self) -> str:
        """The escape character; a directive with another value than ````` or ``\\`` is an error and changes nothing."""
        value = next((directive.value for directive in self.directives if directive.name == "escape"), "\\")
        return value if value in ESCAPES else "\\"

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Instruction))


@value
class Splice:
    """What an edit did to the pieces: from ``first`` on, ``removed`` of them gave way to the ``added``."""

    first: int
    removed: int
    added: tuple[Piece, ...]
