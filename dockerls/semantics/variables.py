"""Variables in instruction arguments, as BuildKit's lexer expands them: ``$NAME``, ``${NAME}`` and its modifiers."""

import re
from collections.abc import Callable, Iterator

from dockerls.text.span import Span
from dockerls.value import value

_REFERENCE = re.compile(
    r"""\$(?:
        (?P<plain>[A-Za-z_][A-Za-z0-9_]*)
      | \{(?P<braced>[A-Za-z_][A-Za-z0-9_]*)(?P<rest>(?::?[-+?]|[\#%/])[^}]*)?\}
    )""",
    re.VERBOSE,
)


@value
class Reference:
    """A use of a variable. ``modifier`` is what follows the name inside braces, such as ``:-latest``."""

    name: str
    span: Span
    name_span: Span
    modifier: str


def references(text: str, escape: str = "\\") -> Iterator[Reference]:
    """The variables an argument expands; none inside single quotes or behind the escape character."""
    for match in _REFERENCE.finditer(text):
        if _is_expanded(text, match.start(), escape):
            group = "plain" if match["plain"] else "braced"
            yield Reference(match[group], Span(*match.span()), Span(*match.span(group)), match["rest"] or "")


def _is_expanded(text: str, at: int, escape: str) -> bool:
    quote = ""
    index = 0
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
    return quote != "'" and index == at


def expanded(text: str, value_of: Callable[[str], str | None], escape: str = "\\") -> str | None:
    """The text with its variables filled in and its quotes gone; None where one has no known value."""
    parts: list[str] = []
    at = 0
    for reference in references(text, escape):
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
