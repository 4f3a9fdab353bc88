"""Applying many fixes at once, again and again until there is nothing left to do."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable

from dockerls.document import Document, Located
from dockerls.rules.rule import Fix, Rule
from dockerls.text.edit import Edit, apply
from dockerls.text.span import Span
from dockerls.value import value

# Each pass mends at least one finding, and a mended one may uncover the next; no real file has needed more than six.
MOST_PASSES = 50

Wanted = Callable[[Document], Iterable[tuple[Located, Fix]]]


@value
class Mended:
    """A document after fixes, and the rule of each fix that was applied."""

    document: Document
    rules: tuple[Rule, ...]


def mend(document: Document, wanted: Wanted) -> Mended:
    """The document after the ``wanted`` fixes, asked for anew in each pass, to a fixed point.

    In each pass fixes are applied from the top down, leaving out those that overlap an earlier one; the text is then
    read again. A pass that comes back to a text seen before ends it, so that two fixes can never chase each other.
    """
    seen = {document.text}
    rules: list[Rule] = []
    for _ in range(MOST_PASSES):
        chosen = _compatible(document, wanted)
        edits = sorted((edit for _, edits in chosen for edit in edits), key=_place)
        text = apply(document.text, edits)
        if text in seen:
            break
        seen.add(text)
        rules += (rule for rule, _ in chosen)
        for edit in reversed(edits):
            document = document.edited(edit)
    return Mended(document, tuple(rules))


def _compatible(document: Document, wanted: Wanted) -> list[tuple[Rule, tuple[Edit, ...]]]:
    """The fixes of one pass, none overlapping another.

    One that has read more of the text than its instruction has the pieces it edits to itself: it counts on what they
    are, and others might not leave them so.
    """
    offered: list[tuple[Rule, tuple[Edit, ...], bool]] = []
    for located, fix in wanted(document):
        if edits := document.edits_of(located, fix):
            offered.append((located.rule, tuple(sorted(edits, key=_place)), fix.is_recipe))
    taken: list[Edit] = []  # in order, so that only the neighbours of an edit can overlap it
    touched: dict[int, bool] = {}  # each piece that a fix edits, and whether the fix has it to itself
    chosen: list[tuple[Rule, tuple[Edit, ...]]] = []
    for rule, edits, is_recipe in sorted(offered, key=lambda each: each[1][0].span.start):
        pieces = {
            document.piece_at(at) or 0
            for edit in edits
            for at in (edit.span.start, max(edit.span.start, edit.span.end - 1))
        }
        needs_all = is_recipe or len(pieces) > 1
        is_free = pieces.isdisjoint(touched) if needs_all else not any(touched.get(piece) for piece in pieces)
        if is_free and all(_apart(edit.span, other.span) for edit in edits for other in _neighbours(taken, edit)):
            for edit in edits:
                insort(taken, edit, key=_place)
            touched |= dict.fromkeys(pieces, needs_all)
            chosen.append((rule, edits))
    return chosen


def _neighbours(taken: list[Edit], edit: Edit) -> list[Edit]:
    at = bisect_left(taken, _place(edit), key=_place)
    return taken[max(at - 1, 0) : at + 1]


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _apart(one: Span, other: Span) -> bool:
    """Whether two edits leave each other alone. An insertion may not even touch another edit."""
    gap = 0 if len(one) and len(other) else 1
    return one.end + gap <= other.start or other.end + gap <= one.start
