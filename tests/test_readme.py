"""What the README promises is true."""

import re
import struct
from pathlib import Path

import pytest

from tests.pages import PAGES, ROOT

READMES = ("README.md", "README.ko.md")


@pytest.mark.parametrize("page", READMES)
def test_two_lines_install_run_and_test(page: str) -> None:
    lines = [line for line in PAGES[page].splitlines() if line.startswith("python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert (ROOT / lines[0].rpartition(" ")[2]).is_file()
    assert "pytest" in lines[1]


@pytest.mark.parametrize("page", READMES)
def test_it_fits_on_two_screens(page: str) -> None:
    assert len(PAGES[page].splitlines()) <= 100


@pytest.mark.parametrize("page", READMES)
def test_one_picture_of_the_editor_and_one_of_the_terminal(page: str) -> None:
    pictures = re.findall(r"!\[.+\]\((.+)\)", PAGES[page])
    assert [re.split(r"[-.]", Path(each).name)[0] for each in pictures] == ["vscode", "terminal"]


@pytest.mark.parametrize("path", sorted((ROOT / "docs/images").iterdir()), ids=lambda path: str(path.name))
def test_pictures_are_small_but_legible(path: Path) -> None:
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert 600 <= width <= 1600
    assert height <= 1000
    assert len(content) < 200_000
