"""Dockerfiles that are set up alike, as whoever knows all of a workspace answers."""

from collections.abc import Hashable

from dockerls.document import Document
from dockerls.features.diagnostics import diagnostics
from dockerls.rules.security import golden_image
from dockerls.rules.security.golden_image import RULE
from tests.check import INDEX, opened, with_marks

SAME = "FROM debian:12\nRUN apt-get update && apt-get install -y curl git=1:2.39 make\nCMD a\n"


def questions(text: str) -> list[Hashable]:
    return [question for _, question in opened(text, (RULE,)).questions()]


def shown(document: Document, paths: set[str]) -> str:
    """The text with what is found marked, where all these files ask the same."""
    found = diagnostics(document, INDEX, {RULE.code: RULE.severity}, lambda question: frozenset(paths))
    spans = (each.located.span.shifted(document.start_of(each.located.piece)) for each in found)
    return with_marks(document.text, spans)


def test_it_speaks_where_enough_files_are_alike() -> None:
    document = opened(SAME, (RULE,))
    assert shown(document, {"a/Dockerfile", "b/Dockerfile"}) == SAME
    assert shown(document, {"a/Dockerfile", "b/Dockerfile", "c/Dockerfile"}) == SAME.replace("debian:12", "«debian:12»")


def test_alike_is_the_base_and_its_packages_however_they_are_written() -> None:
    other = (
        "ARG TAG=12\nFROM golang:1.27 AS build\nRUN make\nFROM docker.io/library/debian:$TAG\nENV A=1\n"
        "RUN apt-get update\nRUN apt-get install -y --no-install-recommends make curl\nRUN apt-get install -y git\n"
    )
    assert questions(other) == questions(SAME)
    assert len(questions(SAME)) == 1


def test_another_base_or_other_packages_are_not_alike() -> None:
    for changed in (SAME.replace("12", "13"), SAME.replace("make", "cmake"), SAME.replace("make", "make vim")):
        assert questions(changed)
        assert questions(changed) != questions(SAME)


def test_little_is_no_reason_to_ask() -> None:
    assert not questions("FROM debian:12\nRUN apt-get install -y curl git\n")
    assert not questions("FROM $BASE\nRUN apt-get install -y curl git make\n")
    assert not questions("FROM debian:12 AS build\nRUN apt-get install -y curl git make\nFROM scratch\n")
    assert not questions("FROM debian:12\nRUN pip install a b c\n")


def test_a_stage_on_another_stage_is_part_of_that() -> None:
    text = "FROM debian:12 AS base\nFROM base\nRUN apt-get install -y curl git make\n"
    assert not questions(text)


def test_the_lesson_says_how_many() -> None:
    assert f"at least {golden_image.FEWEST_FILES} Dockerfiles" in RULE.rationale.en
