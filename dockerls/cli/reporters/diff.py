"""``--diff``: what fixes would change, as a unified diff that ``git apply`` and ``patch -p1`` take."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from dockerls.cli.report import FileReport
from dockerls.cli.terminal import Painter, Style

_STYLES = {"+++": Style.BOLD, "---": Style.BOLD, "@@ ": Style.CYAN, "+": Style.GREEN, "-": Style.RED}
_NO_LINE_END = "\\ No newline at end of file\n"


def write(reports: Iterable[FileReport], painter: Painter) -> Iterator[str]:
    """The lines of the diff, each with its line end."""
    for report in reports:
        if report.rewritten is None or report.rewritten == report.text:
            continue
        names = (report.path, report.path) if report.path.startswith("/") else (f"a/{report.path}", f"b/{report.path}")
        for line in unified_diff(_lines(report.text), _lines(report.rewritten), *names):
            style = next((style for start, style in _STYLES.items() if line.startswith(start)), None)
            body = line.removesuffix("\n")
            yield (painter(body, style) if style else body) + "\n"
            if not line.endswith("\n"):
                yield _NO_LINE_END


def _lines(text: str) -> list[str]:
    """The lines with their ends; only ``\\n`` ends one, as in git."""
    parts = text.split("\n")
    lines = [f"{part}\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines
