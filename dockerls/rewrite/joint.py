"""How the commands of a RUN are joined: its operators with the line breaks and blanks around them."""

from collections.abc import Sequence

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.mask import without_gaps
from dockerls.syntax.shell.script import Command, Script
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

BLANKS = " \t"
_BLANKS = pattern(r"[ \t]*")


def line_end_of(run: Instruction) -> str:
    """The line end the instruction is written with."""
    return "\r\n" if "\r\n" in run.text else "\n"


def indent_at(text: str, at: int) -> str:
    """The blanks that the line of an offset begins with."""
    return blanks_at(text, text.rfind("\n", 0, at) + 1)


def blanks_at(text: str, at: int) -> str:
    """The blanks that stand at an offset."""
    found = _BLANKS.match(text, at)
    return found[0] if found else ""


def operator_between(run: Instruction, left: Span, right: Span) -> str:
    """What stands between two commands, but for breaks, blanks and comments: ``&&`` or ``;`` if they are joined."""
    return without_gaps(run.text, Span(left.end, right.start), run.header.gaps).strip()


def joint_between(run: Instruction, left: Span, right: Span, operator: str) -> str:
    """The operator between two commands with all that is around it, but without comments and empty lines."""
    at = run.text.find(operator, left.end, right.start)
    while any(gap.start <= at < gap.end for gap in run.header.gaps):
        at = run.text.find(operator, at + 1, right.start)
    return f"{blanks_between(run, left.end, at)}{operator}{blanks_between(run, at + len(operator), right.start)}"


def blanks_between(run: Instruction, start: int, end: int) -> str:
    """Blanks and at most one line break, as they stand in a stretch that holds nothing else but comments."""
    gaps = [gap for gap in run.header.gaps if start <= gap.start and gap.end <= end]
    if not gaps:
        return run.text[start:end]
    return f"{run.text[start : gaps[0].start]}{run.escape}{line_end_of(run)}{run.text[gaps[-1].end : end]}"


def joint_near(run: Instruction, script: Script, command: Command, operator: str) -> str | None:
    """The joint before a command, else the one behind it; None where neither has that operator."""
    before, after = neighbours(script.commands, command)
    if before is not None and operator_between(run, before.span, command.span) == operator:
        return joint_between(run, before.span, command.span, operator)
    if after is not None and operator_between(run, command.span, after.span) == operator:
        return joint_between(run, command.span, after.span, operator)
    return None


def neighbours(commands: Sequence[Command], command: Command) -> tuple[Command | None, Command | None]:
    """The commands that end before and begin behind a command, commands inside it left out."""
    before = [other for other in commands if other.span.end <= command.span.start]
    after = [other for other in commands if other.span.start >= command.span.end]
    return (before[-1] if before else None), (after[0] if after else None)


def stops_on_error(script: Script) -> bool:
    """Whether the code begins with ``set -e`` and keeps to it, so that ``;`` and line ends stop at a failure."""
    if not script.commands or script.commands[0].name != "set":
        return False
    sets = [command for command in script.commands if command.name == "set"]
    turned_on = any(_is_errexit(word.text, "-") for word in sets[0].args)
    return turned_on and not any(_is_errexit(word.text, "+") for command in sets for word in command.args)


def _is_errexit(word: str, sign: str) -> bool:
    return word == "errexit" or (word.startswith(sign) and not word.startswith("--") and "e" in word)
