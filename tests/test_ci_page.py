"""What docs/ci.md promises is true."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from dockerls.cli.check_options import FORMATS
from tests.command_line import CLEAN, SUGGESTED, Folder

PAGE = (Path(__file__).parent.parent / "docs/ci.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^[ -]*(?:run: )?dockerls (check\b[^#\n]*)", PAGE, re.MULTILINE)
BLOCKS: list[Any] = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)]


def reported(path: Path) -> object:
    text = path.read_text()
    return ElementTree.fromstring(text) if path.suffix == ".xml" else json.loads(text)


@pytest.mark.parametrize("command", COMMANDS)
def test_its_commands_work(folder: Folder, command: str) -> None:
    folder.write({"web/Dockerfile": CLEAN})
    folder.git("init", "-q")
    folder.git("add", "-A")
    folder.git("commit", "-q", "-m", "all")
    folder.git("update-ref", "refs/remotes/origin/main", "HEAD")
    folder.write({"web/Dockerfile": SUGGESTED})
    run = folder.run(*command.split())
    assert run.code == (0 if "--exit-zero" in command else 1), run.err
    if output := re.search(r"--output (\S+)", command):
        assert reported(folder.path / output[1])


def test_it_tells_every_format() -> None:
    assert len(COMMANDS) == 6
    assert tuple(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == FORMATS


def test_what_is_written_is_what_is_uploaded() -> None:
    [upload] = [step for step in jobs_steps() if "upload-sarif" in step.get("uses", "")]
    [written] = [step["run"] for step in jobs_steps() if "--format sarif" in step.get("run", "")]
    assert f"--output {upload['with']['sarif_file']} " in written
    [gitlab] = [block["dockerls"] for block in BLOCKS if "dockerls" in block]
    assert gitlab["script"][-1].endswith(f"--output {gitlab['artifacts']['reports']['codequality']}")


def jobs_steps() -> list[dict[str, Any]]:
    [workflow] = [block for block in BLOCKS if "jobs" in block]
    steps: list[dict[str, Any]] = workflow["jobs"]["dockerls"]["steps"]
    return steps


def test_every_file_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (Path(__file__).parent.parent / "docs" / target).exists(), target
