"""``--format sarif``: SARIF 2.1.0 (OASIS), which GitHub code scanning and many other tools read."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from urllib.parse import quote

from dockerls import __version__
from dockerls.cli.report import FileReport, Region, Reported, ReportedFix
from dockerls.features.rule_page import rule_page, summary
from dockerls.language import Language
from dockerls.rules.rule import Rule, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.HINT: "note"}
_LOCALES = {Language.EN: "en-US", Language.KO: "ko-KR"}


def write(reports: Sequence[FileReport], rules: Iterable[Rule], language: Language) -> str:
    """One SARIF log with one run. Of the ``rules`` those with a finding are described."""
    found = {reported.code for report in reports for reported in report.reported}
    described = [rule for rule in rules if rule.code in found]
    numbers = {rule.code: number for number, rule in enumerate(described)}
    driver = {
        "name": "dockerls",
        "semanticVersion": __version__,
        "rules": [_rule(rule, language) for rule in described],
    }
    failures = [_notification(report) for report in reports if report.error is not None]
    run = {
        "tool": {"driver": driver},
        "language": _LOCALES[language],
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": failures}],
        "results": [result for report in reports for result in _results(report, numbers)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: Language) -> dict[str, object]:
    pages = [rule_page(rule, each) for each in dict.fromkeys((language, Language.EN))]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary(rule, language)},
        "fullDescription": {"text": rule.rationale.said_in(language)},
        "help": {"text": rule.rationale.said_in(language), "markdown": "\n---\n\n".join(pages)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
        "properties": {"tags": [rule.category.value], "aliases": list(rule.aliases)},
    }


def _results(report: FileReport, numbers: dict[str, int]) -> Iterable[dict[str, object]]:
    lines = report.text.split("\n")
    seen: Counter[tuple[str, str]] = Counter()
    for reported in report.reported:
        line = (
            "".join(lines[reported.region.start.line - 1].split()) if reported.region.start.line <= len(lines) else ""
        )
        seen[reported.code, line] += 1
        location = {"artifactLocation": _artifact(report.path), "region": _region(reported.region)}
        yield {
            "ruleId": reported.code,
            "ruleIndex": numbers[reported.code],
            "level": _LEVELS[reported.severity],
            "message": {"text": reported.message},
            "locations": [{"physicalLocation": location}],
            "partialFingerprints": {"dockerls/v1": _fingerprint(reported, line, seen[reported.code, line])},
            "fixes": [_fix(report.path, fix) for fix in reported.fixes],
        }


def _fingerprint(reported: Reported, line: str, occurrence: int) -> str:
    """The same for the same finding when lines above it come and go, or its blanks change."""
    return hashlib.sha256(f"{reported.code}\0{line}\0{occurrence}".encode()).hexdigest()[:32]


def _fix(path: str, fix: ReportedFix) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(edit.region), "insertedContent": {"text": edit.new_text}} for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"safety": fix.safety.value},
    }


def _notification(report: FileReport) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": f"{report.path}: {report.error}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(report.path)}}],
    }


def _artifact(path: str) -> dict[str, object]:
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(pure.as_posix(), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }
