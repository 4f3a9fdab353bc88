"""Every rule's examples: what it finds in them, what its fix makes of them, and where it is silent."""

import pytest

from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Example, Rule
from tests.check import check_finds, check_fix, with_files_of

EXAMPLES = [(rule, example) for rule in ALL for example in rule.examples]
SILENT = [(rule, text) for rule in ALL for text in rule.silent]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(EXAMPLES)]
)
def test_finds_what_is_marked(rule: Rule, example: Example) -> None:
    check_finds(example.bad, rule)


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(EXAMPLES)]
)
def test_fix_makes_the_good_text(rule: Rule, example: Example) -> None:
    if example.good is not None:
        check_fix(example.bad, example.good, rule)
        check_finds(with_files_of(example.good, example.bad), rule)


@pytest.mark.parametrize(("rule", "text"), SILENT, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(SILENT)])
def test_is_silent(rule: Rule, text: str) -> None:
    check_finds(text, rule)


# An example would be 4 MiB of text, or several files; tests/test_engine.py and tests/test_golden_image.py have them.
NO_EXAMPLE = {"file-too-long", "shellcheck", "golden-image"}


@pytest.mark.parametrize("rule", ALL, ids=[rule.name for rule in ALL])
def test_has_examples(rule: Rule) -> None:
    assert bool(rule.examples) is (rule.name not in NO_EXAMPLE)


def test_codes_and_names_are_unique() -> None:
    for words in ([rule.code for rule in ALL], [rule.name for rule in ALL]):
        assert len(words) == len(set(words))
