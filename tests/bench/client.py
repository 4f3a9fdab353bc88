"""A small LSP client over stdio, for the benchmark and for tests of the server: no typed messages, no asyncio."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import IO, Any

Message = dict[str, Any]

EDITOR: Message = json.loads(Path(__file__).with_name("initialize.json").read_bytes())
"""The params of `initialize` as VS Code sends them."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message of the server: when its last byte came (`time.perf_counter`, seconds), its bytes, and what it says."""

    at: float
    size: int
    message: Message


class NothingArrivedError(Exception):
    """The server has not sent what was waited for."""


class Client:
    """Starts a server and talks to it. A thread reads, and answers what the server itself requests with null.

    What the server logs goes to ``log``.
    """

    def __init__(self, command: Sequence[str], log: IO[bytes] | None = None) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if log is None else log,
            start_new_session=True,
            # A server that is installed has its modules compiled; where this is set they would be each time.
            env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        )
        self.pid = self._process.pid
        self._writing = Lock()
        self._next_id = 0
        self._arrived: Queue[Arrived | None] = Queue()
        Thread(target=self._read, daemon=True).start()

    def write(self, data: bytes) -> None:
        """Bytes as they are, for what is not a message."""
        assert self._process.stdin is not None
        try:
            with self._writing:
                self._process.stdin.write(data)
                self._process.stdin.flush()
        except BrokenPipeError:
            raise NothingArrivedError("the server has closed its input") from None

    def send(self, **message: Any) -> None:
        self.write(framed({"jsonrpc": "2.0", **message}))

    def notify(self, method: str, params: Any) -> None:
        self.send(method=method, params=params)

    def ask(self, method: str, params: Any, patience: float = 60) -> Arrived:
        """The answer to a request, whatever it is; notifications that come before it are dropped."""
        self._next_id += 1
        asked = self._next_id
        self.send(id=asked, method=method, params=params)
        return self.wait_for(lambda message: message.get("id") == asked and "method" not in message, patience)

    def result(self, method: str, params: Any) -> Any:
        """The result of a request that succeeds."""
        return self.ask(method, params).message["result"]

    def wait_for(self, accepts: Callable[[Message], bool], patience: float = 60) -> Arrived:
        """The next message accepted, dropping the others. Raises `NothingArrivedError` after ``patience`` seconds."""
        deadline = time.perf_counter() + patience
        while True:
            try:
                arrived = self._arrived.get(timeout=max(0.0, deadline - time.perf_counter()))
            except Empty:
                raise NothingArrivedError(f"nothing in {patience} s") from None
            if arrived is None:
                raise NothingArrivedError("the server has closed its output")
            if accepts(arrived.message):
                return arrived

    def arrives_within(self, seconds: float) -> bool:
        """Whether any message comes in this time; it is dropped."""
        try:
            self.wait_for(lambda _: True, seconds)
        except NothingArrivedError:
            return False
        return True

    def drop_arrived(self) -> None:
        """Forget what has come so far."""
        while not self._arrived.empty():
            self._arrived.get()

    def ended(self, patience: float = 20) -> int:
        """Close the server's input, wait for its end, and give its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process.wait(patience)

    def kill(self) -> None:
        """End the server and the processes it has started, all of one session of their own."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        stdout = self._process.stdout
        while length := _content_length(iter(stdout.readline, b"")):
            body = stdout.read(length)
            at = time.perf_counter()
            message = json.loads(body)
            if "method" in message and "id" in message:
                self._answer(message)
            else:
                self._arrived.put(Arrived(at, length, message))
        self._arrived.put(None)

    def _answer(self, request: Message) -> None:
        items = request["params"]["items"] if request["method"] == "workspace/configuration" else None
        self.send(id=request["id"], result=[None] * len(items) if items else None)


def framed(message: Any) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def _content_length(lines: Iterator[bytes]) -> int:
    """The length in the next header; 0 at the end of the stream."""
    length = 0
    for line in lines:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        if not line.strip():
            return length
    return 0
