"""Which settings count for a document: what the editor says, over the nearest configuration file.

Files are read in a thread, once a folder, and again when the client says that one changed.
"""

import asyncio
import os
from collections.abc import Callable
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
    """The settings of all documents of one client. ``report`` is told of each problem once."""

    def __init__(self, report: Callable[[Problem], None]) -> None:
        self.locale: str | None = None
        self.folders: tuple[str, ...] = ()
        self._report = report
        self._reported: set[Problem] = set()
        self._editor: dict[str | None, Layer] = {}  # by workspace folder, None for all
        self._files: dict[Path, Layer | None] = {}  # by the folder of the document
        self.editor_spoke = asyncio.Event()
        self.editor_spoke.set()

    def await_editor(self, loop: asyncio.AbstractEventLoop) -> None:
        """Know no settings until the editor has told its own, or has taken too long.

        Findings under other settings would be shown for a moment and then taken back.
        """
        self.editor_spoke.clear()
        loop.call_later(PATIENCE, self.editor_spoke.set)

    def set_editor(self, value: Any, folder: str | None = None) -> None:
        """Take what the editor says, for one workspace folder or for all."""
        path = file_path(folder) if folder else None
        at = normalised(path).as_posix() if path else None
        layer, problems = read_json({} if value is None else value, EDITOR, at, rules().words)
        self._editor[folder] = layer
        self._tell(problems)

    def forget_files(self) -> None:
        """Read configuration files again when they are next needed."""
        self._files.clear()

    def is_known(self, uri: str) -> bool:
        """Whether ``settings`` would answer with the editor and the configuration file taken into account."""
        path = file_path(uri)
        return self.editor_spoke.is_set() and (path is None or path.parent in self._files)

    async def look_up(self, uri: str) -> None:
        """Wait for the editor's settings, and find and read the configuration file above a document."""
        await self.editor_spoke.wait()
        path = file_path(uri)
        if path is None or path.parent in self._files:
            return
        found: ConfigFile | None = await asyncio.get_running_loop().run_in_executor(None, find_config, path.parent)
        layer = None
        if found is not None:
            layer, problems = found.read(rules().words)
            self._tell(problems)
        self._files[path.parent] = layer

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

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            if problem not in self._reported:
                self._reported.add(problem)
                self._report(problem)


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
