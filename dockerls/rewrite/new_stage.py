"""A second stage for what is shipped, fed by the first one, which builds it."""

from collections.abc import Sequence

from dockerls.rewrite.move import insert_below, line_end_in
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.remove import remove_instruction
from dockerls.semantics.stage_head import stage_head
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.pattern import pattern
from dockerls.text.span import empty
from dockerls.value import value

_MAKES_FILES = frozenset({"RUN", "COPY", "ADD"})
_MOVES = frozenset({"CMD", "ENTRYPOINT", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "VOLUME", "LABEL"})
_BUILD_ONLY = pattern(r"GO\w*|CGO_\w+|CARGO_\w+|RUST\w*|MAVEN_\w+|GRADLE_\w+|NUGET_\w+|CC|CXX|\w*FLAGS|PATH")
_NAME = "build"


@value
class NewStage:
    """The recipe: end the stage at ``head`` below its last file, and begin one on ``image`` with a copy of ``path``.

    What only describes the image moves to the new stage, with ENV and the working directory, ``workdir``. Nothing is
    answered where a variable, a user or a shell of the first stage would be missing in the second.
    """

    head: int
    image: str
    path: str
    workdir: str | None

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        head = pieces[self.head]
        instructions = [(at, piece) for at, piece in enumerate(pieces) if isinstance(piece, Instruction)]
        files = [at for at, piece in instructions if at > self.head and piece.keyword in _MAKES_FILES]
        if not isinstance(head, Instruction) or not files or not _is_portable([piece for _, piece in instructions]):
            return ()
        above = [(at, piece) for at, piece in instructions if self.head < at < files[-1]]
        moved = [at for at, piece in above if piece.keyword in _MOVES]
        kept = [piece for _, piece in above if piece.keyword in _MOVES or _is_runtime_variable(piece)]
        if any("$" in piece.text for piece in kept):
            return ()
        name, named = _named(head, self.head)
        lines = self._stage(name, kept, line_end_in(pieces))
        removed = (edit for at in moved for edit in remove_instruction(pieces, at))
        return (*named, *removed, *insert_below(pieces, files[-1], lines))

    def _stage(self, name: str, kept: Sequence[Instruction], line_end: str) -> str:
        lines = ["", f"FROM {self.image}"]
        if self.workdir is not None:
            lines.append(f"WORKDIR {self.workdir}")
        lines += (piece.text.rstrip() for piece in kept)
        lines.append(f"COPY --from={name} {self.path} {self.path}")
        return line_end.join(lines)


def _named(head: Instruction, at: int) -> tuple[str, tuple[PlacedEdit, ...]]:
    """The name of the stage, and the edit that gives it one if it has none."""
    read = stage_head(head)
    if read.name is not None or read.image is None:
        return read.name.text if read.name is not None else "", ()
    return _NAME, (PlacedEdit(Place(at, empty(read.image.span.end)), f" AS {_NAME}"),)


def _is_portable(instructions: Sequence[Instruction]) -> bool:
    """Whether nothing that the first stage sets up would be missing in the second."""
    if any(piece.keyword in ("SHELL", "ONBUILD") for piece in instructions):
        return False
    users = [piece.value.partition(":")[0] for piece in instructions if piece.keyword == "USER"]
    return all(user.isdigit() for user in users)


def _is_runtime_variable(piece: Instruction) -> bool:
    return piece.keyword == "ENV" and not all(_BUILD_ONLY.fullmatch(pair.key.text) for pair in piece.pairs)
