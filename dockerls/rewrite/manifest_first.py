"""Installing dependencies before the sources are copied: the manifests are copied first, and the sources after it."""

import posixpath
from collections.abc import Sequence

from dockerls.rewrite.move import first_line_of, insert_above, insert_below, line_end_in, lines_of
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.split import run_break
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Piece
from dockerls.text.span import Span
from dockerls.value import value

_OWNER_FLAGS = frozenset({"chown", "chmod", "link"})


@value
class ManifestFirst:
    """The recipe. The COPY of the sources gives way to one of the manifests and moves down to the RUN that installs.

    ``manifests`` and ``folders`` are what to copy, counted from the build context's ``source`` (empty, or a folder with
    its slash); without any they are there already. ``fetch`` is a command that gets the dependencies: it runs before
    the sources are copied, and they are copied before the RUN. Without it the RUN itself comes before the sources, up
    to the gap between two links where it is to be ``cut``, if it is.
    """

    copy: int
    run: int
    source: str
    manifests: tuple[str, ...]
    folders: tuple[str, ...]
    fetch: str | None
    cut: Span | None

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        copy, run = pieces[self.copy], pieces[self.run]
        if not isinstance(copy, Instruction) or not isinstance(run, Instruction):
            return ()
        sources = lines_of(pieces, self.copy)
        return (*self._copy_manifests(pieces, copy), *self._install(pieces, run, sources))

    def _copy_manifests(self, pieces: Sequence[Piece], copy: Instruction) -> tuple[PlacedEdit, ...]:
        line_end = line_end_in(pieces)
        lines = "".join(f"{line}{line_end}" for line in self._copies(copy))
        top = first_line_of(pieces, self.copy)
        comments = (PlacedEdit(Place(at, Span(0, len(pieces[at].text))), "") for at in range(top, self.copy))
        return (*comments, PlacedEdit(Place(self.copy, Span(0, len(copy.text))), lines))

    def _copies(self, copy: Instruction) -> list[str]:
        """The COPY instructions that bring the manifests. One that lies in a folder comes with the whole folder."""
        keyword = "COPY" if copy.keyword_span.of(copy.text).isupper() else "copy"
        flags = (flag.span.of(copy.text) for flag in copy.flags if flag.name in _OWNER_FLAGS)
        head = copy.text[: copy.keyword_span.start] + " ".join((keyword, *flags))
        destination = copy.arguments[-1].text.rstrip("/") + "/"
        nested = (posixpath.dirname(manifest) for manifest in self.manifests)
        folders = dict.fromkeys(folder for folder in (*self.folders, *nested) if folder)
        here = [f"{self.source}{manifest}" for manifest in self.manifests if "/" not in manifest]
        lines = [f"{head} {self.source}{folder}/ {destination}{folder}/" for folder in folders]
        return [*lines, f"{head} {' '.join(here)} {destination}"] if here else lines

    def _install(self, pieces: Sequence[Piece], run: Instruction, sources: str) -> tuple[PlacedEdit, ...]:
        line_end = line_end_in(pieces)
        above = first_line_of(pieces, self.run) - 1
        stands_apart = above >= 0 and isinstance(pieces[above], Blank)
        if self.fetch is not None:
            words = (run.keyword_span.of(run.text), *(flag.span.of(run.text) for flag in run.flags), self.fetch)
            lines = f"{' '.join(words)}{line_end}{sources}{line_end}"
            return insert_above(pieces, self.run, lines + line_end if stands_apart else lines)
        if self.cut is not None:
            return (PlacedEdit(Place(self.run, self.cut), run_break(run, self.cut, sources)),)
        return insert_below(pieces, self.run, line_end + sources if stands_apart else sources)
