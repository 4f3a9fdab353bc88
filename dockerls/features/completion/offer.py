"""What is offered at a place: single completions, and all of them together."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from dockerls.language import Sentence
from dockerls.text.span import Span
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.features.diagnostics import Diagnostic
    from dockerls.semantics.build_context import BuildContext

_Thing = TypeVar("_Thing")

MOST = 80  # a longer list is filtered here, not by the client


class Kind(Enum):
    """What a completion is, for the picture beside it."""

    KEYWORD = "keyword"
    SNIPPET = "snippet"
    FLAG = "flag"
    KEY = "key"
    VALUE = "value"
    VARIABLE = "variable"
    STAGE = "stage"
    IMAGE = "image"
    TAG = "tag"
    FILE = "file"
    FOLDER = "folder"
    USER = "user"
    COMMAND = "command"
    RULE = "rule"


class Subject(Enum):
    """What a completion can be explained as."""

    INSTRUCTION = "instruction"
    FLAG = "flag"
    MOUNT = "mount"
    MOUNT_KEY = "mount key"
    DIRECTIVE = "directive"
    STAGE = "stage"
    IMAGE = "image"
    VARIABLE = "variable"
    MODIFIER = "modifier"
    COMMAND = "command"
    RULE = "rule"


@value
class About:
    """What the documentation of a completion is about; ``of`` is what the name belongs to: an instruction, a mount."""

    subject: Subject
    name: str
    of: str = ""


@value
class Completion:
    """One offer. ``span`` is what it replaces: in the whole text, on one line, with the cursor in it or at its end.

    ``new_text`` has ``\\n`` for line ends and all indentation behind them, and holes as the protocol writes them
    (``${1:package}``) where ``is_snippet``. What is typed is compared with ``filter_text``, else with the label.
    """

    label: str
    kind: Kind
    span: Span
    new_text: str
    is_snippet: bool = False
    detail: Sentence | None = None
    about: About | None = None
    is_deprecated: bool = False
    filter_text: str | None = None


@value
class Offers:
    """What is offered, the likeliest first. ``is_incomplete``: to be asked for again when more is typed."""

    items: tuple[Completion, ...] = ()
    is_incomplete: bool = False


@value
class Outside:
    """What is known of the world outside the document, without a wait.

    ``context`` is the build context as it was at the last look, ``is_looking`` says that the first one is under way.
    ``shown`` tells what is found in the document.
    """

    context: "BuildContext | None" = None
    is_looking: bool = False
    shown: "Callable[[], Sequence[Diagnostic]]" = tuple


NOTHING = Offers()


def together(*offers: Offers) -> Offers:
    """All offers, those of the first first."""
    items = tuple(item for each in offers for item in each.items)
    return Offers(items, any(each.is_incomplete for each in offers))


def shortened(things: Iterable[_Thing], text_of: Callable[[_Thing], str], typed: str) -> tuple[list[_Thing], bool]:
    """Things to be offered under a text, and whether that is not all of them.

    Of many those are left that fit what is typed; what begins with it comes first, then what has it in one piece.
    """
    found = list(things)
    if len(found) <= MOST:
        return found, False
    letters = typed.lower()
    fitting = [(text_of(thing).lower(), thing) for thing in found]
    fitting = [(text, thing) for text, thing in fitting if _has_in_order(text, letters)]
    fitting.sort(key=lambda each: (not each[0].startswith(letters), letters not in each[0]))
    return [thing for _, thing in fitting[:MOST]], True


def within_reason(items: Iterable[Completion], typed: str) -> Offers:
    """A list that is short enough for a client."""
    found, is_incomplete = shortened(items, lambda item: item.filter_text or item.label, typed)
    return Offers(tuple(found), is_incomplete)


def beginning_as_typed(offers: Offers, before: str, cursor: int) -> Offers:
    """Those that begin with what they would replace, ``before`` being the line up to the cursor: for a list that opens
    by itself, where an offer that merely resembles what is typed would be in the way."""
    kept = (
        item
        for item in offers.items
        if (item.filter_text or item.label)
        .lower()
        .startswith(before[len(before) - (cursor - item.span.start) :].lower())
    )
    return Offers(tuple(kept), offers.is_incomplete)


def _has_in_order(text: str, letters: str) -> bool:
    """Whether the letters stand in a text in their order, as editors compare."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
