"""Which settings count for a document: what the editor says, over the nearest configuration file.

Files are read in a thread, once a folder, and again when the client says that one changed.
"""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.layers import Layer, effective, excluded
from dockerls.analysis.locale import language_from
from dockerls.analysis.selection import Index, Severities, severities
from dockerls.analysis.settings import Settings
from dockerls.analysis.settings_reader import EDITOR, Problem, read_json
from dockerls.analysis.tools import overlapping
from dockerls.build_context.config_files import ConfigFile, find_config, normalised
from dockerls.language import Language
from dockerls.rules.options import Options
from dockerls.server.uris import file_path

PATIENCE = 2.0  # seconds in which an editor that says it will tells its settings


@cache
def rules() -> Index:
    """All rules there are. They are imported when first asked for: once ``initialize`` is answered, and not before."""
    from dockerls.rules.catalogue import ALL

    return Index(ALL)


class Configuration:
    """The settings of all documents of one client.

    ``report_file`` is told what is wrong in a configuration file, whenever one with problems was read or is mended;
    ``report_editor`` what is wrong in all that the editor has said at once.
    """

    def __init__(
        self,
        report_file: Callable[[ConfigFile, Sequence[Problem]], None],
        report_editor: Callable[[Sequence[Problem]], None],
    ) -> None:
        self.locale: str | None = None
        self.folders: tuple[str, ...] = ()
        self._report_file = report_file
        self._report_editor = report_editor
        self._initial: Any = None  # what the editor said first of all, for when it has no more to say
        self._editor: dict[str | None, Layer] = {}  # by workspace folder, None for all
        self._files: dict[Path, Layer | None] = {}  # by the folder of the document
        self._stale: set[Path] = set()  # those folders whose file is to be read again
        self._faulty: set[Path] = set()  # files with problems
        self.editor_spoke = asyncio.Event()
        self.editor_spoke.set()

    def await_editor(self, loop: asyncio.AbstractEventLoop) -> None:
        """Know no settings until the editor has told its own, or has taken too long.

        Findings under other settings would be shown for a moment and then taken back.
        """
        self.editor_spoke.clear()
        loop.call_later(PATIENCE, self.editor_spoke.set)

    def set_initial(self, value: Any) -> None:
        """Take what the editor says in ``initialize``; it counts for as long as it says nothing else."""
        self._initial = value
        self.set_editor({None: value})

    def set_editor(self, said: Mapping[str | None, Any]) -> None:
        """Take what the editor says now, by workspace folder (None: for all); None where it has nothing to say."""
        found: list[Problem] = []
        for folder, value in said.items():
            path = file_path(folder) if folder else None
            at = normalised(path).as_posix() if path else None
            value = self._initial if value is None and folder is None else value
            self._editor[folder], problems = read_json(value, EDITOR, at, rules().words)
            found += problems
        self._report_editor(found)

    def forget_files(self) -> None:
        """Read configuration files again when they are next needed; what they said counts until then."""
        self._stale = set(self._files)

    def is_known(self, uri: str) -> bool:
        """Whether ``settings`` would answer with the editor and the configuration file taken into account."""
        path = file_path(uri)
        return self.was_known(uri) and (path is None or path.parent not in self._stale)

    def was_known(self, uri: str) -> bool:
        """Whether it would so answer with the file as it was when somebody looked."""
        path = file_path(uri)
        return self.editor_spoke.is_set() and (path is None or path.parent in self._files)

    async def look_up(self, uri: str) -> None:
        """Wait for the editor's settings, and find and read the configuration file above a document."""
        await self.editor_spoke.wait()
        path = file_path(uri)
        if path is None or self.is_known(uri):
            return
        stale = self._stale  # another one, if files change again meanwhile
        found = await asyncio.to_thread(find_config, path.parent)
        self._files[path.parent] = self._read(found) if found is not None else None
        stale.discard(path.parent)

    async def look_at_faulty(self) -> None:
        """Read the files with problems again, whether a document needs them or not: they may be mended, or gone."""
        for path in tuple(self._faulty):
            found = await asyncio.to_thread(find_config, path.parent, path.parent)
            if found is not None and found.path == path:
                self._read(found)
            else:
                self._tell(ConfigFile(path, ""), ())

    def settings(self, uri: str) -> Settings | None:
        """What counts for a document; None where it is excluded."""
        path = file_path(uri)
        layers = list(self._layers(uri, path))
        spelt = normalised(path).as_posix() if path else uri
        return None if excluded(layers, spelt) else effective(layers, spelt)

    def language(self, settings: Settings | None) -> Language:
        """The language that messages are said in."""
        return language_from(settings.language if settings else "auto", self.locale, os.environ)

    def _layers(self, uri: str, path: Path | None) -> list[Layer]:
        folder = next((each for each in sorted(self.folders, key=len, reverse=True) if _is_in(uri, each)), None)
        layers = [self._files.get(path.parent) if path else None, self._editor.get(None), self._editor.get(folder)]
        return [layer for layer in dict.fromkeys(layers) if layer is not None]

    def _read(self, file: ConfigFile) -> Layer:
        layer, problems = file.read(rules().words)
        self._tell(file, problems)
        return layer

    def _tell(self, file: ConfigFile, problems: Sequence[Problem]) -> None:
        if problems or file.path in self._faulty:
            self._report_file(file, problems)
        (self._faulty.add if problems else self._faulty.discard)(file.path)


def _is_in(uri: str, folder: str) -> bool:
    return uri == folder or uri.startswith(folder.rstrip("/") + "/")


@lru_cache(maxsize=64)
def severities_for(settings: Settings) -> Severities:
    """The rules that are on under these settings, by code, but those that another server here has too."""
    index = rules()
    return severities(index, replace(settings, ignore=(*settings.ignore, *overlapping(index.rules, settings.overlap))))


def analyzer_for(settings: Settings, today: date) -> Analyzer:
    """The analyzer with just these rules on, and what they are told; one for all documents with the same."""
    return _analyzer(frozenset(severities_for(settings)), settings.options, today)


@lru_cache(maxsize=16)
def _analyzer(codes: frozenset[str], options: Options, today: date) -> Analyzer:
    return Analyzer([rule for rule in rules().rules if rule.code in codes], today, options)
