"""``# dockerls: format off`` and ``# dockerls: format on``: the lines between them stay as they are."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from operator import attrgetter

from dockerls.document import Document
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Piece
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

_SWITCH = re.compile(r"#\s*dockerls:\s*format\s+(off|on)\b", re.IGNORECASE)
_START = attrgetter("start")


@value
class Protection:
    """What must not be changed, in the whole text and from the top down."""

    spans: tuple[Span, ...] = ()

    def allows(self, edit: Edit) -> bool:
        """Whether an edit changes nothing of it; beside it something may be inserted."""
        return not self._covers(edit.span)

    def within(self, start: int) -> Callable[[Span], bool]:
        """The question whether a span that counts from ``start`` has something of it."""
        return lambda span: self._covers(span.shifted(start))

    def _covers(self, span: Span) -> bool:
        before = bisect_right(self.spans, span.end, key=_START) - 1
        return any(each.overlaps(span) for each in self.spans[max(0, before - 1) : before + 1])


def protection_of(document: Document) -> Protection:
    """What the comments of a document protect: from each ``off`` to behind the next ``on``, or beyond the end."""
    spans: list[Span] = []
    since: int | None = None
    for start, end, is_off in _switches(document):
        if is_off and since is None:
            since = start
        elif not is_off and since is not None:
            spans.append(Span(since, end))
            since = None
    if since is not None:
        spans.append(Span(since, document.start_of(len(document.file.pieces)) + 1))
    return Protection(tuple(spans))


def _switches(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Every switch: where its line starts and ends, and whether it switches off. Comments among lines count too."""
    for number, piece in document.file.pieces.chosen(_may_switch):
        start = document.start_of(number)
        for comment in _comments(piece):
            if match := _SWITCH.match(piece.text, comment.start):
                line = piece.text.rfind("\n", 0, comment.start) + 1
                yield start + line, start + comment.end, match[1].lower() == "off"


def _may_switch(piece: Piece) -> bool:
    return "dockerls:" in piece.text.lower()


def _comments(piece: Piece) -> tuple[Span, ...]:
    if isinstance(piece, Comment):
        return (piece.span,)
    return piece.header.comments if isinstance(piece, Instruction) else ()
