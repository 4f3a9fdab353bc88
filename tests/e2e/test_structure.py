"""Outlines, folding and selections, as an editor asks for them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.e2e.test_server import COMMAND, PUSHED, begun, insert, open_text

URI = "file:///w/Dockerfile"
TEXT = "FROM golang AS build\nRUN go \\\n  build\nFROM scratch\nCOPY --from=build /a /b\n"
DOCUMENT = types.TextDocumentIdentifier(URI)
TREES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True)
    )
)


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


async def test_the_outline_is_a_tree_where_the_client_can_show_one(client: LanguageClient) -> None:
    await begun(client, TREES)
    open_text(client, URI, TEXT)
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(DOCUMENT))
    trees = [each for each in found or () if isinstance(each, types.DocumentSymbol)]
    assert [(tree.name, [child.name for child in tree.children or ()]) for tree in trees] == [
        ("build", ["RUN"]),
        ("scratch", ["COPY"]),
    ]
    assert trees[0].range == types.Range(types.Position(0, 0), types.Position(2, 7))


async def test_the_outline_is_flat_for_other_clients(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, URI, TEXT)
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(DOCUMENT))
    flat = [(each.name, each.container_name) for each in found or () if isinstance(each, types.SymbolInformation)]
    assert flat == [
        ("build golang", None),
        ("RUN go build", "build"),
        ("scratch #1", None),
        ("COPY build: /a → /b", "scratch"),
    ]


async def test_folding_and_selections(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, URI, TEXT)
    folded = await client.text_document_folding_range_async(types.FoldingRangeParams(DOCUMENT))
    assert [(each.start_line, each.end_line) for each in folded or ()] == [(0, 2), (1, 2), (3, 4)]
    params = types.SelectionRangeParams(DOCUMENT, [types.Position(1, 5)])
    [found] = await client.text_document_selection_range_async(params) or ()
    widths = []
    step: types.SelectionRange | None = found
    while step is not None:
        widths.append((step.range.start, step.range.end))
        step = step.parent
    assert widths[0] == (types.Position(1, 4), types.Position(1, 6))
    assert widths[-1] == (types.Position(0, 0), types.Position(5, 0))


async def test_stages_of_the_whole_workspace_are_found(client: LanguageClient, tmp_path: Path) -> None:
    for name, text in {"Dockerfile": "FROM a AS one\n", "api/Dockerfile": "FROM b AS two\n", "api/x.py": ""}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "w")
    await begun(client, PUSHED, workspace_folders=[folder])
    open_text(client, (tmp_path / "Dockerfile").as_uri(), "FROM a AS edited\n")
    for query, expected in {"": ["edited a", "two b"], "tw": ["two b"], "zz": []}.items():
        found = await client.workspace_symbol_async(types.WorkspaceSymbolParams(query))
        assert [each.name for each in found or ()] == expected
    (tmp_path / "api/Dockerfile").write_text("FROM b AS three\n")
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("three"))
    assert [each.name for each in found or ()] == ["three b"]


async def test_tokens_come_whole_as_a_difference_and_for_a_range(client: LanguageClient) -> None:
    result = await begun(client, PUSHED)
    options = result.capabilities.semantic_tokens_provider
    assert isinstance(options, types.SemanticTokensOptions)
    kinds = options.legend.token_types
    open_text(client, URI, "FROM a\nRUN echo '한글' $A\n")
    whole = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(DOCUMENT))
    assert whole is not None
    assert list(whole.data) == [
        *(0, 0, 4, kinds.index("keyword"), 0),
        *(0, 5, 1, kinds.index("namespace"), 0),
        *(1, 0, 3, kinds.index("keyword"), 0),
        *(0, 4, 4, kinds.index("function"), 0),
        *(0, 5, 4, kinds.index("string"), 0),
        *(0, 5, 2, kinds.index("variable"), 0),
    ]
    insert(client, URI, 2, 1, 4, "x ")
    params = types.SemanticTokensDeltaParams(DOCUMENT, whole.result_id or "")
    delta = await client.text_document_semantic_tokens_full_delta_async(params)
    assert isinstance(delta, types.SemanticTokensDelta)
    [edit] = delta.edits
    data = list(whole.data)
    data[edit.start : edit.start + edit.delete_count] = edit.data or ()
    again = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(DOCUMENT))
    assert again is not None
    assert data == list(again.data)
    stale = await client.text_document_semantic_tokens_full_delta_async(params)
    assert isinstance(stale, types.SemanticTokens)
    of_range = types.SemanticTokensRangeParams(DOCUMENT, types.Range(types.Position(0, 0), types.Position(0, 1)))
    first = await client.text_document_semantic_tokens_range_async(of_range)
    assert first is not None
    assert list(first.data) == list(whole.data)[:10]
