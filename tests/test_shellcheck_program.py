"""Running ShellCheck: many scripts at once, within limits, and whatever the program does."""

import os
import stat
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from dockerls.build_context import shellcheck
from dockerls.build_context.shellcheck import MOST_SCRIPTS, ShellCheck, find_shellcheck
from dockerls.semantics.shellcheck import Dialect, ShellScript
from tests.needs import program

BASH = Dialect("bash", stops_at_errors=False)
QUOTE = ShellScript("ls $HOME", BASH)
CLEAN = ShellScript("true", BASH)

posix = pytest.mark.skipif(os.name == "nt", reason="the fake programs are shell scripts")


def real() -> ShellCheck:
    return ShellCheck(program("shellcheck"))


def fake(folder: Path, script: str) -> str:
    """A program that is called like ShellCheck and does this instead; it writes down that it was called."""
    path = folder / "shellcheck"
    path.write_text(f'#!/bin/sh\necho "$@" >> {folder}/calls\n{script}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text().splitlines()


def codes(script: ShellScript) -> list[str]:
    return [comment.code for comment in real().ask([script])[script]]


def test_each_script_has_its_own_answer() -> None:
    scripts = [ShellScript(f"ls $HOME; true {number}", BASH) for number in range(MOST_SCRIPTS + 5)]
    answers = real().ask([CLEAN, *scripts])
    assert answers[CLEAN] == ()
    assert {tuple(comment.code for comment in answers[script]) for script in scripts} == {("SC2086",)}


def test_a_batch_is_one_process(tmp_path: Path) -> None:
    asked = ShellCheck(fake(tmp_path, f'exec {program("shellcheck")} "$@"')).ask([QUOTE, CLEAN])
    assert [len(comments) for comments in asked.values()] == [1, 0]
    assert len(calls(tmp_path)) == 1


def test_no_script_no_process(tmp_path: Path) -> None:
    assert ShellCheck(fake(tmp_path, "exit 1")).ask([]) == {}
    assert not (tmp_path / "calls").exists()


def test_the_dialect_and_the_variables_count() -> None:
    assert codes(ShellScript("[[ -f a ]]", Dialect("dash", stops_at_errors=False))) == ["SC3010"]
    assert codes(ShellScript("[[ -f a ]]", Dialect("busybox", stops_at_errors=False))) == []
    assert codes(ShellScript("cd a; ls", BASH)) == ["SC2164"]
    assert codes(ShellScript("cd a; ls", Dialect("bash", stops_at_errors=True))) == []
    assert codes(ShellScript('ls "$a"', BASH)) == ["SC2154"]
    assert codes(ShellScript('ls "$a"', BASH, ("a",))) == []
    assert codes(ShellScript("ls $a", BASH, ("a=1.2",))) == []


def test_places_are_counted_in_code_points() -> None:
    text = "# 한국어 😀\n\n\tls 😀 $A \u2028 \u3000 $B\n  ls $C"
    marked = [comment.span.of(text) for comment in real().ask([ShellScript(text, BASH)])[ShellScript(text, BASH)]]
    assert {"$A", "$B", "$C"} <= set(marked)


def test_no_file_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".shellcheckrc").write_text("disable=SC2086\n")
    (tmp_path / "other").write_text("ls $HOME\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELLCHECK_OPTS", "--exclude=SC2086")
    sourcing = ShellScript(f". {tmp_path}/other; ls $HOME", BASH)
    assert codes(sourcing) == ["SC2086"]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert codes(QUOTE) == ["SC2086"]
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 3",
        "kill -9 $$",
        "echo nonsense; exit 1",
        "echo '[]'; exit 1",
        "echo 'null'; exit 1",
        'echo \'{"comments": [{"file": "7"}]}\'; exit 1',
        """echo '{"comments": [{"file": "0", "line": 2, "endLine": 2, "column": 1, "endColumn": 2}]}'; exit 1""",
        "echo '{\"comments\": 1}'; exit 1",
        r"printf '\377\376'; exit 1",
        "head -c 20000000 /dev/zero; exit 1",
        "printf '[%.0s' $(seq 100000); exit 1",
    ],
)
def test_a_broken_program_costs_only_its_findings(tmp_path: Path, script: str) -> None:
    assert ShellCheck(fake(tmp_path, script)).ask([QUOTE]) == {QUOTE: ()}


def test_a_missing_program_costs_only_its_findings(tmp_path: Path) -> None:
    assert ShellCheck(str(tmp_path / "nothing")).ask([QUOTE, CLEAN]) == {QUOTE: (), CLEAN: ()}


@posix
def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    started = time.monotonic()
    assert ShellCheck(fake(tmp_path, "exec sleep 60"), longest_run=0.4).ask([QUOTE, CLEAN]) == {QUOTE: (), CLEAN: ()}
    assert time.monotonic() - started < 20


@posix
def test_one_script_that_breaks_it_does_not_cost_the_others(tmp_path: Path) -> None:
    breaking = ShellScript("break it", BASH)
    path = fake(tmp_path, f'grep -q "break it" ? && kill -9 $$\nexec {program("shellcheck")} "$@"')
    answers = ShellCheck(path).ask([CLEAN, breaking, QUOTE])
    assert [len(comments) for comments in answers.values()] == [0, 0, 1]


@posix
def test_it_can_be_stopped(tmp_path: Path) -> None:
    check = ShellCheck(fake(tmp_path, "exec sleep 60"), longest_run=50)
    asking = threading.Thread(target=check.ask, args=([QUOTE, CLEAN],))
    asking.start()
    while not (tmp_path / "calls").exists():
        time.sleep(0.01)
    check.stop()
    asking.join(20)
    assert not asking.is_alive()
    assert len(calls(tmp_path)) == 1


@posix
def test_what_was_stopped_starts_nothing(tmp_path: Path) -> None:
    check = ShellCheck(fake(tmp_path, "exec sleep 60"), longest_run=50)
    check.stop()
    assert check.ask([QUOTE]) == {QUOTE: ()}


@posix
def test_the_program_is_found_beside_python_and_then_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, on_path, here = (tmp_path / name for name in ("beside", "path", "here"))
    for folder in (beside, on_path, here):
        folder.mkdir()
        fake(folder, "exit")
    monkeypatch.setattr(sys, "executable", str(beside / "python"))
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", str(on_path))))
    monkeypatch.chdir(here)

    def found() -> str | None:
        shellcheck.find_shellcheck.cache_clear()
        return find_shellcheck()

    assert found() == str(beside / "shellcheck")
    (beside / "shellcheck").unlink()
    assert found() == str(on_path / "shellcheck")
    (on_path / "shellcheck").unlink()
    assert found() is None
    shellcheck.find_shellcheck.cache_clear()
