"""The little Markdown that lessons are made of. Whatever comes from a file goes through ``code`` or ``fenced``."""

import re
from collections.abc import Iterable

from dockerls.language import Language, Sentence, verbatim

_TICKS = re.compile("`+")
_LINE = verbatim("---")


def code(text: str) -> str:
    """Text as inline code; backticks in it are fenced by more of them, line ends become blanks."""
    text = " ".join(text.split())
    ticks = "`" * (_longest_ticks(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fenced(text: str, language: str = "dockerfile") -> Sentence:
    """Text as a block of code."""
    fence = "`" * max(3, _longest_ticks(text) + 1)
    return verbatim(f"{fence}{language}\n{text.rstrip()}\n{fence}")


def link(title: Sentence, address: str) -> Sentence:
    return verbatim("[{title}]({address})").filled(title=title, address=address)


def joined(parts: Iterable[Sentence], separator: str) -> Sentence:
    """Sentences as one, in each language."""
    parts = tuple(parts)
    return Sentence(
        en=separator.join(part.said_in(Language.EN) for part in parts),
        ko=separator.join(part.said_in(Language.KO) for part in parts),
    )


def listed(items: Iterable[Sentence]) -> Sentence:
    """A list with a dot before each item."""
    return joined((verbatim("- {item}").filled(item=item) for item in items), "\n")


def divided(parts: Iterable[tuple[Sentence, ...]]) -> tuple[Sentence, ...]:
    """Parts, each of several blocks, one below the other with a line between them."""
    blocks: list[Sentence] = []
    for part in parts:
        blocks += (_LINE, *part) if blocks else part
    return tuple(blocks)


def _longest_ticks(text: str) -> int:
    return max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
