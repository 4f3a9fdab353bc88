"""``dockerls server``: the language server over stdin and stdout."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

from dockerls import __version__
from dockerls.language import Sentence
from dockerls.server import (
    asking,
    completing,
    decorating,
    formatting,
    navigating,
    pages,
    stdio,
    structure,
    syncing,
    tokens,
    watching,
    workspace,
)
from dockerls.server.alike_files import AlikeFiles
from dockerls.server.client import Client, read_client
from dockerls.server.configuration import Configuration, rules
from dockerls.server.context_answers import ContextAnswers
from dockerls.server.documents import Documents
from dockerls.server.ignore_files import IgnoreFiles
from dockerls.server.misconfiguration import Misconfiguration
from dockerls.server.protocol import DockerfileProtocol, Json
from dockerls.server.publishing import Publisher, published
from dockerls.server.shell_checks import ShellChecks
from dockerls.syntax.shell import grammar

logger = logging.getLogger(__name__)

_NO_SHELL = Sentence(
    en="dockerls: tree-sitter has no wheel for this Python, so shell code in RUN is not checked.",
    ko="dockerls: 현재 Python용 tree-sitter 휠이 없어 RUN의 셸 코드는 검사하지 않습니다.",
)


class DockerfileServer(LanguageServer):
    """One client's server: what it said of itself, its settings, its documents, and what is told of them."""

    protocol: DockerfileProtocol

    def __init__(self) -> None:
        super().__init__("dockerls", __version__, protocol_cls=DockerfileProtocol)
        self._tasks: set[asyncio.Task[None]] = set()
        self._told_of_shell = False
        self.client = Client()
        self.watched = watching.WatchedContexts(self)
        misconfiguration = Misconfiguration(self)
        self.configuration = Configuration(misconfiguration.of_file, misconfiguration.of_editor)
        self.documents = Documents(self.configuration)
        self.publisher = Publisher(
            self.documents,
            self.configuration,
            self.publish,
        )
        self.shell_checks = ShellChecks(self.answered)
        self.documents.answerers.append(self.shell_checks)
        self.context_answers = ContextAnswers(
            self.documents, lambda: self.configuration.folders, self.soon, self.answered, self.watched.watch
        )
        self.alike_files = AlikeFiles(self.documents, lambda: self.configuration.folders, self.soon, self.answered)
        self.documents.answerers += (self.context_answers, self.alike_files)
        self.ignore_files = IgnoreFiles(self.soon, self.ignore_file_changed)

    def publish(self, params: Json) -> None:
        """Push the diagnostics of a file, as ``publishing.published`` has them."""
        self.protocol.send_plainly(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def changed(self, uri: str) -> None:
        """A document changed: publish it, unless the client pulls."""
        if not self.client.pulls_diagnostics:
            self.publisher.later(uri)

    def ignore_file_changed(self, uri: str) -> None:
        """Publish what is found in an ignore file; pulling clients ask again when they are told to."""
        if uri not in self.ignore_files:
            return
        if not self.client.pulls_diagnostics:
            found = self.ignore_files.diagnostics(uri, self.configuration.language(None))
            self.publish(published(uri, self.ignore_files.version(uri), found))
        else:
            self.soon(self._pull_again())

    def answered(self, uri: str) -> None:
        """What rules asked of a document is known now, or has changed: show it again, at its present version."""
        self.documents.answered(uri)
        self.changed(uri)
        if self.client.pulls_diagnostics:
            self.soon(self._pull_again())

    def soon(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Do something when its time comes; the loop itself would not keep a task from being collected."""
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def tell_of_shell(self) -> None:
        """Say once where shell code cannot be read with this Python."""
        if not self._told_of_shell and not grammar.available():
            self._told_of_shell = True
            self.say(_NO_SHELL, types.MessageType.Warning)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log an error, on which nobody could act; pygls would open a dialog in the editor for each.

        A refusal is a line. A mistake of ours has a traceback, which pygls has taken along as lines.
        """
        if isinstance(error, JsonRpcInternalError):
            logger.error("%s\n%s", error, "".join((error.data or {}).get("traceback", ())))
        elif isinstance(error, JsonRpcException):
            logger.warning("refused a message: %s", error)
        else:
            logger.error("%s", error, exc_info=error)

    async def reconsider_all(self) -> None:
        """Settings changed: read configuration files again where needed, and tell the client what differs now."""
        changed = False
        for opened in self.documents:
            await self.configuration.look_up(opened.uri)
            if self.documents.reconsider(opened.uri):
                changed = True
                self.changed(opened.uri)
        await self.configuration.look_at_faulty()
        if changed and self.client.pulls_diagnostics:
            await self._pull_again()

    async def _pull_again(self) -> None:
        await self.workspace_diagnostic_refresh_async(None)

    def say(self, sentence: Sentence, kind: types.MessageType) -> None:
        """Show a message in the client's language."""
        message = sentence.said_in(self.configuration.language(None))
        self.protocol.send_plainly(types.WINDOW_SHOW_MESSAGE, {"type": int(kind), "message": message})


def make_server() -> DockerfileServer:
    """A server with all its features."""
    server = DockerfileServer()
    _add_life_cycle(server)
    syncing.add_to(server)
    _add_settings(server)
    asking.add_to(server)
    navigating.add_to(server)
    structure.add_to(server)
    decorating.add_to(server)
    completing.add_to(server)
    formatting.add_to(server)
    tokens.add_to(server)
    watching.add_to(server)
    workspace.add_to(server)
    pages.add_to(server)
    return server


def serve_stdio() -> int:
    """Serve one client until it says exit or goes away; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # What it says of a late cancellation or of params that are none fills pages; what matters of it we say ourselves.
    logging.getLogger("pygls.protocol").setLevel(logging.CRITICAL)
    server = make_server()
    try:
        stdio.serve(server, server.protocol.receive)
    finally:
        server.shell_checks.stop()
    return 0


def _add_life_cycle(server: DockerfileServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: Json) -> Json:
        server.client = client = read_client(params)
        server.documents.encoding = server.ignore_files.encoding = client.encoding
        server.documents.parts = server.ignore_files.parts = client.diagnostic_parts
        server.ignore_files.hovers_markdown = client.hovers_markdown
        server.configuration.locale = client.locale
        server.configuration.folders = client.folders
        if client.answers_configuration:
            server.configuration.await_editor(asyncio.get_running_loop())
        # What takes a while and can wait until the client has its answer: it works on that meanwhile.
        asyncio.get_running_loop().call_soon(get_ready, params.get("initializationOptions"))
        return {
            "capabilities": _capabilities(client),
            "serverInfo": {"name": "dockerls", "version": __version__},
        }

    def get_ready(options: Any) -> None:
        rules()
        if isinstance(options, dict):
            server.configuration.set_initial(_section(options))

    @server.feature(types.INITIALIZED)
    async def initialized(_: Json) -> None:
        registrations = _registrations(server.client)
        if registrations:
            await server.client_register_capability_async(types.RegistrationParams(registrations))
        await _ask_for_settings(server)


def _capabilities(client: Client) -> Json:
    capabilities: Json = {
        "positionEncoding": client.encoding.value,
        "textDocumentSync": {
            "openClose": True,
            "change": int(types.TextDocumentSyncKind.Incremental),
            "save": {"includeText": False},
        },
        "workspace": {
            "workspaceFolders": {"supported": True, "changeNotifications": True},
            **workspace.CAPABILITIES,
        },
        **asking.CAPABILITIES,
        **navigating.CAPABILITIES,
        **structure.CAPABILITIES,
        **decorating.CAPABILITIES,
        **completing.CAPABILITIES,
        **formatting.CAPABILITIES,
        **tokens.CAPABILITIES,
        "executeCommandProvider": {"commands": [pages.OPEN_RULE, decorating.FIX_STAGE, asking.APPLY]},
    }
    if client.pulls_diagnostics:
        capabilities["diagnosticProvider"] = {
            "identifier": "dockerls",
            "interFileDependencies": False,
            "workspaceDiagnostics": client.pulls_for_workspace,
        }
    return capabilities


def _registrations(client: Client) -> list[types.Registration]:
    found: list[types.Registration] = []
    if client.watches_files:
        found.append(watching.configuration_files())
    if client.registers_configuration:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        found.append(types.Registration("dockerls-settings", method, {"section": "dockerls"}))
    return found


def _add_settings(server: DockerfileServer) -> None:
    configuration = server.configuration

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        if server.client.answers_configuration:
            await _ask_for_settings(server)
        elif isinstance(params.settings, dict):
            configuration.set_editor({None: _section(params.settings)})
            await server.reconsider_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_workspace_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {folder.uri for folder in params.event.removed}
        kept = [uri for uri in configuration.folders if uri not in gone]
        configuration.folders = (*kept, *(folder.uri for folder in params.event.added))
        await _ask_for_settings(server)


def _section(settings: Json) -> Any:
    """What an editor says to us: under our name, or with nothing else around it; None where it says nothing."""
    return settings.get("dockerls", settings or None)


async def _ask_for_settings(server: DockerfileServer) -> None:
    """Ask the client for its settings, for all and for each workspace folder, and act on them."""
    if server.client.answers_configuration:
        folders = (None, *server.configuration.folders)
        items = [types.ConfigurationItem(scope_uri=folder, section="dockerls") for folder in folders]
        answers = await server.workspace_configuration_async(types.ConfigurationParams(items))
        server.configuration.set_editor(dict(zip(folders, answers, strict=False)))
        server.configuration.editor_spoke.set()
    await server.reconsider_all()
