"""The edits that lay out one instruction. Each changes blanks or a keyword's case, and is sound without the others."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from dockerls.features.formatting.casing import Casing, casing_edits
from dockerls.features.formatting.escapes import Ending, new_columns
from dockerls.features.formatting.indentation import Habits, columns, leads
from dockerls.features.formatting.lines import Draft, Line
from dockerls.features.formatting.shell_stretches import BLANKS
from dockerls.features.formatting.style import USUAL_TAB_WIDTH, Style
from dockerls.text.edit import Edit, apply
from dockerls.text.span import Span
from dockerls.value import value


@value
class Layout:
    """How a file's instructions are laid out. ``casing`` and ``habits`` are those of the file."""

    style: Style
    casing: Casing
    habits: Habits


def instruction_edits(draft: Draft, layout: Layout, kept: Collection[int]) -> list[Edit]:
    """The edits, in offsets of the instruction's text. Before the stretches that start at ``kept`` blanks stay."""
    inner: dict[int, list[Edit]] = defaultdict(list)
    for line, edit in _gap_edits(draft, kept):
        inner[line.start].append(edit)
    new_leads = _first_lead(draft)
    if draft.movable:
        new_leads.update(leads(draft, layout.style, layout.habits, _first_column(draft, inner)))
    edits = [*casing_edits(draft.instruction, layout.casing), *chain.from_iterable(inner.values())]
    edits += (
        Edit(Span(line.start, line.first), new_leads[line.start]) for line in draft.lines if line.start in new_leads
    )
    if len(draft.lines) > 1:
        edits += _tail_edits(draft, layout.style, new_leads, inner)
    if layout.style.trims_lines:
        edits += _trimmed(draft)
    return [edit for edit in edits if edit.span.of(draft.text) != edit.new_text]


def _first_lead(draft: Draft) -> dict[int, str]:
    first = draft.lines[0]
    return {first.start: ""} if first.has_free_lead else {}


def _gap_edits(draft: Draft, kept: Collection[int]) -> Iterator[tuple[Line, Edit]]:
    """One blank between stretches on one line, as far as the blanks are not the author's; each with its line."""
    lines = iter(draft.lines)
    line = next(lines)
    for before, after in pairwise(draft.stretches.spans):
        if after.start > draft.stretches.code_from:
            return
        while before.end > line.last:
            line = next(lines)
        gap = draft.text[before.end : after.start]
        if gap and not gap.strip(BLANKS) and after.start not in kept and _may_change(line):
            yield line, Edit(Span(before.end, after.start), " ")


def _may_change(line: Line) -> bool:
    return line.has_free_lead or line.has_free_tail


def _first_column(draft: Draft, inner: Mapping[int, Sequence[Edit]]) -> int:
    """Where the first stretch behind the keyword will stand."""
    second = draft.stretches.spans[1].start
    first = draft.lines[0]
    shift = sum(edit.growth for edit in inner.get(first.start, ()) if edit.span.end <= second)
    return second + shift - (first.first if first.has_free_lead else first.start)


def _tail_edits(
    draft: Draft, style: Style, new_leads: Mapping[int, str], inner: Mapping[int, Sequence[Edit]]
) -> Iterator[Edit]:
    """The blanks in front of the escape characters, but for those that stand alone on a line."""
    ending = [line for line in draft.lines if line.escape is not None and line.has_free_tail and line.is_code]
    endings: list[Ending] = []
    width = style.tab_width or USUAL_TAB_WIDTH
    for line in ending:
        lead = new_leads.get(line.start, draft.lead(line))
        content = Span(line.first, line.end).of(draft.text)
        content = apply(content, (edit.shifted(-line.first) for edit in inner.get(line.start, ())))
        new_width = columns(lead + content, width)
        column = columns(draft.text[line.start : line.escape], width)
        endings.append(Ending(column, new_width, is_filled=len(draft.tail(line)) > 1))
    new = new_columns(endings, _shift(draft, style, new_leads), style.escapes)
    for line, each, column in zip(ending, endings, new, strict=True):
        yield Edit(draft.tail(line), " " * (column - each.new_width))


def _shift(draft: Draft, style: Style, new_leads: Mapping[int, str]) -> int:
    """How far the continuation lines move to the right."""
    line = next((line for line in draft.movable if line.start in new_leads), None)
    if line is None:
        return 0
    width = style.tab_width or USUAL_TAB_WIDTH
    return columns(new_leads[line.start], width) - columns(draft.lead(line), width)


def _trimmed(draft: Draft) -> Iterator[Edit]:
    """No blanks at the ends of lines, but for one that a backslash holds fast."""
    for line in draft.lines:
        end = line.end if line.escape is None else line.escape + 1
        is_escaped = line.escape is None and draft.text.endswith("\\", line.start, end)
        if line.has_free_tail and end < line.last and not is_escaped:
            yield Edit(Span(end, line.last), "")
