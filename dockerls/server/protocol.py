"""JSON-RPC as this server speaks it: pygls' protocol without its documents, plain JSON where speed counts.

What differs from `pygls.protocol.LanguageServerProtocol`, each for something that was measured or seen to fail:

- pygls' own features for `initialize`, documents and workspace folders are taken out (`LEFT_TO_SERVER`): they rebuild
  the whole text on every edit, and answer `initialize` through some twenty attrs classes. ``@server.feature`` for one
  of these methods is called directly, and what it returns is the answer.
- The messages every session consists of (`PLAIN`) reach their feature as the JSON they came as, a ``dict``; all others
  as the classes of ``lsprotocol.types``.
- Answers and notifications that are plain dicts and lists are written by `json` alone.
- Whatever a client sends is answered, or logged where it is a notification.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import JsonRPCNotification, JsonRPCRequestMessage, LanguageServerProtocol

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

Json = dict[str, Any]

PLAIN = frozenset(
    {
        types.INITIALIZE,
        types.INITIALIZED,
        types.TEXT_DOCUMENT_DID_OPEN,
        types.TEXT_DOCUMENT_DID_CHANGE,
        types.TEXT_DOCUMENT_DID_CLOSE,
        types.TEXT_DOCUMENT_DIAGNOSTIC,
    }
)
LEFT_TO_SERVER = (
    types.INITIALIZE,
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
    types.NOTEBOOK_DOCUMENT_DID_OPEN,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS,
)

logger = logging.getLogger(__name__)


class _MessageError(Exception):
    """The message cannot be acted on: a JSON-RPC error code and a sentence for the client's log."""

    def __init__(self, code: types.ErrorCodes, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class DockerfileProtocol(LanguageServerProtocol):
    """The protocol of one client. `receive` is the way in, `send_plainly` and pygls' own methods are the ways out."""

    def __init__(self, server: "LanguageServer", converter: "Converter") -> None:
        super().__init__(server, converter)
        for method in LEFT_TO_SERVER:
            self.fm.builtin_features.pop(method, None)
        self._initialized = False
        self._is_over = False

    def receive(self, body: bytes) -> None:
        """Act on one message, without its header. What is wrong with it is answered or logged, never raised."""
        message: Json | None = None
        try:
            message = _parsed(body)
            self.handle_message(self._understood(message))
        except _MessageError as error:
            logger.warning("refused a message: %s", error)
            if message is None or "id" in message:
                answer = {"code": error.code, "message": str(error)}
                self._write({"jsonrpc": self.VERSION, "id": message and message["id"], "error": answer})

    def send_plainly(self, method: str, params: Json) -> None:
        """Send a notification whose params are plain JSON already."""
        self._write({"jsonrpc": self.VERSION, "method": method, "params": params})

    async def apply_edit(self, edit: Json) -> bool:
        """Ask the client to apply a WorkspaceEdit that is plain JSON; whether it has. Raises JsonRpcException."""
        structured = self._converter.structure(edit, types.WorkspaceEdit)
        answer: Any = await self.send_request_async(
            types.WORKSPACE_APPLY_EDIT, types.ApplyWorkspaceEditParams(structured)
        )
        return bool(answer.applied)

    def _understood(self, message: Json) -> Any:
        """The message as an object pygls dispatches. Raises `_MessageError` where nobody can act on it."""
        if "method" not in message:
            return self._answer(message)
        method, is_request = message["method"], "id" in message
        self._expect(method, is_request=is_request)
        if method not in PLAIN:
            return self._structured(message)
        params = message.get("params")
        if not isinstance(params, dict):
            raise _MessageError(types.ErrorCodes.InvalidParams, f"{method}: params are not an object")
        if is_request:
            return JsonRPCRequestMessage(message["id"], method, self.VERSION, params)
        return JsonRPCNotification(method, self.VERSION, params)

    def _expect(self, method: str, *, is_request: bool) -> None:
        """Raises `_MessageError` where the method is unknown or this is not the time for it."""
        if method in (types.EXIT, types.CANCEL_REQUEST):
            self._is_over |= method == types.EXIT
            return
        if self._shutdown:
            raise _MessageError(types.ErrorCodes.InvalidRequest, f"{method} after shutdown")
        if method == types.INITIALIZE and is_request:
            if self._initialized:
                raise _MessageError(types.ErrorCodes.InvalidRequest, "initialize a second time")
            self._initialized = True
        elif not self._initialized:
            raise _MessageError(types.ErrorCodes.ServerNotInitialized, f"{method} before initialize")
        if method not in self.fm.features and method not in self.fm.builtin_features:
            raise _MessageError(types.ErrorCodes.MethodNotFound, f"{method} is not known here")

    def _structured(self, message: Json) -> Any:
        """The message as its class of ``lsprotocol.types``. Raises `_MessageError` where it has another shape."""
        try:
            return self.structure_message(message)
        except JsonRpcException as error:
            reason = f"{message['method']}: params are not what the protocol says"
            raise _MessageError(types.ErrorCodes.InvalidParams, reason) from error

    def _answer(self, message: Json) -> Any:
        """The client's answer to a request of ours; one of another shape ends our waiting as an error would."""
        try:
            return self.structure_message(message)
        except JsonRpcException as error:
            logger.warning("an answer of another shape than the protocol says: %s", error)
            unreadable = types.ResponseError(types.ErrorCodes.InvalidRequest, "the answer could not be read")
            return types.ResponseErrorMessage(id=message["id"], error=unreadable)

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[..., Any],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """pygls forgets the future of a request when it is answered, but keeps that of every notification for ever.

        Ours is forgotten a moment after it is done: on shutdown pygls cancels them all while it walks over them.
        """
        super()._execute_handler(msg_id, handler, callback, args, kwargs)
        if (future := self._request_futures.get(msg_id)) is not None:
            loop = asyncio.get_running_loop()
            future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._request_futures.pop, msg_id, None))

    def _run_generator(self, future: Any, *, gen: Generator[Any, Any, Any], result_future: "Future[Any]") -> None:
        """What is still at work when the client goes is cancelled; pygls takes that for a failure of a callback."""
        if future is not None and future.cancelled():
            gen.close()
            result_future.cancel()
        else:
            super()._run_generator(future, gen=gen, result_future=result_future)

    def _send_response(self, msg_id: str | int, result: Any = None, error: types.ResponseError | None = None) -> None:
        """pygls walks every result with cattrs; here `json` walks it and asks cattrs for the attrs objects it meets."""
        answer = {"result": result} if error is None else {"error": error}
        self._write({"jsonrpc": self.VERSION, "id": msg_id, **answer})

    def _write(self, message: Json) -> None:
        """The one caller of a private method of pygls; ``tests/test_protocol.py`` tells when it is gone.

        Behind ``exit`` the way out is closed, while requests still at work want to say that they are cancelled.
        """
        if not self._is_over:
            self._send_data(message)


def _parsed(body: bytes) -> Json:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _MessageError(types.ErrorCodes.ParseError, f"not JSON: {error}") from error
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise _MessageError(types.ErrorCodes.InvalidRequest, "not a JSON-RPC 2.0 message")
    if not isinstance(message.get("id"), str | int | None):
        raise _MessageError(types.ErrorCodes.InvalidRequest, "id is neither a string nor a number")
    if not isinstance(message.get("method", ""), str) or not message.keys() & {"id", "method"}:
        raise _MessageError(types.ErrorCodes.InvalidRequest, "neither a request, a notification nor an answer")
    return message
