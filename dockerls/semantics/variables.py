"""Variables in instruction arguments, as BuildKit's lexer expands them: ``$NAME``, ``${NAME}`` and its modifiers."""

import re
from collections.abc import Iterable, Iterator

from dockerls.syntax.expansion import expanded
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

_PLAIN = r"[^$}]|\$(?!\{)"
_WORD = rf"(?:{_PLAIN}|\$\{{(?:{_PLAIN}|\$\{{[^}}]*\}})*\}})*"  # two pairs of braces deep, as deep as people go
_REFERENCE = pattern(
    rf"""\$(?:
        (?P<plain>[A-Za-z_][A-Za-z0-9_]*)
      | \{{(?P<braced>[A-Za-z_][A-Za-z0-9_]*)(?P<rest>(?::?[-+?]|[\#%/]){_WORD})?\}}
    )""",
    re.VERBOSE,
)

_UNSUPPORTED = pattern(r"\$\{[A-Za-z_][A-Za-z0-9_]*(?P<rest>(?!:?[-+?]|[#%/])[^}\sA-Za-z0-9_][^}]*)\}")


@value
class Reference:
    """A use of a variable. ``modifier`` is what follows the name inside braces, such as ``:-latest``.

    A variable in a modifier is no reference of its own.
    """

    name: str
    span: Span
    name_span: Span
    modifier: str


def references(text: str, escape: str = "\\") -> Iterator[Reference]:
    """The variables an argument expands; none inside single quotes or behind the escape character."""
    quote = ""
    index = 0
    for match in _REFERENCE.finditer(text):
        index, quote = _read_to(text, index, match.start(), quote, escape)
        if quote != "'" and index == match.start():
            group = "plain" if match["plain"] else "braced"
            yield Reference(match[group], Span(*match.span()), Span(*match.span(group)), match["rest"] or "")


def _read_to(text: str, index: int, at: int, quote: str, escape: str) -> tuple[int, str]:
    """Read quotes and escapes on to ``at``: where that ends (behind ``at`` if this is escaped), and the open quote."""
    while index < at:
        character = text[index]
        if character == escape and quote != "'":
            index += 2
            continue
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        index += 1
    return index, quote


def add_values(values: dict[str, str | None], defined: Iterable[tuple[str, str | None]], escape: str = "\\") -> None:
    """Add names with their values as written to those that are known; each may use what stands above it."""
    for name, written in defined:
        values[name] = None if written is None else expanded(written, values.get, escape)


def unsupported_modifiers(text: str, escape: str = "\\") -> Iterator[Span]:
    """From behind the name on, what BuildKit's lexer has no meaning for: ``^^`` in ``${NAME^^}``."""
    quote = ""
    index = 0
    for match in _UNSUPPORTED.finditer(text):
        index, quote = _read_to(text, index, match.start(), quote, escape)
        if quote != "'" and index == match.start():
            yield Span(match.start("rest"), match.end("rest"))
