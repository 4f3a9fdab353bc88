"""What the server writes to its log: a line for what a client did wrong, nothing for what is usual."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.client import EDITOR, Client, framed

URI = "file:///w/Dockerfile"
HOVER = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}


class Session:
    """A server whose log is kept."""

    def __init__(self, log: Path) -> None:
        self.log = log
        with log.open("wb") as written:
            self.client = Client((sys.executable, "-m", "dockerls", "server"), written)
        self.client.result("initialize", {**EDITOR, "capabilities": {}})
        self.client.notify("initialized", {})
        item = {"uri": URI, "languageId": "dockerfile", "version": 1, "text": "FROM a\n"}
        self.client.notify("textDocument/didOpen", {"textDocument": item})
        self.client.result("textDocument/hover", HOVER)

    def logged(self) -> list[str]:
        """The lines by now; all requests before have been answered."""
        self.client.result("textDocument/hover", HOVER)
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path / "log")
    yield session
    session.client.kill()


def test_a_cancellation_that_comes_late_is_usual(session: Session) -> None:
    for asked in range(1, 3):
        session.client.notify("$/cancelRequest", {"id": asked})
    session.client.notify("window/workDoneProgress/cancel", {"token": 5})
    assert session.logged() == []


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/hover", {"textDocument": 3}),
        ("codeAction/resolve", {"title": "x"}),
        ("workspace/executeCommand", {"command": "rm"}),
        ("workspace/executeCommand", {"command": "dockerls.openRule"}),
        ("workspace/executeCommand", {"command": "dockerls.fixStage", "arguments": ["a", "b", "c"]}),
    ],
)
def test_a_refusal_is_one_line(session: Session, method: str, params: Any) -> None:
    assert session.client.ask(method, params).message["error"]["code"] == -32602
    [line] = session.logged()
    assert line.startswith("WARNING dockerls.")


def test_a_notification_of_another_shape_is_one_line(session: Session) -> None:
    session.client.notify("textDocument/didSave", {"textDocument": 3})
    assert len(session.logged()) == 1


def test_a_change_without_a_version_is_usual(session: Session) -> None:
    session.client.notify("textDocument/didChange", {"textDocument": {"uri": URI}, "contentChanges": [{"text": "x"}]})
    assert session.logged() == []


@pytest.mark.parametrize("is_shut_down", [False, True])
def test_an_end_is_quiet_whatever_is_at_work(session: Session, is_shut_down: bool) -> None:
    options = {"tabSize": 4, "insertSpaces": True}
    everything = {"start": HOVER["position"], "end": HOVER["position"]}
    document = {"textDocument": HOVER["textDocument"]}
    session.client.send(
        id=97,
        method="textDocument/codeAction",
        params={**document, "range": everything, "context": {"diagnostics": []}},
    )
    session.client.send(id=98, method="textDocument/formatting", params={**document, "options": options})
    if is_shut_down:
        session.client.send(id=99, method="shutdown")
    session.client.notify("exit", None)
    assert session.client.ended() == (0 if is_shut_down else 1)
    assert session.log.read_text(encoding="utf-8") == ""


def test_an_exit_that_comes_at_once_is_quiet() -> None:
    messages = (
        {"id": 1, "method": "initialize", "params": EDITOR},
        {"method": "initialized", "params": {}},
        {"method": "exit"},
    )
    sent = b"".join(framed({"jsonrpc": "2.0", **message}) for message in messages)
    command = (sys.executable, "-m", "dockerls", "server")
    ended = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")
