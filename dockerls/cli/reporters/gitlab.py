"""``--format gitlab``: the Code Quality report of GitLab, which is a part of Code Climate's format.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format and
https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md#issues
"""

import json
from collections.abc import Iterable, Iterator

from dockerls.cli.fingerprints import fingerprint, with_fingerprints
from dockerls.cli.report import FileReport, Reported
from dockerls.rules.rule import Category, Severity

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFO: "minor",
    Severity.HINT: "info",
}
_CATEGORIES = {
    Category.SIZE: "Performance",
    Category.CACHE: "Performance",
    Category.SECURITY: "Security",
    Category.CORRECTNESS: "Bug Risk",
    Category.STYLE: "Style",
}


def write(reports: Iterable[FileReport]) -> str:
    """A list of issues: the findings, and the files that could not be checked."""
    issues = [issue for report in reports for issue in _issues(report)]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issues(report: FileReport) -> Iterator[dict[str, object]]:
    if report.error is not None:
        yield {
            "type": "issue",
            "check_name": "dockerls",
            "description": report.error,
            "categories": [_CATEGORIES[Category.CORRECTNESS]],
            "severity": "blocker",
            "fingerprint": fingerprint(report.path),
            "location": _location(report.path, 1, 1),
        }
    yield from (_issue(report.path, *each) for each in with_fingerprints(report))


def _issue(path: str, reported: Reported, name: str) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": reported.code,
        "description": f"{reported.code} {reported.name}: {reported.message}",
        "categories": [_CATEGORIES[Category(reported.category)]],
        "severity": _SEVERITIES[reported.severity],
        "fingerprint": name,
        "location": _location(path, reported.region.start.line, reported.region.end.line),
    }


def _location(path: str, first: int, last: int) -> dict[str, object]:
    return {"path": path, "lines": {"begin": first, "end": last}}
