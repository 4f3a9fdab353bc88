"""The likely meaning of a misspelt word, for "did you mean"."""

from collections.abc import Iterable
from itertools import islice

_MOST_SLIPS = 3
_MOST_CANDIDATES = 500  # a file with thousands of names gets its answers in time, if not always the best


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate fewest slips of the keyboard away from ``word``, ignoring case; None if none is near.

    A slip is a missing, extra or wrong character or two swapped neighbours. About one character in three may be
    wrong, and never more than three: beyond that a guess misleads. The first of equally near candidates wins.
    """
    word = word.casefold()
    allowed = min(max(len(word) // 3, 1), _MOST_SLIPS)
    best: str | None = None
    for candidate in islice(candidates, _MOST_CANDIDATES):
        slips = _slips(word, candidate.casefold(), allowed)
        if slips <= allowed:
            best, allowed = candidate, slips - 1
    return best


def _slips(one: str, other: str, limit: int) -> int:
    """The optimal string alignment distance (restricted Damerau-Levenshtein), or ``limit + 1`` if it is above that."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, character in enumerate(one, start=1):
        previous, before, row = before, row, [i]
        for j, target in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (character != target))
            if i > 1 and j > 1 and character == other[j - 2] and one[i - 2] == target:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return row[-1]
