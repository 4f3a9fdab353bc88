"""``--format github``: workflow commands, which GitHub Actions shows beside the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterable, Iterator

from dockerls.cli.report import FileReport, Reported
from dockerls.rules.rule import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice", Severity.HINT: "notice"}


def write(reports: Iterable[FileReport]) -> str:
    """A line for each finding and each file that could not be checked."""
    return "".join(f"{command}\n" for report in reports for command in _commands(report))


def _commands(report: FileReport) -> Iterator[str]:
    path = _property(report.path)
    if report.error is not None:
        yield f"::error file={path},title=dockerls::{_message(report.error)}"
    for reported in report.reported:
        title = _property(f"{reported.code} {reported.name}")
        properties = f"file={path},{_place(reported)},title={title}"
        yield f"::{_LEVELS[reported.severity]} {properties}::{_message(reported.message)}"


def _place(reported: Reported) -> str:
    start, end = reported.region.start, reported.region.end
    lines = f"line={start.line},endLine={end.line}"
    # Over several lines GitHub takes no columns, and its end column is the last one, not the one behind it.
    if start.line != end.line:
        return lines
    return f"{lines},col={start.column},endColumn={max(end.column - 1, start.column)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
