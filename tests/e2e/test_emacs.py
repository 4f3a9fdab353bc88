"""A person's session in real Emacs with eglot: squiggles, a hover that teaches, a quick fix that edits."""

import subprocess
from pathlib import Path

import pytest

from tests import needs
from tests.editor_setup import FIXED, environment, project, seen, setup_text


def session(home: Path) -> dict[str, str]:
    """What is seen in Emacs; the fixed Dockerfile is written."""
    setup = home / "init.el"
    setup.write_text(setup_text("Emacs with eglot"), encoding="utf-8")
    script = Path(__file__).parent / "emacs.el"
    done = subprocess.run(
        (needs.program("emacs"), "-Q", "--batch", "-l", str(script)),
        cwd=project(home / "project"),
        env={**environment(home), "DOCKERLS_INIT": str(setup)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    return seen(done.stdout)


@pytest.mark.editor
def test_a_session(tmp_path: Path) -> None:
    shown = session(tmp_path)
    for dockerfile in ("Dockerfile", "Containerfile", "web.containerfile"):
        assert "no-install-recommends" in shown[dockerfile]
    for ignore_file in (".dockerignore", "web.containerfile.containerignore"):
        assert "Line 1 says the same" in shown[ignore_file]
    assert shown["server of .gitignore"] == "nil"
    assert shown["flagged"] == "install"
    assert "ca-certificates" in shown["hover"]
    assert "Add `--no-install-recommends`" in shown["offered"]
    assert shown["done"] == "yes"
    assert (tmp_path / "project/Dockerfile").read_text(encoding="utf-8") == FIXED
