"""What the judge says is normalised right, and each of its known limits is really one."""

import subprocess
import sys

import dockerfile
import pytest

from tests.oracle import LIMITS, Limit, OutOfReachError, Reading, buildkit_reads, package_reads


def test_one_of_everything() -> None:
    text = "from a AS b\nONBUILD run ls -l\nCOPY --from=한글 <<X 3<<-'Y' /\n1\nX\n\t2\n\tY\nHEALTHCHECK cmd ['a']\n"
    assert buildkit_reads(text) == (
        Reading("from", 1, 1, values=("a", "AS", "b")),
        Reading("onbuild", 2, 2, values=("run", "ls -l")),
        Reading(
            "copy",
            3,
            7,
            flags=("--from=한글",),
            values=("<<X", "3<<-'Y'", "/"),
            heredocs=(("X", 0, "1\n"), ("Y", 3, "\t2\n")),
        ),
        Reading("healthcheck", 8, 8, values=("cmd", "['a']")),
    )


def test_pairs_come_without_their_equals_sign_and_with_their_quotes() -> None:
    assert buildkit_reads("ENV a='b c' d=e\nLABEL x y  z\nARG p q=r\n") == (
        Reading("env", 1, 1, values=("a", "'b c'", "d", "e")),
        Reading("label", 2, 2, values=("x", "y  z")),
        Reading("arg", 3, 3, values=("p", "q=r")),
    )


def test_nothing_after_the_keyword() -> None:
    assert buildkit_reads("ENV\nCMD []\nONBUILD\nHEALTHCHECK\n") == (
        Reading("env", 1, 1),
        Reading("cmd", 2, 2, is_json=True),
        Reading("onbuild", 3, 3),
        Reading("healthcheck", 4, 4),
    )


def test_an_empty_string_is_a_value_but_unknown_arguments_are_none() -> None:
    assert buildkit_reads('CMD [""]\nFOO bar\nONBUILD FOO bar\n') == (
        Reading("cmd", 1, 1, is_json=True, values=("",)),
        Reading("foo", 2, 2),
        Reading("onbuild", 3, 3, values=("foo",)),
    )


def test_an_escape_character_alone_is_an_instruction_without_keyword() -> None:
    assert buildkit_reads("FROM a\n\\\n") == (Reading("from", 1, 1, values=("a",)), Reading("", 2, 2))


def test_carriage_returns_stay_inside_a_line_and_in_heredocs() -> None:
    assert buildkit_reads("RUN a\rb\r\nRUN <<E\r\nx\ry\r\nE\r\n") == (
        Reading("run", 1, 1, values=("a\rb",)),
        Reading("run", 2, 4, values=("<<E",), heredocs=(("E", 0, "x\ry\r\n"),)),
    )


def test_keywords_are_lowered_as_go_does_it() -> None:
    readings = buildkit_reads("WOR\u212aDIR /a\nONBU\u0130LD RUN b\nΣΑΣ\n")
    assert readings is not None
    assert [reading.keyword for reading in readings] == ["workdir", "onbuild", "σασ"]


def test_a_refused_file_is_none() -> None:
    assert buildkit_reads("RUN <<EOF\n") is None


@pytest.mark.parametrize(
    "limit", [limit for limit in LIMITS if limit.name != "lone-surrogate"], ids=lambda limit: limit.name
)
def test_each_limit_is_one(limit: Limit) -> None:
    try:
        told = package_reads(limit.example)
    except (dockerfile.GoParseError, UnicodeDecodeError):
        return
    assert told != limit.truth


@pytest.mark.parametrize(
    "text",
    [
        "RUN a\0b",
        "RUN \udc80",
        "# check=skip=all\n# escape=`\nFROM a",
        "#\u2003escape=`\nFROM a",
        'CMD ["a"] b',
        "RUN ${A%x} <<E\nE",
        'ONBUILD --x=[ CMD ["a"] ["b"]',
        "COPY --from=à a b",
        "HEALTHCHECK 설정 a",
    ],
)
def test_the_judge_is_not_asked_what_it_cannot_tell(text: str) -> None:
    with pytest.raises(OutOfReachError):
        buildkit_reads(text)


def test_a_second_check_directive_is_not_refused() -> None:
    assert package_reads("# check=skip=all\n# check=skip=all\nFROM a\n") == (Reading("from", 3, 3, values=("a",)),)


def test_the_package_cuts_at_nul() -> None:
    assert len(dockerfile.parse_string("RUN a\0b\nRUN c\n")) == 1


def test_the_package_dies_of_a_lone_surrogate() -> None:
    script = r"import dockerfile; dockerfile.parse_string('RUN \udc80')"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode < 0
