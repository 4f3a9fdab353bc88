"""Runs over many files: what is slow, dies, fails or is interrupted costs only itself."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.command_line import CLEAN, SUGGESTED

ROOT = Path(__file__).parent.parent
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
CHECK = (sys.executable, "-m", "dockerls", "check", "--jobs", "2", "--log", "run.log", "--select", "DL3015")
PATIENCE = 30.0  # seconds

# What a mistake in a rule looks like from outside: the rule raises where the text has a certain word.
MISTAKEN = """
import sys
from dockerls.cli import main
from dockerls.rules.size.apt_no_install_recommends import RULE
check = RULE.check
def mistaken(run, around):
    assert "boom" not in run.text, "a mistake"
    return check(run, around)
RULE.check = mistaken
sys.exit(main())
"""
# And one outside the rules.
MISTAKEN_READER = """
import sys
from dockerls.cli import inspection, main
read = inspection.read_source
def mistaken(path):
    if path.name == "boom.Dockerfile":
        raise ZeroDivisionError("a mistake")
    return read(path)
inspection.read_source = mistaken
sys.exit(main())
"""

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="processes are looked at through /proc")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with a hundred Dockerfiles, and a pipe that nobody writes to: reading it never ends."""
    for number in range(100):
        (tmp_path / f"{number:03}.Dockerfile").write_text(SUGGESTED)
    os.mkfifo(tmp_path / "slow")
    return tmp_path


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def opened_by_worker(folder: Path) -> int:
    """Our end of the slow file, which can be opened once a worker has."""
    end: list[int] = []

    def opens() -> bool:
        try:
            end.append(os.open(folder / "slow", os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True

    wait_for(opens)
    return end[0]


@pytest.fixture
def run(many: Path) -> Iterator[subprocess.Popen[str]]:
    """A run over the hundred files that has come to the slow one, in a group of processes of its own."""
    command = (*CHECK, "slow", ".", "--statistics")
    with subprocess.Popen(
        command, cwd=many, env=ENVIRON, stdout=PIPE, stderr=PIPE, text=True, start_new_session=True
    ) as running:
        yield running
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)


def test_a_slow_file_holds_up_no_other(many: Path, run: "subprocess.Popen[str]") -> None:
    end = opened_by_worker(many)
    time.sleep(1.0)  # in which the other worker is long done
    os.write(end, SUGGESTED.encode())
    os.close(end)
    out, err = run.communicate(timeout=PATIENCE)
    assert (out.splitlines()[0], err) == ("101  warning  DL3015 apt-no-install-recommends", "")
    assert run.returncode == 1


@needs_proc
def test_a_process_that_is_killed_costs_only_its_file(many: Path, run: "subprocess.Popen[str]") -> None:
    opened_by_worker(many)
    wait_for(lambda: any(reads(pid, many / "slow") for pid in children(run.pid)))
    [at_it] = [pid for pid in children(run.pid) if reads(pid, many / "slow")]
    os.kill(at_it, signal.SIGKILL)
    out, err = run.communicate(timeout=PATIENCE)
    assert err == "slow: could not be checked: the process that was at it ended with SIGKILL\n"
    assert out.splitlines()[0] == "100  warning  DL3015 apt-no-install-recommends"
    assert run.returncode == 2


def reads(pid: int, path: Path) -> bool:
    return any(each.resolve() == path for each in Path(f"/proc/{pid}/fd").iterdir())


@needs_proc
def test_every_process_may_be_killed(many: Path, run: "subprocess.Popen[str]") -> None:
    opened_by_worker(many)
    for pid in children(run.pid):
        os.kill(pid, signal.SIGKILL)
    out, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 2
    assert int(out.split()[0]) >= 98


@needs_proc
def test_ctrl_c_ends_all_processes_quietly(many: Path, run: "subprocess.Popen[str]") -> None:
    opened_by_worker(many)
    workers = children(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=PATIENCE)
    assert (out, err, run.returncode) == ("", "", 130)
    wait_for(lambda: not any(map(is_alive, workers)))


@needs_proc
def test_processes_end_when_the_first_is_killed(many: Path, run: "subprocess.Popen[str]") -> None:
    end = opened_by_worker(many)
    workers = children(run.pid)
    assert len(workers) == 2
    run.kill()
    os.close(end)
    wait_for(lambda: not any(map(is_alive, workers)))


def test_a_reader_who_has_had_enough_ends_a_parallel_run_quietly(many: Path) -> None:
    (many / "Dockerfile").write_text(SUGGESTED + "RUN apt-get install -y nginx\n" * 2000)  # more than a pipe holds
    with subprocess.Popen((*CHECK, "."), cwd=many, env=ENVIRON, stdout=PIPE, stderr=PIPE) as command:
        assert command.stdout and command.stderr
        command.stdout.read(10)
        command.stdout.close()
        assert command.stderr.read() == b""
        assert command.wait(PATIENCE) == 141


def test_progress_is_shown_on_a_terminal_and_cleared(many: Path) -> None:
    ours, theirs = pty.openpty()
    command = (*CHECK, "slow", ".", "--format", "json", "--output", "report")
    with subprocess.Popen(command, cwd=many, env=ENVIRON, stdout=PIPE, stderr=theirs) as running:
        os.close(theirs)
        end = opened_by_worker(many)
        time.sleep(1.2)
        os.close(end)
        running.communicate(timeout=PATIENCE)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "[##############################] 101/101" in shown
    assert shown.endswith("\r\x1b[K")


@pytest.mark.parametrize("number", [3, 100])
def test_a_mistake_in_a_rule_costs_its_own_findings(tmp_path: Path, number: int) -> None:
    for each in range(number):
        (tmp_path / f"{each}.Dockerfile").write_text(SUGGESTED)
    (tmp_path / "boom.Dockerfile").write_text(SUGGESTED + "RUN boom\nADD a.txt /\n")
    done = mistaken(MISTAKEN, tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "boom.Dockerfile: DL3015 failed on some of it, which is a mistake in dockerls; --log FILE tells more\n"
    )
    assert "boom.Dockerfile:4:1 warning DL3020" in done.stdout
    assert f"{number + 2} warnings" in done.stdout
    assert "AssertionError: a mistake" in (tmp_path / "run.log").read_text()


@pytest.mark.parametrize("number", [3, 100])
def test_any_other_mistake_costs_the_file(tmp_path: Path, number: int) -> None:
    for each in range(number):
        (tmp_path / f"{each}.Dockerfile").write_text(SUGGESTED)
    (tmp_path / "boom.Dockerfile").write_text(CLEAN)
    done = mistaken(MISTAKEN_READER, tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "boom.Dockerfile: could not be checked because of a mistake in dockerls (ZeroDivisionError: a mistake); "
        "--log FILE tells more\n"
    )
    assert f"{number} warnings" in done.stdout
    assert "ZeroDivisionError: a mistake" in (tmp_path / "run.log").read_text()


def mistaken(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    command = (sys.executable, "-c", script, "check", *CHECK[4:-1], "DL3015,DL3020")
    return subprocess.run(command, cwd=folder, env=ENVIRON, capture_output=True, text=True, check=False)
