"""Programs a test needs. Where one is missing the test is skipped by its name; in CI, which installs them, it fails."""

import os
import shutil
import sysconfig

import pytest


def program(name: str) -> str:
    """The path of a program, which may stand beside the interpreter though its folder is not searched."""
    folders = (sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath))
    path = shutil.which(name, path=os.pathsep.join(folders))
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing, though .ci/run installs it")
        pytest.skip(f"{name} is not installed")
    return path
