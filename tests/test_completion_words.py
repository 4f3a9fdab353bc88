"""What is offered where one of a few words is wanted, in comments and in shell code; and what is told of offers."""

import pytest

from dockerls.features.completion.documentation import documentation
from dockerls.features.completion.offer import Subject
from dockerls.features.completion.snippet import filled
from dockerls.knowledge.package_snippets import LANGUAGE_SNIPPETS, SYSTEM_SNIPPETS, PackageSnippet
from dockerls.language import Language
from tests.check import (
    check_completion,
    check_first,
    codes_shown,
    completed,
    detail_of,
    explained,
    labels_at,
    offer_of,
    offers_at,
    opened,
)

BASE = "FROM debian:12\n"
STAGES = "FROM golang AS build\nFROM build AS test\nFROM alpine\n"


# Values


def test_ports() -> None:
    check_first(f"{BASE}EXPOSE ┃", "8080", "80", "443")
    check_first("FROM postgres\nEXPOSE ┃", "5432")
    assert labels_at(f"{BASE}EXPOSE 80/┃") == ["tcp", "udp", "sctp"]
    assert "80" not in labels_at(f"{BASE}EXPOSE 80 ┃")
    assert "22" not in labels_at(f"{BASE}EXPOSE ┃")


def test_signals() -> None:
    check_first(f"{BASE}STOPSIGNAL ┃", "SIGTERM", "SIGINT", "SIGQUIT")


def test_shells_fit_the_base() -> None:
    check_first(f"{BASE}SHELL ┃", '["/bin/bash", "-o", "pipefail", "-c"]')
    check_first("FROM alpine\nSHELL ┃", '["/bin/sh", "-o", "pipefail", "-c"]')
    assert labels_at("FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ┃")[0].startswith('["powershell"')
    text = f'{BASE}SHELL ["/bin/b┃", "-c"]'
    assert completed(text, '["/bin/bash", "-c"]') == f'{BASE}SHELL ["/bin/bash", "-c"]'


def test_keys_of_labels() -> None:
    check_first(f"{BASE}LABEL ┃", "org.opencontainers.image.source", "org.opencontainers.image.title")
    key = "org.opencontainers.image.licenses"
    assert completed(f"{BASE}LABEL a=b org.o┃", key) == f'{BASE}LABEL a=b {key}=""'
    assert key not in labels_at(f'{BASE}LABEL {key}="MIT" ┃')
    assert completed(f'{BASE}LABEL {key}="Apa┃"', "Apache-2.0") == f'{BASE}LABEL {key}="Apache-2.0"'
    assert labels_at(f'{BASE}LABEL a="┃"') == []


# Comments


def test_parser_directives_on_top_only() -> None:
    check_first("#┃\nFROM a\n", "# syntax=docker/dockerfile:1", "# escape=`", "# check=skip=")
    assert completed("# sy┃\nFROM a\n", "# syntax=docker/dockerfile:1") == "# syntax=docker/dockerfile:1\nFROM a\n"
    assert "# escape=`" in labels_at("# syntax=x\n# ┃\n")
    assert "# syntax=docker/dockerfile:1" not in labels_at("# syntax=x\n# ┃\n")
    assert "# escape=`" not in labels_at(f"{BASE}# ┃\n")
    assert labels_at("# syntax=d┃") == ["docker/dockerfile:1", "docker/dockerfile:1-labs"]
    assert labels_at("# escape=┃\nFROM a") == ["`", "\\"]
    assert labels_at("# check=┃") == ["skip=", "error=true"]
    assert labels_at("# check=skip=all;┃") == ["skip=", "error=true"]
    assert labels_at(f"{BASE}# check=┃") == []


def test_names_of_checks() -> None:
    check_completion("# check=skip=┃\nFROM a\n", "JSONArgsRecommended", "StageNameCasing", "UndefinedVar")
    found = labels_at("# check=skip=StageNameCasing,J┃")
    assert "StageNameCasing" not in found
    assert completed("# check=skip=StageNameCasing,J┃;error=true", "JSONArgsRecommended") == (
        "# check=skip=StageNameCasing,JSONArgsRecommended;error=true"
    )


