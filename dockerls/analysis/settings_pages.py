"""What is told about the configuration: its JSON Schema, the page about its keys, and what counts for a file."""

import json
from collections.abc import Iterator, Sequence

from dockerls.analysis.layers import Origin
from dockerls.analysis.plain_kinds import ChoiceTable
from dockerls.analysis.setting_kinds import Key, SeverityTable, Table
from dockerls.analysis.settings import CONFIGURATION, KEYS
from dockerls.language import Language, Sentence
from dockerls.text.pattern import pattern
from dockerls.text.toml_lines import KeyPath

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLE = Sentence(en="Configuration of dockerls", ko="dockerls 설정")
_OTHER_LANGUAGE = Sentence(en="[한국어](settings.ko.md)", ko="[English](settings.md)")
_COLUMNS = Sentence(en="| Key | Value | Default | Meaning |", ko="| 키 | 값 | 기본값 | 의미 |")
_DEFAULT = Sentence(en="default", ko="기본값")
_TABLES = frozenset((key.name,) for key in KEYS if isinstance(key.kind, SeverityTable | ChoiceTable))
_BARE_KEY = pattern(r"[A-Za-z0-9_-]+")


def settings_schema() -> dict[str, object]:
    """The JSON Schema (draft 7, which TOML editors read) of ``dockerls.toml`` and of the editor settings.

    It leaves open which rules there are, so that it does not age with them.
    """
    return {"$schema": _DRAFT, "title": _TITLE.en, **CONFIGURATION.schema()}


def settings_page(language: Language) -> str:
    """The keys as a Markdown page."""
    rows = (
        f"| `{name}` | {key.kind.expected.said_in(language)} | {_default(key.default)} "
        f"| {key.description.said_in(language)} |"
        for name, key in _every_key()
    )
    head = (f"# {_TITLE.said_in(language)}", "", _OTHER_LANGUAGE.said_in(language), "", _COLUMNS.said_in(language))
    return "\n".join((*head, "| --- " * 4 + "|", *rows, ""))


def listing(origins: Sequence[Origin], language: Language) -> Iterator[str]:
    """The lines of ``dockerls config FILE``: each value, as TOML that could be kept, and where it comes from."""
    assignments = [f"{_toml_key(origin.key)} = {_toml_value(origin)}" for origin in origins]
    width = max(map(len, assignments))
    for assignment, origin in zip(assignments, origins, strict=True):
        yield f"{assignment:<{width}}  # {_place(origin, language)}"


def _every_key() -> Iterator[tuple[str, Key]]:
    """The keys, those of a table by their full names."""
    for key in CONFIGURATION.keys:
        if isinstance(key.kind, Table):
            yield from ((f"{key.name}.{inner.name}", inner) for inner in key.kind.keys)
        else:
            yield key.name, key


def _default(default: object) -> str:
    return f"`{json.dumps(default)}`" if default else ""


def _place(origin: Origin, language: Language) -> str:
    if origin.source is None:
        return _DEFAULT.said_in(language)
    line = "" if origin.line is None else f":{origin.line}"
    return origin.source.said_in(language) + line


def _toml_key(path: KeyPath) -> str:
    return ".".join(key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False) for key in map(str, path))


def _toml_value(origin: Origin) -> str:
    is_empty_table = origin.value == () and origin.key in _TABLES
    return "{}" if is_empty_table else json.dumps(origin.value, ensure_ascii=False)
