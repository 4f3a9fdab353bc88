"""A server with next to no features on our own protocol and stdio, run as a process by the tests of both."""

import asyncio
import time
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from dockerls.server import stdio
from dockerls.server.protocol import DockerfileProtocol, Json


class TinyServer(LanguageServer):
    protocol: DockerfileProtocol


server = TinyServer("tiny", "1", protocol_cls=DockerfileProtocol)
protocol = server.protocol
texts: dict[str, list[str]] = {}


@server.feature(types.INITIALIZE)
def initialize(params: Json) -> Json:
    return {"capabilities": {"textDocumentSync": 2}, "seen": sorted(params["capabilities"])}


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(params: Json) -> None:
    texts[params["textDocument"]["uri"]] = [params["textDocument"]["text"]]
    protocol.send_plainly("textDocument/publishDiagnostics", {"uri": params["textDocument"]["uri"], "diagnostics": []})


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(params: Json) -> None:
    texts[params["textDocument"]["uri"]] += [change["text"] for change in params["contentChanges"]]


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def did_close(params: Json) -> None:
    del texts[params["textDocument"]["uri"]]


@server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)
def diagnostic(params: Json) -> Json:
    return {"kind": "full", "items": [{"message": text} for text in texts[params["textDocument"]["uri"]]]}


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(params: types.HoverParams) -> types.Hover:
    at = params.position
    return types.Hover(contents=f"{at.line}:{at.character}", range=types.Range(at, at))


@server.feature("tiny/pause")
async def pause(params: Any) -> None:
    await asyncio.sleep(0)


@server.feature("tiny/state")
def state(params: Any) -> Json:
    return {
        "texts": texts,
        "futures": len(protocol._request_futures),
        "features": sorted(protocol.fm.builtin_features),
        "cpu": time.process_time(),
    }


@server.feature("tiny/ask")
async def ask(params: Any) -> Any:
    """What the client answers to a request of the server, or how that failed."""
    try:
        return await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(types.WorkspaceEdit()))
    except JsonRpcException as error:
        return f"failed: {error}"


stdio.serve(server, protocol.receive)
