"""What can be folded away: stages, instructions of several lines, heredocs, blocks of comments, regions."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from dockerls.document import Document
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment
from dockerls.text.span import Span
from dockerls.value import value

_REGION = re.compile(r"(end)?region\b", re.IGNORECASE)


class Kind(Enum):
    """Why something can be folded."""

    CODE = "code"
    COMMENT = "comment"
    REGION = "region"


@value
class Fold:
    """A stretch of the whole text. Its first line stays, the rest of it to its last line can be hidden."""

    span: Span
    kind: Kind = Kind.CODE


def folds(document: Document) -> list[Fold]:
    """All that goes over more than one line, by where it starts; the longer first."""
    found = (*_stages(document), *_pieces(document))
    text = document.text
    several_lines = (fold for fold in found if "\n" in fold.span.of(text))
    return sorted(several_lines, key=lambda fold: (fold.span.start, -fold.span.end))


def _stages(document: Document) -> Iterator[Fold]:
    head: int | None = None
    start = end = 0
    for piece in document.file.pieces:
        if isinstance(piece, Instruction):
            if piece.keyword == "FROM":
                if head is not None:
                    yield Fold(Span(head, end))
                head = start
            end = start + piece.end
        start += len(piece.text)
    if head is not None:
        yield Fold(Span(head, end))


def _pieces(document: Document) -> Iterator[Fold]:
    start = 0
    block: list[tuple[int, Comment]] = []
    regions: list[int] = []
    for piece in document.file.pieces:
        if isinstance(piece, Comment):
            region = _REGION.match(piece.words)
            if region is None:
                block.append((start, piece))
            elif region[1] is None:
                regions.append(start)
            elif regions:
                yield Fold(Span(regions.pop(), start + piece.span.end), Kind.REGION)
        if not isinstance(piece, Comment) or _REGION.match(piece.words):
            yield from _comments(block)
            block = []
        if isinstance(piece, Instruction):
            yield from _instruction(start, piece)
        start += len(piece.text)
    yield from _comments(block)


def _comments(block: Iterable[tuple[int, Comment]]) -> Iterator[Fold]:
    comments = tuple(block)
    if comments:
        last_start, last = comments[-1]
        yield Fold(Span(comments[0][0], last_start + last.span.end), Kind.COMMENT)


def _instruction(start: int, instruction: Instruction) -> Iterator[Fold]:
    yield Fold(Span(start, start + instruction.end))
    heredocs = instruction.heredocs
    if heredocs and (len(heredocs) > 1 or "\n" in instruction.text[: heredocs[0].body.start - 1]):
        for each in heredocs:
            line_above = instruction.text.rfind("\n", 0, each.body.start - 1) + 1
            yield Fold(Span(start + line_above, start + each.terminator.end))
