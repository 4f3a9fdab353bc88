"""Looking at the files of a build context, within limits."""

import os
import time
from collections import deque
from pathlib import Path

from dockerls.semantics.context_files import ContextFile, ContextFiles
from dockerls.semantics.context_sources import TOP
from dockerls.value import value

UNLISTED = frozenset(
    {".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".tox", ".mypy_cache", ".pytest_cache"}
    | {".ruff_cache", ".gradle", ".terraform", ".next", ".nuxt", "bower_components"}
)
"""Folders that are noted without a look at what is in them: nobody writes there by hand, and they are big."""


@value
class Limits:
    """Beyond these nothing more is looked at, and what was not looked at is marked so."""

    count: int = 20_000  # files and folders
    depth: int = 32  # folders in folders
    seconds: float = 5.0


LIMITS = Limits()


def take_snapshot(root: Path, limits: Limits = LIMITS) -> ContextFiles:
    """What is below a folder now, the folders nearest to it first. Links are noted and not followed.

    What cannot be read counts as not looked at.
    """
    give_up = time.monotonic() + limits.seconds
    files: list[ContextFile] = []
    unlisted: set[str] = set()
    waiting = deque([(TOP, 0)])
    while waiting:
        folder, depth = waiting.popleft()
        if depth > limits.depth or len(files) >= limits.count or time.monotonic() > give_up:
            unlisted.add(folder)
            continue
        try:
            inside = _listed(root, folder)
        except OSError:
            unlisted.add(folder)
            continue
        files += inside
        waiting += ((file.path, depth + 1) for file in inside if file.is_folder and file.is_listed)
    return _marked(files, unlisted)


def _listed(root: Path, folder: str) -> list[ContextFile]:
    """What is directly in a folder, by name. Raises OSError."""
    with os.scandir(root / folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    return [_file(entry, f"{folder}/{entry.name}" if folder else entry.name) for entry in entries]


def _file(entry: "os.DirEntry[str]", path: str) -> ContextFile:
    if entry.is_symlink():
        # Of a link it is known that it is there; it may lead to a folder, and out of the context.
        return ContextFile(path, is_folder=True, is_listed=False)
    if entry.is_dir(follow_symlinks=False):
        return ContextFile(path, is_folder=True, is_listed=entry.name not in UNLISTED)
    try:
        return ContextFile(path, entry.stat(follow_symlinks=False).st_size)
    except OSError:
        return ContextFile(path)


def _marked(files: list[ContextFile], unlisted: set[str]) -> ContextFiles:
    if not unlisted:
        return ContextFiles(tuple(files))
    marked = (
        ContextFile(file.path, is_folder=True, is_listed=False) if file.path in unlisted else file for file in files
    )
    return ContextFiles(tuple(marked), is_listed=TOP not in unlisted)
