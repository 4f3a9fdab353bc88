"""What stands in the value of ``RUN --mount=``: the type and its keys."""

import re

from dockerls.features.lessons.keywords import REFERENCE
from dockerls.features.lessons.markdown import code, fenced, joined, link, listed
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.knowledge.lesson import MountKeyLesson, MountTypeLesson
from dockerls.language import Sentence, verbatim
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.span import Span
from dockerls.value import value

_ITEM = re.compile(r"""[^,"']+""")
_ALSO = Sentence(en="also {names}", ko="{names}(으)로도 씀")
REQUIRED = Sentence(en="required", ko="필수")
DEFAULT = Sentence(en="default {value}", ko="기본값 {value}")
_KEY = Sentence(en="**{key}** of a {type} mount{facts}", ko="{type} 마운트의 **{key}**{facts}")
_TYPE = Sentence(en="**{type}** mount", ko="**{type}** 마운트")


@value
class MountOption:
    """One ``key=value`` of a mount; ``value_span`` is None without ``=``."""

    span: Span
    key: str
    value: str
    value_span: Span | None


def mount_options(run: Instruction, flag: Flag) -> tuple[MountOption, ...]:
    """The options of a ``--mount``, in order; half-typed ones included."""
    if flag.value_span is None:
        return ()
    found: list[MountOption] = []
    for match in _ITEM.finditer(run.text, flag.value_span.start, flag.value_span.end):
        key, equals, value = match.group().partition("=")
        value_span = Span(match.start() + len(key) + 1, match.end()) if equals else None
        found.append(MountOption(Span(*match.span()), key.strip().lower(), value, value_span))
    return tuple(found)


def mount_topic(cursor: Cursor) -> Topic | None:
    """A type of mount, or one of its keys with its value."""
    from dockerls.knowledge.mounts import mount_keys, mount_types

    run = cursor.instruction
    flag = cursor.touched(run.flags_named("mount"), lambda flag: flag.span) if run else None
    if run is None or flag is None:
        return None
    options = mount_options(run, flag)
    option = cursor.touched(options, lambda option: option.span)
    if option is None:
        return None
    type_name = next((option.value.lower() for option in options if option.key == "type"), "bind")
    if option.key == "type":
        kind = next((kind for kind in mount_types() if kind.name == type_name), None)
        return Topic(option.span, mount_type_blocks(kind)) if kind else None
    keys = mount_keys(type_name)
    key = next((key for key in keys if option.key in (key.name, *key.grammar.aliases)), None)
    return Topic(option.span, mount_key_blocks(key)) if key else None


def mount_type_blocks(kind: MountTypeLesson) -> tuple[Sentence, ...]:
    """All there is to say about a type of mount."""
    return (
        _TYPE.filled(type=code(f"type={kind.name}")),
        kind.lesson,
        fenced(kind.snippet),
        listed(
            verbatim("{key}: {lesson}").filled(key=code(key.name), lesson=key.lesson)
            for key in kind.keys
            if key.name != "type"
        ),
        link(REFERENCE.filled(name=code("RUN --mount")), kind.link),
    )


def mount_key_blocks(key: MountKeyLesson) -> tuple[Sentence, ...]:
    """The same about a key of one."""
    grammar = key.grammar
    facts: list[Sentence] = []
    if grammar.aliases:
        facts.append(_ALSO.filled(names=", ".join(map(code, grammar.aliases))))
    if grammar.required:
        facts.append(REQUIRED)
    if grammar.default is not None:
        facts.append(DEFAULT.filled(value=code(grammar.default)))
    told = verbatim(" ({facts})").filled(facts=joined(facts, ", ")) if facts else verbatim("")
    choices = (verbatim(" · ".join(map(code, grammar.choices))),) if grammar.choices else ()
    return (
        _KEY.filled(key=code(key.name), type=code(key.mount_type), facts=told),
        key.lesson,
        *choices,
        link(REFERENCE.filled(name=code("RUN --mount")), key.link),
    )
