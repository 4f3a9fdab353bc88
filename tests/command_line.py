"""Running the command line on a folder of files, as a person would."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dockerls.cli import main

# In a stage that does not ship the fix is safe, in one that does it is a suggestion.
SAFE = "FROM debian:12 AS build\nRUN apt-get install -y make\nFROM scratch\nCOPY --from=build /a /a\n"
SAFE_FIXED = SAFE.replace("install", "install --no-install-recommends")
SUGGESTED = "FROM debian:12\nRUN apt-get install -y nginx\n"
SUGGESTED_FIXED = SUGGESTED.replace("install", "install --no-install-recommends")
CLEAN = "FROM debian:12\nUSER app\n"

# The one rule the command line is tried with, so that other rules do not matter here.
ONE_RULE = ("--select", "DL3015")


@dataclass(frozen=True)
class Run:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def found(self) -> list[str]:
        """``path:line code`` of each finding in JSON output, and ``path error`` of each file with an error."""
        found: list[str] = []
        for file in self.json["files"]:
            if file["error"] is not None:
                found.append(f"{file['path']} error")
            places = ((each["range"]["start"]["line"], each["code"]) for each in file["diagnostics"])
            found += (f"{file['path']}:{line} {code}" for line, code in places)
        return found

    @property
    def paths(self) -> list[str]:
        """The files in JSON output."""
        return [file["path"] for file in self.json["files"]]


class Folder:
    """An empty folder in which commands run, without the settings of whoever runs the tests."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(path)
        for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(variable, raising=False)

    def write(self, files: dict[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, name: str = "Dockerfile") -> str:
        return (self.path / name).read_bytes().decode()

    def run(self, *arguments: str, stdin: bytes = b"") -> Run:
        """Run a command in this process."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capsys.readouterr()
        code = main(arguments)
        out, err = self._capsys.readouterr()
        return Run(code, out, err)

    def check(self, *arguments: str, stdin: bytes = b"") -> Run:
        """``dockerls check`` with one rule."""
        return self.run("check", *ONE_RULE, *arguments, stdin=stdin)

    def json(self, *arguments: str, stdin: bytes = b"") -> Run:
        """The same with JSON output."""
        return self.check("--format", "json", *arguments, stdin=stdin)

    def git(self, *arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(("git", *identity, *arguments), cwd=self.path, check=True, capture_output=True)
