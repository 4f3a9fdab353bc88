"""The Dockerfiles of the benchmark have the length they say, stage names of their own, and a RUN to type in."""

import dockerfile as buildkit
import pytest

from tests.bench.dockerfiles import dockerfile


@pytest.mark.parametrize("lines", [30, 300, 900, 3_000])
def test_lengths_and_the_place_typed_at(lines: int) -> None:
    typing = dockerfile(lines)
    assert len(typing.text.splitlines()) == lines
    typed = typing.typed("XYZ").splitlines()
    assert typed[typing.line].startswith('RUN echo "version typed-hereXYZ"')


def test_copies_have_stage_names_of_their_own() -> None:
    instructions = buildkit.parse_string(dockerfile(900).text)
    stages = [one.value[2] for one in instructions if one.cmd == "FROM"]
    used = [flag.partition("=")[2] for one in instructions for flag in one.flags if flag.startswith("--from=")]
    assert len(stages) == len(set(stages)) == 3 * stages.index("client-deps-1")
    assert set(used) <= set(stages)
