"""What docs/privacy.md promises: nothing leaves the machine."""

import os
import subprocess
import sys
from pathlib import Path

from tests.command_line import SUGGESTED
from tests.plain_client import diagnostics

ROOT = Path(__file__).parent.parent

# Python runs this before the program. It ends the program at the first try to reach another machine.
GUARD = """
import os, sys
def guard(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        os.write(2, f"{event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(guard)
"""


def guarded(folder: Path) -> dict[str, str]:
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


def test_the_guard_sees_a_connection(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert subprocess.run((sys.executable, "-c", code), env=guarded(tmp_path), check=False).returncode == 99


def test_the_command_line_connects_to_nothing(tmp_path: Path) -> None:
    environ = guarded(tmp_path)
    (tmp_path / "Dockerfile").write_text(SUGGESTED, encoding="utf-8")
    for arguments in (
        ("check", "--profile", "strict", "--fix"),
        ("format",),
        ("rule", "--all"),
        ("config", "Dockerfile"),
    ):
        command = (sys.executable, "-m", "dockerls", *arguments)
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr


def test_the_server_connects_to_nothing(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "dockerls", "--stdio")
    assert "DL3015" in diagnostics(command, SUGGESTED, guarded(tmp_path))
