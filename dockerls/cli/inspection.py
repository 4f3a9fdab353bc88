"""The work on one file: read it, find, fix or suppress, and report. Runs in worker processes too."""

import os
import time
import traceback
from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.locale import language_from
from dockerls.analysis.selection import Index, severities
from dockerls.analysis.settings import Settings
from dockerls.build_context.changed_lines import carried
from dockerls.build_context.source_file import SourceError, SourceFile, decoded, read_source, write_source
from dockerls.cli.answers import Outside
from dockerls.cli.file_context import FileContext
from dockerls.cli.other_files import other_file, reported_edit
from dockerls.cli.report import FileReport, OtherFile, Reported, ReportedEdit, ReportedFix, ReportedRelated, region_of
from dockerls.document import Document, Located, open_document
from dockerls.features.changes import Change, change_of
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.features.fix_all import mend
from dockerls.features.suppress import suppress_all
from dockerls.language import Language, Sentence
from dockerls.rules.catalogue import ALL
from dockerls.rules.options import Options
from dockerls.rules.rule import Fix, Safety
from dockerls.text.edit import apply
from dockerls.text.lines import LineIndex
from dockerls.value import cached, value

if TYPE_CHECKING:
    from dockerls.build_context.contexts import Contexts

INDEX = Index(ALL)

STDIN = "-"

_FAILED = Sentence(
    en="could not be checked because of a mistake in dockerls ({error}); --log FILE tells more",
    ko="dockerls의 오류로 검사하지 못했습니다({error}). 자세한 내용은 --log FILE로 볼 수 있습니다",
)
_RULES_FAILED = Sentence(
    en="{codes} failed on some of it, which is a mistake in dockerls; --log FILE tells more",
    ko="dockerls의 오류로 일부에서 {codes} 검사에 실패했습니다. 자세한 내용은 --log FILE로 볼 수 있습니다",
)

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

    @property
    def place(self) -> Path | None:
        """Where it is, or would be; None for standard input without a name."""
        return None if self.content is not None and self.path == STDIN else Path(self.path)

    @property
    def language(self) -> Language:
        return language_from(self.settings.language, None, os.environ)


@value
class Inspector:
    """What is done to every file of a run."""

    action: Action
    is_unsafe: bool
    reason: str
    today: date

    @cached
    def contexts(self) -> "Contexts":
        """The build contexts of all files that this process inspects."""
        from dockerls.build_context.contexts import Contexts

        return Contexts()

    def __call__(self, task: Task) -> FileReport:
        started = time.perf_counter()
        try:
            path = Path(task.path)
            source = read_source(path) if task.content is None else decoded(path, task.content)
        except SourceError as error:
            return FileReport(task.path, error.reason.said_in(task.language))
        inspection = _Inspection(self, task, source)
        return inspection.report(started)


def inspected(inspector: Inspector, task: Task) -> FileReport:
    """What came of one file, whatever happened."""
    try:
        return inspector(task)
    except Exception as error:
        # What a mistake of ours will raise nobody can list, and it must not cost the other files their findings.
        reason = _FAILED.filled(error=f"{type(error).__name__}: {error}").said_in(task.language)
        return FileReport(task.path, reason, traceback=traceback.format_exc())


