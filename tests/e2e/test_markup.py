"""Hovers, completions and signatures in the format that a client says it shows."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.client import EDITOR, Client

URI = "file:///w/Dockerfile"
TEXT = "FROM a\nENV V=1\nRUN echo $V\nCOPY --parents \nWOR"


class Editor:
    """An editor that shows text in some formats."""

    def __init__(self, *formats: str) -> None:
        self.client = Client((sys.executable, "-m", "dockerls", "server"))
        told = {
            "hover": {"contentFormat": list(formats)},
            "completion": {"completionItem": {"documentationFormat": list(formats)}},
            "signatureHelp": {"signatureInformation": {"documentationFormat": list(formats)}},
        }
        capabilities = {"textDocument": told} if formats else {}
        self.client.result("initialize", {**EDITOR, "capabilities": capabilities})
        self.client.notify("initialized", {})
        self.open(URI, TEXT)

    def open(self, uri: str, text: str) -> None:
        item = {"uri": uri, "languageId": "dockerfile", "version": 1, "text": text}
        self.client.notify("textDocument/didOpen", {"textDocument": item})

    def asks(self, method: str, line: int, character: int, uri: str = URI) -> Any:
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.client.result(f"textDocument/{method}", place)

    def hovers(self) -> Any:
        return self.asks("hover", 2, 11)["contents"]

    def completes(self) -> Any:
        [item] = (each for each in self.asks("completion", 4, 3)["items"] if each["label"] == "WORKDIR")
        return self.client.result("completionItem/resolve", item)["documentation"]

    def signs(self) -> Any:
        [signature] = self.asks("signatureHelp", 3, 14)["signatures"]
        [flag] = (each for each in signature["parameters"] if each["label"] == "--parents")
        return flag["documentation"]


@pytest.fixture
def editors() -> Iterator[list[Editor]]:
    """One that says nothing of formats, one that likes plain text best, and one that likes Markdown best."""
    editors = [Editor(), Editor("plaintext", "markdown"), Editor("markdown", "plaintext")]
    yield editors
    for editor in editors:
        editor.client.kill()


def test_each_client_gets_the_format_it_likes_best(editors: list[Editor], tmp_path: Path) -> None:
    unsaid, plain, markdown = editors
    for editor in (unsaid, markdown):
        assert editor.hovers()["kind"] == "markdown"
        assert "- **Value:** `1`\n" in editor.hovers()["value"]
    assert plain.hovers() == {
        "kind": "plaintext",
        "value": "$V\n\n- Value: 1\n- Set by: ENV V=1 (line 2)\n\nThe shell replaces it when the command runs.",
    }
    assert markdown.completes()["kind"] == markdown.signs()["kind"] == "markdown"
    assert "```dockerfile\nWORKDIR" in markdown.completes()["value"]
    assert "`COPY --parents a/x" in markdown.signs()["value"]
    for editor in (unsaid, plain):
        assert "    WORKDIR" in editor.completes() and "`" not in editor.completes()
        assert "COPY --parents a/x" in editor.signs() and "`" not in editor.signs()


def test_an_ignore_file(editors: list[Editor], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("x")
    uri = (tmp_path / ".dockerignore").as_uri()
    _, plain, markdown = editors
    for editor, told in ((plain, "Leaves out: "), (markdown, "**Leaves out:** ")):
        editor.open(uri, "docs\n")
        editor.client.wait_for(lambda message: message.get("params", {}).get("uri") == uri)
        assert told in editor.asks("hover", 0, 1, uri)["contents"]["value"]
