"""A person's session in real Neovim: squiggles while typing, a hover that teaches, a quick fix that edits."""

import re
import subprocess
from pathlib import Path

import pytest

from tests import needs
from tests.editor_setup import FIXED, environment, project, seen, setup_text

HEADINGS = {(0, 11): "Neovim 0.11 and newer", (0, 8): "Neovim 0.8 to 0.10", (0, 7): "Neovim 0.7"}


def version_of(program: str) -> tuple[int, int]:
    shown = subprocess.run((program, "--version"), capture_output=True, text=True, check=True).stdout
    [(major, minor)] = re.findall(r"^NVIM v(\d+)\.(\d+)", shown, re.MULTILINE)
    return int(major), int(minor)


def session(program: str, heading: str, home: Path) -> dict[str, str]:
    """What is seen in Neovim with that set-up; the fixed Dockerfile is written."""
    setup = home / "XDG_CONFIG_HOME/nvim/init.lua"
    setup.parent.mkdir(parents=True)
    setup.write_text(setup_text(heading), encoding="utf-8")
    script = Path(__file__).parent / "neovim.lua"
    done = subprocess.run(
        (program, "--headless", "-i", "NONE", "-n", "-S", str(script)),
        cwd=project(home / "project"),
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    assert "Error" not in output, output
    return seen(output)


@pytest.mark.editor
@pytest.mark.parametrize("name", ["nvim", "nvim-trixie", "nvim-forky"])
def test_a_session(tmp_path: Path, name: str) -> None:
    program = needs.program(name)
    version = version_of(program)
    heading = next(heading for since, heading in HEADINGS.items() if version >= since)
    shown = session(program, heading, tmp_path)
    for dockerfile in ("Dockerfile", "Containerfile", "web.containerfile"):
        assert "2:DL3015" in shown[dockerfile]
    for ignore_file in (".dockerignore", "web.containerfile.containerignore"):
        assert shown[ignore_file].startswith("2:")
    assert shown["servers of .gitignore"] == "0"
    assert shown["encoding"] == ("utf-8" if version >= (0, 12) else "utf-16")
    assert shown["flagged"] == "install"
    assert "5:DL4000" in shown["typed"]
    assert "ca-certificates" in shown["hover"]
    assert "Add `--no-install-recommends`" in shown["offered"]
    assert "숫자" in shown["in Korean"]
    assert shown["done"] == "yes"
    assert (tmp_path / "project/Dockerfile").read_text(encoding="utf-8") == FIXED
