"""A line of source with a span of it underlined, as a terminal shows it."""

from dockerls.cli.terminal import cell_width, visible

_TAB = 4
_CUT = "…"
_LEAST = 20


def snippet(line: str, start: int, end: int, columns: int) -> tuple[str, str]:
    """What to show of a line, and what to put below it: blanks and ``^`` below the code points from start to end.

    Tabs become blanks and wide characters count two columns. A line longer than ``columns`` is cut on both sides of
    the span's start. An empty span is one ``^``.
    """
    columns = max(columns, _LEAST)
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    cells = _cells(line)
    first, last = _window(cells, start, columns)
    before = "".join(cells[first:start])
    marked = "".join(cells[start : min(end, last)])
    after = "".join(cells[max(min(end, last), start) : last])
    lead = _CUT if first else ""
    tail = _CUT if last < len(cells) else ""
    underline = " " * (len(lead) + _width(before)) + "^" * max(_width(marked), 1)
    return lead + before + marked + after + tail, underline


def _cells(line: str) -> list[str]:
    """Each code point as it is shown."""
    cells: list[str] = []
    column = 0
    for character in line:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else visible(character)
        column += _width(cell)
        cells.append(cell)
    return cells


def _window(cells: list[str], start: int, columns: int) -> tuple[int, int]:
    """The code points to show, from the first to behind the last: all, or a third of the width before the span."""
    if len(cells) * 2 < columns or _width("".join(cells)) <= columns:
        return 0, len(cells)
    room = columns - 2 * len(_CUT)
    first = start
    while (
        first > 0
        and (room_before := _width(cells[first - 1])) <= room
        and _width_of(cells, first, start) + room_before <= columns // 3
    ):
        first -= 1
    last = first
    while last < len(cells) and (width := _width(cells[last])) <= room:
        room -= width
        last += 1
    return first, last


def _width_of(cells: list[str], first: int, last: int) -> int:
    return sum(map(_width, cells[first:last]))


def _width(text: str) -> int:
    return sum(map(cell_width, text))
