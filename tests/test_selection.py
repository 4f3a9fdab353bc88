"""Which rules are on, and how severe they are."""

import dataclasses
from collections.abc import Mapping

from dockerls.analysis.selection import Index, severities
from dockerls.analysis.settings import Settings
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Severity
from tests.check import INDEX


def on(settings: Settings) -> Mapping[str, Severity]:
    """Names instead of codes, which can be read."""
    rules = {rule.code: rule for rule in ALL}
    found = severities(INDEX, settings)
    return {rules[code].name: severity or rules[code].severity for code, severity in found.items()}


def test_the_default_profile_is_what_is_on() -> None:
    assert on(Settings()) == {rule.name: rule.severity for rule in ALL if rule.on}


def test_strict_is_everything() -> None:
    assert set(on(Settings(profile="strict"))) == {rule.name for rule in ALL}


def test_hadolint_is_what_hadolint_has() -> None:
    found = on(Settings(profile="hadolint"))
    assert found["workdir-relative"] is Severity.ERROR
    assert found["apt-no-install-recommends"] is Severity.INFO
    assert "missing-user" not in found


def test_select_and_ignore_take_any_word() -> None:
    assert set(on(Settings(select=("dl3015", "pip-no-cache-dir", "DS-0025")))) == {
        "apt-no-install-recommends",
        "pip-no-cache-dir",
        "apk-no-cache",
    }
    assert set(on(Settings(select=("cache",), ignore=("DLS2004",)))) == {
        rule.name for rule in ALL if rule.category.value == "cache" and rule.code != "DLS2004"
    }


def test_an_alias_of_several_rules_means_all_of_them() -> None:
    found = on(Settings(select=("MultipleInstructionsDisallowed",)))
    assert set(found) == {"multiple-cmd", "multiple-entrypoint", "multiple-healthcheck"}


def test_a_later_severity_counts_more() -> None:
    found = on(Settings(severity=(("security", "hint"), ("DL3004", "error"), ("curl-pipe-shell", "off"))))
    assert found["sudo"] is Severity.ERROR
    assert found["chmod-777"] is Severity.HINT
    assert "curl-pipe-shell" not in found


def test_a_severity_turns_on_the_rule_it_names_but_not_beside_a_selection() -> None:
    sudo_is_off = Index(dataclasses.replace(rule, on=rule.name != "sudo") for rule in ALL)
    assert "DL3004" not in severities(sudo_is_off, Settings())
    assert "DL3004" not in severities(sudo_is_off, Settings(severity=(("security", "info"),)))
    assert severities(sudo_is_off, Settings(severity=(("sudo", "info"),)))["DL3004"] is Severity.INFO
    assert set(on(Settings(select=("sudo",), severity=(("chmod-777", "error"),)))) == {"sudo"}


def test_a_code_of_shellcheck_is_a_selector_too() -> None:
    one = severities(INDEX, Settings(select=("sc2086",)))
    assert (set(one), len(one)) == ({"SC"}, 1)
    assert {code: code in one for code in ("SC", "SC2086", "SC2046", "DL3015")} == {
        "SC": True,
        "SC2086": True,
        "SC2046": False,
        "DL3015": False,
    }
    assert one["SC2086"] is None
    default = severities(INDEX, Settings(severity=(("SC2086", "error"),), ignore=("SC2046",)))
    assert (default["SC2086"], default["SC2006"], default["SC"]) == (Severity.ERROR, None, None)
    assert "SC2046" not in default
    assert "SC2006" not in severities(INDEX, Settings(ignore=("shellcheck",)))
    assert "SC2006" not in severities(INDEX, Settings(shellcheck=False))
