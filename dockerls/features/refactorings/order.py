"""Instructions that stand lower than they need to."""

from dockerls.features.refactorings.refactoring import MOVE, Offer, Refactoring, Selected, offered
from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.syntax.instruction import Instruction

_MOVE_UP = Sentence(
    en="Move this above `{copy}`: changed sources will not run it again",
    ko="`{copy}` 위로 옮기기: 소스가 바뀌어도 다시 실행되지 않음",
)


def _move_up(selected: Selected) -> Offer | None:
    from dockerls.rewrite.move import move_above
    from dockerls.rules.cache.instruction_order_by_change_rate import check, note
    from dockerls.rules.rule import Noted

    found = selected.alone
    if found is None or found.instruction.keyword != "RUN":
        return None
    results = selected.document.analysis.results
    noted = (
        Noted(at, fact)
        for at in selected.stage(found.number)
        if isinstance(piece := selected.pieces[at], Instruction)
        and (fact := note(piece, results[at].around)) is not None
    )
    finding = next((each for each in check(tuple(noted)) if each.place.piece == found.number), None)
    if finding is None or not isinstance(finding.related[0].place, Place):
        return None
    target = finding.related[0].place.piece
    copy = selected.pieces[target]
    assert isinstance(copy, Instruction), "only a COPY is moved below"
    title = _MOVE_UP.filled(copy=" ".join(copy.line.split())[:40])
    return offered(title, move_above(selected.pieces, found.number, target))


MOVE_UP = Refactoring("move-up", MOVE, _move_up)
