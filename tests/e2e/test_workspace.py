"""What the server asks of its client: settings, folders, watched files, pages; and clients that can do less."""

import sys
import time
from pathlib import Path
from typing import Any

from dockerls.build_context.config_files import NAMES
from tests.bench.client import Client, Message

TEXT = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*\nUSER www-data\n"


ACTIONS: Message = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
"""The ability to take code actions as they have been since 3.8."""


class Editor(Client):
    """An editor with given abilities, which answers what the server asks with ``answers`` and notes the questions."""

    def __init__(
        self, capabilities: Message, folders: tuple[str, ...] = (), options: Message | None = None, **answers: Any
    ) -> None:
        self.answers = answers
        self.asked: list[Message] = []
        super().__init__((sys.executable, "-m", "dockerls", "server"))
        workspace = [{"uri": uri, "name": uri} for uri in folders]
        params = {"processId": None, "rootUri": None, "workspaceFolders": workspace, "capabilities": capabilities}
        params |= {} if options is None else {"initializationOptions": options}
        self.capabilities = self.result("initialize", params)["capabilities"]
        self.notify("initialized", {})

    def _answer(self, request: Message) -> None:
        self.asked.append(request)
        answer = self.answers.get(request["method"].rpartition("/")[2])
        self.send(id=request["id"], result=answer(request["params"]) if callable(answer) else answer)

    def open(self, uri: str, text: str = TEXT) -> None:
        item = {"uri": uri, "languageId": "dockerfile", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def published(self, uri: str) -> list[Message]:
        """The next diagnostics of a document."""

        def is_for_it(message: Message) -> bool:
            is_publication = message.get("method") == "textDocument/publishDiagnostics"
            return is_publication and message["params"]["uri"] == uri

        return list(self.wait_for(is_for_it, 20).message["params"]["diagnostics"])

    def codes(self, uri: str) -> list[str]:
        return [each["code"] for each in self.published(uri)]

    def was_asked(self, method: str) -> None:
        """Wait until the server has asked for something."""
        deadline = time.monotonic() + 20
        while method not in [request["method"] for request in self.asked]:
            assert time.monotonic() < deadline, f"the server never asked for {method}"
            time.sleep(0.01)

    def actions(self, uri: str, line: int, character: int) -> list[Message]:
        at = {"line": line, "character": character}
        params = {"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}}
        return list(self.result("textDocument/codeAction", params))


def test_settings_are_asked_for_each_folder(editors: list[Editor]) -> None:
    def settings(params: Message) -> list[Any]:
        ignored = {"file:///w/a": {"ignore": ["DL3015"]}, None: {"severity": {"DL3015": "error"}}}
        return [ignored.get(item.get("scopeUri")) for item in params["items"]]

    folders = ("file:///w/a", "file:///w/b")
    editor = Editor({"workspace": {"configuration": True}}, folders, configuration=settings)
    editors.append(editor)
    editor.open("file:///w/a/Dockerfile")
    editor.open("file:///w/b/Dockerfile")
    assert "DL3015" not in editor.codes("file:///w/a/Dockerfile")
    [found] = [each for each in editor.published("file:///w/b/Dockerfile") if each["code"] == "DL3015"]
    assert found["severity"] == 1
    asked = [request for request in editor.asked if request["method"] == "workspace/configuration"]
    assert [item.get("scopeUri") for item in asked[0]["params"]["items"]] == [None, *folders]
    assert {item["section"] for item in asked[0]["params"]["items"]} == {"dockerls"}

    event = {"added": [], "removed": [{"uri": "file:///w/a", "name": "a"}]}
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    assert "DL3015" in editor.codes("file:///w/a/Dockerfile")
    editor.notify("workspace/didChangeConfiguration", {"settings": None})
    editor.result(
        "textDocument/hover", {"textDocument": {"uri": "file:///w/x"}, "position": {"line": 0, "character": 0}}
    )


def test_files_are_watched_where_the_client_can(editors: list[Editor]) -> None:
    dynamic = {"dynamicRegistration": True}
    editor = Editor({"workspace": {"didChangeWatchedFiles": dynamic, "didChangeConfiguration": dynamic}})
    editors.append(editor)
    editor.open("file:///w/Dockerfile")
    editor.published("file:///w/Dockerfile")
    [registered] = [each for each in editor.asked if each["method"] == "client/registerCapability"]
    methods = {each["method"]: each["registerOptions"] for each in registered["params"]["registrations"]}
    assert methods["workspace/didChangeConfiguration"] == {"section": "dockerls"}
    patterns = [each["globPattern"] for each in methods["workspace/didChangeWatchedFiles"]["watchers"]]
    assert patterns == [f"**/{name}" for name in NAMES]


def test_a_client_that_pulls_is_asked_to_pull_again_when_settings_change(editors: list[Editor], tmp_path: Path) -> None:
    capabilities = {
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": True}},
    }
    editor = Editor(capabilities)
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri)
    pull = {"textDocument": {"uri": uri}}
    before = editor.result("textDocument/diagnostic", pull)
    assert "DL3015" in [each["code"] for each in before["items"]]
    (tmp_path / ".dockerls.toml").write_text('ignore = ["DL3015"]\n', encoding="utf-8")
    changed = {"uri": (tmp_path / ".dockerls.toml").as_uri(), "type": 1}
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [changed]})
    found = ["DL3015"]
    while "DL3015" in found:  # it may also be asked for what ShellCheck has said
        editor.was_asked("workspace/diagnostic/refresh")
        after = editor.result("textDocument/diagnostic", {**pull, "previousResultId": before["resultId"]})
        found = [each["code"] for each in after["items"]] if after["kind"] == "full" else found
    assert editor.result("textDocument/diagnostic", {"textDocument": {"uri": "file:///w/closed"}})["items"] == []


