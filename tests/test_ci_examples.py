"""The files under docs/ci-examples/ can be taken as they are."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from dockerls.cli.check_options import FORMATS
from tests.command_line import SUGGESTED, Folder
from tests.editor_setup import environment
from tests.stored_schema import GITHUB_WORKFLOW, GITLAB_CI, PRE_COMMIT, stored_schema

FOLDER = Path(__file__).parent.parent / "docs/ci-examples"
EXAMPLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
SCHEMAS = {"github": GITHUB_WORKFLOW, "gitlab": GITLAB_CI, "pre": PRE_COMMIT}


def parsed(name: str) -> dict[str, Any]:
    # To PyYAML the key `on` of a workflow is a truth value.
    return {"on" if key is True else key: value for key, value in yaml.safe_load(EXAMPLES[name]).items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_what_the_service_reads(name: str) -> None:
    schema = stored_schema(SCHEMAS[name.partition("-")[0]])
    assert [error.message for error in Draft7Validator(schema).iter_errors(parsed(name))] == []


def test_the_schemas_see_a_mistake() -> None:
    for name in EXAMPLES:
        broken = parsed(name) | {"jobs": [], "repos": {}, "stages": 7}
        assert list(Draft7Validator(stored_schema(SCHEMAS[name.partition("-")[0]])).iter_errors(broken))


COMMANDS = [
    (name, command)
    for name, text in EXAMPLES.items()
    for command in re.findall(r"^ *- (?:run: )?(dockerls .+)$", text, re.MULTILINE)
]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_its_commands_run(folder: Folder, name: str, command: str) -> None:
    folder.write({"Dockerfile": "FROM debian:12\n"})
    folder.git("init", "-q", "-b", "main")
    folder.git("add", "-A")
    folder.git("commit", "-q", "-m", "all")
    folder.git("update-ref", "refs/remotes/origin/main", "HEAD")
    folder.write({"Dockerfile": SUGGESTED})
    environ = environment(folder.path / "home", GITHUB_BASE_REF="main")
    done = subprocess.run(
        ("bash", "-c", command), cwd=folder.path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == (1 if "check" in command.split()[:2] and "--exit-zero" not in command else 0), done.stderr
    for report in re.findall(r"--output (\S+)", command):
        assert "DL3015" in (folder.path / report).read_text(encoding="utf-8")


def test_what_is_written_is_what_is_uploaded() -> None:
    steps = parsed("github-code-scanning.yml")["jobs"]["check"]["steps"]
    [upload] = [step["with"] for step in steps if "upload-sarif" in step.get("uses", "")]
    assert any(f"--output {upload['sarif_file']} " in step.get("run", "") for step in steps)
    gitlab = parsed("gitlab-ci.yml")["dockerls"]
    assert gitlab["script"][-1].endswith(f"--output {gitlab['artifacts']['reports']['codequality']}")
    assert {"sarif", "github", "gitlab"} <= set(FORMATS)
