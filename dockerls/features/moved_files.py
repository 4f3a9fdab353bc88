"""What a Dockerfile and an ignore file say of a file or folder that gets another path in the build context."""

import re
from collections.abc import Iterator

from dockerls.document import Document
from dockerls.semantics.context_sources import context_sources
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span

_LINE = re.compile(r"^(?!#)[ \t]*!?[ \t]*/?(?P<path>[^\r\n]*?)/?[ \t]*\r?$", re.MULTILINE)
_PATTERN = frozenset("*?[\\")


def source_edits(document: Document, old: str, new: str) -> Iterator[Edit]:
    """The edits to sources of COPY and ADD, from the top down, with offsets in the whole text.

    ``old`` and ``new`` are relative to the context, with ``/`` between their parts. A pattern is left alone: whether
    it is meant to go on matching nobody can tell.
    """
    start = 0
    for piece in document.file.pieces:
        if isinstance(piece, Instruction):
            for source in context_sources(piece):
                moved = None if source.is_pattern else _moved(source.path, old, new)
                written = source.span.of(piece.text).rstrip("/\"'")
                # What is not written as it is meant (`src/..`) is left alone too.
                if moved is not None and written.endswith(source.path):
                    end = start + source.span.start + len(written)
                    yield Edit(Span(end - len(source.path), end), moved)
        start += len(piece.text)


def ignore_edits(text: str, old: str, new: str) -> Iterator[Edit]:
    """The edits to the text of an ignore file, from the top down."""
    for match in _LINE.finditer(text):
        path = match["path"]
        moved = _moved(path, old, new) if path and _PATTERN.isdisjoint(path) else None
        if moved is not None:
            yield Edit(Span(*match.span("path")), moved)


def _moved(path: str, old: str, new: str) -> str | None:
    """The new path of what is or lies below ``old``."""
    if path == old:
        return new
    return f"{new}{path[len(old) :]}" if path.startswith(f"{old}/") else None
