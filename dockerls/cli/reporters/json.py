"""``--format json``: the stable contract that ``docs/json-output.md`` describes."""

import json
from collections.abc import Iterable

from dockerls import __version__
from dockerls.cli.report import FileReport, Point, Region, Reported, ReportedFix


def write(reports: Iterable[FileReport]) -> str:
    """One JSON document for a whole run."""
    document = {"version": __version__, "files": [_file(report) for report in reports]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _file(report: FileReport) -> dict[str, object]:
    return {
        "path": report.path,
        "error": report.error,
        "diagnostics": [_diagnostic(reported) for reported in report.reported],
    }


def _diagnostic(reported: Reported) -> dict[str, object]:
    return {
        "code": reported.code,
        "name": reported.name,
        "aliases": list(reported.aliases),
        "category": reported.category,
        "severity": reported.severity.value,
        "message": reported.message,
        "url": reported.url,
        "range": _range(reported.region),
        "related": [{"message": each.message, "range": _range(each.region)} for each in reported.related],
        "fixes": [_fix(fix) for fix in reported.fixes],
    }


def _fix(fix: ReportedFix) -> dict[str, object]:
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "edits": [{"path": edit.path, "range": _range(edit.region), "newText": edit.new_text} for edit in fix.edits],
    }


def _range(region: Region) -> dict[str, object]:
    return {"start": _point(region.start), "end": _point(region.end)}


def _point(point: Point) -> dict[str, int]:
    return {"line": point.line, "column": point.column}
