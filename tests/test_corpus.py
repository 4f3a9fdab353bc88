"""The corpus is what it says: accepted files accepted, rejected files rejected, byte-exact."""

import pytest

from tests.corpus_files import corpus, rejected
from tests.oracle import buildkit_reads


def _named(files: list[tuple[str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in files])


@_named(corpus())
def test_accepted(text: str) -> None:
    assert buildkit_reads(text)


@_named(rejected())
def test_rejected(text: str) -> None:
    assert buildkit_reads(text) is None


def test_it_is_large_enough() -> None:
    assert len(corpus()) >= 150
    assert len(rejected()) >= 15


def test_no_file_is_there_twice() -> None:
    texts = [text for _, text in corpus() + rejected()]
    assert len(set(texts)) == len(texts)


def test_line_ends_and_marks_survived_version_control() -> None:
    texts = [text for _, text in corpus()]
    assert sum("\r\n" in text for text in texts) >= 8
    assert sum("\r" in text.replace("\r\n", "") for text in texts) >= 6
    assert sum(text.startswith("\ufeff") for text in texts) >= 4
    assert sum(not text.endswith("\n") for text in texts) >= 4
