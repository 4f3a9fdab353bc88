"""All places of a file that mean one and the same variable: what a rename must touch, and nothing else.

Two definitions are of one variable where a value given to the one from outside, or by inheritance, is that of the
other: every ``ARG NAME`` of a file is set by the same ``--build-arg NAME``, and a stage has the ENVs of the stage that
it is built on. A stage that is no kin to another may have a variable of the same name and mean something else.

A trigger runs in a build on the image of its stage, and so sees the ENVs that the stage ends with, also those below it;
where that build is a stage of the same file it sees the ARGs as well (measured with Docker 28.5, 2026-11-21).
"""

from collections.abc import Iterable, Iterator

from dockerls.semantics.scopes import Definition, Variables, resolve
from dockerls.semantics.stage_references import StageReferences, UsedBy
from dockerls.text.span import Span
from dockerls.value import value

GLOBALS = -1  # the scope of the ARGs above the first FROM; the stages have their numbers


@value
class Occurrence:
    """The name in a piece, in the scope of a stage or ``GLOBALS``. ``sites`` tell where a use has its value from."""

    piece: int
    span: Span
    scope: int
    definition: Definition | None = None
    sites: tuple[tuple[int, Span], ...] = ()


Noted = tuple[tuple[int, Variables], ...]


def group_of(
    name: str, noted: Noted, triggers: Noted, stages: StageReferences, scope: int, escape: str
) -> list[Occurrence]:
    """Every occurrence of the variable that the name means in a scope, from the top down.

    ``triggers`` are noted apart: of them only uses of what the stage hands on are occurrences.
    """
    found = list(_occurrences(name, noted, escape))
    found += _in_triggers(name, triggers, found, stages)
    found.sort(key=lambda each: (each.piece, each.span.start))
    kin = _kin(found, stages, scope)
    return [each for each in found if each.scope in kin]


def _occurrences(name: str, noted: Noted, escape: str) -> Iterator[Occurrence]:
    scopes: dict[int, int] = {}
    scope = GLOBALS
    for piece, variables in noted:
        scope += variables.head is not None
        scopes[piece] = scope
        for each in variables.definitions:
            if each.name == name:
                yield Occurrence(piece, each.span, scope, each)
    for resolved in resolve(noted, escape):
        if resolved.use.name == name:
            sites = tuple((site.piece, site.definition.span) for site in resolved.sites)
            at = GLOBALS if resolved.is_global else scopes[resolved.piece]
            yield Occurrence(resolved.piece, resolved.use.span, at, sites=sites)


def _in_triggers(
    name: str, triggers: Noted, found: Iterable[Occurrence], stages: StageReferences
) -> Iterator[Occurrence]:
    """The uses in triggers, down to a trigger of the same stage that sets the name itself."""
    parents = _parents(stages)
    handed_on = {
        each.scope: each
        for each in found
        if each.definition and (each.definition.keyword == "ENV" or each.scope in parents.values())
    }
    set_in: set[int] = set()
    for piece, variables in triggers:
        scope = max((stage.number for stage in stages.definitions if stage.piece < piece), default=GLOBALS)
        giver = scope
        while giver not in handed_on and giver in parents:
            giver = parents[giver]
        for use in variables.uses:
            if use.name == name and giver in handed_on and scope not in set_in:
                given = handed_on[giver]
                yield Occurrence(piece, use.span, scope, sites=((given.piece, given.span),))
        if any(definition.name == name for definition in variables.definitions):
            set_in.add(scope)


def _parents(stages: StageReferences) -> dict[int, int]:
    """The stage that a stage is built on, by their numbers."""
    return {
        reference.stage: reference.target
        for reference in stages.references
        if reference.use.by is UsedBy.FROM and reference.target is not None
    }


def _kin(found: Iterable[Occurrence], stages: StageReferences, scope: int) -> set[int]:
    """The scopes in which the name means the same as in one of them."""
    parents = _parents(stages)
    defining = {each.scope for each in found if each.definition}
    arguments = {each.scope for each in found if each.definition and each.definition.keyword == "ARG"}
    neighbours: dict[int, set[int]] = {each: set(arguments) for each in arguments}
    for stage in parents:
        giver = parents[stage]
        while giver not in defining and giver in parents:
            giver = parents[giver]
        if giver in defining:
            neighbours.setdefault(stage, set()).add(giver)
            neighbours.setdefault(giver, set()).add(stage)
    kin: set[int] = set()
    waiting = [scope]
    while waiting:
        each = waiting.pop()
        if each not in kin:
            kin.add(each)
            waiting += neighbours.get(each, ())
    return kin
