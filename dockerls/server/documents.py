"""The open documents: a snapshot each, kept in step with the client."""

import logging
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Protocol

from dockerls.analysis.settings import Settings
from dockerls.document import Document, open_document, reconsidered
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.rules.rule import Answers
from dockerls.server.client import DiagnosticParts
from dockerls.server.configuration import Configuration, analyzer_for, rules, severities_for
from dockerls.server.convert import read_position
from dockerls.server.uris import same_document
from dockerls.text.edit import Edit
from dockerls.text.lines import Encoding
from dockerls.text.span import Span
from dockerls.value import value

logger = logging.getLogger(__name__)

_DEFAULTS = Settings()


@value
class Opened:
    """A document as the client has it. ``number`` is another one for each text that a document had.

    Some clients leave the ``version`` out when they tell of a change.
    """

    uri: str
    version: int | None
    number: int
    document: Document
    settings: Settings | None  # None: excluded


class Answerer(Protocol):
    """Finds out, in the background, what rules ask of the world outside a document. Neither method may wait for it."""

    def answer(self, opened: Opened, question: Hashable) -> Any:
        """What is known by now; None while it is not, and for questions that are for others."""

    def find_out(self, opened: Opened, unanswered: Sequence[Hashable]) -> None:
        """Start with whatever of the questions is for this one; ``Documents.answered`` when there is news.

        They are those that the document asks as it is now, and that have no answer. Called for each snapshot.
        """


class Documents:
    """All open documents, found by any spelling of their URI."""

    def __init__(self, configuration: Configuration) -> None:
        self.encoding = Encoding.UTF16
        self.parts = DiagnosticParts()
        self._configuration = configuration
        self._open: dict[str, Opened] = {}
        self._shown: dict[str, tuple[Document, Settings | None, int, list[Diagnostic]]] = {}
        self._answered: dict[str, int] = {}  # how often there was news
        self._answers: dict[str, Answers] = {}  # the same for as long as there is none: what they tell is kept
        self.answerers: list[Answerer] = []
        self._count = 0
        self._failed: set[str] = set()  # codes of rules

    def __iter__(self) -> Iterator[Opened]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> Opened | None:
        return self._open.get(same_document(uri))

    def open(self, uri: str, version: int | None, text: str) -> Opened:
        self._count += 1
        settings = self._configuration.settings(uri)
        document = open_document(text, analyzer_for(settings or _DEFAULTS, date.today()))
        opened = self._open[same_document(uri)] = Opened(uri, version, self._count, document, settings)
        return opened

    def change(self, uri: str, version: int | None, changes: list[Any]) -> None:
        """Apply content changes in order. A change without a range replaces the whole text."""
        opened = self.get(uri)
        if opened is None:
            return
        document = changed(opened.document, changes, self.encoding)
        self._count += 1
        self._open[same_document(uri)] = replace(opened, version=version, number=self._count, document=document)

    def close(self, uri: str) -> None:
        self._open.pop(same_document(uri), None)
        self._shown.pop(same_document(uri), None)
        self._answered.pop(same_document(uri), None)
        self._answers.pop(same_document(uri), None)

    def answered(self, uri: str) -> None:
        """Take note that an answer for a document came or changed."""
        self._answered[same_document(uri)] = self.answers_of(uri) + 1
        self._answers.pop(same_document(uri), None)

    def answers_of(self, uri: str) -> int:
        """A number that differs whenever answers for a document have come or changed since it was opened."""
        return self._answered.get(same_document(uri), 0)

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
        """What is shown of a document, worked out once a snapshot and whenever an answer comes."""
        key = same_document(opened.uri)
        known = self._shown.get(key)
        state = (opened.settings, self.answers_of(opened.uri))
        if known is None or known[0] is not opened.document or known[1:3] != state:
            known = self._shown[key] = (opened.document, *state, self._diagnostics(opened, opened.document))
            if opened.settings:
                unanswered = tuple(opened.document.unanswered(self._answers_for(opened)))
                for answerer in self.answerers:
                    answerer.find_out(opened, unanswered)
            self._log_failures(opened)
        return known[3]

    def shown_under(self, opened: Opened, document: Document) -> list[Diagnostic]:
        """What would be shown of any document with the settings and the answers of an open one."""
        return self.shown(opened) if document is opened.document else self._diagnostics(opened, document)

    def _diagnostics(self, opened: Opened, document: Document) -> list[Diagnostic]:
        if opened.settings is None:
            return []
        return diagnostics(
            document,
            rules(),
            severities_for(opened.settings),
            self._answers_for(opened),
            heeds_comments=not opened.settings.disable_ignore_pragma,
        )

    def _answers_for(self, opened: Opened) -> Answers:
        """What is known now."""
        return self._answers.setdefault(same_document(opened.uri), partial(self._answer, opened))

    def _answer(self, opened: Opened, question: Hashable) -> Any:
        known = (answerer.answer(opened, question) for answerer in self.answerers)
        return next((answer for answer in known if answer is not None), None)

    def _log_failures(self, opened: Opened) -> None:
        """Write mistakes of ours to the log, each rule's once: the next keystroke would bring it again."""
        for rule, failed in opened.document.failures(self._answers_for(opened)):
            if rule.code not in self._failed:
                self._failed.add(rule.code)
                logger.error("%s failed, which is a mistake of dockerls: %s", rule.code, failed.traceback)


def changed(document: Document, changes: Iterable[Any], encoding: Encoding) -> Document:
    """The document after a client's content changes, in order. One without a range replaces the whole text."""
    for change in changes:
        if change.get("range") is None:
            document = document.edited(Edit(Span(0, len(document.text)), change["text"]))
        else:
            start, end = read_position(change["range"]["start"]), read_position(change["range"]["end"])
            document = document.changed(start, end, change["text"], encoding)
    return document
