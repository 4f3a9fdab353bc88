"""RUNs combined and split, and their code in heredocs and out of them."""

from dockerls.features.refactorings.refactoring import REWRITE, Found, Offer, Refactoring, Selected, offered
from dockerls.language import Sentence
from dockerls.semantics.shell_state import passes_errexit

_COMBINE = Sentence(en="Combine {count} RUNs into one", ko="RUN {count}개를 하나로 합치기")
_SPLIT = Sentence(en="Split this RUN at each &&", ko="이 RUN을 && 단위로 나누기")
_TO_HEREDOC = Sentence(en="Put these commands into a heredoc", ko="명령을 heredoc으로 옮기기")
_TO_CHAIN = Sentence(en="Join the lines of this heredoc with &&", ko="이 heredoc의 줄을 &&로 잇기")


def _combine(selected: Selected) -> Offer | None:
    from dockerls.rewrite.combine import combine

    runs = [found for found in selected.found if found.instruction.keyword == "RUN"]
    if len(runs) < 2 or not runs[0].around.is_posix:
        return None
    errexit = passes_errexit(runs[0].around.shell)
    edits = combine(selected.pieces, runs[0].number, runs[-1].number, errexit=errexit)
    return offered(_COMBINE.filled(count=len(runs)), edits)


def _split(selected: Selected) -> Offer | None:
    from dockerls.rewrite.split import split

    run = _run(selected)
    return offered(_SPLIT, split(selected.pieces, run.number)) if run is not None else None


def _to_heredoc(selected: Selected) -> Offer | None:
    from dockerls.rewrite.heredoc import to_heredoc

    run = _run(selected)
    if run is None:
        return None
    edits = to_heredoc(run.instruction, errexit=passes_errexit(run.around.shell))
    return offered(_TO_HEREDOC, run.placed(edits))


def _to_chain(selected: Selected) -> Offer | None:
    from dockerls.rewrite.heredoc_chain import to_chain

    run = _run(selected)
    if run is None:
        return None
    edits = to_chain(run.instruction, errexit=passes_errexit(run.around.shell))
    return offered(_TO_CHAIN, run.placed(edits))


def _run(selected: Selected) -> Found | None:
    """The only RUN of a selection, if a POSIX shell reads it."""
    runs = [found for found in selected.found if found.instruction.keyword == "RUN"]
    return runs[0] if len(runs) == 1 and runs[0].around.is_posix else None


COMBINE_RUNS = Refactoring("combine-runs", REWRITE, _combine)
SPLIT_RUN = Refactoring("split-run", REWRITE, _split)
TO_HEREDOC = Refactoring("chain-to-heredoc", REWRITE, _to_heredoc)
TO_CHAIN = Refactoring("heredoc-to-chain", REWRITE, _to_chain)
