"""What shell code leaves to the code behind it in the same shell: its directory, its variables, its options."""

from bisect import bisect_left

from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.span import Span

# POSIX (XCU 2.14, Special Built-In Utilities) and bash builtins that change the shell they run in: its directory and
# files, its variables and functions, its options and limits, or whether it goes on at all.
_CHANGE_THE_SHELL = frozenset(
    {"cd", "pushd", "popd", "exec", "export", "declare", "typeset", "local", "readonly", "unset", "read", "readarray"}
    | {"mapfile", "getopts", "shift", "alias", "unalias", "hash", "source", ".", "eval", "set", "shopt", "enable"}
    | {"umask", "ulimit", "trap", "exit", "return"}
)

# What starts a service, which lives as long as the RUN does.
_START_SERVICES = frozenset({"service", "pg_ctl", "pg_ctlcluster", "mysqld_safe", "dbus-daemon", "dockerd"})

_IN_A_SHELL_OF_THEIR_OWN = frozenset({Within.SUBSHELL, Within.SUBSTITUTION, Within.PIPE})


def leaves_state(script: Script, span: Span) -> bool:
    """Whether what stands in ``span`` changes the shell for what follows it there."""
    if any(span.start <= word.span.start < span.end for word in script.assignments):
        return True
    return any(_changes_the_shell(command) for command in commands_in(script, span))


def leaves_running(script: Script, span: Span) -> bool:
    """Whether what stands in ``span`` starts something that must still run for what follows it."""
    return script.has_background or any(command.name in _START_SERVICES for command in commands_in(script, span))


def stops_at_errors(script: Script) -> bool:
    """Whether the code says ``set -e``, which the shell forgets inside the left side of ``&&`` (POSIX, XCU 2.8.1)."""
    return any(
        command.name == "set" and (command.flag("-e") or command.argument("errexit") or "-o" in _texts(command))
        for command in script.commands
    )


def passes_errexit(shell: tuple[str, ...]) -> bool:
    """Whether a SHELL such as ``["/bin/bash", "-euo", "pipefail", "-c"]`` has ``-e`` among its flags."""
    return any(word.startswith("-") and not word.startswith("--") and "e" in word for word in shell[1:])


def commands_in(script: Script, span: Span) -> tuple[Command, ...]:
    """The commands that start in ``span``."""
    first, last = (bisect_left(script.commands, at, key=_start) for at in (span.start, span.end))
    return script.commands[first:last]


def _start(command: Command) -> int:
    return command.span.start


def _changes_the_shell(command: Command) -> bool:
    if _IN_A_SHELL_OF_THEIR_OWN & set(command.within):
        return False
    is_exec = "exec" in command.wrappers
    return is_exec or Within.FUNCTION in command.within or command.name in _CHANGE_THE_SHELL


def _texts(command: Command) -> tuple[str, ...]:
    return tuple(word.text for word in command.args)