def test_all_checks_at_once() -> None:
    check_first("# check=skip=┃\nFROM a\n", "all")
    assert "all" not in labels_at("# check=skip=StageNameCasing,┃\nFROM a\n")
    assert detail_of("# check=skip=┃\nFROM a\n", "all") == "every check"


def test_what_is_shown_beside_a_rule_has_nothing_left_open() -> None:
    offers = (*offers_at("# check=skip=┃\n").items, *offers_at(f"{BASE}# dockerls: ignore=┃\nRUN x\n").items)
    for offer in offers:
        assert offer.detail is not None
        assert "…" not in offer.detail.en + offer.detail.ko
        assert "{" not in offer.detail.en + offer.detail.ko
    assert detail_of("# check=skip=┃\n", "FromAsCasing") == "from-as-casing"


@pytest.mark.parametrize("comment", ["# dockerls: shell=", "# hadolint shell=", "#tally shell = "])
def test_shells_of_base_images(comment: str) -> None:
    shells = ["bash", "ash", "dash", "sh", "ksh", "pwsh", "powershell", "cmd"]
    assert labels_at(f"{comment}┃\n{BASE}") == shells
    assert completed(f"{BASE}{comment}p┃", "pwsh") == f"{BASE}{comment}pwsh"


def test_suppressions() -> None:
    check_first(f"{BASE}# ┃\nRUN x\n", "# dockerls: ignore=", "# dockerls: global ignore=")
    assert completed(f"{BASE}# dockerls: i┃\n", "# dockerls: ignore=") == f"{BASE}# dockerls: ignore=\n"
    text = f"{BASE}# dockerls: ignore=┃\nRUN apt-get update && apt-get install curl\n"
    assert {"apt-yes", "DL3014", "apt-no-install-recommends"} <= set(labels_at(text)[:12])
    assert "DL3008" in labels_at(f"{BASE}# hadolint ignore=DL30┃\n")
    assert "apt-yes" not in labels_at(f"{BASE}# hadolint ignore=┃\n")
    assert "DL3014" not in labels_at(f"{BASE}# dockerls: ignore=apt-yes, DL301┃\n")
    assert "Without" in explained(text, "apt-yes") or "-y" in explained(text, "apt-yes")


# Packages

FAMILY_BASES = {
    "apt-get": "debian:12",
    "apk": "alpine:3.23",
    "dnf": "fedora:43",
    "microdnf": "rockylinux:9-minimal",
    "yum": "centos:7",
    "zypper": "opensuse/leap:15.6",
    "pacman": "archlinux",
}


@pytest.mark.parametrize(("program", "image"), FAMILY_BASES.items())
def test_the_package_manager_of_the_base(program: str, image: str) -> None:
    found = labels_at(f"FROM {image}\nRUN ┃")
    assert found[0].startswith(f"{program} ")
    others = {f"{other} " for other in FAMILY_BASES} - {f"{program} "}
    assert not [label for label in found if label.startswith(tuple(others))]


def test_language_package_managers_come_first_on_their_image() -> None:
    check_first("FROM python:3.13-slim\nRUN ┃", "pip install", "apt-get install")
    check_first("FROM node:22-alpine\nRUN ┃", "npm ci", "yarn install", "apk add")
    assert "apt-get install" in labels_at("FROM $IMAGE\nRUN ┃")


