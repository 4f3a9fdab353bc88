"""Variables in instruction arguments, as BuildKit's lexer expands them: ``$NAME``, ``${NAME}`` and its modifiers."""

import re
from collections.abc import Callable, Iterator

from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

_REFERENCE = pattern(
    r"""\$(?:
        (?P<plain>[A-Za-z_][A-Za-z0-9_]*)
      | \{(?P<braced>[A-Za-z_][A-Za-z0-9_]*)(?P<rest>(?::?[-+?]|[\#%/])[^}]*)?\}
    )""",
    re.VERBOSE,
)

_UNSUPPORTED = pattern(r"\$\{[A-Za-z_][A-Za-z0-9_]*(?P<rest>(?!:?[-+?]|[#%/])[^}\sA-Za-z0-9_][^}]*)\}")


@value
class Reference:
    """A use of a variable. ``modifier`` is what follows the name inside braces, such as ``:-latest``."""

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


def expanded(text: str, value_of: Callable[[str], str | None], escape: str = "\\") -> str | None:
    """The text with its variables filled in and its quotes gone; None where one has no known value."""
    parts: list[str] = []
    at = 0
    for reference in references(text, escape) if "$" in text else ():
        value = _value(reference, value_of)
        if value is None:
            return None
        parts += text[at : reference.span.start], value
        at = reference.span.end
    parts.append(text[at:])
    filled = "".join(parts)
    return filled.replace('"', "").replace("'", "")


def _value(reference: Reference, value_of: Callable[[str], str | None]) -> str | None:
    value = value_of(reference.name)
    operator = reference.modifier.lstrip(":")[:1]
    word = reference.modifier.lstrip(":")[1:]
    if operator == "-" and "$" not in word:
        return value or word
    if operator == "+" and "$" not in word:
        return word if value else ""
    return value if operator in ("", "?") else None


def unsupported_modifiers(text: str, escape: str = "\\") -> Iterator[Span]:
    """From behind the name on, what BuildKit's lexer has no meaning for: ``^^`` in ``${NAME^^}``."""
    quote = ""
    index = 0
    for match in _UNSUPPORTED.finditer(text):
        index, quote = _read_to(text, index, match.start(), quote, escape)
        if quote != "'" and index == match.start():
            yield Span(match.start("rest"), match.end("rest"))
