"""The build contexts of Dockerfiles, as they are on disk."""

import os
from pathlib import Path
from threading import Lock

from dockerls.build_context.config_files import normalised
from dockerls.build_context.context_root import find_root, workspace_of
from dockerls.build_context.ignored import GIT, GITIGNORE, ignored_above
from dockerls.build_context.snapshot import take_snapshot
from dockerls.semantics.build_context import BuildContext, IgnoreFile
from dockerls.semantics.context_files import ContextFiles
from dockerls.semantics.dockerignore import read_ignore_file
from dockerls.value import value

IGNORE_FILE = ".dockerignore"
LONGEST_READ = 8 * 1024 * 1024  # bytes; lockfiles of big projects have some


@value
class Asker:
    """A Dockerfile whose context is wanted, and what tells where that is (see `find_root`). Paths are absolute."""

    dockerfile: Path
    setting: str
    workspaces: tuple[Path, ...]
    literals: tuple[str, ...]


@value
class LocatedContext:
    """A context and the absolute folder it is."""

    folder: Path
    context: BuildContext


class Contexts:
    """Finds contexts and looks at each folder once, until it shall ``forget``. Many threads may use it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshots: dict[Path, ContextFiles] = {}

    def forget(self) -> None:
        """Look again: files have changed."""
        with self._lock:
            self._snapshots = {}

    def of(self, asker: Asker) -> LocatedContext | None:
        """The context of a Dockerfile, None where nothing tells which it is."""
        top = workspace_of(asker.dockerfile, asker.workspaces)
        root = find_root(asker.dockerfile, asker.setting, top, asker.literals)
        if root is None:
            return None
        folder = root.folder
        context = BuildContext(
            files=self._files(folder),
            ignore_file=_ignore_file(asker.dockerfile, folder),
            read=_Reading(folder),
            is_generated=LeftOutByGit(folder),
            is_guess=root.is_guess,
        )
        return LocatedContext(folder, context)

    def _files(self, folder: Path) -> ContextFiles:
        with self._lock:
            snapshots = self._snapshots
        found = snapshots.get(folder)
        if found is None:
            found = snapshots[folder] = take_snapshot(folder)
        return found


def _ignore_file(dockerfile: Path, folder: Path) -> IgnoreFile | None:
    """The one named after the Dockerfile, else the one of the context."""
    for path in (dockerfile.with_name(dockerfile.name + IGNORE_FILE), folder / IGNORE_FILE):
        try:
            text = path.read_bytes().decode("utf-8", "surrogateescape")
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            return IgnoreFile(_inside(path, folder), None)
        return IgnoreFile(_inside(path, folder), read_ignore_file(text))
    return None


def _inside(path: Path, folder: Path) -> str | None:
    return path.relative_to(folder).as_posix() if folder in path.parents else None


@value
class _Reading:
    """Reads files of a folder, none that a link leads out of it to."""

    folder: Path

    def __call__(self, path: str) -> str | None:
        try:
            real = Path(os.path.realpath(self.folder / path))
            if Path(os.path.realpath(self.folder)) not in real.parents or real.stat().st_size > LONGEST_READ:
                return None
            return real.read_bytes().decode("utf-8-sig") if real.is_file() else None
        except (OSError, ValueError):
            return None


@value
class LeftOutByGit:
    """Tells what git leaves out of a folder."""

    folder: Path

    def __call__(self, path: str) -> bool:
        ignored = ignored_above(self.folder)
        folder = self.folder
        names = path.split("/")
        for depth, name in enumerate(names):
            there = {each for each in (GIT, GITIGNORE) if (folder / each).exists()}
            ignored = ignored.entering(folder, there)
            folder = normalised(folder / name)
            is_last = depth == len(names) - 1
            if ignored.covers(folder, is_folder=not is_last) or (is_last and ignored.covers(folder, is_folder=True)):
                return True
        return False
