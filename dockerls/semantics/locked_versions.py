"""The versions that a project's lockfiles say, for packages that a Dockerfile installs by name.

Formats: python-poetry.org and docs.astral.sh/uv on their TOML, pip's requirements file format, pipenv's Pipfile.lock,
docs.npmjs.com on package-lock.json, yarnpkg.com on yarn.lock, bundler.io on Gemfile.lock, go.dev/ref/mod on go.sum.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import BuildContext

_MOST_FILES = 20  # of a kind; beyond that it is a collection of projects

Versions = Iterator[tuple[str, str]]
"""Names and versions, as often as they stand there."""


@value
class LockedAnswer:
    """The one version of each package that was asked for, in the order of the question, and the files they stand in."""

    versions: tuple[str, ...]
    files: tuple[str, ...]


@value
class LockedQuestion:
    """Which versions do the lockfiles of an ``ecosystem`` (pip, npm, gem, go) say for these packages?"""

    ecosystem: str
    names: tuple[str, ...]

    def asked_of(self, context: "BuildContext") -> LockedAnswer | None:
        """None where not each of them has exactly one version."""
        keys = [_key(self.ecosystem, name) for name in self.names]
        found: dict[str, set[str]] = {key: set() for key in keys}
        files: dict[str, None] = {}
        for pattern, read in _LOCKFILES[self.ecosystem].items():
            for file in context.files.called(pattern)[:_MOST_FILES]:
                for name, version in read(context.read(file.path) or ""):
                    for key in _keys_of(self.ecosystem, _key(self.ecosystem, name), keys):
                        found[key].add(version)
                        files[file.path] = None
        if not all(len(found[key]) == 1 for key in keys):
            return None
        return LockedAnswer(tuple(next(iter(found[key])) for key in keys), tuple(files))


def _key(ecosystem: str, name: str) -> str:
    """The name as it can be compared."""
    if ecosystem == "pip":
        return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()
    return name


def _keys_of(ecosystem: str, name: str, keys: list[str]) -> list[str]:
    """Those that a locked name is for: of Go's modules, the packages in them."""
    if ecosystem == "go":
        return [key for key in keys if key == name or key.startswith(f"{name}/")]
    return [name] if name in keys else []


_TOML_PACKAGE = r'^\[\[package\]\]\s*^name = "([^"\n]+)"\s*^version = "([^"\n]+)"'
_REQUIREMENT = r"^([\w.-]+)(?:\[[\w, .-]*\])?==([\w.!+-]+)[ \t]*(?:(?:[;#\\]|--hash).*)?\r?$"
_YARN = r'^"?(@?[^@"\n]+)@[^\n]*:\r?\n\s+version:? "?([\w.+-]+)"?'
_GEM = r"^    (\S+) \((\d[\w.]*)\)\r?$"
_GO = r"^(\S+) (v[\w.+-]+) h1:"


def _matches(pattern: str) -> Callable[[str], Versions]:
    """A reader of lines. The pattern is compiled when a lockfile is read, and not at the start of every session."""

    def read(text: str) -> Versions:
        return ((found[1], found[2]) for found in re.finditer(pattern, text, re.MULTILINE))

    return read


def _decoded(text: str) -> dict[str, Any]:
    import json

    try:
        decoded = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return decoded if isinstance(decoded, dict) else {}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _pipfile_lock(text: str) -> Versions:
    lock = _decoded(text)
    for group in ("default", "develop"):
        for name, package in _table(lock.get(group)).items():
            version = str(_table(package).get("version", ""))
            if version.startswith("=="):
                yield name, version[2:]


def _package_lock(text: str) -> Versions:
    """Packages at the top of node_modules; those below serve another package alone."""
    lock = _decoded(text)
    top = "node_modules/"
    for path, package in _table(lock.get("packages")).items():
        name = path.removeprefix(top)
        if path.startswith(top) and top not in name and isinstance(_table(package).get("version"), str):
            yield name, package["version"]
    if "packages" not in lock:
        for name, package in _table(lock.get("dependencies")).items():
            if isinstance(_table(package).get("version"), str):
                yield name, package["version"]


_LOCKFILES: dict[str, dict[str, Callable[[str], Versions]]] = {
    "pip": {
        "poetry.lock": _matches(_TOML_PACKAGE),
        "uv.lock": _matches(_TOML_PACKAGE),
        "Pipfile.lock": _pipfile_lock,
        "requirements*.txt": _matches(_REQUIREMENT),
    },
    "npm": {"package-lock.json": _package_lock, "yarn.lock": _matches(_YARN)},
    "gem": {"Gemfile.lock": _matches(_GEM)},
    "go": {"go.sum": _matches(_GO)},
}
