"""``.hadolint.yaml`` in place of a configuration of ours: what it says to us, and what is wrong in it."""

import pytest

from dockerls.analysis.hadolint_config import read_hadolint
from dockerls.analysis.layers import Layer, effective, explain
from dockerls.analysis.settings import Settings
from dockerls.analysis.settings_pages import listing
from dockerls.language import Language
from dockerls.rules.rule import Severity

KNOWN = ("DL3000", "DL3006", "DL3008", "DL3015", "DL3059", "apt-no-install-recommends", "size")


def read(text: str) -> tuple[Layer, list[str]]:
    layer, problems = read_hadolint(text, "/p/.hadolint.yaml", "/p", KNOWN)
    assert not any(problem.is_error for problem in problems)
    return layer, [f"{problem.line}: {problem.message.en}" for problem in problems]


def settings(text: str) -> Settings:
    layer, problems = read(text)
    assert problems == []
    return effective([layer], "/p/Dockerfile")


EVERYTHING = """\
failure-threshold: style
format: sarif
ignored: [DL3008, SC2086]
label-schema:
  # words of YAML 1.1 that are no words of 1.2
  on: text
  version: semver
no-color: true
no-fail: false
override:
  error:
    - DL3015
  warning: []
  style:
    - dl3059
strict-labels: true
disable-ignore-pragma: True
trustedRegistries:
  - docker.io
  - localhost:5000
"""


def test_every_key() -> None:
    assert settings(EVERYTHING) == Settings(
        profile="hadolint",
        ignore=("DL3008", "SC2086"),
        severity=(("DL3015", "error"), ("DL3059", "hint")),
        fail_on="hint",
        trusted_registries=("docker.io", "localhost:5000"),
        label_schema=(("on", "text"), ("version", "semver")),
        strict_labels=True,
        disable_ignore_pragma=True,
    )


def test_where_each_value_comes_from() -> None:
    lines = [" ".join(line.split()) for line in listing(explain([read(EVERYTHING)[0]], "/p/Dockerfile"), Language.EN)]
    assert 'profile = "hadolint" # /p/.hadolint.yaml' in lines
    assert 'ignore = ["DL3008", "SC2086"] # /p/.hadolint.yaml:3' in lines
    assert 'severity.DL3059 = "hint" # /p/.hadolint.yaml:14' in lines
    assert 'label-schema.on = "text" # /p/.hadolint.yaml:6' in lines
    assert 'fail-on = "hint" # /p/.hadolint.yaml:1' in lines


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}", "null", "\n---\n...\n", "format: tty"])
def test_an_empty_one_says_that_hadolint_is_used(text: str) -> None:
    assert settings(text) == Settings(profile="hadolint")
    assert settings(text).failing is Severity.INFO


@pytest.mark.parametrize(
    ("text", "failing"),
    [
        ("failure-threshold: error", Severity.ERROR),
        ("failure-threshold: warning", Severity.WARNING),
        ("failure-threshold: none", Severity.HINT),
        ("failure-threshold: ignore", Severity.HINT),
        ("no-fail: true", None),
        ("no-fail: true\nfailure-threshold: error", None),
        ("failure-threshold: error\nno-fail: false", Severity.ERROR),
    ],
)
def test_what_fails_a_run(text: str, failing: Severity | None) -> None:
    assert settings(text).failing is failing


def test_one_registry_may_stand_alone() -> None:
    assert settings("trustedRegistries: docker.io").trusted_registries == ("docker.io",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\nignore:\n  - DL3008", "2: There is no key 'ignore'. Did you mean 'ignored'?"),
        ("trusted-registries: []", "1: There is no key 'trusted-registries'. Did you mean 'trustedRegistries'?"),
        ("failure_threshold: info", "1: There is no key 'failure_threshold'. Did you mean 'failure-threshold'?"),
        ("override:\n  eror: [DL3008]", "2: There is no key 'eror'. Did you mean 'error'?"),
        ("ignored:\n- DL3006\n- DL3O15", "3: 'ignored' does not know 'DL3O15'. Did you mean 'DL3015'?"),
        ("ignored:", "1: 'ignored' takes a list of rule codes, names, aliases or categories, not null."),
        (
            "override:\n  error: DL3008",
            "2: 'override.error' takes a list of rule codes, names, aliases or categories, ",
        ),
        ("failure-threshold: warn", "1: 'failure-threshold' takes one of 'error', 'warning', 'info', 'style', "),
        ("strict-labels: yes", "1: 'strict-labels' takes true or false, not \"yes\"."),
        ("strict-labels: 'true'", "1: 'strict-labels' takes true or false, not \"true\"."),
        ("label-schema:\n  v: sermver", "2: 'label-schema.v' does not know 'sermver'. Did you mean 'semver'?"),
        ("trustedRegistries: [1.5, {}]", "1: 'trustedRegistries' takes a list of registries such as "),
        ("- DL3008", "1: 'dockerls' takes a table, not [\"DL3008\"]."),
        ("a: [", "1: This is not valid YAML: expected the node content, but found '<stream end>'."),
        ("a: b: c", "1: This is not valid YAML: mapping values are not allowed here."),
        ("a: b\n---\nc: d", "2: This is not valid YAML: but found another document."),
        ("a: \x00", "None: This is not valid YAML: unacceptable character #x0000: special characters are not allowed."),
        ("a: !!python/object:os.system [x]", "1: There is no key 'a'. The keys here are ignored, override, "),
        ("ignored: &a [*a]", "1: This is not valid YAML: anchors and aliases (& and *) are not read."),
        ("a: &a [x]\nb: [*a, *a]", "1: This is not valid YAML: anchors and aliases (& and *) are not read."),
        ("a: " + "[" * 20_000, "None: This is not valid YAML: values are nested too deeply."),
    ],
)
def test_what_is_wrong_is_told_and_fails_nothing(text: str, problem: str) -> None:
    _, (told,) = read(text)
    assert told.startswith(problem)


def test_the_rest_still_applies() -> None:
    layer, problems = read("ignored: [DL3006, DL3O08]\nno-fial: true\noverride:\n  info: [DL3015, 7]\nstrict-labels: 1")
    assert len(problems) == 4
    assert effective([layer], "/p/Dockerfile") == Settings(
        profile="hadolint", ignore=("DL3006",), severity=(("DL3015", "info"),)
    )
