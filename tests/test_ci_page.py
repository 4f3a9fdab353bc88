"""What docs/ci.md promises is true, beyond what is true of every page."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dockerls.cli.check_options import FORMATS
from tests.command_line import SUGGESTED, Folder
from tests.pages import PAGES

ROWS = re.findall(r"^\| `(\w+)` \|", PAGES["docs/ci.md"], re.MULTILINE)


def reported(path: Path) -> object:
    text = path.read_text()
    return ElementTree.fromstring(text) if path.suffix == ".xml" else json.loads(text)


def test_it_tells_every_format() -> None:
    assert tuple(ROWS) == FORMATS


@pytest.mark.parametrize("name", [name for name in ROWS if name not in ("text", "github")])
def test_a_report_for_programs_is_whole(folder: Folder, name: str) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    output = "report.xml" if name == "junit" else "report.json"
    run = folder.run("check", "--format", name, "--output", output)
    assert run.code == 1
    assert reported(folder.path / output) is not None
    assert "DL3015" in folder.read(output)
