"""Following and changing names, as an editor asks for it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.e2e.test_server import COMMAND, PUSHED, applied, begun, open_text

URI = "file:///w/Dockerfile"
TEXT = "ARG 판=1\nFROM golang AS build\nENV V=1\nRUN echo '한글' $V\nFROM scratch\nCOPY --from=build /a /b\n"
DOCUMENT = types.TextDocumentIdentifier(URI)


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    await begun(lsp_client, PUSHED)
    open_text(lsp_client, URI, TEXT, 7)
    yield
    await lsp_client.shutdown_session()


def at(line: int, column: int) -> types.Position:
    return types.Position(line, column)


def places(found: Any) -> list[tuple[int, int, int]]:
    """Line, start and end of locations, highlights or plain ranges."""
    ranges = [getattr(each, "range", each) for each in found]
    return [(each.start.line, each.start.character, each.end.character) for each in ranges]


async def test_names_are_followed(client: LanguageClient) -> None:
    use = at(5, 14)
    assert places(await client.text_document_definition_async(types.DefinitionParams(DOCUMENT, use))) == [(1, 15, 20)]
    for with_definitions, expected in ((True, [(1, 15, 20), (5, 12, 17)]), (False, [(5, 12, 17)])):
        context = types.ReferenceContext(with_definitions)
        found = await client.text_document_references_async(types.ReferenceParams(context, DOCUMENT, use))
        assert places(found) == expected
    highlights = await client.text_document_document_highlight_async(types.DocumentHighlightParams(DOCUMENT, at(3, 16)))
    assert places(highlights) == [(2, 4, 5), (3, 15, 16)]
    assert [each.kind for each in highlights or ()] == [
        types.DocumentHighlightKind.Write,
        types.DocumentHighlightKind.Read,
    ]
    linked = await client.text_document_linked_editing_range_async(types.LinkedEditingRangeParams(DOCUMENT, at(2, 5)))
    assert linked is not None
    assert places(linked.ranges) == [(2, 4, 5), (3, 15, 16)]
    assert await client.text_document_definition_async(types.DefinitionParams(DOCUMENT, at(4, 6))) in (None, [])


async def test_a_stage_is_renamed(client: LanguageClient) -> None:
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(DOCUMENT, at(1, 16)))
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == "build"
    edit = await client.text_document_rename_async(types.RenameParams(DOCUMENT, at(1, 16), "deps"))
    assert edit is not None
    assert applied(TEXT, edit, 7) == TEXT.replace("build", "deps")


async def test_what_cannot_be_renamed_says_why(client: LanguageClient) -> None:
    with pytest.raises(JsonRpcException, match="Nothing here has a name"):
        await client.text_document_prepare_rename_async(types.PrepareRenameParams(DOCUMENT, at(0, 0)))
    with pytest.raises(JsonRpcException, match="no name for a stage"):
        await client.text_document_rename_async(types.RenameParams(DOCUMENT, at(1, 16), "1"))
