"""``--format junit``: JUnit XML, which nearly every CI service shows as test results.

There is no standard; this keeps to what the schema of Jenkins' xUnit plugin allows (``tests/junit-10.xsd``).
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dockerls.cli.report import FileReport, Reported

# What XML 1.0 has no way to write (section 2.2), not even as an escape.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(reports: Sequence[FileReport]) -> str:
    """A test suite for each file and a test case for each finding in it, or one that passes.

    A finding fails where it would fail the run; a quieter one passes and says so in its output.
    """
    suites = Element("testsuites", {"name": "dockerls"})
    for report in reports:
        _add_suite(suites, report)
    for count in ("tests", "failures", "errors"):
        suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    suites.set("time", _seconds(sum(report.seconds for report in reports)))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _add_suite(suites: Element, report: FileReport) -> None:
    suite = SubElement(suites, "testsuite", {"name": _xml(report.path)})
    failing = set(report.failing)
    if report.error is not None:
        _add_text(_add_case(suite, report, "dockerls"), "error", report.error, f"{report.path}: {report.error}")
    for reported in report.reported:
        place = reported.region.start
        case = _add_case(suite, report, f"{reported.code} {reported.name} {place.line}:{place.column}")
        if reported in failing:
            _add_text(case, "failure", reported.message, _story(report, reported), type=reported.severity.value)
        else:
            _add_text(case, "system-out", None, _story(report, reported))
    if not len(suite):
        _add_case(suite, report, "dockerls")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(report.failing)))
    suite.set("errors", str(0 if report.error is None else 1))
    suite.set("time", _seconds(report.seconds))


def _add_case(suite: Element, report: FileReport, name: str) -> Element:
    return SubElement(suite, "testcase", {"name": _xml(name), "classname": _xml(report.path)})


def _add_text(case: Element, kind: str, message: str | None, text: str, **attributes: str) -> None:
    if message is not None:
        attributes["message"] = _xml(message)
    SubElement(case, kind, attributes).text = _xml(text)


def _story(report: FileReport, reported: Reported) -> str:
    place = reported.region.start
    told = f"{report.path}:{place.line}:{place.column}: {reported.severity.value}: {reported.message}"
    return "\n".join((told, report.lines[place.line - 1].strip(), *((reported.url,) if reported.url else ())))


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
