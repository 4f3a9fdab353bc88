"""Messages over stdin and stdout: read as the event loop reads any pipe, framed as the protocol's base layer says.

pygls reads stdin through a pool of threads, two hops for each line of a header and two for a body: 90 to 290 us of CPU
for a message. Where stdin is a pipe or a socket the loop can wait for it itself. Where it is not (a file, Windows), or
cannot be made non-blocking alone (a socket that is stdout too), one thread reads and feeds the same framing.
"""

import asyncio
import logging
import os
import re
import stat
import sys
from collections.abc import Callable
from threading import Thread
from typing import BinaryIO

from pygls.io_ import StdoutWriter
from pygls.lsp.server import LanguageServer

logger = logging.getLogger(__name__)

_CHUNK = 1 << 16
_HEADER_END = b"\r\n\r\n"
_LONGEST_HEADER = 1 << 13
# At most nine digits: a longer message is no message. The last one counts, so a header after garbage is still found.
_CONTENT_LENGTH = re.compile(rb"content-length: *(\d{1,9})\s*$", re.IGNORECASE | re.MULTILINE)


def serve(server: LanguageServer, receive: Callable[[bytes], None]) -> None:
    """Feed the bodies of the messages on stdin to ``receive`` until stdin ends; pygls writes its answers to stdout.

    Raises SystemExit with the protocol's exit code when the client asks to exit.
    """
    server.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    try:
        asyncio.run(_serve(sys.stdin.buffer, receive))
    finally:
        server.shutdown()  # type: ignore[no-untyped-call]


async def _serve(stdin: BinaryIO, receive: Callable[[bytes], None]) -> None:
    loop = asyncio.get_running_loop()
    framing = Framing(receive, loop.create_future())
    if _loop_can_read(stdin):
        await loop.connect_read_pipe(lambda: framing, stdin)
    else:
        Thread(target=_read_in_thread, args=(stdin.fileno(), framing, loop), daemon=True).start()
    await framing.ended


def _loop_can_read(stdin: BinaryIO) -> bool:
    mode = os.fstat(stdin.fileno()).st_mode
    is_stream = os.name == "posix" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))
    return is_stream and not os.path.sameopenfile(stdin.fileno(), sys.stdout.fileno())


def _read_in_thread(stdin: int, framing: "Framing", loop: asyncio.AbstractEventLoop) -> None:
    """`os.read`, because a buffered reader would hold its lock while waiting and abort the interpreter's exit."""
    try:
        while chunk := os.read(stdin, _CHUNK):
            loop.call_soon_threadsafe(framing.data_received, chunk)
        loop.call_soon_threadsafe(framing.connection_lost, None)
    except RuntimeError:
        logger.debug("the loop was closed while stdin was read")


class Framing(asyncio.Protocol):
    """Cuts a stream into message bodies, however it arrives: split anywhere, or several messages at once."""

    def __init__(self, receive: Callable[[bytes], None], ended: "asyncio.Future[None]") -> None:
        self.ended = ended
        self._receive = receive
        self._buffer = bytearray()
        self._length: int | None = None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (body := self._next_body()) is not None:
            self._receive(body)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(None)

    def _next_body(self) -> bytes | None:
        while self._length is None:
            header = self._next_header()
            if not header:
                return None
            if lengths := _CONTENT_LENGTH.findall(header):
                self._length = int(lengths[-1])
            else:
                logger.warning("skipped %d bytes that are no message", len(header))
        if len(self._buffer) < self._length:
            return None
        body = self._taken(self._length)
        self._length = None
        return body

    def _next_header(self) -> bytes:
        """Everything up to the next empty line, or nothing yet. What is too long for a header is dropped as garbage."""
        end = self._buffer.find(_HEADER_END)
        if end >= 0:
            return self._taken(end + len(_HEADER_END))
        if len(self._buffer) > _LONGEST_HEADER:
            logger.warning("skipped %d bytes that are no message", len(self._buffer))
            self._buffer.clear()
        return b""

    def _taken(self, length: int) -> bytes:
        taken = bytes(self._buffer[:length])
        del self._buffer[:length]
        return taken
