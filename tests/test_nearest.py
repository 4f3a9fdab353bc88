"""Did you mean."""

import pytest

from dockerls.text.nearest import nearest

INSTRUCTIONS = ("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "FROM", "HEALTHCHECK", "RUN", "USER", "WORKDIR")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("FORM", "FROM"),
        ("FRO", "FROM"),
        ("FROMM", "FROM"),
        ("FRIM", "FROM"),
        ("from", "FROM"),
        ("COYP", "COPY"),
        ("Entrypiont", "ENTRYPOINT"),
        ("HEALTCHECK", "HEALTHCHECK"),
        ("HAELTHCHEK", "HEALTHCHECK"),
        ("WROKDRI", "WORKDIR"),
        ("RN", "RUN"),
    ],
)
def test_slips_of_the_keyboard(written: str, meant: str) -> None:
    assert nearest(written, INSTRUCTIONS) == meant


@pytest.mark.parametrize("written", ["", "INCLUDE", "XYZ", "FRED", "FROMAGERIE", "WORKING_DIRECTORY", "X" * 100_000])
def test_no_guess_where_nothing_is_near(written: str) -> None:
    assert nearest(written, INSTRUCTIONS) is None


def test_at_most_three_slips_however_long_the_word() -> None:
    assert nearest("no-install-recommmmends", ["no-install-recommends"]) == "no-install-recommends"
    assert nearest("no-install-recommmmmmends", ["no-install-recommends"]) is None


def test_the_nearest_wins_and_the_first_of_equals() -> None:
    assert nearest("slect", ["severity", "elect", "select"]) == "elect"
    assert nearest("cat", ["bat", "rat"]) == "bat"
    assert nearest("cat", ["bat", "rat", "CAT"]) == "CAT"


def test_two_swapped_neighbours_are_one_slip() -> None:
    assert nearest("URN", ["RUN"]) == "RUN"
    assert nearest("NUR", ["RUN"]) is None


def test_nothing_to_choose_from() -> None:
    assert nearest("FROM", ()) is None
