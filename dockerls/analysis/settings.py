"""The configuration: which keys there are, and which values count for a file.

A key is declared once, as a field of ``Settings``. Checking, the JSON Schema, ``dockerls config`` and the page about
the keys all read the declarations.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, fields
from typing import Any

from dockerls.analysis.setting_kinds import Choice, GlobList, Key, Kind, RuleList, SeverityTable, Table, TableList
from dockerls.language import Sentence
from dockerls.text.globs import matches_any
from dockerls.text.toml_lines import KeyPath
from dockerls.value import value


def _key(kind: Kind, default: object, description: Sentence) -> Any:
    return field(default=default, metadata={"kind": kind, "description": description})


@value
class Settings:
    """What counts for one file. Rules are named by code, name, alias or category, in the spelling of the rules."""

    profile: str = _key(
        Choice(("default", "strict", "hadolint")),
        "default",
        Sentence(
            en="The rules to start from: the usual ones, all there are, or those of hadolint.",
            ko="바탕이 되는 규칙 모음입니다. 기본 규칙, 모든 규칙, hadolint의 규칙 중에서 고릅니다.",
        ),
    )
    select: tuple[str, ...] = _key(
        RuleList(),
        (),
        Sentence(
            en="Use only these rules. Empty: the rules of the profile.",
            ko="여기에 적은 규칙만 사용합니다. 비어 있으면 프로필의 규칙을 사용합니다.",
        ),
    )
    ignore: tuple[str, ...] = _key(
        RuleList(),
        (),
        Sentence(en="Do not use these rules.", ko="여기에 적은 규칙은 사용하지 않습니다."),
    )
    severity: tuple[tuple[str, str], ...] = _key(
        SeverityTable(),
        (),
        Sentence(
            en="How severe the findings of a rule or of a category are; 'off' turns them off.",
            ko="규칙이나 분류별로 진단의 심각도를 정합니다. 'off'로 끌 수 있습니다.",
        ),
    )
    """Pairs of selector and severity. What was set later, and so counts more, stands later."""

    language: str = _key(
        Choice(("auto", "en", "ko")),
        "auto",
        Sentence(
            en="The language of the messages; 'auto' is that of the editor, or of LC_ALL, LC_MESSAGES or LANG.",
            ko="메시지에 쓸 언어입니다. 'auto'는 편집기의 언어나 LC_ALL, LC_MESSAGES, LANG을 따릅니다.",
        ),
    )
    exclude: tuple[str, ...] = _key(
        GlobList(),
        (),
        Sentence(
            en="Files and folders to leave out, as patterns relative to the folder of the configuration file.",
            ko="검사하지 않을 파일과 폴더입니다. 설정 파일이 있는 폴더를 기준으로 하는 패턴으로 적습니다.",
        ),
    )


KEYS = tuple(
    Key(each.name, each.metadata["kind"], each.default, each.metadata["description"]) for each in fields(Settings)
)

_PATHS = Key(
    "paths",
    GlobList(),
    None,
    Sentence(
        en="The files this holds for, as patterns relative to the folder of the configuration file.",
        ko="적용할 파일입니다. 설정 파일이 있는 폴더를 기준으로 하는 패턴으로 적습니다.",
    ),
)

_OVERRIDE = Key(
    "override",
    TableList(Table((_PATHS, *(key for key in KEYS if key.name != "exclude")), required=_PATHS.name)),
    (),
    Sentence(
        en="Other values for some files. Where several hold for a file the last one wins.",
        ko="일부 파일에만 다른 값을 적용합니다. 한 파일에 여러 항목이 해당하면 마지막 항목이 우선합니다.",
    ),
)

CONFIGURATION = Table((*KEYS, _OVERRIDE))
"""All that a configuration file may hold."""


@value
class Setting:
    """One value that was set. An entry of a table is a setting of its own, so that tables merge entry by entry."""

    key: KeyPath
    value: str | tuple[str, ...]
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
        values[str(name)] = (*values.get(str(name), ()), (*entry, origin.value)) if entry else origin.value
    return Settings(**values)


def explain(layers: Sequence[Layer], path: str) -> tuple[Origin, ...]:
    """Every effective value with its origin, in the order of ``KEYS``; the entries of a table one by one."""
    winners = _winners(layers, path).values()
    origins: list[Origin] = []
    for key in KEYS:
        of_key = [origin for origin in winners if origin.key[0] == key.name]
        origins += of_key or [Origin((key.name,), key.default, None, None)]
    return tuple(origins)


def excluded(layers: Sequence[Layer], path: str) -> bool:
    """Whether the file or folder at ``path`` is left out: the last layer that sets ``exclude`` decides."""
    for layer in reversed(layers):
        for setting in layer.settings:
            if setting.key == ("exclude",):
                inside = _inside(path, layer.folder)
                return inside is not None and matches_any(setting.value, inside)
    return False


def _winners(layers: Sequence[Layer], path: str) -> Mapping[KeyPath, Origin]:
    winners: dict[KeyPath, Origin] = {}
    for layer in layers:
        for setting in layer.for_file(path):
            # Taken out first, so that the order is always that in which values were last set.
            winners.pop(setting.key, None)
            winners[setting.key] = Origin(setting.key, setting.value, layer.source, setting.line)
    return winners


def _inside(path: str, folder: str | None) -> str | None:
    """``path`` relative to ``folder``; None for a file elsewhere."""
    if folder is None:
        return path.lstrip("/")
    top = folder.rstrip("/") + "/"
    return path[len(top) :] if path.startswith(top) else None
