"""Several RUNs made one, joined by ``&&``: comments and line breaks stay, and so does what the RUNs mean."""

from collections.abc import Sequence

from dockerls.rewrite.joint import BLANKS, indent_at, line_end_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.shell_state import leaves_running, leaves_state, stops_at_errors
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Comment, Piece
from dockerls.syntax.shell.script import Script
from dockerls.text.span import Span, empty
from dockerls.value import value

_INDENT = "    "


def combine(
    pieces: Sequence[Piece], first: int, last: int, *, errexit: bool = False, then: str = ""
) -> tuple[PlacedEdit, ...]:
    """Edits after which the RUNs from piece ``first`` to piece ``last`` are one; none where its meaning would differ.

    Between them may stand only comments, which become lines of the continuation, and blank lines, which go. A RUN
    that is no plain chain of ``&&`` is put in ``{ …; }``, one that changes directory or variables in ``( … )``.
    ``errexit`` says whether SHELL passes ``-e``; ``then`` is a command to run last. Callers know that a POSIX
    shell reads the RUNs (``Surroundings.is_posix``).
    """
    group = pieces[first : last + 1]
    runs = [piece for piece in group if isinstance(piece, Instruction)]
    if len(runs) < 2 or not isinstance(group[0], Instruction) or not isinstance(group[-1], Instruction):
        return ()
    if any(not isinstance(piece, Instruction | Comment | Blank) for piece in group) or not _alike(runs):
        return ()
    if then and _code(runs[-1]).end_of_chain is None:
        return ()
    seam = _seam(runs)
    edits: list[PlacedEdit] = []
    for at, piece in enumerate(group, start=first):
        if isinstance(piece, Instruction):
            wrapped = _wrapped(piece, at == last, errexit)
            if wrapped is None:
                return ()
            edits += _joined(piece, at, at > first, at < last, wrapped, seam)
        elif isinstance(piece, Comment):
            edits += _carried(piece, at, first, seam)
        else:
            edits.append(PlacedEdit(Place(at, Span(0, len(piece.text))), ""))
    if then:
        edits.append(PlacedEdit(Place(last, empty(_code(runs[-1]).span.end)), f"{seam.text}{then}"))
    return tuple(edits)


@value
class Combine:
    """``combine`` as the recipe of a fix; places count from where the check's do."""

    first: int
    last: int
    errexit: bool = False
    then: str = ""

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        return combine(pieces, self.first, self.last, errexit=self.errexit, then=self.then)


def is_combinable(run: Instruction, *, is_last: bool = False) -> bool:
    """Whether a RUN can stand in a combined one at all: shell code on its line that is whole and ends for sure."""
    script = run.script
    if run.keyword != "RUN" or script is None or run.openings or run.header.is_cut_off:
        return False
    if script.error or script.too_long or not script.statements:
        return False
    ends_plainly = not script.comments or (is_last and len(script.comments) == 1)
    return ends_plainly and not leaves_running(script, script.span)


def _alike(runs: Sequence[Instruction]) -> bool:
    """Whether all can be combined and have the same flags."""
    flags = [flag.text for flag in runs[0].flags]
    return all(
        is_combinable(run, is_last=run is runs[-1]) and [flag.text for flag in run.flags] == flags and _plain_head(run)
        for run in runs
    )


def _plain_head(run: Instruction) -> bool:
    """Whether no comment stands between keyword and code, where it would be lost."""
    return not any(comment.start < _code(run).span.start for comment in run.header.comments)


def _code(run: Instruction) -> Script:
    assert run.script is not None, "a RUN that can be combined has shell code"
    return run.script


def _wrapped(run: Instruction, is_last: bool, errexit: bool) -> tuple[str, str] | None:
    """What to put around the code of a RUN so that it keeps to itself; None where that cannot be done."""
    script = _code(run)
    is_chain = bool(script.links)
    if not is_last and leaves_state(script, script.span):
        # On the left of && the shell ignores -e, so only a chain still stops where it should.
        return ("(", ")") if is_chain or not (errexit or stops_at_errors(script)) else None
    if is_chain:
        return "", ""
    if errexit and not is_last:
        return None
    code = Span(script.span.start, _end_of_code(run)).of(run.text)
    return "{ ", " }" if code.endswith(";") and not code.endswith("\\;") else "; }"


@value
class _Seam:
    """How two links are joined: on the line above (``a && \\``) or on the one below (``&& b``), and how far in."""

    indent: str
    is_trailing: bool
    escape: str
    line_end: str

    @property
    def before_break(self) -> str:
        return f" && {self.escape}" if self.is_trailing else f" {self.escape}"

    @property
    def text(self) -> str:
        """All that stands between two links."""
        return f"{self.before_break}{self.line_end}{self.after_break}"

    @property
    def after_break(self) -> str:
        return self.indent if self.is_trailing else f"{self.indent}&& "


def _seam(runs: Sequence[Instruction]) -> _Seam:
    """The style of the first ``&&`` beside a line break; without one, a line of its own with four blanks."""
    indent, is_trailing = _INDENT, False
    for run in reversed(runs):
        script = _code(run)
        for operator, before, after in reversed(
            tuple(zip(script.operators, script.links[:-1], script.links[1:], strict=True))
        ):
            for gap in run.header.gaps:
                if before.end <= gap.start and gap.end <= operator.start:
                    indent, is_trailing = indent_at(run.text, operator.start), False
                elif operator.end <= gap.start and gap.end <= after.start:
                    indent, is_trailing = indent_at(run.text, after.start), True
    return _Seam(indent, is_trailing, runs[0].escape, line_end_of(runs[0]))


def _joined(
    run: Instruction, at: int, joins_above: bool, joins_below: bool, wrapped: tuple[str, str], seam: _Seam
) -> list[PlacedEdit]:
    script = _code(run)
    start, end = script.span.start, _end_of_code(run)
    opening, closing = wrapped
    head = Span(0, start) if joins_above else empty(start)
    tail = Span(end, len(run.text)) if joins_below else empty(end)
    before = f"{seam.after_break}{opening}" if joins_above else opening
    after = f"{closing}{seam.before_break}{seam.line_end}" if joins_below else closing
    return [PlacedEdit(Place(at, span), text) for span, text in ((head, before), (tail, after)) if text or len(span)]


def _end_of_code(run: Instruction) -> int:
    """Behind the code of a RUN, but before a shell comment at its end, which would swallow what is put there."""
    script = _code(run)
    if not script.comments:
        return script.span.end
    return len(run.text[: script.comments[0].start].rstrip(BLANKS))


def _carried(comment: Comment, at: int, first: int, seam: _Seam) -> list[PlacedEdit]:
    """A comment between the RUNs, as a line of the continuation; one that tools read must stay above the RUN."""
    if not is_pragma(comment):
        return [PlacedEdit(Place(at, Span(0, comment.span.start)), seam.indent)]
    return [PlacedEdit(Place(first, empty(0)), comment.text), PlacedEdit(Place(at, Span(0, len(comment.text))), "")]


def is_pragma(comment: Comment) -> bool:
    """Whether a linter reads the comment, so that it has to stand directly above an instruction."""
    return comment.words.lower().startswith(("dockerls:", "hadolint ", "checkov:skip", "nosemgrep", "trivy:ignore"))
