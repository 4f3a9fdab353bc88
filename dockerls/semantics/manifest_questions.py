"""Which manifests of a project are in the build context, and whether they are enough to install what they list."""

import posixpath
from typing import TYPE_CHECKING

from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import BuildContext


@value
class ManifestsAnswer:
    """The manifests and folders that are there, relative to the folder that was asked about.

    ``are_enough`` where nothing in them speaks of other files of the project.
    """

    manifests: tuple[str, ...]
    folders: tuple[str, ...]
    are_enough: bool


@value
class ManifestsQuestion:
    """What is there of the ``manifests`` (patterns allowed) and ``folders`` in a folder of the context?"""

    folder: str  # empty, or with a slash at its end
    manifests: tuple[str, ...]
    folders: tuple[str, ...]

    def asked_of(self, context: "BuildContext") -> ManifestsAnswer | None:
        """None where a manifest that must be there is not: then another folder is meant, or it is made first."""
        manifests: list[str] = []
        for pattern in self.manifests:
            found = context.files.matching(f"{self.folder}{pattern}")
            there = [file.path for file in found if not file.is_folder and not context.ignores(file.path)]
            if not there and "*" not in pattern:
                return None
            manifests += there
        if not manifests:
            return None
        manifests += (path for path in _read_too(manifests[0], context) if path not in manifests)
        needed = {folder for path in manifests for folder in _named_in(path, context)}
        folders = [folder for folder in self.folders if context.files.get(f"{self.folder}{folder}")]
        folders += sorted(folder for folder in needed if folder not in folders)
        are_there = all(context.files.get(f"{self.folder}{each}") and not context.ignores(each) for each in needed)
        are_enough = are_there and all(_is_enough(path, context) for path in manifests)
        return ManifestsAnswer(tuple(path[len(self.folder) :] for path in manifests), tuple(folders), are_enough)


def _read_too(manifest: str, context: "BuildContext") -> list[str]:
    """What else the tool reads beside a manifest."""
    from dockerls.knowledge.manifest_signs import READ_TOO

    folder, name = posixpath.split(manifest)
    beside = (posixpath.join(folder, each) for each in READ_TOO.get(name, ()))
    return [path for path in beside if context.files.get(path) and not context.ignores(path)]


def _named_in(path: str, context: "BuildContext") -> set[str]:
    """The folders beside a file in which the tool finds more, as the file says."""
    from dockerls.knowledge.manifest_signs import NAMES_FOLDERS

    sign = NAMES_FOLDERS.get(posixpath.basename(path))
    text = context.read(path) if sign else None
    return {folder.rstrip("/") for folder in sign.findall(text)} if sign and text else set()


def _is_enough(path: str, context: "BuildContext") -> bool:
    from dockerls.knowledge.manifest_signs import NEEDS_SOURCES, WORKSPACES
    from dockerls.semantics.dockerignore import glob_matches

    folder, name = posixpath.split(path)
    if any(context.files.get(posixpath.join(folder, each)) for each in WORKSPACES.get(name, ())):
        return False
    text = context.read(path)
    if text is None:
        return True
    signs = (sign for pattern, sign in NEEDS_SOURCES.items() if glob_matches(pattern, name))
    return not any(sign.search(text) for sign in signs) and not (name == "package.json" and _has_hooks(text))


def _has_hooks(text: str) -> bool:
    import json

    from dockerls.knowledge.manifest_signs import HOOKS

    try:
        package = json.loads(text)
    except (ValueError, RecursionError):
        return False
    scripts = package.get("scripts") if isinstance(package, dict) else None
    return isinstance(scripts, dict) and not HOOKS.isdisjoint(scripts)
