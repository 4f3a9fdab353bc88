"""ShellCheck in the background of the server: its findings come behind ours, for the text that is there then."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from dockerls.build_context.shellcheck import find_shellcheck
from tests.e2e.test_server import COMMAND, PUSHED, begun, insert, next_published, open_text
from tests.e2e.test_workspace import Editor
from tests.needs import program

TEXT = "FROM debian:latest\nRUN echo 한 $HOME\n"
URI = "untitled:shell"
ADDRESSED = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(code_description_support=True)
    )
)


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(autouse=True)
def the_server_finds_shellcheck() -> None:
    program("shellcheck")


def codes(params: types.PublishDiagnosticsParams) -> set[str]:
    return {str(each.code) for each in params.diagnostics}


async def with_code(client: LanguageClient, code: str) -> types.PublishDiagnosticsParams:
    """The first published findings with a code among them."""
    while True:
        params = await next_published(client)
        if code in codes(params):
            return params


async def test_findings_come_behind_ours_at_the_present_version(client: LanguageClient) -> None:
    await begun(client, ADDRESSED)
    open_text(client, URI, TEXT)
    first = await next_published(client)
    assert "DL3007" in codes(first)
    assert "SC2086" not in codes(first)
    second = await with_code(client, "SC2086")
    assert (second.version, codes(second) - codes(first)) == (1, {"SC2086"})
    [found] = [each for each in second.diagnostics if each.code == "SC2086"]
    assert found.range == types.Range(types.Position(1, 11), types.Position(1, 16))
    assert found.severity is types.DiagnosticSeverity.Information
    assert found.code_description == types.CodeDescription("https://www.shellcheck.net/wiki/SC2086")
    # An answer that is known is there at once, wherever its script stands by now.
    insert(client, URI, 2, 1, 0, "USER me\n")
    third = await next_published(client)
    assert third.version == 2
    [moved] = [each.range.start.line for each in third.diagnostics if each.code == "SC2086"]
    assert moved == 2


async def test_what_is_typed_is_asked_once_it_pauses(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, URI, "FROM debian:12\nRUN ls \n")
    for version, character in enumerate("$HOME", 2):
        insert(client, URI, version, 1, 5 + version, character)
    params = await with_code(client, "SC2086")
    assert params.version == 6


def test_a_client_that_pulls_is_asked_to_pull_again() -> None:
    editor = Editor({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}})
    editor.open(URI, TEXT)
    pull = {"textDocument": {"uri": URI}}
    before = editor.result("textDocument/diagnostic", pull)
    assert "SC2086" not in {each["code"] for each in before["items"]}
    editor.was_asked("workspace/diagnostic/refresh")
    after = editor.result("textDocument/diagnostic", {**pull, "previousResultId": before["resultId"]})
    assert "SC2086" in {each["code"] for each in after["items"]}
    again = editor.result("textDocument/diagnostic", {**pull, "previousResultId": after["resultId"]})
    assert again["kind"] == "unchanged"
    editor.ask("shutdown", None)
    editor.notify("exit", None)
    assert editor.ended() == 0


async def test_its_fix_is_a_code_action(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, URI, TEXT)
    params = await with_code(client, "SC2086")
    [found] = [each for each in params.diagnostics if each.code == "SC2086"]
    context = types.CodeActionContext(diagnostics=[found], only=[types.CodeActionKind.QuickFix])
    asked = types.CodeActionParams(types.TextDocumentIdentifier(URI), found.range, context)
    actions = await client.text_document_code_action_async(asked)
    titles = [action.title for action in actions or ()]
    assert "Apply ShellCheck's fix for SC2086" in titles
    assert "Ignore SC2086 here" in titles


async def test_a_closed_document_is_not_waited_for(client: LanguageClient) -> None:
    await begun(client, PUSHED)
    open_text(client, URI, TEXT)
    await next_published(client)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(URI)))
    open_text(client, "untitled:other", TEXT.replace("한", "둘"))
    params = await with_code(client, "SC2086")
    assert params.uri == "untitled:other"


def test_it_is_found_by_the_server_that_is_tested() -> None:
    assert COMMAND[0] == sys.executable
    found = find_shellcheck()
    assert found is not None
    assert Path(found).name.startswith("shellcheck")
