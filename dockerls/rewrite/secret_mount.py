"""Handing a secret to the RUNs that use it through a mount, in place of a build argument."""

import re
from collections.abc import Iterator, Sequence

from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import PlacedEdit, placed
from dockerls.rewrite.remove import remove_instruction
from dockerls.semantics.scopes import variables_of
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.edit import Edit, insertion
from dockerls.text.span import Span
from dockerls.value import value

# The first Dockerfile frontend whose secret mounts take ``env=``.
_ENV_SINCE = (1, 10)


@value
class SecretMount:
    """A recipe, counted from an ARG: take the ARG away and mount the secret in each RUN of its stage that names it.

    ``as_variable`` sets the variable by the mount, else the RUN reads the file. ``ENV X=$X`` goes too. Nothing where
    anything but a RUN uses the variable, where it is set again, where no RUN names it, or where the ARG sets more.
    """

    name: str
    as_variable: bool

    @property
    def secret_id(self) -> str:
        return self.name.lower()

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        arg = pieces[0]
        if not isinstance(arg, Instruction) or len(arg.pairs) != 1 or self._is_used_after_stage(pieces):
            return ()
        edits: list[PlacedEdit] = []
        is_mounted = False
        for index, piece in _stage_behind(pieces):
            if not self._is_named_in(piece):
                continue
            if self._is_handed_on_by(piece):
                edits += remove_instruction(pieces, index)
                continue
            mounted = self._mounted(piece)
            if not mounted:
                return ()
            edits += placed(mounted, index)
            is_mounted = True
        return (*remove_instruction(pieces, 0), *edits) if is_mounted else ()

    def _mounted(self, run: Instruction) -> tuple[Edit, ...]:
        if run.keyword != "RUN" or any("secret" in (flag.value or "") for flag in run.flags_named("mount")):
            return ()
        if self.as_variable:
            return (*add_mounts(run, (f"type=secret,id={self.secret_id},env={self.name}",)), *self._quoted(run))
        if run.script is None or run.script.error or run.heredocs:
            return ()
        read = f'{self.name}="$(cat /run/secrets/{self.secret_id})" && export {self.name} && '
        at = run.value_span.start
        return (*add_mounts(run, (f"type=secret,id={self.secret_id}",)), insertion(at, read), *self._quoted(run))

    def _quoted(self, run: Instruction) -> Iterator[Edit]:
        """Quotes around the variable where it has none: what a secret may hold nobody knows."""
        script = run.script
        if script is None or script.error or script.too_long:
            return
        reference = re.compile(rf"\$(?:{re.escape(self.name)}(?!\w)|\{{{re.escape(self.name)}\}})")
        for word in (word for command in script.commands for word in command.words):
            if len(word.raw) == len(word.span) and not set("\"'`\\") & set(word.raw):
                for match in reference.finditer(word.raw):
                    start = word.span.start + match.start()
                    yield Edit(Span(start, start + len(match[0])), f'"{match[0]}"')

    def _is_handed_on_by(self, instruction: Instruction) -> bool:
        """Whether it is ``ENV X=$X``, which does nothing but keep the secret in the image."""
        if instruction.keyword != "ENV" or len(instruction.pairs) != 1:
            return False
        pair = instruction.pairs[0]
        held = pair.value.text.strip("\"'") if pair.value else ""
        return pair.key.text == self.name and held in (f"${self.name}", f"${{{self.name}}}")

    def _is_named_in(self, instruction: Instruction) -> bool:
        texts = (instruction.line, *(heredoc.body.of(instruction.text) for heredoc in instruction.heredocs))
        return any(re.search(rf"(?<!\w){re.escape(self.name)}(?!\w)", text) for text in texts)

    def _is_used_after_stage(self, pieces: Sequence[Piece]) -> bool:
        """Whether a later stage, which may be built on this one, uses the variable without an ARG of its own."""
        is_behind = is_declared = False
        for piece in pieces[1:]:
            if not isinstance(piece, Instruction):
                continue
            if piece.keyword == "FROM":
                is_behind, is_declared = True, False
            variables = variables_of(piece, with_shell=True) if is_behind else None
            is_declared = is_declared or any(
                definition.name == self.name for definition in (variables.definitions if variables else ())
            )
            if variables and not is_declared and any(use.name == self.name for use in variables.uses):
                return True
        return False


def can_set_variables(syntax: str | None) -> bool:
    """Whether secret mounts take ``env=`` under this ``# syntax=``; the builder's own is taken to be new enough."""
    if syntax is None:
        return True
    image = read_image(syntax)
    if image.familiar_name != "docker/dockerfile":
        return False
    numbers = re.match(r"(\d+)\.(\d+)", image.tag or "")
    return numbers is None or (int(numbers[1]), int(numbers[2])) >= _ENV_SINCE


def _stage_behind(pieces: Sequence[Piece]) -> Iterator[tuple[int, Instruction]]:
    """The instructions of the stage behind its piece 0."""
    for index, piece in enumerate(pieces):
        if index and isinstance(piece, Instruction):
            if piece.keyword == "FROM":
                return
            yield index, piece
