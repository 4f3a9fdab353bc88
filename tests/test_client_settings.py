"""The settings of the VS Code extension are those of the server."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from dockerls.analysis.settings import KEYS
from dockerls.language import Language

CLIENT = Path(__file__).parent.parent / "client-vscode"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_settings", CLIENT / "scripts" / "write_settings.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


SCRIPT = load_script()


def test_manifest_is_current() -> None:
    """If not: PYTHONPATH=. python client-vscode/scripts/write_settings.py"""
    written = SCRIPT.read(SCRIPT.MANIFEST)
    assert SCRIPT.manifest(written) == written


@pytest.mark.parametrize("language", Language)
def test_translations_are_current(language: Language) -> None:
    """If not: PYTHONPATH=. python client-vscode/scripts/write_settings.py"""
    written = SCRIPT.read(SCRIPT.TRANSLATIONS[language])
    assert SCRIPT.translations(written, language) == written


@pytest.mark.parametrize("language", Language)
def test_every_name_is_translated(language: Language) -> None:
    named = set(re.findall(r'"%([\w.]+)%"', SCRIPT.MANIFEST.read_text(encoding="utf-8")))
    assert named == set(SCRIPT.read(SCRIPT.TRANSLATIONS[language]))


def test_every_key_of_an_editor_is_there() -> None:
    top = {name.split(".")[0].lower() for name, _ in SCRIPT.settings()}
    assert top == {key.name.replace("-", "") for key in KEYS} - {"failon"}


def test_what_the_client_says_is_translated() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (CLIENT / "src").glob("*.ts"))
    said = set(re.findall(r'l10n\.t\(\s*"([^"]+)"', sources))
    assert said == set(SCRIPT.read(CLIENT / "l10n" / "bundle.l10n.ko.json"))
