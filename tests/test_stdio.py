"""Framing over real pipes, files and sockets: split, joined, large and broken streams, and the end of the input."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.client import EDITOR, Client, framed

URI = "file:///Dockerfile"
COMMAND = [sys.executable, "-m", "tests.tiny_server"]
INITIALIZE = framed({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": EDITOR})


def opened(text: str) -> bytes:
    document = {"uri": URI, "languageId": "dockerfile", "version": 1, "text": text}
    return framed({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})


def changed(text: str) -> bytes:
    params = {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": text}]}
    return framed({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})


def texts(client: Client) -> Any:
    """What has arrived at the server's features, in order."""
    client.result("tiny/state", {})
    return client.result("tiny/state", {})["texts"].get(URI)


@pytest.fixture
def client() -> Iterator[Client]:
    client = Client(COMMAND)
    client.ask("initialize", EDITOR)
    yield client
    client.kill()


def test_several_messages_in_one_write(client: Client) -> None:
    client.write(opened("a") + changed("b") + changed("c"))
    assert texts(client) == ["a", "b", "c"]


def test_a_message_split_anywhere(client: Client) -> None:
    stream = opened("a") + changed("b")
    for at in range(0, len(stream), 7):
        client.write(stream[at : at + 7])
        time.sleep(0.001)
    assert texts(client) == ["a", "b"]


def test_messages_larger_than_any_pipe(client: Client) -> None:
    large = "RUN echo 가\n" * 500_000
    client.write(opened(large) + changed("b"))
    assert texts(client) == [large, "b"]


def test_other_headers_and_spellings(client: Client) -> None:
    header, body = opened("a").split(b"\r\n\r\n")
    client.write(b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n" + header.lower() + b"\r\n\r\n" + body)
    assert texts(client) == ["a"]


@pytest.mark.parametrize(
    "garbage",
    [
        b"hello\r\n",
        b"hello\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 99999999999999999999999\r\n\r\n",
        b"Content-Length: 3\r\n\r\n{}}",
        b"Content-Length: 0\r\n\r\n",
        b"\xff" * 100_000,
    ],
)
def test_garbage_is_skipped_up_to_the_next_message(client: Client, garbage: bytes) -> None:
    client.write(garbage)
    time.sleep(0.05)
    client.write(opened("a"))
    assert texts(client) == ["a"]


def test_a_length_too_short_costs_one_message(client: Client) -> None:
    body = opened("lost").split(b"\r\n\r\n")[1]
    client.write(b"Content-Length: %d\r\n\r\n" % (len(body) - 4) + body + opened("a"))
    assert texts(client) == ["a"]


def test_the_end_of_the_input_is_a_clean_exit(client: Client) -> None:
    assert client.ended() == 0


def test_the_input_may_end_inside_a_message(client: Client) -> None:
    client.write(opened("a")[:-5])
    assert client.ended() == 0


def answers(output: bytes) -> list[Any]:
    """The messages in what a server has written."""
    return [json.loads(part.partition(b"\r\n\r\n")[2]) for part in output.split(b"Content-Length: ")[1:]]


def test_input_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "input").write_bytes(INITIALIZE + opened("a"))
    with (tmp_path / "input").open("rb") as stdin:
        output = subprocess.run(COMMAND, stdin=stdin, capture_output=True, timeout=20, check=True).stdout
    assert [message.get("method") for message in answers(output)] == [None, "textDocument/publishDiagnostics"]


def test_no_input_at_all() -> None:
    subprocess.run(COMMAND, stdin=subprocess.DEVNULL, timeout=20, check=True)


def test_one_socket_for_both_directions() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, subprocess.Popen(COMMAND, stdin=theirs.fileno(), stdout=theirs.fileno()) as server:
        ours.sendall(INITIALIZE + opened("a"))
        theirs.close()
        output = b""
        while b"publishDiagnostics" not in output:
            output += ours.recv(1 << 16)
        ours.shutdown(socket.SHUT_WR)
        assert server.wait(20) == 0
