"""What each ``--format`` writes, and how the text shows lines of every kind."""

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from dockerls import __version__
from dockerls.cli.progress import Progress
from dockerls.cli.report import FileReport, Reported, region_of
from dockerls.cli.reporters import github
from dockerls.cli.reporters.text import findings
from dockerls.cli.snippet import snippet
from dockerls.cli.terminal import Painter
from dockerls.language import Language
from dockerls.rules.rule import Severity
from dockerls.rules.size.apt_no_install_recommends import RULE
from dockerls.text.lines import LineIndex
from dockerls.text.span import Span
from tests.check import marked
from tests.command_line import CLEAN, SUGGESTED, Folder

SCHEMA = json.loads((Path(__file__).parent / "json_output.schema.json").read_text(encoding="utf-8"))


def test_json_is_the_contract(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SUGGESTED, "b/Dockerfile": CLEAN, "c/Dockerfile": b"\xff"})
    document = folder.json().json
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert document["version"] == __version__
    assert [file["path"] for file in document["files"]] == ["a/Dockerfile", "b/Dockerfile", "c/Dockerfile"]
    assert document["files"][1] == {"path": "b/Dockerfile", "error": None, "diagnostics": []}
    assert document["files"][2]["error"].startswith("is not UTF-8 text")
    assert document["files"][0]["diagnostics"] == [
        {
            "code": "DL3015",
            "name": "apt-no-install-recommends",
            "aliases": list(RULE.aliases),
            "category": "size",
            "severity": "warning",
            "message": RULE.message.en,
            "url": "https://github.com/hadolint/hadolint/wiki/DL3015",
            "range": {"start": {"line": 2, "column": 13}, "end": {"line": 2, "column": 20}},
            "related": [],
            "fixes": [
                {
                    "title": "Add `--no-install-recommends`",
                    "safety": "suggest",
                    "edits": [
                        {
                            "path": None,
                            "range": {"start": {"line": 2, "column": 20}, "end": {"line": 2, "column": 20}},
                            "newText": " --no-install-recommends",
                        }
                    ],
                }
            ],
        }
    ]


def test_every_corpus_file_gives_json_of_the_contract(folder: Folder) -> None:
    corpus = Path(__file__).parent / "corpus" / "apps"
    run = folder.run("check", "--profile", "strict", "--format", "json", str(corpus))
    jsonschema.Draft202012Validator(SCHEMA).validate(run.json)
    assert len(run.found) > 50


def test_json_names_the_places_that_explain_a_finding(folder: Folder) -> None:
    folder.write({"Dockerfile": "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y nginx\n"})
    run = folder.run("check", "--select", "update-alone", "--format", "json")
    jsonschema.Draft202012Validator(SCHEMA).validate(run.json)
    [found] = run.json["files"][0]["diagnostics"]
    assert found["related"] == [
        {
            "message": "installs with these package lists",
            "range": {"start": {"line": 3, "column": 13}, "end": {"line": 3, "column": 20}},
        }
    ]


def test_the_edits_of_json_are_the_fix(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED.replace("nginx", "nginx # 한글 𝄞").replace("\n", "\r\n")})
    [found] = folder.json().json["files"][0]["diagnostics"]
    assert applied(folder.read(), found["fixes"][0]["edits"]) == folder.read().replace(
        "install", "install --no-install-recommends"
    )


def applied(text: str, edits: list[Any]) -> str:
    """The text after edits as a program reading the JSON would apply them."""
    lines = text.split("\n")
    for edit in reversed(edits):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"] - 1]
        lines[start["line"] - 1] = line[: start["column"] - 1] + edit["newText"] + line[end["column"] - 1 :]
    return "\n".join(lines)


def test_columns_do_not_count_a_byte_order_mark(folder: Folder) -> None:
    folder.write({"Dockerfile": "\ufeffRUN apt-get install -y nginx\n"})
    [found] = folder.json().json["files"][0]["diagnostics"]
    assert found["range"]["start"] == {"line": 1, "column": 13}


@pytest.mark.parametrize("format", ["json", "sarif", "github", "gitlab", "junit"])
def test_standard_output_is_for_the_machine_alone(folder: Folder, format: str) -> None:
    folder.write({"Dockerfile": SUGGESTED, "dockerls.toml": "wrong = 1\n"})
    run = folder.check("--format", format, "--statistics", ".", "missing")
    assert "Found 1 problem in 1 file: 1 warning." in run.err
    assert "1  warning  DL3015" in run.err
    assert "There is no key 'wrong'" in run.err
    assert "missing: cannot be read" in run.err
    if format == "github":
        assert all(line.startswith("::") for line in run.out.splitlines())
    elif format == "junit":
        assert ElementTree.fromstring(run.out).tag == "testsuites"
    else:
        json.loads(run.out)


