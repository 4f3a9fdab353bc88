"""Formatting selections, and while a person types."""

import pytest

from dockerls.text.span import Span
from tests.check import after_typing, format_text, with_cursor
from tests.formatting_guarantees import PLAIN

# Parts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from  a\nRUN  b\nUSER  ┃c\n", "from  a\nRUN  b\nUSER c\n"),
        ("FROM  a\n┃RUN  b \\\n┃  c  \nUSER  d\n", "FROM  a\nRUN b \\\n  c\nUSER  d\n"),
        ("FROM  a\nRUN  b \\\n ┃ c  \nUSER ┃ d\n", "FROM  a\nRUN b \\\n  c\nUSER d\n"),
        ("FROM a\nRUN  b\n┃FROM c\n", "FROM a\nRUN  b\n\nFROM c\n"),
        ("FROM a\n┃\n\n\n\n┃USER  b\n", "FROM a\n\n\nUSER  b\n"),
        ("FROM a\n\n\n\nUSER ┃ b\n", "FROM a\n\n\n\nUSER b\n"),
        ("┃", ""),
    ],
)
def test_a_selection_formats_what_it_touches(before: str, after: str) -> None:
    plain, selection = with_cursor(before)
    assert format_text(plain, PLAIN, selection) == after


def test_several_selections() -> None:
    text = "FROM  a\nRUN  b\nUSER  c\n"
    assert format_text(text, PLAIN, Span(0, 1), Span(len(text) - 3, len(text))) == "FROM a\nRUN  b\nUSER c\n"


# While typing


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("FROM a\nRUN b \\\n┃", "FROM a\nRUN b \\\n    "),
        ("FROM a\nRUN \\\n┃", "FROM a\nRUN \\\n    "),
        ("FROM a\nRUN b \\\n  && c \\\n┃", "FROM a\nRUN b \\\n  && c \\\n  "),
        ("FROM a\nRUN b \\\n┃\n  && c\n", "FROM a\nRUN b \\\n  \n  && c\n"),
        ("FROM a\nRUN b \\\n\t&& c\nRUN d \\\n┃\nUSER e\n", "FROM a\nRUN b \\\n\t&& c\nRUN d \\\n\t\nUSER e\n"),
        ("FROM a\nRUN b \\\n  # c\n┃  d\n", "FROM a\nRUN b \\\n  # c\n  d\n"),
        ("FROM a\nRUN b \\\n  c\n  ┃", "FROM a\nRUN b \\\n  c\n"),
        ("FROM a\n  ┃\nUSER b\n", "FROM a\n\nUSER b\n"),
        ("FROM a\n  ┃USER b\n", "FROM a\n  USER b\n"),
        ("FROM a\nRUN echo 'b \\\n┃", "FROM a\nRUN echo 'b \\\n"),
        ("FROM a\nRUN echo 'b \\\n┃  c'\n", "FROM a\nRUN echo 'b \\\n  c'\n"),
        ("FROM a\nRUN <<B\n  ┃\nB\n", "FROM a\nRUN <<B\n  \nB\n"),
        ("FROM a\nRUN <<B\n  c\n  ┃\nB\n", "FROM a\nRUN <<B\n  c\n  \nB\n"),
        ("FROM a\nRUN <<B\n  ┃\n", "FROM a\nRUN <<B\n  \n"),
        ("FROM a\nRUN <<B\nB\n  ┃", "FROM a\nRUN <<B\nB\n"),
        ("# dockerls: format off\nFROM a\nRUN b \\\n┃", "# dockerls: format off\nFROM a\nRUN b \\\n"),
        ("┃FROM a\n", "FROM a\n"),
        ("┃", ""),
    ],
)
def test_a_new_line(before: str, after: str) -> None:
    assert after_typing(before, "\n", PLAIN) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("FROM a\nRUN b   \\┃\n", "FROM a\nRUN b \\\n"),
        ("FROM a\nRUN b &&\\┃", "FROM a\nRUN b && \\"),
        ("FROM a\nRUN b;\\┃\n  c\n", "FROM a\nRUN b; \\\n  c\n"),
        ("FROM a\nRUN b     \\\n    ccc   \\\n    d \\┃\n", "FROM a\nRUN b     \\\n    ccc   \\\n    d     \\\n"),
        ("FROM a\nCOPY C:\\┃", "FROM a\nCOPY C:\\"),
        ("FROM a\nRUN printf 'b  \\┃", "FROM a\nRUN printf 'b  \\"),
        ("FROM a\nRUN b \\\n   \\┃\n", "FROM a\nRUN b \\\n   \\\n"),
        ("FROM a\nRUN  \\┃", "FROM a\nRUN  \\"),
        ("FROM a\n# b  \\┃\n", "FROM a\n# b  \\\n"),
        ("# escape=`\nFROM a\nRUN b  \\┃\n", "# escape=`\nFROM a\nRUN b  \\\n"),
    ],
)
def test_an_escape_character(before: str, after: str) -> None:
    assert after_typing(before, "\\", PLAIN) == after


def test_typing_into_what_is_no_dockerfile() -> None:
    assert after_typing("FROM a\0 \\\n┃", "\n", PLAIN) == "FROM a\0 \\\n"
