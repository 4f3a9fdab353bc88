"""``cd`` inside a RUN made WORKDIR: the RUN is cut there, and the directory set back below it."""

import posixpath
from collections.abc import Sequence
from itertools import takewhile

from dockerls.rewrite.combine import is_combinable
from dockerls.rewrite.joint import line_end_of, operator_between
from dockerls.rewrite.place import PlacedEdit, insert, substitute
from dockerls.rewrite.split import keeps_what_it_writes, run_break
from dockerls.semantics.shell_state import commands_in, leaves_running, leaves_state
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command, Script
from dockerls.text.span import Span
from dockerls.value import value

_CHANGES = frozenset({"cd", "pushd", "popd"})
_REMOVES = frozenset({"rm", "rmdir", "shred"})
_CLEANS = frozenset({"remove", "purge", "autoremove", "autoclean", "clean", "del", "erase", "cache"})


@value
class WorkdirsForCd:
    """A recipe: put WORKDIR in place of each ``cd`` of the RUN ``pieces[0]``, which starts in ``folder``.

    Nothing where a ``cd`` does not stand in a plain chain of ``&&``, where a part leaves something to the next that
    does not outlive a RUN, or where the RUN ``ships`` and it, or one right below it, removes what a part may have made.
    """

    folder: str
    ships: bool

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = pieces[0]
        if not isinstance(run, Instruction) or run.onset or not run.text.endswith("\n") or not is_combinable(run):
            return ()
        if not keeps_what_it_writes(run):
            return ()
        script = run.script
        if script is not None and script.statements > 1:
            return self._leading(run, script, pieces[1:])
        steps = _steps(script) if script is not None else None
        if script is None or not steps or not any(steps) or all(steps) or not _parts_stand_alone(script, steps):
            return ()
        first = script.links[next(at for at, step in enumerate(steps) if step)]
        if self.ships and (_cleans_up(script, Span(first.end, script.span.end)) or _is_cleaned_up_below(pieces[1:])):
            return ()
        return self._edits(run, script, steps, pieces[1:])

    def _leading(self, run: Instruction, script: Script, below: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        """``cd a; make``: nobody means the rest to be done elsewhere where ``a`` is missing."""
        first, *others = script.commands
        step = _target(first) if first.span.start == script.span.start and not first.within else None
        others = [command for command in others if command.span.start >= first.span.end]
        if step is None or not others or any(command.name in _CHANGES for command in others):
            return ()
        gap = Span(first.span.start, others[0].span.start)
        if operator_between(run, first.span, others[0].span) != ";" or others[0].within:
            return ()
        if any(gap.overlaps(comment) for comment in run.header.comments):
            return ()
        folder, line_end = posixpath.normpath(posixpath.join(self.folder, step)), line_end_of(run)
        top = insert(run.keyword_span.start, f"WORKDIR {folder}{line_end}")
        back = insert(len(run.text), f"WORKDIR {self.folder}{line_end}")
        return (top, substitute(gap, ""), *(() if folder == self.folder or _is_set_below(below) else (back,)))

    def _edits(
        self, run: Instruction, script: Script, steps: Sequence[str | None], below: Sequence[Piece]
    ) -> tuple[PlacedEdit, ...]:
        folder = set_to = self.folder
        line_end = line_end_of(run)
        edits: list[PlacedEdit] = []
        at = 0
        while at < len(steps):
            if steps[at] is None:
                at += 1
                continue
            first = at
            while at < len(steps) and (step := steps[at]) is not None:
                folder = posixpath.normpath(posixpath.join(folder, step))
                at += 1
            is_last = at == len(steps)
            start = script.links[first - 1].end if first else script.links[0].start
            gap = Span(start, script.links[-1].end if is_last else script.links[at].start)
            if (first == 0 or is_last) and any(gap.overlaps(comment) for comment in run.header.comments):
                return ()
            if is_last:
                edits.append(substitute(gap, ""))  # nothing is done there any more
                continue
            set_to = folder
            if first == 0:
                edits += insert(run.keyword_span.start, f"WORKDIR {folder}{line_end}"), substitute(gap, "")
            else:
                edits.append(substitute(gap, run_break(run, gap, f"WORKDIR {folder}")))
        if set_to != self.folder and not _is_set_below(below):
            edits.append(insert(len(run.text), f"WORKDIR {self.folder}{line_end}"))
        return tuple(edits)


def _steps(script: Script) -> tuple[str | None, ...] | None:
    """The folder each link changes to, None for those that do something else; None where that cannot be told."""
    if len(script.links) < 2:
        return None
    steps: list[str | None] = []
    for link in script.links:
        inside = commands_in(script, link)
        changes = [command for command in inside if command.name in _CHANGES]
        if not changes:
            steps.append(None)
            continue
        is_alone = len(inside) == 1 and inside[0].span == link
        target = _target(changes[0]) if is_alone else None
        if is_alone and link == script.links[-1] and [word.text for word in changes[0].args] == ["-"]:
            target = "."  # `cd -`: wherever it goes, nothing follows there
        if target is None:
            return None
        steps.append(target)
    return tuple(steps)


def _target(command: Command) -> str | None:
    if command.name != "cd" or command.wrappers or len(command.args) != 1:
        return None
    word = command.args[0]
    is_sure = word.is_plain and word.raw == word.text and not word.text.startswith(("-", "~"))
    return word.text if is_sure and "\\" not in word.raw and "$" not in word.raw else None


def _parts_stand_alone(script: Script, steps: Sequence[str | None]) -> bool:
    """Whether no link but the ``cd`` ones changes the shell for those behind it."""
    others = [link for link, step in zip(script.links, steps, strict=True) if step is None]
    return not any(leaves_state(script, link) or leaves_running(script, link) for link in others[:-1])


def _cleans_up(script: Script, span: Span) -> bool:
    """Whether something is removed in ``span``: in a layer of its own that would free nothing."""
    return any(
        command.name in _REMOVES or any(word.text in _CLEANS for word in command.operands[:1])
        for command in commands_in(script, span)
    )


def _is_cleaned_up_below(below: Sequence[Piece]) -> bool:
    """Whether a RUN that could still be joined with this one removes something."""
    instructions = (piece for piece in below if isinstance(piece, Instruction))
    runs = takewhile(lambda instruction: instruction.keyword == "RUN", instructions)
    return any(run.script is not None and _cleans_up(run.script, run.script.span) for run in runs)


def _is_set_below(below: Sequence[Piece]) -> bool:
    """Whether the next instruction sets a directory of its own."""
    following = next((piece for piece in below if isinstance(piece, Instruction)), None)
    return following is not None and following.keyword == "WORKDIR" and following.value.strip("\"'").startswith("/")
