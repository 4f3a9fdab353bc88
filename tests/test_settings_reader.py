"""Configuration: what is wrong with it, and on which line; the rest still applies."""

import pytest

from dockerls.analysis.layers import Layer, effective, explain
from dockerls.analysis.setting_kinds import SEVERITIES
from dockerls.analysis.settings import KEYS, Settings
from dockerls.analysis.settings_reader import EDITOR, read_json, read_toml

KNOWN = ("DL3006", "image-untagged", "DL3015", "apt-no-install-recommends", "DS-0029", "size", "security", "style")


def told(text: str) -> list[str]:
    """The problems of a configuration, one line each."""
    _, problems = read_toml(text, "dockerls.toml", None, KNOWN)
    return [f"{problem.line}: {problem.message.en}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('\nprofil = "strict"', "2: There is no key 'profil'. Did you mean 'profile'?"),
        ("Select = []", "1: There is no key 'Select'. Did you mean 'select'?"),
        (
            "\n\n[tool.dockerls]",
            f"3: There is no key 'tool'. The keys here are {', '.join(key.name for key in KEYS)}, override.",
        ),
        ('profile = "stict"', "1: 'profile' does not know 'stict'. Did you mean 'strict'?"),
        ('profile = "Strict"', "1: 'profile' does not know 'Strict'. Did you mean 'strict'?"),
        ('profile = "x"', "1: 'profile' takes one of 'default', 'strict', 'hadolint', not \"x\"."),
        ("profile = 2026-11-21", "1: 'profile' takes one of 'default', 'strict', 'hadolint', not \"2026-11-21\"."),
        ('language = "jp"', "1: 'language' takes one of 'auto', 'en', 'ko', not \"jp\"."),
        ('select = "DL3006"', "1: 'select' takes a list of rule codes, names, aliases or categories, not \"DL3006\"."),
        ('select = [\n"size",\n3,\n]', "3: 'select' takes a list of rule codes, names, aliases or categories, not 3."),
        ('select = [\n  "size", # a\n  "DL306",\n]', "3: 'select' does not know 'DL306'. Did you mean 'DL3006'?"),
        ('ignore = ["not-like-it"]', "1: 'ignore' names 'not-like-it', but no rule or category is called that."),
        (
            '[severity]\n\nimage-untaged = "off"',
            "3: 'severity' does not know 'image-untaged'. Did you mean 'image-untagged'?",
        ),
        ('[severity]\nsize = "of"', "2: 'severity.size' does not know 'of'. Did you mean 'off'?"),
        ("[severity]\nsize = false", f"2: 'severity.size' takes one of {str(SEVERITIES)[1:-1]}, not false."),
        (
            "severity = []",
            "1: 'severity' takes a table from rule codes, names, aliases or categories to severities, not [].",
        ),
        (
            'exclude = ["a", "!b"]',
            "1: 'exclude' takes a list of path patterns such as 'vendor/**' or '*.dev' "
            "(not empty, without '!'), not \"!b\".",
        ),
        ('override = "x"', "1: 'override' takes a list of tables, each under its own [[…]], not \"x\"."),
        ("override = [\n  3]", "2: 'override' takes a table, not 3."),
        ('\n[[override]]\nprofile = "strict"', "2: 'override' needs the key 'paths', so it is not used."),
        (
            '[[override]]\npaths = ["a"]\n[[override]]\npaths = ["b"]\n\nexclude = ["x"]',
            "6: There is no key 'exclude'. The keys here are paths, "
            f"{', '.join(key.name for key in KEYS if key.name != 'exclude')}.",
        ),
        (
            '[[override]]\npaths = ["a"]\n[override.severity]\nsize = "eror"',
            "4: 'override.severity.size' does not know 'eror'. Did you mean 'error'?",
        ),
    ],
)
def test_problem_with_its_line_and_the_right_spelling(text: str, problem: str) -> None:
    assert told(text) == [problem]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("profile = \n", 1),
        ("profile = 'strict'\nselect = [\n", 2),
        ("a = 1\na = 2\n", 2),
        ("a = 1\n\n[severity\n", 3),
        ("a = 2026-99-99", 1),
        ("a = '''\n\n", 1),
        ("\x00", 1),
        ("a = " + "1" * 5000, None),
        ("a = " + "[" * 100_000, None),
    ],
)
def test_broken_toml_is_one_problem(text: str, line: int | None) -> None:
    layer, (problem,) = read_toml(text, "dockerls.toml", None, KNOWN)
    assert problem.line == line
    assert problem.message.en.startswith("This is not valid TOML: ")
    assert layer == Layer(problem.source)


def test_the_rest_still_applies() -> None:
    layer, problems = read_toml(
        """
        profile = "strikt"
        language = "ko"
        select = ["DL3006", "DL306", 7]
        ignore = ["no-such-rule-at-all"]
        [severity]
        size = "of"
        style = "off"
        [[override]]
        paths = ["*.dev", "!x"]
        langauge = "en"
        profile = "hadolint"
        [[override]]
        language = "en"
        [[override]]
        paths = ["!x"]
        language = "en"
        """,
        "dockerls.toml",
        "/p",
        KNOWN,
    )
    assert len(problems) == 9
    expected = Settings(select=("DL3006",), language="ko", severity=(("style", "off"),))
    assert effective([layer], "/p/Dockerfile") == expected
    assert effective([layer], "/p/Dockerfile.dev").profile == "hadolint"
    assert effective([layer], "/p/Dockerfile.dev").language == "ko"


def test_problems_of_an_editor_have_no_line() -> None:
    _, (problem,) = read_json({"profle": "strict"}, EDITOR, None, KNOWN)
    assert (problem.source.en, problem.line) == ("editor settings", None)
    assert problem.message.en == "There is no key 'profle'. Did you mean 'profile'?"
    assert problem.message.ko == "'profle' 키는 없습니다. 'profile'의 오타인지 확인하세요."
    _, (problem,) = read_json(["strict"], EDITOR, None, KNOWN)
    assert problem.message.en == "'dockerls' takes a table, not [\"strict\"]."


def test_pyproject_counts_lines_of_the_whole_file() -> None:
    text = """[project]
name = "x"

[tool.dockerls]
profile = "strict"
ignor = []
[tool.dockerls.severity]
size = "of"
"""
    layer, problems = read_toml(text, "pyproject.toml", "/p", KNOWN, ("tool", "dockerls"))
    assert effective([layer], "/p/Dockerfile").profile == "strict"
    assert [problem.line for problem in problems] == [6, 8]
    assert explain([layer], "/p/Dockerfile")[0].line == 5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tool = 3", "1: [tool] is not a table."),
        ("[tool]\ndockerls = 3", "2: 'dockerls' takes a table, not 3."),
    ],
)
def test_pyproject_whose_table_is_none(text: str, problem: str) -> None:
    _, problems = read_toml(text, "pyproject.toml", None, KNOWN, ("tool", "dockerls"))
    assert [f"{each.line}: {each.message.en}" for each in problems] == [problem]
