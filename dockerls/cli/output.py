"""Where what goes: results to standard output, and to standard error what is said about them."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from dockerls.cli.check_options import CheckOptions
from dockerls.cli.inspection import Action
from dockerls.cli.report import FileReport
from dockerls.cli.terminal import Painter, columns, has_colours
from dockerls.language import Language


def write_output(options: CheckOptions, reports: Sequence[FileReport], language: Language) -> None:
    """Write a run in the format that was asked for."""
    if options.format != "text":
        _write_utf8(_machine_output(options.format, reports, language))
        if options.statistics:
            _write_statistics(reports, sys.stderr, language)
        _write_summary(reports, sys.stderr, language)
    elif options.action is Action.PREVIEW:
        _write_preview(reports, language)
    elif options.action is Action.FIX and options.reads_stdin:
        _write_fixed_text(reports)
        _write_text(options, reports, sys.stderr, language)
    else:
        _write_text(options, reports, sys.stdout, language)


def _machine_output(format: str, reports: Sequence[FileReport], language: Language) -> str:
    if format == "json":
        from dockerls.cli.reporters import json

        return json.write(reports)
    if format == "github":
        from dockerls.cli.reporters import github

        return github.write(reports)
    from dockerls.cli.reporters import sarif
    from dockerls.rules import ALL

    return sarif.write(reports, ALL, language)


def _write_text(options: CheckOptions, reports: Sequence[FileReport], stream: TextIO, language: Language) -> None:
    from dockerls.cli.reporters import text

    if options.statistics:
        _write_statistics(reports, stream, language)
    else:
        _write_lines(text.findings(reports, _painter(stream), columns(stream), language), stream)
    _write_summary(reports, stream, language)


def _write_statistics(reports: Sequence[FileReport], stream: TextIO, language: Language) -> None:
    from dockerls.cli.reporters import text

    _write_lines(text.statistics(reports, _painter(stream), language), stream)


def _write_summary(reports: Sequence[FileReport], stream: TextIO, language: Language) -> None:
    from dockerls.cli.reporters import text

    _write_lines(text.summary(reports, language), stream)


def _write_preview(reports: Sequence[FileReport], language: Language) -> None:
    from dockerls.cli.reporters import diff, text

    _write_utf8("".join(diff.write(reports, _painter(sys.stdout))))
    print(text.preview(reports).said_in(language), file=sys.stderr)


def _write_fixed_text(reports: Sequence[FileReport]) -> None:
    """The whole text from standard input as it is after the fixes."""
    for report in reports:
        _write_utf8(report.text)


def _painter(stream: TextIO) -> Painter:
    return Painter(has_colours(stream, os.environ))


def _write_lines(lines: Iterable[str], stream: TextIO) -> None:
    for line in lines:
        stream.write(f"{line}\n")


def _write_utf8(text: str) -> None:
    """Write exactly these characters, in UTF-8 with the line ends they have, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
