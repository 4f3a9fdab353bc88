"""The hooks for pre-commit, installed and run by pre-commit itself from this very tree."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dockerls.build_context import discovery
from dockerls.build_context.discovery import is_dockerfile_name
from tests.command_line import CLEAN, SAFE, SAFE_FIXED, SUGGESTED
from tests.needs import package_index, program

ROOT = Path(__file__).parent.parent.parent
CONFIGURATION = next(
    block
    for block in re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.M | re.S)
    if block.startswith("repos:")
)
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        (program("git"), *identity, *arguments), cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def repository(folder: Path, files: dict[str, str]) -> Path:
    """A repository in which everything is committed."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all")
    return folder


def this_tree(folder: Path) -> Path:
    """A repository that holds the package as it is here, committed or not."""
    shutil.copytree(ROOT / "dockerls", folder / "dockerls", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    return repository(folder, {})


def test_the_hooks_check_and_fix(tmp_path: Path) -> None:
    pre_commit = program("pre-commit")
    package_index(tmp_path)
    tree = this_tree(tmp_path / "tree")
    configuration = CONFIGURATION.replace("ADDRESS_OF_THIS_REPOSITORY", tree.as_uri())
    project = repository(
        tmp_path / "project",
        {
            ".pre-commit-config.yaml": configuration.replace("v0.1.0", git(tree, "rev-parse", "HEAD").strip()),
            "dockerls.toml": 'select = ["DL3015"]\n',
            "api/Containerfile": SAFE,
            "clean/Dockerfile": CLEAN,
            "web/Dockerfile": SUGGESTED,
            "web/Dockerfile.dockerignore": "*\n",
            "notes.md": SUGGESTED,
        },
    )
    environ = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "LC_ALL": "C.UTF-8",
        "PRE_COMMIT_COLOR": "never",
    }

    def run() -> tuple[int, str]:
        command = (pre_commit, "run", "--all-files")
        done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    code, told = run()
    assert code == 1, told
    assert (project / "api/Containerfile").read_text() == SAFE_FIXED
    assert "- files were modified by this hook" in told
    assert "web/Dockerfile:2:13 warning DL3015" in told
    assert "in 1 of 3 files" in told

    (project / "web/Dockerfile").write_text(CLEAN)
    code, told = run()
    assert code == 0, told


NAMES = """
Dockerfile dockerfile DOCKERFILE Dockerfile.dev dockerfile.dev dev.Dockerfile dev.dockerfile a.b.dockerfile
Dockerfile-dev
Containerfile containerfile Containerfile.dev Containerfile-dev x.Containerfile x.containerfile .Dockerfile .dockerfile
Dockerfile~ Dockerfile.swp .#Dockerfile #Dockerfile# Dockerfile.md Dockerfile.J2 Dockerfile.go dockerfile.go
dockerfile.yml
Dockerfile.dockerignore go.dockerfile Dockerfile.py.dockerfile dockerfile.go.Dockerfile notDockerfile Dockerfiles x.yaml
"""
ENDINGS = re.findall(r"[a-z?0-9]+(?=[|)])", discovery._OTHER_SUFFIX.pattern + discovery._CODE_SUFFIX.pattern)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_the_hooks_take_what_the_command_finds(hook: dict[str, Any]) -> None:
    endings = {each.replace("?", "") for each in ENDINGS} | {each.replace("a?", "") for each in ENDINGS}
    assert len(endings) > 60
    names = [f"{stem}.{ending}" for stem in ("Dockerfile", "dockerfile") for ending in sorted(endings)]
    for name in (*NAMES.split(), *names):
        path = f"a/b/{name}"
        is_taken = bool(re.search(hook["files"], path)) and not re.search(hook["exclude"], path)
        assert is_taken == is_dockerfile_name(name), name


def test_what_the_hooks_run_are_commands() -> None:
    for hook in HOOKS:
        command = (sys.executable, "-m", *hook["entry"].split(), "--help")
        assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
