"""The names a file gives to things, and all places where each stands: stages, variables, heredoc delimiters."""

from collections.abc import Iterable, Iterator
from enum import Enum

from dockerls.document import Document
from dockerls.rewrite.stage_names import references_in
from dockerls.semantics.scopes import Definition, Use, Variables, variables_of
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.shell_variables import arithmetic_uses, sets_variable
from dockerls.semantics.stage_references import StageDefinition, StageReferences, UsedBy
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variable_groups import GLOBALS, Occurrence, group_of
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span
from dockerls.value import value


class Kind(Enum):
    """What has a name."""

    STAGE = "stage"
    VARIABLE = "variable"
    DELIMITER = "delimiter"


@value
class Spot:
    """A place in the whole text where a thing is named, or meant by its number. ``text`` is as it is written.

    ``is_base`` says that a FROM builds on the stage there.
    """

    span: Span
    text: str
    is_definition: bool = False
    is_base: bool = False


@value
class Name:
    """A thing that a file names: its name, where it stands, and which of the places the cursor is on.

    ``definitions`` are where the cursor's place leads: to the definition whose value it has, nearest first, or for a
    definition to itself. A stage without a name has the empty one, and its FROM for its definition.
    """

    kind: Kind
    text: str
    spots: tuple[Spot, ...]
    here: Spot
    definitions: tuple[Span, ...]


def name_at(document: Document, offset: int) -> Name | None:
    """What is named at an offset of the whole text. Triggers of ONBUILD name things of another build, but for the
    variables that it has from this one."""
    number = document.piece_at(offset)
    if number is None:
        return None
    instruction = document.file.pieces[number]
    if not isinstance(instruction, Instruction):
        return None
    at = offset - document.start_of(number)
    if instruction.keyword == "ONBUILD":
        return _variable(document, number, instruction, at)
    return (
        _stage(document, number, at)
        or _delimiter(document, number, instruction, at)
        or _variable(document, number, instruction, at)
    )


def _stage_spots(document: Document, stages: StageReferences, stage: StageDefinition) -> tuple[Spot, ...]:
    text = document.file.pieces[stage.piece].text
    span = stage.span or _from_span(document, stage)
    spots = [Spot(span.shifted(document.start_of(stage.piece)), span.of(text), is_definition=True)]
    for reference in stages.references:
        if reference.target == stage.number:
            start = document.start_of(reference.piece)
            is_base = reference.use.by is UsedBy.FROM
            spots.append(Spot(reference.use.span.shifted(start), reference.use.text, is_base=is_base))
    return tuple(sorted(spots, key=lambda spot: spot.span.start))


def variables_in(document: Document) -> Iterator[tuple[int, Variables]]:
    """What each instruction defines and uses of variables, what shell code sets itself left out."""
    for number, piece in document.file.pieces.chosen(_has_variables):
        assert isinstance(piece, Instruction)
        found = _variables_of(piece, document.analysis.results[number].around)
        if found:
            yield number, found


def variables_in_triggers(document: Document) -> Iterator[tuple[int, Variables]]:
    """The same of the instructions that ONBUILD holds, which are about the variables of another build."""
    for number, piece in document.file.pieces.chosen(_is_trigger):
        assert isinstance(piece, Instruction)
        found = _variables_of(piece.held, document.analysis.results[number].around)
        if found:
            yield number, found


def _variables_of(instruction: Instruction, around: Surroundings) -> Variables | None:
    found = variables_of(instruction, with_shell=around.is_posix) or Variables(None, (), ())
    has_shell_code = any(use.by_shell for use in found.uses) or "((" in instruction.text
    scripts = scripts_of(instruction, around) if has_shell_code else ()
    uses = tuple(
        use
        for use in (*found.uses, *arithmetic_uses(scripts))
        if not (use.by_shell and sets_variable(scripts, use.name, before=use.span.start))
    )
    return Variables(found.head, found.definitions, uses) if found.head or found.definitions or uses else None


def _has_variables(piece: Piece) -> bool:
    if not isinstance(piece, Instruction):
        return False
    return piece.keyword in ("ARG", "ENV", "FROM") or "$" in piece.text or "((" in piece.text


