"""``ENV key value`` rewritten as ``ENV key=value``, so that BuildKit reads the same value."""

import re
from collections.abc import Iterator

from dockerls.rewrite.comments import comments_to_top
from dockerls.syntax.blanks import SPACE
from dockerls.syntax.expansion import split
from dockerls.syntax.instruction import Instruction, Pair
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

_NAME = pattern(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?\-$!]")  # as shell/lex.go has it
# What a person leaves without quotes: neither BuildKit nor a reader can cut it at a wrong place.
_PLAIN = pattern(r"[\w./:@%+,~${}-]+", re.ASCII)


def as_pair(instruction: Instruction, pair: Pair) -> tuple[Edit, ...]:
    """Edits that join key and value of a legacy pair by ``=``; none where BuildKit cannot read it, or it is not plain.

    The value gets quotes unless it is one simple word; line breaks and comments inside it stay where they are. BuildKit
    reads a legacy value as one word in which quotes group, the escape character escapes, and ``$`` is expanded
    (shell/lex.go): the same holds between double quotes, but for the quotes themselves.
    """
    if pair.value is None:
        return ()
    if split(pair.key.text, instruction.escape) is None or split(pair.value.text, instruction.escape) is None:
        return ()
    changes = _requoted(pair.value.text, instruction.escape)
    if changes is None:
        return ()
    gap = Span(pair.key.span.end, pair.value.span.start)
    if _PLAIN.fullmatch(pair.value.span.of(instruction.text)) and not changes:
        return (*comments_to_top(instruction, gap), Edit(gap, "="))
    first = len(instruction.line.rstrip(SPACE)) - len(pair.value.text)
    edits = [Edit(gap, '="')]
    for start, end, new_text in changes:
        span = instruction.span_in_line(first + start, first + end)
        edits.append(deletion(span) if not new_text else insertion(span.start, new_text))
    return (*comments_to_top(instruction, gap), *edits, insertion(pair.value.span.end, '"'))


def _requoted(value: str, escape: str) -> list[tuple[int, int, str]] | None:
    """What to take out of a value and put into it for its place between double quotes; None where that is not plain."""
    special = (escape, '"', "$")
    changes: list[tuple[int, int, str]] = []
    quote = ""
    at = 0
    while at < len(value):
        character = value[at]
        end = at + 1
        if character == quote or (not quote and character in "'\""):
            quote = "" if quote else character
            changes.append((at, end, ""))
        elif quote == "'":
            if character in special:
                changes.append((at, at, escape))
        elif character == escape:
            if not quote and value[at + 1 : at + 2] not in special:
                changes.append((at, end, ""))
            end += 1
        elif value.startswith("${", at):
            end = value.find("}", at) + 1
            if not end or any(mark in value[at + 2 : end] for mark in ('"', "'", "$", escape)):
                return None
        elif character == "$":
            end = _end_of_name(value, at)
            changes += _set_apart(value, at, end, escape)
        at = end
    return None if quote else changes


def _end_of_name(value: str, dollar: int) -> int:
    """Behind the name of ``$NAME``; right behind the ``$`` where none follows."""
    match = _NAME.match(value, dollar + 1)
    return match.end() if match else dollar + 1


def _set_apart(value: str, dollar: int, end: int, escape: str) -> Iterator[tuple[int, int, str]]:
    """What keeps a variable apart from what it would touch once a quote or escape character between them is gone."""
    if end == dollar + 1:
        yield dollar, dollar, escape  # no variable, and it must not become one
    elif value[end - 1] not in "@*#?-$!" and value[end : end + 1] in ("'", '"', escape):
        yield dollar + 1, dollar + 1, "{"
        yield end, end, "}"
