"""The Dockerfiles of the posts this project was asked to teach from (``tests/seeds``, byte for byte).

For every practice: it is found where a post breaks it, the hover teaches it in both languages, and the fix makes what
the post makes, or better. ``TAUGHT`` names every practice of every post and what of ours teaches it.
"""

import pytest

from dockerls.language import Language
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Rule
from tests.check import (
    check_action,
    check_finds,
    check_fix,
    check_hover,
    found_by,
    opened,
)
from tests.seed_lessons import TAUGHT, Hovered, Later
from tests.seed_practices import FIXED, PRACTICES, SEEDS, Practice, seed

RULES = {rule.name: rule for rule in ALL}
practices = pytest.mark.parametrize(
    "practice", [pytest.param(each, id=f"{each.file}-{each.rule}") for each in PRACTICES]
)


def plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def in_file(practice: Practice, lines: str) -> str:
    """The post's file with ``lines`` in place of those that break the practice, each time they stand there."""
    text = seed(practice.file)
    assert plain(practice.before) in text
    text = text.replace(plain(practice.before), lines)
    return f"FROM debian:13-slim\n{text}" if practice.file == "000-layers" else text


@practices
def test_is_found(practice: Practice) -> None:
    check_finds(in_file(practice, practice.before), RULES[practice.rule])


@practices
@pytest.mark.parametrize("language", Language)
def test_is_taught(practice: Practice, language: Language) -> None:
    head, mark, rest = in_file(practice, practice.before).partition("«")
    lesson = practice.english if language is Language.EN else practice.korean
    check_hover(plain(f"{head}┃{rest}"), lesson, language=language, rules=(RULES[practice.rule],))
    assert mark


@practices
def test_is_fixed(practice: Practice) -> None:
    before = in_file(practice, practice.before)
    after = before if practice.after is None else in_file(practice, practice.after)
    check_fix(before, plain(after), RULES[practice.rule])


# What the posts do right is left alone, or rather: nothing is said against it.
KEPT = {
    "000-layers": ("consecutive-runs", "update-alone", "apt-lists-not-removed", "layer-count"),
    "001-archive": ("download-extract-split-layers", "archive-left-behind", "rm-in-later-layer"),
    "001-stages": ("download-extract-split-layers", "multi-stage-suggested", "copy-from-unknown"),
    "001-jenkins": ("multi-stage-suggested", "copy-from-unknown", "undefined-var"),
    "003-build-stage": ("multi-stage-suggested", "apt-lists-not-removed", "copy-manifest-first"),
    "003-combine-after": ("consecutive-runs", "update-alone"),
    "003-step-4-manifest": ("copy-manifest-first",),
    "004-apk": ("apk-no-cache", "consecutive-runs"),
    "004-base-pinned": ("image-latest", "image-untagged"),
    "004-user": (
        "missing-user",
        "user-created-never-used",
        "last-user-root",
        "pip-no-cache-dir",
        "copy-manifest-first",
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_right_is_left_alone(name: str) -> None:
    check_finds(seed(name), *(RULES[rule] for rule in KEPT[name]))


def check_teaches_and_fixes(before: str, rule: Rule, after: str, english: str, korean: str) -> None:
    """For practices of which a post shows only the good file: ``before`` is how it would have been without."""
    check_finds(before, rule)
    check_fix(before, after, rule)
    at_mark = plain(before.replace("«", "┃"))
    check_hover(at_mark, english, rules=(rule,))
    check_hover(at_mark, korean, language=Language.KO, rules=(rule,))


def test_download_unpack_and_delete_become_one_run() -> None:
    good = seed("001-archive")
    check_teaches_and_fixes(
        good.replace(" && \\\n    ", "\nRUN ").replace("-xf dataset.tar.gz", "-xf «dataset.tar.gz»"),
        RULES["download-extract-split-layers"],
        good.replace(" && \\\n    ", " \\\n    && "),
        "Download, unpack and delete in one RUN",
        "삭제를 한 RUN에서 하고 필요한 파일만 푸세요",
    )


def test_the_program_gets_an_image_without_its_compiler() -> None:
    check_teaches_and_fixes(
        'FROM «golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN go build -o /app\nENTRYPOINT ["/app"]\n',
        RULES["multi-stage-suggested"],
        "FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app\n\n"
        'FROM debian:13-slim\nWORKDIR /src\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
        "Build in one stage and copy the result",
        "한 스테이지에서 빌드하고",
    )


def test_runs_under_a_selection_are_combined_as_the_post_combines_them() -> None:
    before = seed("003-combine-before")
    selected = before.replace("RUN apt-get update", "┃RUN apt-get update").replace("nodejs", "nodejs┃")
    check_action(selected, "Join 3 RUNs into one", seed("003-combine-after"))


def test_apt_is_used_once_as_the_post_uses_it() -> None:
    """The first of the two ways to use apt in the post becomes the second, but for what other rules mend."""
    text = seed("001-apt")
    runs = "\n".join(line for line in text.split("\n\n")[1].splitlines() if line.startswith("RUN "))
    one = runs.replace("\nRUN ", " \\\n    && ")
    check_action(text.replace(runs, f"┃{runs}┃"), "Join 3 RUNs into one", text.replace(runs, one))


LESSONS = [rule for rule in ALL if any(rule.name in lessons.values() for lessons in TAUGHT.values())]


@pytest.mark.parametrize("name", SEEDS)
def test_the_whole_file_is_improved(name: str) -> None:
    """The first fixes of all that the posts teach, together, make the file beside it."""
    check_fix(seed(name), seed(f"{name}{FIXED}"), *LESSONS)


# What is left to say of an improved file: what nobody can mend without knowing more than it tells.
LEFT = {
    "001-archive": {"image-untagged"},
    "001-jenkins": {"image-untagged"},
    "001-stages": {"image-untagged"},
    "003-build-stage": {"missing-user"},
    "004-user": {"chown-duplicates-layer"},
}


@pytest.mark.parametrize("name", SEEDS)
def test_little_is_left_to_say(name: str) -> None:
    document = opened(seed(f"{name}{FIXED}"), LESSONS)
    left = {each.located.rule.name for each in found_by(document, LESSONS)}
    assert left == LEFT.get(name, set())


taught = pytest.mark.parametrize(
    "by",
    [pytest.param(by, id=f"{post[:3]} {what}") for post, lessons in TAUGHT.items() for what, by in lessons.items()],
)


@taught
def test_every_practice_is_taught(by: str | Hovered | Later) -> None:
    if isinstance(by, str):
        assert RULES[by].rationale.en
        return
    if isinstance(by, Later):
        by = by.hover
    check_hover(by.at, by.english, rules=())
    check_hover(by.at, by.korean, language=Language.KO, rules=())


def test_every_mended_practice_is_in_the_table() -> None:
    named = {by for lessons in TAUGHT.values() for by in lessons.values() if isinstance(by, str)}
    assert {practice.rule for practice in PRACTICES} <= named
