"""What COPY and ADD take from the build context."""

import posixpath

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.row import Row
from dockerls.text.span import Span
from dockerls.value import remembered, value

TOP = ""
"""The path of the context's folder itself. All others are relative to it, with ``/`` between their parts."""

_PATTERN = frozenset("*?[\\")


@value
class ContextSource:
    """A file, folder or pattern of the context that a COPY or ADD names. ``path`` is relative to the context."""

    path: str
    span: Span  # of the word, with the quotes it has in a JSON array
    is_pattern: bool

    @property
    def is_whole_context(self) -> bool:
        return self.path == TOP or self.path == "*"


@remembered
def context_sources(copy: Instruction) -> tuple[ContextSource, ...]:
    """The sources of a COPY or ADD that its text tells: no variables, addresses, heredocs, other stages or images.

    What an ONBUILD holds is about the context of another build.
    """
    if copy.keyword not in ("COPY", "ADD") or copy.onset or copy.flag("from"):
        return ()
    *words, _ = copy.arguments or (None,)
    found: list[ContextSource] = []
    for word in words:
        assert word is not None, "only a COPY without arguments has none"
        text = word.text if copy.exec_form is not None else word.text.strip("\"'")
        is_heredoc = bool(copy.openings) and text.lstrip("0123456789").startswith("<<")
        if not text or is_heredoc or "$" in text or _is_address(text):
            continue
        is_pattern = not _PATTERN.isdisjoint(text)
        # As the builder does it: from the top folder on, and never above it.
        found.append(ContextSource(posixpath.normpath(f"/{text}").lstrip("/"), word.span, is_pattern))
    return tuple(found)


def _is_address(text: str) -> bool:
    """Whether it is a URL, or a repository as ssh names it: ``git@host:path``."""
    login, colon, _ = text.partition(":")
    return "://" in text or (bool(colon) and "@" in login and "/" not in login)


def literal_paths(pieces: Row[Piece]) -> tuple[str, ...]:
    """Every path that a COPY or ADD of the file takes as it is written, each once."""
    found = {
        source.path: None
        for _, piece in pieces.chosen(_copies)
        if isinstance(piece, Instruction)
        for source in context_sources(piece)
        if not source.is_pattern
    }
    return tuple(found)


def _copies(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword in ("COPY", "ADD")
