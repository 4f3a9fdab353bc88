"""ShellCheck on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Folder
from tests.needs import program

TEXT = 'FROM debian:12\nARG a\nRUN ls $HOME `pwd` && \\\n  echo "$a"\n'


@pytest.fixture(autouse=True)
def shellcheck_is_there() -> None:
    program("shellcheck")


def test_its_findings_are_ours(folder: Folder) -> None:
    folder.write({"Dockerfile": TEXT})
    found = folder.run("check", "--select", "shellcheck", "--format", "json").json["files"][0]["diagnostics"]
    assert [(each["code"], each["name"], each["severity"]) for each in found] == [
        ("SC2086", "shellcheck", "info"),
        ("SC2006", "shellcheck", "hint"),
        ("SC2046", "shellcheck", "info"),
    ]
    assert found[0]["url"] == "https://www.shellcheck.net/wiki/SC2086"
    assert found[0]["aliases"] == ["SC"]


def test_fixes_ask_again_until_nothing_is_left(folder: Folder) -> None:
    folder.write({"Dockerfile": TEXT.replace("$HOME", "`echo $HOME`")})
    done = folder.run("check", "--select", "SC2006", "--fix", "--unsafe-fixes", "--fail-on", "hint")
    assert done.code == 0
    assert folder.read("Dockerfile") == 'FROM debian:12\nARG a\nRUN ls $(echo $HOME) $(pwd) && \\\n  echo "$a"\n'


def test_quotes_are_never_written_in_bulk_since_words_may_be_meant_to_split(folder: Folder) -> None:
    text = "FROM debian:12\nRUN packages='git curl' && apt-get install -y $packages\n"
    folder.write({"Dockerfile": text})
    done = folder.run("check", "--select", "SC2086", "--fix", "--unsafe-fixes", "--fail-on", "hint")
    assert (done.code, folder.read("Dockerfile")) == (1, text)
    [found] = folder.run("check", "--select", "SC2086", "--format", "json").json["files"][0]["diagnostics"]
    assert [edit["newText"] for fix in found["fixes"] for edit in fix["edits"]] == ['"', '"']


def test_codes_are_configured_like_rules(folder: Folder) -> None:
    folder.write({"Dockerfile": TEXT})
    folder.write({"dockerls.toml": 'select = ["SC2086", "sc2006"]\nseverity = { SC2006 = "error" }\n'})
    found = folder.run("check", "--format", "json").json["files"][0]["diagnostics"]
    assert [(each["code"], each["severity"]) for each in found] == [("SC2086", "info"), ("SC2006", "error")]
    assert "SC20060" in folder.run("check", "--ignore", "SC20060").err


def test_suppressions_are_written(folder: Folder) -> None:
    folder.write({"Dockerfile": TEXT})
    folder.run("check", "--select", "shellcheck", "--add-ignores", "known")
    assert "# dockerls: ignore=SC2006,SC2046,SC2086 known\nRUN" in folder.read("Dockerfile")
    assert folder.run("check", "--select", "shellcheck", "--fail-on", "hint").code == 0


def test_a_page_for_each_code(folder: Folder) -> None:
    assert folder.run("rule", "SC2086").out.startswith("# SC2086\n")
    assert folder.run("rule", "SC0001").code == 2


def test_workers_ask_it_too(folder: Folder) -> None:
    for number in range(90):
        folder.write({f"{number}/Dockerfile": TEXT.replace("pwd", f"ls {number}")})
    files = folder.run("check", "--select", "SC2006", "--format", "json", "--jobs", "2").json["files"]
    assert [len(file["diagnostics"]) for file in files] == [1] * 90


def test_without_the_program_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT.replace(":12", ":latest"))
    python = tmp_path / "python"
    python.symlink_to(Path(sys.executable).resolve())
    found = subprocess.run(
        [python, "-m", "dockerls", "check", "--format", "json", "Dockerfile"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, (str(Path.cwd()), *sys.path)))},
        capture_output=True,
        text=True,
        check=False,
    )
    codes = {each["code"] for each in json.loads(found.stdout)["files"][0]["diagnostics"]}
    assert codes
    assert not any(code.startswith("SC") for code in codes)
    assert "hell" not in found.stderr
