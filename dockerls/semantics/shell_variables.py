"""Variables that shell code sets itself, which from there on are no longer those of ARG and ENV."""

from collections.abc import Iterable

from dockerls.syntax.shell.script import Command, Script

_DECLARES = frozenset({"export", "declare", "local", "readonly", "typeset"})


def sets_variable(scripts: Iterable[Script], name: str, before: int | None = None) -> bool:
    """Whether the code sets the variable, in what starts above the offset ``before`` if one is given.

    ``A=1 command`` does not count: it holds for the command alone.
    """
    return any(set_name == name and (before is None or at < before) for set_name, at in _set_in(scripts))


def _set_in(scripts: Iterable[Script]) -> Iterable[tuple[str, int]]:
    """Each name that is set, and where the words that set it end: in ``A=$A`` the old value is read."""
    for script in scripts:
        for word in script.assignments:
            yield word.text.partition("=")[0].rstrip("+"), word.span.end
        for word in script.loop_variables:
            yield word.text, word.span.end
        for command in script.commands:
            yield from ((name, command.span.end) for name in _set_by(command))


def _set_by(command: Command) -> Iterable[str]:
    if command.name in _DECLARES:
        return [word.text.partition("=")[0] for word in command.operands if "=" in word.text]
    if command.name == "read":
        return [word.text for word in command.operands]
    return ()
