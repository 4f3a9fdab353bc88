"""Taking a command out of a RUN, or an instruction out of a file."""

from collections.abc import Sequence

from dockerls.rewrite.joint import BLANKS, neighbours, operator_between
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Piece
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.edit import Edit, deletion
from dockerls.text.span import Span

_OPERATORS = ("&&", ";")


def remove_command(run: Instruction, script: Script, command: Command) -> tuple[Edit, ...]:
    """Edits that take one command of a ``&&`` or ``;`` list away together with one operator.

    Nothing where it is the only command, or its outcome decides something else (``||``, ``|``, ``!``, a condition).
    """
    if script.error or script.too_long or set(command.within) - {Within.AND, Within.GROUP, Within.SUBSHELL}:
        return ()
    before, after = neighbours(script.commands, command)
    if script in run.bodies and len(script.commands) > 1:
        line = _own_line(run, command)
        if line is not None:
            return (deletion(line),)
    if after is not None and operator_between(run, command.span, after.span) in _OPERATORS:
        stretch = Span(command.span.start, after.span.start)
    elif before is not None and operator_between(run, before.span, command.span) in _OPERATORS:
        stretch = Span(before.span.end, command.span.end)
    else:
        return ()
    return (deletion(stretch),)


def remove_commands(run: Instruction, script: Script, commands: Sequence[Command]) -> tuple[Edit, ...] | None:
    """The same for several commands in their order; None where one of them has to stay."""
    edits: list[Edit] = []
    for command in commands:
        removal = remove_command(run, script, command)
        before, after = neighbours(script.commands, command)
        if not removal or (before is None and after is None):
            return None
        if edits and edits[-1].span.overlaps(removal[0].span):
            # It is the last one, and the one before it goes too: so does what joined that to the one before.
            start = _start_of_row(edits)
            first = next(other for other in commands if other.span.start == start)
            kept = neighbours(script.commands, first)[0]
            if kept is None or operator_between(run, kept.span, first.span) not in _OPERATORS:
                return None
            stretch = Span(kept.span.end, command.span.end)
            if any(stretch.overlaps(comment) for comment in run.header.comments):
                return None
            edits = [edit for edit in edits if edit.span.end <= stretch.start]
            removal = (deletion(stretch),)
        edits += removal
    return tuple(edits)


def _start_of_row(edits: Sequence[Edit]) -> int:
    """Where the last of the edits that follow on one another begin."""
    start = edits[-1].span.start
    for edit in reversed(edits):
        start = edit.span.start if edit.span.end == start else start
    return start


def remove_instruction(pieces: Sequence[Piece], index: int) -> tuple[PlacedEdit, ...]:
    """Edits that delete a piece with its lines, and one of two blank lines that would meet. Comments stay."""
    edits = [PlacedEdit(Place(index, Span(0, len(pieces[index].text))), "")]
    around = pieces[index - 1 : index] if index else (), pieces[index + 1 : index + 2]
    if all(len(side) == 1 and isinstance(side[0], Blank) for side in around):
        edits.append(PlacedEdit(Place(index + 1, Span(0, len(pieces[index + 1].text))), ""))
    return tuple(edits)


def _own_line(run: Instruction, command: Command) -> Span | None:
    """The line of a heredoc that holds the command and nothing else."""
    start = run.text.rfind("\n", 0, command.span.start) + 1
    end = run.text.find("\n", command.span.end) + 1
    rest = run.text[start : command.span.start] + run.text[command.span.end : end]
    return None if not end or rest.strip(f"{BLANKS}\r\n") else Span(start, end)
