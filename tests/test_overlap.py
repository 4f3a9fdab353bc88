"""What is silent in an editor, because another server there says it."""

import pytest

from dockerls.analysis.selection import severities
from dockerls.analysis.settings import Settings
from dockerls.server.configuration import analyzer_for, rules, severities_for
from tests.check import TODAY

NAMES = {rule.code: rule.name for rule in rules().rules}


def silent_beside(*peers: str) -> set[str]:
    """The names of the rules that go silent."""
    profile = Settings(profile="strict")
    alone, beside = severities_for(profile), severities_for(Settings(profile="strict", overlap=peers))
    return {NAMES[code] for code in set(alone) - set(beside)}


@pytest.mark.parametrize(
    ("peer", "has", "has_not"),
    [
        ("docker-langserver", {"workdir-relative", "unknown-flag", "shell-json"}, {"sudo", "stage-name-casing"}),
        ("docker-language-server", {"workdir-relative", "stage-name-casing"}, {"sudo", "unknown-flag", "shell-json"}),
        ("hadolint", {"workdir-relative", "sudo", "shellcheck"}, {"stage-name-casing", "missing-user"}),
    ],
)
def test_a_peer(peer: str, has: set[str], has_not: set[str]) -> None:
    silent = silent_beside(peer)
    assert has <= silent
    assert not has_not & silent


def test_several_peers() -> None:
    assert silent_beside("hadolint", "docker-langserver") == silent_beside("hadolint") | silent_beside(
        "docker-langserver"
    )
    assert silent_beside() == set()


def test_a_severity_does_not_bring_it_back() -> None:
    settings = Settings(severity=(("sudo", "error"),), overlap=("hadolint",))
    assert "DL3004" in severities(rules(), settings)
    assert "DL3004" not in severities_for(settings)


def test_one_analyzer_for_all_documents_with_the_same_settings() -> None:
    plain = analyzer_for(Settings(), TODAY)
    told = analyzer_for(Settings(trusted_registries=("docker.io",)), TODAY)
    assert analyzer_for(Settings(language="ko"), TODAY) is plain
    assert told is not plain
    assert analyzer_for(Settings(trusted_registries=("docker.io",), fail_on="hint"), TODAY) is told
