"""Signature help: the form of the instruction that is being typed, and which part of it the cursor is at.

It speaks where there is a form to keep to: in flags, mounts, JSON arrays, and the arguments of instructions that have
more than one kind of them. In shell code, and where an instruction takes but one thing, it says nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from dockerls.document import Document
from dockerls.features.completion.typed import Typed, typed_at
from dockerls.knowledge.grammar import INSTRUCTIONS, FlagValue
from dockerls.knowledge.mount_grammar import MOUNT_TYPE, MOUNT_TYPES, MountTypeGrammar
from dockerls.language import Sentence
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value


@value
class Parameter:
    """A part of the form: its span in the label, and what it is for where there is a lesson on it."""

    span: Span
    lesson: Sentence | None


@value
class Signature:
    """A form, its parts, and the number of the one the cursor is at."""

    label: str
    parameters: tuple[Parameter, ...]
    active: int
    summary: Sentence | None = None


@value
class _Part:
    """A stretch of a form; with a key it is a parameter."""

    text: str
    key: str = ""
    lesson: Sentence | None = None


# Parts in «» are parameters; the flags stand where the keyword ends.
_FORMS = {
    "FROM": " «image»[:«tag»] [AS «name»]",
    "ARG": " «name»[=«default»] …",
    "COPY": " «source» … «destination»",
    "ADD": " «source» … «destination»",
    "ENV": " «key»=«value» …",
    "LABEL": " «key»=«value» …",
    "EXPOSE": " «port»[/«protocol»] …",
    "USER": " «user»[:«group»]",
    "HEALTHCHECK": " CMD «command»",
    "RUN": " «command»",
    "SHELL": ' ["«program»", "«argument»", …]',
}
_PROGRAM = ' ["«program»", "«argument»", …]'
_JSON_FORMS = {
    "COPY": ' ["«source»", … "«destination»"]',
    "ADD": ' ["«source»", … "«destination»"]',
    "RUN": _PROGRAM,
    "CMD": _PROGRAM,
    "ENTRYPOINT": _PROGRAM,
    "SHELL": _PROGRAM,
    "VOLUME": ' ["«folder»", …]',
}
# What parts a word into two parameters.
_DIVIDERS = {"FROM": ":", "ARG": "=", "EXPOSE": "/", "USER": ":"}


def signature(document: Document, offset: int) -> Signature | None:
    """The form at an offset of the whole text, which is clamped to it; None where none would help."""
    typed = typed_at(document, offset)
    if typed.is_elsewhere or typed.body is not None or typed.instruction is None:
        return None
    instruction = typed.instruction
    if not typed.done or typed.word is None or instruction.keyword not in INSTRUCTIONS:
        return None
    if typed.is_among_flags and typed.word.startswith("--mount="):
        return _mount(typed.word.removeprefix("--mount="))
    if instruction.value.startswith("["):
        form = _JSON_FORMS.get(instruction.keyword)
        key = _json_key(instruction, form) if form else None
    else:
        form, key = _FORMS.get(instruction.keyword), _key(typed)
    return _signature(instruction, form, key) if form and key is not None else None


def _key(typed: Typed) -> str | None:
    """The key of the part the cursor is at."""
    instruction, word = typed.instruction, typed.word or ""
    assert instruction is not None
    if typed.is_among_flags and word.startswith("-"):
        return word.lstrip("-").partition("=")[0]
    count = len(typed.arguments)
    divider = _DIVIDERS.get(instruction.keyword)
    if instruction.keyword == "FROM" and count:
        return "name" if count < 2 or (count == 2 and typed.arguments[1].upper() == "AS") else None
    if instruction.keyword in ("COPY", "ADD"):
        return "destination" if count else "source"
    if instruction.keyword in ("ENV", "LABEL"):
        return _pair_key(typed)
    if instruction.keyword in ("RUN", "HEALTHCHECK"):
        is_before_command = count == 0 and not word
        return "command" if is_before_command and (len(typed.done) > 1 or instruction.keyword != "RUN") else None
    if instruction.keyword == "USER" and count:
        return None
    keys = [part.key for part in _parts(_FORMS.get(instruction.keyword, "")) if part.key]
    return (keys[1] if divider and divider in word else keys[0]) if keys else None


def _pair_key(typed: Typed) -> str | None:
    """Whether the key or the value of a pair is typed; a quote that is open goes on over blanks."""
    assert typed.instruction is not None
    words = typed.instruction.quoted_words
    last = words[-1].text if words else ""
    is_open = last.count('"') % 2 == 1 or last.count("'") % 2 == 1
    if typed.word or is_open:
        return "value" if "=" in last else "key" if len(words) == 1 or "=" in words[0].text else "value"
    return "value" if words and "=" not in words[0].text else "key"


def _json_key(instruction: Instruction, form: str) -> str | None:
    """Which string of an array is typed, as far as the quotes tell; None behind its end."""
    array = instruction.value
    if array.endswith("]") and array.count('"') % 2 == 0:
        return None
    commas = 0
    in_string = is_escaped = False
    for character in array:
        commas += character == "," and not in_string
        in_string ^= character == '"' and not is_escaped
        is_escaped = character == "\\" and not is_escaped
    keys = [part.key for part in _parts(form) if part.key]
    return keys[min(commas, len(keys) - 1)]


def _signature(instruction: Instruction, form: str, key: str) -> Signature:
    from dockerls.knowledge.instructions import instruction_lesson

    lesson = instruction_lesson(instruction.keyword)
    parts = [_Part(instruction.keyword), *_flags(instruction.keyword), *_parts(form)]
    return _of_parts(parts, key, lesson.summary if lesson else None)


def _flags(keyword: str) -> Iterator[_Part]:
    from dockerls.knowledge.flags import flags_of

    for flag in flags_of(keyword):
        yield _Part(" [")
        yield _Part(f"--{flag.name}" + "=…" * (flag.grammar.value is not FlagValue.BOOLEAN), flag.name, flag.lesson)
        yield _Part("]")


def _parts(form: str) -> Iterator[_Part]:
    for text in form.split("»"):
        plain, _, name = text.partition("«")
        yield _Part(plain)
        if name:
            yield _Part(f"<{name}>", name)


def _mount(written: str) -> Signature:
    """The keys of the type of mount, the type itself first."""
    from dockerls.knowledge.mounts import mount_types

    *done, last = written.split(",")
    given = dict(part.partition("=")[::2] for part in (*done, last))
    kind = MOUNT_TYPES.get(given.get("type", MOUNT_TYPE.default or "").lower())
    names = [each.name for each in mount_types()]
    if kind is None or (not done and not last.startswith("type=") and "=" not in last):
        kinds = _Part("|".join(names), "type")
        return _of_parts([_Part("--mount=type="), kinds, _Part(",…")], "type", None)
    lesson = next((each.lesson for each in mount_types() if each.name == kind.name), None)
    missing = [key.name for key in kind.keys if given.keys().isdisjoint((key.name, *key.aliases))]
    active = _mount_key(kind, last.partition("=")[0].lower(), missing) if last else next(iter(missing), "type")
    return _of_parts(list(_mount_parts(kind)), active, lesson)


def _mount_parts(kind: MountTypeGrammar) -> Iterator[_Part]:
    from dockerls.knowledge.mounts import mount_keys

    lessons = {key.name: key.lesson for key in mount_keys(kind.name)}
    yield _Part("--mount=")
    yield _Part(f"type={kind.name}", "type", lessons.get("type"))
    for key in kind.keys:
        yield _Part("," if key.required else "[,")
        yield _Part(key.name if key.boolean else f"{key.name}=…", key.name, lessons.get(key.name))
        yield _Part("" if key.required else "]")


def _mount_key(kind: MountTypeGrammar, written: str, missing: Sequence[str]) -> str:
    """The key that is written, or the first of the missing ones that begins so."""
    named = (key.name for key in kind.keys if written in (key.name, *key.aliases))
    begun = (name for name in missing if name.startswith(written))
    return next(named, next(begun, written))


def _of_parts(parts: Iterable[_Part], active: str, summary: Sentence | None) -> Signature:
    label = ""
    parameters: dict[str, Parameter] = {}
    for part in parts:
        if part.key:
            parameters[part.key] = Parameter(Span(len(label), len(label) + len(part.text)), part.lesson)
        label += part.text
    keys = list(parameters)
    begun = [number for number, key in enumerate(keys) if key.startswith(active)]
    number = keys.index(active) if active in keys else begun[0] if begun else 0
    return Signature(label, tuple(parameters.values()), number, summary)
