"""Line numbers, as a person counts them."""

from dockerls.document import Document
from dockerls.text.lines import Encoding


def line_of(document: Document, piece: int, offset: int = 0) -> int:
    """The line (from 1) of an offset in a piece."""
    return document.position_in(piece, offset, Encoding.UTF32).line + 1
