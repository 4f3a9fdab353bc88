"""Completion and signature help over stdio, as an editor asks for them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.e2e.test_server import COMMAND, PUSHED, WORKSPACE, begun, change_whole, open_text

URI = "file:///w/Dockerfile"
ABLE = types.ClientCapabilities(
    workspace=WORKSPACE,
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(
                snippet_support=True,
                insert_replace_support=True,
                insert_text_mode_support=types.ClientCompletionItemInsertTextModeOptions([types.InsertTextMode.AsIs]),
                documentation_format=[types.MarkupKind.Markdown],
                tag_support=types.CompletionItemTagOptions([types.CompletionItemTag.Deprecated]),
            )
        ),
        signature_help=types.SignatureHelpClientCapabilities(
            signature_information=types.ClientSignatureInformationOptions(
                parameter_information=types.ClientSignatureParameterInformationOptions(label_offset_support=True)
            )
        ),
    ),
)


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


async def offered(
    client: LanguageClient, uri: str, line: int, column: int, trigger: str | None = None
) -> types.CompletionList:
    kind = types.CompletionTriggerKind.TriggerCharacter if trigger else types.CompletionTriggerKind.Invoked
    context = types.CompletionContext(kind, trigger)
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, column), context)
    found = await client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return found


def called(found: types.CompletionList, label: str) -> types.CompletionItem:
    return next(item for item in found.items if item.label == label)


def columns(edited: Any) -> tuple[int, int, int]:
    return edited.start.line, edited.start.character, edited.end.character


async def test_an_able_client(client: LanguageClient) -> None:
    result = await begun(client, ABLE)
    provider = result.capabilities.completion_provider
    assert provider is not None
    assert provider.resolve_provider
    assert provider.all_commit_characters is None
    open_text(client, URI, "FROM golang AS 😀빌드\nFROM python:3.10-x\n# 😀\nCOPY --from=b /a /b\nCO\n")

    stages = await offered(client, URI, 3, 13)
    edit = called(stages, "😀빌드").text_edit
    assert isinstance(edit, types.InsertReplaceEdit | types.TextEdit)
    assert edit.new_text == "😀빌드"

    tags = await offered(client, URI, 1, 16)
    old = called(tags, "3.10-slim")
    assert list(old.tags or ()) == [types.CompletionItemTag.Deprecated]
    assert isinstance(old.text_edit, types.InsertReplaceEdit)
    assert columns(old.text_edit.insert) == (1, 12, 16)
    assert columns(old.text_edit.replace) == (1, 12, 18)
    assert tags.is_incomplete
    assert [item.sort_text for item in tags.items] == sorted(item.sort_text or "" for item in tags.items)

    heredoc = called(await offered(client, URI, 4, 2), "COPY <<EOF")
    assert heredoc.insert_text_mode is types.InsertTextMode.AsIs
    copy = called(await offered(client, URI, 4, 2), "COPY")
    assert copy.insert_text_format is types.InsertTextFormat.Snippet
    assert isinstance(copy.text_edit, types.TextEdit)
    assert copy.text_edit.new_text == "COPY ${1:source} ${2:destination}"
    assert copy.documentation is None
    resolved = await client.completion_item_resolve_async(copy)
    assert isinstance(resolved.documentation, types.MarkupContent)
    assert resolved.documentation.kind is types.MarkupKind.Markdown
    assert "COPY [OPTIONS]" in resolved.documentation.value
    assert resolved.text_edit == copy.text_edit


async def test_a_plain_client_in_korean(client: LanguageClient) -> None:
    await begun(client, PUSHED, locale="ko")
    open_text(client, URI, "FROM debian:12\nRUN ap\nMAIN\nCOPY a \n")
    install = called(await offered(client, URI, 1, 6), "apt-get install")
    assert install.insert_text_format is None
    assert isinstance(install.text_edit, types.TextEdit)
    assert "${" not in install.text_edit.new_text
    assert install.detail == "남는 파일 없이"
    resolved = await client.completion_item_resolve_async(install)
    assert isinstance(resolved.documentation, str)
    assert "한 RUN에 두세요" in resolved.documentation
    assert called(await offered(client, URI, 2, 4), "MAINTAINER").tags is None
    folder = called(await offered(client, URI, 3, 7, " "), "/app/")
    assert (await client.completion_item_resolve_async(folder)).documentation is None
    assert not (await offered(client, "file:///w/unknown", 0, 0)).items
    with pytest.raises(JsonRpcException):
        await client.completion_item_resolve_async(types.CompletionItem("x", data={"about": 7}))


async def test_files_are_known_without_a_wait(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    for name in ("src/main.py", "a.txt", "secret.env"):
        (tmp_path / name).touch()
    (tmp_path / ".dockerignore").write_text("*.env\n")
    uri = (tmp_path / "Dockerfile").as_uri()
    await begun(client, ABLE, root_uri=tmp_path.as_uri())
    open_text(client, uri, "FROM debian:12\nCOPY \n")
    found = await offered(client, uri, 1, 5, " ")
    assert found.is_incomplete
    while found.is_incomplete:
        await asyncio.sleep(0.02)
        found = await offered(client, uri, 1, 5)
    assert [item.label for item in found.items][:2] == ["src/", "a.txt"]
    assert "secret.env" not in {item.label for item in found.items}
    # A path that is half typed leads nowhere, and the files stay known.
    change_whole(client, uri, 2, "FROM debian:12\nCOPY src/ma\n")
    assert [item.label for item in (await offered(client, uri, 1, 11)).items] == ["main.py"]


async def test_signatures(client: LanguageClient) -> None:
    await begun(client, ABLE)
    open_text(client, URI, "FROM golang \nRUN apt-get \n")
    document = types.TextDocumentIdentifier(URI)
    found = await client.text_document_signature_help_async(types.SignatureHelpParams(document, types.Position(0, 12)))
    assert found is not None
    [signature] = found.signatures
    assert signature.parameters is not None
    marked = signature.parameters[found.active_parameter or 0].label
    assert isinstance(marked, tuple | list)
    assert signature.label[slice(*marked)] == "<name>"
    nothing = await client.text_document_signature_help_async(
        types.SignatureHelpParams(document, types.Position(1, 12))
    )
    assert nothing is None


async def test_a_client_that_finds_parameters_by_their_text(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, URI, "FROM a\nCOPY --link \n")
    params = types.SignatureHelpParams(types.TextDocumentIdentifier(URI), types.Position(1, 11))
    found = await client.text_document_signature_help_async(params)
    assert found is not None
    [signature] = found.signatures
    assert signature.parameters is not None
    assert signature.parameters[found.active_parameter or 0].label == "--link"
