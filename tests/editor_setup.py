"""What a person has who set an editor up as docs/editors.md says."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/editors.md").read_text(encoding="utf-8")

# The word that is flagged stands behind characters that count differently in every encoding of positions.
DOCKERFILE = """\
FROM debian:12-slim
RUN echo "안녕 😀" && apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*
USER www-data
CMD ["nginx", "-g", "daemon off;"]
"""
FIXED = DOCKERFILE.replace("install -y", "install --no-install-recommends -y")
IGNORE_FILE = "docs\ndocs\n"


def setup_text(heading: str) -> str:
    """The set-up that stands below a heading of the page."""
    [section] = [each for each in PAGE.split("\n## ") if each.startswith(f"{heading}\n")]
    [text] = re.findall(r"^```\w+\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return str(text)


def project(folder: Path) -> Path:
    """A folder with one file of each name that the set-up makes the editor see."""
    folder.mkdir()
    for name in ("Dockerfile", "Containerfile", "web.containerfile"):
        (folder / name).write_text(DOCKERFILE, encoding="utf-8")
    for name in (".dockerignore", "web.containerfile.containerignore"):
        (folder / name).write_text(IGNORE_FILE, encoding="utf-8")
    (folder / ".gitignore").write_text(IGNORE_FILE, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/a.md").touch()
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """That of a person whose home is ``home`` and who installed dockerls, as it is here, on the PATH."""
    command = home / "bin/dockerls"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m dockerls "$@"\n')
    command.chmod(0o755)
    folders = {name: str(home / name) for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    path = os.pathsep.join((str(command.parent), os.environ.get("PATH", os.defpath)))
    return {**os.environ, **folders, "HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": path, **more}


def seen(output: str) -> dict[str, str]:
    """What a session printed: what follows the first colon, by what stands before it."""
    lines = (line.partition(": ") for line in output.splitlines() if ": " in line)
    return {name: rest for name, _, rest in lines}
