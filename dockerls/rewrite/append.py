"""Adding a command to the end of a RUN, in the style the RUN is written in."""

from itertools import pairwise

from dockerls.rewrite.joint import (
    BLANKS,
    indent_at,
    joint_between,
    joint_near,
    line_end_of,
    operator_between,
    stops_on_error,
)
from dockerls.syntax.blanks import SPACE
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.mask import without_gaps
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.edit import Edit, insertion
from dockerls.text.span import Span

_NEVER_COME_BACK = frozenset({"exit", "exec", "return"})


def append_command(run: Instruction, command: str) -> tuple[Edit, ...]:
    """Edits after which ``command`` runs behind all that the RUN runs now; none where that is not plain to see.

    In a heredoc it becomes a line of its own, else another ``&&`` (``;`` in a chain of these under ``set -e``) with
    the line breaks of those before it. A RUN that ends in ``||``, a subshell, a loop or a comment is left alone.
    """
    if run.bodies:
        return _append_line(run, run.bodies[0], command)
    script = run.script
    if script is None or run.heredocs or script.error or script.too_long or script.comments:
        return ()
    last = _last_at_top(script)
    if last is None or _never_comes_back(last):
        return ()
    end = script.end_of_chain
    if end is not None:
        return (insertion(end, f"{_and_joint(run, script)}{command}"),)
    return _append_statement(run, script, last, command)


def keeps_failures(run: Instruction) -> bool:
    """Whether a failure of what the RUN runs now still fails it behind an appended command."""
    return not run.bodies or stops_on_error(run.bodies[0])


def _append_line(run: Instruction, script: Script, command: str) -> tuple[Edit, ...]:
    """A new last line of a heredoc, indented like its first command."""
    body = script.span.of(run.text)
    last = _last_at_top(script)
    is_cut_off = body.rstrip().endswith("\\")
    if script.error or script.too_long or is_cut_off or not script.commands or (last and _never_comes_back(last)):
        return ()
    indent = indent_at(run.text, script.commands[0].span.start)
    return (insertion(script.span.end, f"{indent}{command}{line_end_of(run)}"),)


def _append_statement(run: Instruction, script: Script, last: Command, command: str) -> tuple[Edit, ...]:
    """Behind a list of statements that stops at the first failure."""
    rest = without_gaps(run.text, Span(last.span.end, script.span.end), run.header.gaps)
    if not stops_on_error(script) or rest.strip(f"{SPACE};"):
        return ()
    if last.within and last.within[-1] is Within.AND:
        joint = joint_near(run, script, last, "&&") or " && "
        return (insertion(last.span.end, f"{joint}{command}"),)
    return (insertion(last.span.end, f"{_last_semicolon(run, script) or '; '}{command}"),)


def _last_at_top(script: Script) -> Command | None:
    """The command that runs last, if it stands in nothing but lists and pipelines."""
    plain = {Within.AND, Within.PIPE}
    ends = max((command.span.end for command in script.commands), default=None)
    return next((found for found in script.commands if found.span.end == ends and not set(found.within) - plain), None)


def _never_comes_back(command: Command) -> bool:
    return command.name in _NEVER_COME_BACK or (bool(command.words) and command.words[0].text in _NEVER_COME_BACK)


def _last_semicolon(run: Instruction, script: Script) -> str | None:
    """The last ``;`` with what is around it, if possible one that does not begin a line (as behind a long list)."""
    top = [command.span for command in script.commands if not command.within]
    pairs = [pair for pair in pairwise(top) if operator_between(run, *pair) == ";"]
    joints = [joint_between(run, left, right, ";") for left, right in reversed(pairs)]
    return next((joint for joint in joints if joint.startswith(";")), joints[0] if joints else None)


def _and_joint(run: Instruction, script: Script) -> str:
    """The last ``&&`` of the chain with what is around it; behind a command of several lines one on a new line."""
    joint = joint_between(run, script.links[-2], script.links[-1], "&&") if script.operators else " && "
    last = script.links[-1]
    gaps = [gap for gap in run.header.gaps if last.start <= gap.start and gap.end <= last.end]
    if not gaps or "\n" in joint:
        return joint
    after = run.text[gaps[0].end :]
    indent = after[: len(after) - len(after.lstrip(BLANKS))]
    return f" {run.escape}{line_end_of(run)}{indent}&& "
