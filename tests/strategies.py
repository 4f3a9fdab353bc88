"""Hypothesis strategies: Dockerfiles in every state of being typed, and the edits that typing makes."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.fragments import (
    ARRAYS,
    BLANKS,
    BODY_LINES,
    COMMENTS,
    DIRECTIVES,
    EMPTY_LINES,
    FLAGS,
    HEREDOCS,
    KEYSTROKES,
    KEYWORDS,
    PAIRS,
    WORDS,
)

_SURROGATES = ("\ud800", "\udc80", "x\udfffy", "\udc33\ud83d")
_ESCAPES = ("\\", "\\", "\\", "`")
_PAIR_KEYWORDS = ("ENV", "LABEL", "ARG")


def dockerfiles(surrogates: bool = False) -> SearchStrategy[str]:
    """Dockerfile texts of up to about a dozen instructions, some of them broken.

    With ``surrogates`` some texts hold lone surrogates, as an editor may send them.
    """
    return _dockerfiles(surrogates)


def edits_of(text: str) -> SearchStrategy[tuple[int, int, str]]:
    """Start, end and new text of an edit, in code points; most edits matter to the structure of the text."""
    return _edits(text)


@st.composite
def _dockerfiles(draw: DrawFn, surrogates: bool) -> str:
    escape = draw(st.sampled_from(_ESCAPES))
    lines = draw(st.lists(st.sampled_from(DIRECTIVES), max_size=2))
    if escape == "`":
        lines.insert(0, "# escape=`")
    words = WORDS + _SURROGATES if surrogates else WORDS
    for block in draw(st.lists(_block(escape, words), max_size=10)):
        lines += block
    line_end = draw(st.sampled_from(("\n", "\n", "\n", "\r\n")))
    text = line_end.join(lines) + draw(st.sampled_from(("", line_end, line_end, line_end)))
    return draw(st.sampled_from(("", "", "", "", "\ufeff"))) + text


def _block(escape: str, words: tuple[str, ...]) -> SearchStrategy[list[str]]:
    """The lines of one instruction, comment or empty line, or of text that is none of them."""
    instruction = _instruction(escape, words)
    return st.one_of(
        instruction,
        instruction,
        instruction,
        _heredoc_instruction(escape, words),
        st.sampled_from(COMMENTS + EMPTY_LINES).map(lambda line: [line]),
        st.lists(st.sampled_from(words + KEYSTROKES), max_size=4).map(lambda parts: ["".join(parts)]),
    )


@st.composite
def _instruction(draw: DrawFn, escape: str, words: tuple[str, ...]) -> list[str]:
    head, arguments = draw(_keywords()), draw(st.lists(st.sampled_from(FLAGS), max_size=2))
    if head[-1] in _PAIR_KEYWORDS:
        arguments += draw(st.lists(st.sampled_from(PAIRS), min_size=1, max_size=4))
    elif draw(st.integers(0, 3)) == 0:
        arguments.append(draw(st.sampled_from(ARRAYS)))
    else:
        arguments += draw(st.lists(st.sampled_from(words), max_size=5))
    indent = draw(st.sampled_from(("", "", "", "  ", "\t")))
    return draw(_joined([indent + head[0], *head[1:], *arguments], escape))


@st.composite
def _heredoc_instruction(draw: DrawFn, escape: str, words: tuple[str, ...]) -> list[str]:
    """RUN, COPY or ADD with one or two heredocs, mostly terminated."""
    head = draw(st.sampled_from((["RUN"], ["COPY"], ["ADD"], ["ONBUILD", "RUN"], ["onbuild", "copy"])))
    heredocs = draw(st.lists(st.sampled_from(HEREDOCS), min_size=1, max_size=2))
    flags = draw(st.lists(st.sampled_from(FLAGS[:4]), max_size=1))
    tail = draw(st.lists(st.sampled_from(words), max_size=2))
    lines = draw(_joined([*head, *flags, *(opening for opening, _ in heredocs), *tail], escape))
    for _, terminator in heredocs:
        lines += draw(st.lists(st.sampled_from(BODY_LINES), max_size=3))
        if draw(st.integers(0, 7)) > 0:
            lines.append(terminator)
    return lines


def _keywords() -> SearchStrategy[list[str]]:
    """A keyword, at times behind ONBUILD."""
    keyword = st.sampled_from(KEYWORDS)
    return st.one_of(keyword.map(lambda word: [word]), keyword.map(lambda word: ["ONBUILD", word]), _health())


def _health() -> SearchStrategy[list[str]]:
    return st.sampled_from((["HEALTHCHECK", "CMD"], ["HEALTHCHECK", "--retries=3", "cmd"], ["HEALTHCHECK", "NONE"]))


@st.composite
def _joined(draw: DrawFn, words: list[str], escape: str) -> list[str]:
    """The words on one line or, over continuations, on several with comments and empty lines between them."""
    lines = [""]
    for number, word in enumerate(words):
        if number and draw(st.integers(0, 4)) == 0:
            lines[-1] += draw(st.sampled_from((" ", "", "\t"))) + escape + draw(st.sampled_from(("", "", " ", " \t")))
            lines += draw(st.lists(st.sampled_from(COMMENTS + EMPTY_LINES), max_size=2))
            lines.append(draw(st.sampled_from(("  ", "", "\t"))))
        elif number:
            lines[-1] += draw(st.sampled_from(BLANKS))
        lines[-1] += word
    lines[-1] += draw(st.sampled_from(("", "", "", "", " ", "\t", escape, " " + escape, escape * 2)))
    return lines


@st.composite
def _edits(draw: DrawFn, text: str) -> tuple[int, int, str]:
    start = draw(_offsets(text))
    length = draw(st.sampled_from((0, 0, 0, 1, 1, 2, 5, 20, len(text))))
    new = st.one_of(st.sampled_from(KEYSTROKES), st.sampled_from(KEYSTROKES), st.just(""), st.text(max_size=3))
    return start, min(start + length, len(text)), draw(new)


def _offsets(text: str) -> SearchStrategy[int]:
    """Any place, but more often beside a character that structures the text, or at its top."""
    places = [at for at, character in enumerate(text) if character in "\n\\`'\"<#["]
    anywhere = st.integers(0, len(text))
    if not places:
        return anywhere
    beside = st.tuples(st.sampled_from(places), st.integers(0, 1)).map(sum)
    return st.one_of(anywhere, beside, beside, st.integers(0, min(len(text), 12)))
