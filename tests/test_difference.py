"""Small edits between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from dockerls.text.difference import difference
from dockerls.text.edit import apply
from tests.check import with_marks

LINES = st.lists(st.sampled_from(["a\n", "b\n", "a\r\n", "b\r\r\n", "c", "\r", "\n", "long line, longer\n", "\ud83d"]))


def check_difference(old: str, new: str, marked: str) -> None:
    """What is replaced in ``old`` to make ``new`` of it is what ``marked`` marks."""
    edits = difference(old, new)
    assert with_marks(old, [edit.span for edit in edits]) == marked
    assert apply(old, edits) == new


def test_only_what_differs_is_replaced() -> None:
    check_difference("FROM a\nRUN b c\nCMD d\n", "FROM a\nRUN b x\nCMD d\n", "FROM a\nRUN b «c»\nCMD d\n")
    check_difference("FROM a\nCMD d\n", "FROM a\nRUN b\nCMD d\n", "FROM a\n«»CMD d\n")
    check_difference("one 1\nsame\ntwo 2\n", "one 3\nsame\ntwo 4\n", "one «1»\nsame\ntwo «2»\n")
    check_difference("same\n", "same\n", "same\n")


def test_a_line_end_is_never_cut_in_two() -> None:
    check_difference("a\r\nb\r\n", "a\nb\r\n", "a«\r\n»b\r\n")
    check_difference("a\r\n", "a \r\n", "a«»\r\n")


@given(LINES, LINES)
def test_the_edits_make_the_new_text(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    edits = difference(old, new)
    assert apply(old, edits) == new
    for edit in edits:
        assert "\r\n" not in (
            old[edit.span.start - 1 : edit.span.start + 1],
            old[edit.span.end - 1 : edit.span.end + 1],
        )
