"""The Dockerfiles of ``tests/corpus``, byte for byte. Those under ``rejected/`` are the ones BuildKit refuses."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "corpus"
_REJECTED = "rejected/"


def corpus() -> list[tuple[str, str]]:
    """Name and text of each file that BuildKit accepts, by name."""
    return [(name, text) for name, text in _files() if not name.startswith(_REJECTED)]


def rejected() -> list[tuple[str, str]]:
    """Name and text of each file that BuildKit refuses, by name."""
    return [(name, text) for name, text in _files() if name.startswith(_REJECTED)]


def _files() -> list[tuple[str, str]]:
    paths = sorted(_FOLDER.rglob("*.dockerfile"))
    return [(path.relative_to(_FOLDER).with_suffix("").as_posix(), path.read_bytes().decode()) for path in paths]
