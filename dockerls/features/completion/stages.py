"""Stages: for FROM those above that have a name, for ``--from=`` also the others by their number."""

import re

from dockerls.features.completion.offer import About, Completion, Kind, Offers, Subject, shortened
from dockerls.features.completion.typed import Typed
from dockerls.language import Sentence
from dockerls.rewrite.stage_names import references_in
from dockerls.semantics.stage_references import StageDefinition, UsedBy

_REST_OF_NAME = re.compile(r"[\w.-]*")
_STAGE = Sentence(en="stage {number}: {base}", ko="스테이지 {number}: {base}")


def stage_offers(typed: Typed, written: str, *, for_base: bool = False) -> Offers:
    """The stages above the cursor's own, the nearest first; of several with one name the one that is meant."""
    stages = references_in(typed.document.file.pieces[: typed.number])
    above = stages.definitions if for_base else stages.definitions[:-1]
    meant = {stage.name.lower(): stage.number for stage in above if stage.name}
    fitting = (
        stage
        for stage in reversed(above)
        if (meant[stage.name.lower()] == stage.number if stage.name else not for_base)
    )
    shown, is_incomplete = shortened(fitting, _name, written)
    bases = {each.piece: each.use.text for each in stages.references if each.use.by is UsedBy.FROM}
    span = typed.replacing(len(written), _REST_OF_NAME)
    return Offers(
        tuple(
            Completion(
                label=_name(stage),
                kind=Kind.STAGE,
                span=span,
                new_text=_name(stage),
                detail=_STAGE.filled(number=stage.number, base=bases.get(stage.piece, "")),
                about=About(Subject.STAGE, str(stage.number)),
            )
            for stage in shown
        ),
        is_incomplete,
    )


def _name(stage: StageDefinition) -> str:
    """What a stage is called by, if need be its number."""
    return stage.name or str(stage.number)
