"""Moving over from hadolint: its configuration and its threshold on our command line."""

import pytest

from tests.command_line import SUGGESTED, Folder


def test_its_configuration_is_used(folder: Folder) -> None:
    folder.write(
        {"Dockerfile": SUGGESTED, ".hadolint.yaml": "ignored: [DL3008, DL3009]\noverride:\n  error: [DL3015]\n"}
    )
    run = folder.run("check", "--format", "json")
    assert run.found == ["Dockerfile:2 DL3015"]
    assert run.json["files"][0]["diagnostics"][0]["severity"] == "error"
    assert run.code == 1


@pytest.mark.parametrize(
    ("configuration", "code"),
    [
        ("", 1),  # DL3015 is an info of hadolint's, and its threshold is info
        ("failure-threshold: warning\n", 0),
        ("failure-threshold: style\n", 1),
        ("no-fail: true\n", 0),
        ("override:\n  style: [DL3015]\n", 0),
        ("failure-threshold: none\noverride:\n  style: [DL3015]\n", 1),
    ],
)
def test_its_threshold_decides_about_the_exit_code(folder: Folder, configuration: str, code: int) -> None:
    folder.write({"Dockerfile": SUGGESTED, ".hadolint.yaml": f"ignored: [DL3008, DL3009]\n{configuration}"})
    assert folder.run("check").code == code


def test_the_command_line_decides_over_it(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, ".hadolint.yaml": "failure-threshold: error\n"})
    assert folder.run("check", "--select", "DL3015").code == 0
    assert folder.run("check", "--select", "DL3015", "--fail-on", "info").code == 1
    folder.write({".hadolint.yaml": "", "dockerls.toml": 'fail-on = "never"\n'})
    assert folder.run("check", "--select", "DL3015").code == 0
    assert folder.run("check", "--select", "DL3015", "--fail-on", "hint").code == 1


def test_each_file_has_its_own_threshold(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SUGGESTED, "a/dockerls.toml": 'fail-on = "error"\n'})
    assert folder.run("check", "--select", "DL3015").code == 0
    folder.write({"b/Dockerfile": SUGGESTED})
    assert folder.run("check", "--select", "DL3015").code == 1


def test_what_is_wrong_in_it_is_told_and_fails_nothing(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, ".hadolint.yaml": "ignored: [DL3008, DL3009, DL3015]\nno-fial: true\n"})
    run = folder.run("check")
    assert run.code == 0
    assert run.err == f"{folder.path / '.hadolint.yaml'}:2: There is no key 'no-fial'. Did you mean 'no-fail'?\n"
    assert folder.run("config", "Dockerfile").code == 0


def test_rules_that_wait_for_settings(folder: Folder) -> None:
    text = "FROM quay.io/team/app:1\nLABEL owner=me version=1.2\n"
    rules = ("--select", "DL3026,DL3049,DL3050,DL3056", "--format", "json")
    folder.write({"Dockerfile": text})
    assert folder.run("check", *rules).found == []
    folder.write(
        {
            "dockerls.toml": 'trusted-registries = ["docker.io"]\nstrict-labels = true\n'
            '[label-schema]\nversion = "semver"\ncontact = "email"\n'
        }
    )
    assert sorted(folder.run("check", *rules).found) == [
        "Dockerfile:1 DL3026",
        "Dockerfile:1 DL3049",
        "Dockerfile:2 DL3050",
        "Dockerfile:2 DL3056",
    ]


def test_each_file_has_its_own_options(folder: Folder) -> None:
    files = {f"{name}/Dockerfile": "FROM quay.io/app:1\n" for name in "ab"}
    folder.write({**files, "b/dockerls.toml": 'trusted-registries = ["docker.io"]\n'})
    assert folder.run("check", "--select", "DL3026", "--format", "json").found == ["b/Dockerfile:1 DL3026"]


def test_comments_can_be_disregarded(folder: Folder) -> None:
    text = SUGGESTED.replace("RUN", "# hadolint ignore=DL3015\n# dockerls: ignore=DL3015\nRUN")
    folder.write({"Dockerfile": text})
    rules = ("--select", "DL3015,unused-suppression", "--format", "json")
    assert folder.run("check", *rules).found == []
    folder.write({"dockerls.toml": "disable-ignore-pragma = true\n"})
    assert folder.run("check", *rules).found == ["Dockerfile:4 DL3015"]


def test_other_servers_do_not_matter_here(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, "dockerls.toml": 'overlap = ["hadolint"]\n'})
    assert folder.run("check", "--select", "DL3015").code == 1
