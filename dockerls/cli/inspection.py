"""The work on one file: read it, find, fix or suppress, and report. Runs in worker processes too."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.locale import language_from
from dockerls.analysis.selection import Index, severities
from dockerls.analysis.settings import Settings
from dockerls.build_context.changed_lines import carried
from dockerls.build_context.source_file import SourceError, SourceFile, decoded, read_source, write_source
from dockerls.cli.report import FileReport, Reported, ReportedEdit, ReportedFix, region_of
from dockerls.document import Document, Located, open_document
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.features.fix_all import mend
from dockerls.features.suppress import suppress_all
from dockerls.language import Language
from dockerls.rewrite.place import Place
from dockerls.rules import ALL
from dockerls.rules.rule import Fix, Safety
from dockerls.text.edit import Edit, apply
from dockerls.text.lines import LineIndex
from dockerls.value import value

INDEX = Index(ALL)

# A comment above an instruction may part what stood together, and so uncover a finding; that ends soon.
_MOST_SUPPRESSIONS = 5


class Action(Enum):
    """What to do about the findings."""

    REPORT = 1
    FIX = 2
    PREVIEW = 3  # the fixed text is reported, not written
    SUPPRESS = 4


@value
class Task:
    """One file. ``path`` is as the person wrote it; ``content`` is given where it was read from standard input.

    ``changed`` are the lines (from 1) that findings are wanted on; None: everywhere.
    """

    path: str
    settings: Settings
    changed: frozenset[int] | None = None
    content: bytes | None = None


@value
class Inspector:
    """What is done to every file of a run."""

    action: Action
    is_unsafe: bool
    reason: str
    today: date

    def __call__(self, task: Task) -> FileReport:
        started = time.perf_counter()
        language = language_from(task.settings.language, None, os.environ)
        try:
            path = Path(task.path)
            source = read_source(path) if task.content is None else decoded(path, task.content)
        except SourceError as error:
            return FileReport(task.path, error.reason.said_in(language))
        inspection = _Inspection(self, task, source, language)
        return inspection.report(started)


class _Inspection:
    """The state of the work on one file."""

    def __init__(self, inspector: Inspector, task: Task, source: SourceFile, language: Language) -> None:
        self.inspector = inspector
        self.task = task
        self.source = source
        self.language = language
        self.severities = severities(INDEX, task.settings)
        self.document = open_document(source.text, _analyzer(frozenset(self.severities), inspector.today))

    def report(self, started: float) -> FileReport:
        action = self.inspector.action
        if action is Action.SUPPRESS:
            report = self._suppressed()
        elif action is Action.REPORT:
            report = self._found(self.document)
        else:
            report = self._mended(is_written=action is Action.FIX)
        return replace(report, seconds=time.perf_counter() - started)

    def shown(self, document: Document) -> Iterator[Diagnostic]:
        """What is to be told of a document: all, or what stands on changed lines."""
        found = diagnostics(document, INDEX, self.severities)
        if self.task.changed is None:
            yield from found
            return
        text = document.text
        changed = carried(self.task.changed, self.source.text, text)
        for diagnostic in found:
            start = document.start_of(diagnostic.located.piece)
            span = diagnostic.located.span.shifted(start)
            # git ends a line at \n only.
            first = text.count("\n", 0, span.start) + 1
            last = first + text.count("\n", span.start, max(span.start, span.end - 1))
            if not changed.isdisjoint(range(first, last + 1)):
                yield diagnostic

    def _mended(self, is_written: bool) -> FileReport:
        mended = mend(self.document, self._wanted)
        fixed = tuple((rule.code, rule.name) for rule in mended.rules)
        if not is_written:
            return replace(self._found(self.document), fixed=fixed, rewritten=mended.document.text)
        left = self._written(mended.document)
        return left if left.error else replace(left, fixed=fixed)

    def _wanted(self, document: Document) -> Iterator[tuple[Located, Fix]]:
        for diagnostic in self.shown(document):
            fixes = [fix for fix in diagnostic.fixes if _edits(document, diagnostic.located, fix)]
            safe = next((fix for fix in fixes if fix.safety is Safety.SAFE), None)
            chosen = safe or (fixes[0] if fixes and self.inspector.is_unsafe else None)
            if chosen:
                yield diagnostic.located, chosen

    def _suppressed(self) -> FileReport:
        document = self.document
        count = 0
        for _ in range(_MOST_SUPPRESSIONS):
            findings = [diagnostic.located for diagnostic in self.shown(document)]
            edits = suppress_all(document, findings, self.inspector.reason)
            if not edits:
                break
            before = len(findings)
            document = open_document(apply(document.text, edits), document.analyzer)
            count += before - sum(1 for _ in self.shown(document))
        left = self._written(document)
        return left if left.error else replace(left, suppressed=count)

    def _written(self, document: Document) -> FileReport:
        """What is left in a document after it is written to where it was read; or, if it cannot be, what there was."""
        is_on_disk = self.task.content is None
        if is_on_disk and document.text != self.document.text:
            try:
                write_source(self.source, document.text)
            except SourceError as error:
                return self._found(self.document, error.reason.said_in(self.language))
        return self._found(document)

    def _found(self, document: Document, error: str | None = None) -> FileReport:
        index = LineIndex(document.text)
        reported = tuple(self._reported(document, index, diagnostic) for diagnostic in self.shown(document))
        return FileReport(self.task.path, error, reported, document.text)

    def _reported(self, document: Document, index: LineIndex, diagnostic: Diagnostic) -> Reported:
        located = diagnostic.located
        rule = located.rule
        fixes = ((fix, _edits(document, located, fix)) for fix in diagnostic.fixes)
        return Reported(
            code=rule.code,
            name=rule.name,
            aliases=rule.aliases,
            category=rule.category.value,
            severity=diagnostic.severity,
            message=diagnostic.message.said_in(self.language),
            url=rule.url,
            region=region_of(index, located.span.shifted(document.start_of(located.piece))),
            fixes=tuple(
                ReportedFix(
                    title=fix.title.said_in(self.language),
                    safety=fix.safety,
                    edits=tuple(ReportedEdit(region_of(index, edit.span), edit.new_text) for edit in edits),
                )
                for fix, edits in fixes
                if edits
            ),
        )


def _edits(document: Document, located: Located, fix: Fix) -> tuple[Edit, ...]:
    """What a fix edits; nothing if it is not possible here, or reaches beyond this file."""
    edits: list[Edit] = []
    for placed in fix.edits_in(document.file.pieces[located.origin :]):
        if not isinstance(placed.place, Place):
            return ()
        edits.append(Edit(document.span_of(located.origin, placed.place), placed.new_text))
    return tuple(edits)


@lru_cache(maxsize=64)
def _analyzer(codes: frozenset[str], today: date) -> Analyzer:
    return Analyzer((rule for rule in ALL if rule.code in codes), today)
