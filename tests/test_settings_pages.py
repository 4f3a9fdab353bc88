"""What is told about the configuration agrees with how it is read."""

import json
from pathlib import Path

import jsonschema
import pytest

from dockerls.analysis.setting_kinds import Key, Table
from dockerls.analysis.settings import KEYS
from dockerls.analysis.settings_pages import settings_page, settings_schema
from dockerls.analysis.settings_reader import EDITOR, read_json
from dockerls.language import Language

DOCS = Path(__file__).parent.parent / "docs"
KNOWN = ("DL3006", "image-untagged", "DL3015", "apt-no-install-recommends", "DS-0029", "size", "security", "style")


@pytest.mark.parametrize(
    ("document", "right"),
    [
        ({}, True),
        ({"profile": "strict", "language": "auto"}, True),
        ({"profile": "stict"}, False),
        ({"profile": 1}, False),
        ({"language": None, "profile": []}, False),
        ({"select": ["DL3006"], "ignore": []}, True),
        ({"select": "DL3006"}, False),
        ({"select": [1]}, False),
        ({"select": {"DL3006": True}}, False),
        ({"severity": {"DL3006": "off", "size": "error"}}, True),
        ({"severity": {"DL3006": "fatal"}}, False),
        ({"severity": {"DL3006": None}}, False),
        ({"severity": "off"}, False),
        ({"exclude": ["vendor/**", "*.dev"]}, True),
        ({"exclude": [""]}, False),
        ({"exclude": ["!a"]}, False),
        ({"exclude": "a"}, False),
        ({"fail-on": "never", "strict-labels": True, "disable-ignore-pragma": False}, True),
        ({"fail-on": "style"}, False),
        ({"strict-labels": "true"}, False),
        ({"disable-ignore-pragma": 1}, False),
        ({"trusted-registries": ["docker.io", "*.example.com"]}, True),
        ({"trusted-registries": [""]}, False),
        ({"trusted-registries": "docker.io"}, False),
        ({"label-schema": {"version": "semver", "on": "text"}}, True),
        ({"label-schema": {"version": "sermver"}}, False),
        ({"label-schema": ["version"]}, False),
        ({"overlap": ["hadolint", "docker-langserver"]}, True),
        ({"overlap": ["haskell"]}, False),
        ({"overlap": "hadolint"}, False),
        ({"format": {"casing": "upper", "indent": 2, "align-continuations": "never"}}, True),
        ({"format": {"indent": "tab"}}, True),
        ({"format": {"indent": True}}, False),
        ({"format": {"indent": 0}}, False),
        ({"format": {"indent": 17}}, False),
        ({"format": {"indent": "4"}}, False),
        ({"format": {"width": 80}}, False),
        ({"format": "upper"}, False),
        ({"override": []}, True),
        ({"override": [{"paths": ["a"], "profile": "strict", "severity": {"size": "off"}}]}, True),
        ({"override": [{"paths": ["a"]}, {"profile": "strict"}]}, False),
        ({"override": [{"paths": ["a"], "exclude": []}]}, False),
        ({"override": [{"paths": ["a"], "override": []}]}, False),
        ({"override": [{"paths": "a"}]}, False),
        ({"override": {"paths": ["a"]}}, False),
        ({"profiles": "strict"}, False),
        ([], False),
        ("strict", False),
        (0, False),
    ],
)
def test_schema_and_reader_agree(document: object, right: bool) -> None:
    _, problems = read_json(document, EDITOR, None, KNOWN)
    schema = jsonschema.Draft7Validator(settings_schema())
    assert (not problems, schema.is_valid(document)) == (right, right)


def test_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(settings_schema())


def test_written_pages_are_current() -> None:
    """If not: python docs/write_settings_pages.py"""
    assert json.loads((DOCS / "dockerls.schema.json").read_text(encoding="utf-8")) == settings_schema()
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page(Language.EN)
    assert (DOCS / "settings.ko.md").read_text(encoding="utf-8") == settings_page(Language.KO)


def names_of(key: Key) -> list[str]:
    return [f"{key.name}.{inner.name}" for inner in key.kind.keys] if isinstance(key.kind, Table) else [key.name]


def test_page_names_every_key() -> None:
    for language in Language:
        assert [line.split("`")[1] for line in settings_page(language).splitlines() if line.startswith("| `")] == [
            *(name for key in KEYS for name in names_of(key)),
            "override",
        ]
