"""Variables in shell code beside those behind a ``$``: those it sets itself, which from there on are no longer those of
ARG and ENV, and those that arithmetic names."""

from collections.abc import Iterable, Iterator

from dockerls.semantics.scopes import Use
from dockerls.syntax.shell.script import Command, Script

_DECLARES = frozenset({"export", "declare", "local", "readonly", "typeset"})
_MAKES = frozenset({"declare", "local", "typeset"})  # a variable of its own, with or without a value
_READS = {"read": "REPLY", "mapfile": "MAPFILE", "readarray": "MAPFILE"}  # and what they set where no name is given


def sets_variable(scripts: Iterable[Script], name: str, before: int | None = None) -> bool:
    """Whether the code sets the variable, in what starts above the offset ``before`` if one is given.

    ``A=1 command`` does not count: it holds for the command alone.
    """
    return any(set_name == name and (before is None or at < before) for set_name, at in _set_in(scripts))


def arithmetic_uses(scripts: Iterable[Script]) -> Iterator[Use]:
    """The names without a ``$`` in arithmetic: ``$((A + 1))``. A shell takes the value for the name there
    (POSIX, Shell Command Language, 2.6.4)."""
    for script in scripts:
        for word in script.arithmetic:
            yield Use(word.text, word.span, word.span, modifier="", by_shell=True)


def _set_in(scripts: Iterable[Script]) -> Iterable[tuple[str, int]]:
    """Each name that is set, and where the words that set it end: in ``A=$A`` the old value is read."""
    for script in scripts:
        for word in script.assignments:
            yield word.text.partition("=")[0].rstrip("+").partition("[")[0], word.span.end
        for word in script.loop_variables:
            yield word.text, word.span.end
        for command in script.commands:
            yield from ((name, command.span.end) for name in _set_by(command))


def _set_by(command: Command) -> Iterable[str]:
    operands = [word.text for word in command.operands]
    if command.name in _DECLARES:
        return [text.partition("=")[0] for text in operands if "=" in text or command.name in _MAKES]
    if command.name in _READS:
        return operands or (_READS[command.name],)
    if command.name == "getopts":
        return (*operands[1:2], "OPTARG", "OPTIND")
    name = command.flag_value("-v") if command.name == "printf" else None
    return (name,) if name else ()
