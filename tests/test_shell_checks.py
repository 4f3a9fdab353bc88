"""ShellCheck in the background: what is asked, what is given up, and what is kept."""

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dockerls.build_context.shellcheck import find_shellcheck
from dockerls.server import shell_checks
from dockerls.server.configuration import Configuration
from dockerls.server.documents import Documents, Opened
from dockerls.server.shell_checks import ShellChecks
from tests.needs import program
from tests.test_shellcheck_program import calls, fake, posix

pytestmark = posix


class Session:
    """Open documents whose rules may ask ShellCheck; ``told`` are those with news."""

    def __init__(self) -> None:
        self.documents = Documents(Configuration(lambda file, problems: None, lambda problems: None))
        self.told: list[str] = []
        self.checks = ShellChecks(self._tell)
        self.documents.answerers.append(self.checks)

    def _tell(self, uri: str) -> None:
        self.documents.answered(uri)
        self.told.append(uri)

    def open(self, uri: str, command: str) -> None:
        self.documents.open(uri, 1, f"FROM debian:12\nRUN {command}\n")
        self.shown(uri)

    def type(self, uri: str, command: str) -> None:
        self.documents.change(uri, 2, [{"text": f"FROM debian:12\nRUN {command}\n"}])
        self.shown(uri)

    def opened(self, uri: str) -> Opened:
        found = self.documents.get(uri)
        assert found is not None
        return found

    def shown(self, uri: str) -> list[str]:
        """The codes of ShellCheck that are shown now."""
        found = self.documents.shown(self.opened(uri))
        return [each.located.rule.code for each in found if each.located.rule.name == "shellcheck"]

    async def news(self, count: int = 1) -> None:
        """Wait until this often a document had news."""
        for _ in range(2000):
            if len(self.told) >= count:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{self.told} is all the news there is")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the program is found that stands for ShellCheck."""
    program("shellcheck")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(shell_checks, "PAUSE", 0.05)
    find_shellcheck.cache_clear()
    yield tmp_path
    find_shellcheck.cache_clear()


def real(folder: Path, first: str = "") -> None:
    fake(folder, f'{first}\nexec {program("shellcheck")} "$@"')


async def until(path: Path) -> None:
    while not path.exists():
        await asyncio.sleep(0.01)


async def test_all_documents_are_asked_about_at_once(folder: Path) -> None:
    real(folder)
    session = Session()
    session.open("untitled:a", "ls $HOME")
    session.open("untitled:b", "ls `pwd`")
    session.open("untitled:c", "ls $HOME")
    assert session.shown("untitled:a") == []
    await session.news(3)
    assert session.shown("untitled:a") == session.shown("untitled:c") == ["SC2086"]
    assert session.shown("untitled:b") == ["SC2006", "SC2046"]
    assert len(calls(folder)) == 1


async def test_what_is_known_is_not_asked_again(folder: Path) -> None:
    real(folder)
    session = Session()
    session.open("untitled:a", "ls $HOME")
    await session.news()
    session.type("untitled:a", "ls $HOME\nUSER me")
    assert session.shown("untitled:a") == ["SC2086"]
    await asyncio.sleep(0.3)
    assert (len(calls(folder)), session.told) == (1, ["untitled:a"])


async def test_a_change_ends_what_nobody_waits_for(folder: Path) -> None:
    real(folder, f"grep -q slow ? && {{ touch {folder}/slow; exec sleep 60; }}")
    session = Session()
    session.open("untitled:a", "slow $HOME")
    await until(folder / "slow")
    session.type("untitled:a", "ls $HOME")
    await session.news()
    assert session.shown("untitled:a") == ["SC2086"]
    # What was given up is no answer.
    session.type("untitled:a", "slow $HOME")
    assert session.shown("untitled:a") == []
    session.checks.stop()


async def test_what_another_document_waits_for_goes_on(folder: Path) -> None:
    real(folder, f"grep -q slow ? && {{ touch {folder}/slow; sleep 1; }}")
    session = Session()
    session.open("untitled:a", "slow $HOME")
    session.open("untitled:b", "ls $HOME")
    await until(folder / "slow")
    session.type("untitled:a", "ls `pwd`")
    await session.news(2)
    assert session.told == ["untitled:b", "untitled:a"]
    assert session.shown("untitled:b") == ["SC2086"]


async def test_a_closed_document_has_no_news(folder: Path) -> None:
    real(folder)
    session = Session()
    session.open("untitled:a", "ls $HOME")
    session.documents.close("untitled:a")
    session.checks.forget("untitled:a")
    session.open("untitled:b", "ls `pwd`")
    await session.news()
    assert session.told == ["untitled:b"]


async def test_old_answers_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real(folder)
    monkeypatch.setattr(shell_checks, "MOST_KNOWN", 2)
    session = Session()
    for count, command in enumerate(("ls $HOME", "ls `pwd`", "cd a; ls"), 1):
        session.open("untitled:a", command)
        await session.news(count)
    session.type("untitled:a", "ls `pwd`")
    assert session.shown("untitled:a") == ["SC2006", "SC2046"]
    session.type("untitled:a", "ls $HOME")
    assert session.shown("untitled:a") == []
    session.checks.stop()


async def test_the_scripts_of_a_document_are_limited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real(folder)
    monkeypatch.setattr(shell_checks, "MOST_WANTED", 2)
    session = Session()
    session.open("untitled:a", "ls `a`\nRUN ls `b`\nRUN ls `c`")
    await session.news()
    assert session.shown("untitled:a") == ["SC2006", "SC2046"] * 2
    await asyncio.sleep(0.3)
    assert len(calls(folder)) == 1


async def test_a_broken_program_is_asked_once_for_each_script(folder: Path) -> None:
    fake(folder, "exit 7")
    session = Session()
    session.open("untitled:a", "ls $HOME")
    await session.news()
    assert session.shown("untitled:a") == []
    await asyncio.sleep(0.3)
    assert len(calls(folder)) == 1


async def test_without_the_program_nothing_happens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.defpath.replace("/usr/local/bin", str(folder)))
    session = Session()
    session.open("untitled:a", "ls $HOME")
    await asyncio.sleep(0.3)
    real(folder)  # it is not looked for at each keystroke
    session.type("untitled:a", "ls `pwd`")
    await asyncio.sleep(0.3)
    assert session.told == []
    assert not (folder / "calls").exists()


async def test_the_end_ends_what_runs(folder: Path) -> None:
    real(folder, f"touch {folder}/started; exec sleep 60")
    session = Session()
    session.open("untitled:a", "ls $HOME")
    await until(folder / "started")
    session.checks.stop()
    session.type("untitled:a", "ls `pwd`")
    await asyncio.sleep(0.3)
    assert (session.told, len(calls(folder))) == ([], 1)
