"""Columns that authors make of lines that stand right below one another::

    COPY prometheus  /bin/prometheus
    COPY promtool    /bin/promtool

Blanks that put a word below or above another one are meant, and stay. Empty lines and comments may part the lines of
one keyword.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dockerls.features.formatting.lines import Draft
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.value import remembered, value

# Two blanks behind RUN put its code below the argument of FROM, and are a slip.
_LEAST_BEHIND_KEYWORD = 3


@value
class _Word:
    """A stretch of a first line: where it starts, its column, and the blanks in front of it."""

    start: int
    column: int
    blanks: int

    @property
    def is_wide(self) -> bool:
        return self.blanks > 1


class _Rows:
    """The words of some lines, each right below the one before, and how many of each stand where they stood.

    A word whose line is narrowed in front of it stands in no column any more. So the words of a line count up to the
    first that loses blanks, and where that takes a neighbour's support away the neighbour is looked at again.
    """

    def __init__(self, rows: Sequence[Draft]) -> None:
        self.words = [_words(row) for row in rows]
        self.counted = [len(words) for words in self.words]

    def settle(self) -> None:
        waiting = deque(row for row, words in enumerate(self.words) if any(word.is_wide for word in words))
        while waiting:
            row = waiting.popleft()
            lost = next((at for at in range(self.counted[row]) if not self._stays(row, at)), None)
            if lost is not None:
                # Who leaves blanks between words by mistake does so behind the keyword too.
                self.counted[row] = 0 if self.words[row][0].is_wide else lost
                waiting += self._beside(row)

    def kept(self, row: int) -> frozenset[int]:
        return frozenset(word.start for word in self.words[row][: self.counted[row]] if word.is_wide)

    def _stays(self, row: int, at: int) -> bool:
        word = self.words[row][at]
        if not word.is_wide:
            return True
        return any(self._supports(other, word, is_first=at == 0) for other in self._beside(row))

    def _supports(self, row: int, word: _Word, is_first: bool) -> bool:
        """Whether a word of a row stands in the same column."""
        words = self.words[row][: self.counted[row]]
        if is_first and word.blanks < _LEAST_BEHIND_KEYWORD:
            return False
        return any(each.column == word.column for each in words)

    def _beside(self, row: int) -> list[int]:
        return [other for other in (row - 1, row + 1) if 0 <= other < len(self.words)]


def kept_blanks(pieces: Sequence[Piece], drafts: Sequence[Draft | None]) -> list[frozenset[int]]:
    """The starts of stretches that keep the blanks in front of them, for each piece.

    ``drafts`` are those of the pieces, None for one that is not laid out. The first lines of instructions count.
    """
    kept: list[frozenset[int]] = [frozenset()] * len(drafts)
    for group in _groups(pieces, drafts):
        rows = _Rows([draft for _, draft in group])
        rows.settle()
        for row, (number, _) in enumerate(group):
            kept[number] = rows.kept(row)
    return kept


def _groups(pieces: Sequence[Piece], drafts: Sequence[Draft | None]) -> Iterator[list[tuple[int, Draft]]]:
    """The instructions that may make columns together, each with its number."""
    group: list[tuple[int, Draft]] = []
    is_parted = False
    for number, (piece, draft) in enumerate(zip(pieces, drafts, strict=False)):
        if draft is None:
            is_parted = True
            if isinstance(piece, Instruction):
                yield group
                group = []
            continue
        if group and (
            len(group[-1][1].lines) > 1 or (is_parted and group[-1][1].instruction.keyword != draft.instruction.keyword)
        ):
            yield group
            group = []
        group.append((number, draft))
        is_parted = False
    yield group


@remembered
def _words(draft: Draft) -> list[_Word]:
    """The words on the first line, behind the keyword, whose columns are certain and may be the author's."""
    first = draft.lines[0]
    if first.first > first.start:
        return []
    words: list[_Word] = []
    for before, span in pairwise(draft.stretches.spans):
        gap = draft.text[before.end : span.start]
        if span.start >= first.end or span.start > draft.stretches.code_from or gap.strip(" "):
            break
        words.append(_Word(span.start, span.start - first.start, len(gap)))
    return words
