"""Asks Docker which files it takes into the build context under many ignore files, and writes down what it did.

``python -m tests.recordings.record_dockerignore`` needs root, and Docker 23 or later as the first ``docker``,
``dockerd`` and ``containerd`` on the PATH, but no network; it starts a daemon of its own. ``dockerignore.json`` holds
the answers of the last time.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RECORDING = Path(__file__).with_name("dockerignore.json")

FILES = (
    *(".env", ".gitignore", "Dockerfile", "README.md", "a.log", "app.py", "main.go", "package.json", "test+1.txt"),
    *("build/keep/a.txt", "build/out.js", "data[1].csv", "star*.txt", "back\\slash.txt", "ünï/ö.md", "src-old/a.py"),
    *("docs/a.md", "docs/b/c.md", "docs/b/d/e.md", "docs/readme.log", "lib/a.log", "lib/a.py", "lib/build/x.js"),
    *("lib/node_modules/p/i.js", "node_modules/p/i.js", "node_modules/p/readme.md", "sub/.env", "sub/Dockerfile"),
    *("src/a.py", "src/b.log", "src/keep.py", "src/sub/a.py", "src/sub/deep/a.py", "src/sub/deep/b.log"),
    *("tests/a_test.py", "tests/data/x.pem"),
)


WRITTEN = (
    *("", "\n\n", "# all\n", "#*\n", " #*\n", "*", "**", "*/", "/", ".", "./", "..", "../a.log", "/../a.log", "!"),
    *("node_modules", "node_modules/", "/node_modules", "/node_modules/", "**/node_modules", "*/node_modules"),
    *("node_modules/**", "node_modules/*", "**/node_modules/**", "./node_modules", "src/../node_modules"),
    *("*.log", "**/*.log", "*/*.log", "src/*.log", "/*.log", "**/a.*", "a.???", "?.log", "**/[ab].py", "[a-c]*"),
    *(
        "[^a]*",
        "[!a]*",
        "[",
        "[]a]",
        "[a",
        "data[1].csv",
        "data\\[1\\].csv",
        "data[[]1].csv",
        "star\\*.txt",
        "star*.txt",
    ),
    *("back\\slash.txt", "back\\\\slash.txt", "test+1.txt", "ünï", "ü*", "ün?", "**/ö.md", "a.log\\", "docs\\"),
    *("*\n!src", "*\n!src/", "*\n!/src", "*\n!src/**", "*\n!src/*.py", "*\n!**/*.py", "**\n!src", "*\n!*.md\n*.md"),
    *(
        "src\n!src/keep.py",
        "src/\n!src/keep.py",
        "src/*\n!src/keep.py",
        "src/**\n!src/sub",
        "src\n!src/sub/deep\n*.log",
    ),
    *("!src\nsrc", "src\n!src\nsrc/sub", "src\n!**/a.py", "docs\n!docs/*.md", "docs\n!docs/b/d/e.md", "**\n!docs/b"),
    *("! src\n*\n!  src ", "*\r\n!src\r\n", "\ufeff*\n!src\n", "\ufeff# note\nsrc", "  src  ", "\tsrc\t", "src/sub/.."),
    *("**/sub", "src/**/a.py", "src/**/deep", "**/deep/**", "sr**", "src**", "src/**/", "**/", "**/*", "*/*/*", "*/*"),
    *(".*", "**/.*", "**/.env", ".env*", "Dockerfile", "**/Dockerfile*", "Dockerfile*", "build", "**/build", "!build"),
    *("*\n!docs\ndocs/b\n!docs/b/d", "lib\n!lib/build\nlib/build/x.js", "tests/data/*.pem", "**/*.pem", "**/data/"),
    *("**.log", "**.py\n!src/sub", "**sub", "**a.*", "src**.py", "[-a]*", "[a-]*", "[a\\-d]*", "a.log\\\\"),
    *("A.LOG", "SRC", "src//sub", "src/./sub", "//src", "*.md\n!README.md", "!README.md\n*.md", "*.md\n!docs/**"),
)
"""Ignore files written by hand, for each thing that is easily got wrong."""


def ignore_files() -> list[str]:
    """Those, and some put together at random, the same each time."""
    chance = random.Random(20261121)
    parts = (
        "*",
        "**",
        "a.log",
        "*.log",
        "src",
        "sub",
        "deep",
        "docs",
        "b",
        "lib",
        "build",
        "node_modules",
        "?",
        "[a-s]*",
    )
    found = [*WRITTEN]
    for _ in range(120):
        lines = ["/".join(chance.choices(parts, k=chance.randint(1, 3))) for _ in range(chance.randint(1, 4))]
        found.append("\n".join(("!" if chance.random() < 0.4 else "") + line for line in lines))
    return found


def record() -> dict[str, Any]:
    """What Docker answers today; ``kept`` is None where it refused the ignore file."""
    with tempfile.TemporaryDirectory() as name, _daemon(Path(name)) as docker:
        context = Path(name) / "context"
        for file in FILES:
            path = context / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", encoding="utf-8")
        dockerfile = Path(name) / "Dockerfile"
        dockerfile.write_text("FROM scratch\nCOPY . /\n", encoding="utf-8")
        cases = []
        for ignore in ignore_files():
            (context / ".dockerignore").write_text(ignore, encoding="utf-8", newline="")
            cases.append({"ignore": ignore, "kept": _kept(docker, dockerfile, context, Path(name) / "out")})
        version = _said(docker, "version", "--format", "{{.Server.Version}}").strip()
    return {"docker": version, "files": sorted(FILES), "cases": cases}


def _kept(docker: Sequence[str], dockerfile: Path, context: Path, out: Path) -> list[str] | None:
    shutil.rmtree(out, ignore_errors=True)
    command = (*docker, "build", "-q", "-f", dockerfile, "-o", out, context)
    environ = {**os.environ, "DOCKER_BUILDKIT": "1"}
    built = subprocess.run([*map(str, command)], capture_output=True, text=True, env=environ)
    if built.returncode:
        return None
    kept = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return sorted(path for path in kept if path != ".dockerignore")


@contextmanager
def _daemon(folder: Path) -> Iterator[tuple[str, ...]]:
    """The words that begin a command for a daemon that stores everything below ``folder``."""
    socket = f"unix://{folder}/docker.sock"
    command = ("dockerd", "--data-root", folder / "data", "--exec-root", folder / "exec", "--pidfile", folder / "pid")
    offline = ("--iptables=false", "--ip6tables=false", "--bridge=none", "--storage-driver", "vfs")
    with (folder / "dockerd.log").open("wb") as log:
        running = subprocess.Popen((*command, "-H", socket, *offline), stdout=log, stderr=log)
    docker = ("docker", "-H", socket)
    try:
        for _ in range(100):
            if subprocess.run((*docker, "version"), capture_output=True).returncode == 0:
                break
            time.sleep(0.2)
        else:
            raise RuntimeError((folder / "dockerd.log").read_text(encoding="utf-8"))
        yield docker
    finally:
        running.terminate()
        running.wait()


def _said(docker: Sequence[str], *arguments: str) -> str:
    return subprocess.run((*docker, *arguments), capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    answers = record()
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in answers["cases"])
    files = json.dumps(answers["files"], ensure_ascii=False)
    text = f'{{"docker": "{answers["docker"]}",\n"files": {files},\n"cases": [\n{lines}\n]}}\n'
    RECORDING.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(answers['cases'])} cases\n")
