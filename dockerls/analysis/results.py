"""The results for one file, and what they tell: findings, what is asked of the world outside the text, what failed."""

from collections.abc import Callable, Hashable, Iterator
from itertools import chain
from operator import attrgetter

from dockerls.analysis.checks import NO_NOTES, Failed, Found, Notes, Results, outcome
from dockerls.rules.rule import Answers, Finding, Pending, Rule
from dockerls.semantics.surroundings import Flow, Role, Surroundings
from dockerls.text.row import Row
from dockerls.value import cached, value


@value
class PieceResult:
    """What is known of one piece. ``stage`` holds, at a FROM, the results of the checks of its stage."""

    below: Flow
    around: Surroundings
    found: tuple[Found, ...] = ()
    notes: Notes = NO_NOTES
    stage: Results | None = None

    @cached
    def outcomes(self) -> tuple[Found, ...]:
        """All that was found, of the stage too."""
        return self.found if self.stage is None else (*self.found, *chain.from_iterable(self.stage.found))


@value
class Analysis:
    """The results for one file, one a piece. Equal files have equal analyses, however they came to be."""

    start: Flow
    results: Row[PieceResult]
    roles: tuple[Role, ...]
    of_file: Results

    def findings(self, answers: Answers) -> Iterator[tuple[int, Rule, Finding]]:
        """Every finding, with the piece that its places are counted from."""
        for index, told in self._told(_has_outcomes, answers):
            for rule, finding in told.findings:
                yield index, rule, finding

    def unanswered(self, answers: Answers) -> Iterator[Hashable]:
        """What rules ask and nobody can answer by now."""
        for _, told in self._told(_asks, answers):
            yield from told.unanswered

    def failures(self, answers: Answers) -> Iterator[tuple[Rule, Failed]]:
        """The checks that failed, and what reads the answers, which is a mistake of ours."""
        for _, told in self._told(_may_fail, answers):
            yield from told.failed

    def questions(self) -> Iterator[tuple[Rule, Hashable]]:
        """What rules ask that the text cannot answer, from the top down."""
        asking = (result.outcomes for _, result in self.results.chosen(_asks))
        for rule, found in chain(*self.of_file.found, *asking):
            if isinstance(found, Pending):
                yield rule, found.question

    def _told(self, choose: Callable[[PieceResult], bool], answers: Answers) -> Iterator[tuple[int, "_Told"]]:
        yield 0, _told(self.of_file, tuple(chain.from_iterable(self.of_file.found)), answers)
        for index, result in self.results.chosen(choose):
            yield index, _told(result, result.outcomes, answers)


@value
class _Told:
    """What there is to show at a piece, given some answers, the questions they leave open, and what failed."""

    findings: tuple[tuple[Rule, Finding], ...]
    unanswered: tuple[Hashable, ...]
    failed: tuple[tuple[Rule, Failed], ...]


def _told(result: PieceResult | Results, outcomes: tuple[Found, ...], answers: Answers) -> _Told:
    """What the outcomes of a result tell. It is kept there, and holds for as long as the same ``answers`` do."""
    known: tuple[Answers, _Told] | None = vars(result).get("told")
    if known is None or known[0] is not answers:
        known = vars(result)["told"] = answers, _worked_out(outcomes, answers)
    return known[1]


def _worked_out(outcomes: tuple[Found, ...], answers: Answers) -> _Told:
    """In place of what is pending stands what the answers tell."""
    known: list[Found] = []
    unanswered: list[Hashable] = []
    for rule, found in outcomes:
        if not isinstance(found, Pending):
            known.append((rule, found))
            continue
        answer = answers(found.question)
        if answer is None:
            unanswered.append(found.question)
        known += ((rule, each) for each in (found.meanwhile if answer is None else outcome(found.findings, answer)))
    return _Told(
        tuple((rule, found) for rule, found in known if isinstance(found, Finding)),
        tuple(unanswered),
        tuple((rule, found) for rule, found in known if isinstance(found, Failed)),
    )


_has_outcomes = attrgetter("outcomes")


def _asks(result: PieceResult) -> bool:
    return any(isinstance(found, Pending) for _, found in result.outcomes)


def _may_fail(result: PieceResult) -> bool:
    return any(not isinstance(found, Finding) for _, found in result.outcomes)
