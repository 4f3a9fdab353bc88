"""``dockerls format``: the layout of Dockerfiles, changed, checked or shown."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.settings import Settings
from dockerls.build_context.discovery import discover
from dockerls.build_context.editorconfig import editorconfig_for
from dockerls.build_context.source_file import SourceError, decoded, read_source, write_source
from dockerls.cli.configurations import Configurations, command_line_layer, tell
from dockerls.cli.format_options import FormatOptions, Mode, read_format_options
from dockerls.cli.inspection import STDIN
from dockerls.cli.output import painter_for, write_utf8
from dockerls.cli.report import FileReport
from dockerls.cli.wording import files, some_files
from dockerls.document import open_document
from dockerls.features.formatting.format import formatted
from dockerls.features.formatting.style import style_of
from dockerls.language import Language, Sentence
from dockerls.text.edit import apply

CLEAN, WOULD_CHANGE, ERROR = 0, 1, 2

_NO_FILES = Sentence(en="No Dockerfiles found in {paths}", ko="{paths}에서 Dockerfile을 찾지 못했습니다")
_FORMATTED = Sentence(en="Formatted {files}.", ko="{files}를 포맷했습니다.")
_WOULD_FORMAT = Sentence(en="Would format {files}.", ko="{files}를 포맷하게 됩니다.")
_NOTHING = Sentence(en="Nothing to format in {files}.", ko="{files}에 포맷할 것이 없습니다.")
_NEEDS_FORMATTING = Sentence(en="{path}: would be formatted", ko="{path}: 포맷이 필요합니다")


def format(arguments: list[str], language: Language) -> int:
    """Run the command and return its exit code."""
    options = read_format_options(arguments, language)
    configurations = Configurations(command_line_layer(options.settings))
    reports = list(_reports(options, configurations, language))
    tell(configurations.problems, language)
    for report in reports:
        if report.error is not None:
            print(f"{report.path}: {report.error}", file=sys.stderr)
    if not reports:
        paths = ", ".join(f"'{path}'" for path in options.paths)
        print(_NO_FILES.filled(paths=paths).said_in(language), file=sys.stderr)
    _write(options, reports, language)
    if any(problem.is_error for problem in configurations.problems) or any(report.error for report in reports):
        return ERROR
    would_change = options.mode is not Mode.WRITE and any(map(_differs, reports))
    return WOULD_CHANGE if would_change else CLEAN


def _reports(options: FormatOptions, configurations: Configurations, language: Language) -> Iterator[FileReport]:
    """What came of each file, in the order of the output."""
    if options.reads_stdin:
        name = options.stdin_filename
        path = Path(name or "Dockerfile")
        yield _stdin_report(path, name or STDIN, configurations.settings(path), language)
        return
    for found in discover([Path(path) for path in options.paths], configurations.is_excluded):
        if found.reason is not None:
            yield FileReport(found.path.as_posix(), found.reason.said_in(language))
        else:
            yield _file_report(found.path, configurations.settings(found.path), options.mode, language)


def _stdin_report(path: Path, name: str, settings: Settings, language: Language) -> FileReport:
    try:
        source = decoded(path, sys.stdin.buffer.read())
    except SourceError as error:
        return FileReport(name, error.reason.said_in(language))
    # With its byte order mark, which standard output is to have too.
    return _report(name, source.content.decode("utf-8"), path, settings)


def _file_report(path: Path, settings: Settings, mode: Mode, language: Language) -> FileReport:
    name = path.as_posix()
    try:
        source = read_source(path)
        report = _report(name, source.text, path, settings)
        if mode is Mode.WRITE and _differs(report):
            write_source(source, report.rewritten or "")
    except SourceError as error:
        return FileReport(name, error.reason.said_in(language))
    return report


def _report(name: str, text: str, path: Path, settings: Settings) -> FileReport:
    style = style_of(settings, editorconfig_for(path))
    document = open_document(text, Analyzer((), date.today()))
    return FileReport(name, text=text, rewritten=apply(text, formatted(document, style)))


def _write(options: FormatOptions, reports: Sequence[FileReport], language: Language) -> None:
    """What came of the run to standard output; beside a diff what is said about it goes to standard error."""
    stream = sys.stdout
    changed = [report for report in reports if _differs(report)]
    if options.mode is Mode.DIFF:
        from dockerls.cli.reporters import diff

        stream = sys.stderr
        write_utf8("".join(diff.write(reports, painter_for(sys.stdout))))
    elif options.mode is Mode.CHECK:
        for report in changed:
            print(_NEEDS_FORMATTING.filled(path=report.path).said_in(language))
    elif options.reads_stdin:
        write_utf8("".join(report.rewritten or "" for report in reports))
        return
    read = sum(report.error is None for report in reports)
    if read:
        print(_summary(options.mode, len(changed), read).said_in(language), file=stream)


def _summary(mode: Mode, changed: int, read: int) -> Sentence:
    if not changed:
        return _NOTHING.filled(files=files(read))
    return (_FORMATTED if mode is Mode.WRITE else _WOULD_FORMAT).filled(files=some_files(changed, read))


def _differs(report: FileReport) -> bool:
    return report.rewritten is not None and report.rewritten != report.text
