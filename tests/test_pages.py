"""What the pages under docs/ and the READMEs show is true: links lead somewhere, commands and settings work."""

import re
import shlex
from pathlib import Path

import pytest

from dockerls.analysis.selection import Index
from dockerls.analysis.settings_reader import read_toml
from dockerls.cli import main
from dockerls.cli.check_options import FORMATS
from dockerls.rules.catalogue import ALL
from tests.command_line import CLEAN, SUGGESTED, Folder
from tests.pages import PAGES, ROOT, blocks

LINK = re.compile(r"(?<!\\)\]\((?!https?://|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = HEADING.findall(CODE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target, anchor in LINK.findall(PAGES[page]):
        path = ((ROOT / page).parent / target).resolve() if target else ROOT / page
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{target}#{anchor}"


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "toml")])
def test_settings_are_right(page: str) -> None:
    # Helix' own configuration is not ours to read.
    for block in blocks(page, "toml"):
        if "[language-server" not in block:
            _, problems = read_toml(block, page, None, Index(ALL).words)
            assert problems == (), block


def commands() -> list[str]:
    """The commands that are shown, without their comments."""
    lines = (line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines())
    shown = (line.partition(" #")[0].strip() for line in lines if line.startswith("dockerls "))
    return list(dict.fromkeys(shown))


@pytest.fixture
def repository(folder: Folder) -> Folder:
    """A project with one finding on a line that is not committed."""
    folder.write({"Dockerfile": CLEAN})
    folder.git("init", "-q")
    folder.git("add", "-A")
    folder.git("commit", "-q", "-m", "all")
    folder.git("update-ref", "refs/remotes/origin/main", "HEAD")
    folder.write({"Dockerfile": SUGGESTED})
    return folder


@pytest.mark.parametrize("command", commands())
def test_commands_work(repository: Folder, command: str) -> None:
    words = shlex.split(command.partition(" > ")[0])[1:]
    run = repository.run(*words)
    assert run.code in (0, 1), run.err
    assert run.out or run.err


def test_what_is_shown_is_what_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    [shown] = blocks("docs/getting-started.md", "console")
    command, *expected = shown.splitlines()
    assert main([*command.removeprefix("$ dockerls ").split(), "--today", "2026-11-21"]) == 1
    printed = iter(capsys.readouterr().out.splitlines())
    for line in expected:
        assert line in ("", "...") or line in printed, f"{line!r} is not printed (there)"


def test_the_name_for_neovim_is_not_that_of_another_server() -> None:
    assert 'vim.lsp.config("dockerfile"' in PAGES["docs/editors.md"]
    assert 'vim.lsp.config("dockerls"' not in PAGES["docs/editors.md"]


def moved(tool: str) -> dict[str, str]:
    """The table of what becomes of a tool's options."""
    [section] = [each for each in PAGES["docs/migrating.md"].split("\n## ") if each.startswith(f"From {tool}")]
    return dict(re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE)[1:])


@pytest.mark.parametrize("tool", ["hadolint", "docker-langserver", "tally"])
def test_what_options_become_exists(tool: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    known = capsys.readouterr().out
    for ours in moved(tool).values():
        for option in re.findall(r"`(--[a-z-]+)", ours):
            assert option in known or option == "--stdio", ours
        for name in re.findall(r"--format (\w+)", ours):
            assert name in FORMATS
        for setting in re.findall(r"`([a-z-]+ = .+?)`", ours):
            assert read_toml(setting, "page", None, Index(ALL).words)[1] == (), setting
        for code in re.findall(r"^`(DL\w+|[A-Z][a-z]\w+)`$", ours):
            assert Index(ALL).named(code), code


def test_every_file_of_the_ci_examples_is_named() -> None:
    for path in Path(ROOT / "docs/ci-examples").iterdir():
        assert f"ci-examples/{path.name}" in PAGES["docs/ci.md"]
