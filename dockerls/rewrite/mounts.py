"""Giving a RUN mounts."""

from collections.abc import Sequence

from dockerls.rewrite.joint import line_end_of
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit, insertion

_INDENT = "    "


def add_mounts(run: Instruction, mounts: Sequence[str]) -> tuple[Edit, ...]:
    """An edit that adds ``--mount`` flags behind those a RUN has: a single one on the same line, else a line each.

    They stay on one line as well where nothing tells how lines end: in a last line without an end.
    """
    flags = [f"--mount={mount}" for mount in mounts]
    if len(flags) == 1:
        return (insertion(run.value_span.start, f"{flags[0]} "),)
    if "\n" not in run.text:
        return (insertion(run.value_span.start, "".join(f"{flag} " for flag in flags)),)
    line_break = f" {run.escape}{line_end_of(run)}{_INDENT}"
    return (insertion(run.value_span.start, "".join(f"{flag}{line_break}" for flag in flags)),)
