"""What the ONBUILD triggers of a stage do together, in the image that will be built on it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dockerls.rules.rule import Finding, Noted, Pending, Reader, StageCheck
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value


@value
class _Triggered:
    """What was noted of the instruction that an ONBUILD holds."""

    fact: Any


@value
class TriggerCheck:
    """A check of a stage, and of the stage with its triggers.

    The triggers run one after the other in another build, on all that the stage has made. What is found in them has no
    fixes: these would have to keep the ONBUILD of each line.
    """

    of_stage: StageCheck
    keywords: frozenset[str]  # what its rule looks at (empty: all)

    def note_held(self, onbuild: Instruction, around: Surroundings) -> Any:
        """The fact of what an ONBUILD holds."""
        held = onbuild.held
        is_wanted = not self.keywords or held.keyword in self.keywords
        fact = self.of_stage.note(held, around) if is_wanted else None
        return None if fact is None else _Triggered(fact)

    def check(self, noted: tuple[Noted, ...]) -> Iterator[Finding | Pending]:
        """What is found in the stage, and then in its triggers."""
        own = tuple(each for each in noted if not isinstance(each.fact, _Triggered))
        held = tuple(Noted(each.piece, each.fact.fact) for each in noted if isinstance(each.fact, _Triggered))
        if own:
            yield from self.of_stage.check(own)
        if not held:
            return
        triggers = frozenset(each.piece for each in held)
        for found in self.of_stage.check((*own, *held)):
            if isinstance(found, Finding):
                yield from _in_triggers((found,), triggers)
            else:
                meanwhile = tuple(_in_triggers(found.meanwhile, triggers))
                yield replace(found, findings=_AnswerForTriggers(found.findings, triggers), meanwhile=meanwhile)


@value
class _AnswerForTriggers:
    """What an answer tells of triggers alone."""

    findings: Reader
    triggers: frozenset[int]

    def __call__(self, answer: Any) -> Iterator[Finding]:
        return _in_triggers(self.findings(answer), self.triggers)


def _in_triggers(found: Iterable[Finding], triggers: frozenset[int]) -> Iterator[Finding]:
    return (replace(each, fixes=()) for each in found if each.place.piece in triggers)
