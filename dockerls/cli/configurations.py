"""The configuration files of a run, each read once, and what the command line sets over them."""

import sys
from pathlib import Path

from dockerls.analysis.layers import Layer, effective, excluded
from dockerls.analysis.settings import Settings
from dockerls.analysis.settings_reader import COMMAND_LINE, Problem, read_json
from dockerls.build_context.config_files import ConfigFile, find_config, normalised
from dockerls.cli.inspection import INDEX
from dockerls.cli.usage import UsageError
from dockerls.language import Language

KNOWN = INDEX.words


def command_line_layer(values: dict[str, object]) -> Layer:
    """What options set. Raises UsageError for the first wrong one."""
    layer, problems = read_json(values, COMMAND_LINE, None, KNOWN)
    if problems:
        raise UsageError(problems[0].message)
    return layer


class Configurations:
    """Which settings hold where. ``problems`` grows as files are read."""

    def __init__(self, command_line: Layer) -> None:
        self.problems: list[Problem] = []
        self._command_line = command_line
        self._layers: dict[Path, tuple[Layer, ...]] = {}
        self.files: list[ConfigFile] = []

    def settings(self, path: Path) -> Settings:
        """What counts for a file."""
        path = normalised(path)
        return effective(self.layers(path.parent), path.as_posix())

    def is_excluded(self, path: Path) -> bool:
        """Whether the configuration leaves out the file or folder at an absolute path."""
        return excluded(self.layers(path.parent), path.as_posix())

    def layers(self, folder: Path) -> tuple[Layer, ...]:
        """What is said for the files in an absolute folder, what counts more coming later."""
        known = self._layers.get(folder)
        if known is None:
            known = self._layers[folder] = self._read(folder)
        return known

    def _read(self, folder: Path) -> tuple[Layer, ...]:
        found = find_config(folder, stop=folder)
        if found is None:
            return self.layers(folder.parent) if folder != folder.parent else (self._command_line,)
        layer, problems = found.read(KNOWN)
        self.problems += problems
        self.files.append(found)
        return (layer, self._command_line)


def tell(problems: list[Problem], language: Language) -> None:
    """Write what is wrong in configurations to standard error."""
    for problem in problems:
        print(worded(problem, language), file=sys.stderr)


def worded(problem: Problem, language: Language) -> str:
    """What is wrong, and where."""
    place = problem.source.said_in(language) + (f":{problem.line}" if problem.line else "")
    return f"{place}: {problem.message.said_in(language)}"
