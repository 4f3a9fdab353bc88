"""What can be shown above each stage: how much it is, what was found in it, and a way to mend that."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dockerls.document import Document
from dockerls.features.changes import safe_fix
from dockerls.features.diagnostics import Diagnostic
from dockerls.features.outline import heads
from dockerls.language import Sentence
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

# What BuildKit makes a layer of; the rest is metadata.
_LAYERS = frozenset({"RUN", "COPY", "ADD", "WORKDIR"})

_COUNTS = Sentence(en="Layers: {layers} · findings: {findings}", ko="레이어 {layers}개, 진단 {findings}건")
_FIX = Sentence(en="Apply the safe fixes of this stage ({count})", ko="이 스테이지의 안전한 수정 {count}건 적용")


@value
class Lens:
    """A line to show above a stage. ``fixes_stage`` is set where choosing it applies the stage's safe fixes."""

    span: Span
    title: Sentence
    fixes_stage: int | None = None


def lenses(document: Document, shown: Sequence[Diagnostic]) -> Iterator[Lens]:
    """The lines of every stage, from the top down; ``shown`` are the findings as they are shown."""
    results = document.analysis.results
    layers: Counter[int] = Counter()
    for number, piece in enumerate(document.file.pieces):
        if isinstance(piece, Instruction) and piece.keyword in _LAYERS:
            layers[results[number].below.stage] += 1
    stages = [results[each.located.piece].below.stage for each in shown]
    findings = Counter(stages)
    fixable = Counter(stage for stage, each in zip(stages, shown, strict=True) if safe_fix(each))
    for stage, head in enumerate(heads(document)):
        yield Lens(head.selected, _COUNTS.filled(layers=layers[stage], findings=findings[stage]))
        if fixable[stage]:
            yield Lens(head.selected, _FIX.filled(count=fixable[stage]), stage)