def test_the_page_of_a_rule_is_shown(editors: list[Editor]) -> None:
    editor = Editor({**ACTIONS, "window": {"showDocument": {"support": True}}}, showDocument={"success": True})
    editors.append(editor)
    editor.open("file:///w/Dockerfile")
    editor.published("file:///w/Dockerfile")
    [action] = [each for each in editor.actions("file:///w/Dockerfile", 1, 32) if "command" in each]
    command = {"command": action["command"]["command"], "arguments": action["command"]["arguments"]}
    pages: list[str] = []

    def show(params: Message) -> Message:
        pages.append(Path(params["uri"].removeprefix("file://")).read_text(encoding="utf-8"))
        return {"success": True}

    editor.answers["showDocument"] = show
    assert editor.result("workspace/executeCommand", command) is True
    assert "apt-no-install-recommends" in pages[0]
    assert editor.result("workspace/executeCommand", {**command, "arguments": ["DL0000"]}) is False
    wrong: list[Message] = [{}, {"arguments": None}, {"arguments": []}, {"arguments": [{"a": 1}]}]
    for arguments in wrong:
        refused = editor.ask("workspace/executeCommand", {"command": "dockerls.openRule", **arguments}).message["error"]
        assert refused["code"] == -32602
        assert "\n" not in refused["message"]


def test_a_client_that_can_do_little_gets_whole_edits(editors: list[Editor]) -> None:
    editor = Editor(ACTIONS)
    editors.append(editor)
    editor.open("file:///w/Dockerfile")
    editor.published("file:///w/Dockerfile")
    found = editor.actions("file:///w/Dockerfile", 1, 32)
    assert not any("command" in each or "data" in each for each in found)
    [fix] = [each for each in found if each["title"] == "Add `--no-install-recommends`"]
    assert fix["edit"] == {
        "changes": {
            "file:///w/Dockerfile": [
                {
                    "range": {"start": {"line": 1, "character": 37}, "end": {"line": 1, "character": 37}},
                    "newText": " --no-install-recommends",
                }
            ]
        }
    }


def test_an_excluded_file_is_silent(editors: list[Editor], tmp_path: Path) -> None:
    (tmp_path / "dockerls.toml").write_text('exclude = ["vendor/**"]\n', encoding="utf-8")
    editor = Editor({})
    editors.append(editor)
    excluded, other = ((tmp_path / name / "Dockerfile").as_uri() for name in ("vendor", "app"))
    editor.open(excluded)
    editor.open(other)
    assert editor.codes(excluded) == []
    assert "DL3015" in editor.codes(other)


def test_actions_heed_the_configuration_file_from_the_first(editors: list[Editor], tmp_path: Path) -> None:
    (tmp_path / "dockerls.toml").write_text('ignore = ["DL3042"]\n', encoding="utf-8")
    editor = Editor(ACTIONS)
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nRUN pip install flask\n")
    assert "--no-cache-dir" not in str(editor.actions(uri, 1, 8))
