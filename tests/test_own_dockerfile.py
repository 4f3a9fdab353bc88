"""The Dockerfile of this repository is one that dockerls, hadolint and BuildKit's parser like."""

from pathlib import Path

import dockerfile
import pytest

from dockerls.cli import main
from tests.hadolint import hadolint_says

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_strictest_profile_finds_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    code = main(["check", "--profile", "strict", "--fail-on", "hint", "--today", "2026-11-21", "Dockerfile"])
    assert (code, capsys.readouterr().out) == (0, "No problems found in 1 file.\n")
    assert main(["format", "--check", "Dockerfile"]) == 0


def test_only_one_finding_is_silenced() -> None:
    [comment] = [line for line in TEXT.splitlines() if "ignore=" in line]
    assert comment.startswith("# dockerls: global ignore=DLS3006,DL1001 ")


def test_others_like_it_too() -> None:
    assert hadolint_says((TEXT,)) == ((),)
    assert {command.cmd.lower() for command in dockerfile.parse_string(TEXT)} >= {"from", "copy", "healthcheck"}
