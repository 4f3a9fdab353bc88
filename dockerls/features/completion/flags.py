"""Flags and their values."""

import re

from dockerls.features.completion.choices import choices
from dockerls.features.completion.images import source_offers
from dockerls.features.completion.mounts import mount_offers, mount_types_offers
from dockerls.features.completion.offer import NOTHING, About, Completion, Kind, Offers, Outside, Subject, together
from dockerls.features.completion.paths import context_offers
from dockerls.features.completion.typed import Typed
from dockerls.features.completion.users import owner_offers
from dockerls.features.lessons.mounts import DEFAULT
from dockerls.knowledge.grammar import INSTRUCTIONS, FlagGrammar, FlagValue
from dockerls.text.span import Span

_REST_OF_FLAG = re.compile(r"[\w-]*=?")

# Values that are often wanted where the grammar allows any.
_VALUES = {
    "platform": ("$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"),
    "chmod": ("755", "644", "0755", "0644", "u=rwX,go=rX"),
    "checksum": ("sha256:",),
    "device": ("nvidia.com/gpu=all",),
    "interval": ("30s", "10s", "1m", "5m"),
    "timeout": ("5s", "3s", "10s", "30s"),
    "start-period": ("10s", "30s", "1m"),
    "start-interval": ("1s", "2s", "5s"),
    "retries": ("3", "5", "10"),
}


def flag_offers(typed: Typed, outside: Outside) -> Offers:
    """What completes a word that begins a flag: its name, or behind ``=`` its value."""
    assert typed.instruction is not None
    grammar = INSTRUCTIONS.get(typed.instruction.keyword)
    word = typed.word or ""
    if grammar is None or not "--".startswith(word[:2]):
        return NOTHING
    name, equals, value = word[2:].partition("=")
    if not equals:
        return _names(typed, grammar.flags)
    flag = next((flag for flag in grammar.flags if flag.name == name), None)
    return _value_offers(typed, flag, value, outside) if flag else NOTHING


def _names(typed: Typed, flags: tuple[FlagGrammar, ...]) -> Offers:
    """The flags that may still be given, mounts also with their types."""
    assert typed.instruction is not None
    given = {word[2:].partition("=")[0] for word in typed.done[1:]}
    span = typed.replacing(len(typed.word or ""), _REST_OF_FLAG)
    left = [flag for flag in flags if flag.repeatable or flag.name not in given]
    names = Offers(tuple(_name_offer(flag, span, typed.instruction.keyword) for flag in left))
    has_mounts = any(flag.value is FlagValue.MOUNT for flag in flags)
    return together(mount_types_offers(typed, span, "--mount="), names) if has_mounts else names


def _name_offer(flag: FlagGrammar, span: Span, keyword: str) -> Completion:
    text = f"--{flag.name}" if flag.value is FlagValue.BOOLEAN else f"--{flag.name}="
    return Completion(
        label=text,
        kind=Kind.FLAG,
        span=span,
        new_text=text,
        detail=DEFAULT.filled(value=flag.default) if flag.default else None,
        about=About(Subject.FLAG, flag.name, keyword),
    )


def _value_offers(typed: Typed, flag: FlagGrammar, value: str, outside: Outside) -> Offers:
    if flag.value is FlagValue.MOUNT:
        return mount_offers(typed, value, outside)
    if flag.name == "from":
        return source_offers(typed, value)
    if flag.name == "chown":
        return owner_offers(typed, value)
    if flag.name == "exclude":
        return context_offers(typed, value, outside)
    if flag.value is FlagValue.BOOLEAN:
        return choices(typed, value, ("true", "false"))
    return choices(typed, value, flag.choices or _VALUES.get(flag.name, ()), flag.default)
