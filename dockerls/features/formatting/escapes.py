"""Where the escape characters at the ends of lines stand: one blank behind the content, or in a column."""

from collections.abc import Sequence

from dockerls.value import value


@value
class Ending:
    """A line that ends in an escape character: the column of that, and how wide the line will be without it.

    ``is_filled`` tells that more than one blank stands in front of the escape character.
    """

    column: int
    new_width: int
    is_filled: bool


def new_columns(endings: Sequence[Ending], shift: int, wanted: str) -> list[int]:
    """The columns that the escape characters of an instruction go in; ``shift`` is how far its lines move right.

    Unless something else is ``wanted`` a column stays that the author made: of two lines or more, at least one of them
    filled up with blanks. Lines too long for it may stand between them.
    """
    columns = [each.new_width + 1 for each in endings]
    if wanted == "always":
        return [max(columns, default=0)] * len(columns)
    if wanted == "never":
        return columns
    for members in _groups(endings):
        if len(members) > 1 and any(endings[at].is_filled for at in members):
            column = max(endings[members[0]].column + shift, *(endings[at].new_width + 1 for at in members))
            for at in range(members[0], members[-1] + 1):
                columns[at] = max(columns[at], column)
    return columns


def _groups(endings: Sequence[Ending]) -> list[list[int]]:
    """The lines whose escape characters share a column, with none between them that stands further left."""
    groups: list[list[int]] = []
    open_groups: list[list[int]] = []  # their columns grow from the first to the last
    for at, ending in enumerate(endings):
        while open_groups and endings[open_groups[-1][0]].column > ending.column:
            open_groups.pop()
        if open_groups and endings[open_groups[-1][0]].column == ending.column:
            open_groups[-1].append(at)
        else:
            open_groups.append([at])
            groups.append(open_groups[-1])
    return groups
