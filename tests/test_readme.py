"""What the README promises is true."""

import re
from pathlib import Path

import pytest

from dockerls.analysis.selection import Index
from dockerls.analysis.settings_reader import read_toml
from dockerls.cli import main
from dockerls.rules import ALL

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_two_lines_install_run_and_test() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert (ROOT / lines[0].rpartition(" ")[2]).is_file()
    assert "pytest" in lines[1]


def test_its_configuration_is_right() -> None:
    configuration = next(block for block in blocks("toml") if "profile" in block)
    _, problems = read_toml(configuration, "README.md", None, Index(ALL).words)
    assert problems == ()


def test_its_output_is_what_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    [shown] = blocks("console")
    command, *expected = shown.splitlines()
    assert main([*command.removeprefix("$ dockerls ").split(), "--today", "2026-11-21"]) == 1
    printed = iter(capsys.readouterr().out.splitlines())
    for line in expected:
        assert line in ("", "...") or line in printed, f"{line!r} is not printed (there)"


def test_every_option_it_shows_exists(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    known = capsys.readouterr().out
    shown = set(re.findall(r"dockerls check.*?(--[a-z-]+)", README))
    assert shown
    assert sorted(option for option in shown if option not in known) == []
    assert "--fail-on" in known


def test_the_name_for_neovim_is_not_that_of_another_server() -> None:
    assert 'vim.lsp.config("dockerfile"' in README
    assert 'vim.lsp.config("dockerls"' not in README


def test_every_file_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
