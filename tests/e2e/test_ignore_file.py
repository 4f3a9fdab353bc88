"""A ``.dockerignore`` in the editor."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.e2e.test_server import COMMAND, PULLED, PUSHED, begun, insert, next_published, open_text, published, pulled


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


def project(folder: Path) -> str:
    (folder / "docs").mkdir()
    (folder / "docs/a.md").write_text("x" * 1500)
    return (folder / ".dockerignore").as_uri()


async def test_lines_are_judged_by_the_files_around_and_again_when_they_change(
    client: LanguageClient, tmp_path: Path
) -> None:
    await begun(client, PUSHED)
    uri = project(tmp_path)
    open_text(client, uri, "docs\nREADME\n")
    [found] = await published(client, uri, 1)
    assert found.range == types.Range(types.Position(1, 0), types.Position(1, 6))
    assert "Nothing in the build context" in found.message
    insert(client, uri, 2, 1, 0, "docs/\n")
    assert [each.range.start.line for each in await published(client, uri, 2)] == [1, 2]
    identifier = types.TextDocumentIdentifier(uri)
    hover = await client.text_document_hover_async(types.HoverParams(identifier, types.Position(0, 1)))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "files: 1, 2 kB" in hover.contents.value
    client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    gone = await next_published(client)
    assert not gone.diagnostics


async def test_it_is_no_dockerfile(client: LanguageClient, tmp_path: Path) -> None:
    await begun(client, PULLED)
    uri = project(tmp_path)
    open_text(client, uri, "docs\ndocs\n")
    [found] = (await pulled(client, uri)).items
    assert "Line 1 says the same" in found.message
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    assert not await client.text_document_document_symbol_async(params)
