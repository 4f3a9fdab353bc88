"""Every refactoring at every instruction leaves a file that BuildKit reads, with all comments and line ends.

What it may take away besides stands in ``LOSES``; those in ``ONCE`` are not offered again where they were done.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.document import Document
from dockerls.features.actions import REFACTORING_KINDS
from dockerls.features.refactorings import REFACTORINGS, offers, refactored
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.syntax.pieces import Comment
from dockerls.text.edit import apply
from dockerls.text.span import Span
from tests.check import opened
from tests.corpus_files import corpus
from tests.oracle import OutOfReachError, buildkit_reads
from tests.strategies import dockerfiles

_WORD = re.compile(r"[^\s\[\],;&|(){}<>=:$\"'\\`]+")
_CLEANS_UP = (
    r"rm|-rf?|-f|-a|clean|all|cache|--force|--no-cache|--no-cache-dir|--purge|apt-get|npm|yarn|pip|(?:micro)?dnf|yum"
    r"|zypper|/.*"
)
# Words (as a pattern) that each may lose; those that are not here lose none.
LOSES = {
    "combine-runs": r"(?i:run)|--.*",
    "heredoc-to-chain": r"EOF|-e|errexit|-o|set|.*END.*|.*EOF.*",
    "to-exec-form": r"exec",
    "to-shell-form": r"sh|-c|/bin/sh",
    "add-cache-mount": _CLEANS_UP,
    "mount-secret": r"(?i:arg|env)|\w+",
    "pin-image": r"[\w.-]+",
    "extract-arg": r".*\d.*",
    "name-stage": r"--from|\d+|from",
}
ONCE = frozenset({"sort-packages", "convert-key-value", "pin-image", "name-stage", "to-exec-form", "to-shell-form"})


def _texts() -> dict[str, list[str]]:
    batches: dict[str, list[str]] = {}
    for name, text in corpus():
        batches.setdefault(name.split("/")[0], []).append(text)
    return {
        name: [*texts, *(text.replace("\n", "\r\n") for text in texts if "\r" not in text)]
        for name, texts in batches.items()
    }


TEXTS = _texts()


def comments_of(text: str) -> Counter[str]:
    pieces = parse(text).pieces
    found = [piece.text for piece in pieces if isinstance(piece, Comment)]
    for piece in pieces:
        if isinstance(piece, Instruction):
            found += [span.of(piece.text) for span in piece.header.comments]
            found += [span.of(piece.text) for script in piece.bodies for span in script.comments]
    return Counter(comment.strip("\ufeff# \t\r\n") for comment in found)


def words_of(text: str) -> Counter[str]:
    """All words of the instructions; a JSON array is taken for the words in it."""
    lines = (piece for piece in parse(text).pieces if isinstance(piece, Instruction))
    parts = (part for line in lines for part in (line.line, *(each.body.of(line.text) for each in line.heredocs)))
    return Counter(word for part in parts for word in _WORD.findall(part.replace('\\"', '"').replace("\\\n", "")))


def is_accepted(text: str) -> bool | None:
    """None where a limit of the judge keeps it from telling."""
    try:
        return buildkit_reads(text) is not None
    except OutOfReachError:
        return None


def spans_of(document: Document) -> Iterator[Span]:
    """A cursor on each instruction, on each version, and selections of two neighbouring instructions."""
    numbers = [at for at, piece in enumerate(document.file.pieces) if isinstance(piece, Instruction)]
    for at, following in zip(numbers, [*numbers[1:], numbers[-1] if numbers else 0], strict=True):
        start = document.start_of(at)
        piece, after = document.file.pieces[at], document.file.pieces[following]
        yield Span(start, start)
        yield Span(start, start + len(piece.text))
        if following != at:
            yield Span(start, document.start_of(following) + len(after.text))
        for match in re.finditer(r"\d+\.\d+", piece.text):
            yield Span(start + match.start(), start + match.start())


def complaints(text: str) -> Iterator[str]:
    document = opened(text, ())
    accepted, comments, words = is_accepted(text), comments_of(text), words_of(text)
    for span in spans_of(document):
        for refactoring, _ in offers(document, span, REFACTORING_KINDS):
            after = apply(text, refactored(document, span, refactoring.name))
            if after == text:
                yield f"{refactoring.name} changes nothing"
            if accepted and is_accepted(after) is False:
                yield f"{refactoring.name}: BuildKit refuses it\n{after}"
            if lost := comments - comments_of(after):
                yield f"{refactoring.name} loses the comments {list(lost)}\n{after}"
            if "\r\n" in text and "\n" not in text.replace("\r\n", "") and "\n" in after.replace("\r\n", ""):
                yield f"{refactoring.name}: a line end is not CRLF\n{after}"
            again = Span(span.start, span.start)
            is_there = refactoring.name in ONCE and after.startswith(text[: span.start])
            if is_there and refactored(opened(after, ()), again, refactoring.name):
                yield f"{refactoring.name} is offered again\n{after}"
            allowed = re.compile(LOSES.get(refactoring.name, r"(?!)"))
            if gone := [word for word in words - words_of(after) if not allowed.fullmatch(word)]:
                yield f"{refactoring.name} loses the words {gone}\n{text}--->\n{after}"


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_each_refactoring_everywhere(texts: list[str]) -> None:
    found = [complaint for text in texts for complaint in complaints(text)]
    assert not found, "\n".join(found[:5])


@settings(deadline=None)
@given(dockerfiles(), st.data())
def test_half_typed_files(text: str, data: st.DataObject) -> None:
    document = opened(text, ())
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    for refactoring, _ in offers(document, Span(start, end), REFACTORING_KINDS):
        after = apply(text, refactored(document, Span(start, end), refactoring.name))
        assert after != text
        assert not comments_of(text) - comments_of(after)


def test_names_are_unique_and_exceptions_name_refactorings() -> None:
    names = [each.name for each in REFACTORINGS]
    assert len(names) == len(set(names))
    assert set(LOSES) | ONCE <= set(names)
