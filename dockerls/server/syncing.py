"""Documents kept in step with the client, and what is found in them when it asks."""

import asyncio
import gc
from typing import TYPE_CHECKING

from lsprotocol import types

from dockerls.server import watching
from dockerls.server.ignore_files import is_ignore_file
from dockerls.server.protocol import Json
from dockerls.server.publishing import report_for
from dockerls.server.warm_up import warm_up_later

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents

    # Not a coroutine: pygls starts those a moment later, by when the edits that follow would have come before it.
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: Json) -> None:
        document = params["textDocument"]
        if is_ignore_file(document["uri"]):
            server.ignore_files.open(document["uri"], document.get("version"), document["text"])
            return
        opened = documents.open(document["uri"], document.get("version"), document["text"])
        if opened.number == 1:
            _collect_garbage_from_now_on()
            warm_up_later(asyncio.get_running_loop())
        watching.opened_or_saved(server)
        if server.configuration.is_known(document["uri"]):
            server.changed(document["uri"])
        else:
            server.soon(look_up(document["uri"]))
        server.tell_of_shell()

    async def look_up(uri: str) -> None:
        await server.configuration.look_up(uri)
        documents.reconsider(uri)
        server.changed(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: Json) -> None:
        document = params["textDocument"]
        if document["uri"] in server.ignore_files:
            server.ignore_files.change(document["uri"], document.get("version"), params["contentChanges"])
            server.ignore_file_changed(document["uri"])
            return
        documents.change(document["uri"], document.get("version"), params["contentChanges"])
        server.changed(document["uri"])

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: Json) -> None:
        uri = params["textDocument"]["uri"]
        if uri in server.ignore_files:
            server.ignore_files.close(uri)
            server.publisher.take_back(uri)
            return
        documents.close(params["textDocument"]["uri"])
        server.publisher.clear(params["textDocument"]["uri"])
        server.shell_checks.forget(params["textDocument"]["uri"])

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)
    async def diagnostic(params: Json) -> Json:
        uri = params["textDocument"]["uri"]
        if uri in server.ignore_files:
            items = server.ignore_files.diagnostics(uri, server.configuration.language(None))
            return {"kind": "full", "items": items}
        await server.configuration.look_up(uri)
        documents.reconsider(uri)
        opened = documents.get(uri)
        if opened is None:
            return {"kind": "full", "items": []}
        return report_for(opened, documents, server.configuration, params.get("previousResultId"))


def _collect_garbage_from_now_on() -> None:
    """Ends the start, for which the command line turned collection off; what is there by now is there for good."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
