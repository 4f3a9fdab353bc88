"""Code actions: what is offered at a place, and the text each makes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.features.actions import actions
from dockerls.features.changes import Change, Deed, Key, OtherFile, resolve
from dockerls.rewrite.place import PlacedEdit, here
from dockerls.rules.catalogue import ALL
from dockerls.rules.correctness import apt_yes, json_args
from dockerls.rules.rule import Category, Finding, Fix, Rule, Safety, Severity
from dockerls.rules.security import image_untagged
from dockerls.rules.size import apt_no_install_recommends
from dockerls.text.edit import apply
from dockerls.text.span import Span
from tests.check import check_action, found_by, offered, opened, with_cursor
from tests.strategies import dockerfiles
from tests.word_rules import SUGGESTED, SWAP, said

APT = (apt_no_install_recommends.RULE,)
BUILDER = "FROM debian:12 AS build\n{run}FROM debian:12\nCMD true\n"
BUILDER_RUN = BUILDER.format(run="RUN apt-get ins┃tall nginx\n")


def titles(text: str, *only: str, rules: tuple[Rule, ...] = APT) -> list[str]:
    return [action.title.en for action in offered(text, only, rules)]


def test_the_best_comes_first() -> None:
    assert titles("FROM a\nRUN b┃ad\nRUN bad\n", rules=(SWAP,)) == [
        "Say good",
        "Say better",
        "Fix all 2 findings of DLS1 in this file",
        "Ignore DLS1 here",
        "Ignore DLS1 in this file",
        "Show the page of DLS1",
        "Apply all safe fixes in this file",
        "Write this as a JSON array (exec form)",
    ]


def test_only_a_safe_first_fix_is_preferred() -> None:
    preferred = [action.title.en for action in offered("FROM a\nRUN b┃ad\n", rules=(SWAP,)) if action.is_preferred]
    assert preferred == ["Say good"]
    assert not any(action.is_preferred for action in offered("FROM a\nRUN b┃ad\n", rules=(SUGGESTED,)))


def test_kinds_that_are_asked_for() -> None:
    kinds = {
        only: {action.kind for action in offered("FROM a\nRUN b┃ad && c\n", (only,) if only else (), (SWAP,))}
        for only in ("", "quickfix", "source", "source.fixAll", "source.fixAll.dockerls", "source.organize", "refactor")
    }
    everything = {"quickfix", "source.fixAll.dockerls", "refactor.rewrite"}
    assert kinds == {
        "": everything,
        "quickfix": {"quickfix"},
        "source": {"source.fixAll.dockerls"},
        "source.fixAll": {"source.fixAll.dockerls"},
        "source.fixAll.dockerls": {"source.fixAll.dockerls"},
        "source.organize": set(),
        "refactor": {"refactor.rewrite"},
    }


def test_the_empty_kind_is_all_kinds() -> None:
    assert titles("FROM a\nRUN b┃ad && c\n", "", rules=(SWAP,)) == titles("FROM a\nRUN b┃ad && c\n", rules=(SWAP,))


def test_what_a_fix_and_a_refactoring_both_do_is_offered_as_the_fix() -> None:
    assert [title for title in titles("FROM ub┃untu\n", rules=(image_untagged.RULE,)) if "Pin" in title] == [
        "Pin to `ubuntu:26.04`"
    ]
    command = "FROM ubuntu:26.04\nC┃MD node app.js\n"
    assert [title for title in titles(command, rules=(json_args.RULE,)) if "JSON" in title] == ["Write as a JSON array"]
    assert titles(command, "refactor", rules=(json_args.RULE,)) == ["Write this as a JSON array (exec form)"]


def test_what_two_rules_would_do_is_offered_once() -> None:
    other = Rule("DLS2", "other", Category.STYLE, Severity.INFO, said("found"), said("why"), SWAP.check)
    found = [action for action in offered("FROM a\nRUN b┃ad\n", rules=(SWAP, other)) if action.title.en == "Say good"]
    assert [[located.rule.code for located in action.mends] for action in found] == [["DLS1", "DLS2"]]


def test_fixes_come_before_ignores_and_those_before_pages() -> None:
    install = "FROM debian:12\nRUN apt-get update && apt-get ins┃tall nginx\n"
    rules = (apt_no_install_recommends.RULE, apt_yes.RULE)
    assert titles(install, "quickfix", rules=rules) == [
        "Add `-y`",
        "Add `--no-install-recommends`",
        "Ignore DL3014 here",
        "Ignore DL3015 here",
        "Ignore DL3014 in this file",
        "Ignore DL3015 in this file",
        "Show the page of DL3014",
        "Show the page of DL3015",
    ]


def test_pages_are_offered_of_the_findings_closest_to_the_cursor() -> None:
    whole = Rule(
        "DLS2",
        "whole",
        Category.SIZE,
        Severity.INFO,
        said("found"),
        said("why"),
        lambda instruction, _: (Finding(here(Span(0, len(instruction.text) - 1))),),
        keywords=frozenset({"RUN"}),
    )
    offers = {
        text: [title for title in titles(text, "quickfix", rules=(SWAP, whole)) if "page" in title or "Ignore" in title]
        for text in ("FROM a\nRUN b┃ad\n", "FROM a\nR┃UN bad\n", "FROM a┃\nRUN ok\nRUN bad┃\n")
    }
    assert list(offers.values()) == [
        ["Ignore DLS1 here", "Ignore DLS2 here", "Ignore DLS1 in this file", "Show the page of DLS1"],
        ["Ignore DLS2 here", "Ignore DLS2 in this file", "Show the page of DLS2"],
        ["Ignore DLS2 here", "Ignore DLS1 here"],
    ]


def test_nothing_is_offered_where_nothing_is_found() -> None:
    assert titles("FROM deb┃ian:12\nCOPY a /a\n") == []
    assert titles("┃") == []


def test_a_fix() -> None:
    check_action(
        BUILDER_RUN, "Add `--no", with_cursor(BUILDER_RUN)[0].replace("install", "install --no-install-recommends"), APT
    )


def test_each_fix_of_a_finding() -> None:
    check_action("FROM a\nRUN b┃ad bad\n", "Say good", "FROM a\nRUN good bad\n", (SWAP,))
    check_action("FROM a\nRUN bad b┃ad\n", "Say better", "FROM a\nRUN bad better\n", (SWAP,))


def test_a_selection_offers_the_fixes_of_all_it_touches() -> None:
    assert titles("FROM a\nRUN ┃bad\nRUN ba┃d\n", "quickfix", rules=(SWAP,)).count("Say good") == 2


def test_all_findings_of_a_rule() -> None:
    check_action("FROM a\nRUN b┃ad\nRUN bad\n", "Fix all 2", "FROM a\nRUN good\nRUN good\n", (SWAP,))
    check_action(
        "FROM a\nRUN b┃ad\nRUN bad\n", "the suggestion for all 2", "FROM a\nRUN good\nRUN good\n", (SUGGESTED,)
    )
    assert not [title for title in titles("FROM a\nRUN b┃ad\n", rules=(SWAP,)) if "all 1" in title]


def test_all_safe_fixes_leave_suggestions_and_what_is_suppressed_alone() -> None:
    before = "FROM a\nRUN b┃ad\n# dockerls: ignore=DLS1\nRUN bad\n"
    check_action(before, "all safe", "FROM a\nRUN good\n# dockerls: ignore=DLS1\nRUN bad\n", (SWAP,))
    assert "Apply all safe fixes in this file" not in titles("FROM a\nRUN b┃ad\n", rules=(SUGGESTED,))


def test_all_safe_fixes_touch_no_other_lines() -> None:
    plain = "FROM a\r\nRUN bad\r\nRUN one\r\nRUN a bad\r\n"
    document = opened(plain, (SWAP,))
    change = resolve(document, lambda present: found_by(present, (SWAP,)), Key(Deed.FIX_ALL))
    assert [(edit.span.of(plain), edit.new_text) for edit in change.edits] == [("ba", "goo"), ("ba", "goo")]


def test_suppressions() -> None:
    check_action("FROM a\nRUN b┃ad\n", "Ignore DLS1 here", "FROM a\n# dockerls: ignore=DLS1\nRUN bad\n", (SWAP,))
    check_action(
        "FROM a\n# dockerls: ignore=X why\nRUN b┃ad\n",
        "Ignore DLS1 here",
        "FROM a\n# dockerls: ignore=X,DLS1 why\nRUN bad\n",
        (SWAP,),
    )
    check_action(
        "# syntax=docker/dockerfile:1\nFROM a\nRUN b┃ad\n",
        "Ignore DLS1 in this file",
        "# syntax=docker/dockerfile:1\n# dockerls: global ignore=DLS1\nFROM a\nRUN bad\n",
        (SWAP,),
    )


def test_the_page_of_a_rule_changes_nothing() -> None:
    action = offered("FROM a\nRUN b┃ad\n", only=("quickfix",), rules=(SWAP,))[-1]
    assert action.opens_rule == SWAP
    check_action("FROM a\nRUN b┃ad\n", "the page of DLS1", "FROM a\nRUN bad\n", (SWAP,))


def test_runs_under_a_selection_are_combined() -> None:
    check_action(
        "FROM debian:12\nRUN ┃one\n# why\nRUN two\n┃RUN three\n",
        "Combine 2 RUNs",
        "FROM debian:12\nRUN one \\\n    # why\n    && two\nRUN three\n",
        (),
    )
    assert titles("FROM debian:12\nRUN ┃one\nUSER a\nRUN two┃\n") == []


def test_a_run_is_split() -> None:
    check_action("FROM debian:12\nRUN one && t┃wo\n", "Split", "FROM debian:12\nRUN one\nRUN two\n", ())
    assert "Split" not in "".join(titles("FROM debian:12\nRUN cd /x && t┃wo\n"))
    assert titles("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN one && t┃wo\n") == []


def test_a_key_that_names_nothing_changes_nothing() -> None:
    document = opened("FROM a\nRUN bad\n", (SWAP,))
    strange = [
        Key(Deed.FIX, "DLS1", 1, 4, 7, number=9),
        Key(Deed.FIX, "DLS1", 1, 4, 7, number=-1),
        Key(Deed.FIX, "DLS1", 0, 4, 7),
        Key(Deed.SUPPRESS_HERE, "DLS1", 7, 4, 7),
        Key(Deed.REFACTOR, "combine-runs", start=-1, end=99),
        Key(Deed.REFACTOR, "split-run", start=7, end=7),
        Key(Deed.REFACTOR, "no such", start=7, end=7),
        Key(Deed.FIX_RULE, "no such"),
    ]
    assert [bool(resolve(document, lambda present: found_by(present, (SWAP,)), key)) for key in strange] == [False] * 8


def test_a_fix_may_write_another_file() -> None:
    fix = Fix(said("Ignore it"), Safety.SUGGEST, (PlacedEdit(".dockerignore", ".git\n"),))
    rule = Rule(
        "DLS2",
        "other",
        Category.SIZE,
        Severity.WARNING,
        said("found"),
        said("why"),
        lambda _, __: (Finding(here(Span(0, 4)), fixes=(fix,)),),
    )
    action = next(action for action in offered("C┃OPY . .\n", rules=(rule,)) if action.title == fix.title)
    document = opened("COPY . .\n", (rule,))
    change = resolve(document, lambda present: found_by(present, (rule,)), action.key)
    assert change == Change(other_files=(OtherFile(".dockerignore", ".git\n"),))


@settings(max_examples=100, deadline=None)
@given(dockerfiles(), st.data())
def test_whatever_is_offered_can_be_done(text: str, data: st.DataObject) -> None:
    document = opened(text, ALL)
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    for action in actions(document, Span(start, end), lambda present: found_by(present, ALL)):
        change = resolve(document, lambda present: found_by(present, ALL), action.key)
        apply(text, change.edits)
        assert change or action.opens_rule or action.key.deed in (Deed.FIX_ALL, Deed.FIX_RULE, Deed.SUGGEST_RULE)
