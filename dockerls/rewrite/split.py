"""One RUN made several, cut at its top-level ``&&``."""

import re
from collections.abc import Sequence

from dockerls.rewrite.combine import is_combinable
from dockerls.rewrite.joint import line_end_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.shell_state import leaves_running, leaves_state
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Script
from dockerls.text.span import Span


def split(pieces: Sequence[Piece], index: int) -> tuple[PlacedEdit, ...]:
    """Edits after which each link of the RUN at ``index`` is a RUN of its own, with the same flags.

    Comments between two links stand above the RUN below them then. None where a link leaves something to the next
    that does not outlive a RUN: a directory, a variable, an option of the shell, a service, a mounted folder. Callers
    know that a POSIX shell reads the RUN (``Surroundings.is_posix``).
    """
    run = pieces[index]
    if not isinstance(run, Instruction) or not is_combinable(run, is_last=True):
        return ()
    script = run.script
    if script is None or len(script.links) < 2 or not all(_stands_alone(script, link) for link in script.links[:-1]):
        return ()
    if not keeps_what_it_writes(run):
        return ()
    gaps = [Span(before.end, after.start) for before, after in zip(script.links[:-1], script.links[1:], strict=True)]
    return tuple(PlacedEdit(Place(index, gap), run_break(run, gap)) for gap in gaps)


def keeps_what_it_writes(run: Instruction) -> bool:
    """Whether no mount takes away at the end of the RUN what was written there: a bind mount or a tmpfs does."""
    mounts = (flag.value or "" for flag in run.flags_named("mount"))
    return all(re.search(r"\btype=(?:cache|secret|ssh)\b", mount) for mount in mounts)


def _stands_alone(script: Script, link: Span) -> bool:
    return not leaves_state(script, link) and not leaves_running(script, link)


def run_break(run: Instruction, gap: Span, middle: str = "") -> str:
    """What ends one RUN and starts the next in place of a gap between two links: the gap's comments, the RUN's head.

    ``middle`` are whole lines, without the last line end, to stand between the two.
    """
    line_end = line_end_of(run)
    indent = run.text[: run.keyword_span.start]
    comments = [comment.of(run.text) for comment in run.header.comments if gap.start <= comment.start < gap.end]
    head = " ".join((run.keyword_span.of(run.text), *(flag.span.of(run.text) for flag in run.flags)))
    between = f"{line_end}{middle}" if middle else ""
    return between + line_end + "".join(f"{indent}{line}{line_end}" for line in comments) + f"{indent}{head} "
