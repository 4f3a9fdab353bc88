"""The ends of lines: the usual one of a text, and others for them where a style names one."""

from collections.abc import Iterator

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.edit import Edit
from dockerls.text.span import Span


def usual_line_end(text: str) -> str:
    """The line end for new lines."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def line_end_edits(piece: Piece, line_end: str | None) -> Iterator[Edit]:
    """The line ends of a piece made ``line_end``, if that is told.

    Those in the bodies of heredocs stay: they are content of the image.
    """
    if line_end is None:
        return
    at = 0
    for heredoc in piece.heredocs if isinstance(piece, Instruction) else ():
        yield from _between(piece.text, at, heredoc.body.start, line_end)
        at = heredoc.body.end
    yield from _between(piece.text, at, len(piece.text), line_end)


def _between(text: str, start: int, end: int, line_end: str) -> Iterator[Edit]:
    at = text.find("\n", start, end)
    while at >= 0:
        begin = at - (len(text[start:at]) - len(text[start:at].rstrip("\r")))
        if text[begin : at + 1] != line_end:
            yield Edit(Span(begin, at + 1), line_end)
        start = at + 1
        at = text.find("\n", start, end)
