"""How much is done, counted in calls of functions, so that the answer is the same on every machine."""

import dataclasses
import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.settings import Settings
from dockerls.document import Document, open_document
from dockerls.features.diagnostics import diagnostics
from dockerls.features.lessons.stages import Stages
from dockerls.language import Language
from dockerls.rules.cache import shared_base_stage, update_alone
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import FileCheck, Noted, Rule, StageCheck
from dockerls.semantics.surroundings import Surroundings
from dockerls.server.client import DiagnosticParts
from dockerls.server.configuration import rules, severities_for
from dockerls.server.convert import diagnostics as as_json
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import insertion
from dockerls.text.lines import Encoding, Position
from tests.bench.dockerfiles import dockerfile
from tests.check import TODAY

ON = tuple(rule for rule in ALL if rule.on)
ANALYZER = Analyzer(ON, TODAY)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those written in C too."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def stages(line: str) -> Callable[[int], str]:
    return lambda count: "".join(line.replace("#", str(number)) for number in range(count))


def lines(line: str, head: str = "FROM debian:12\n") -> Callable[[int], str]:
    return lambda count: head + stages(line)(count)


# Files that grow in one way each; # is the number of the line.
GROWING: dict[str, Callable[[int], str]] = {
    "trivial runs": lines("RUN echo one\n"),
    "runs that install": lines("RUN apt-get update && apt-get install -y a#\n"),
    "updates and installs apart": lines("RUN apt-get update\nRUN apt-get install -y a#\n"),
    "apk": lines("RUN apk add a#\n", "FROM alpine:3.19\n"),
    "files removed later": lines("RUN curl -o /t/a# http://a.b/c\nRUN rm /t/a#\n"),
    "files never removed": lines("COPY a# /t/a#\nRUN rm /elsewhere/a#\n"),
    "archives": lines("RUN curl -o /t/a#.tgz http://a.b/c\nRUN tar xf /t/a#.tgz\n"),
    "archives copied": lines("COPY a#.tgz /t/\nRUN tar xf /t/a#.tgz\n"),
    "sources": lines("COPY . /a#\nRUN npm ci\n"),
    "stages": stages("FROM debian:12 AS s#\nCOPY --from=s# a b\n"),
    "stages of one name": stages("FROM debian:12 AS s\nRUN true\n"),
    "stages built on unknown images": stages("FROM $X# AS s#\nCMD true\n"),
    "global arguments": lambda count: stages("ARG X#=1\n")(count) + stages("FROM a:$X# AS s#\n")(count),
    "variables": lines("ENV A#=1\nLABEL a=$A#\n"),
    "arguments in a line": lambda count: "FROM a\nARG A=1 " + " ".join(f"B{at}=$A" for at in range(count)) + "\n",
    "users": lines("USER a#\nRUN useradd b#\n"),
    "commands": lines("CMD a#\n"),
    "a long chain": lambda count: "FROM a\nRUN a \\\n" + " && b \\\n" * count + " && c\n",
    "many words": lambda count: "FROM a\nRUN apt-get install -y \\\n" + " b \\\n" * count + " c\n",
}


@pytest.mark.parametrize("name", GROWING)
def test_a_file_twice_as_long_is_hardly_more_than_twice_the_work(name: str) -> None:
    short, long = (GROWING[name](count) for count in (150, 300))
    open_document(short, ANALYZER)  # reads the tables
    twice = calls(lambda: open_document(long, ANALYZER))
    assert twice < 2.4 * calls(lambda: open_document(short, ANALYZER))


def test_a_keystroke_costs_the_same_in_a_long_file() -> None:
    assert typing_work(3_000) < 1.2 * typing_work(300)


def typing_work(count: int) -> int:
    typing = dockerfile(count)
    document = open_document(typing.text, ANALYZER)
    at = Position(typing.line, typing.column)
    document.changed(at, at, "x", Encoding.UTF16)
    return calls(lambda: document.changed(at, at, "y", Encoding.UTF16))


def test_typing_in_a_command_checks_no_file_again() -> None:
    checked: Counter[str] = Counter()
    # They compare what RUNs of all stages install, and have few facts: one a stage, and one a RUN that installs.
    comparing = (shared_base_stage.RULE, update_alone.RULE)
    rules = [counted(rule, checked) for rule in ON if rule not in comparing]
    document = open_document(dockerfile(300).text, Analyzer(rules, TODAY))
    for number, piece in enumerate(document.file.pieces):
        if isinstance(piece, Instruction) and piece.keyword == "RUN" and piece.script is not None:
            checked.clear()
            document.edited(insertion(document.start_of(number) + piece.script.commands[-1].span.end, "x"))
            assert checked["note"] <= len(ON)
            assert checked["file"] == 0, piece.text


def counted(rule: Rule, checked: Counter[str]) -> Rule:
    """The rule, counting how often it notes facts and checks the file as a whole."""
    check = rule.check
    if not isinstance(check, StageCheck | FileCheck):
        return rule

    def note(instruction: Instruction, around: Surroundings) -> Any:
        checked["note"] += 1
        return check.note(instruction, around)

    def whole(facts: tuple[Noted, ...]) -> Any:
        checked["file"] += isinstance(check, FileCheck)
        return check.check(facts)

    return dataclasses.replace(rule, check=dataclasses.replace(check, note=note, check=whole))


def test_what_is_sent_costs_by_findings_and_not_by_lines() -> None:
    finding = "RUN apt-get install curl\n"
    few, many = (found(f"FROM debian:12\n{finding * count}") for count in (50, 100))
    assert sending_work(many) < 2.2 * sending_work(few)
    scattered = found("FROM debian:12\n" + (finding + "RUN true\n" * 20) * 50)
    # All pieces are asked once whether there is something to send, and not again after an edit elsewhere.
    sending_work(scattered)
    edited = scattered.edited(insertion(len(scattered.text) - 1, "x"))
    assert sending_work(edited) < 2.2 * sending_work(few)


def found(text: str) -> Document:
    return open_document(text, ANALYZER)


def sending_work(document: Document) -> int:
    severities = severities_for(Settings())

    def send() -> None:
        shown = diagnostics(document, rules(), severities)
        as_json(
            document, shown, "file:///Dockerfile", Language.EN, Encoding.UTF16, DiagnosticParts(related=True, data=True)
        )

    return calls(send)


def test_stages_are_followed_once() -> None:
    short, long = (found(GROWING["stages"](count)) for count in (100, 200))
    assert calls(lambda: Stages(long)) < 2.3 * calls(lambda: Stages(short))
