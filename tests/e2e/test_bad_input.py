"""Whatever a client sends, the server lives on and answers the next sensible request."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bench.client import EDITOR, Client

URI = "file:///w/Dockerfile"
PLAIN = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*\n"


class Editor:
    """An editor that says whatever it likes."""

    def __init__(self) -> None:
        self.client = Client((sys.executable, "-m", "dockerls", "server"))
        self.client.result("initialize", {**EDITOR, "capabilities": {}})
        self.client.notify("initialized", {})

    def open(self, text: str, uri: str = URI) -> None:
        item = {"uri": uri, "languageId": "dockerfile", "version": 1, "text": text}
        self.client.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, version: Any, *changes: Any, uri: str = URI) -> None:
        document = {"uri": uri, "version": version}
        self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def codes(self, version: int) -> list[str]:
        """The codes published for a version of the document."""

        def is_for_version(message: dict[str, Any]) -> bool:
            params = message.get("params", {})
            is_ours = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == URI
            return is_ours and params["version"] == version

        params = self.client.wait_for(is_for_version, patience=60).message["params"]
        return [each["code"] for each in params["diagnostics"]]

    def is_well(self, version: int) -> None:
        """A sensible text put in place of whatever is there is read."""
        self.change(version, {"text": PLAIN})
        assert "DL3015" in self.codes(version)


@pytest.fixture
def editor() -> Iterator[Editor]:
    editor = Editor()
    yield editor
    editor.client.kill()


def at(line: Any, character: Any) -> dict[str, Any]:
    return {"line": line, "character": character}


def edit(start: Any, end: Any, text: Any) -> dict[str, Any]:
    return {"range": {"start": start, "end": end}, "text": text}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "F",
        "FROM debian:12",
        "\x00\x01\x02\ufffd\x7f" * 500,
        "\ud800FROM \udfff\nRUN \ud83d\n",
        "FROM a\nRUN echo " + "x" * 10_000_000,
        "RUN <<A <<B <<'C\n",
        "\\\n" * 2_000,
        "ONBUILD " * 500,
        "RUN " + "(" * 3_000 + "\n",
        'CMD ["' + "\\" * 5_001,
        "\r" * 1_000 + "\ufeff",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_any_text_is_read(editor: Editor, text: str) -> None:
    editor.open(text)
    editor.codes(1)
    editor.is_well(2)


def test_a_hundred_thousand_lines(editor: Editor) -> None:
    block = "# one\n# two\n\nRUN echo one \\\n" + "    one \\\n" * 15 + "    two\n"
    text = "FROM debian:12\n" + block * 5_000
    assert text.count("\n") > 100_000
    editor.open(text)
    editor.codes(1)
    editor.change(2, edit(at(50_004, 9), at(50_004, 9), "x"))
    editor.codes(2)
    editor.is_well(3)


def test_edits_past_the_end_and_before_the_start(editor: Editor) -> None:
    editor.open(PLAIN)
    editor.change(2, edit(at(999, 999), at(9999, 0), "USER a"), edit(at(0, 99_999), at(0, 99_999), " AS b"))
    editor.change(3, edit(at(1, 40), at(0, 3), "z"))
    editor.codes(3)
    editor.is_well(4)


def test_edits_out_of_order_and_overlapping(editor: Editor) -> None:
    editor.open(PLAIN)
    editor.change(9, edit(at(1, 0), at(1, 30), "a"), edit(at(0, 2), at(1, 1), "b\n"), edit(at(0, 0), at(5, 0), "c"))
    editor.change(3, edit(at(0, 0), at(0, 0), "d"))
    editor.codes(3)
    editor.is_well(4)


@pytest.mark.parametrize(
    "changes",
    [
        [{}],
        [{"text": 7}],
        ["text"],
        [edit(at(-4, "x"), at(None, -1), "y")],
        [edit(at(-1, -1), at(-1, -1), "y")],
        [{"range": 7, "text": "y"}],
        [edit(at(0, 10**30), at(10**30, 0), "y")],
    ],
    ids=repr,
)
def test_changes_of_another_shape(editor: Editor, changes: list[Any]) -> None:
    editor.open(PLAIN)
    editor.change(2, *changes)
    editor.is_well(3)


def test_documents_that_are_not_open(editor: Editor) -> None:
    editor.change(3, {"text": "FROM a\n"}, uri="file:///w/missing")
    editor.client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///w/missing"}})
    position = {"textDocument": {"uri": "file:///w/missing"}, "position": at(0, 0)}
    assert editor.client.result("textDocument/hover", position) is None
    editor.open(PLAIN)
    editor.is_well(2)


@pytest.mark.parametrize(
    "uri", ["", "file:", "file:///%00", "///", "file://[", "\ud800:x", "file:///w/%ff", "x" * 9_000]
)
def test_any_uri(editor: Editor, uri: str) -> None:
    editor.open(PLAIN, uri=uri)
    editor.open(PLAIN)
    editor.is_well(2)


def test_messages_that_are_none(editor: Editor) -> None:
    editor.client.write(b"Content-Length: 3\r\n\r\n{]}")
    editor.client.send(id=77, method="textDocument/nonsense", params={})
    editor.client.send(method="$/nonsense")
    editor.client.send(id=78, method="textDocument/hover", params={"textDocument": 3})
    editor.client.send(id=79, method="codeAction/resolve", params={"title": "x", "data": {"key": ["fix", 1]}})
    editor.client.send(id=80, method="workspace/executeCommand", params={"command": "rm", "arguments": ["-rf"]})
    editor.client.notify("workspace/didChangeConfiguration", {"settings": {"dockerls": {"profile": 3, "x": []}}})
    editor.client.notify("workspace/didChangeConfiguration", {"settings": None})
    editor.open(PLAIN)
    editor.is_well(2)


def test_a_resolved_action_never_trusts_what_the_client_carried(editor: Editor) -> None:
    editor.open(PLAIN)
    editor.codes(1)
    for key in (
        ["fix", "DL3015", 99, 0, 7, 0],
        ["refactor", "combine-runs", 0, 0, 400, 0],
        ["refactor", "x", 0, -3, -9, 0],
    ):
        data = {"uri": URI, "number": 1, "key": key}
        answer = editor.client.ask("codeAction/resolve", {"title": "x", "data": data}).message
        assert answer["result"]["edit"].get("changes", {URI: []}) == {URI: []}
    editor.is_well(2)


def test_the_server_ends_with_its_client() -> None:
    editor = Editor()
    editor.client.result("shutdown", None)
    editor.client.notify("exit", None)
    assert editor.client.ended() == 0
