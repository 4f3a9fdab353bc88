"""Files of a build context that get another path."""

import pytest

from dockerls.features.moved_files import Move, ignore_edits, source_edits
from dockerls.text.edit import apply
from tests.check import opened


def moved(text: str, *moves: Move) -> str:
    return apply(text, tuple(source_edits(opened(text, ()), moves)))


def test_sources_follow_a_file_and_what_is_in_a_folder() -> None:
    text = 'COPY ./src/app.py src/ srcx /src/\nADD ["src/a b", "/x"]\nCOPY \\\n  # src\n  /src .\n'
    assert moved(text, ("src", "lib/src")) == (
        'COPY ./lib/src/app.py lib/src/ srcx /src/\nADD ["lib/src/a b", "/x"]\nCOPY \\\n  # src\n  /lib/src .\n'
    )
    assert moved("COPY a.txt b.txt /\n", ("b.txt", "c.txt")) == "COPY a.txt c.txt /\n"
    assert moved("COPY a.txt b.txt /\n", ("b.txt", "b"), ("a.txt", "a")) == "COPY a b /\n"
    assert moved("COPY src/../src/x /\n", ("src", "lib")) == "COPY src/../lib/x /\n"


def test_what_is_no_file_of_the_context_stays() -> None:
    text = "FROM a AS src\nCOPY --from=src src /y\nONBUILD COPY src /z\nCOPY $src s*c /\nCOPY src/.. /\n"
    assert moved(text, ("src", "lib")) == text


def test_patterns_follow_the_folders_in_front_of_them() -> None:
    text = "COPY ./src/*.go src/**/a?.py *.go sr? /x/\n"
    assert moved(text, ("src", "lib")) == "COPY ./lib/*.go lib/**/a?.py *.go sr? /x/\n"
    assert moved("COPY src/*.go /x/\n", ("src/a.go", "src/b.go")) == "COPY src/*.go /x/\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("COPY package.json src/main.go ./\n", 'COPY ["pack age.json", "src/main.go", "./"]\n'),
        (
            "COPY --link package.json \\\n  # why\n  $X \\\n  ./\n",
            'COPY --link ["pack age.json", \\\n  # why\n  "$X", \\\n  "./"]\n',
        ),
        ("ADD \"package.json\" 'x' ./\n", 'ADD ["pack age.json", "x", "./"]\n'),
        ('COPY ["package.json", "./"]\n', 'COPY ["pack age.json", "./"]\n'),
        ("COPY package.json <<EOF ./\nx\nEOF\n", "COPY package.json <<EOF ./\nx\nEOF\n"),
    ],
)
def test_a_path_with_blanks_needs_an_array(before: str, after: str) -> None:
    assert moved(before, ("package.json", "pack age.json")) == after


def test_a_name_that_would_mean_something_else_is_not_written() -> None:
    text = "COPY a b /x/\nRUN --mount=source=b,target=/b true\n"
    for name in ("$b", "b[1]", "b*", "'b"):
        assert moved(text, ("b", name)) == text
    assert moved(text, ("b", "b,c")) == text.replace("a b", "a b,c")


def test_bind_mounts_of_the_context_follow() -> None:
    old, new = "package.json", "src/package.json"
    for mount in (f"type=bind,source={old},target=/x", f"target=/x,src=./{old}", f"source='{old}',target=/x"):
        assert moved(f"RUN --mount={mount} true\n", (old, new)) == f"RUN --mount={mount.replace(old, new)} true\n"
    for mount in (
        f"from=a,source={old}",
        f"type=cache,source={old}",
        f"type=secret,id=x,source={old}",
        f"source={old}$X",
    ):
        assert moved(f"RUN --mount={mount},target=/x true\n", (old, new)) == f"RUN --mount={mount},target=/x true\n"
    assert moved(f"ONBUILD RUN --mount=source={old},target=/x true\n", (old, new)).count(new) == 0
    assert (
        moved("RUN --mount=source=src/a,target=/x true\n", ("src", "lib"))
        == "RUN --mount=source=lib/a,target=/x true\n"
    )


def test_a_mount_takes_blanks_in_quotes() -> None:
    text = "RUN --mount=source=a,target=/a --mount='source=a,target=/b' --mount=target=/c,src=\"a\" true\n"
    assert moved("RUN --mount=source=a,target=/a true\n", ("a", "a b")) == 'RUN --mount=source="a b",target=/a true\n'
    assert moved(text.replace("'", ""), ("a", "a b")) == (
        'RUN --mount=source="a b",target=/a --mount=source="a b",target=/b --mount=target=/c,src="a b" true\n'
    )
    assert moved("RUN --mount='source=a,target=/b' true\n", ("a", "a b")) == "RUN --mount='source=a b,target=/b' true\n"


def test_lines_of_an_ignore_file_follow() -> None:
    text = "# src\nsrc\n!src/a\n/src/\nsrcx\n  src/b/ \r\n**/src\nsrc/*.go\nsr?\n\nsrc"
    expected = "# src\nlib\n!lib/a\n/lib/\nsrcx\n  lib/b/ \r\n**/src\nlib/*.go\nsr?\n\nlib"
    assert apply(text, tuple(ignore_edits(text, "src", "lib"))) == expected
