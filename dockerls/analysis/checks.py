"""The rules that are on, sorted by what they look at, and how each kind is run."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dockerls.rules.rule import FileCheck, Finding, InstructionCheck, Noted, Rule, StageCheck
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

Facts = tuple[tuple[int, Any], ...]  # the number of the rule that noted it, and the fact
Found = tuple[Rule, Finding]


@value
class Notes:
    """What rules noted of one instruction, for the checks of its stage and of the file."""

    stage: Facts = ()
    file: Facts = ()


NO_NOTES = Notes()


@value
class Results:
    """The facts each rule of a kind has checked over a stage or the file, and what it found in them."""

    noted: tuple[tuple[Noted, ...], ...] = ()
    found: tuple[tuple[Finding, ...], ...] = ()


class Checks:
    """The checks of a set of rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._of_instruction: list[tuple[Rule, InstructionCheck]] = []
        self.of_stage: list[tuple[Rule, StageCheck]] = []
        self.of_file: list[tuple[Rule, FileCheck]] = []
        for rule in rules:
            if isinstance(rule.check, StageCheck):
                self.of_stage.append((rule, rule.check))
            elif isinstance(rule.check, FileCheck):
                self.of_file.append((rule, rule.check))
            else:
                self._of_instruction.append((rule, rule.check))
        self._by_keyword: dict[str, tuple[tuple[Rule, InstructionCheck], ...]] = {}

    def findings(self, instruction: Instruction, around: Surroundings) -> tuple[Found, ...]:
        """What the checks of single instructions find, in an ONBUILD also of the instruction it holds."""
        found = list(self._findings(instruction, around))
        trigger = instruction.trigger
        while trigger is not None:
            found += self._findings(trigger, around)
            trigger = trigger.trigger
        return tuple(found)

    def _findings(self, instruction: Instruction, around: Surroundings) -> Iterator[Found]:
        keyword = instruction.keyword
        checks = self._by_keyword.get(keyword)
        if checks is None:
            checks = tuple(pair for pair in self._of_instruction if _looks_at(pair[0], keyword))
            # Only as many entries as there are keywords: misspelt ones are not remembered.
            if any(keyword in rule.keywords for rule, _ in checks):
                self._by_keyword[keyword] = checks
        for rule, check in checks:
            for finding in check(instruction, around):
                yield rule, finding

    def notes(self, instruction: Instruction, around: Surroundings) -> Notes:
        """The facts that the checks of stages and files note of an instruction."""
        stage = _noted_by(self.of_stage, instruction, around)
        file = _noted_by(self.of_file, instruction, around)
        return Notes(stage, file) if stage or file else NO_NOTES

    def check_stage(self, facts: Iterable[tuple[int, Facts]], before: Results) -> Results:
        """Check a stage again, each rule only if its facts differ; ``facts`` are those of each piece that has some."""
        return _checked([check for _, check in self.of_stage], facts, before)

    def check_file(self, facts: Iterable[tuple[int, Facts]], before: Results) -> Results:
        """The same for the file."""
        return _checked([check for _, check in self.of_file], facts, before)


def _looks_at(rule: Rule, keyword: str) -> bool:
    return not rule.keywords or keyword in rule.keywords


def _noted_by(
    checks: Iterable[tuple[Rule, StageCheck | FileCheck]], instruction: Instruction, around: Surroundings
) -> Facts:
    keyword = instruction.keyword
    return tuple(
        (number, fact)
        for number, (rule, check) in enumerate(checks)
        if _looks_at(rule, keyword) and (fact := check.note(instruction, around)) is not None
    )


def _checked(checks: Sequence[StageCheck | FileCheck], facts: Iterable[tuple[int, Facts]], before: Results) -> Results:
    noted: list[list[Noted]] = [[] for _ in checks]
    for piece, of_piece in facts:
        for number, fact in of_piece:
            noted[number].append(Noted(piece, fact))
    found: list[tuple[Finding, ...]] = []
    for number, check in enumerate(checks):
        now = tuple(noted[number])
        if before.noted and before.noted[number] == now:
            found.append(before.found[number])
        else:
            found.append(tuple(check.check(now)) if now else ())
    return Results(tuple(tuple(facts) for facts in noted), tuple(found))
