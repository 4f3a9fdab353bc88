"""The rules that are on, sorted by what they look at, and how each kind is run."""

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from dockerls.analysis.triggers import TriggerCheck
from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.rules.options import Options
from dockerls.rules.rule import (
    ConfiguredCheck,
    FileCheck,
    Finding,
    InstructionCheck,
    LineCheck,
    Note,
    Noted,
    Pending,
    Rule,
    StageCheck,
)
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Directive
from dockerls.value import value

NotingCheck = StageCheck | FileCheck | TriggerCheck
Facts = tuple[tuple[int, Any], ...]  # the number of the rule that noted it, and the fact


@value
class Failed:
    """What stands in place of findings where a check failed, which is a mistake of ours."""

    traceback: str


Outcome = Finding | Pending | Failed
Found = tuple[Rule, Outcome]


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
    found: tuple[tuple[Found, ...], ...] = ()


@value
class Change:
    """What has become of the facts of a stage or the file since they were checked.

    Pieces are counted from the FROM or the file's start: in place of ``removed`` ones from ``first`` on stand others,
    ``growth`` more; ``facts`` are theirs, in order, those of pieces that have any.
    """

    first: int
    removed: int
    growth: int
    facts: Sequence[tuple[int, Facts]]


def all_noted(facts: Sequence[tuple[int, Facts]]) -> Change:
    """The change that puts these facts in place of all there were."""
    return Change(0, sys.maxsize, 0, facts)


@value
class _Interested:
    """What looks at the instructions of one keyword; checks of stages and of files by their number."""

    checks: tuple[tuple[Rule, InstructionCheck], ...]
    stage_notes: tuple[tuple[int, Note], ...]
    file_notes: tuple[tuple[int, Note], ...]


class Checks:
    """The checks of a set of rules, made as the options have it."""

    def __init__(self, rules: Iterable[Rule], options: Options) -> None:
        self._of_instruction: list[tuple[Rule, InstructionCheck]] = []
        self._of_line: list[tuple[Rule, LineCheck]] = []
        self._of_stage: list[tuple[Rule, StageCheck | TriggerCheck]] = []
        self._of_file: list[tuple[Rule, FileCheck]] = []
        for rule in rules:
            check = rule.check.made(options) if isinstance(rule.check, ConfiguredCheck) else rule.check
            if isinstance(check, StageCheck):
                looks_into_triggers = "ONBUILD" in rule.keywords
                self._of_stage.append((rule, check if looks_into_triggers else TriggerCheck(check, rule.keywords)))
            elif isinstance(check, FileCheck):
                self._of_file.append((rule, check))
            elif isinstance(check, LineCheck):
                self._of_line.append((rule, check))
            elif check is not None:
                self._of_instruction.append((rule, check))
        self._comment_notes = tuple(
            (number, check.note_comment)
            for number, (_, check) in enumerate(self._of_file)
            if check.note_comment is not None
        )
        self._by_keyword: dict[str, _Interested] = {}

    def findings(self, instruction: Instruction, around: Surroundings) -> tuple[Found, ...]:
        """What the checks of single instructions find, in an ONBUILD also of the instruction it holds."""
        found = list(self._findings(instruction, around))
        trigger = instruction.trigger
        while trigger is not None:
            found += self._findings(trigger, around)
            trigger = trigger.trigger
        return tuple(found)

    def line_findings(self, line: Comment | Directive) -> tuple[Found, ...]:
        """What is found in a comment or a parser directive."""
        return tuple((rule, found) for rule, check in self._of_line for found in outcome(check.check, line))

    def notes(self, instruction: Instruction, around: Surroundings) -> Notes:
        """The facts that the checks of stages and files note of an instruction."""
        interested = self._interested_in(instruction.keyword)
        stage = _noted_by(interested.stage_notes, instruction, around)
        file = _noted_by(interested.file_notes, instruction, around)
        return Notes(stage, file) if stage or file else NO_NOTES

    def comment_notes(self, comment: Comment) -> Notes:
        """The facts that checks of the file note of a comment."""
        noted = _noted_by(self._comment_notes, comment)
        return Notes(file=noted) if noted else NO_NOTES

    def check_stage(self, before: Results, change: Change) -> Results:
        """Check a stage again, each rule only if its facts changed; ``before`` is empty for a new stage."""
        return _checked(self._of_stage, before, change)

    def check_file(self, before: Results, change: Change) -> Results:
        """The same for the file."""
        return _checked(self._of_file, before, change)

    def _findings(self, instruction: Instruction, around: Surroundings) -> Iterator[Found]:
        for rule, check in self._interested_in(instruction.keyword).checks:
            for found in outcome(check, instruction, around):
                yield rule, found

    def _interested_in(self, keyword: str) -> _Interested:
        known = self._by_keyword.get(keyword)
        if known is not None:
            return known
        found = _Interested(
            tuple(pair for pair in self._of_instruction if _looks_at(pair[0], keyword)),
            _notes_of(self._of_stage, keyword),
            _notes_of(self._of_file, keyword),
        )
        # Only as many entries as there are keywords: misspelt ones are not remembered.
        if keyword in INSTRUCTIONS:
            self._by_keyword[keyword] = found
        return found


