"""Files of a build context that get another path."""

from dockerls.features.moved_files import ignore_edits, source_edits
from dockerls.text.edit import apply
from tests.check import opened


def moved(text: str, old: str, new: str) -> str:
    return apply(text, tuple(source_edits(opened(text, ()), old, new)))


def test_sources_follow_a_file_and_what_is_in_a_folder() -> None:
    text = 'COPY ./src/app.py src/ srcx /src/\nADD ["src/a b", "/x"]\nCOPY \\\n  # src\n  /src .\n'
    assert moved(text, "src", "lib/src") == (
        'COPY ./lib/src/app.py lib/src/ srcx /src/\nADD ["lib/src/a b", "/x"]\nCOPY \\\n  # src\n  /lib/src .\n'
    )
    assert moved("COPY a.txt b.txt /\n", "b.txt", "c.txt") == "COPY a.txt c.txt /\n"
    assert moved("COPY src/../src/x /\n", "src", "lib") == "COPY src/../lib/x /\n"


def test_what_is_no_file_of_the_context_stays() -> None:
    text = "FROM a AS src\nCOPY --from=src src /y\nONBUILD COPY src /z\nCOPY src/*.py $src /\nCOPY src/.. /\n"
    assert moved(text, "src", "lib") == text


def test_lines_of_an_ignore_file_follow() -> None:
    text = "# src\nsrc\n!src/a\n/src/\nsrcx\n  src/b/ \r\n**/src\n\nsrc"
    expected = "# src\nlib\n!lib/a\n/lib/\nsrcx\n  lib/b/ \r\n**/src\n\nlib"
    assert apply(text, tuple(ignore_edits(text, "src", "lib"))) == expected
