"""Where the build context of a Dockerfile is."""

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from dockerls.build_context.config_files import normalised
from dockerls.build_context.ignored import GIT
from dockerls.semantics.context_sources import TOP
from dockerls.value import value

# What a folder may hold besides a program: one with nothing else is no context to copy whole.
_ABOUT_BUILDS = ("dockerfile", "containerfile", ".dockerignore", "docker-compose", "compose.", ".git", "readme")


@value
class ContextRoot:
    """The absolute folder, and whether it was guessed from what the Dockerfile names."""

    folder: Path
    is_guess: bool


def find_root(dockerfile: Path, setting: str, top: Path, literals: Sequence[str]) -> ContextRoot | None:
    """The context of an absolute ``dockerfile``, None where nothing tells.

    It is the ``setting`` (relative to ``top`` if it is relative) where there is one. Else it is guessed: the nearest
    of the Dockerfile's folder and its parents up to ``top`` in which all ``literals`` stand, paths that COPY and ADD
    name; where there is none, the nearest in which a single one is missing, if that is the same one in all such.
    """
    if setting:
        folder = normalised(top / setting)
        return ContextRoot(folder, is_guess=False) if folder.is_dir() else None
    missing = {
        folder: [path for path in dict.fromkeys(literals) if not _stands(folder, path)]
        for folder in _up_to(dockerfile.parent, top)
    }
    for folder, paths in missing.items():
        if not paths:
            return ContextRoot(folder, is_guess=True)
    nearly = {folder: paths[0] for folder, paths in missing.items() if len(paths) == 1}
    # Without another source to vouch for it, a folder in which the only one is missing is as good as any.
    if len(set(nearly.values())) != 1 or len(set(literals)) == 1:
        return None
    return ContextRoot(next(iter(nearly)), is_guess=True)


def workspace_of(dockerfile: Path, workspaces: Collection[Path]) -> Path:
    """The folder above which no context is looked for: the innermost of ``workspaces`` that the Dockerfile is in.

    Outside of all of them it is the top of its repository, and without one its own folder.
    """
    inside = (parent for parent in dockerfile.parents if parent in workspaces)
    return next(inside, None) or repository_of(dockerfile) or dockerfile.parent


def repository_of(path: Path) -> Path | None:
    """The top folder of the git repository that an absolute path is in."""
    return next((parent for parent in path.parents if (parent / GIT).exists()), None)


def _up_to(folder: Path, top: Path) -> Iterator[Path]:
    yield folder
    if folder != top and top in folder.parents:
        yield from _up_to(folder.parent, top)


def _stands(folder: Path, path: str) -> bool:
    if path == TOP:
        return _holds_more_than_build_files(folder)
    try:
        return os.path.lexists(folder / path)
    except ValueError:
        return False


def _holds_more_than_build_files(folder: Path) -> bool:
    try:
        with os.scandir(folder) as listing:
            return any(_is_of_program(entry.name.lower()) for entry in listing)
    except OSError:
        return False


def _is_of_program(name: str) -> bool:
    is_dockerfile = name.endswith((".dockerfile", ".containerfile", ".dockerignore"))
    return not is_dockerfile and not name.startswith(_ABOUT_BUILDS)
