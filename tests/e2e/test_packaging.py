"""What is built can be installed, on every Python the machine has, and then works."""

import email
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from dockerls import __version__
from tests import needs
from tests.command_line import SUGGESTED
from tests.plain_client import diagnostics

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("built")
    needs.package_index(folder)
    uv("build", "--quiet", "--out-dir", str(folder), str(ROOT))
    return folder


def uv(*arguments: str) -> None:
    done = subprocess.run((needs.program("uv"), *arguments), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def in_wheel(built: Path) -> dict[str, bytes]:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    there = in_wheel(built)
    package = {name for name in there if name.startswith("dockerls/")}
    # Other tests run beside this one, and Python writes what it compiles under a passing name first (`x.pyc.140446`).
    files = (path.relative_to(ROOT) for path in (ROOT / "dockerls").rglob("*") if path.is_file())
    assert package == {path.as_posix() for path in files if "__pycache__" not in path.parts}
    assert {name.partition("/")[2] for name in there.keys() - package} == {
        *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert sum(map(len, there.values())) < 4_000_000


def test_the_wheel_says_what_it_is(built: Path) -> None:
    [text] = [content.decode() for name, content in in_wheel(built).items() if name.endswith("METADATA")]
    metadata = email.message_from_string(text)
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.10"
    assert str(metadata.get_payload()).startswith("# dockerls")


def test_the_source_distribution_has_what_the_tests_need(built: Path) -> None:
    [archive] = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        there = {name.partition("/")[2] for name in opened.getnames()}
    assert {"pyproject.toml", "LICENSE", "CHANGELOG.md", "tests/test_cli.py", "docs/editors.md"} <= there
    assert not [name for name in there if "node_modules" in name or "__pycache__" in name]


class Installed:
    """A clean environment with the wheel in it."""

    def __init__(self, python: str, wheel: Path, folder: Path) -> None:
        self.folder = folder
        self._bin = folder / "venv/bin"
        uv("venv", "--quiet", "--no-project", "--python", python, str(folder / "venv"))
        uv("pip", "install", "--quiet", "--python", str(self._bin / "python"), str(wheel))

    def run(self, *arguments: str) -> str:
        command = (str(self._bin / "dockerls"), *arguments)
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def diagnostics(self, text: str) -> list[str]:
        """The codes that the server sends an editor that opens the text."""
        return diagnostics((str(self._bin / "dockerls"), "--stdio"), text)


@pytest.mark.parametrize("minor", ["3.10", "3.11", "3.12", "3.13", "3.14"])
def test_the_wheel_works(built: Path, tmp_path: Path, minor: str) -> None:
    [wheel] = built.glob("*.whl")
    installed = Installed(needs.python(minor), wheel, tmp_path)
    (tmp_path / "Dockerfile").write_text(SUGGESTED, encoding="utf-8")
    assert installed.run("--version") == f"dockerls {__version__}\n"
    assert "DL3015" in installed.run("check", "Dockerfile")
    assert "지원" in installed.run("rule", "DLS3007", "--language", "ko")
    assert "complete" in installed.run("completion", "bash")
    assert "DL3015" in installed.diagnostics(SUGGESTED)
    assert installed.run("check", "--unsafe-fixes", "--select", "DL3015").startswith("Fixed 1 problem")
    assert "--no-install-recommends" in (tmp_path / "Dockerfile").read_text(encoding="utf-8")
