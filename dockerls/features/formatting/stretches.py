"""Instructions cut where BuildKit cares nothing for how many blanks there are.

Between two stretches blanks may be changed as long as some are left; within one nothing may. What is cut nowhere
(a half-typed instruction, one that BuildKit does not know) keeps its text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dockerls.features.formatting.shell_stretches import other_stretches, posix_stretches
from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.syntax.instruction import PAIR_KEYWORDS, Instruction
from dockerls.syntax.words import Cut
from dockerls.text.span import Span
from dockerls.value import value

_SHELL_FORMS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})
_WORD_LISTS = frozenset({"FROM", "COPY", "ADD", "EXPOSE", "VOLUME"})
_ESCAPED_BLANK = re.compile(r"[\\`][ \t]")
_JSON = re.compile(r'\[|(?:[^\[ \t"]|"(?:[^"\\]|\\.)*"?)+', re.DOTALL)


@value
class Stretches:
    """The stretches of an instruction, in its text. Two that touch have no blanks between them, and may have.

    From ``code_from`` on blanks that stand within a line are the author's: shell code, and what is in a JSON array.
    """

    spans: tuple[Span, ...]
    code_from: int
    is_shell: bool = False


def stretches(instruction: Instruction, is_posix: bool) -> Stretches | None:
    """The stretches, from the keyword to the end of the logical line; None where there is too little to be sure."""
    if instruction.keyword not in INSTRUCTIONS or not instruction.value:
        return None
    head = (instruction.keyword_span, *(flag.span for flag in instruction.flags))
    if instruction.keyword == "ONBUILD":
        rest = None if instruction.trigger is None else stretches(instruction.trigger, is_posix)
    else:
        rest = _arguments(instruction, is_posix)
    return None if rest is None else replace(rest, spans=(*head, *rest.spans))


def _arguments(instruction: Instruction, is_posix: bool) -> Stretches | None:
    keyword = instruction.keyword
    if instruction.exec_form is not None or keyword in _SHELL_FORMS:
        return _code(instruction, is_posix)
    if keyword in _WORD_LISTS:
        # To BuildKit an escaped blank parts two words, unless it looks for heredocs: then `\ <<EOF` is none.
        is_unsure = "<<" in instruction.line and _ESCAPED_BLANK.search(instruction.line)
        return None if is_unsure else _apart(word.span for word in instruction.words)
    if keyword in PAIR_KEYWORDS:
        return _pairs(instruction)
    return None if keyword == "SHELL" else _apart((instruction.value_span,))


def _code(instruction: Instruction, is_posix: bool) -> Stretches:
    """The JSON array, or the shell code; in front of either HEALTHCHECK has a word of its own."""
    first = instruction.words[0]
    health = (first.span,) if instruction.keyword == "HEALTHCHECK" else ()
    code = instruction.value[len(first.text) :].lstrip(" \t") if health else instruction.value
    start = len(instruction.line) - len(code)
    is_shell = instruction.exec_form is None
    cut_code = _json_stretches if not is_shell else posix_stretches if is_posix else other_stretches
    spans = tuple(instruction.span_in_line(start + cut.start, start + cut.end) for cut in cut_code(code))
    return Stretches((*health, *spans), spans[0].start if spans else first.span.start, is_shell)


def _json_stretches(array: str) -> Iterator[Cut]:
    return (Cut(match.start(), match.end(), match.group()) for match in _JSON.finditer(array))


def _pairs(instruction: Instruction) -> Stretches | None:
    pairs = instruction.pairs
    if pairs and pairs[0].is_legacy:
        value = pairs[0].value
        return None if value is None else _apart((pairs[0].key.span, value.span))
    if len(pairs) != len(instruction.quoted_words):
        return None
    return _apart(word.span for word in instruction.quoted_words)


def _apart(spans: Iterable[Span]) -> Stretches:
    """Stretches of which no blanks are the author's."""
    found = tuple(spans)
    return Stretches(found, found[-1].end)
