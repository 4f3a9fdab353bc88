"""Completion: what can be written at an offset."""

import re
from collections.abc import Callable, Mapping

from dockerls.document import Document
from dockerls.features.completion.comments import comment_offers
from dockerls.features.completion.flags import flag_offers
from dockerls.features.completion.images import base_offers
from dockerls.features.completion.instructions import instruction_offers
from dockerls.features.completion.offer import NOTHING, Offers, Outside, beginning_as_typed, together
from dockerls.features.completion.packages import shell_offers
from dockerls.features.completion.paths import copy_offers, folder_offers, program_offers, volume_offers
from dockerls.features.completion.typed import Typed, typed_at
from dockerls.features.completion.users import user_offers
from dockerls.features.completion.values import (
    check_offers,
    label_offers,
    port_offers,
    shell_form_offers,
    signal_offers,
    stage_name_offers,
)
from dockerls.features.completion.variables import arg_offers, variable_offers
from dockerls.syntax.pieces import Comment, Directive

_OPEN_STRING = re.compile(r'\[(?P<done>(?:\s*"(?:[^"\\]|\\.)*"\s*,)*)\s*"(?P<open>[^"]*)\Z')


def completions(document: Document, offset: int, outside: Outside, trigger: str | None = None) -> Offers:
    """What can be written at an offset of the whole text, which is clamped to it.

    ``trigger`` is the character whose typing asked for it, None where a person or a letter did.
    """
    typed = typed_at(document, offset)
    if typed.is_elsewhere or (trigger == " " and not _may_open_at_blank(typed)):
        return NOTHING
    offers = _offers(typed, outside)
    return offers if trigger is None else beginning_as_typed(offers, typed.before, offset)


def _offers(typed: Typed, outside: Outside) -> Offers:
    if typed.body is not None:
        variables = variable_offers(typed)
        return shell_offers(typed) if variables is None else variables
    if isinstance(typed.piece, (Comment, Directive)):
        return comment_offers(typed, outside)
    if typed.instruction is None or not typed.done:
        return NOTHING if typed.instruction and typed.word is None else instruction_offers(typed)
    return NOTHING if typed.word is None else _in_instruction(typed, outside)


def _may_open_at_blank(typed: Typed) -> bool:
    """Whether a list may open by itself at a blank: where few things can follow. In code anything can, and a second
    blank only moves the cursor, as in an indentation."""
    is_second = len(typed.before) < 2 or typed.before[-2].isspace()
    instruction = typed.instruction
    return not is_second and typed.body is None and instruction is not None and instruction.keyword != "RUN"


def _in_instruction(typed: Typed, outside: Outside) -> Offers:
    assert typed.instruction is not None
    variables = variable_offers(typed)
    if variables is not None:
        return variables
    if typed.is_among_flags and (typed.word or "").startswith("-"):
        return flag_offers(typed, outside)
    arguments = _ARGUMENTS.get(typed.instruction.keyword)
    offers = arguments(typed, outside) if arguments else NOTHING
    return together(offers, flag_offers(typed, outside)) if typed.is_among_flags and not typed.word else offers


def _from(typed: Typed) -> Offers:
    return stage_name_offers(typed) if typed.arguments else base_offers(typed)


def _user(typed: Typed) -> Offers:
    return NOTHING if typed.arguments else user_offers(typed)


def _copy(typed: Typed, outside: Outside) -> Offers:
    """In an array the string that is open, else the last word. ``<<`` begins a heredoc, which has a word of its own."""
    string = _open_string(typed)
    if typed.is_in_array:
        return copy_offers(typed, string["open"], bool(string["done"]), outside) if string else NOTHING
    word = typed.word or ""
    if word.lstrip("0123456789").startswith("<<"):
        return NOTHING
    return copy_offers(typed, word.lstrip("\"'"), bool(typed.arguments), outside)


def _volume(typed: Typed) -> Offers:
    string = _open_string(typed)
    if typed.is_in_array:
        return volume_offers(typed, string["open"]) if string else NOTHING
    return volume_offers(typed, typed.word or "")


def _start(typed: Typed) -> Offers:
    """The program of an exec form."""
    string = _open_string(typed)
    return program_offers(typed, string["open"]) if string and not string["done"] else NOTHING


def _open_string(typed: Typed) -> "re.Match[str] | None":
    """The string of an array that the cursor is in, and what is ``done`` before it; it begins on the cursor's line."""
    assert typed.instruction is not None
    match = _OPEN_STRING.match(typed.instruction.value)
    return match if match and typed.before.endswith(match["open"]) else None


def _alone(offers: Callable[[Typed], Offers]) -> Callable[[Typed, Outside], Offers]:
    """One that needs to know nothing of the outside."""
    return lambda typed, _: offers(typed)


_ARGUMENTS: Mapping[str, Callable[[Typed, Outside], Offers]] = {
    "FROM": _alone(_from),
    "RUN": _alone(shell_offers),
    "COPY": _copy,
    "ADD": _copy,
    "ARG": _alone(arg_offers),
    "WORKDIR": _alone(folder_offers),
    "VOLUME": _alone(_volume),
    "USER": _alone(_user),
    "EXPOSE": _alone(port_offers),
    "STOPSIGNAL": _alone(signal_offers),
    "SHELL": _alone(shell_form_offers),
    "LABEL": _alone(label_offers),
    "HEALTHCHECK": _alone(check_offers),
    "CMD": _alone(_start),
    "ENTRYPOINT": _alone(_start),
    "ONBUILD": _alone(instruction_offers),
}
