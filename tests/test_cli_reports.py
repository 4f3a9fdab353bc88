"""The formats that have a schema of their own: SARIF, GitLab's Code Quality and JUnit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema

from dockerls import __version__
from dockerls.analysis.selection import Index
from dockerls.cli.report import FileReport, Point, Region, Reported, ReportedEdit, ReportedFix
from dockerls.cli.reporters import sarif
from dockerls.language import Language
from dockerls.rules.rule import Safety, Severity
from dockerls.rules.size.apt_no_install_recommends import RULE
from tests.command_line import CLEAN, SUGGESTED, Folder
from tests.stored_schema import SARIF, stored_schema

HERE = Path(__file__).parent
CORPUS = HERE / "corpus" / "apps"
BAD = b"\xff"

# https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md#issues, with what GitLab requires.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "check_name", "description", "categories", "location", "severity", "fingerprint"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "issue"},
            "check_name": {"type": "string", "minLength": 1},
            "description": {"type": "string", "minLength": 1},
            "categories": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "enum": [
                        *("Bug Risk", "Clarity", "Compatibility", "Complexity"),
                        *("Duplication", "Performance", "Security", "Style"),
                    ]
                },
            },
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin", "end"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def check_sarif(text: str) -> None:
    jsonschema.Draft7Validator(stored_schema(SARIF)).validate(json.loads(text))


def check_code_quality(text: str) -> None:
    issues = json.loads(text)
    jsonschema.Draft202012Validator(CODE_QUALITY).validate(issues)
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)  # GitLab takes equal ones for one issue


def check_junit(text: str) -> None:
    xmlschema.XMLSchema(HERE / "junit-10.xsd").validate(text)


FORMATS = {"sarif": check_sarif, "gitlab": check_code_quality, "junit": check_junit}


@pytest.mark.parametrize("format", FORMATS)
def test_every_corpus_file_gives_what_the_schema_allows(folder: Folder, format: str) -> None:
    folder.write({"bad.Dockerfile": BAD, "dockerls.toml": "wrong = 1\n", "clean/Dockerfile": CLEAN})
    text = folder.run("check", "--profile", "strict", "--format", format, ".", "missing", str(CORPUS)).out
    assert len(text) > 10_000
    FORMATS[format](text)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["<&\"'>.Dockerfile", "\x1b[2J.Dockerfile", "\udcff.Dockerfile", "이름 𝄞.Dockerfile"])
def test_strange_names_and_texts_are_written_as_the_format_wants(folder: Folder, format: str, name: str) -> None:
    folder.write({name: "FROM debian:12\nRUN apt-get install -y nginx # <&>]]> \x0c \ufffe 𝄞 {0} [a](b)\n"})
    text = folder.check("--format", format).out
    FORMATS[format](text)
    assert "DL3015" in text


def sarif_run(folder: Folder, *arguments: str) -> Any:
    [run] = folder.run("check", "--format", "sarif", *arguments).json["runs"]
    return run


def test_sarif_describes_the_rules_that_found_something(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    run = sarif_run(folder, "--select", "DL3015,DL3020", "--language", "ko")
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert run["language"] == "ko-KR"
    [rule] = run["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://github.com/hadolint/hadolint/wiki/DL3015"
    assert (rule["id"], rule["name"]) == ("DL3015", "apt-no-install-recommends")
    assert rule["shortDescription"]["text"] == RULE.message.ko
    assert RULE.rationale.ko in rule["help"]["markdown"]
    assert RULE.rationale.en in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "warning", "enabled": True}
    assert rule["properties"]["tags"] == ["size"]


def test_sarif_tells_where_and_how_to_fix(folder: Folder) -> None:
    folder.write({"my files/Dockerfile": SUGGESTED})
    [result] = sarif_run(folder, "--select", "DL3015")["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("DL3015", 0, "warning")
    assert result["message"]["text"] == RULE.message.en
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "my%20files/Dockerfile", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 20}
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == place["artifactLocation"]
    assert change["replacements"][0]["insertedContent"]["text"] == " --no-install-recommends"


def test_sarif_fixes_other_files_where_they_are() -> None:
    start = Region(Point(1, 1), Point(1, 1))
    edits = (ReportedEdit(start, "# a\n"), ReportedEdit(start, ".git\n", "../.dockerignore"))
    fix = ReportedFix("Both", Safety.SUGGEST, edits, is_single=False)
    found = Reported(RULE.code, RULE.name, (), "size", Severity.HINT, "Both", None, start, (fix,))
    text = sarif.write([FileReport("web/Dockerfile", reported=(found,))], (), Index((RULE,)), Language.EN)
    check_sarif(text)
    [result] = json.loads(text)["runs"][0]["results"]
    changes = result["fixes"][0]["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in changes] == ["web/Dockerfile", ".dockerignore"]
    assert [change["replacements"][0]["insertedContent"]["text"] for change in changes] == ["# a\n", ".git\n"]


def test_sarif_names_the_places_that_explain_a_finding(folder: Folder) -> None:
    folder.write({"Dockerfile": "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y nginx\n"})
    [result] = sarif_run(folder, "--select", "update-alone")["results"]
    [related] = result["relatedLocations"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert related["physicalLocation"]["region"]["startLine"] == 3
    assert related["message"]["text"] == "installs with these package lists"


def test_sarif_tells_what_could_not_be_checked(folder: Folder) -> None:
    folder.write({"Dockerfile.bad": BAD, "dockerls.toml": "wrong = 1\n"})
    [invocation] = sarif_run(folder)["invocations"]
    assert not invocation["executionSuccessful"]
    [failure] = invocation["toolExecutionNotifications"]
    assert failure["message"]["text"].startswith("Dockerfile.bad: is not UTF-8")
    assert failure["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "Dockerfile.bad"
    [wrong] = invocation["toolConfigurationNotifications"]
    assert "dockerls.toml:1: There is no key 'wrong'" in wrong["message"]["text"]
    folder.write({"Dockerfile.bad": CLEAN, "dockerls.toml": ""})
    assert sarif_run(folder)["invocations"][0]["executionSuccessful"]


def test_sarif_paths_are_below_the_folder_of_the_run_or_whole(folder: Folder, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}.Dockerfile"
    outside.write_text(SUGGESTED)
    folder.write({"Dockerfile": SUGGESTED})
    run = sarif_run(folder, "--select", "DL3015", ".", f"../{outside.name}")
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert places == [{"uri": "Dockerfile", "uriBaseId": "%SRCROOT%"}, {"uri": outside.as_uri()}]
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{tmp_path.as_uri()}/"


def sarif_fingerprints(folder: Folder) -> list[str]:
    return [each["partialFingerprints"]["dockerls/v1"] for each in sarif_run(folder, "--select", "DL3015")["results"]]


def gitlab_fingerprints(folder: Folder) -> list[str]:
    return [each["fingerprint"] for each in folder.check("--format", "gitlab").json]


@pytest.mark.parametrize("fingerprints", [sarif_fingerprints, gitlab_fingerprints])
def test_a_finding_is_known_again_when_it_moved(folder: Folder, fingerprints: Callable[[Folder], list[str]]) -> None:
    def of(text: str) -> list[str]:
        folder.write({"Dockerfile": text})
        return fingerprints(folder)

    [one] = of(SUGGESTED)
    assert of(f"# new\r\n\r\n{SUGGESTED.replace('RUN ', 'RUN   ')}") == [one]
    assert of(f"# new\r# newer\r{SUGGESTED}") == [one]
    twice = of(SUGGESTED + SUGGESTED)
    assert twice[0] == one != twice[1]
    assert of(SUGGESTED.replace("nginx", "vim")) != [one]
    folder.write({"Dockerfile": SUGGESTED, "other/Dockerfile": SUGGESTED})
    assert len(set(fingerprints(folder))) == 2


def test_sarif_and_gitlab_give_a_finding_the_same_fingerprint(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED + SUGGESTED})
    assert sarif_fingerprints(folder) == gitlab_fingerprints(folder)


def test_gitlab_shows_findings_and_files_that_could_not_be_checked(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, "e.Dockerfile": BAD})
    found, failed = folder.check("--format", "gitlab", "./Dockerfile", "e.Dockerfile").json
    assert found["description"] == f"DL3015 apt-no-install-recommends: {RULE.message.en}"
    assert (found["check_name"], found["severity"], found["categories"]) == ("DL3015", "major", ["Performance"])
    assert found["location"] == {"path": "Dockerfile", "lines": {"begin": 2, "end": 2}}
    assert (failed["severity"], failed["location"]["path"]) == ("blocker", "e.Dockerfile")
    assert failed["description"].startswith("is not UTF-8 text")


def suites(text: str) -> dict[str, dict[str, str]]:
    """For each file, what each of its cases came to: the first of its tags, or ``passed``."""
    told: dict[str, dict[str, str]] = {}
    for suite in ElementTree.fromstring(text):
        told[suite.attrib["name"]] = {case.attrib["name"]: case[0].tag if len(case) else "passed" for case in suite}
    return told


def test_junit_has_a_suite_for_each_file(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SUGGESTED, "b/Dockerfile": CLEAN, "c/Dockerfile": BAD})
    text = folder.check("--format", "junit").out
    assert suites(text) == {
        "a/Dockerfile": {"DL3015 apt-no-install-recommends 2:13": "failure"},
        "b/Dockerfile": {"dockerls": "passed"},
        "c/Dockerfile": {"dockerls": "error"},
    }
    root = ElementTree.fromstring(text)
    assert [root.attrib[count] for count in ("tests", "failures", "errors")] == ["3", "1", "1"]
    [failure] = root.iter("failure")
    assert failure.attrib == {"message": RULE.message.en, "type": "warning"}
    address = "https://github.com/hadolint/hadolint/wiki/DL3015"
    assert failure.text == f"a/Dockerfile:2:13: warning: {RULE.message.en}\nRUN apt-get install -y nginx\n{address}"


def test_in_junit_only_what_fails_the_run_fails(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    run = folder.check("--format", "junit", "--fail-on", "error")
    assert run.code == 0
    assert suites(run.out) == {"Dockerfile": {"DL3015 apt-no-install-recommends 2:13": "system-out"}}
    assert RULE.message.en in run.out
