"""What is wrong in the settings: shown in the file until it is mended, and told in one message."""

from pathlib import Path

import pytest

from tests.bench.client import Message, NothingArrivedError
from tests.e2e.test_workspace import Editor

WATCHING = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
WRONG = 'profile = "default"\n\n  ignroe = []  # 한\nfail-on = 3\nselect = ["DL9999"]\n'


def started(editors: list[Editor], folder: Path, name: str, text: str, capabilities: Message = WATCHING) -> Editor:
    """An editor with a Dockerfile open that stands under a configuration file."""
    (folder / name).write_text(text, encoding="utf-8")
    editor = Editor(capabilities)
    editors.append(editor)
    editor.open((folder / "app" / "Dockerfile").as_uri())
    return editor


def rewritten(editor: Editor, path: Path, text: str | None) -> None:
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    changes = [{"uri": path.as_uri(), "type": 3 if text is None else 2}]
    editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})


def message(editor: Editor, patience: float = 20) -> str:
    arrived = editor.wait_for(lambda message: message.get("method") == "window/showMessage", patience)
    return str(arrived.message["params"]["message"])


def says_nothing(editor: Editor) -> bool:
    try:
        message(editor, 0.5)
    except NothingArrivedError:
        return True
    return False


def places(found: list[Message]) -> list[tuple[int, int, int]]:
    return [(*each["range"]["start"].values(), each["range"]["end"]["character"]) for each in found]


def test_problems_are_shown_where_they_are_and_told_once(editors: list[Editor], tmp_path: Path) -> None:
    editor = started(editors, tmp_path, "dockerls.toml", WRONG)
    found = editor.published((tmp_path / "dockerls.toml").as_uri())
    assert places(found) == [(2, 2, 18), (3, 0, 11), (4, 0, 19)]
    assert {(each["severity"], each["source"]) for each in found} == {(1, "dockerls")}
    told = message(editor)
    assert told.startswith(f"{tmp_path / 'dockerls.toml'}:3: ")
    assert found[0]["message"] in told
    assert "3 problems" in told
    assert says_nothing(editor)


def test_problems_are_taken_back_when_they_are_mended(editors: list[Editor], tmp_path: Path) -> None:
    config = tmp_path / "dockerls.toml"
    editor = started(editors, tmp_path, "dockerls.toml", WRONG)
    assert len(editor.published(config.as_uri())) == 3
    message(editor)
    rewritten(editor, config, "fail-on = 3\n")
    assert places(editor.published(config.as_uri())) == [(0, 0, 11)]
    assert says_nothing(editor)
    rewritten(editor, config, 'fail-on = "error"\n')
    assert editor.published(config.as_uri()) == []
    rewritten(editor, config, "fail-on = 4\n")
    assert "fail-on" in message(editor)
    rewritten(editor, config, None)
    assert editor.published(config.as_uri()) == []


def test_problems_are_taken_back_without_an_open_document(editors: list[Editor], tmp_path: Path) -> None:
    config = tmp_path / "dockerls.toml"
    editor = started(editors, tmp_path, "dockerls.toml", WRONG)
    assert len(editor.published(config.as_uri())) == 3
    document = {"textDocument": {"uri": (tmp_path / "app" / "Dockerfile").as_uri()}}
    editor.notify("textDocument/didClose", document)
    rewritten(editor, config, "")
    assert editor.published(config.as_uri()) == []


def test_a_client_that_watches_no_files_is_taken_at_its_next_save(editors: list[Editor], tmp_path: Path) -> None:
    config = tmp_path / "dockerls.toml"
    editor = started(editors, tmp_path, "dockerls.toml", WRONG, {})
    assert len(editor.published(config.as_uri())) == 3
    config.write_text('ignore = ["DL3015"]\n', encoding="utf-8")
    uri = (tmp_path / "app" / "Dockerfile").as_uri()
    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert editor.published(config.as_uri()) == []
    while "DL3015" in editor.codes(uri):
        pass


@pytest.mark.parametrize(
    ("name", "text", "place", "severity"),
    [
        ("pyproject.toml", '[project]\nname = "a"\n[tool.dockerls]\nignroe = []\n', (3, 0, 11), 1),
        (".hadolint.yaml", "ignored:\n  - DL3015\nfailure-threshold: 7\n", (2, 0, 20), 2),
        ("dockerls.toml", "a = [\n", (0, 0, 5), 1),
        ("dockerls.toml", b"\xff".decode("latin-1"), (0, 0, 1), 1),
    ],
)
def test_each_kind_of_file(
    editors: list[Editor], tmp_path: Path, name: str, text: str, place: tuple[int, int, int], severity: int
) -> None:
    editor = started(editors, tmp_path, name, text)
    found = editor.published((tmp_path / name).as_uri())
    assert (places(found), [each["severity"] for each in found]) == ([place], [severity])


def test_a_file_that_cannot_be_read_is_marked_at_its_start(editors: list[Editor], tmp_path: Path) -> None:
    (tmp_path / "dockerls.toml").write_bytes(b"\xff")
    editor = Editor(WATCHING)
    editors.append(editor)
    editor.open((tmp_path / "Dockerfile").as_uri())
    assert places(editor.published((tmp_path / "dockerls.toml").as_uri())) == [(0, 0, 0)]


def test_what_is_wrong_in_the_settings_of_the_editor_is_one_message(editors: list[Editor]) -> None:
    folders = ("file:///w/a", "file:///w/b")
    wrong = {"ignroe": [], "fail-on": 3}
    capabilities = {"workspace": {"configuration": True}}
    editor = Editor(capabilities, folders, configuration=lambda params: [wrong for _ in params["items"]])
    editors.append(editor)
    told = message(editor)
    assert told.startswith("editor settings: ")
    assert "2 problems" in told
    assert says_nothing(editor)
    editor.notify("workspace/didChangeConfiguration", {"settings": None})
    assert says_nothing(editor)
