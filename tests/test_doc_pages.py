"""What a person reads exists in English and Korean, and both say the same."""

import re

import pytest

from tests import pages as files
from tests.pages import ROOT

# VS Code shows one README of an extension, so both languages stand in it, one below the other.
EXTENSION = "client-vscode/README.md"
BOTH = re.split(r"\n(?=# )", files.PAGES[EXTENSION])
PAGES = {**files.PAGES, **dict(zip((EXTENSION, EXTENSION.replace(".md", ".ko.md")), BOTH, strict=True))}
KOREAN = {page.replace(".ko.md", ".md"): page for page in PAGES if page.endswith(".ko.md")}
APART = [page for page in KOREAN if page != EXTENSION]
# For those who work on dockerls.
ENGLISH_ONLY = {"docs/ARCHITECTURE.md", "docs/ATTRIBUTION.md"}

CODE = re.compile(r"^```(\w*)\n(.*?^```)$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"(^| )# (?!dockerls: )(.*)")
REASON = re.compile(r"(# dockerls: ignore=\S+) (.*)")
SPAN = re.compile(r"`([^`]+)`")
TARGET = re.compile(r"\]\(([^)#\s]+)(?:#\S+)?\)")
# What ends a piece of prose: an empty line, or the next item of a list or row of a table.
END = re.compile(r"\n\n+|\n(?=\||- )")
KIND = re.compile(r"#+ |- |\||!\[|```\w*|")
HANGUL = re.compile("[가-힣]")


def code_lines(page: str) -> list[tuple[str, str]]:
    """The lines of the code blocks and the marks that end them, each after the language of its block."""
    return [(language, line) for language, text in CODE.findall(PAGES[page]) for line in text.splitlines()]


def pieces(page: str) -> list[str]:
    """The headings, paragraphs, list items, table rows and places of code blocks."""
    return END.split(CODE.sub(r"```\1", PAGES[page]).strip())


def outline(page: str) -> list[tuple[str, set[str], list[str]]]:
    """What of each piece is the same in both languages: its kind, the code in it and where its links lead."""
    return [
        (
            KIND.findall(piece)[0],
            {REASON.sub(r"\1", span) for span in SPAN.findall(piece)},
            sorted(target.replace(".ko.", ".") for target in TARGET.findall(piece)),
        )
        for piece in pieces(page)
    ]


def test_what_users_read_is_there_in_korean() -> None:
    assert {page for page in PAGES if ".ko." not in page} - KOREAN.keys() <= ENGLISH_ONLY


@pytest.mark.parametrize("page", KOREAN)
def test_piece_by_piece_they_are_the_same(page: str) -> None:
    for korean, english in zip(outline(KOREAN[page]), outline(page), strict=True):
        assert korean == english


@pytest.mark.parametrize("page", KOREAN)
def test_code_is_the_same_but_for_prose_in_comments(page: str) -> None:
    korean, english = (
        [(language, COMMENT.sub(r"\1#", REASON.sub(r"\1", line))) for language, line in code_lines(each)]
        for each in (KOREAN[page], page)
    )
    assert korean == english


@pytest.mark.parametrize("page", KOREAN)
def test_prose_is_in_its_language(page: str) -> None:
    for language, line in code_lines(KOREAN[page]):
        for said in (*COMMENT.finditer(line), *REASON.finditer(line)):
            assert HANGUL.search(said[2]), (language, line)
    for piece in pieces(KOREAN[page]):
        if KIND.findall(piece)[0] in ("", "- ", "![") and not piece.startswith("[English]"):
            assert HANGUL.search(piece), piece
    assert not HANGUL.search(PAGES[page].replace("[한국어]", ""))


@pytest.mark.parametrize("page", APART)
def test_each_leads_to_the_other(page: str) -> None:
    name = page.rpartition("/")[2].removesuffix(".md")
    assert PAGES[page].splitlines()[2] == f"[한국어]({name}.ko.md)"
    assert PAGES[KOREAN[page]].splitlines()[2] == f"[English]({name}.md)"


@pytest.mark.parametrize("page", APART)
def test_links_stay_in_the_language(page: str) -> None:
    folder = (ROOT / page).parent
    _, *english = (target for target in TARGET.findall(PAGES[page]) if target.endswith(".md"))
    _, *korean = (target for target in TARGET.findall(PAGES[KOREAN[page]]) if target.endswith(".md"))
    assert not [target for target in english if target.endswith(".ko.md")]
    for target in korean:
        assert target.endswith(".ko.md") or not (folder / target.replace(".md", ".ko.md")).exists(), target
