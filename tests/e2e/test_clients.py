"""What a client gets depends on what it says it can take: parts of diagnostics, actions, versions, settings."""

from typing import Any

import pytest

from tests.bench.client import Message
from tests.e2e.test_workspace import ACTIONS, TEXT, Editor

URI = "file:///w/Dockerfile"
TWICE = "FROM debian:12 AS a\nFROM a AS a\nCOPY b c\nCMD one\nCMD two\nMAINTAINER me\nUSER www-data\n"
EVERYTHING = {
    "relatedInformation": True,
    "tagSupport": {"valueSet": [1, 2]},
    "codeDescriptionSupport": True,
    "dataSupport": True,
}


def started(editors: list[Editor], capabilities: Message, text: str = TEXT, **answers: Any) -> Editor:
    editor = Editor(capabilities, **answers)
    editors.append(editor)
    editor.open(URI, text)
    return editor


def parts(found: list[Message]) -> set[str]:
    return {key for each in found for key in each} - {"range", "severity", "code", "source", "message"}


@pytest.mark.parametrize("of", ["publishDiagnostics", "diagnostic"])
def test_a_diagnostic_has_the_parts_that_the_client_takes(editors: list[Editor], of: str) -> None:
    assert parts(started(editors, {}, TWICE).published(URI)) == set()
    found = started(editors, {"textDocument": {of: EVERYTHING}}, TWICE).published(URI)
    assert parts(found) == {"relatedInformation", "tags", "codeDescription", "data"}
    addresses = {each["code"]: each.get("codeDescription") for each in found}
    assert addresses["DL4000"] == {"href": "https://github.com/hadolint/hadolint/wiki/DL4000"}
    only_unnecessary = {"textDocument": {of: {"tagSupport": {"valueSet": [1]}}}}
    found = started(editors, only_unnecessary, TWICE).published(URI)
    assert {tag for each in found for tag in each.get("tags", ())} == {1}


def test_what_is_to_be_resolved_needs_its_data(editors: list[Editor]) -> None:
    support: dict[str, Any] = {**ACTIONS["textDocument"]["codeAction"], "resolveSupport": {"properties": ["edit"]}}
    for has_data in (False, True):
        capabilities = {"textDocument": {"codeAction": {**support, "dataSupport": has_data}}}
        editor = started(editors, capabilities)
        fix = next(each for each in editor.actions(URI, 1, 32) if each["title"] == "Add `--no-install-recommends`")
        assert ("edit" in fix, "data" in fix) == (not has_data, has_data)
        resolved = editor.result("codeAction/resolve", fix) if has_data else fix
        assert "--no-install-recommends" in str(resolved["edit"])


def test_a_client_without_actions_gets_commands(editors: list[Editor]) -> None:
    edits: list[Message] = []

    def apply(params: Message) -> Message:
        edits.append(params["edit"])
        return {"applied": True}

    editor = started(editors, {"workspace": {"applyEdit": True}}, applyEdit=apply)
    editor.published(URI)
    found = editor.actions(URI, 1, 32)
    assert {frozenset(each) for each in found} == {frozenset({"title", "command", "arguments"})}
    fix = next(each for each in found if each["title"] == "Add `--no-install-recommends`")
    command = {"command": fix["command"], "arguments": fix["arguments"]}
    assert fix["command"] in editor.capabilities["executeCommandProvider"]["commands"]
    assert editor.result("workspace/executeCommand", command) is True
    [edit] = edits[0]["changes"][URI]
    assert edit["newText"] == " --no-install-recommends"
    change = {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": TEXT + "\n"}]}
    editor.notify("textDocument/didChange", change)
    assert editor.ask("workspace/executeCommand", command).message["error"]["code"] == -32801
    assert editor.ask("workspace/executeCommand", {"command": fix["command"]}).message["error"]["code"] == -32602


def test_a_client_without_actions_and_edits_gets_none(editors: list[Editor]) -> None:
    editor = started(editors, {})
    assert editor.actions(URI, 1, 32) == []


def test_changes_without_versions(editors: list[Editor]) -> None:
    pulling = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
    editor = started(editors, pulling)
    pull = {"textDocument": {"uri": URI}}
    before = editor.result("textDocument/diagnostic", pull)
    for version in ({}, {"version": None}, {}):
        text = "FROM debian:12\nUSER www-data\n" if before["items"] else TEXT
        change = {"textDocument": {"uri": URI, **version}, "contentChanges": [{"text": text}]}
        editor.notify("textDocument/didChange", change)
        after = editor.result("textDocument/diagnostic", {**pull, "previousResultId": before["resultId"]})
        assert after["kind"] == "full"
        assert ("DL3015" in [each["code"] for each in after["items"]]) == (text == TEXT)
        before = after


def test_nothing_is_published_for_a_version_that_is_null(editors: list[Editor]) -> None:
    editor = started(editors, {})
    editor.published(URI)
    change = {"textDocument": {"uri": URI}, "contentChanges": [{"text": "FROM debian:12\nUSER www-data\n"}]}
    editor.notify("textDocument/didChange", change)
    told = editor.wait_for(lambda message: message.get("method") == "textDocument/publishDiagnostics").message
    assert "version" not in told["params"]
    assert "DL3015" not in str(told)


@pytest.mark.parametrize("settings", [{"ignore": ["DL3015"]}, {"dockerls": {"ignore": ["DL3015"]}}], ids=repr)
def test_settings_with_our_name_and_without(editors: list[Editor], settings: Message) -> None:
    editor = started(editors, {})
    assert "DL3015" in editor.codes(URI)
    editor.notify("workspace/didChangeConfiguration", {"settings": settings})
    assert "DL3015" not in editor.codes(URI)
    editor.notify("workspace/didChangeConfiguration", {"settings": {"dockerls": {}}})
    assert "DL3015" in editor.codes(URI)


def test_an_editor_with_nothing_to_say_has_said_it_before(editors: list[Editor]) -> None:
    """Neovim has ``init_options`` and no settings, and answers null when it is asked for them."""

    def settings(params: Message) -> list[None]:
        return [None for _ in params["items"]]

    capabilities = {"workspace": {"configuration": True}}
    editor = Editor(capabilities, options={"ignore": ["DL3015"]}, configuration=settings)
    editors.append(editor)
    editor.open(URI)
    assert "DL3015" not in editor.codes(URI)
