"""Telling the client what was found: pushed, joined over 50 ms, or answered when the client pulls; never both."""

import asyncio
from collections.abc import Callable, Sequence

from dockerls.server import convert
from dockerls.server.configuration import Configuration
from dockerls.server.convert import Json
from dockerls.server.documents import Documents, Opened
from dockerls.server.uris import is_published, same_document

INTERVAL = 0.05  # seconds between two publications for one document


class Publisher:
    """Publishes documents that changed. ``send`` writes one ``textDocument/publishDiagnostics``."""

    def __init__(self, documents: Documents, configuration: Configuration, send: Callable[[Json], None]) -> None:
        self._documents = documents
        self._configuration = configuration
        self._send = send
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._last: dict[str, float] = {}

    def later(self, uri: str) -> None:
        """Publish once all messages that wait are read, and not sooner than 50 ms after the last time."""
        key = same_document(uri)
        if key not in self._waiting and is_published(uri):
            loop = asyncio.get_running_loop()
            at = max(loop.time(), self._last.get(key, 0.0) + INTERVAL)
            self._waiting[key] = loop.call_at(at, self._publish, key)

    def clear(self, uri: str) -> None:
        """Take back what was published of a document that was closed."""
        key = same_document(uri)
        if handle := self._waiting.pop(key, None):
            handle.cancel()
        if self._last.pop(key, None) is not None:
            self.take_back(uri)

    def take_back(self, uri: str) -> None:
        """Tell the client that nothing is found in a document any more."""
        self._send(published(uri, None, []))

    def _publish(self, key: str) -> None:
        self._waiting.pop(key, None)
        opened = self._documents.get(key)
        if opened is None or not self._configuration.was_known(opened.uri):
            return
        self._last[key] = asyncio.get_running_loop().time()
        found = found_in(opened, self._documents, self._configuration)
        self._send(published(opened.uri, opened.version, found))


def published(uri: str, version: int | None, found: Sequence[Json]) -> Json:
    """The params of ``textDocument/publishDiagnostics``, in which no version may be null."""
    return {"uri": uri, **({} if version is None else {"version": version}), "diagnostics": found}


def found_in(opened: Opened, documents: Documents, configuration: Configuration) -> list[Json]:
    """The diagnostics of a document as the protocol has them."""
    language = configuration.language(opened.settings)
    shown = documents.shown(opened)
    return convert.diagnostics(opened.document, shown, opened.uri, language, documents.encoding, documents.parts)


def report_for(opened: Opened, documents: Documents, configuration: Configuration, previous: str | None) -> Json:
    """The answer to a pull. The result's name tells the text, and what else it was made under."""
    under = (opened.settings, configuration.language(opened.settings), documents.answers_of(opened.uri))
    name = f"{opened.number}.{hash(under):x}"
    if previous == name:
        return {"kind": "unchanged", "resultId": name}
    items = found_in(opened, documents, configuration) if is_published(opened.uri) else []
    return {"kind": "full", "resultId": name, "items": items}
