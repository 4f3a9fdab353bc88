"""``--diff``: what fixes would change, as a unified diff that ``git apply`` and ``patch -p1`` take."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from dockerls.cli.other_files import planned
from dockerls.cli.report import FileReport
from dockerls.cli.terminal import Painter, Style

_STYLES = {"+++": Style.BOLD, "---": Style.BOLD, "@@ ": Style.CYAN, "+": Style.GREEN, "-": Style.RED}
_NO_LINE_END = "\\ No newline at end of file\n"


def write(reports: Iterable[FileReport], painter: Painter) -> Iterator[str]:
    """The lines of the diff, each with its line end. Raises SourceError if another file to change cannot be read."""
    reports = list(reports)
    for report in reports:
        if report.rewritten is not None:
            yield from _diff(report.path, report.text, report.path, report.rewritten, painter)
    for each in planned(reports):
        path = each.wanted.path
        yield from _diff(path if each.source else None, each.before, path, each.after, painter)


def _diff(old: str | None, before: str, new: str, after: str, painter: Painter) -> Iterator[str]:
    names = (_name("a", old), _name("b", new))
    for line in unified_diff(_lines(before), _lines(after), *names):
        style = next((style for start, style in _STYLES.items() if line.startswith(start)), None)
        body = line.removesuffix("\n")
        yield (painter(body, style) if style else body) + "\n"
        if not line.endswith("\n"):
            yield _NO_LINE_END


def _name(side: str, path: str | None) -> str:
    if path is None:
        return "/dev/null"
    return path if path.startswith("/") else f"{side}/{path}"


def _lines(text: str) -> list[str]:
    """The lines with their ends; only ``\\n`` ends one, as in git."""
    parts = text.split("\n")
    lines = [f"{part}\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines
