"""The shell code of an instruction that a POSIX shell reads: its line, the bodies of its heredocs, or an argument."""

from collections.abc import Iterator

from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script


def scripts_of(instruction: Instruction, around: Surroundings) -> tuple[Script, ...]:
    """The scripts, none where the shell is not a POSIX one (PowerShell, cmd, a Windows base).

    An exec form names its shell itself.
    """
    if instruction.argument is not None:
        return (instruction.argument,)
    if not around.is_posix:
        return ()
    line = instruction.script
    return instruction.bodies if line is None else (line, *instruction.bodies)


def commands_of(instruction: Instruction, around: Surroundings) -> Iterator[Command]:
    """The simple commands, in the order they are written."""
    for script in scripts_of(instruction, around):
        yield from script.commands
