"""How far continuation lines stand in.

The shallowest line of an instruction stands at the indent; all others keep their distance to it, so that lists and
blocks stay nested as their author nested them. Comments go with the lines around them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from dockerls.features.formatting.lines import Draft, Line
from dockerls.features.formatting.style import TAB, USUAL_TAB_WIDTH, Style
from dockerls.value import value

_OPERATORS = ("&&", "||", "|")
_OPENERS = (*_OPERATORS, ";", "{", "(", " do", " then", " else")


@value
class Habits:
    """What a file does mostly: the indents of instructions whose lines begin with an operator, and of the others.

    ``flushes_comments`` tells that comments among continuation lines stand at the left edge.
    """

    operators: str | None = None
    others: str | None = None
    flushes_comments: bool = False


def habits_of(drafts: Iterable[Draft], tab_width: int | None) -> Habits:
    """The habits of a file before it is formatted, by lines, so that the fewest of them change."""
    indents: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    flush = inner = 0
    for draft in drafts:
        if len(draft.lines) == 1:
            continue
        for line in draft.lines:
            if line.is_comment:
                flush += line.first == line.start
                inner += line.first > line.start
        width = _tab_width(draft, tab_width)
        base = _base(draft, width)
        if base is not None and not _hangs(draft, base) and not _is_deep(draft.lead(base)):
            indents[_is_led_by_operator(draft, base)][_uniform(draft.lead(base), width)] += len(draft.movable)
    return Habits(_usual(indents[True]), _usual(indents[False]), flush >= inner)


def _usual(indents: Counter[str]) -> str | None:
    """The indent that more than half have, those without any counted among them: they are going to get it."""
    without = indents.pop("", 0)
    best, count = next(iter(indents.most_common(1)), (None, 0))
    return best if 2 * (count + without) > indents.total() + without else None


def leads(draft: Draft, style: Style, habits: Habits, first_column: int) -> Mapping[int, str]:
    """The blanks that belong in front of continuation lines, by the start of the line.

    ``first_column`` is where the first stretch behind the keyword will stand.
    """
    width = _tab_width(draft, style.tab_width)
    base = _base(draft, width)
    if base is None:
        return {}
    target = _target(draft, base, style, habits, first_column)
    scale = _scale(draft, draft.lead(base), target, width)
    found = {line.start: scale.lead(draft.lead(line)) for line in draft.movable}
    found.update(_beside(draft, found, habits))
    return found


def habitual(style: Style, habits: Habits, is_led_by_operator: bool) -> str:
    """The indent of a continuation line that has no neighbours."""
    return style.indent or _habit(habits, is_led_by_operator) or style.fallback_indent


def _habit(habits: Habits, is_led_by_operator: bool) -> str | None:
    if is_led_by_operator:
        return habits.operators or habits.others
    return habits.others or habits.operators


def columns(text: str, tab_width: int) -> int:
    """How wide a text is."""
    return len(text.expandtabs(tab_width))


def _base(draft: Draft, tab_width: int) -> Line | None:
    """The first of the shallowest lines.

    None without any, and where a line at the left edge follows a first one that stands in: whether it is a closing
    brace or a slip, the rest should not move for it.
    """
    if not draft.movable:
        return None
    base = min(draft.movable, key=lambda line: columns(draft.lead(line), tab_width))
    return None if base.first == base.start and draft.lead(draft.movable[0]) else base


def _target(draft: Draft, base: Line, style: Style, habits: Habits, first_column: int) -> str:
    """The indent that an instruction is to have. Where nobody asks for one, what looks meant stays."""
    lead = draft.lead(base)
    if style.indent is not None:
        return style.indent
    if _hangs(draft, base):
        return " " * (len(lead) + first_column - _first_column(draft))
    is_led_by_operator = _is_led_by_operator(draft, base)
    habit = habits.operators if is_led_by_operator else habits.others
    if lead and (habit is None or (_is_list(draft) and lead == habit * (len(lead) // len(habit)))):
        return _uniform(lead, _tab_width(draft, style.tab_width))
    return habitual(style, habits, is_led_by_operator)


def _is_list(draft: Draft) -> bool:
    """Whether the lines are arguments of the command on the first line, which people like to indent twice."""
    first, second = draft.lines[0], draft.movable[0]
    return not draft.text.endswith(_OPENERS, 0, first.end) and not _is_led_by_operator(draft, second)


def _is_deep(lead: str) -> bool:
    """Whether an indent is more than one step, as lists of arguments have it."""
    return len(lead) > 1 if TAB in lead else len(lead) >= 8


def _hangs(draft: Draft, base: Line) -> bool:
    """Whether the lines stand below an argument of the first line, as people write LABEL and ENV. Shell code never."""
    if draft.stretches.is_shell or TAB in draft.lead(base):
        return False
    first_line = draft.lines[0]
    column = len(draft.lead(base))
    behind_keyword = (span for span in draft.stretches.spans[1:] if span.start < first_line.end)
    return any(span.start - first_line.start == column for span in behind_keyword)


def _first_column(draft: Draft) -> int:
    return draft.stretches.spans[1].start - draft.onset


def _is_led_by_operator(draft: Draft, line: Line) -> bool:
    return _operator(draft, line) is not None


def _uniform(lead: str, tab_width: int) -> str:
    """An indent as an indent should be: of tabs or of spaces."""
    return lead if len(set(lead)) == 1 else " " * columns(lead, tab_width)


@value
class _Scale:
    """From the indents of an instruction to the new ones: ``base`` becomes ``target``.

    Where the author's steps are plain (tabs, or multiples of the base in spaces) each ``unit`` becomes a ``step``. Else
    the columns beyond the base stay.
    """

    base: str
    target: str
    unit: str
    step: str
    tab_width: int

    def lead(self, old: str) -> str:
        rest = _rest(old, self.base, self.tab_width)
        if self.unit:
            return self.target + self.step * (len(rest) // len(self.unit))
        return self.target + (rest if TAB in self.target else " " * columns(rest, self.tab_width))


def _scale(draft: Draft, base: str, target: str, tab_width: int) -> _Scale:
    rests = [_rest(draft.lead(line), base, tab_width) for line in draft.movable]
    unit = ""
    if TAB not in target and set("".join(rests)) == {TAB}:
        unit = TAB
    elif base != target and set(base) == {" "} and len(base) > 1:
        is_plain = all(TAB not in rest and len(rest) % len(base) == 0 for rest in rests)
        unit = base if is_plain else ""
    step = " " * tab_width if target == " " else target
    return _Scale(base, target, unit, step, tab_width)


def _rest(lead: str, base: str, tab_width: int) -> str:
    """What a line stands in beyond the base: as it is written if it begins as the base does, else in spaces."""
    if lead.startswith(base):
        return lead[len(base) :]
    return " " * (columns(lead, tab_width) - columns(base, tab_width))


def _tab_width(draft: Draft, told: int | None) -> int:
    """How wide tabs are in an instruction: as told, else so that its lines stand at the fewest different depths.

    It matters only where tabs and spaces are mixed, and a person who mixes them saw them as equal: surely so on lines
    that begin with the same operator one below the other. Apart from these a width at which all nesting would be gone
    comes last.
    """
    if told is not None:
        return told
    leads = {draft.lead(line) for line in draft.movable}
    if len(set("".join(leads))) < 2:
        return USUAL_TAB_WIDTH
    depths = {width: len({columns(lead, width) for lead in leads}) for width in (USUAL_TAB_WIDTH, 8, 2)}
    siblings = [
        (draft.lead(above), draft.lead(below))
        for above, below in pairwise(draft.movable)
        if _operator(draft, above) is not None and _operator(draft, above) == _operator(draft, below)
    ]

    def rank(width: int) -> tuple[int, bool, int]:
        parted = sum(columns(above, width) != columns(below, width) for above, below in siblings)
        return parted, depths[width] == 1, depths[width]

    return min(depths, key=rank)


def _operator(draft: Draft, line: Line) -> str | None:
    return next((operator for operator in _OPERATORS if draft.text.startswith(operator, line.first)), None)


def _beside(draft: Draft, code: Mapping[int, str], habits: Habits) -> Iterator[tuple[int, str]]:
    """Comments and lone escape characters stand as the line below, or as the one above if they stood as that."""
    above: Line | None = None
    waiting: list[Line] = []
    for line in draft.lines[1:]:
        if line.is_code:
            yield from ((each.start, _lead_beside(draft, code, each, above, line)) for each in waiting)
            above, waiting = line, []
        elif line.has_free_lead and not line.is_empty and not _stays_flush(line, habits):
            waiting.append(line)
    yield from ((each.start, _lead_beside(draft, code, each, above, above)) for each in waiting if above)


def _stays_flush(line: Line, habits: Habits) -> bool:
    return line.is_comment and habits.flushes_comments and line.first == line.start


def _lead_beside(draft: Draft, code: Mapping[int, str], line: Line, above: Line | None, below: Line | None) -> str:
    stands_as_above = (
        above is not None and below is not None and draft.lead(line) == draft.lead(above) != draft.lead(below)
    )
    beside = above if stands_as_above else below
    assert beside is not None, "an instruction with comments inside has a line below or above them"
    return code.get(beside.start, draft.lead(beside))