def test_the_good_form_of_installing() -> None:
    assert completed(f"{BASE}RUN ap┃", "apt-get install") == (
        f"{BASE}RUN apt-get update \\\n    && apt-get install -y --no-install-recommends package \\\n"
        "    && rm -rf /var/lib/apt/lists/*"
    )
    assert completed(f"{BASE}RUN ap┃", "apt-get install (--mount=type=cache)") == (
        f"{BASE}RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
        "    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n"
        "    rm -f /etc/apt/apt.conf.d/docker-clean \\\n    && apt-get update \\\n"
        "    && apt-get install -y --no-install-recommends package"
    )
    assert completed(f"{BASE}RUN <<EOF\nap┃\nEOF\n", "apt-get install") == (
        f"{BASE}RUN <<EOF\napt-get update\napt-get install -y --no-install-recommends package\n"
        "rm -rf /var/lib/apt/lists/*\nEOF\n"
    )
    indented = completed(f"{BASE}RUN true \\\n  && ap┃", "apt-get install")
    assert indented.endswith("\n  && rm -rf /var/lib/apt/lists/*")
    tabs = completed(f"{BASE}RUN <<-EOF\n\tap┃\n\tEOF\n", "apt-get install")
    assert tabs.endswith("\n\trm -rf /var/lib/apt/lists/*\n\tEOF\n")
    assert "apt-get install (--mount=type=cache)" not in labels_at(f"{BASE}RUN true && ap┃")
    assert completed(f"{BASE}RUN apt-get in┃", "install") == (
        f"{BASE}RUN apt-get install -y --no-install-recommends package"
    )
    assert labels_at(f"{BASE}RUN apt-get install --┃") == ["--no-install-recommends", "-y"]
    assert labels_at(f"{BASE}RUN apt-get install -y --no┃") == ["--no-install-recommends"]
    assert labels_at("FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN ┃") == labels_at(
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN --┃"
    )


def runs_of(snippet: PackageSnippet) -> list[str]:
    image = FAMILY_BASES.get(snippet.program) or f"{snippet.images[0]}:1"
    head = f"# syntax=docker/dockerfile:1\nFROM {image} AS build\nWORKDIR /src\n"
    offers = offers_at(f"{head}RUN ┃").items
    return [
        f"{head}RUN {filled(offer.new_text)}\nFROM scratch\nCOPY --from=build /x /x\n"
        for offer in offers
        if offer.label.startswith(snippet.label)
    ]


@pytest.mark.parametrize("snippet", (*SYSTEM_SNIPPETS, *LANGUAGE_SNIPPETS), ids=lambda snippet: snippet.label)
def test_our_own_rules_have_nothing_against_the_good_form(snippet: PackageSnippet) -> None:
    about_installing = {"DL3009", "DL3014", "DL3015", "DL3018", "DL3019", "DL3032", "DL3036", "DL3040", "DL3042"}
    written = runs_of(snippet)
    assert written
    for text in written:
        found = set(codes_shown(text)) - {"DL3018"}
        assert not found & about_installing, text


# Documentation


@pytest.mark.parametrize(
    ("text", "label", "said"),
    [
        (f"{BASE}┃", "COPY", "COPY [OPTIONS]"),
        (f"{BASE}COPY --┃", "--link", "layer of their own"),
        (f"{BASE}RUN --mount=┃", "type=cache", "between builds"),
        (f"{BASE}RUN --mount=type=cache,┃", "target=", "Where it is mounted"),
        ("# ┃\nFROM a", "# escape=`", "continues a line"),
        (f"{STAGES}COPY --from=┃", "build", "number 0"),
        ("FROM python:┃", "3.14-slim", "Python 3.14"),
        ("FROM py┃", "python", "official image"),
        ("FROM $┃", "BUILDPLATFORM", "machine that builds"),
        (f"{BASE}RUN ┃", "apt-get install", "--no-install-recommends"),
        ("# check=skip=┃", "StageNameCasing", "small letters"),
    ],
)
def test_documentation_is_that_of_the_hovers(text: str, label: str, said: str) -> None:
    assert said in explained(text, label)
    assert explained(text, label, Language.KO) != explained(text, label)


def test_what_is_gone_is_not_explained() -> None:
    about = offer_of(f"{STAGES}COPY --from=┃", "build").about
    assert about is not None
    assert about.subject is Subject.STAGE
    assert documentation(opened("RUN x\n", ()), about, Language.EN) is None
    own = offer_of("FROM a\nENV MINE=1\nENV B=$┃", "MINE").about
    assert own is not None
    assert documentation(opened("FROM a\n", ()), own, Language.EN) is None
