"""Names of findings that outlive edits elsewhere, by which a service tells new findings from those it knows."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from dockerls.cli.report import FileReport, Reported


def with_fingerprints(report: FileReport) -> Iterator[tuple[Reported, str]]:
    """Each finding of a file with its fingerprint, which no other finding of the run has.

    It stays when lines come and go elsewhere and when blanks in its own line change: it is made of the path, the code,
    the line without its blanks, and how many of the same stand above it.
    """
    lines = ["".join(line.split()) for line in report.lines]
    seen: Counter[tuple[str, str]] = Counter()
    for reported in report.reported:
        same = (reported.code, lines[reported.region.start.line - 1])
        seen[same] += 1
        yield reported, fingerprint(report.path, *same, str(seen[same]))


def fingerprint(*words: str) -> str:
    """A name made of these words and no others."""
    # A path may hold bytes that are no text.
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogateescape")).hexdigest()[:32]
