"""A person's session in real Neovim: squiggles while typing, a hover that teaches, a quick fix that edits."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests import needs

DOCKERFILE = """\
FROM debian:12-slim
RUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*
USER www-data
CMD ["nginx", "-g", "daemon off;"]
"""


def session(folder: Path, text: str) -> str:
    """What the session prints; the file is written back to disk."""
    file = folder / "Dockerfile"
    file.write_text(text, encoding="utf-8")
    home = {name: str(folder / name) for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    environment = {
        **os.environ,
        **home,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "DOCKERLS_COMMAND": json.dumps([sys.executable, "-m", "dockerls", "--stdio"]),
        "DOCKERLS_FILE": str(file),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    script = Path(__file__).parent / "neovim.lua"
    command = [needs.program("nvim"), "--headless", "--clean", "-i", "NONE", "-n", "-S", str(script)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=90, check=False)
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    return output


def test_a_session(tmp_path: Path) -> None:
    seen = session(tmp_path, DOCKERFILE)
    assert "filetype dockerfile" in seen
    assert "2:DL3015" in seen.partition("opened with ")[2].partition("\n")[0]
    assert "DL4000" in seen.partition("typed: ")[2].partition("\n")[0]
    hover = seen.partition("hover: ")[2].partition("\n")[0]
    assert "ca-certificates" in hover
    assert "DONE" in seen
    assert "apt-get install --no-install-recommends -y nginx" in (tmp_path / "Dockerfile").read_text(encoding="utf-8")
