"""Putting a command right before or behind another one of the same RUN, in the style the RUN is written in."""

from dockerls.rewrite.joint import indent_at, joint_near, line_end_of, stops_on_error
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.edit import Edit, insertion

_DECIDED_ELSEWHERE = frozenset({Within.OR, Within.PIPE, Within.NEGATION})


def precede_command(run: Instruction, command: Command, new: str) -> tuple[Edit, ...]:
    """Edits after which ``new`` runs before ``command``, and ``command`` only where ``new`` did not fail.

    Nothing where ``command`` is a part of a pipeline or stands behind ``||`` or ``!``. In a heredoc ``new`` becomes a
    line of its own.
    """
    script = _script_of(run, command)
    if script is None or script.error or script.too_long:
        return ()
    if command.within and command.within[-1] in _DECIDED_ELSEWHERE:
        return ()
    start = command.span.start
    indent = indent_at(run.text, start)
    if script in run.bodies and run.text[:start].endswith(f"\n{indent}"):
        return (insertion(start, f"{new}{line_end_of(run)}{indent}"),)
    if not command.within and stops_on_error(script):
        return (insertion(start, f"{new}{joint_near(run, script, command, ';') or '; '}"),)
    return (insertion(start, f"{new}{joint_near(run, script, command, '&&') or ' && '}"),)


def follow_command(run: Instruction, command: Command, new: str) -> tuple[Edit, ...]:
    """Edits after which ``new`` runs right behind a link of a chain of ``&&``, before what follows it now.

    Nothing where the code is not such a chain, or ``command`` is only a part of a link.
    """
    script = _script_of(run, command)
    is_link = script is not None and any(link == command.span for link in script.links)
    if script is None or not is_link or script.error or script.comments or run.heredocs:
        return ()
    return (insertion(command.span.end, f"{joint_near(run, script, command, '&&') or ' && '}{new}"),)


def _script_of(run: Instruction, command: Command) -> Script | None:
    scripts = run.bodies if run.script is None else (run.script, *run.bodies)
    return next((script for script in scripts if command in script.commands), None)
