"""The instructions that made what a stage holds at the cursor: its own above it, and those of the stages below it."""

from collections.abc import Iterator

from dockerls.document import Document
from dockerls.features.completion.typed import Typed
from dockerls.rewrite.stage_names import references_in
from dockerls.semantics.stage_references import StageReferences, UsedBy
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction


def instructions_of_stage(typed: Typed, *keywords: str) -> Iterator[tuple[Instruction, Surroundings]]:
    """Those with one of the keywords above the cursor, in the order they run."""
    pieces = typed.document.file.pieces
    stages = references_in(pieces[: typed.number])
    if stages.definitions:
        yield from _of(typed.document, stages, len(stages.definitions) - 1, typed.number, keywords)


def instructions_of_named_stage(typed: Typed, name: str, *keywords: str) -> Iterator[tuple[Instruction, Surroundings]]:
    """Those of the stage above that a ``--from=`` of this name or number means; none where it means an image, or in a
    trigger, a stage of another file."""
    stages = references_in(typed.document.file.pieces[: typed.number])
    same = [
        stage.number
        for stage in stages.definitions[:-1]
        if str(stage.number) == name or (stage.name or "").lower() == name.lower()
    ]
    if name and same and not typed.is_in_trigger:
        yield from _of(typed.document, stages, same[-1], typed.number, keywords)


def _of(
    document: Document, stages: StageReferences, stage: int, end: int, keywords: tuple[str, ...]
) -> Iterator[tuple[Instruction, Surroundings]]:
    parents = {each.stage: each.target for each in stages.references if each.use.by is UsedBy.FROM}
    chain = [stage]
    while (parent := parents.get(chain[-1])) is not None:
        chain.append(parent)  # a FROM finds only stages above, so that this comes to an end
    for number in reversed(chain):
        following = number + 1
        stop = stages.definitions[following].piece if following < len(stages.definitions) else end
        for at in range(stages.definitions[number].piece, stop):
            piece = document.file.pieces[at]
            if isinstance(piece, Instruction) and piece.keyword in keywords:
                yield piece, document.analysis.results[at].around
