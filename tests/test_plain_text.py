"""Our Markdown for clients that show plain text only."""

import re

import pytest

from dockerls.features.lessons.markdown import code
from dockerls.features.plain_text import plain_text
from dockerls.features.rule_page import rule_page
from dockerls.language import Language
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Rule
from tests.check import hovered

_CODE = re.compile(r"^(`{3,}).*?^\1$|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# A heading\n\n## `b` and c", "A heading\n\nb and c"),
        ("**`$W`**, set here", "$W, set here"),
        ("**a** and *b*, but 2 * 3 * 4", "a and b, but 2 * 3 * 4"),
        ("`COPY **/x [a](b)` is code", "COPY **/x [a](b) is code"),
        (code("`tick`") + " " + code("a``b"), "`tick` a``b"),
        ("[Reference: `ENV`](https://x.org/#env).", "Reference: ENV (https://x.org/#env)."),
        (
            "before\n\n```dockerfile\nENV a=`b` **c**\n\nRUN x\n```\n\nafter",
            "before\n\n    ENV a=`b` **c**\n\n    RUN x\n\nafter",
        ),
        ("````\n```\n````", "    ```"),
        ("- one that\n  goes on\n- `two`\n\n1. three", "- one that goes on\n- two\n\n1. three"),
        ("a line\nand its rest\n\nnext", "a line and its rest\n\nnext"),
        ("one\n\n---\n\ntwo", f"one\n\n{'─' * 20}\n\ntwo"),
        ("| a | `b` |\n|---|---|\n| c | d |", "a | b\nc | d"),
        ("**값:** `x` (`ARG V`)", "값: x (ARG V)"),
        ("", ""),
    ],
)
def test_markdown_as_plain_text(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_nothing_of_markdown_is_left_of_a_rule(rule: Rule) -> None:
    for language in Language:
        prose = _CODE.sub("code", rule_page(rule, language))
        assert not re.search(r"\*\*|`|\]\(|^#|^\|", plain_text(prose), flags=re.MULTILINE)


def test_a_hover_in_plain_text() -> None:
    found = hovered("FROM a\nENV V=1\nRUN echo $┃V\n", rules=())
    assert found is not None
    assert plain_text(found.markdown) == (
        "$V\n\n- Value: 1\n- Set by: ENV V=1 (line 2)\n\nThe shell replaces it when the command runs."
    )


def test_a_hover_in_plain_text_in_korean() -> None:
    found = hovered("FROM a\nENV V=1\nRUN echo $┃V\n", Language.KO, rules=())
    assert found is not None
    assert plain_text(found.markdown) == (
        "$V\n\n- 값: 1\n- 설정한 곳: ENV V=1 (2번째 줄)\n\n명령이 실행될 때 셸이 바꿉니다."
    )
