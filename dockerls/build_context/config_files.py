"""The configuration file that a Dockerfile stands under."""

import errno
import os
import re
from collections.abc import Collection
from pathlib import Path

from dockerls.analysis.layers import Layer
from dockerls.analysis.settings_reader import Problem, TomlError, read_toml, toml_document
from dockerls.language import Sentence, verbatim
from dockerls.text.pattern import pattern
from dockerls.value import value

HADOLINT_NAMES = (".hadolint.yaml", ".hadolint.yml")
"""What hadolint looks for beside a Dockerfile; without the dot it looks in a person's own settings only."""

NAMES = ("dockerls.toml", ".dockerls.toml", "pyproject.toml", *HADOLINT_NAMES)
"""The files that may hold a configuration; in one folder the first of them wins."""

_YAML = (".yaml", ".yml")
_TABLE = ("tool", "dockerls")
_TABLE_HEADER = pattern(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*dockerls\b", re.MULTILINE)

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL)

_UNREADABLE = Sentence(en="This file cannot be read: {reason}.", ko="파일을 읽을 수 없습니다: {reason}.")
_NOT_UTF8 = Sentence(en="This file is not UTF-8 text.", ko="UTF-8 텍스트 파일이 아닙니다.")


@value
class ConfigFile:
    """A configuration file as it was found: its absolute path, and its text or why there is none."""

    path: Path
    text: str
    problems: tuple[Problem, ...] = ()

    def read(self, known: Collection[str]) -> tuple[Layer, tuple[Problem, ...]]:
        """What it says, given the codes, names, aliases and categories of the rules."""
        source, folder = str(self.path), self.path.parent.as_posix()
        if self.path.suffix in _YAML:
            from dockerls.analysis.hadolint_config import read_hadolint

            layer, problems = read_hadolint(self.text, source, folder, known)
        else:
            table = _TABLE if _holds_other_tools(self.path) else ()
            layer, problems = read_toml(self.text, source, folder, known, table)
        return layer, (*self.problems, *problems)


def find_config(path: Path, stop: Path | None = None) -> ConfigFile | None:
    """The nearest configuration file, from the folder of ``path`` (or ``path``, a folder) up to ``stop`` or the root.

    A ``pyproject.toml`` counts only if it has a ``[tool.dockerls]`` table. Folders are those of the path as written:
    a link is not followed to another project's configuration.
    """
    start = normalised(path)
    last = normalised(stop) if stop else None
    # In a path that is no folder there is simply nothing to open.
    for folder in (start, *start.parents):
        for name in NAMES:
            found = _opened(folder / name)
            if found and (found.problems or not _holds_other_tools(found.path) or _has_table(found.text)):
                return found
        if folder == last:
            break
    return None


def open_config(path: Path) -> ConfigFile:
    """The configuration file at ``path``, which a person named."""
    path = normalised(path)
    return _opened(path) or _failed(path, _UNREADABLE.filled(reason=os.strerror(errno.ENOENT)))


def normalised(path: Path) -> Path:
    """The absolute path without ``.`` and ``..``, by its words alone: pathlib would also follow links."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _holds_other_tools(path: Path) -> bool:
    return path.name == "pyproject.toml"


def _has_table(text: str) -> bool:
    """Whether a ``pyproject.toml`` configures us. One that is no TOML is ours to complain of if it names us."""
    if "dockerls" not in text:
        return False
    try:
        tool = toml_document(text).get("tool")
    except TomlError:
        return bool(_TABLE_HEADER.search(text))
    return isinstance(tool, dict) and "dockerls" in tool


def _opened(path: Path) -> ConfigFile | None:
    try:
        # Editors on Windows may begin a UTF-8 file with a byte order mark, which is no TOML.
        return ConfigFile(path, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return _failed(path, _NOT_UTF8)
    except ValueError:
        # A name no file can have, such as one with a NUL, as a client may send.
        return None
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        return _failed(path, _UNREADABLE.filled(reason=error.strerror or str(error)))


def _failed(path: Path, message: Sentence) -> ConfigFile:
    is_ours = path.name not in HADOLINT_NAMES
    return ConfigFile(path, "", (Problem(verbatim(str(path)), None, message, is_error=is_ours),))