def _looks_at(rule: Rule, keyword: str) -> bool:
    return not rule.keywords or keyword in rule.keywords


def _notes_of(checks: Iterable[tuple[Rule, NotingCheck]], keyword: str) -> tuple[tuple[int, Note], ...]:
    notes: list[tuple[int, Note]] = []
    for number, (rule, check) in enumerate(checks):
        if isinstance(check, TriggerCheck):
            if keyword == "ONBUILD":
                notes.append((number, check.note_held))
            elif _looks_at(rule, keyword):
                notes.append((number, check.of_stage.note))
        elif _looks_at(rule, keyword):
            notes.append((number, check.note))
    return tuple(notes)


def _noted_by(notes: Iterable[tuple[int, Callable[..., Any]]], *of: object) -> Facts:
    return tuple((number, fact) for number, note in notes if (fact := _fact(note, *of)) is not None)


def _fact(note: Callable[..., Any], *of: object) -> Any:
    try:
        return note(*of)
    except Exception:  # for the reason of `outcome`
        return _failed()


def _checked(checks: Sequence[tuple[Rule, NotingCheck]], before: Results, change: Change) -> Results:
    added: list[list[Noted]] = [[] for _ in checks]
    for piece, facts in change.facts:
        for number, fact in facts:
            added[number].append(Noted(piece, fact))
    noted = list(before.noted) or [()] * len(checks)
    found = list(before.found) or [()] * len(checks)
    for number, (rule, check) in enumerate(checks):
        now = _replaced(noted[number], change, tuple(added[number]))
        if now is not noted[number]:
            noted[number] = now
            found[number] = tuple((rule, each) for each in _found(check, now)) if now else ()
    return Results(tuple(noted), tuple(found))


def _found(check: NotingCheck, noted: tuple[Noted, ...]) -> tuple[Outcome, ...]:
    failed = next((each.fact for each in noted if isinstance(each.fact, Failed)), None)
    return outcome(check.check, noted) if failed is None else (failed,)


def outcome(check: Callable[..., Iterable[Outcome]], *of: object) -> tuple[Outcome, ...]:
    """What a check finds, or that it failed.

    The rules are many, and what a mistake in one of them will raise nobody can list. It must not cost the findings of
    the others, nor, in the server, the edit that the client has already made.
    """
    try:
        return tuple(check(*of))
    except Exception:
        return (_failed(),)


def _failed() -> Failed:
    """The exception that is being dealt with."""
    import traceback

    return Failed(traceback.format_exc())


def _replaced(noted: tuple[Noted, ...], change: Change, added: tuple[Noted, ...]) -> tuple[Noted, ...]:
    """The facts of one rule after a change, the very same tuple where they are as they were."""
    start = bisect_left(noted, change.first, key=_PIECE)
    stop = bisect_left(noted, change.first + change.removed, start, key=_PIECE)
    if noted[start:stop] == added and not (change.growth and stop < len(noted)):
        return noted
    below = noted[stop:]
    if change.growth:
        below = tuple(Noted(each.piece + change.growth, each.fact) for each in below)
    return (*noted[:start], *added, *below)


_PIECE = attrgetter("piece")
