"""The server over stdio, spoken to as an editor does."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

COMMAND = [sys.executable, "-m", "dockerls", "server"]
TEXT = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*\nUSER www-data\n"
FIXED = TEXT.replace("install -y", "install --no-install-recommends -y")

WORKSPACE = types.WorkspaceClientCapabilities(
    workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True), configuration=False
)
CODE_ACTION = types.CodeActionClientCapabilities(
    code_action_literal_support=types.ClientCodeActionLiteralOptions(
        types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
    ),
    data_support=True,
    resolve_support=types.ClientCodeActionResolveOptions(["edit"]),
)
PUSHED = types.ClientCapabilities(
    workspace=WORKSPACE, text_document=types.TextDocumentClientCapabilities(code_action=CODE_ACTION)
)
PULLED = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=WORKSPACE.workspace_edit,
        configuration=False,
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        code_action=CODE_ACTION, diagnostic=types.DiagnosticClientCapabilities()
    ),
)
UTF8 = types.ClientCapabilities(
    workspace=WORKSPACE, general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8])
)


_PUBLISHED: "WeakKeyDictionary[LanguageClient, asyncio.Queue[types.PublishDiagnosticsParams]]" = WeakKeyDictionary()


async def begun(
    client: LanguageClient, capabilities: types.ClientCapabilities, **options: Any
) -> types.InitializeResult:
    _keep_what_is_published(client)
    params = types.InitializeParams(capabilities=capabilities, process_id=None, **options)
    return await client.initialize_session(params)


def _keep_what_is_published(client: LanguageClient) -> None:
    """pytest-lsp drops what comes while nobody waits for it."""
    queue = _PUBLISHED[client] = asyncio.Queue()
    protocol: Any = client.protocol
    handle = protocol._handle_notification

    def keep(method: str, params: Any) -> None:
        if method == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
            queue.put_nowait(params)
        handle(method, params)

    protocol._handle_notification = keep


async def next_published(client: LanguageClient) -> types.PublishDiagnosticsParams:
    """The next diagnostics of any document; an error after 30 seconds without."""
    return await asyncio.wait_for(_PUBLISHED[client].get(), 30)


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


def open_text(client: LanguageClient, uri: str, text: str, version: int = 1) -> None:
    item = types.TextDocumentItem(uri=uri, language_id="dockerfile", version=version, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


def change_whole(client: LanguageClient, uri: str, version: int, text: str) -> None:
    changes = [types.TextDocumentContentChangeWholeDocument(text)]
    identifier = types.VersionedTextDocumentIdentifier(version, uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))


def insert(client: LanguageClient, uri: str, version: int, line: int, column: int, text: str) -> None:
    at = types.Position(line, column)
    changes = [types.TextDocumentContentChangePartial(types.Range(at, at), text)]
    identifier = types.VersionedTextDocumentIdentifier(version, uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))


async def published(client: LanguageClient, uri: str, version: int) -> list[types.Diagnostic]:
    """The diagnostics published for a version."""
    while True:
        params = await next_published(client)
        if params.uri == uri and params.version == version:
            return list(params.diagnostics)


def codes(found: list[types.Diagnostic]) -> list[str]:
    return [str(each.code) for each in found]


async def pulled(client: LanguageClient, uri: str, previous: str | None = None) -> Any:
    identifier = types.TextDocumentIdentifier(uri)
    params = types.DocumentDiagnosticParams(identifier, previous_result_id=previous)
    return await client.text_document_diagnostic_async(params)


async def offered(client: LanguageClient, uri: str, line: int, column: int, *only: str) -> list[types.CodeAction]:
    at = types.Position(line, column)
    context = types.CodeActionContext([], only=list(only) or None)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(at, at), context)
    found = await client.text_document_code_action_async(params)
    return [action for action in found or () if isinstance(action, types.CodeAction)]


def applied(text: str, edit: types.WorkspaceEdit, version: int) -> str:
    """The text after a workspace edit, which must be for this version."""
    assert edit.document_changes is not None
    [change] = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == version
    lines = text.splitlines(keepends=True)
    for each in sorted(
        change.edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True
    ):
        assert isinstance(each, types.TextEdit)
        starts = [sum(map(len, lines[: at.line])) + at.character for at in (each.range.start, each.range.end)]
        joined = "".join(lines)
        lines = (joined[: starts[0]] + each.new_text + joined[starts[1] :]).splitlines(keepends=True)
    return "".join(lines)


async def test_diagnostics_are_pushed_with_their_version(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    uri = "file:///w/Dockerfile"
    open_text(client, uri, TEXT)
    [found] = [each for each in await published(client, uri, 1) if each.code == "DL3015"]
    assert found.source == "dockerls"
    assert found.severity == types.DiagnosticSeverity.Warning
    assert found.range == types.Range(types.Position(1, 30), types.Position(1, 37))
    change_whole(client, uri, 2, FIXED)
    assert "DL3015" not in codes(await published(client, uri, 2))


async def test_a_burst_of_edits_is_published_once(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    uri = "untitled:Untitled-1"
    open_text(client, uri, "FROM debian:12\nUSER a\n")
    await published(client, uri, 1)
    for version in range(2, 42):
        insert(client, uri, version, 1, len("USER "), "x")
    params = await next_published(client)
    assert params.version is not None
    assert params.version > 2
    if params.version < 41:
        await published(client, uri, 41)


async def test_a_client_that_pulls_is_pushed_nothing(client: LanguageClient) -> None:
    result = await begun(client, PULLED)
    assert result.capabilities.diagnostic_provider is not None
    uri = "file:///w/Dockerfile"
    open_text(client, uri, TEXT)
    report = await pulled(client, uri)
    assert "DL3015" in codes(report.items)
    again = await pulled(client, uri, report.result_id)
    assert again.kind == "unchanged"
    insert(client, uri, 2, 2, 0, "# a comment\n")
    later = await pulled(client, uri, report.result_id)
    assert later.kind == "full"
    assert later.result_id != report.result_id
    assert uri not in client.diagnostics


async def test_positions_are_in_the_units_of_the_client(client: LanguageClient) -> None:
    result = await begun(client, UTF8)
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf8
    uri = "file:///w/Dockerfile"
    open_text(client, uri, "FROM debian:12\nRUN echo '가🎉' && apt-get install -y nginx\n")
    [found] = [each for each in await published(client, uri, 1) if each.code == "DL3015"]
    assert found.range.start.character == len("RUN echo '가🎉' && apt-get ".encode())


async def test_a_quick_fix_is_resolved_for_its_version_only(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    uri = "file:///w/Dockerfile"
    open_text(client, uri, TEXT)
    await published(client, uri, 1)
    [fix] = [each for each in await offered(client, uri, 1, 32, "quickfix") if each.title.startswith("Add `--no")]
    assert fix.edit is None
    assert fix.diagnostics is not None
    assert codes(list(fix.diagnostics)) == ["DL3015"]
    resolved = await client.code_action_resolve_async(fix)
    assert resolved.edit is not None
    assert applied(TEXT, resolved.edit, 1) == FIXED
    insert(client, uri, 2, 0, 0, "# new\n")
    with pytest.raises(Exception, match=r"(?i)content modified"):
        await client.code_action_resolve_async(fix)


async def test_fix_all_is_offered_when_source_actions_are_asked_for(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    uri = "file:///w/Dockerfile"
    text = "FROM debian:12\nMAINTAINER me <me@example.com>\nUSER www-data\n"
    open_text(client, uri, text)
    await published(client, uri, 1)
    for kind in ("source", "source.fixAll", "source.fixAll.dockerls"):
        [action] = await offered(client, uri, 0, 0, kind)
        assert action.kind == "source.fixAll.dockerls"
    resolved = await client.code_action_resolve_async(action)
    assert resolved.edit is not None
    assert "MAINTAINER" not in applied(text, resolved.edit, 1)
    assert await offered(client, uri, 0, 0, "refactor.extract") == []


async def test_a_refactoring_is_offered_by_its_kind(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    uri = "file:///w/Dockerfile"
    text = "FROM debian:12\nRUN echo '가나' 1.2.3 && echo 1.2.3\n"
    open_text(client, uri, text)
    await published(client, uri, 1)
    [extract] = await offered(client, uri, 1, 17, "refactor.extract")
    assert extract.kind == "refactor.extract"
    assert extract.edit is None
    resolved = await client.code_action_resolve_async(extract)
    assert resolved.edit is not None
    after = "FROM debian:12\nARG VERSION=1.2.3\nRUN echo '가나' ${VERSION} && echo ${VERSION}\n"
    assert applied(text, resolved.edit, 1) == after
    assert {action.kind for action in await offered(client, uri, 1, 17, "refactor")} == {
        "refactor.rewrite",
        "refactor.extract",
    }


async def test_hover_teaches_in_the_language_of_the_client(client: LanguageClient) -> None:
    await begun(client, PUSHED, locale="ko")
    uri = "file:///w/Dockerfile"
    open_text(client, uri, TEXT)
    found = await published(client, uri, 1)
    assert any("권장 패키지" in each.message for each in found)
    params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(1, 32))
    hover = await client.text_document_hover_async(params)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "이미지를 키우고" in hover.contents.value


async def test_a_view_of_an_older_version_is_not_published(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    view, file = "git:/w/Dockerfile?ref=HEAD", "file:///w/Dockerfile"
    open_text(client, view, TEXT)
    open_text(client, file, TEXT)
    await published(client, file, 1)
    assert view not in client.diagnostics
    params = types.HoverParams(types.TextDocumentIdentifier(view), types.Position(1, 1))
    assert await client.text_document_hover_async(params) is not None


async def test_a_drive_letter_may_be_spelt_in_two_ways(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, "file:///c%3A/w/Dockerfile", TEXT)
    await published(client, "file:///c%3A/w/Dockerfile", 1)
    params = types.HoverParams(types.TextDocumentIdentifier("file:///C:/w/Dockerfile"), types.Position(1, 1))
    assert await client.text_document_hover_async(params) is not None


async def test_closing_takes_the_diagnostics_back(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    uri = "file:///w/Dockerfile"
    open_text(client, uri, TEXT)
    assert await published(client, uri, 1)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    params = await next_published(client)
    assert (params.uri, list(params.diagnostics)) == (uri, [])


async def test_the_configuration_above_a_file_counts(client: LanguageClient, tmp_path: Path) -> None:
    await begun(client, PUSHED)
    (tmp_path / "dockerls.toml").write_text('ignore = ["DL3015"]\n', encoding="utf-8")
    uri = (tmp_path / "sub" / "Dockerfile").as_uri()
    open_text(client, uri, TEXT)
    assert "DL3015" not in codes(await published(client, uri, 1))
    (tmp_path / "dockerls.toml").write_text('severity = { DL3015 = "error" }\nignroe = []\n', encoding="utf-8")
    change = types.FileEvent((tmp_path / "dockerls.toml").as_uri(), types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    # What is published when the files around are known may come first.
    while not (found := [each for each in await published(client, uri, 1) if each.code == "DL3015"]):
        pass
    assert found[0].severity == types.DiagnosticSeverity.Error
    assert any("`ignore`" in each.message or "ignore" in each.message for each in client.messages)


async def test_the_settings_of_the_editor_count(client: LanguageClient) -> None:
    await begun(client, PUSHED, initialization_options={"dockerls": {"language": "ko"}})
    uri = "file:///w/Dockerfile"
    open_text(client, uri, TEXT)
    assert any("권장" in each.message for each in await published(client, uri, 1))
    settings = {"dockerls": {"language": "en", "ignore": ["size"]}}
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    assert "DL3015" not in codes(await published(client, uri, 1))
