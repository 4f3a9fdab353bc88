"""What a code action changes, worked out from its key: first when it is offered, again when it is taken."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from dockerls.document import Document, Located
from dockerls.features.diagnostics import Diagnostic
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Fix, Safety
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

Shows = Callable[[Document], Sequence[Diagnostic]]
"""What is shown of a document: ``features.diagnostics`` with the settings that hold for it."""


class Deed(str, Enum):
    """What an action does."""

    FIX = "fix"
    FIX_RULE = "fix-rule"
    SUGGEST_RULE = "suggest-rule"
    FIX_ALL = "fix-all"
    FIX_STAGE = "fix-stage"
    SUPPRESS_HERE = "suppress-here"
    SUPPRESS_IN_FILE = "suppress-in-file"
    REFACTOR = "refactor"
    OPEN_PAGE = "open-page"


@value
class Key:
    """An action within one version of a document; plain values, so that a client can carry it.

    A finding is named by the code of its rule and its place (a piece, and a span in it), a fix of it by its number
    among the fixes of that rule at that place. A refactoring is named by its name, in ``code``, and what was selected
    of the whole text. To fix a stage, ``number`` is the stage's.
    """

    deed: Deed
    code: str = ""
    piece: int = 0
    start: int = 0
    end: int = 0
    number: int = 0


@value
class OtherFile:
    """Text to append to a file of the build context, which is made where it is missing."""

    path: str
    appended: str


@value
class Change:
    """Edits to the document (offsets from its start, none overlapping), and to other files."""

    edits: tuple[Edit, ...] = ()
    other_files: tuple[OtherFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.edits or self.other_files)


def resolve(document: Document, shows: Shows, key: Key) -> Change:
    """What the action of a key changes; nothing for a key that names nothing in this document."""
    if key.deed is Deed.FIX:
        found = fixes_at(shows(document), key)
        return change_of(document, *found[key.number]) if 0 <= key.number < len(found) else Change()
    if key.deed in (Deed.SUPPRESS_HERE, Deed.SUPPRESS_IN_FILE):
        return _suppression(document, shows, key)
    if key.deed is Deed.REFACTOR:
        from dockerls.features.refactorings import refactored

        return Change(refactored(document, Span(key.start, key.end), key.code))
    if key.deed in (Deed.FIX_ALL, Deed.FIX_STAGE, Deed.FIX_RULE, Deed.SUGGEST_RULE):
        return _mended(document, shows, key)
    return Change()


def fixes_at(shown: Sequence[Diagnostic], key: Key) -> list[tuple[Located, Fix]]:
    """Every fix of the findings that a key names."""
    return [(each.located, fix) for each in _findings_at(shown, key) for fix in each.fixes]


def safe_fix(shown: Diagnostic) -> Fix | None:
    """The first fix of a finding that may be applied unseen."""
    return next((fix for fix in shown.fixes if fix.safety is Safety.SAFE), None)


def first_of_many(shown: Diagnostic) -> Fix | None:
    """The first fix of a finding that may be applied together with those of other findings."""
    return next((fix for fix in shown.fixes if not fix.is_single), None)


def change_of(document: Document, located: Located, fix: Fix) -> Change:
    """What a fix changes here; nothing where it cannot be done."""
    placed = document.placed_edits(located, fix)
    other_files = tuple(OtherFile(edit.place, edit.new_text) for edit in placed if isinstance(edit.place, str))
    return Change(_absolute(document, placed, located.origin), other_files)


def _findings_at(shown: Sequence[Diagnostic], key: Key) -> Iterator[Diagnostic]:
    place = (key.code, key.piece, key.start, key.end)
    for each in shown:
        located = each.located
        if (located.rule.code, located.piece, located.span.start, located.span.end) == place:
            yield each


def _suppression(document: Document, shows: Shows, key: Key) -> Change:
    from dockerls.features.suppress import suppress_here, suppress_in_file

    found = next(_findings_at(shows(document), key), None)
    if found is None:
        return Change()
    suppress = suppress_here if key.deed is Deed.SUPPRESS_HERE else suppress_in_file
    return Change(suppress(document, found.located, ""))


def _mended(document: Document, shows: Shows, key: Key) -> Change:
    """The fixes of one rule, of a stage or of all, applied until nothing is left to do, as small edits."""
    from dockerls.features.fix_all import mend
    from dockerls.text.difference import difference

    def wanted(present: Document) -> Iterator[tuple[Located, Fix]]:
        for each in shows(present):
            if _is_meant(present, each.located, key):
                fix = first_of_many(each) if key.deed is Deed.SUGGEST_RULE else safe_fix(each)
                if fix:
                    yield each.located, fix

    after = mend(document, wanted).document
    others = (other for located, fix in wanted(after) for other in change_of(after, located, fix).other_files)
    return Change(difference(document.text, after.text), tuple(dict.fromkeys(others)))


def _is_meant(document: Document, located: Located, key: Key) -> bool:
    if key.deed is Deed.FIX_STAGE:
        return document.analysis.results[located.piece].below.stage == key.number
    return key.deed is Deed.FIX_ALL or located.rule.code == key.code


def _absolute(document: Document, placed: Sequence[PlacedEdit], origin: int = 0) -> tuple[Edit, ...]:
    return tuple(
        Edit(document.span_of(origin, edit.place), edit.new_text) for edit in placed if isinstance(edit.place, Place)
    )
