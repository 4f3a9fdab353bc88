"""What an ignore file should leave out of a build context, going by the files that are there."""

import posixpath
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.knowledge.ignorable import Ignorable
    from dockerls.semantics.build_context import BuildContext
    from dockerls.semantics.context_files import ContextFile

BIG = 10 * 1000 * 1000  # bytes
_ENOUGH = 50  # files of one kind to see how they lie
_MANIFESTS = ("pyproject.toml", "setup.py", "setup.cfg")


@value
class IgnoreAdvice:
    """``file`` is the path of the ignore file that counts, in the context; None: there is none.

    ``entries`` are patterns for what is there and not ignored, ``heavy`` those among them for what weighs most.
    """

    file: str | None
    entries: tuple[str, ...]
    heavy: tuple[str, ...]


@value
class IgnoreQuestion:
    """What should be ignored by a Dockerfile that names the paths and patterns ``named``, and runs ``commands``?

    ``uses_git`` where one of these reads what git knows, so that the context needs ``.git``.
    """

    named: tuple[str, ...]
    commands: frozenset[str]
    uses_git: bool

    def asked_of(self, context: "BuildContext") -> IgnoreAdvice | None:
        """None where the ignore file is not one to append to: refused by Docker, or outside of the context."""
        ignore_file = context.ignore_file
        if ignore_file is not None and (ignore_file.patterns is None or ignore_file.path is None):
            return None
        from dockerls.knowledge.ignorable import IGNORABLE

        found: dict[str, bool] = {}
        for ignorable in IGNORABLE:
            sent = (file for file in _named_so(ignorable, context) if not context.ignores(file.path))
            files = list(islice(sent, _ENOUGH))
            if files and self._is_wanted(ignorable, context):
                is_nested = any("/" in file.path for file in files)
                entry = f"**/{ignorable.name}" if is_nested else ignorable.name
                found[entry] = found.get(entry, False) or ignorable.is_heavy
        found |= dict.fromkeys(_big_and_generated(context), True)
        kept = {entry: heavy for entry, heavy in found.items() if not self._hides_named(entry, context)}
        heavy = tuple(entry for entry, is_heavy in kept.items() if is_heavy)
        return IgnoreAdvice(ignore_file.path if ignore_file else None, tuple(kept), heavy)

    def _is_wanted(self, ignorable: "Ignorable", context: "BuildContext") -> bool:
        if ignorable.made_by and not ignorable.made_by & self.commands:
            return False
        return ignorable.name != ".git" or not (self.uses_git or _is_versioned_by_git(context))

    def _hides_named(self, entry: str, context: "BuildContext") -> bool:
        from dockerls.semantics.dockerignore import glob_matches, read_ignore_file

        patterns = read_ignore_file(entry)
        if patterns is None:
            return True
        of_patterns = (file.path for named in self.named for file in context.files.matching(named))
        return any(patterns.ignores(path) or glob_matches(entry, path) for path in (*self.named, *of_patterns) if path)


def _named_so(ignorable: "Ignorable", context: "BuildContext") -> "Iterator[ContextFile]":
    for file in context.files.called(ignorable.name):
        folder = posixpath.dirname(file.path)
        if file.is_folder is ignorable.is_folder and not (folder and ignorable.is_at_top):
            beside = ignorable.beside
            if not beside or any(context.files.get(posixpath.join(folder, each)) for each in beside):
                yield file


def _big_and_generated(context: "BuildContext") -> Iterator[str]:
    """The outermost big folders that git leaves out, so that no build of a fresh checkout has them."""
    sizes: dict[str, int] = {}
    for file in context.files.files:
        folder = posixpath.dirname(file.path)
        while folder:
            sizes[folder] = sizes.get(folder, 0) + file.size
            folder = posixpath.dirname(folder)
    told: list[str] = []
    for folder, size in sorted(sizes.items()):
        is_inside = any(folder.startswith(f"{outer}/") for outer in told)
        if size > BIG and not is_inside and not context.ignores(folder) and context.is_generated(folder):
            told.append(folder)
    return iter(told)


def _is_versioned_by_git(context: "BuildContext") -> bool:
    from dockerls.knowledge.ignorable import VERSIONED_BY_GIT

    texts = (context.read(name) or "" for name in _MANIFESTS)
    return any(tool in text for text in texts for tool in VERSIONED_BY_GIT)
