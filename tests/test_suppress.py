"""Writing suppression comments, as the command line and the code actions do."""

import pytest

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.selection import Index
from dockerls.document import Document, Located, open_document
from dockerls.features.diagnostics import diagnostics
from dockerls.features.suppress import suppress_all, suppress_here, suppress_in_file
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Finding, Rule, Severity
from dockerls.rules.size.apt_no_install_recommends import RULE as APT
from dockerls.rules.style.unused_suppression import RULE as UNUSED
from dockerls.text.edit import apply
from dockerls.text.span import Span
from tests.check import TODAY

FROM = "FROM debian:12\n"
RUN = "RUN apt-get install -y nginx\n"
RULES = (APT, UNUSED)


def opened(text: str) -> tuple[Document, list[Located]]:
    document = open_document(text, Analyzer(RULES, TODAY))
    found = diagnostics(document, Index(RULES), {rule.code: rule.severity for rule in RULES})
    return document, [each.located for each in found]


def check_here(before: str, after: str, reason: str = "because") -> None:
    """The finding is suppressed on its instruction, and nothing is found any more."""
    document, [located] = opened(before)
    assert apply(before, suppress_here(document, located, reason)) == after
    assert opened(after)[1] == []


def check_in_file(before: str, after: str, reason: str = "because") -> None:
    document, found = opened(before)
    assert apply(before, suppress_in_file(document, found[0], reason)) == after
    assert opened(after)[1] == []


@pytest.mark.parametrize(
    ("above", "then"),
    [
        ("", "# dockerls: ignore=DL3015 because\n"),
        ("\n", "\n# dockerls: ignore=DL3015 because\n"),
        ("# a web server\n", "# a web server\n# dockerls: ignore=DL3015 because\n"),
        ("# hadolint ignore=DL3008\n", "# hadolint ignore=DL3008\n# dockerls: ignore=DL3015 because\n"),
    ],
)
def test_above_the_instruction(above: str, then: str) -> None:
    check_here(f"{FROM}{above}{RUN}", f"{FROM}{then}{RUN}")


def test_indented_like_the_instruction() -> None:
    check_here(f"{FROM}\t {RUN}", f"{FROM}\t # dockerls: ignore=DL3015 because\n\t {RUN}")


def test_with_the_line_ends_of_the_file() -> None:
    check_here(
        f"{FROM}{RUN}".replace("\n", "\r\n"),
        f"{FROM}# dockerls: ignore=DL3015 because\n{RUN}".replace("\n", "\r\n"),
    )


def test_without_a_reason() -> None:
    check_here(f"{FROM}{RUN}", f"{FROM}# dockerls: ignore=DL3015\n{RUN}", reason="")


def test_a_reason_never_goes_on_with_the_list() -> None:
    check_here(f"{FROM}{RUN}", f"{FROM}# dockerls: ignore=DL3015 a, b\n{RUN}", reason=" , a,\n b")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# dockerls: ignore=DL3000 as it was", "# dockerls: ignore=DL3000,DL3015 as it was"),
        ("# dockerls: ignore=DL3000", "# dockerls: ignore=DL3000,DL3015 because"),
        ("# dockerls: ignore=DL3000\n# and more", "# dockerls: ignore=DL3000,DL3015 because\n# and more"),
        ("# dockerls: ignore=", "# dockerls: ignore=DL3015 because"),
    ],
)
def test_into_a_comment_of_ours(before: str, after: str) -> None:
    document, found = opened(f"{FROM}{before}\n{RUN}")
    located = next(each for each in found if each.rule is APT)
    text = apply(document.text, suppress_here(document, located, "because"))
    assert text == f"{FROM}{after}\n{RUN}"
    assert APT not in [each.rule for each in opened(text)[1]]


def test_in_the_file_below_the_parser_directives() -> None:
    pragma = "# dockerls: global ignore=DL3015 because\n"
    check_in_file(f"{FROM}{RUN}{RUN}", f"{pragma}{FROM}{RUN}{RUN}")
    check_in_file(
        f"# syntax=docker/dockerfile:1\n# escape=`\n# note\n{FROM}{RUN}",
        f"# syntax=docker/dockerfile:1\n# escape=`\n{pragma}# note\n{FROM}{RUN}",
    )
    check_in_file(f"\ufeff{FROM}{RUN}", f"\ufeff{pragma}{FROM}{RUN}")


def test_into_the_comment_that_holds_for_the_file() -> None:
    document, found = opened(f"{FROM}# dockerls: global ignore=DL3000 old\n{RUN}")
    located = next(each for each in found if each.rule is APT)
    text = apply(document.text, suppress_in_file(document, located, "because"))
    assert text == f"{FROM}# dockerls: global ignore=DL3000,DL3015 old\n{RUN}"


def test_a_finding_on_no_instruction_is_suppressed_in_the_file() -> None:
    text = "# syntax=a"
    document, _ = opened(text)
    rule = Rule("X1", "x", Category.STYLE, Severity.HINT, Sentence("", ""), Sentence("", ""), lambda *_: ())
    located = Located(rule, Finding(here(Span(0, 1))), 0, 0, Span(0, 1))
    assert apply(text, suppress_here(document, located, "")) == "# syntax=a\n# dockerls: global ignore=X1\n"


def test_many_at_once_share_a_comment() -> None:
    document, found = opened(f"{FROM}{RUN}RUN apt-get install -y a && apt-get install -y b\n")
    assert len(found) == 3
    assert apply(document.text, suppress_all(document, found, "x")) == (
        f"{FROM}# dockerls: ignore=DL3015 x\n{RUN}"
        "# dockerls: ignore=DL3015 x\nRUN apt-get install -y a && apt-get install -y b\n"
    )


def test_a_finding_about_a_suppression_cannot_be_suppressed() -> None:
    document, [located] = opened(f"{FROM}# dockerls: ignore=DL3000\nUSER a\n")
    assert located.rule is UNUSED
    assert suppress_here(document, located, "x") == suppress_in_file(document, located, "x") == ()
