"""Which values count for a file: what each place says, and who wins."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dockerls.analysis.setting_kinds import SettingValue, Table
from dockerls.analysis.settings import KEYS, Settings
from dockerls.language import Sentence
from dockerls.text.globs import matches_any
from dockerls.text.toml_lines import KeyPath
from dockerls.value import value


@value
class Setting:
    """One value that was set. An entry of a table is a setting of its own, so that tables merge entry by entry."""

    key: KeyPath
    value: SettingValue
    line: int | None


@value
class Override:
    paths: tuple[str, ...]
    settings: tuple[Setting, ...]


@value
class Layer:
    """What one place says: a configuration file, the editor, the command line.

    ``folder`` (with ``/`` between its parts) is what its path patterns are relative to; without one they see the
    whole path.
    """

    source: Sentence
    folder: str | None = None
    settings: tuple[Setting, ...] = ()
    overrides: tuple[Override, ...] = ()

    def for_file(self, path: str) -> Iterator[Setting]:
        """What it says of a file, what counts more coming later."""
        yield from self.settings
        inside = _inside(path, self.folder)
        for override in self.overrides:
            if inside is not None and matches_any(override.paths, inside):
                yield from override.settings


@value
class Origin:
    """An effective value and who set it, on which line (from 1); a default has no source."""

    key: KeyPath
    value: object
    source: Sentence | None
    line: int | None


def effective(layers: Sequence[Layer], path: str) -> Settings:
    """What counts for the file at ``path``: absolute, normalised, with ``/`` between its parts.

    Later layers win over earlier ones key by key (``severity``: entry by entry), and in a layer the overrides that
    hold for the file win over the rest.
    """
    values: dict[str, Any] = {}
    for origin in _winners(layers, path).values():
        name, *entry = origin.key
        field_name = str(name).replace("-", "_")
        values[field_name] = (*values.get(field_name, ()), (*entry, origin.value)) if entry else origin.value
    for key in KEYS:
        if isinstance(key.kind, Table) and key.name in values:
            defaults = ((inner.name, inner.default) for inner in key.kind.keys)
            values[key.name] = tuple({**dict(defaults), **dict(values[key.name])}.items())
    return Settings(**values)


def explain(layers: Sequence[Layer], path: str) -> tuple[Origin, ...]:
    """Every effective value with its origin, in the order of ``KEYS``; the entries of a table one by one."""
    winners = _winners(layers, path)
    origins: list[Origin] = []
    for key in KEYS:
        if isinstance(key.kind, Table):
            defaults = [Origin((key.name, inner.name), inner.default, None, None) for inner in key.kind.keys]
            origins += (winners.get(default.key, default) for default in defaults)
            continue
        of_key = [origin for origin in winners.values() if origin.key[0] == key.name]
        origins += of_key or [Origin((key.name,), key.default, None, None)]
    return tuple(origins)


def excluded(layers: Sequence[Layer], path: str) -> bool:
    """Whether the file or folder at ``path`` is left out: the last layer that sets ``exclude`` decides."""
    for layer in reversed(layers):
        for setting in layer.settings:
            if setting.key == ("exclude",):
                inside = _inside(path, layer.folder)
                assert isinstance(setting.value, tuple)
                return inside is not None and matches_any(setting.value, inside)
    return False


def _winners(layers: Sequence[Layer], path: str) -> Mapping[KeyPath, Origin]:
    winners: dict[KeyPath, Origin] = {}
    for layer in layers:
        for setting in layer.for_file(path):
            # Taken out first, so that the order is always that in which values were last set.
            winners.pop(setting.key, None)
            winners[setting.key] = Origin(setting.key, _placed(setting, layer), layer.source, setting.line)
    return winners


def _placed(setting: Setting, layer: Layer) -> SettingValue:
    """The value of a setting; a path as seen from where the layer is."""
    if setting.key != ("context",) or layer.folder is None or not setting.value:
        return setting.value
    assert isinstance(setting.value, str)
    return posixpath.normpath(posixpath.join(layer.folder, setting.value.replace("\\", "/")))


def _inside(path: str, folder: str | None) -> str | None:
    """``path`` relative to ``folder``; None for a file elsewhere."""
    if folder is None:
        return path.lstrip("/")
    top = folder.rstrip("/") + "/"
    return path[len(top) :] if path.startswith(top) else None
