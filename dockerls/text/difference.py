"""The small edits that turn one text into another, so that an editor keeps its cursors, folds and marks."""

from collections.abc import Iterator
from typing import TypeVar

from dockerls.text.edit import Edit
from dockerls.text.span import Span

_Item = TypeVar("_Item")


def difference(old: str, new: str) -> tuple[Edit, ...]:
    """Edits (code points of ``old``) that make ``new`` of it, each within the lines that differ. From the top down."""
    return tuple(_trimmed(before, after).shifted(start) for start, before, after in _changed_lines(old, new))


def _changed_lines(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """Each stretch of lines that differs: where it starts in ``old``, and its two texts."""
    from difflib import SequenceMatcher

    before, after = _lines(old), _lines(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    start = sum(map(len, before[:head]))
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    line = 0
    for kind, first, last, first_new, last_new in SequenceMatcher(None, before, after).get_opcodes():
        start += sum(map(len, before[line:first]))
        line = first
        if kind != "equal":
            yield start, "".join(before[first:last]), "".join(after[first_new:last_new])


def _lines(text: str) -> list[str]:
    """The lines with their ends; a lone carriage return ends none."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines


def _trimmed(before: str, after: str) -> Edit:
    """The edit without what both texts begin and end with. It starts and ends beside a CRLF, never inside one."""
    start = _alike(before, after)
    start -= before[start - 1 : start + 1] == "\r\n"
    end = len(before) - _alike(before[start:][::-1], after[start:][::-1])
    end += before[end - 1 : end + 1] == "\r\n"
    return Edit(Span(start, end), after[start : len(after) - (len(before) - end)])


def _alike(one: list[_Item] | str, other: list[_Item] | str) -> int:
    """How many items from the front on are the same in both."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
