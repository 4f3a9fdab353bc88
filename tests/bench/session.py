"""A server with one open Dockerfile, typed in one character at a time."""

import copy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from tests.bench.client import EDITOR, Arrived, Client, Message
from tests.bench.dockerfiles import Typing
from tests.bench.servers import Server
from tests.bench.usage import cpu_seconds

URI = "file:///bench/Dockerfile"
_WHOLE_TEXTS = 1
_PATIENCE = 120.0
_IDLE = 0.005  # seconds of CPU that count as nothing


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """The findings for one version: how many, in how many bytes, and when the last byte came (seconds)."""

    count: int
    size: int
    at: float


class Session:
    """Speaks to a server as it wants: whole texts or edits, diagnostics that are published or pulled."""

    def __init__(self, server: Server, typing: Typing) -> None:
        self._client = Client(server.command)
        self.started = self._client.started
        self.pid = self._client.pid
        self._typing = typing
        self._typed = ""
        self._letters = cycle("abcdefghijklmnopqrstuvwxyz")
        self._version = 1
        self._slowest = 0.0
        capabilities = self._client.result("initialize", _editor(server.announce_pull))["capabilities"]
        self._client.notify("initialized", {})
        sync = capabilities.get("textDocumentSync")
        self._whole_texts = (sync["change"] if isinstance(sync, dict) else sync) == _WHOLE_TEXTS
        self._versioned = True
        self._pulled = server.announce_pull and "diagnosticProvider" in capabilities

    def open(self) -> Diagnostics:
        document = {"uri": URI, "languageId": "dockerfile", "version": self._version, "text": self._typing.text}
        self._client.notify("textDocument/didOpen", {"textDocument": document})
        return self._diagnostics()

    def wait_until_idle(self) -> None:
        """Wait as a person does who looks at the first findings: until the server has had nothing to do for a while."""
        before = -1.0
        while (now := cpu_seconds(self.pid)) - before > _IDLE:
            before = now
            time.sleep(1)

    def keystroke(self) -> tuple[float, Diagnostics]:
        """Type one character and wait for its diagnostics: the seconds this took, and the diagnostics."""
        change = self._next_change()
        self._client.drop_arrived()
        sent = time.perf_counter()
        self._client.notify("textDocument/didChange", change)
        diagnostics = self._diagnostics()
        self._slowest = max(self._slowest, diagnostics.at - sent)
        return diagnostics.at - sent, diagnostics

    def burst(self, keystrokes: int) -> None:
        """Type characters without waiting, and wait until the server has nothing more to say about them."""
        changes = [self._next_change() for _ in range(keystrokes)]
        for change in changes:
            self._client.notify("textDocument/didChange", change)
        self._diagnostics()
        # Diagnostics without a version do not tell which of the changes they are for: only silence ends them.
        while not self._versioned and self._client.arrives_within(max(0.3, 2 * self._slowest)):
            continue

    def knows(self, method: str, params: Any) -> bool:
        """Make a request; whether the server has answered it with a result."""
        return "result" in self._client.ask(method, params, _PATIENCE).message

    def end(self) -> None:
        self._client.kill()

    def _next_change(self) -> Message:
        self._version += 1
        letter = next(self._letters)
        at = {"line": self._typing.line, "character": self._typing.column + len(self._typed)}
        self._typed += letter
        edit: Message = {"range": {"start": at, "end": at}, "text": letter}
        change = {"text": self._typing.typed(self._typed)} if self._whole_texts else edit
        return {"textDocument": {"uri": URI, "version": self._version}, "contentChanges": [change]}

    def _diagnostics(self) -> Diagnostics:
        if self._pulled:
            arrived = self._client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}}, _PATIENCE)
            found = arrived.message["result"]["items"]
        else:
            arrived = self._client.wait_for(self._is_published, _PATIENCE)
            found = arrived.message["params"]["diagnostics"]
            self._versioned = "version" in arrived.message["params"]
        return _diagnostics(arrived, found)

    def _is_published(self, message: Message) -> bool:
        """Diagnostics of the present version, or without a version, which is all some servers send."""
        if message.get("method") != "textDocument/publishDiagnostics":
            return False
        return message["params"]["uri"] == URI and message["params"].get("version") in (None, self._version)


@contextmanager
def session(server: Server, typing: Typing) -> Iterator[Session]:
    """A session that is ended whatever happens. Raises `client.NothingArrivedError` where the server is silent."""
    talking = Session(server, typing)
    try:
        yield talking
    finally:
        talking.end()


def _diagnostics(arrived: Arrived, found: list[Any]) -> Diagnostics:
    return Diagnostics(len(found), arrived.size, arrived.at)


def _editor(announce_pull: bool) -> Message:
    params = copy.deepcopy(EDITOR)
    params.update(rootUri=None, rootPath=None, workspaceFolders=None)
    if not announce_pull:
        del params["capabilities"]["textDocument"]["diagnostic"]
        del params["capabilities"]["workspace"]["diagnostics"]
    return params
