"""Refactorings, each in the family of its file, in the order they are offered."""

from collections.abc import Collection, Iterator

from dockerls.document import Document
from dockerls.features.refactorings.forms import CONVERT_PAIRS, TO_EXEC_FORM, TO_SHELL_FORM
from dockerls.features.refactorings.order import MOVE_UP
from dockerls.features.refactorings.packages import ADD_CACHE_MOUNT, SORT_PACKAGES
from dockerls.features.refactorings.refactoring import Offer, Refactoring, Selected
from dockerls.features.refactorings.runs import COMBINE_RUNS, SPLIT_RUN, TO_CHAIN, TO_HEREDOC
from dockerls.features.refactorings.stages import EXTRACT_STAGE, NAME_STAGE, PIN_IMAGE
from dockerls.features.refactorings.variables import EXTRACT_ARG, MOUNT_SECRET
from dockerls.rewrite.place import Place
from dockerls.text.edit import Edit
from dockerls.text.span import Span

REFACTORINGS: tuple[Refactoring, ...] = (
    COMBINE_RUNS,
    SPLIT_RUN,
    TO_HEREDOC,
    TO_CHAIN,
    TO_EXEC_FORM,
    TO_SHELL_FORM,
    CONVERT_PAIRS,
    SORT_PACKAGES,
    ADD_CACHE_MOUNT,
    MOUNT_SECRET,
    PIN_IMAGE,
    NAME_STAGE,
    EXTRACT_STAGE,
    EXTRACT_ARG,
    MOVE_UP,
)


def offers(document: Document, span: Span, kinds: Collection[str]) -> Iterator[tuple[Refactoring, Offer]]:
    """What can be done at a cursor or with a selection, as far as it is of these kinds."""
    selected = Selected(document, span)
    for each in REFACTORINGS:
        offer = each.offer(selected) if each.kind in kinds else None
        if offer is not None:
            yield each, offer


def refactored(document: Document, span: Span, name: str) -> tuple[Edit, ...]:
    """What one of them changes there, with offsets in the whole text; nothing where it is not offered."""
    refactoring = next((each for each in REFACTORINGS if each.name == name), None)
    offer = refactoring.offer(Selected(document, span)) if refactoring is not None else None
    return edits_of(document, offer) if offer is not None else ()


def edits_of(document: Document, offer: Offer) -> tuple[Edit, ...]:
    """The edits of an offer, with offsets in the whole text."""
    return tuple(
        Edit(document.span_of(0, edit.place), edit.new_text) for edit in offer.edits if isinstance(edit.place, Place)
    )
