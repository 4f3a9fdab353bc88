"""One stage for what several stages begin with alike."""

from collections.abc import Sequence
from itertools import takewhile

from dockerls.rewrite.move import line_end_in
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.stage_references import stage_names_of
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Piece
from dockerls.text.span import Span, empty
from dockerls.value import value

_NAME = "base"
_STEPS = frozenset({"ARG", "ENV", "WORKDIR", "SHELL", "USER", "RUN"})


@value
class BaseStage:
    """The recipe. The first of the stages is cut behind what all have in common, and its upper part, named ``base``,
    becomes what the lower part and the other stages start FROM; these lose their own copies of it. A first stage that
    has a name and nothing else is what the others start FROM.

    Nothing where they do not begin alike, where a stage is referred to by its number, which would be another one then,
    where the name is taken, or where comments stand in what would go.
    """

    heads: tuple[int, ...]

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        instructions = [piece for piece in pieces if isinstance(piece, Instruction)]
        names = {stage_head(piece).key for piece in instructions if piece.keyword == "FROM"}
        first = _head(pieces, self.heads[0])
        length = _common([_steps(pieces, head) for head in self.heads])
        if not length:
            return ()
        last = _own(pieces, self.heads[0], length)[-1]
        below = next((piece for piece in pieces[last + 1 :] if isinstance(piece, Instruction)), None)
        is_base = first.name is not None and (below is None or below.keyword == "FROM")
        name = first.name.text if is_base and first.name is not None else _NAME
        if not is_base and (_NAME in names or any(map(_counts_stages, instructions))):
            return ()
        edits = () if is_base else _cut(pieces, self.heads[0], last)
        if not is_base and not edits:
            return ()
        for head in self.heads[1:]:
            own = _own(pieces, head, length)
            if any(isinstance(pieces[at], Comment) or _has_comments(pieces[at]) for at in own):
                return ()
            image = _head(pieces, head).image
            assert image is not None, "stages without an image are not compared"
            removed = (PlacedEdit(Place(at, Span(0, len(pieces[at].text))), "") for at in own)
            edits += (PlacedEdit(Place(head, image.span), name), *removed)
        return edits


def _cut(pieces: Sequence[Piece], at: int, last: int) -> tuple[PlacedEdit, ...]:
    """Name the stage at ``at`` ``base``, and start another one on it behind ``last``, with the name it had."""
    from_, read = pieces[at], _head(pieces, at)
    assert isinstance(from_, Instruction) and read.image is not None, "stages without an image are not compared"
    if from_.header.comments:
        return ()
    keyword, line_end = from_.keyword_span.of(from_.text), line_end_in(pieces)
    as_ = "AS" if keyword.isupper() else "as"
    named = f" {as_} {read.name.text}" if read.name else ""
    text = pieces[last].text
    new = f"{line_end}{keyword} {_NAME}{named}{line_end}"
    return (
        PlacedEdit(Place(at, Span(read.image.span.end, from_.end)), f" {as_} {_NAME}"),
        PlacedEdit(Place(last, empty(len(text))), new if text.endswith("\n") else f"{line_end}{new}"),
    )


def _head(pieces: Sequence[Piece], at: int) -> StageHead:
    piece = pieces[at]
    assert isinstance(piece, Instruction), "a stage begins with FROM"
    return stage_head(piece)


def _steps(pieces: Sequence[Piece], head: int) -> list[Instruction]:
    """What a stage begins with that does not depend on where it stands."""
    below = (piece for piece in pieces[head + 1 :] if isinstance(piece, Instruction))
    return list(takewhile(lambda piece: piece.keyword in _STEPS, below))


def _common(stages: Sequence[Sequence[Instruction]]) -> int:
    """How many steps all begin with, up to the last RUN among them. White space does not count."""
    length = 0
    for at, steps in enumerate(zip(*stages, strict=False), start=1):
        if len({" ".join(_words(step)) for step in steps}) > 1:
            break
        length = at if steps[0].keyword == "RUN" else length
    return length


def _words(step: Instruction) -> list[str]:
    return step.text.split() if step.heredocs else step.line.split()


def _own(pieces: Sequence[Piece], head: int, length: int) -> range:
    """The pieces from behind a FROM to its ``length``-th instruction, with all that is between."""
    at = head
    for _ in range(length):
        at += 1
        while not isinstance(pieces[at], Instruction):
            at += 1
    return range(head + 1, at + 1)


def _has_comments(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and bool(piece.header.comments)


def _counts_stages(piece: Instruction) -> bool:
    names = stage_names_of(piece)
    return names is not None and any(use.text.isdecimal() for use in names.uses)
