"""Comments that silence findings."""

import pytest

from dockerls.analysis.settings import Settings
from dockerls.rules.catalogue import ALL
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from tests.check import codes_shown, found_by, opened, shown

RUN = "RUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*\n"
ONLY = Settings(select=("DL3015", "unused-suppression"))


@pytest.mark.parametrize(
    "comment",
    [
        "# dockerls: ignore=DL3015",
        "#dockerls:ignore=dl3015",
        "# dockerls: ignore=apt-no-install-recommends we want them",
        "# dockerls: ignore=DS-0029",
        "# hadolint ignore=DL3015",
        "# hadolint ignore=DL3008, DL3015 for a reason",
        "# Dockerls: Ignore = DL3015",
    ],
)
def test_silences_the_instruction_below(comment: str) -> None:
    assert codes_shown(f"FROM debian:12\n{comment}\n{RUN}{RUN}", ONLY) == ["DL3015"]


def test_other_comments_may_stand_between() -> None:
    assert codes_shown(f"FROM debian:12\n# hadolint ignore=DL3015\n# install\n{RUN}", ONLY) == []


def test_a_blank_line_ends_it() -> None:
    assert codes_shown(f"FROM debian:12\n# dockerls: ignore=DL3015\n\n{RUN}", ONLY) == ["DLS5090", "DL3015"]


@pytest.mark.parametrize("comment", ["# dockerls: global ignore=DL3015", "# hadolint global ignore=DL3015"])
def test_silences_the_file_from_anywhere(comment: str) -> None:
    assert codes_shown(f"FROM debian:12\n{RUN}{comment}\n{RUN}", ONLY) == []


def test_the_list_ends_at_a_blank_that_follows_no_comma() -> None:
    assert codes_shown(f"FROM debian:12\n# dockerls: ignore=DL9999, DL3015 DL3059\n{RUN}", ONLY) == ["DLS5090"]
    assert codes_shown(f"FROM debian:12\n# hadolint ignore=DL3000 DL3015\n{RUN}", ONLY) == ["DL3015"]


def test_what_silences_nothing_is_told_of_ours_only() -> None:
    assert codes_shown("FROM debian:12\n# dockerls: ignore=DL3015\nUSER a\n", ONLY) == ["DLS5090"]
    assert codes_shown("FROM debian:12\n# hadolint ignore=DL3015\nUSER a\n", ONLY) == []


def test_a_word_whose_rule_is_off_has_its_day_elsewhere() -> None:
    text = "FROM debian:12\n# dockerls: ignore=DL3020,no-such-rule\nUSER a\n"
    assert codes_shown(text, Settings(select=("unused-suppression", "DL3020"))) == ["DLS5090", "DLS5090"]
    assert codes_shown(text, Settings(select=("unused-suppression",))) == ["DLS5090"]


def test_a_changed_suppression_changes_what_is_shown_and_runs_no_rule() -> None:
    """Suppressions are applied to finished findings, so the analysis of the instruction below is the same one."""
    document = opened(f"FROM debian:12\n# hadolint ignore=DL301\n{RUN}", ALL)
    at = document.text.index("\nRUN")
    after = document.edited(Edit(Span(at, at), "5"))
    rules = [rule for rule in ALL if rule.code == "DL3015"]
    assert len(found_by(document, rules)) == 1
    assert len(found_by(after, rules)) == 0
    assert after.analysis.results[2] is document.analysis.results[2]


def test_check_directive_skips_and_raises_what_buildkit_has() -> None:
    maintainer = "FROM debian:12\nMAINTAINER me\n"
    only = Settings(select=("maintainer-deprecated", "DL3015"))
    assert codes_shown(maintainer, only) == ["DL4000"]
    assert codes_shown(f"# check=skip=MaintainerDeprecated\n{maintainer}", only) == []
    assert codes_shown(f"# check=skip=all\n{maintainer}{RUN}", only) == ["DL3015"]
    assert codes_shown(f"# syntax=a\n# check=skip=DL3015;error=true\n{maintainer}{RUN}", only) == ["DL4000"]


def test_check_error_makes_errors() -> None:
    only = Settings(select=("maintainer-deprecated",))
    [found] = shown("# check=error=true\nFROM debian:12\nMAINTAINER me\n", only)
    assert found.severity == "error"
