"""Links, hints and lines above stages, as an editor asks for them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.e2e.test_server import COMMAND, PUSHED, applied, begun, open_text, published

TEXT = "ARG V=12\nFROM debian:$V\nCOPY app.py lib/ /x/\nMAINTAINER me\n"


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


async def test_links_of_images_and_files(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    (tmp_path / "lib").mkdir()
    uri = (tmp_path / "Dockerfile").as_uri()
    await begun(client, PUSHED, workspace_folders=[types.WorkspaceFolder(tmp_path.as_uri(), "w")])
    open_text(client, uri, TEXT)
    params = types.DocumentLinkParams(types.TextDocumentIdentifier(uri))
    found: list[types.DocumentLink] = []
    while len(found) < 3:  # files are known a moment after the document is opened
        await published(client, uri, 1)
        found = list(await client.text_document_document_link_async(params) or ())
    assert found[0].target == "https://hub.docker.com/_/debian"
    assert found[1].target == (tmp_path / "app.py").as_uri()
    on_source = types.DefinitionParams(types.TextDocumentIdentifier(uri), types.Position(2, 12))
    places = await client.text_document_definition_async(on_source)
    assert isinstance(places, list)
    assert [place.uri for place in places if isinstance(place, types.Location)] == [(tmp_path / "lib").as_uri()]


async def test_hints_in_the_language_and_of_the_kinds_that_are_wanted(client: LanguageClient) -> None:
    await begun(client, PUSHED, locale="ko", initialization_options={"hints": ["image", "support"]})
    uri = "untitled:one"
    open_text(client, uri, TEXT)
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    found = await client.text_document_inlay_hint_async(types.InlayHintParams(types.TextDocumentIdentifier(uri), whole))
    assert [(each.position, each.label) for each in found or ()] == [
        (types.Position(1, 14), "= debian:12"),
        (types.Position(1, 14), "2028-06-30까지 지원"),
    ]


async def test_the_line_above_a_stage_mends_it(client: LanguageClient) -> None:
    edits: list[types.WorkspaceEdit] = []

    @client.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator,unused-ignore]
    def apply_edit(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        edits.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    await begun(client, PUSHED, initialization_options={"code-lens": True})
    uri = "untitled:one"
    open_text(client, uri, TEXT)
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
    commands = [lens.command for lens in lenses or () if lens.command]
    [fix] = [command for command in commands if command.command]
    done: Any = await client.workspace_execute_command_async(types.ExecuteCommandParams(fix.command, fix.arguments))
    assert done is True
    assert "LABEL" in applied(TEXT, edits[0], 1)
    stale = types.ExecuteCommandParams(fix.command, [uri, 7, 0])
    assert await client.workspace_execute_command_async(stale) is False


async def test_there_are_no_lines_above_stages_unless_they_are_wanted(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, "untitled:one", TEXT)
    params = types.CodeLensParams(types.TextDocumentIdentifier("untitled:one"))
    assert not await client.text_document_code_lens_async(params)
