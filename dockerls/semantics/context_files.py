"""The files of a folder as they were when somebody looked: names and sizes, nothing of what is in them."""

import posixpath
from collections.abc import Iterable, Iterator

from dockerls.semantics.context_sources import TOP
from dockerls.semantics.dockerignore import glob_matches
from dockerls.text.nearest import nearest
from dockerls.value import cached, value


@value
class ContextFile:
    """A file, or a folder, of which ``is_listed`` tells whether all that is in it is known too."""

    path: str
    size: int = 0  # bytes
    is_folder: bool = False
    is_listed: bool = True


@value
class ContextFiles:
    """All that was found, each folder before what is in it. ``is_listed`` is that of the top folder."""

    files: tuple[ContextFile, ...]
    is_listed: bool = True

    @cached
    def _by_path(self) -> dict[str, ContextFile]:
        return {TOP: ContextFile(TOP, is_folder=True, is_listed=self.is_listed)} | {
            file.path: file for file in self.files
        }

    @cached
    def _inside(self) -> dict[str, list[ContextFile]]:
        inside: dict[str, list[ContextFile]] = {}
        for file in self.files:
            inside.setdefault(posixpath.dirname(file.path), []).append(file)
        return inside

    @cached
    def by_name(self) -> dict[str, list[ContextFile]]:
        """All files and folders by the last part of their paths."""
        found: dict[str, list[ContextFile]] = {}
        for file in self.files:
            found.setdefault(posixpath.basename(file.path), []).append(file)
        return found

    def called(self, name: str) -> list[ContextFile]:
        """Those whose name is, or matches, a name."""
        if not set("*?[") & set(name):
            return self.by_name.get(name, [])
        return [file for each, files in self.by_name.items() if glob_matches(name, each) for file in files]

    def get(self, path: str) -> ContextFile | None:
        """What stands at a path."""
        return self._by_path.get(path)

    def may_hold(self, path: str) -> bool:
        """Whether something could stand at the path that nobody has looked for."""
        while path not in self._by_path:
            path = posixpath.dirname(path)
        found = self._by_path[path]
        return found.is_folder and not found.is_listed

    def inside(self, folder: str) -> list[ContextFile]:
        """What stands directly in a folder."""
        return self._inside.get(folder, [])

    def below(self, path: str) -> Iterator[ContextFile]:
        """All that is at or below a path, the path itself first."""
        found = self.get(path)
        if found is not None and path != TOP:
            yield found
        for file in self.inside(path):
            yield from self.below(file.path)

    def matching(self, pattern: str) -> list[ContextFile]:
        """What a pattern of COPY or ADD names."""
        found = [self._by_path[TOP]]
        for part in pattern.split("/"):
            found = [
                file
                for folder in found
                for file in self.inside(folder.path)
                if glob_matches(part, posixpath.basename(file.path))
            ]
        return found

    def nearest(self, path: str) -> str | None:
        """The likely meaning of a path at which nothing stands: another case, a slip, another folder."""
        known: Iterable[str] = self._by_path.keys() - {TOP}
        folder, name = posixpath.split(path)
        same = [each for each in known if each.casefold() == path.casefold()]
        if same:
            return same[0]
        if self.get(folder) is not None:
            beside = {posixpath.basename(file.path): file.path for file in self.inside(folder)}
            meant = nearest(name, sorted(beside))
            if meant is not None:
                return beside[meant]
        elsewhere = self.called(name)
        if len(elsewhere) == 1:
            return elsewhere[0].path
        return nearest(path, sorted(each for each in known if each.count("/") == path.count("/")))
