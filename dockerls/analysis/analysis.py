"""Running rules over a file, and running again only what an edit can have changed.

Results stand in a tuple beside the pieces and move with them. An instruction is checked again exactly when its text
or its Surroundings changed; a check of a stage or of the file exactly when the facts it notes differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dockerls.analysis.checks import NO_NOTES, Change, Checks, Notes, Results, all_noted
from dockerls.analysis.results import Analysis, PieceResult
from dockerls.rewrite.place import Place
from dockerls.rules.options import NO_OPTIONS, Options
from dockerls.rules.rule import Finding, Rule
from dockerls.rules.style import file_too_long
from dockerls.semantics.shell_pragma import shell_pragma
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import Flow, Role, Surroundings, roles
from dockerls.syntax.file import File, Splice
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Comment, Piece
from dockerls.text.row import Row
from dockerls.text.span import empty

_NO_ROLE = Role()


class Analyzer:
    """Analyses files with the rules that are on, made of what the settings say to them, as of one day."""

    def __init__(self, rules: Iterable[Rule], today: date, options: Options = NO_OPTIONS) -> None:
        self.checks = Checks(rules, options)
        self.today = today

    def pass_over(self, file: File) -> Analysis:
        """What there is to say of a file that is too long to read: that it is."""
        start = Flow(Surroundings(self.today))
        finding = Finding(Place(0, empty(0)))
        nothing = PieceResult(start, start.now)
        first = PieceResult(start, start.now, found=((file_too_long.RULE, finding),))
        return Analysis(start, Row([first] + [nothing] * (len(file.pieces) - 1)), (), Results())

    def analyze(self, file: File) -> Analysis:
        """The analysis of a file nothing is known of."""
        start = Flow(Surroundings(self.today, file.escape, syntax=_frontend(file)))
        return self._spliced(Analysis(start, Row(), (), Results()), File(Row()), file, Splice(0, 0, tuple(file.pieces)))

    def reanalyze(self, before: Analysis, old: File, new: File, splice: Splice) -> Analysis:
        """The analysis of ``new``, which the splice made of ``old``."""
        start = Flow(Surroundings(self.today, new.escape, syntax=_frontend(new)))
        return self._spliced(before, old, new, splice) if start == before.start else self.analyze(new)

    def _spliced(self, before: Analysis, old: File, new: File, splice: Splice) -> Analysis:
        first = splice.first
        folded, tail = _folded(before, old, splice)
        end = first + len(folded)
        results = before.results.spliced(first, tail - first, folded)
        growth = len(splice.added) - splice.removed
        heads_changed = any(map(_is_from, new.pieces[first:end])) or any(map(_is_from, old.pieces[first:tail]))
        new_roles = _roles(new.pieces, before.start, results) if heads_changed else before.roles
        reach = range(first, end) if new_roles == before.roles else range(len(results))
        stale_stage = stale_file = growth != 0
        checked: list[PieceResult] = []
        for index, piece, result in zip(
            reach, new.pieces[reach.start : reach.stop], results[reach.start : reach.stop], strict=True
        ):
            added = first <= index < first + len(splice.added)
            old_result = None if added else before.results[index if index < first else index - growth]
            checked.append(self._checked(piece, result, new_roles, old_result))
            notes = old_result.notes if old_result else _notes_at(before, index, splice)
            stale_stage = stale_stage or checked[-1].notes.stage != notes.stage
            stale_file = stale_file or checked[-1].notes.file != notes.file
        of_file = before.of_file
        if stale_file or not before.results:
            facts = [(at, result.notes.file) for at, result in enumerate(checked, reach.start) if result.notes.file]
            of_file = self.checks.check_file(of_file, Change(reach.start, len(reach) - growth, growth, facts))
        results = results.spliced(reach.start, len(reach), checked)
        if heads_changed:
            results = self._check_stages(new.pieces, results, reach)
        elif stale_stage:
            results = self._check_stage(new.pieces, results, reach, growth)
        return Analysis(before.start, results, new_roles, of_file)

    def _checked(
        self, piece: Piece, folded: PieceResult, of_stages: tuple[Role, ...], before: PieceResult | None
    ) -> PieceResult:
        """The result of a piece; what was found ``before`` stays where its Surroundings are the same."""
        if not isinstance(piece, Instruction):
            if isinstance(piece, Blank):
                return folded
            if before is not None:
                return replace(folded, found=before.found, notes=before.notes)
            notes = self.checks.comment_notes(piece) if isinstance(piece, Comment) else NO_NOTES
            return replace(folded, found=self.checks.line_findings(piece), notes=notes)
        stage = folded.below.stage
        around = _in_role(folded.around, of_stages[stage] if stage >= 0 else _NO_ROLE)
        if before is not None and before.around == around:
            return replace(before, below=folded.below)
        return PieceResult(
            below=folded.below,
            around=around,
            found=self.checks.findings(piece, around),
            notes=self.checks.notes(piece, around),
            stage=before.stage if before is not None else None,
        )

    def _check_stages(self, pieces: Row[Piece], results: Row[PieceResult], reach: range) -> Row[PieceResult]:
        """The results with those stages checked again that the reach touches, from the one above it on."""
        first = _head_above(pieces, reach.start) or 0
        heads = [at for at, piece in enumerate(pieces[first:], first) if _is_from(piece)]
        checked = list(results[first:])
        for head, end in pairwise((*heads, len(pieces))):
            if head >= max(reach.stop, first + 1):
                break
            facts = [
                (at, result.notes.stage)
                for at, result in enumerate(checked[head - first : end - first])
                if result.notes.stage
            ]
            result = checked[head - first]
            stage = self.checks.check_stage(result.stage or Results(), all_noted(facts))
            checked[head - first] = replace(result, stage=stage)
        return results.spliced(first, len(checked), checked)

    def _check_stage(
        self, pieces: Row[Piece], results: Row[PieceResult], reach: range, growth: int
    ) -> Row[PieceResult]:
        """The results with the one stage checked again that the reach lies in."""
        head = _head_above(pieces, reach.start)
        if head is None:
            return results
        facts = [
            (at - head, result.notes.stage)
            for at, result in zip(reach, results[reach.start : reach.stop], strict=True)
            if result.notes.stage
        ]
        change = Change(reach.start - head, len(reach) - growth, growth, facts)
        stage = self.checks.check_stage(results[head].stage or Results(), change)
        return results.spliced(head, 1, (replace(results[head], stage=stage),))


def _folded(before: Analysis, old: File, splice: Splice) -> tuple[list[PieceResult], int]:
    """What flows through the added pieces and on below them until it is as it was; and the first old result kept."""
    above = before.results[splice.first - 1].below if splice.first else before.start
    folded: list[PieceResult] = []
    for piece in splice.added:
        folded.append(_fold(piece, above))
        above = folded[-1].below
    tail = splice.first + splice.removed
    while tail < len(before.results) and above != (before.results[tail - 1].below if tail else before.start):
        folded.append(_fold(old.pieces[tail], above))
        above = folded[-1].below
        tail += 1
    return folded, tail


def _fold(piece: Piece, above: Flow) -> PieceResult:
    if not isinstance(piece, Instruction):
        shell = shell_pragma(piece) if isinstance(piece, Comment) else None
        return PieceResult(above.told(shell) if shell else above, above.now)
    below = above.past(piece)
    return PieceResult(below, below.now if piece.keyword == "FROM" else above.around(piece))


def _notes_at(before: Analysis, index: int, splice: Splice) -> Notes:
    """What was noted of the piece that an added one replaced."""
    return before.results[index].notes if index < splice.first + splice.removed else NO_NOTES


def _in_role(around: Surroundings, role: Role) -> Surroundings:
    if around.ships == role.ships and around.is_final == role.is_final:
        return around
    return replace(around, ships=role.ships, is_final=role.is_final)


def _head_above(pieces: Row[Piece], index: int) -> int | None:
    """The nearest FROM above a piece, in steps that are cheaper than one by one."""
    while index > 0:
        start = max(index - 256, 0)
        block = pieces[start:index]
        for at in reversed(range(len(block))):
            if _is_from(block[at]):
                return start + at
        index = start
    return None


def _roles(pieces: Sequence[Piece], start: Flow, results: Sequence[PieceResult]) -> tuple[Role, ...]:
    heads: list[tuple[StageHead, Flow]] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Instruction) and piece.keyword == "FROM":
            heads.append((stage_head(piece), results[index - 1].below if index else start))
    return roles(heads)


def _is_from(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword == "FROM"


def _frontend(file: File) -> str | None:
    return next((directive.value for directive in file.directives if directive.name == "syntax"), None)
