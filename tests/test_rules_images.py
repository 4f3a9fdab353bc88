"""Rules about the image a FROM pulls."""

from datetime import date

import pytest

from dockerls.analysis.analysis import Analyzer
from dockerls.document import open_document
from dockerls.language import Language
from dockerls.rules.rule import Severity
from dockerls.rules.security import image_eol, image_latest, image_untagged
from tests.check import TODAY, check_finds, check_fix

RULES = (image_untagged.RULE, image_latest.RULE, image_eol.RULE)


def said(text: str, today: date = TODAY, language: Language = Language.EN) -> list[tuple[str, Severity]]:
    """What image-eol says, and how loudly."""
    document = open_document(text, Analyzer((image_eol.RULE,), today))
    return [
        ((found.finding.message or found.rule.message).said_in(language), found.finding.severity or found.rule.severity)
        for found in document.findings()
    ]


def test_the_message_names_release_and_day() -> None:
    assert said("FROM debian:stretch-slim\n") == [
        ("Security support for Debian 9 (stretch) ended on 2022-07-01", Severity.WARNING)
    ]
    assert said("FROM node:17\n", language=Language.KO) == [
        ("Node.js 17의 보안 지원이 2022-06-01에 끝났습니다", Severity.WARNING)
    ]


def test_debian_in_long_term_support_is_supported() -> None:
    assert not said("FROM debian:11\n", date(2026, 1, 1))
    assert said("FROM debian:11\n", date(2026, 12, 1))


def test_lines_that_end_every_few_weeks_are_told_late_and_softly() -> None:
    assert not said("FROM golang:1.25\n")
    assert [severity for _, severity in said("FROM golang:1.21\n")] == [Severity.INFO]
    assert [severity for _, severity in said("FROM nginx:1.19\n")] == [Severity.INFO]


def test_the_distribution_below_counts_too() -> None:
    assert said("FROM node:20-buster\n", date(2025, 1, 1)) == [
        ("Security support for Debian 10 (buster) ended on 2024-06-30", Severity.WARNING)
    ]


def test_an_image_that_was_given_up() -> None:
    assert said("FROM java:8\n") == [
        ("The image `java` was given up on 2017-06-08 and gets no more updates", Severity.WARNING)
    ]


def test_the_fix_goes_to_the_default_of_the_argument() -> None:
    check_fix("ARG V=3.8\nFROM python:${V}-slim\n", "ARG V=3.14\nFROM python:${V}-slim\n", *RULES)
    check_fix("ARG BASE='node:17'\nFROM $BASE AS a\n", "ARG BASE='node:24'\nFROM $BASE AS a\n", *RULES)
    check_fix("ARG A=1 TAG=latest B=2\nFROM debian:$TAG\n", "ARG A=1 TAG=13 B=2\nFROM debian:$TAG\n", *RULES)


@pytest.mark.parametrize(
    "text",
    [
        "ARG V=3.8\nFROM python:$V AS a\nFROM python:$V-slim\n",
        "FROM python:${V:-3.8}\n",
        "ARG R=docker.io/library\nARG V=3.8\nFROM $R/python:$V\n",
        "FROM python:3.8@sha256:4d3f1f0f2a4f0a9d5f1f8a8bb7a3f2b5c2d8a3e6f4b1c7d9e0a1b2c3d4e5f607\n",
        "FROM docker.io/library/openjdk:8\n",
    ],
)
def test_no_fix_where_it_is_not_one_plain_change(text: str) -> None:
    assert said(text)
    check_fix(text, text, *RULES)


def test_a_stage_is_no_image() -> None:
    check_finds(
        "FROM «debian» AS python\nFROM python AS next\nFROM --platform=$BUILDPLATFORM NEXT\nFROM «alpine»\n",
        image_untagged.RULE,
    )


def test_a_continuation_inside_the_reference() -> None:
    text = "FROM deb\\\nian:9\n"
    assert said(text)
    check_fix(text, text, *RULES)


def test_pins_and_moves_together() -> None:
    check_fix(
        "FROM golang AS build\nFROM ubuntu:latest AS base\nFROM debian:stretch-slim\n",
        "FROM golang:1.27 AS build\nFROM ubuntu:26.04 AS base\nFROM debian:trixie-slim\n",
        *RULES,
    )
