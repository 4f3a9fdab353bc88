"""What git leaves out: the ``.gitignore`` files above and below a folder, and ``.git/info/exclude``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dockerls.value import value

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE = ".gitignore"
GIT = ".git"


@value
class Ignored:
    """Patterns that hold below some folders, the deepest folder last: as in git the last match decides."""

    specs: tuple[tuple[Path, "GitIgnoreSpec"], ...] = ()

    def covers(self, path: Path, is_folder: bool) -> bool:
        """Whether git leaves the absolute ``path`` out."""
        for folder, spec in reversed(self.specs):
            inside = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
            verdict = spec.check_file(inside).include
            if verdict is not None:
                return verdict
        return False

    def entering(self, folder: Path, names: "frozenset[str] | set[str]") -> "Ignored":
        """What holds in an absolute folder that holds ``names``. A repository in a repository starts afresh."""
        specs = self.specs
        if GIT in names:
            specs = _patterns(_exclude_file(folder / GIT), folder)
        return Ignored(specs + _patterns(folder / GITIGNORE, folder)) if GITIGNORE in names else Ignored(specs)


def ignored_above(folder: Path) -> Ignored:
    """What holds for an absolute folder itself, from the top of its repository down to its parent.

    A folder that git itself leaves out, but that a person named, is looked at without the patterns above it.
    """
    parents = list(folder.parents)
    top = next((number for number, parent in enumerate(parents) if (parent / GIT).exists()), None)
    if top is None or (folder / GIT).exists():
        return Ignored()
    ignored = Ignored()
    for parent in reversed(parents[: top + 1]):
        ignored = ignored.entering(parent, {name for name in (GIT, GITIGNORE) if (parent / name).exists()})
        below = folder if parent == folder.parent else parents[parents.index(parent) - 1]
        if ignored.covers(below, is_folder=True):
            return Ignored()
    return ignored


def _patterns(file: Path, folder: Path) -> "tuple[tuple[Path, GitIgnoreSpec], ...]":
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ()
    from pathspec import GitIgnoreSpec

    return ((folder, GitIgnoreSpec.from_lines(text.splitlines())),)


def _exclude_file(git: Path) -> Path:
    """``info/exclude`` of a repository. In a worktree ``.git`` is a file that leads to a folder that leads to it."""
    try:
        if git.is_file():
            pointed = git.read_text(encoding="utf-8", errors="surrogateescape").strip().removeprefix("gitdir: ")
            git = git.parent / pointed
            common = git / "commondir"
            if common.is_file():
                git = Path(os.path.normpath(git / common.read_text(encoding="utf-8").strip()))
    except (OSError, ValueError):
        pass
    return git / "info" / "exclude"
