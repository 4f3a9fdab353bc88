"""Rules that are made of what the settings tell them."""

from dockerls.analysis.analysis import Analyzer
from dockerls.document import Document, open_document
from dockerls.rules.catalogue import ALL
from dockerls.rules.options import NO_OPTIONS, Options
from dockerls.rules.rule import ConfiguredCheck
from dockerls.text.edit import insertion
from tests.check import TODAY

CHECKS = {rule: rule.check for rule in ALL if isinstance(rule.check, ConfiguredCheck)}
CONFIGURED = tuple(CHECKS)
OPTIONS = Options(("docker.io",), (("version", "semver"), ("owner", "text")), strict_labels=True)
TEXT = "FROM quay.io/app:1 AS base\nLABEL version=1.2 team=a owner=\nFROM base\nRUN make\n"


def codes(document: Document) -> list[str]:
    return sorted(located.rule.code for located in document.findings())


def test_they_say_nothing_unless_settings_ask_for_something() -> None:
    document = open_document(TEXT, Analyzer(CONFIGURED, TODAY))
    assert codes(document) == []
    assert [rule.name for rule, check in CHECKS.items() if check.made(NO_OPTIONS)] == []


def test_each_says_what_settings_ask_for() -> None:
    document = open_document(TEXT, Analyzer(CONFIGURED, TODAY, OPTIONS))
    assert codes(document) == ["DL3026", "DL3050", "DL3051", "DL3056"]


def test_an_edited_document_equals_one_opened_anew() -> None:
    analyzer = Analyzer(CONFIGURED, TODAY, OPTIONS)
    document = open_document(TEXT, analyzer)
    for word, added in (("team", "LABEL x=y\n"), ("RUN", "COPY --from=ghcr.io/a /b /c\n"), ("FROM quay", "FROM a\n")):
        at = document.text.rindex("\n", 0, document.text.index(word)) + 1 if word != "FROM quay" else 0
        document = document.edited(insertion(at, added))
        assert document.analysis == open_document(document.text, analyzer).analysis
    assert codes(document) == ["DL3026", "DL3026", "DL3049", "DL3050", "DL3050", "DL3051", "DL3056"]
