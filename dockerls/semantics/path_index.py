"""Many paths at once: which of them name the same file as another path, or lie above or below it.

Answers as ``FileUse.is_same`` and ``FileUse.is_below`` would for each, without asking each.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from dockerls.semantics.paths import has_pattern


class PathIndex:
    """A set of paths as ``semantics.paths`` has them; some may be patterns."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._paths: dict[str, None] = {}
        self._patterns: dict[str, None] = {}
        self._folders: dict[str, dict[str, None]] = {}  # without a slash at their end
        self._inside: dict[str, dict[str, None]] = {}  # by each folder above them
        for path in paths:
            self.add(path)

    def add(self, path: str) -> None:
        if path not in self._paths:
            self._paths[path] = None
            if has_pattern(path):
                self._patterns[path] = None
            self._folders.setdefault(path.rstrip("/"), {})[path] = None
            for folder in folders_of(path):
                self._inside.setdefault(folder, {})[path] = None

    def discard(self, path: str) -> None:
        if path in self._paths:
            del self._paths[path]
            self._patterns.pop(path, None)
            del self._folders[path.rstrip("/")][path]
            for folder in folders_of(path):
                del self._inside[folder][path]

    def same(self, path: str) -> Iterator[str]:
        """Those that name the same file; a pattern names all that match it."""
        if path in self._paths:
            yield path
        fitting = [other for other in self._patterns if other != path and fnmatchcase(path, other)]
        yield from fitting
        if has_pattern(path):
            for other in self._that_begin_as(path):
                if other != path and other not in fitting and fnmatchcase(other, path):
                    yield other

    def above(self, path: str) -> Iterator[str]:
        """Those that name a folder the path lies in."""
        for folder in folders_of(path):
            yield from self._folders.get(folder, ())

    def below(self, path: str) -> Iterator[str]:
        """Those that lie in the folder the path names."""
        return iter(tuple(self._inside.get(path.rstrip("/"), ())))

    def _that_begin_as(self, pattern: str) -> Iterable[str]:
        """The paths in the folder that a pattern names before its first wildcard."""
        fixed = pattern[: min(pattern.find(wildcard) for wildcard in "*?[" if wildcard in pattern)]
        return self._inside.get(fixed.rpartition("/")[0], ()) if "/" in fixed else self._paths


def folders_of(path: str) -> Iterator[str]:
    """The folders a path lies in, outermost first, without a slash at their end: nothing for the root."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)
