"""Rows behave as tuples do, whatever is done to them."""

from hypothesis import given
from hypothesis import strategies as st

from dockerls.text.row import Amounts, Row

LENGTHS = st.integers(0, 1500)


@given(LENGTHS, st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 900), st.integers(0, 900)), max_size=6))
def test_splicing_is_what_tuples_do(length: int, splices: list[tuple[int, int, int]]) -> None:
    expected = tuple(range(length))
    row = Row(expected)
    amounts = Amounts(expected)
    for first, removed, added in splices:
        first = min(first, len(expected))
        removed = min(removed, len(expected) - first)
        items = tuple(range(added))
        expected = expected[:first] + items + expected[first + removed :]
        row = row.spliced(first, removed, items)
        amounts = amounts.spliced(first, removed, items)
    assert tuple(row) == expected
    assert row == Row(expected)
    assert len(row) == len(expected)
    assert [row[index] for index in range(0, len(row), 97)] == list(expected[::97])
    assert row[5:-7] == expected[5:-7]
    assert amounts.total(len(expected) // 2) == sum(expected[: len(expected) // 2])


@given(st.lists(st.integers(0, 5), max_size=1200), st.integers(0, 4000))
def test_reach_finds_the_item_that_passes_the_target(amounts: list[int], target: int) -> None:
    index, before = Amounts(amounts).reach(target)
    assert before == sum(amounts[:index]) <= target or index == 0
    assert index == len(amounts) or before + amounts[index] > target


def test_an_item_is_asked_about_once() -> None:
    asked: list[int] = []

    def is_small(item: int) -> bool:
        asked.append(item)
        return item < 3

    row = Row(range(5_000))
    assert list(row.chosen(is_small)) == [(0, 0), (1, 1), (2, 2)]
    assert asked == list(range(5_000))
    asked.clear()
    assert list(row.spliced(4_000, 2, (1,)).chosen(is_small)) == [(0, 0), (1, 1), (2, 2), (4_000, 1)]
    assert len(asked) < 600
