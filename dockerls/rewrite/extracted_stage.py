"""Some lines of a stage in a stage of their own, from which the first one copies what they make."""

from collections.abc import Sequence

from dockerls.rewrite.move import first_line_of, line_end_in
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.stage_names import names_in, references_in
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.stage_references import stage_names_of
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Piece
from dockerls.text.span import Span, empty
from dockerls.value import value

_NAME = "files"
_BASE = "base"


@value
class ExtractStage:
    """The recipe, over a whole file: the instructions from ``first`` to ``last`` of the stage at ``head`` move to a
    stage of their own, which makes ``paths``.

    Where anything stands above them, the stage is cut there: its upper part, named ``base``, becomes what both are
    built on. Nothing where a stage is referred to by its number, which would be another one then, where what stands
    above would count twice or not at all (ONBUILD, CMD), or where comments stand in FROM.
    """

    head: int
    first: int
    last: int
    paths: tuple[str, ...]

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        from_ = pieces[self.head]
        if not isinstance(from_, Instruction) or from_.header.comments or not pieces[self.last].text.endswith("\n"):
            return ()
        read = stage_head(from_)
        above = [piece for piece in pieces[self.head + 1 : self.first] if isinstance(piece, Instruction)]
        instructions = [piece for piece in pieces if isinstance(piece, Instruction)]
        if read.image is None or any(piece.keyword in ("ONBUILD", "CMD") for piece in above):
            return ()
        if any(map(_counts_stages, instructions)):
            return ()
        taken = names_in(references_in(pieces))
        name = _free(_NAME, taken)
        if not above:
            return self._beside(pieces, from_, read, name)
        return self._cut(pieces, from_, read, name, _free(_BASE, taken))

    def _beside(
        self, pieces: Sequence[Piece], from_: Instruction, read: StageHead, name: str
    ) -> tuple[PlacedEdit, ...]:
        """The lines stand directly below FROM: that begins the new stage, and stands once more below them."""
        assert read.image is not None, "a FROM without an image is left alone"
        line_end = line_end_in(pieces)
        again = from_.text[from_.keyword_span.start :].rstrip()
        return (
            PlacedEdit(Place(self.head, Span(read.image.span.end, from_.end)), f" {_as(from_)} {name}"),
            *self._below(pieces, [again, *self._copies(from_, name)], line_end),
        )

    def _cut(
        self, pieces: Sequence[Piece], from_: Instruction, read: StageHead, name: str, base: str
    ) -> tuple[PlacedEdit, ...]:
        assert read.image is not None, "a FROM without an image is left alone"
        keyword, line_end = from_.keyword_span.of(from_.text), line_end_in(pieces)
        named = f" {_as(from_)} {read.name.text}" if read.name else ""
        top = first_line_of(pieces, self.first)
        is_set_apart = top > 0 and isinstance(pieces[top - 1], Blank)
        new = f"{'' if is_set_apart else line_end}{keyword} {base} {_as(from_)} {name}{line_end}"
        return (
            PlacedEdit(Place(self.head, Span(read.image.span.end, from_.end)), f" {_as(from_)} {base}"),
            PlacedEdit(Place(top, empty(0)), new),
            *self._below(pieces, [f"{keyword} {base}{named}", *self._copies(from_, name)], line_end),
        )

    def _copies(self, from_: Instruction, name: str) -> list[str]:
        keyword = "COPY" if from_.keyword_span.of(from_.text).isupper() else "copy"
        return [f"{keyword} --from={name} {path} {path}" for path in self.paths]

    def _below(self, pieces: Sequence[Piece], lines: Sequence[str], line_end: str) -> tuple[PlacedEdit, ...]:
        following = pieces[self.last + 1] if self.last + 1 < len(pieces) else None
        is_stage = isinstance(following, Instruction) and following.keyword == "FROM"
        text = "".join(f"{line}{line_end}" for line in ("", *lines, *([""] if is_stage else ())))
        return (PlacedEdit(Place(self.last, empty(len(pieces[self.last].text))), text),)


def _as(from_: Instruction) -> str:
    """The word before a name, as this FROM has it, else as its keyword is written."""
    if stage_head(from_).name is not None:
        return from_.words[1].text
    return "AS" if from_.keyword_span.of(from_.text).isupper() else "as"


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    number = 1
    while (candidate := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return candidate


def _counts_stages(piece: Instruction) -> bool:
    names = stage_names_of(piece)
    return names is not None and any(use.text.isdecimal() for use in names.uses)
