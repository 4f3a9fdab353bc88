"""Plain words of which one is to be chosen: values of flags, of keys, of instructions."""

import re
from collections.abc import Iterable

from dockerls.features.completion.offer import Completion, Kind, Offers
from dockerls.features.completion.typed import REST_OF_WORD, Typed
from dockerls.features.lessons.mounts import DEFAULT


def choices(
    typed: Typed,
    written: str,
    texts: Iterable[str],
    default: str | None = None,
    rest: "re.Pattern[str]" = REST_OF_WORD,
) -> Offers:
    """The words, each in the place of what is ``written`` of one and of the ``rest`` behind the cursor."""
    span = typed.replacing(len(written), rest)
    return Offers(
        tuple(
            Completion(text, Kind.VALUE, span, text, detail=DEFAULT.filled(value=text) if text == default else None)
            for text in texts
        )
    )
