"""All Dockerfiles of a workspace: what is found in them, and files of their contexts that get other names."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.bench.client import Message
from tests.e2e.test_server import COMMAND, PULLED, begun, codes, open_text
from tests.e2e.test_workspace import Editor

OLD = "FROM debian:12\nMAINTAINER me\nUSER 1000\n"


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    files = {
        "Dockerfile": "FROM a\nCOPY src/app.py lib /x/\nCOPY src /y/\n",
        "api/Dockerfile": OLD,
        ".dockerignore": "*.log\nsrc/secret\n",
        "src/app.py": "",
        "lib": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


async def begin(client: LanguageClient, folder: Path, capabilities: types.ClientCapabilities = PULLED) -> None:
    await begun(client, capabilities, workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "w")])


async def asked(
    client: LanguageClient, *previous: types.PreviousResultId, **tokens: str
) -> dict[str, types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport]:
    params = types.WorkspaceDiagnosticParams(list(previous), **tokens)
    report = await client.workspace_diagnostic_async(params)
    return {each.uri: each for each in report.items}


async def test_findings_of_files_that_are_open_and_that_are_not(client: LanguageClient, workspace: Path) -> None:
    await begin(client, workspace)
    top, api = ((workspace / name).as_uri() for name in ("Dockerfile", "api/Dockerfile"))
    open_text(client, top, "FROM debian:12\nMAINTAINER you\nUSER 1000\n", version=3)
    found = await asked(client)
    for uri, version in ((top, 3), (api, None)):
        report = found[uri]
        assert isinstance(report, types.WorkspaceFullDocumentDiagnosticReport)
        assert codes(list(report.items)) == ["DL4000"]
        assert report.version == version
    names = [types.PreviousResultId(uri, report.result_id or "") for uri, report in found.items()]
    again = await asked(client, *names)
    assert {report.kind for report in again.values()} == {"unchanged"}
    (workspace / "api/Dockerfile").write_text("FROM debian:12\nUSER 1000\n")
    changed = (await asked(client, *names))[api]
    assert isinstance(changed, types.WorkspaceFullDocumentDiagnosticReport)
    assert not changed.items
    (workspace / "api/Dockerfile").unlink()
    gone = (await asked(client, *names))[api]
    assert isinstance(gone, types.WorkspaceFullDocumentDiagnosticReport)
    assert not gone.items


async def test_excluded_files_are_left_out(client: LanguageClient, workspace: Path) -> None:
    (workspace / "dockerls.toml").write_text('exclude = ["api/"]\n')
    await begin(client, workspace)
    assert set(await asked(client)) == {(workspace / "Dockerfile").as_uri()}


def test_partial_results_come_before_an_empty_answer(workspace: Path) -> None:
    for number in range(45):
        (workspace / f"{number}.Dockerfile").write_text(OLD)
    editor = Editor({"textDocument": {"diagnostic": {}}}, (workspace.as_uri(),))
    try:
        progress: list[Message] = []

        def is_answer(message: Message) -> bool:
            if message.get("method") == "$/progress":
                progress.append(message["params"])
            return message.get("id") == "all"

        params = {"previousResultIds": [], "partialResultToken": "parts", "workDoneToken": "work"}
        editor.send(id="all", method="workspace/diagnostic", params=params)
        answer = editor.wait_for(is_answer).message
    finally:
        editor.kill()
    assert answer["result"] == {"items": []}
    parts = [each["value"]["items"] for each in progress if each["token"] == "parts"]
    assert [len(items) for items in parts] == [20, 20, 7]
    assert [each["value"]["kind"] for each in progress if each["token"] == "work"] == [
        "begin",
        "report",
        "report",
        "end",
    ]


async def test_a_renamed_folder_is_renamed_in_sources_and_in_the_ignore_file(
    client: LanguageClient, workspace: Path
) -> None:
    await begin(client, workspace)
    open_text(client, (workspace / "Dockerfile").as_uri(), (workspace / "Dockerfile").read_text(), version=4)
    moved = types.FileRename((workspace / "src").as_uri(), (workspace / "source").as_uri())
    edit = await client.workspace_will_rename_files_async(types.RenameFilesParams([moved]))
    assert edit is not None
    changes = [each for each in edit.document_changes or () if isinstance(each, types.TextDocumentEdit)]
    told = {
        (Path(each.text_document.uri).name, each.text_document.version): [
            (one.range.start.line, one.range.start.character, one.new_text)
            for one in each.edits
            if isinstance(one, types.TextEdit)
        ]
        for each in changes
    }
    assert told == {
        ("Dockerfile", 4): [(1, 5, "source/app.py"), (2, 5, "source")],
        (".dockerignore", None): [(1, 0, "source/secret")],
    }


async def test_other_renames_change_nothing(client: LanguageClient, workspace: Path) -> None:
    await begin(client, workspace)
    elsewhere = types.FileRename((workspace / "src").as_uri(), (workspace.parent / "gone").as_uri())
    unnamed = types.FileRename((workspace / "api/x").as_uri(), (workspace / "api/y").as_uri())
    assert await client.workspace_will_rename_files_async(types.RenameFilesParams([elsewhere, unnamed])) is None
