"""The pages about rules: on the command line and in ``docs/rules``."""

from pathlib import Path

import pytest

from dockerls.analysis.selection import Index
from dockerls.features.rule_index import rule_pages
from dockerls.features.rule_page import fix_safety, rule_page
from dockerls.language import Language
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Rule, Safety
from dockerls.rules.size.apt_no_install_recommends import RULE
from tests.command_line import Folder

PAGES = Path(__file__).parent.parent / "docs" / "rules"


def test_written_pages_are_current() -> None:
    """If not: python docs/build_rule_pages.py"""
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert written == rule_pages(ALL)


@pytest.mark.parametrize("rule", ALL, ids=[rule.name for rule in ALL])
@pytest.mark.parametrize("language", Language)
def test_a_page_tells_all_there_is(rule: Rule, language: Language) -> None:
    page = rule_page(rule, language)
    assert page.startswith(f"# {rule.name}\n")
    assert rule.rationale.said_in(language) in page
    assert all(f"`{alias}`" in page for alias in (rule.code, *rule.aliases))
    assert f"# dockerls: ignore={rule.code}" in page
    own = page.replace(rule.rationale.said_in(language), "")
    assert own.count("```dockerfile") == 2 + sum(1 + (each.good is not None) for each in rule.examples)
    assert page.count("```") % 2 == 0
    assert not {"«", "»"} & set(page)


def test_examples_decide_how_safe_a_fix_is_said_to_be() -> None:
    assert fix_safety(RULE) is Safety.SUGGEST
    assert "- Fix: suggested, `--unsafe-fixes` applies it\n" in rule_page(RULE, Language.EN)


@pytest.mark.parametrize("word", ["DL3015", "dl3015", "apt-no-install-recommends", "DS-0029"])
def test_the_page_of_a_rule(folder: Folder, word: str) -> None:
    run = folder.run("rule", word)
    assert (run.code, run.out) == (0, rule_page(RULE, Language.EN))
    assert folder.run("rule", word, "--language", "ko").out == rule_page(RULE, Language.KO)


def test_all_rules(folder: Folder) -> None:
    lines = folder.run("rule", "--all").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in ALL]


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("DL3008", "https://github.com/hadolint/hadolint/wiki/DL3008"),
        ("SC2086", "https://www.shellcheck.net/wiki/SC2086"),
        ("CopyIgnoredFile", "https://docs.docker.com/reference/build-checks/copy-ignored-file/"),
        ("DLS4020", None),
    ],
)
def test_a_code_of_another_tool_is_explained_there(code: str, address: str | None) -> None:
    assert [rule.url for rule in Index(ALL).named(code) if rule.code == code] == [address]


def test_all_rules_as_json(folder: Folder) -> None:
    rules = folder.run("rule", "--all", "--format", "json").json["rules"]
    assert [rule["code"] for rule in rules] == [rule.code for rule in ALL]
    [found] = [rule for rule in rules if rule["code"] == "DL3015"]
    assert found == {
        "code": "DL3015",
        "name": RULE.name,
        "aliases": list(RULE.aliases),
        "category": "size",
        "severity": "warning",
        "on": True,
        "fix": "suggest",
        "message": RULE.message.en,
        "url": "https://github.com/hadolint/hadolint/wiki/DL3015",
        "page": rule_page(RULE, Language.EN),
    }
