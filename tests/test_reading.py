"""dockerfile-parse reads every instruction; where it and BuildKit differ, BuildKit is right. Each by name."""

from io import BytesIO

import pytest
from dockerfile_parse import DockerfileParser
from hypothesis import given, settings

from dockerls.syntax import reading
from dockerls.syntax.blanks import SPACE
from dockerls.syntax.parse import parse
from dockerls.syntax.reading import Reading, keyword_of, read
from tests.corpus_files import corpus
from tests.strategies import dockerfiles


def theirs(line: str) -> Reading | None:
    structure = DockerfileParser(fileobj=BytesIO(line.encode()), env_replace=False).structure
    return Reading(structure[0]["instruction"], structure[0]["value"]) if structure else None


DIFFERENCES = {
    "a keyword without arguments is nothing to it": ("RUN", None, Reading("RUN", "")),
    "a backslash at the end is a continuation to it": ("RUN dir c:\\\\", None, Reading("RUN", "dir c:\\\\")),
    "a no-break space ends the keyword": ("RUN\u00a0a b", Reading("RUN", "a b"), Reading("RUN\u00a0A", "b")),
    "a unit separator at the end is trimmed": ("RUN a\x1f", Reading("RUN", "a"), Reading("RUN", "a\x1f")),
    "capitals of other letters": ("STRAßE a", Reading("STRASSE", "a"), Reading("STRAßE", "a")),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_difference(name: str) -> None:
    line, package, buildkit = DIFFERENCES[name]
    assert theirs(line) == package
    assert read(line) == buildkit


def test_the_package_reads_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package there is no reading: nothing stands in for it on a plain line."""

    class Renamed(DockerfileParser):  # type: ignore[misc]
        @property
        def structure(self) -> object:
            return [{**each, "instruction": f"READ-{each['instruction']}"} for each in super().structure]

    monkeypatch.setattr(reading, "DockerfileParser", Renamed)
    instructions = parse("FROM a\nRUN echo \\\n  one\n").instructions
    assert [each.keyword for each in instructions] == ["READ-FROM", "READ-RUN"]


def _is_read_right(text: str) -> None:
    for instruction in parse(text).instructions:
        line = instruction.line
        keyword = keyword_of(line)
        assert instruction.reading.value == line[len(keyword) :].strip(SPACE)
        if keyword.isascii():
            assert instruction.keyword == keyword.upper()


@pytest.mark.parametrize("name", [name for name, _ in corpus()])
def test_corpus_is_read_right(name: str) -> None:
    _is_read_right(dict(corpus())[name])


@settings(max_examples=300)
@given(dockerfiles(surrogates=True))
def test_anything_is_read_right(text: str) -> None:
    _is_read_right(text)
