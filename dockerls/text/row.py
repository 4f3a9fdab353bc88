"""Long sequences that are cheap to change in the middle: what stands beside the pieces of a file, one item a piece.

A tuple of 20,000 items costs some 0.1 ms to splice, a Row a few microseconds at any length, since it is cut into
blocks and only the touched blocks are made anew. Rows are values: never changed, and equal when their items are.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Generic, TypeVar, overload

_BLOCK = 256

T = TypeVar("T")


class _Block(tuple[T, ...]):
    """Some items of a row. All rows that share a block share what was worked out of it."""

    def chosen(self, choose: Callable[[T], bool]) -> tuple[int, ...]:
        """Where the items stand that ``choose`` says yes to."""
        known: dict[Callable[[T], bool], tuple[int, ...]] = self.__dict__.setdefault("known", {})
        if choose not in known:
            known[choose] = tuple(at for at, item in enumerate(self) if choose(item))
        return known[choose]


_Blocks = tuple[_Block[T], ...]


class Row(Sequence[T], Generic[T]):
    """A sequence that never changes; slices of it are tuples."""

    __slots__ = ("_blocks", "_starts")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._set(_blocks_of(tuple(items)))

    def _set(self, blocks: _Blocks[T]) -> None:
        self._blocks = blocks
        self._starts = (0, *accumulate(len(block) for block in blocks))

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self._blocks)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return self._between(start, stop) if step == 1 else tuple(self)[index]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        block = bisect_right(self._starts, at) - 1
        return self._blocks[block][at - self._starts[block]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"

    def chosen(self, choose: Callable[[T], bool]) -> Iterator[tuple[int, T]]:
        """The items that ``choose`` says yes to, each with its number.

        An item is asked about once, and never again in a row that shares its block: ``choose`` is a function that
        stays, and its answer depends on the item alone.
        """
        for start, block in zip(self._starts, self._blocks, strict=False):
            for at in block.chosen(choose):
                yield start + at, block[at]

    def spliced(self, first: int, removed: int, added: Iterable[T]) -> "Row[T]":
        """The row in which ``removed`` items from ``first`` on gave way to the ``added``."""
        row: Row[T] = object.__new__(type(self))
        start, stop, blocks = self._rebuilt(first, removed, tuple(added))
        row._set(self._blocks[:start] + blocks + self._blocks[stop:])
        return row

    def _rebuilt(self, first: int, removed: int, added: tuple[T, ...]) -> tuple[int, int, _Blocks[T]]:
        """The blocks from one number to another, and what they become."""
        if not self._blocks:
            return 0, 0, _blocks_of(added)
        start = min(bisect_right(self._starts, first), len(self._blocks)) - 1
        stop = min(bisect_right(self._starts, first + removed), len(self._blocks))
        before = self._blocks[start][: first - self._starts[start]]
        after = self._blocks[stop - 1][first + removed - self._starts[stop - 1] :]
        items = before + added + after
        if stop < len(self._blocks) and len(items) + len(self._blocks[stop]) <= _BLOCK:
            items += self._blocks[stop]
            stop += 1
        return start, stop, _blocks_of(items)

    def _between(self, start: int, stop: int) -> tuple[T, ...]:
        if start >= stop:
            return ()
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, stop - 1)
        items = tuple(chain.from_iterable(self._blocks[first:last]))
        return items[start - self._starts[first] : stop - self._starts[first]]


class Amounts(Row[int]):
    """A row of amounts, such as lengths, that knows what the blocks above each block add up to."""

    __slots__ = ("_sums", "_totals")

    def _set(self, blocks: _Blocks[int]) -> None:
        super()._set(blocks)
        self._set_sums(tuple(map(sum, blocks)))

    def _set_sums(self, sums: tuple[int, ...]) -> None:
        self._sums = sums
        self._totals = (0, *accumulate(sums))

    def spliced(self, first: int, removed: int, added: Iterable[int]) -> "Amounts":
        row: Amounts = object.__new__(Amounts)
        start, stop, blocks = self._rebuilt(first, removed, tuple(added))
        Row._set(row, self._blocks[:start] + blocks + self._blocks[stop:])
        row._set_sums(self._sums[:start] + tuple(map(sum, blocks)) + self._sums[stop:])
        return row

    def total(self, stop: int) -> int:
        """What the first ``stop`` items add up to."""
        block = min(bisect_right(self._starts, stop), len(self._blocks)) - 1
        if block < 0:
            return 0
        return self._totals[block] + sum(self._blocks[block][: stop - self._starts[block]])

    def reach(self, target: int) -> tuple[int, int]:
        """The first item with which the amounts add up to more than the target, and what those before it add up to.

        The length of the row, and what it adds up to, where the target is never passed.
        """
        block = max(bisect_right(self._totals, target) - 1, 0)
        index, total = self._starts[block], self._totals[block]
        if block < len(self._blocks):
            for amount in self._blocks[block]:
                if total + amount > target:
                    break
                total += amount
                index += 1
        return index, total


def _blocks_of(items: tuple[T, ...]) -> _Blocks[T]:
    if len(items) <= 2 * _BLOCK:
        return (_Block(items),) if items else ()
    return tuple(_Block(items[start : start + _BLOCK]) for start in range(0, len(items), _BLOCK))


def _same(one: object, other: object) -> bool:
    return one is other or one == other