def _is_trigger(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword == "ONBUILD"


def _stage(document: Document, number: int, at: int) -> Name | None:
    stages = references_in(document.file.pieces)
    for definition in stages.definitions:
        if definition.piece == number and definition.span and definition.span.contains(at):
            return _named_stage(document, stages, definition, number, definition.span)
    for reference in stages.references:
        if reference.piece == number and reference.target is not None and reference.use.span.contains(at):
            target = stages.definitions[reference.target]
            return _named_stage(document, stages, target, number, reference.use.span)
    return None


def _named_stage(
    document: Document, stages: StageReferences, stage: StageDefinition, number: int, span: Span
) -> Name | None:
    spots = _stage_spots(document, stages, stage)
    here = _spot_at(spots, span.shifted(document.start_of(number)))
    return Name(Kind.STAGE, stage.name or "", spots, here, _definitions(spots))


def _delimiter(document: Document, number: int, instruction: Instruction, at: int) -> Name | None:
    for heredoc in instruction.heredocs:
        written = heredoc.delimiter.of(instruction.text)
        quotes = (len(written) - len(heredoc.opening.delimiter)) // 2
        inside = Span(heredoc.delimiter.start + quotes, heredoc.delimiter.end - quotes)
        if inside.of(instruction.text) != heredoc.opening.delimiter:
            continue
        for span in (inside, heredoc.terminator):
            if span.contains(at):
                start = document.start_of(number)
                text = heredoc.opening.delimiter
                spots = (Spot(inside.shifted(start), text, True), Spot(heredoc.terminator.shifted(start), text))
                return Name(Kind.DELIMITER, text, spots, _spot_at(spots, span.shifted(start)), _definitions(spots))
    return None


def _variable(document: Document, number: int, instruction: Instruction, at: int) -> Name | None:
    noted, triggers = tuple(variables_in(document)), tuple(variables_in_triggers(document))
    variables = dict(triggers if instruction.keyword == "ONBUILD" else noted).get(number)
    if variables is None:
        return None
    places: tuple[Definition | Use, ...] = (*variables.definitions, *variables.uses)
    touched = [each for each in places if each.span.contains(at)]
    if not touched:
        return None
    name, span = touched[-1].name, touched[-1].span
    stages = references_in(document.file.pieces)
    scope = _scope_of(stages, number, instruction)
    group = group_of(name, noted, triggers, stages, scope, document.file.escape)
    here = next((each for each in group if (each.piece, each.span) == (number, span)), None)
    if here is None:
        return None
    # What nothing sets is another variable than one that is set further down.
    is_set = bool(here.definition or here.sites)
    group = [each for each in group if bool(each.definition or each.sites) == is_set]
    spots = tuple(_spot(document, name, each) for each in group)
    sites = here.sites if here.definition is None else _taken_up(group, here)
    definitions = tuple(span.shifted(document.start_of(piece)) for piece, span in sites)
    return Name(Kind.VARIABLE, name, spots, _spot(document, name, here), definitions)


def _taken_up(group: Iterable[Occurrence], here: Occurrence) -> tuple[tuple[int, Span], ...]:
    """Where a definition leads: a bare ``ARG NAME`` in a stage to the global one that gives it its value."""
    assert here.definition is not None
    if here.definition.keyword == "ARG" and here.definition.value is None and here.scope != GLOBALS:
        outer = [(each.piece, each.span) for each in group if each.definition and each.scope == GLOBALS]
        if outer:
            return (outer[-1],)
    return ((here.piece, here.span),)


def _scope_of(stages: StageReferences, number: int, instruction: Instruction) -> int:
    if instruction.keyword == "FROM":
        return GLOBALS
    return max((stage.number for stage in stages.definitions if stage.piece < number), default=GLOBALS)


def _spot(document: Document, name: str, occurrence: Occurrence) -> Spot:
    span = occurrence.span.shifted(document.start_of(occurrence.piece))
    return Spot(span, name, occurrence.definition is not None)


def _spot_at(spots: Iterable[Spot], span: Span) -> Spot:
    return next(spot for spot in spots if spot.span == span)


def _definitions(spots: Iterable[Spot]) -> tuple[Span, ...]:
    return tuple(spot.span for spot in spots if spot.is_definition)


def _from_span(document: Document, stage: StageDefinition) -> Span:
    piece = document.file.pieces[stage.piece]
    assert isinstance(piece, Instruction)
    return piece.keyword_span
