"""The server and the files around a Dockerfile: asked in the background, watched, edited."""

from pathlib import Path

from tests.bench.client import Message
from tests.e2e.test_workspace import ACTIONS, Editor

CODES = {"DLS4020", "CopyIgnoredFile", "DLS1024", "DLS1025", "DLS3004"}
WATCHING = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}}}
CREATING = {**ACTIONS, "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}}}
PULLING = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def of_context(editor: Editor, uri: str) -> list[str]:
    """Codes of the next diagnostics, those that files decide, each with what it marks or names."""
    return [each["code"] for each in editor.published(uri) if each["code"] in CODES]


def until(editor: Editor, uri: str, *codes: str) -> list[Message]:
    """Wait for diagnostics with exactly these codes among those that files decide."""
    for _ in range(10):
        found = editor.published(uri)
        if sorted(each["code"] for each in found if each["code"] in CODES) == sorted(codes):
            return found
    raise AssertionError("never came")


def test_findings_come_when_the_files_are_known(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, src__app_dot_py="", requirements_dot_txt="")
    editor = Editor({}, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nCOPY reqirements.txt src/ /app/\n")
    assert of_context(editor, uri) == []
    [found] = [each for each in until(editor, uri, "DLS4020") if each["code"] == "DLS4020"]
    assert "requirements.txt" in found["message"]
    edited = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "FROM a\nCOPY src/ /app/\n"}]}
    editor.notify("textDocument/didChange", edited)
    until(editor, uri)


