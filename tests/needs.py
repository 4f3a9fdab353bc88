"""What a test needs of the machine. Without it the test is skipped by its name; in CI, which has it all, it fails."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest


def program(name: str) -> str:
    """The path of a program, which may stand beside the interpreter though its folder is not searched."""
    folders = (sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath))
    path = shutil.which(name, path=os.pathsep.join(folders))
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing, though CI installs it")
        pytest.skip(f"{name} is not installed")
    return path


def package_index(folder: Path) -> None:
    """Packages can be installed here; ``folder`` is for what is fetched to find that out."""
    fetch = (
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--retries",
        "0",
        "--timeout",
        "10",
        "hatchling",
    )
    done = subprocess.run((*fetch, "-d", str(folder / "fetched")), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no package index can be reached: {done.stderr}")
        pytest.skip("no package index can be reached")


def python(minor: str) -> str:
    """The path of a Python of this minor version, such as ``3.10``, on the PATH or among those of pyenv."""
    there = [*Path.home().glob(f".pyenv/versions/{minor}.*/bin/python3")]
    for path in (shutil.which(f"python{minor}"), *map(str, there)):
        # What pyenv puts on the PATH may stand for a version that is not chosen, and then fails.
        if path and subprocess.run((path, "-c", ""), capture_output=True, check=False).returncode == 0:
            return path
    pytest.skip(f"Python {minor} is not installed")
