"""Which of the shown findings a cursor or a selection touches."""

from collections.abc import Iterable

from dockerls.document import Document
from dockerls.features.diagnostics import Diagnostic
from dockerls.text.span import Span


def touched(document: Document, shown: Iterable[Diagnostic], span: Span) -> list[Diagnostic]:
    """The findings that share a code point with ``span`` (of the whole text) or meet it, in their order."""
    first, last = document.piece_at(span.start - 1), document.piece_at(span.end)
    if first is None or last is None:
        return []
    starts = {piece: document.start_of(piece) for piece in range(first, last + 1)}
    near = (
        (each, each.located.span.shifted(starts[each.located.piece])) for each in shown if each.located.piece in starts
    )
    return [each for each, marked in near if marked.start <= span.end and span.start <= marked.end]


def marked(document: Document, shown: Diagnostic) -> Span:
    """What a finding marks, in the whole text."""
    return shown.located.span.shifted(document.start_of(shown.located.piece))
