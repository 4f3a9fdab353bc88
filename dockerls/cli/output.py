"""Where what goes: results to standard output or a file, and to standard error what is said about them."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from dockerls.analysis.settings_reader import Problem
from dockerls.cli.check_options import CheckOptions
from dockerls.cli.inspection import INDEX, Action
from dockerls.cli.output_file import OutputFile
from dockerls.cli.report import FileReport
from dockerls.cli.terminal import WIDTH_ELSEWHERE, Painter, columns, has_colours
from dockerls.language import Language
from dockerls.value import value


@value
class Outcome:
    """What came of a run: of each file, and what is wrong in the configuration."""

    reports: Sequence[FileReport]
    problems: Sequence[Problem]


def write_output(options: CheckOptions, outcome: Outcome, language: Language, file: OutputFile | None) -> None:
    """Write a run in the format that was asked for, to the file if there is one."""
    people = sys.stdout
    if options.action is Action.FIX and options.reads_stdin:
        people = sys.stderr
        for report in outcome.reports:
            write_utf8(report.text)  # the whole text from standard input as it is after the fixes
    if file is not None:
        file.write("".join(_document(options, outcome, Painter(False), WIDTH_ELSEWHERE, language)))
        _write_lines(_closing(options, outcome, people, language), people)
    elif options.format == "text" and options.action is not Action.PREVIEW:
        people.writelines(_document(options, outcome, painter_for(people), columns(people), language))
    else:
        write_utf8("".join(_document(options, outcome, painter_for(sys.stdout), WIDTH_ELSEWHERE, language)))
        _write_lines(_closing(options, outcome, sys.stderr, language), sys.stderr)


def _document(
    options: CheckOptions, outcome: Outcome, painter: Painter, columns: int, language: Language
) -> Iterator[str]:
    """The report itself, in pieces that have their line ends."""
    reports = outcome.reports
    if options.action is Action.PREVIEW:
        from dockerls.cli.reporters import diff

        yield from diff.write(reports, painter)
    elif options.format == "text":
        from dockerls.cli.reporters import text

        told = text.findings(reports, painter, columns, language)
        counted = text.statistics(reports, painter, language)
        yield from (f"{line}\n" for line in (counted if options.statistics else told))
        yield from (f"{line}\n" for line in text.summary(reports, language))
    else:
        yield _machine_document(options, outcome, language)


def _machine_document(options: CheckOptions, outcome: Outcome, language: Language) -> str:
    if options.format == "json":
        from dockerls.cli.reporters import json

        return json.write(outcome.reports)
    if options.format == "github":
        from dockerls.cli.reporters import github

        return github.write(outcome.reports)
    if options.format == "gitlab":
        from dockerls.cli.reporters import gitlab

        return gitlab.write(outcome.reports)
    if options.format == "junit":
        from dockerls.cli.reporters import junit

        return junit.write(outcome.reports)
    from dockerls.cli.reporters import sarif

    return sarif.write(outcome.reports, outcome.problems, INDEX, language)


def _closing(options: CheckOptions, outcome: Outcome, stream: TextIO, language: Language) -> Iterator[str]:
    """What a person is told of a report that goes elsewhere."""
    from dockerls.cli.reporters import text

    if options.action is Action.PREVIEW:
        yield text.preview(outcome.reports).said_in(language)
        return
    if options.statistics and options.format != "text":
        yield from text.statistics(outcome.reports, painter_for(stream), language)
    yield from text.summary(outcome.reports, language)


def painter_for(stream: TextIO) -> Painter:
    """Colours, or none, for a stream."""
    return Painter(has_colours(stream, os.environ))


def _write_lines(lines: Iterable[str], stream: TextIO) -> None:
    stream.writelines(f"{line}\n" for line in lines)


def write_utf8(text: str) -> None:
    """Write exactly these characters, in UTF-8 with the line ends they have, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
