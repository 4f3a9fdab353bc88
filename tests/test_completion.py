"""Completion wherever a person may be typing: half a file, half a word, and what taking an offer makes of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerls.features.completion.complete import completions
from dockerls.features.completion.offer import Outside
from dockerls.features.completion.snippet import without_holes
from dockerls.features.example_files import context_of
from tests.check import (
    check_completion,
    check_first,
    completed,
    labels_at,
    offer_of,
    offers_at,
    opened,
)
from tests.strategies import dockerfiles

BASE = "FROM debian:12\n"


def test_instructions_are_offered_where_they_are_legal() -> None:
    assert labels_at("┃") == ["FROM", "ARG", "FROM … AS …"]
    assert labels_at("ARG V=1\n\n┃\nFROM a\n") == ["FROM", "ARG", "FROM … AS …"]
    check_first(f"{BASE}┃", "RUN", "COPY", "FROM", "ENV")
    check_first(f"{BASE}\n  ┃\nRUN true\n", "RUN", "COPY", "FROM", "ENV")
    in_trigger = labels_at(f"{BASE}ONBUILD ┃")
    assert "RUN" in in_trigger
    assert not {"FROM", "ONBUILD", "MAINTAINER", "FROM … AS …"} & set(in_trigger)
    assert "FROM" not in labels_at(f"{BASE}ONBUILD R┃")


def test_a_deprecated_instruction_comes_last_and_is_marked() -> None:
    keywords = [label for label in labels_at(f"{BASE}┃") if " " not in label]
    assert keywords[-1] == "MAINTAINER"
    assert offer_of(f"{BASE}┃", "MAINTAINER").is_deprecated


def test_instructions_are_snippets_in_the_casing_of_the_file() -> None:
    assert completed(f"{BASE}co┃", "COPY") == f"{BASE}COPY source destination"
    assert completed("from a\nrun b\nco┃", "copy") == "from a\nrun b\ncopy source destination"
    assert completed("from a\nrun b\nFR┃", "from … as …") == "from a\nrun b\nfrom image as stage"
    assert completed("from a\nhealth┃", "healthcheck none") == "from a\nhealthcheck none"
    assert completed(f"{BASE}onbuild e┃", "ENV") == f"{BASE}onbuild ENV NAME=value"
    assert completed(f"{BASE}RU┃", "RUN <<EOF") == f"{BASE}RUN <<EOF\ncommand\nEOF"


def test_before_text_that_is_there_already_a_keyword_is_only_a_keyword() -> None:
    assert completed(f"{BASE}C┃OP src dst\n", "COPY") == f"{BASE}COPY src dst\n"
    assert "COPY --from=…" not in labels_at(f"{BASE}C┃OP src dst\n")


def test_a_word_is_replaced_to_its_end() -> None:
    assert completed(f"{BASE}COPY --fr┃om=x a b", "--from=") == f"{BASE}COPY --from=x a b"
    assert completed("FROM gol┃ang:1.20 AS x\n", "golang") == "FROM golang:1.20 AS x\n"
    assert completed("FROM golang:1.┃20 AS x\n", "1.27-alpine") == "FROM golang:1.27-alpine AS x\n"
    assert completed(f"{BASE}ENV A=1\nENV B=${{A┃B}}c\n", "A") == f"{BASE}ENV A=1\nENV B=${{A}}c\n"
    assert completed(f"{BASE}STOPSIGNAL SIG┃HUP\n", "SIGTERM") == f"{BASE}STOPSIGNAL SIGTERM\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{BASE}RUN a \\\n # b ┃\n c\n",  # a comment inside a continuation
        f"{BASE}RUN apt-get \\┃\n  install\n",  # behind the escape character
        f"{BASE}RUN apt\\\n-g┃\n",  # half of the word stands on the line above
        "FROM debian@sha256:┃",
        f"{BASE}COPY <<'EOF' /x\n$┃\nEOF\n",  # nobody replaces variables there
        f"{BASE}ENV A=1\nRUN ['a', '$┃']\n",
        f"{BASE}ENV A=1\nENV B='$┃'\n",
        f"{BASE}ENV A=1\nENV B=\\$┃\n",
        f"{BASE}ENV A=┃",
        f"{BASE}CMD ┃",
        f"{BASE}UNKNOWN ┃",
        f"{BASE}FROM a AS ┃",
        f"{BASE}USER a ┃",
        f"{BASE}RUN echo 'apt┃'",
        f'{BASE}RUN echo "a && ┃"',
        f'{BASE}RUN ["apt┃"]',
        f"{BASE}SHELL ['pwsh']\n# a word ┃\n",
        f"{BASE}┃ # a comment\n",
        f"{BASE}COPY --unknown=┃",
        f"{BASE}HEALTHCHECK CMD ┃",
        f"{BASE}MAINTAINER ┃",
        f"{BASE}COPY <<┃\n//- a.txt\n",
        f"{BASE}COPY <<-E┃\n//- a.txt\n",
        f"{BASE}RUN --mount=from=$┃",
        "FROM a AS build\nFROM b\nONBUILD COPY --from=┃",
        "FROM a AS build\nFROM b\nONBUILD RUN --mount=from=┃",
        "FROM a AS build\nCOPY x /out/\nFROM b\nONBUILD COPY --from=build /o┃",
        "FROM node:99┃",
        "FROM node:zzz┃",
    ],
)
def test_nothing_is_offered_where_nothing_fits(text: str) -> None:
    assert labels_at(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "opens"),
    [
        (f"{BASE}COPY ┃", " ", True),
        ("FROM ┃", " ", True),
        (f"{BASE}RUN ┃", " ", False),
        (f"{BASE}RUN apt-get update && ┃", " ", False),
        (f"{BASE}RUN apt-get ┃", " ", False),
        (f"{BASE}COPY a \\\n  ┃", " ", False),
        (f"{BASE}COPY  ┃", " ", False),
        (f"{BASE} ┃", " ", False),
        (f"{BASE}# ┃", " ", False),
        (f"{BASE}RUN <<EOF\napt-get ┃\nEOF\n", " ", False),
        (f"{BASE}COPY -┃", "-", True),
        (f"{BASE}RUN apt-get install -┃", "-", True),
        (f"{BASE}RUN some-┃", "-", False),
        (f"{BASE}RUN echo a:┃", ":", False),
        (f"{BASE}RUN ls /┃", "/", False),
        (f"{BASE}RUN echo {{┃", "{", False),
        (f"{BASE}ENV A=┃", "=", False),
        (f"{BASE}RUN a=┃", "=", False),
        (f"{BASE}LABEL a=b,┃", ",", False),
        (f'{BASE}ENV A="┃', '"', False),
        (f'{BASE}RUN echo "┃', '"', False),
    ],
)
def test_lists_open_by_themselves_only_where_they_help(text: str, trigger: str, opens: bool) -> None:
    assert bool(labels_at(f"{text}\n//- a.txt\n//- b/c.txt\n", trigger)) is opens


def test_half_typed_heredocs() -> None:
    closed = f"{BASE}RUN <<EOF\nset -e\napt┃\nEOF\nCMD x\n"
    assert "apt-get install" in labels_at(closed)
    assert "CMD" not in labels_at(closed)
    check_completion(f"{BASE}RUN <<EOF\nset -e\napt┃\n", "apt-get install", "EOF")
    assert completed(f"{BASE}RUN <<EOF\nset -e\nE┃", "EOF") == f"{BASE}RUN <<EOF\nset -e\nEOF"
    assert "EOF" not in labels_at(f"{BASE}RUN <<EOF\nset -e\n\t┃")
    assert completed(f"{BASE}RUN <<-EOF\n\tset -e\n\t┃", "EOF") == f"{BASE}RUN <<-EOF\n\tset -e\n\tEOF"
    assert "RUN" in labels_at(f"{BASE}RUN <<EOF\nset -e\nCMD x\n┃")
    assert labels_at(f"{BASE}RUN python <<EOF\nap┃\nEOF\n") == []
    assert "apt-get install" in labels_at(f"{BASE}RUN bash <<EOF\nap┃\nEOF\n")
    assert labels_at(f"{BASE}COPY <<EOF /x\nap┃\nEOF\n") == []
    assert "A" in labels_at(f"{BASE}ENV A=1\nCOPY <<EOF /x\n${{┃\nEOF\n")
    assert labels_at(f"{BASE}ENV A=1\nRUN <<EOF\nEOF\n┃")[0] == "RUN"


def test_a_heredoc_in_a_trigger() -> None:
    assert "apt-get install" in labels_at(f"{BASE}ONBUILD RUN <<EOF\nap┃\nEOF\n")


def test_continued_lines() -> None:
    check_first(f"{BASE}COPY \\\n  --ch┃", "--from=", "--chown=")
    assert "apt-get install" in labels_at(f"{BASE}RUN apt-get update && \\\n    ap┃\n")
    assert "apt-get install" in labels_at(f"{BASE}RUN apt-get update && \\\n\n# why\n    ap┃ && true\n")
    check_first(f"# escape=`\n{BASE}COPY `\n  --ch┃", "--from=", "--chown=")


def test_snippets_continue_their_lines_as_the_file_does() -> None:
    text = completed(f"# escape=`\n{BASE}RUN ap┃", "apt-get install")
    assert "update `\n    && apt-get install" in text
    assert "\\" not in text


def test_carriage_returns_and_other_scripts() -> None:
    text = "FROM golang AS 빌드\r\nFROM debian\r\n# 주석 😀\r\nCOPY --from=┃ /a /b\r\n"
    assert completed(text, "빌드") == text.replace("┃", "빌드")
    assert completed("FROM debian\r\nCOPY --fr┃\r\nRUN true\r\n", "--from=") == (
        "FROM debian\r\nCOPY --from=\r\nRUN true\r\n"
    )


def test_a_byte_order_mark_stays() -> None:
    assert completed("\ufeffFR┃", "FROM") == "\ufeffFROM "


def test_long_lists_are_shortened_and_asked_for_again() -> None:
    everything = offers_at("FROM ┃")
    assert everything.is_incomplete
    assert len(everything.items) <= 81
    assert labels_at("FROM zoo┃")[0] == "zookeeper"
    assert "debian" not in labels_at("FROM zoo┃")
    assert not offers_at(f"{BASE}USER ┃").is_incomplete


def test_a_client_without_snippets_gets_plain_text() -> None:
    assert without_holes(offer_of(f"{BASE}┃", "COPY").new_text) == "COPY "
    assert without_holes(offer_of(f"{BASE}┃", "RUN").new_text) == "RUN "
    assert without_holes(offer_of(f"{BASE}┃", "RUN <<EOF").new_text) == "RUN <<EOF\ncommand\nEOF"
    assert without_holes(offer_of(f"{BASE}┃", "CMD").new_text) == 'CMD ["program"]'


def test_what_a_client_without_snippets_gets_is_whole() -> None:
    title = "org.opencontainers.image.title"
    assert without_holes(offer_of(f"{BASE}LABEL ┃", title).new_text) == f'{title}=""'
    check = "CMD curl --fail http://localhost:8080/ || exit 1"
    assert without_holes(offer_of(f"{BASE}HEALTHCHECK ┃", check).new_text) == check
    assert without_holes(offer_of("FROM node\nRUN --mount=┃", "type=cache").new_text).endswith("target=/root/.npm")
    assert without_holes(offer_of(f"{BASE}ARG X=1\nENV Y=${{X:┃", ":-").new_text) == ":-default}"
    assert without_holes(offer_of("FROM alpine\nRUN ┃", "apk add").new_text) == "apk add --no-cache "
    assert "\\\n" in without_holes(offer_of(f"{BASE}RUN ┃", "apt-get install").new_text)


CONTEXT = context_of({"a.txt": "", "b/c d.txt": "", "b/e": "", ".dockerignore": "a*\n"})


@given(dockerfiles(surrogates=True), st.data())
def test_any_place_in_any_text(text: str, data: st.DataObject) -> None:
    document = opened(text, ())
    offset = data.draw(st.integers(0, len(text)))
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    offers = completions(document, offset, Outside(CONTEXT, shown=lambda: ())).items
    assert len({offer.span.start for offer in offers}) <= 1  # what Neovim completes with its omnifunc
    for offer in offers:
        assert line_start <= offer.span.start <= offset <= offer.span.end
        assert not set("\r\n") & set(offer.span.of(text))


@given(dockerfiles())
def test_every_place_of_a_text_as_if_it_ended_there(text: str) -> None:
    for end in range(0, len(text) + 1, 7):
        completions(opened(text[:end], ()), end, Outside(CONTEXT))
