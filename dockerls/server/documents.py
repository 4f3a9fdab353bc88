"""The open documents: a snapshot each, kept in step with the client."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from dockerls.analysis.settings import Settings
from dockerls.document import Document, open_document, reconsidered
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.server.configuration import INDEX, Configuration, analyzer_for, severities_for
from dockerls.server.convert import read_position
from dockerls.server.uris import same_document
from dockerls.text.edit import Edit
from dockerls.text.lines import Encoding
from dockerls.text.span import Span
from dockerls.value import value

_DEFAULTS = Settings()


@value
class Opened:
    """A document as the client has it. ``number`` differs for each time a document is opened."""

    uri: str
    version: int
    number: int
    document: Document
    settings: Settings | None  # None: excluded


class Documents:
    """All open documents, found by any spelling of their URI."""

    def __init__(self, configuration: Configuration) -> None:
        self.encoding = Encoding.UTF16
        self._configuration = configuration
        self._open: dict[str, Opened] = {}
        self._shown: dict[str, tuple[Document, Settings | None, list[Diagnostic]]] = {}
        self._count = 0

    def __iter__(self) -> Iterator[Opened]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> Opened | None:
        return self._open.get(same_document(uri))

    def open(self, uri: str, version: int, text: str) -> None:
        self._count += 1
        settings = self._configuration.settings(uri)
        document = open_document(text, analyzer_for(settings or _DEFAULTS, date.today()))
        self._open[same_document(uri)] = Opened(uri, version, self._count, document, settings)

    def change(self, uri: str, version: int, changes: list[Any]) -> None:
        """Apply content changes in order. A change without a range replaces the whole text."""
        opened = self.get(uri)
        if opened is None:
            return
        document = opened.document
        for change in changes:
            document = self._changed(document, change)
        self._open[same_document(uri)] = replace(opened, version=version, document=document)

    def close(self, uri: str) -> None:
        self._open.pop(same_document(uri), None)
        self._shown.pop(same_document(uri), None)

    def reconsider(self, uri: str) -> bool:
        """Take the present settings; whether anything about what is shown may have changed."""
        opened = self.get(uri)
        if opened is None:
            return False
        settings = self._configuration.settings(uri)
        if settings == opened.settings:
            return False
        document = opened.document
        analyzer = analyzer_for(settings or _DEFAULTS, document.analyzer.today)
        if analyzer is not document.analyzer:
            document = reconsidered(document, analyzer)
        self._open[same_document(uri)] = replace(opened, document=document, settings=settings)
        return True

    def shown(self, opened: Opened) -> list[Diagnostic]:
        """What is shown of a document, worked out once a snapshot."""
        key = same_document(opened.uri)
        known = self._shown.get(key)
        if known is None or known[0] is not opened.document or known[1] != opened.settings:
            settings = opened.settings
            found = diagnostics(opened.document, INDEX, severities_for(settings)) if settings else []
            known = self._shown[key] = (opened.document, settings, found)
        return known[2]

    def shown_under(self, opened: Opened, document: Document) -> list[Diagnostic]:
        """What would be shown of any document with the settings of an open one."""
        if document is opened.document:
            return self.shown(opened)
        return diagnostics(document, INDEX, severities_for(opened.settings)) if opened.settings else []

    def _changed(self, document: Document, change: Any) -> Document:
        if change.get("range") is None:
            return document.edited(Edit(Span(0, len(document.text)), change["text"]))
        start, end = read_position(change["range"]["start"]), read_position(change["range"]["end"])
        return document.changed(start, end, change["text"], self.encoding)