def test_a_watched_folder_is_looked_at_again(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, src__app_dot_py="", requirements_dot_txt="")
    editor = Editor(WATCHING, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nCOPY requirements.txt src/ data.csv /app/\n")
    until(editor, uri, "DLS4020")
    registered = [each for each in editor.asked if each["method"] == "client/registerCapability"]
    globs = [
        watcher["globPattern"]
        for request in registered
        for each in request["params"]["registrations"]
        for watcher in each["registerOptions"]["watchers"]
    ]
    assert {"baseUri": tmp_path.as_uri(), "pattern": "**/*"} in globs
    write(tmp_path, data_dot_csv="")
    news = {"changes": [{"uri": (tmp_path / "data.csv").as_uri(), "type": 1}]}
    editor.notify("workspace/didChangeWatchedFiles", news)
    until(editor, uri)


def test_a_client_without_watching_saves(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, src__app_dot_py="", requirements_dot_txt="")
    editor = Editor({}, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nCOPY requirements.txt src/ data.csv /app/\n")
    until(editor, uri, "DLS4020")
    write(tmp_path, data_dot_csv="")
    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    until(editor, uri)


def test_a_client_that_pulls_is_asked_to_pull_again(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, src__app_dot_py="", requirements_dot_txt="")
    editor = Editor(PULLING, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nCOPY requirements.txt src/ data.csv /app/\n")
    pull = {"textDocument": {"uri": uri}}
    before = editor.result("textDocument/diagnostic", pull)
    editor.was_asked("workspace/diagnostic/refresh")
    after = editor.result("textDocument/diagnostic", {**pull, "previousResultId": before["resultId"]})
    assert "DLS4020" in [each["code"] for each in after["items"]]
    again = editor.result("textDocument/diagnostic", {**pull, "previousResultId": after["resultId"]})
    assert again["kind"] == "unchanged"


def test_the_context_setting_counts(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, docker__entry_dot_sh="", docker__entry_dot_md="", app__app_dot_py="")
    settings = {"context": "app"}
    editor = Editor(
        {"workspace": {"configuration": True}},
        (tmp_path.as_uri(),),
        configuration=lambda params: [settings if item.get("scopeUri") else None for item in params["items"]],
    )
    editors.append(editor)
    uri = (tmp_path / "docker" / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nCOPY entry.sh entry.md /app/\n")
    until(editor, uri, "DLS4020", "DLS4020")
    settings["context"] = "docker"
    editor.notify("workspace/didChangeConfiguration", {"settings": None})
    until(editor, uri)


def action(editor: Editor, uri: str, line: int, character: int, title: str) -> Message | None:
    found = [each for each in editor.actions(uri, line, character) if title in each["title"]]
    return found[0] if found else None


def test_a_fix_appends_to_a_file(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, docs__a_dot_md="", _dot_dockerignore="*.log\ndocs")
    editor = Editor(CREATING, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM nginx\nCOPY docs/a.md /srv/\n")
    until(editor, uri, "CopyIgnoredFile")
    found = action(editor, uri, 1, 6, "Take `docs/a.md` back in")
    assert found is not None
    end = {"line": 1, "character": 4}
    ignore_file = {"uri": (tmp_path / ".dockerignore").as_uri(), "version": None}
    edit = {"range": {"start": end, "end": end}, "newText": "\n!docs/a.md\n"}
    assert found["edit"] == {"documentChanges": [{"textDocument": ignore_file, "edits": [edit]}]}


COPY_ALL = "FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\n"


def test_a_fix_makes_a_file(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, package_dot_json="{}", node_modules__a_dot_js="")
    editor = Editor(CREATING, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, COPY_ALL)
    until(editor, uri, "DLS1024")
    found = action(editor, uri, 2, 5, "Create a .dockerignore")
    assert found is not None
    new = (tmp_path / ".dockerignore").as_uri()
    start = {"line": 0, "character": 0}
    edit = {"range": {"start": start, "end": start}, "newText": "node_modules\n"}
    assert found["edit"]["documentChanges"] == [
        {"kind": "create", "uri": new, "options": {"ignoreIfExists": True}},
        {"textDocument": {"uri": new, "version": None}, "edits": [edit]},
    ]


def test_a_client_that_makes_no_files_gets_edits_of_those_there_are(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, package_dot_json="{}", node_modules__a_dot_js="")
    editor = Editor(ACTIONS, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, COPY_ALL)
    until(editor, uri, "DLS1024")
    assert action(editor, uri, 2, 5, "Create a .dockerignore") is None
    write(tmp_path, _dot_dockerignore=".git\n")
    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    until(editor, uri, "DLS1025")
    found = action(editor, uri, 2, 5, "Leave this out")
    assert found is not None
    [edit] = found["edit"]["changes"][(tmp_path / ".dockerignore").as_uri()]
    assert edit["newText"] == "node_modules\n"
    assert edit["range"]["start"] == {"line": 1, "character": 0}


def test_a_file_that_is_open_is_edited_as_it_is_there(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, package_dot_json="{}", node_modules__a_dot_js="", _dot_dockerignore="*.log\n")
    editor = Editor(CREATING, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, COPY_ALL)
    until(editor, uri, "DLS1025")
    ignore_file = (tmp_path / ".dockerignore").as_uri()
    item = {"uri": ignore_file, "languageId": "ignore", "version": 7, "text": "*.log\n# not saved"}
    editor.notify("textDocument/didOpen", {"textDocument": item})
    found = action(editor, uri, 2, 5, "Leave this out")
    assert found is not None
    [change] = found["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": ignore_file, "version": 7}
    assert change["edits"][0]["newText"] == "\nnode_modules\n"


def test_all_suggestions_of_a_rule_append_together(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, docs__a_dot_md="", docs__b_dot_md="", _dot_dockerignore="docs\n")
    editor = Editor(CREATING, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM nginx\nCOPY docs/a.md docs/b.md /srv/\n")
    until(editor, uri, "CopyIgnoredFile", "CopyIgnoredFile")
    found = action(editor, uri, 1, 6, "for all 2 findings")
    assert found is not None
    [change] = found["edit"]["documentChanges"]
    assert [edit["newText"] for edit in change["edits"]] == ["!docs/a.md\n!docs/b.md\n"]


def test_keystrokes_are_answered_while_files_are_looked_at(editors: list[Editor], tmp_path: Path) -> None:
    """The questions that stay keep their answers; a new look changes nothing until it is done."""
    write(tmp_path, docs__a_dot_md="", _dot_dockerignore="docs\n")
    editor = Editor({}, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM nginx\nCOPY docs/a.md /srv/\n")
    until(editor, uri, "CopyIgnoredFile")
    for version in range(2, 6):
        text = "FROM nginx\nCOPY docs/a.md /srv/\nCOPY " + "b" * version + " /srv/\n"
        edited = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
        editor.notify("textDocument/didChange", edited)
        assert "CopyIgnoredFile" in [each["code"] for each in editor.published(uri)]


def test_a_client_that_cannot_be_asked_to_pull_again_is_pushed_to(editors: list[Editor], tmp_path: Path) -> None:
    write(tmp_path, src__app_dot_py="", requirements_dot_txt="")
    editor = Editor({"textDocument": {"diagnostic": {}}}, (tmp_path.as_uri(),))
    editors.append(editor)
    uri = (tmp_path / "Dockerfile").as_uri()
    editor.open(uri, "FROM python:3.13\nCOPY requirements.txt src/ data.csv /app/\n")
    while "DLS4020" not in [each["code"] for each in editor.published(uri)]:
        pass
