"""The server that is bundled with the VS Code extension, started as the extension starts it."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.plain_client import diagnostics

ROOT = Path(__file__).parents[2]
TEXT = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\n"
POISON = "import os; os._exit(3)\n"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    """The bundle laid out as `client-vscode/scripts/package.py` does, of the packages that are installed here."""
    bundle = tmp_path / "bundled"
    libs = bundle / "libs"
    libs.mkdir(parents=True)
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if not package.name.endswith(".pth") and package.name != "dockerls":
            (libs / package.name).symlink_to(package)
    (libs / "dockerls").symlink_to(ROOT / "dockerls")
    (bundle / "run.py").write_bytes((ROOT / "client-vscode/bundled/run.py").read_bytes())
    return bundle


def command(python: Path | str, bundle: Path) -> list[str]:
    """As in ``client-vscode/src/server.ts``."""
    return [str(python), "-I", "-X", f"pycache_prefix={bundle.parent / 'cache'}", str(bundle / "run.py"), "server"]


def a_users_python(folder: Path) -> Path:
    """A Python with nothing installed but packages that break whoever imports them."""
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", str(folder)), check=True)
    [packages] = folder.glob("lib/python*/site-packages")
    for name in ("pygls", "lsprotocol", "attrs", "dockerls"):
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text(POISON)
    return folder / "bin/python"


def test_starts_whatever_the_user_has_installed(bundled: Path, tmp_path: Path) -> None:
    assert "DL3015" in diagnostics(command(a_users_python(tmp_path / "user"), bundled), TEXT)


def test_starts_whatever_the_environment_says(bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poisoned = tmp_path / "poisoned"
    poisoned.mkdir()
    for name in ("sitecustomize", "usercustomize", "json", "pygls"):
        (poisoned / f"{name}.py").write_text(POISON)
    environ = {**os.environ, "PYTHONPATH": str(poisoned), "PYTHONHOME": str(poisoned), "PYTHONUSERBASE": str(poisoned)}
    monkeypatch.chdir(poisoned)
    assert "DL3015" in diagnostics(command(sys.executable, bundled), TEXT, environ)


def test_keeps_its_bytecode_out_of_the_extension(bundled: Path, tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    diagnostics(command(sys.executable, bundled), TEXT, environ)
    assert [*(tmp_path / "cache").rglob("*.pyc")]
    assert not (bundled / "__pycache__").exists()


def test_starts_without_compiled_packages(bundled: Path, tmp_path: Path) -> None:
    for package in bundled.glob("libs/tree_sitter*"):
        package.unlink()
    assert diagnostics(command(a_users_python(tmp_path / "user"), bundled), f"{TEXT}MAINTAINER me\n") == ["DL4000"]
