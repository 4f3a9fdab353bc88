"""Configuration: what counts for a file, and why."""

import pytest

from dockerls.analysis.layers import Layer, effective, excluded, explain
from dockerls.analysis.settings import KEYS, Settings
from dockerls.analysis.settings_pages import listing
from dockerls.analysis.settings_reader import COMMAND_LINE, EDITOR, read_json, read_toml
from dockerls.language import Language

KNOWN = ("DL3006", "image-untagged", "DL3015", "apt-no-install-recommends", "DS-0029", "size", "security", "style")


def toml(text: str, source: str = "/p/dockerls.toml", folder: str | None = "/p") -> Layer:
    layer, problems = read_toml(text, source, folder, KNOWN)
    assert not problems, problems
    return layer


def editor(value: object) -> Layer:
    layer, problems = read_json(value, EDITOR, None, KNOWN)
    assert not problems, problems
    return layer


def test_every_key() -> None:
    layer = toml(
        """
        profile = "strict"
        select = ["DL3006", "size"]
        ignore = []
        language = "ko"
        exclude = ["vendor/"]

        fail-on = "info"
        trusted-registries = ["docker.io"]
        strict-labels = true
        disable-ignore-pragma = true
        overlap = ["hadolint"]

        [severity]
        DL3015 = "error"
        style = "off"

        [label-schema]
        version = "semver"
        "org.example.owner" = "email"
        """
    )
    assert effective([layer], "/p/Dockerfile") == Settings(
        profile="strict",
        select=("DL3006", "size"),
        ignore=(),
        language="ko",
        exclude=("vendor/",),
        severity=(("DL3015", "error"), ("style", "off")),
        fail_on="info",
        trusted_registries=("docker.io",),
        label_schema=(("version", "semver"), ("org.example.owner", "email")),
        strict_labels=True,
        disable_ignore_pragma=True,
        overlap=("hadolint",),
    )


def test_nothing_is_the_default() -> None:
    assert effective([], "/p/Dockerfile") == effective([toml("")], "/p/Dockerfile") == Settings()
    assert effective([editor(None), editor({})], "/p/Dockerfile") == Settings()


def test_names_in_any_case_get_the_spelling_of_the_rules() -> None:
    layer = toml('select = ["dl3006", "Size"]\nseverity = {ds-0029 = "off"}')
    settings = effective([layer], "/p/Dockerfile")
    assert settings.select == ("DL3006", "size")
    assert settings.severity == (("DS-0029", "off"),)


def test_null_of_an_editor_is_not_set() -> None:
    assert not editor({"profile": None, "severity": None}).settings


def test_settings_are_values() -> None:
    assert len({Settings(), Settings(severity=(("size", "off"),)), Settings()}) == 2


def test_later_layers_win_key_by_key() -> None:
    file = toml('profile = "strict"\nlanguage = "ko"\nignore = ["DL3006"]')
    command_line, _ = read_json({"ignore": ["size"]}, COMMAND_LINE, None, KNOWN)
    settings = effective([file, editor({"language": "en"}), command_line], "/p/Dockerfile")
    assert (settings.profile, settings.language, settings.ignore) == ("strict", "en", ("size",))


def test_severities_merge_entry_by_entry_and_later_ones_stand_later() -> None:
    file = toml('[severity]\nDL3006 = "error"\nsize = "info"\nstyle = "off"')
    settings = effective([file, editor({"severity": {"dl3006": "hint"}})], "/p/Dockerfile")
    assert settings.severity == (("size", "info"), ("style", "off"), ("DL3006", "hint"))


OVERRIDES = """
profile = "strict"
language = "ko"
[[override]]
paths = ["*.dev", "test/**"]
profile = "default"
severity = {size = "off"}
[[override]]
paths = ["test/"]
profile = "hadolint"
"""


@pytest.mark.parametrize(
    ("path", "profile"),
    [
        ("/p/Dockerfile", "strict"),
        ("/p/a/Dockerfile.dev", "default"),
        ("/p/test/Dockerfile", "hadolint"),
        ("/elsewhere/test/Dockerfile", "strict"),
        ("/pp/Dockerfile.dev", "strict"),
    ],
)
def test_overrides_hold_for_their_paths(path: str, profile: str) -> None:
    settings = effective([toml(OVERRIDES)], path)
    assert settings.profile == profile
    assert settings.language == "ko"
    assert settings.severity == ((("size", "off"),) if profile in ("default", "hadolint") else ())


def test_a_later_layer_wins_over_the_overrides_of_an_earlier_one() -> None:
    assert effective([toml(OVERRIDES), editor({"profile": "strict"})], "/p/test/Dockerfile").profile == "strict"


def test_patterns_without_a_folder_see_the_whole_path() -> None:
    layer = editor({"override": [{"paths": ["**/test/*"], "language": "ko"}]})
    assert effective([layer], "/home/me/test/Dockerfile").language == "ko"
    assert effective([layer], "/home/me/Dockerfile").language == "auto"


def test_excluded_by_the_last_layer_that_says_so() -> None:
    file = toml('exclude = ["vendor/", "/old"]')
    assert excluded([file], "/p/a/vendor/Dockerfile")
    assert excluded([file, editor({"profile": "strict"})], "/p/old")
    assert not excluded([file], "/p/a/old")
    assert not excluded([file], "/q/vendor/Dockerfile")
    assert not excluded([file, editor({"exclude": []})], "/p/a/vendor/Dockerfile")
    assert not excluded([], "/p/Dockerfile")


def test_listing_tells_where_each_value_comes_from() -> None:
    layers = [toml(OVERRIDES), editor({"severity": {"DL3006": "error"}, "exclude": ["a", "b"]})]
    lines = [" ".join(line.split()) for line in listing(explain(layers, "/p/x.dev"), Language.EN)]
    assert {"select = [] # default", "strict-labels = false # default", "label-schema = {} # default"} <= set(lines)
    assert {line.split()[0].partition(".")[0] for line in lines} == {key.name for key in KEYS}
    assert [line for line in lines if not line.endswith("# default")] == [
        'profile = "default" # /p/dockerls.toml:6',
        'severity.size = "off" # /p/dockerls.toml:7',
        'severity.DL3006 = "error" # editor settings',
        'language = "ko" # /p/dockerls.toml:3',
        'exclude = ["a", "b"] # editor settings',
    ]
    korean = [" ".join(line.split()) for line in listing(explain(layers, "/p/x.dev"), Language.KO)]
    assert {"select = [] # 기본값", 'severity.DL3006 = "error" # 편집기 설정'} <= set(korean)


def test_listing_is_a_configuration_that_says_the_same() -> None:
    for layers in ([], [toml(OVERRIDES)]):
        kept = toml("\n".join(listing(explain(layers, "/p/x.dev"), Language.EN)))
        assert effective([kept], "/p/x.dev") == effective(layers, "/p/x.dev")
