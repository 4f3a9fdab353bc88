"""Formatting over stdio, as an editor asks for it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified
from pytest_lsp import ClientServerConfig, LanguageClient

from dockerls.server.main import make_server
from tests.e2e.test_server import COMMAND, PUSHED, UTF8, begun, change_whole, open_text

OPTIONS = types.FormattingOptions(tab_size=2, insert_spaces=True)
URI = "file:///w/Dockerfile"
UTF32 = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32])
)
WIDTHS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode()),
    "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
}


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


def identifier() -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(URI)


def position(line: int, character: int) -> types.Position:
    return types.Position(line, character)


def lines(first: int, last: int) -> types.Range:
    return types.Range(position(first, 0), position(last, 0))


def applied(text: str, edits: Iterable[types.TextEdit] | None, encoding: str = "utf-16") -> str:
    """The text after edits whose columns count the units of an encoding."""
    assert edits is not None
    rows = text.split("\n")
    starts = [sum(len(row) + 1 for row in rows[:number]) for number in range(len(rows) + 1)]

    def offset(at: types.Position) -> int:
        width = WIDTHS.get(encoding, len)
        row = rows[at.line] if at.line < len(rows) else ""
        return starts[at.line] + next(count for count in range(len(row) + 1) if width(row[:count]) == at.character)

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest.mark.parametrize(
    ("capabilities", "encoding"),
    [(PUSHED, "utf-16"), (UTF8, "utf-8"), (UTF32, "utf-32")],
    ids=lambda each: str(each)[:6],
)
async def test_a_document(client: LanguageClient, capabilities: types.ClientCapabilities, encoding: str) -> None:
    result = await begun(client, capabilities)
    assert result.capabilities.document_formatting_provider
    assert result.capabilities.document_range_formatting_provider
    assert result.capabilities.document_on_type_formatting_provider
    text = "from  debian:12\nLABEL  a='가🎉'   b=1\n\n\n\nRUN echo '🎉'   \\\n&& c\n"
    open_text(client, URI, text)
    edits = await client.text_document_formatting_async(types.DocumentFormattingParams(identifier(), OPTIONS))
    formatted = "FROM debian:12\nLABEL a='가🎉' b=1\n\n\nRUN echo '🎉' \\\n  && c\n"
    assert applied(text, edits, encoding) == formatted
    assert edits is not None
    assert all(len(edit.new_text) < 5 for edit in edits)
    change_whole(client, URI, 2, formatted)
    assert not await client.text_document_formatting_async(types.DocumentFormattingParams(identifier(), OPTIONS))


async def test_ranges(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    text = "FROM  a\nRUN  b\nUSER  c\n"
    open_text(client, URI, text)
    one = types.DocumentRangeFormattingParams(identifier(), lines(1, 2), OPTIONS)
    assert applied(text, await client.text_document_range_formatting_async(one)) == "FROM  a\nRUN b\nUSER  c\n"
    two = types.DocumentRangesFormattingParams(identifier(), [lines(0, 1), lines(2, 3)], OPTIONS)
    assert applied(text, await client.text_document_ranges_formatting_async(two)) == "FROM a\nRUN  b\nUSER c\n"


async def test_while_typing(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    text = "FROM a\nRUN b \\\n\t&& c \\\n\n"
    open_text(client, URI, text)
    new_line = types.DocumentOnTypeFormattingParams(identifier(), position(3, 0), "\n", OPTIONS)
    edits = await client.text_document_on_type_formatting_async(new_line)
    assert applied(text, edits) == "FROM a\nRUN b \\\n\t&& c \\\n\t\n"
    text = "FROM a\nRUN b &&\\\n"
    change_whole(client, URI, 2, text)
    escape = types.DocumentOnTypeFormattingParams(identifier(), position(1, 9), "\\", OPTIONS)
    assert applied(text, await client.text_document_on_type_formatting_async(escape)) == "FROM a\nRUN b && \\\n"


async def test_settings_and_editorconfig_count(client: LanguageClient, tmp_path: Path) -> None:
    await begun(client, PUSHED)
    (tmp_path / "dockerls.toml").write_text('format.casing = "lower"\nexclude = ["excluded"]\n', encoding="utf-8")
    (tmp_path / ".editorconfig").write_text("[*]\nindent_style = tab\n", encoding="utf-8")
    text = "FROM a\nRUN b \\\n  && c\n"
    for name, formatted in (("Dockerfile", "from a\nrun b \\\n\t&& c\n"), ("excluded", None)):
        uri = (tmp_path / name).as_uri()
        open_text(client, uri, text)
        params = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), OPTIONS)
        edits = await client.text_document_formatting_async(params)
        assert (None if edits is None else applied(text, edits)) == formatted


async def test_documents_without_a_file_and_unknown_ones(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    params = types.DocumentFormattingParams(types.TextDocumentIdentifier("untitled:1"), OPTIONS)
    assert await client.text_document_formatting_async(params) is None
    typed = types.DocumentOnTypeFormattingParams(params.text_document, position(0, 0), "\n", OPTIONS)
    assert await client.text_document_on_type_formatting_async(typed) is None
    open_text(client, "untitled:1", "FROM  a\n")
    assert applied("FROM  a\n", await client.text_document_formatting_async(params)) == "FROM a\n"


async def test_an_edit_meanwhile_is_told() -> None:
    server = make_server()
    server.documents.open(URI, 1, "FROM  a\n")
    on_formatting = server.protocol.fm.features[types.TEXT_DOCUMENT_FORMATTING]
    asked = asyncio.ensure_future(on_formatting(types.DocumentFormattingParams(identifier(), OPTIONS)))
    await asyncio.sleep(0)  # it asks for the settings above the file now
    server.documents.change(URI, 2, [{"text": "FROM  b\n"}])
    with pytest.raises(JsonRpcContentModified):
        await asked
