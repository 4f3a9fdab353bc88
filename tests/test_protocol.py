"""The protocol over real pipes: what reaches a feature, what is answered, and that no message ends the server."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pygls.protocol import JsonRPCProtocol

from tests.bench.client import EDITOR, Client, framed

URI = "file:///Dockerfile"
OPENED = {"textDocument": {"uri": URI, "languageId": "dockerfile", "version": 1, "text": "FROM a\n"}}
DOCUMENT = {"textDocument": {"uri": URI}}


def started() -> Client:
    return Client([sys.executable, "-m", "tests.tiny_server"])


@pytest.fixture
def new_client() -> Iterator[Client]:
    """A server that has not been initialized."""
    client = started()
    yield client
    client.kill()


@pytest.fixture
def client(new_client: Client) -> Client:
    new_client.ask("initialize", EDITOR)
    new_client.notify("initialized", {})
    return new_client


def changed(*texts: str) -> dict[str, Any]:
    return {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": text} for text in texts]}


def error_code(client: Client, method: str, params: Any) -> int:
    code: int = client.ask(method, params).message["error"]["code"]
    return code


def test_pygls_still_has_the_private_method_that_writes() -> None:
    assert callable(JsonRPCProtocol._send_data)


def test_initialize_is_answered_by_the_servers_own_feature(new_client: Client) -> None:
    result = new_client.result("initialize", EDITOR)
    assert result["capabilities"] == {"textDocumentSync": 2}
    assert result["seen"] == ["general", "notebookDocument", "textDocument", "window", "workspace"]


def test_documents_are_the_servers_own(client: Client) -> None:
    client.notify("textDocument/didOpen", OPENED)
    published = client.wait_for(lambda message: message.get("method") == "textDocument/publishDiagnostics")
    assert published.message["params"] == {"uri": URI, "diagnostics": []}
    client.notify("textDocument/didChange", changed("one", "두 \ud800"))
    assert client.result("textDocument/diagnostic", DOCUMENT)["items"] == [
        {"message": "FROM a\n"},
        {"message": "one"},
        {"message": "두 \ud800"},
    ]
    client.notify("textDocument/didClose", DOCUMENT)
    assert client.result("tiny/state", {})["texts"] == {}


def test_pygls_keeps_no_documents(client: Client) -> None:
    features = client.result("tiny/state", {})["features"]
    assert "shutdown" in features
    assert not [name for name in features if "/did" in name]


def test_other_requests_come_as_lsprotocol_classes(client: Client) -> None:
    hovered = client.result("textDocument/hover", {**DOCUMENT, "position": {"line": 3, "character": 4}})
    at = {"line": 3, "character": 4}
    assert hovered == {"contents": "3:4", "range": {"start": at, "end": at}}


def test_notifications_leave_no_futures_behind(client: Client) -> None:
    client.notify("textDocument/didOpen", OPENED)
    for _ in range(50):
        client.notify("textDocument/didChange", changed("x"))
        client.notify("initialized", {})
        client.notify("tiny/pause", {})
    assert any(client.result("tiny/state", {})["futures"] == 0 for _turn_of_the_loop in range(100))


def test_requests_before_initialize_are_refused_and_notifications_dropped(new_client: Client) -> None:
    new_client.notify("textDocument/didOpen", OPENED)
    assert error_code(new_client, "textDocument/diagnostic", DOCUMENT) == -32002
    new_client.ask("initialize", EDITOR)
    assert new_client.result("tiny/state", {})["texts"] == {}


def test_initialize_is_answered_once(client: Client) -> None:
    assert error_code(client, "initialize", EDITOR) == -32600


def test_unknown_methods(client: Client) -> None:
    client.notify("textDocument/didDream", {"deep": [1, {"type_name": "x"}]})
    client.notify("$/unknown", None)
    assert error_code(client, "textDocument/dream", {}) == -32601
    assert error_code(client, "textDocument/definition", "no params at all") == -32601


@pytest.mark.parametrize("params", [{"textDocument": {"uri": URI}}, {"position": 5}, [1], "text", 7, None])
def test_params_of_another_shape_are_invalid(client: Client, params: Any) -> None:
    assert error_code(client, "textDocument/hover", params) == -32602


@pytest.mark.parametrize("params", [{}, {"textDocument": 5}, [1], None])
def test_notifications_of_another_shape_are_survived(client: Client, params: Any) -> None:
    for method in ("textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "initialized"):
        client.notify(method, params)
    assert client.result("tiny/state", {})["texts"] == {}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{nonsense", -32700),
        (b"", -32700),
        (b"\xff\xfe\x00", -32700),
        (b"[" * 100_000, -32700),
        (b"[]", -32600),
        (b"null", -32600),
        (b"{}", -32600),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "initialize"}', -32600),
        (b'{"jsonrpc": "2.0"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 5}', -32600),
        (b'{"jsonrpc": "2.0", "id": [1], "method": "initialize"}', -32600),
        (b'{"jsonrpc": "2.0", "id": {}, "result": 1}', -32600),
    ],
)
def test_what_is_no_message_is_answered_without_id(client: Client, body: bytes, code: int) -> None:
    client.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    refused = client.wait_for(lambda message: "error" in message).message
    assert (refused["id"], refused["error"]["code"]) == (None, code)
    assert client.result("tiny/state", {})


@pytest.mark.parametrize(
    "answer",
    [{"id": 99, "result": 1}, {"id": "x", "error": {"code": 1, "message": ""}}, {"id": 5}, {"id": None, "error": 3}],
)
def test_answers_nobody_asked_for_are_ignored(client: Client, answer: Any) -> None:
    client.send(**answer)
    assert client.result("tiny/state", {})


def test_an_answer_of_another_shape_ends_the_waiting(client: Client) -> None:
    # The client answers every request of the server with null, which is not what applyEdit is answered with.
    assert client.result("tiny/ask", {}).startswith("failed: the answer could not be read")


def test_cancelling_what_is_not_running_is_ignored(client: Client) -> None:
    client.notify("$/cancelRequest", {"id": 12345})
    client.notify("$/cancelRequest", {})
    assert client.result("tiny/state", {})


def test_after_shutdown_requests_are_refused_and_exit_is_clean(client: Client) -> None:
    assert client.ask("shutdown", None).message["result"] is None
    assert error_code(client, "textDocument/diagnostic", DOCUMENT) == -32600
    client.notify("exit", None)
    assert client.ended() == 0


def test_exit_without_shutdown_is_an_error(client: Client) -> None:
    client.notify("exit", None)
    assert client.ended() == 1


def test_a_message_is_framed_by_bytes() -> None:
    assert framed({"a": 1}) == b'Content-Length: 8\r\n\r\n{"a": 1}'
