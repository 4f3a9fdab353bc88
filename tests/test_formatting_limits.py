"""What formatting leaves alone, and that whatever it formats says what it said."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dockerls.features.formatting.style import Style
from dockerls.text.span import Span
from tests.bench.dockerfiles import dockerfile
from tests.check import after_typing, format_text, may_become, style
from tests.corpus_files import corpus, rejected
from tests.formatting_guarantees import ALWAYS, PLAIN, check_format, check_guarantees, check_stays
from tests.strategies import dockerfiles
from tests.test_work import GROWING, calls

SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())
STYLES = {
    "plain": PLAIN,
    "tabs": style(indent="tab", casing="lower"),
    "aligned": style(indent=2, align_continuations="always"),
    "crlf": style({"end_of_line": "crlf"}, align_continuations="never"),
}
TEXTS = [*corpus(), *rejected(), *((path.name, path.read_bytes().decode()) for path in SEEDS if path.is_file())]


# What is left alone


def test_heredocs_are_left_alone() -> None:
    """tally cuts into the heredocs of ADD."""
    check_format(
        "ADD  <<B   /c\n  from x\n\n\n\n   RUN  y \\\n B \nB\nRUN <<-C cat  >d\n\t e\t\n\tC\n",
        "ADD <<B /c\n  from x\n\n\n\n   RUN  y \\\n B \nB\nRUN <<-C cat  >d\n\t e\t\n\tC\n",
    )


def test_everything_from_an_open_heredoc_on_is_left_alone() -> None:
    check_format(
        "from  a\nRUN b\nUSER c\nRUN <<C\n  from  d\n\n\n\n  copy  e f",
        "FROM a\nRUN b\nUSER c\nRUN <<C\n  from  d\n\n\n\n  copy  e f",
    )


@pytest.mark.parametrize(
    "line",
    ["  BANANA  a  \\\n b", "RUN  ", "  COPY", "ENV  A", "ENV  A=1   B", "RUN  a  \\", "SHELL  sh", "ONBUILD  RUN"],
)
def test_what_is_not_whole_is_left_alone(line: str) -> None:
    text = f"FROM a\n{line}"
    assert format_text(text, PLAIN).rstrip("\n") == text


def test_text_that_is_no_dockerfile_is_left_alone() -> None:
    assert format_text("FROM  a\n\0", PLAIN) == "FROM  a\n\0"
    assert format_text("FROM  a\n\udc80", PLAIN) == "FROM  a\n\udc80"
    long = "FROM  a\n" + "# b\n" * 1024 * 1024
    assert format_text(long, PLAIN) == long


def test_lines_between_off_and_on_are_left_alone() -> None:
    check_format(
        "FROM  a\n  # dockerls: format off\n  RUN  b\n\n\n\nfrom  c\n# dockerls: format on\nRUN  d\n",
        "FROM a\n  # dockerls: format off\n  RUN  b\n\n\n\nfrom  c\n# dockerls: format on\nRUN d\n",
    )
    check_format(
        "FROM  a\nRUN b\n# Dockerls:format OFF here\nFROM  c  \n\n\n",
        "FROM a\nRUN b\n\n# Dockerls:format OFF here\nFROM  c  \n\n\n",
    )
    check_stays("# dockerls: format off\nFROM  a")
    on, off = "# dockerls: format on\n", "# dockerls: format off\n"
    check_format(f"{on}FROM  a\n{off}{off}USER  b\n{on}USER  c\n", f"{on}FROM a\n{off}{off}USER  b\n{on}USER c\n")


def test_lines_of_an_instruction_between_off_and_on_are_left_alone() -> None:
    check_format(
        "RUN  b   \\\n  # dockerls: format off\n   c   \\\n  # dockerls: format on\n  d   \\\n  e\n",
        "RUN b \\\n  # dockerls: format off\n   c   \\\n  # dockerls: format on\n  d \\\n  e\n",
        style(indent=4),
    )


def test_a_heredoc_cannot_switch_formatting_off() -> None:
    check_format(
        "FROM a\nRUN <<B\n# dockerls: format off\nB\nUSER  c\n", "FROM a\nRUN <<B\n# dockerls: format off\nB\nUSER c\n"
    )


def test_quotes_of_other_shells() -> None:
    windows = "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n"
    check_format(
        f"{windows}RUN a \"b  c\" `\n 'd' `\n e\n", f"{windows}RUN a \"b  c\" `\n    'd' `\n    e\n", style(indent=4)
    )
    check_stays(f'{windows}RUN a "b `" c" `\n d "e `\n  f"\n', style(indent=4))
    check_stays(f'{windows}RUN it\'s "b `\n  c"\n', style(indent=4))


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("RUN a \\\n b\n", "RUN a \\\n    b\n", True),
        ("RUN 'a  b'\n", "RUN 'a b'\n", False),
        ("RUN ab\n", "RUN a b\n", False),
        ("RUN a # b  c\n", "RUN a # b c\n", False),
        ("COPY --link a b\n", "COPY --chown=c a b\n", False),
        ("RUN a\n", "RUN a\nUSER b\n", False),
        ("RUN a\n", "# a\n", False),
        ("RUN a \\\n# b\n c\n", "RUN a \\\n# d\n c\n", False),
        ("COPY <<A /\nb\nA\n", "COPY <<A /\nc\nA\n", False),
        ('CMD ["a"]\n', 'CMD ["a" ]\n', False),
    ],
)
def test_what_reads_otherwise_is_not_taken(before: str, after: str, alike: bool) -> None:
    assert may_become(before, after) is alike


# All files


@pytest.mark.parametrize("name", STYLES)
def test_every_file_keeps_what_it_says(name: str) -> None:
    for _, text in TEXTS:
        after = format_text(text, STYLES[name])
        check_guarantees(text, after)
        assert format_text(after, STYLES[name]) == after


styles = st.builds(
    Style,
    casing=st.sampled_from(("keep", "upper", "lower")),
    indent=st.sampled_from((None, None, "\t", " ", "  ", "    ")),
    escapes=st.sampled_from(("keep", "keep", "always", "never")),
    tab_width=st.sampled_from((None, 2, 8)),
    line_end=st.sampled_from((None, None, "\n", "\r\n")),
    trims_lines=st.booleans(),
    ends_last_line=st.booleans(),
    trims_end=st.booleans(),
)


@settings(max_examples=300, deadline=None, suppress_health_check=(HealthCheck.too_slow,))
@example("FROM a\nCOPY <<EOF b \\ \\\n<<EOF\nx\nEOF\nRUN <<EOF\nEOF\n", Style())
@given(dockerfiles(surrogates=True), styles)
def test_whatever_is_typed_keeps_what_it_says(text: str, style: Style) -> None:
    after = format_text(text, style)
    check_guarantees(text, after)
    assert format_text(after, style) == after


@settings(max_examples=100, deadline=None)
@given(dockerfiles(), st.data())
def test_a_part_is_formatted_soundly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    check_guarantees(text, format_text(text, PLAIN, Span(start, data.draw(st.integers(start, len(text))))))


@settings(max_examples=100, deadline=None)
@given(dockerfiles(surrogates=True), st.data())
def test_every_key_is_answered(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    for character in "\n\\`":
        after = after_typing(f"{text[:at]}┃{text[at:]}", character, PLAIN)
        assert "".join(after.split()) == "".join(text.split())


def columns_that_fall_apart(count: int) -> str:
    """Each line's last word hangs on the line above, and the first line's on nothing."""
    return "".join(f"COPY a  {' ' * at} b{' ' * 3}{'c' * at}\n" for at in range(count // 10))


FILES = {**GROWING, "stages": lambda count: dockerfile(count).text, "columns": columns_that_fall_apart}


@pytest.mark.parametrize("name", FILES)
def test_a_file_twice_as_long_is_hardly_more_than_twice_the_work(name: str) -> None:
    short, long = (FILES[name](count).replace(" \\\n", "  \\\n") for count in (150, 300))
    format_text(short, ALWAYS)
    assert calls(lambda: format_text(long, ALWAYS)) < 2.4 * calls(lambda: format_text(short, ALWAYS))