def test_github_shows_findings_beside_their_lines(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    assert folder.check("--format", "github").out == (
        "::warning file=Dockerfile,line=2,endLine=2,col=13,endColumn=19,title=DL3015 apt-no-install-recommends::"
        f"{RULE.message.en}\n"
    )


def test_github_values_are_escaped(folder: Folder) -> None:
    folder.write({"a,b:c%d.Dockerfile": SUGGESTED, "e.Dockerfile": b"\xff"})
    lines = folder.check("--format", "github").out.splitlines()
    assert lines[0].startswith("::warning file=a%2Cb%3Ac%25d.Dockerfile,line=2,")
    assert lines[1].startswith("::error file=e.Dockerfile,title=dockerls::is not UTF-8 text")


def test_github_gets_no_columns_of_a_finding_over_several_lines() -> None:
    text = "FROM debian:12\nRUN a \\\n  b\n"
    region = region_of(LineIndex(text), Span(text.index("a \\"), text.rindex("b") + 1))
    reported = Reported("X1", "x", (), "style", Severity.INFO, "100% a\r\nb: c, d", None, region, ())
    assert github.write([FileReport("Dockerfile", reported=(reported,), text=text)]) == (
        "::notice file=Dockerfile,line=2,endLine=3,title=X1 x::100%25 a%0D%0Ab: c, d\n"
    )


SNIPPETS = [
    ("RUN «apt» x", "RUN apt x", "    ^^^"),
    ("\tRUN «apt» x", "    RUN apt x", "        ^^^"),
    ("a\tb\t«c»", "a   b   c", "        ^"),
    ("LABEL 이름=«값»", "LABEL 이름=값", "           ^^"),
    ("x «이름» y", "x 이름 y", "  ^^^^"),
    ("e\u0301 «e\u0301»", "e\u0301 e\u0301", "  ^"),
    ("RUN«»", "RUN", "   ^"),
    ("a\x1b[31m«b»", "a␛[31mb", "      ^"),
    ("a\u202e«b»", "a�b", "  ^"),
]


@pytest.mark.parametrize(("source", "line", "underline"), SNIPPETS)
def test_the_underline_stands_below_the_span(source: str, line: str, underline: str) -> None:
    plain, [span] = marked(source)
    assert snippet(plain, span.start, span.end, 80) == (line, underline)


def test_long_lines_are_cut_around_the_span() -> None:
    plain, [span] = marked("0123456789" * 10 + "«apt»" + "0123456789" * 10)
    assert snippet(plain, span.start, span.end, 40) == (
        "…7890123456789apt0123456789012345678901…",
        "              ^^^",
    )


@pytest.mark.parametrize("columns", [20, 21, 40, 79])
@pytest.mark.parametrize("filler", ["x", "값", "\t"])
def test_no_line_is_longer_than_the_terminal(columns: int, filler: str) -> None:
    for before in (0, 5, 200):
        for length in (0, 3, 300):
            line = filler * before + filler * length + filler * 100
            shown, underline = snippet(line, before, before + length, columns)
            wide = sum(2 if character == "값" else 1 for character in shown)
            assert wide <= columns
            assert len(underline) <= max(columns, 1) + 1
            assert "^" in underline


def test_a_span_over_several_lines_says_where_it_ends() -> None:
    text = "FROM debian:12\r\nRUN a \\\r\n  b\r\n"
    region = region_of(LineIndex(text), Span(text.index("a \\"), text.rindex("b") + 1))
    reported = Reported("X1", "x", (), "style", Severity.HINT, "Shorter", None, region, ())
    report = FileReport("Dockerfile", reported=(reported,), text=text)
    assert list(findings([report], Painter(False), 80, Language.EN)) == [
        "Dockerfile:2:5 hint X1 x: Shorter",
        " 2 | RUN a \\",
        "   |     ^^^ to line 3",
        "",
    ]


def test_messages_cannot_steer_the_terminal(folder: Folder) -> None:
    folder.write({"Dockerfile": "FROM debian:12\nRUN apt-get install -y nginx # \x1b[2J\n"})
    assert "\x1b" not in folder.check().out
    assert "␛[2J" in folder.check().out


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it, or a file."""

    def __init__(self, is_terminal: bool = True) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def run_progress(terminal: Terminal, seconds_a_file: float) -> str:
    now = 0.0
    progress = Progress(4, terminal, lambda: now)
    for _ in range(4):
        now += seconds_a_file
        progress.advance()
    progress.clear()
    return terminal.getvalue()


def test_progress_is_shown_after_a_second_on_a_terminal() -> None:
    shown = run_progress(Terminal(), 0.6)
    assert [part.rpartition(" ")[2] for part in shown.split("\r")] == ["", "2/4", "3/4", "4/4", "\x1b[K"]
    assert run_progress(Terminal(), 0.1) == ""
    assert run_progress(Terminal(is_terminal=False), 2.0) == ""
