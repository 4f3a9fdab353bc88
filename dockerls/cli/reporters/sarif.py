"""``--format sarif``: SARIF 2.1.0 (OASIS), which GitHub code scanning and many other tools read."""

import json
import os
import posixpath
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from dockerls import __version__
from dockerls.analysis.selection import Index
from dockerls.analysis.settings_reader import Problem
from dockerls.build_context.config_files import normalised
from dockerls.cli.configurations import worded
from dockerls.cli.fingerprints import with_fingerprints
from dockerls.cli.report import FileReport, Region, Reported, ReportedFix
from dockerls.features.rule_page import rule_page, summary
from dockerls.language import Language, Sentence
from dockerls.rules.rule import Rule, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.HINT: "note"}
_LOCALES = {Language.EN: "en-US", Language.KO: "ko-KR"}

_ROOT_IS = Sentence(en="The folder that dockerls ran in.", ko="dockerls를 실행한 폴더입니다.")


def write(reports: Sequence[FileReport], problems: Sequence[Problem], index: Index, language: Language) -> str:
    """One SARIF log with one run. Of the rules in the ``index`` those with a finding are described."""
    codes = sorted({reported.code for report in reports for reported in report.reported})
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "dockerls",
        "semanticVersion": __version__,
        "rules": [_rule(_rule_of(code, index), language) for code in codes],
    }
    failures = [_failure(report) for report in reports if report.error is not None]
    misconfigured = [
        {"level": "error" if problem.is_error else "warning", "message": {"text": worded(problem, language)}}
        for problem in problems
    ]
    run = {
        "tool": {"driver": driver},
        "language": _LOCALES[language],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {
            _ROOT: {"uri": f"{Path.cwd().as_uri()}/", "description": {"text": _ROOT_IS.said_in(language)}}
        },
        "invocations": [
            {
                "executionSuccessful": not failures and not any(problem.is_error for problem in problems),
                "toolExecutionNotifications": failures,
                "toolConfigurationNotifications": misconfigured,
            }
        ],
        "results": [
            _result(report.path, reported, fingerprint, numbers)
            for report in reports
            for reported, fingerprint in with_fingerprints(report)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule_of(code: str, index: Index) -> Rule:
    """The rule with a code, which may be another one's alias too."""
    return next(rule for rule in index.named(code) if rule.code == code)


def _rule(rule: Rule, language: Language) -> dict[str, object]:
    pages = [rule_page(rule, each) for each in dict.fromkeys((language, Language.EN))]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary(rule, language)},
        "fullDescription": {"text": rule.rationale.said_in(language)},
        "help": {"text": rule.rationale.said_in(language), "markdown": "\n---\n\n".join(pages)},
        **({} if rule.url is None else {"helpUri": rule.url}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
        "properties": {"tags": [rule.category.value], "aliases": list(rule.aliases)},
    }


def _result(path: str, reported: Reported, fingerprint: str, numbers: Mapping[str, int]) -> dict[str, object]:
    related = [
        {"id": number, "physicalLocation": _location(path, each.region), "message": {"text": each.message}}
        for number, each in enumerate(reported.related, 1)
    ]
    return {
        "ruleId": reported.code,
        "ruleIndex": numbers[reported.code],
        "level": _LEVELS[reported.severity],
        "message": {"text": reported.message},
        "locations": [{"physicalLocation": _location(path, reported.region)}],
        "relatedLocations": related,
        "partialFingerprints": {"dockerls/v1": fingerprint},
        "fixes": [_fix(path, fix) for fix in reported.fixes],
    }


def _fix(path: str, fix: ReportedFix) -> dict[str, object]:
    edited = dict.fromkeys(edit.path for edit in fix.edits)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [_change(path, other, fix) for other in edited],
        "properties": {"safety": fix.safety.value},
    }


def _change(path: str, other: str | None, fix: ReportedFix) -> dict[str, object]:
    """What a fix changes in a file: the one with the finding, or another one."""
    replacements = [
        {"deletedRegion": _region(edit.region), "insertedContent": {"text": edit.new_text}}
        for edit in fix.edits
        if edit.path == other
    ]
    target = path if other is None else posixpath.normpath(posixpath.join(posixpath.dirname(path), other))
    return {"artifactLocation": _artifact(target), "replacements": replacements}


def _failure(report: FileReport) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": f"{report.path}: {report.error}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(report.path)}}],
    }


def _location(path: str, region: Region) -> dict[str, object]:
    return {"artifactLocation": _artifact(path), "region": _region(region)}


def _artifact(path: str) -> dict[str, object]:
    pure = Path(path)
    # What is relative must stay below its base (3.4.4).
    if pure.is_absolute() or ".." in pure.parts:
        return {"uri": normalised(pure).as_uri()}
    return {"uri": quote(os.fsencode(pure.as_posix())), "uriBaseId": _ROOT}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }
