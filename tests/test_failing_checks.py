"""A mistake in one check costs its own findings, not those of others, and not the text an editor has."""

import dataclasses
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from dockerls.document import Document
from dockerls.rewrite.place import here
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Check, FileCheck, Finding, LineCheck, Noted, Pending, Rule, StageCheck
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Directive
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from tests.bench.client import EDITOR, Client
from tests.check import found_by, opened_anyway, with_marks

TEXT = "# boom\nFROM a\nEXPOSE 80\nEXPOSE boom\n"


def mistake(text: str) -> None:
    """Fails at texts with a certain word."""
    if "boom" in text:
        raise ZeroDivisionError("a mistake")


def of_instruction(expose: Instruction, around: Surroundings) -> Iterable[Finding]:
    mistake(expose.text)
    yield Finding(here(expose.keyword_span))


def of_line(line: Comment | Directive) -> Iterable[Finding]:
    mistake(line.text)
    return ()


def note(expose: Instruction, around: Surroundings) -> str:
    return expose.text


def note_mistaken(expose: Instruction, around: Surroundings) -> str:
    mistake(expose.text)
    return expose.text


def of_noted(noted: tuple[Noted, ...]) -> Iterable[Finding]:
    for each in noted:
        mistake(each.fact)
    return ()


def asking(expose: Instruction, around: Surroundings) -> Iterable[Pending]:
    yield Pending(expose.text, mistaken_reader)


def mistaken_reader(answer: str) -> Iterable[Finding]:
    mistake(answer)
    return ()


def comment_mistaken(comment: Comment) -> None:
    mistake(comment.text)


CHECKS: dict[str, Check] = {
    "of an instruction": of_instruction,
    "of a line": LineCheck(of_line),
    "of a stage": StageCheck(note, of_noted),
    "of a file": FileCheck(note, of_noted),
    "noting for a stage": StageCheck(note_mistaken, of_noted),
    "noting for a file": FileCheck(note_mistaken, of_noted),
    "noting a comment": FileCheck(lambda expose, around: None, lambda noted: (), comment_mistaken),
    "of an answer": asking,
}
WELL = dataclasses.replace(
    ALL[1], check=lambda expose, around: [Finding(here(expose.keyword_span))], keywords=frozenset({"EXPOSE"})
)


def mistaken(check: Check) -> Rule:
    return dataclasses.replace(ALL[0], check=check, keywords=frozenset({"EXPOSE"}))


def failures(document: Document) -> list[tuple[str, str]]:
    """The codes of the rules that failed, and the last line of each traceback."""
    failed = document.failures(lambda question: question)
    return [(rule.code, each.traceback.splitlines()[-1]) for rule, each in failed]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_others_find_what_they_would(check: Check) -> None:
    document = opened_anyway(TEXT, (mistaken(check), WELL))
    spans = (each.located.span.shifted(document.start_of(each.located.piece)) for each in found_by(document, (WELL,)))
    assert with_marks(TEXT, spans) == "# boom\nFROM a\n«EXPOSE» 80\n«EXPOSE» boom\n"
    assert failures(document) == [(ALL[0].code, "ZeroDivisionError: a mistake")]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_text_stays_in_step_and_the_check_recovers(check: Check) -> None:
    document = opened_anyway(TEXT, (mistaken(check),))
    without = TEXT.replace("boom", "22")
    for _ in range(2):
        at = document.text.index("boom")
        document = document.edited(Edit(Span(at, at + 4), "22"))
    assert document.text == without
    assert failures(document) == []
    assert document.analysis == opened_anyway(without, (mistaken(check),)).analysis


def test_it_still_finds_in_other_instructions() -> None:
    rule = mistaken(of_instruction)
    document = opened_anyway(TEXT, (rule,))
    assert len(found_by(document, (rule,))) == 1


SERVER = """
import logging, sys
from dockerls.cli import main
from dockerls.rules.size.apt_no_install_recommends import RULE
logging.basicConfig(filename=sys.argv[1])
check = RULE.check
def mistaken(run, around):
    if "boom" in run.text:
        raise ZeroDivisionError("a mistake")
    return check(run, around)
RULE.check = mistaken
sys.exit(main(["server"]))
"""


def test_an_editor_loses_only_that_rules_findings(tmp_path: Path) -> None:
    client = Client([sys.executable, "-c", SERVER, str(tmp_path / "log")])
    uri = "file:///Dockerfile"

    def shown() -> list[str]:
        report = client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        return [each["code"] for each in report["items"] if each["code"] in ("DL3015", "DL3020")]

    def type_at(version: int, line: int, start: int, end: int, text: str) -> None:
        place = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        identifier = {"uri": uri, "version": version}
        changes = [{"range": place, "text": text}]
        client.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": changes})

    text = "FROM debian:12\nRUN apt-get install -y boom\nADD a.txt /\n"
    document = {"uri": uri, "languageId": "dockerfile", "version": 1, "text": text}
    try:
        client.ask("initialize", EDITOR)
        client.notify("textDocument/didOpen", {"textDocument": document})
        assert shown() == ["DL3020"]
        type_at(2, 1, 27, 27, " booms")
        assert shown() == ["DL3020"]
        type_at(3, 1, 23, 33, "nginx")
        assert shown() == ["DL3015", "DL3020"]
    finally:
        client.kill()
    log = (tmp_path / "log").read_text()
    assert log.count("DL3015 failed, which is a mistake of dockerls") == 1
    assert "ZeroDivisionError: a mistake" in log
