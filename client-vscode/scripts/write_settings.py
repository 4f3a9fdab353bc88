"""Writes what the server can be told into the manifest of the extension: run after a key of the settings changed.

The keys are those of ``dockerls.analysis.settings``, in the way of VS Code: ``code-lens`` is ``dockerls.codeLens``, and
a key of a table ``dockerls.format.casing``. What the manifest says of the client's own settings stays as it is.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dockerls.analysis.setting_kinds import Key, Table
from dockerls.analysis.settings import KEYS
from dockerls.language import Language

CLIENT = Path(__file__).resolve().parent.parent
MANIFEST = CLIENT / "package.json"
TRANSLATIONS = {Language.EN: CLIENT / "package.nls.json", Language.KO: CLIENT / "package.nls.ko.json"}

PREFIX = "setting."  # of the names of our translations
OF_COMMAND_LINE = frozenset({"fail-on"})


def settings() -> Iterator[tuple[str, Key]]:
    """The keys that mean something to an editor, by their names in VS Code."""
    for key in KEYS:
        if isinstance(key.kind, Table):
            yield from ((f"{_camel(key.name)}.{_camel(inner.name)}", inner) for inner in key.kind.keys)
        elif key.name not in OF_COMMAND_LINE:
            yield _camel(key.name), key


def manifest(written: dict[str, Any]) -> dict[str, Any]:
    """The manifest with the settings as they are declared now."""
    configuration = written["contributes"]["configuration"]
    own = {
        name: setting
        for name, setting in configuration["properties"].items()
        if not setting["description"].startswith(f"%{PREFIX}")
    }
    ours = {f"dockerls.{name}": _property(name, key) for name, key in settings()}
    contributes = {**written["contributes"], "configuration": {**configuration, "properties": {**ours, **own}}}
    return {**written, "contributes": contributes}


def translations(written: dict[str, str], language: Language) -> dict[str, str]:
    """The translations with the descriptions as they are declared now."""
    others = {name: text for name, text in written.items() if not name.startswith(PREFIX)}
    return {**others, **{f"{PREFIX}{name}": key.description.said_in(language) for name, key in settings()}}


def _property(name: str, key: Key) -> dict[str, object]:
    schema = _typed(key.kind.schema())
    default = {"array": list, "object": dict}.get(str(schema.get("type")), lambda value: value)(key.default)
    return {**schema, "default": default, "scope": "resource", "description": f"%{PREFIX}{name}%"}


def _typed(schema: Any) -> Any:
    """The schema with the type of its words, without which VS Code shows no choice."""
    if isinstance(schema, list):
        return [_typed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    typed = {name: _typed(value) for name, value in schema.items()}
    return {"type": "string", **typed} if "enum" in typed else typed


def _camel(name: str) -> str:
    return re.sub("-([a-z])", lambda match: match[1].upper(), name)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(MANIFEST, manifest(read(MANIFEST)))
    for language, path in TRANSLATIONS.items():
        _write(path, translations(read(path), language))
