"""What was meant for a JSON array of strings and is none, so that Docker reads it as plain words or shell code."""

import json

from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

LONGEST = 10_000  # code points; longer ones are not worth mending

_ITEM = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s,"'\[\]{}()&|;<>]+"""
_NEXT = r"""(?:\s*,\s*|(?<=["'])\s+(?=["']))"""  # the comma may be missing between two strings
_ARRAY = pattern(rf"\[\s*(?:{_ITEM})(?:{_NEXT}(?:{_ITEM}))*\s*,?\s*\]")
_ITEMS = pattern(_ITEM)
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

_SHELL_CODE = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})
_PATHS = frozenset({"COPY", "ADD", "VOLUME"})


@value
class MeantArray:
    """The stretch that was meant for an array, and its strings; None where these cannot be told."""

    span: Span
    strings: tuple[str, ...] | None
    is_single_quoted: bool


def meant_array(instruction: Instruction) -> MeantArray | None:
    """What an instruction has in place of an array; None where it has one, or was not meant to."""
    keyword = instruction.keyword
    if keyword not in _SHELL_CODE | _PATHS or instruction.exec_form is not None or "[" not in instruction.value:
        return None
    text, start = instruction.value, instruction.value_span.start
    if keyword == "HEALTHCHECK":
        if instruction.words[0].text.upper() != "CMD" or len(instruction.words) < 2:
            return None
        text = text[len("CMD") :].lstrip()
        start = instruction.words[1].span.start
    if not text.startswith("[") or swallowed_comments(instruction):
        return None
    text = text.translate(_STRAIGHT)
    strings = strings_meant(text)
    is_test = keyword in _SHELL_CODE and text[1:2].isspace() and "," not in text
    if is_test or (strings is None and text[1:2] not in ("'", '"')):
        return None
    is_single_quoted = strings is not None and text[1:].lstrip().startswith("'")
    return MeantArray(Span(start, instruction.value_span.end), strings, is_single_quoted)


def strings_meant(text: str) -> tuple[str, ...] | None:
    """The strings of an array with slips: single or typographic quotes, the backslashes of Windows paths, a comma at
    the end or one too few, words without quotes."""
    straight = text.translate(_STRAIGHT)
    if len(text) > LONGEST or not _ARRAY.fullmatch(straight):
        return None
    return tuple(_string(match.group()) for match in _ITEMS.finditer(straight, 1))


def _string(written: str) -> str:
    if written[0] == "'":
        return written[1:-1].replace("\\'", "'")
    if written[0] != '"':
        return written
    try:
        text: str = json.loads(written)
    except ValueError:  # a path of Windows
        return written[1:-1].replace('\\"', '"')
    return text