class _Inspection:
    """The state of the work on one file."""

    def __init__(self, inspector: Inspector, task: Task, source: SourceFile) -> None:
        self.inspector = inspector
        self.task = task
        self.source = source
        self.language = task.language
        self.severities = severities(INDEX, task.settings)
        self.document = open_document(
            source.text, _analyzer(frozenset(self.severities), task.settings.options, inspector.today)
        )
        self.context = FileContext(inspector.contexts, task.place, task.settings.context, self.document)
        self.outside = Outside(self.context)

    def report(self, started: float) -> FileReport:
        action = self.inspector.action
        if action is Action.SUPPRESS:
            report = self._suppressed()
        elif action is Action.REPORT:
            report = self._found(self.document)
        else:
            report = self._mended(is_written=action is Action.FIX)
        if failures := list(self.document.failures(self.outside.answers_for(self.document))):
            codes = ", ".join(dict.fromkeys(rule.code for rule, _ in failures))
            reason = _RULES_FAILED.filled(codes=codes).said_in(self.language)
            tracebacks = "".join(dict.fromkeys(failed.traceback for _, failed in failures))
            report = replace(report, error=report.error or reason, traceback=tracebacks)
        return replace(report, seconds=time.perf_counter() - started, fail_on=self.task.settings.failing)

    def shown(self, document: Document) -> Iterator[Diagnostic]:
        """What is to be told of a document: all, or what stands on changed lines."""
        answers = self.outside.answers_for(document)
        heeds_comments = not self.task.settings.disable_ignore_pragma
        found = diagnostics(document, INDEX, self.severities, answers, heeds_comments=heeds_comments)
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
        elsewhere = dict(self._elsewhere(mended.document))
        rules = (*mended.rules, *(located.rule for located in elsewhere))
        fixed = tuple((rule.code, rule.name) for rule in rules)
        other_files = tuple(other for others in elsewhere.values() for other in others)
        if not is_written:
            found = self._found(self.document)
            return replace(found, fixed=fixed, rewritten=mended.document.text, other_files=other_files)
        left = self._written(mended.document, elsewhere)
        return left if left.error else replace(left, fixed=fixed, other_files=other_files)

    def _wanted(self, document: Document) -> Iterator[tuple[Located, Fix]]:
        return ((located, fix) for located, fix, change in self._chosen(document) if change.edits)

    def _elsewhere(self, document: Document) -> Iterator[tuple[Located, tuple[OtherFile, ...]]]:
        """What fixes append to other files. Text from standard input goes back where it came from, and nothing else."""
        root = self.context.located
        if self.task.content is None and root is not None:
            for located, _, change in self._chosen(document):
                if change.other_files:
                    yield located, tuple(other_file(self.task.path, root.folder, each) for each in change.other_files)

    def _chosen(self, document: Document) -> Iterator[tuple[Located, Fix, Change]]:
        """The fix of each finding that may be applied, and what it changes."""
        for diagnostic in self.shown(document):
            changes = [(fix, self._change(document, diagnostic.located, fix)) for fix in diagnostic.fixes]
            possible = [(fix, change) for fix, change in changes if change and not fix.is_single]
            safe = [(fix, change) for fix, change in possible if fix.safety is Safety.SAFE]
            for fix, change in (safe or (possible if self.inspector.is_unsafe else []))[:1]:
                yield diagnostic.located, fix, change

    def _change(self, document: Document, located: Located, fix: Fix) -> Change:
        """What a fix changes; nothing if it is not possible here."""
        change = change_of(document, located, fix)
        return Change() if change.other_files and self.context.located is None else change

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

    def _written(self, document: Document, mended: Container[Located] = ()) -> FileReport:
        """What is left in a document after it is written to where it was read; or, if it cannot be, what there was."""
        is_on_disk = self.task.content is None
        if is_on_disk and document.text != self.document.text:
            try:
                write_source(self.source, document.text)
            except SourceError as error:
                return self._found(self.document, error.reason.said_in(self.language))
        return self._found(document, mended=mended)

    def _found(self, document: Document, error: str | None = None, mended: Container[Located] = ()) -> FileReport:
        index = LineIndex(document.text)
        shown = (diagnostic for diagnostic in self.shown(document) if diagnostic.located not in mended)
        reported = tuple(self._reported(document, index, diagnostic) for diagnostic in shown)
        return FileReport(self.task.path, error, reported, document.text)

    def _reported(self, document: Document, index: LineIndex, diagnostic: Diagnostic) -> Reported:
        located = diagnostic.located
        rule = located.rule
        fixes = ((fix, self._reported_edits(document, index, located, fix)) for fix in diagnostic.fixes)
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
                ReportedFix(fix.title.said_in(self.language), fix.safety, edits, fix.is_single)
                for fix, edits in fixes
                if edits
            ),
            related=tuple(
                ReportedRelated(
                    region_of(index, document.span_of(located.origin, each.place)), each.message.said_in(self.language)
                )
                for each in located.finding.related
            ),
        )

    def _reported_edits(
        self, document: Document, index: LineIndex, located: Located, fix: Fix
    ) -> tuple[ReportedEdit, ...]:
        change = self._change(document, located, fix)
        edits = [ReportedEdit(region_of(index, edit.span), edit.new_text) for edit in change.edits]
        if change.other_files and self.context.located is not None:
            root = self.context.located.folder
            wanted = (other_file(self.task.path, root, each) for each in change.other_files)
            edits += (edit for each in wanted if (edit := reported_edit(self.task.path, each)) is not None)
        return tuple(edits)


@lru_cache(maxsize=64)
def _analyzer(codes: frozenset[str], options: Options, today: date) -> Analyzer:
    return Analyzer((rule for rule in ALL if rule.code in codes), today, options)
