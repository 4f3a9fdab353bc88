"""Joining RUNs, cutting one into several, moving instructions: what comes out, and that it still means the same."""

import subprocess
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest

from dockerls.rewrite.combine import combine
from dockerls.rewrite.move import move_above, move_below
from dockerls.rewrite.place import PlacedEdit
from dockerls.rewrite.split import split
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.syntax.pieces import Piece
from dockerls.text.edit import Edit, apply

Rewrite = Callable[[Sequence[Piece]], tuple[PlacedEdit, ...]]


def rewritten(text: str, rewrite: Rewrite) -> str | None:
    """The text after a rewrite, None where it is refused."""
    pieces = parse(text).pieces
    edits: list[Edit] = []
    for edit in rewrite(pieces):
        assert not isinstance(edit.place, str)
        start = sum(len(piece.text) for piece in pieces[: edit.place.piece])
        edits.append(Edit(edit.place.span.shifted(start), edit.new_text))
    return apply(text, edits) if edits else None


def instructions(pieces: Sequence[Piece]) -> list[int]:
    return [index for index, piece in enumerate(pieces) if isinstance(piece, Instruction)]


def combined(text: str) -> str | None:
    """All from the first instruction to the last made one."""
    return rewritten(text, lambda pieces: combine(pieces, instructions(pieces)[0], instructions(pieces)[-1]))


def divided(text: str) -> str | None:
    return rewritten(text, lambda pieces: split(pieces, instructions(pieces)[0]))


JOINED = {
    "each on a line of its own": (
        "RUN a\nRUN b\nRUN c\n",
        "RUN a \\\n    && b \\\n    && c\n",
    ),
    "in the style there is, comments kept": (
        "RUN a && \\\n  b\n\n# why\nRUN c \\\n  # inner\n  -x",
        "RUN a && \\\n  b && \\\n  # why\n  c \\\n  # inner\n  -x",
    ),
    "with the line ends there are": (
        "RUN a\r\n# why\r\nRUN b\r\n",
        "RUN a \\\r\n    # why\r\n    && b\r\n",
    ),
    "with the escape character there is": (
        "# escape=`\nRUN a\nRUN b `\n  -x\n",
        "# escape=`\nRUN a `\n    && b `\n  -x\n",
    ),
    "flags once": (
        "RUN --mount=type=cache,target=/x a\nrun --mount=type=cache,target=/x b\n",
        "RUN --mount=type=cache,target=/x a \\\n    && b\n",
    ),
    "what is no chain in braces": (
        "RUN a; b\nRUN c || d;\nRUN if x; then y; fi\n",
        "RUN { a; b; } \\\n    && { c || d; } \\\n    && if x; then y; fi\n",
    ),
    "a folder or a variable in a subshell": (
        "RUN cd x && y\nRUN A=1 && export A\nRUN z\n",
        "RUN (cd x && y) \\\n    && (A=1 && export A) \\\n    && z\n",
    ),
    "a shell comment only at the end": (
        "RUN a\nRUN b; c # done\n",
        "RUN a \\\n    && { b; c; } # done\n",
    ),
    "comments for tools above all": (
        "RUN a\n# hadolint ignore=DL3008\nRUN b\n",
        "# hadolint ignore=DL3008\nRUN a \\\n    && b\n",
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_runs_are_joined(name: str) -> None:
    before, after = JOINED[name]
    assert combined(before) == after
    assert len(parse(after).instructions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "RUN --network=none a\nRUN b\n",
        "RUN a\nENV X=1\nRUN b\n",
        "RUN a &\nRUN b\n",
        "RUN a # comment\nRUN b\n",
        "RUN set -e; a; b\nRUN c\n",
        "RUN <<EOF\na\nEOF\nRUN b\n",
        "RUN cat <<EOF > x\na\nEOF\nRUN b\n",
        'RUN ["a"]\nRUN b\n',
        "RUN a (\nRUN b\n",
        "RUN a\nRUN --mount=type=cache,target=/x b\n",
        "RUN a\nRUN b \\\n",
        "RUN a\n",
        "RUN --network=none \\\n # why\n a\nRUN --network=none b\n",
    ],
)
def test_runs_are_left_apart_where_joining_would_change_them(text: str) -> None:
    assert combined(text) is None


def test_a_shell_that_stops_at_errors_keeps_lists_apart() -> None:
    pieces = parse("RUN a; b\nRUN c\n").pieces
    assert combine(pieces, 0, 1)
    assert not combine(pieces, 0, 1, errexit=True)


CUT = {
    "each link": ("RUN a && b && c\n", "RUN a\nRUN b\nRUN c\n"),
    "flags, case, indentation and comments kept": (
        "  run --mount=type=cache,target=/x a | x \\\n    && b \\\n  # why\n  && (cd y && c) # end\n",
        "  run --mount=type=cache,target=/x a | x\n  run --mount=type=cache,target=/x b\n  # why\n"
        "  run --mount=type=cache,target=/x (cd y && c) # end\n",
    ),
    "line ends kept": ("RUN a && \\\r\n  b", "RUN a\r\nRUN b"),
}


@pytest.mark.parametrize("name", CUT)
def test_a_run_is_cut(name: str) -> None:
    before, after = CUT[name]
    assert divided(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "RUN a\n",
        "RUN a || b\n",
        "RUN a; b && c\n",
        "RUN cd x && b\n",
        "RUN X=1 && b $X\n",
        "RUN set -x && b\n",
        "RUN export X=1 && b\n",
        "RUN service db start && b\n",
        "RUN --mount=type=tmpfs,target=/t a && b\n",
        "RUN cat <<EOF && b\nx\nEOF\n",
        "RUN a && b (\n",
        'RUN ["a", "&&", "b"]\n',
    ],
)
def test_a_run_is_left_whole_where_its_links_share_something(text: str) -> None:
    assert divided(text) is None


# Code whose output tells in which folder, with which variables and options it runs, and whether what is before failed.
SNIPPETS = (
    "echo a",
    "false",
    "mkdir -p d && cd d && pwd",
    "cd / ; pwd",
    "X=1 && echo $X",
    "echo x$X; pwd",
    "false || echo or",
    "false; echo on",
    "echo one; false",
    "set -e; false; echo no",
    "set -e && echo strict",
    "if true; then echo if; fi",
    "{ echo g; false; }",
    "(exit 0)",
    "exit 0",
    "! false",
    "echo p | cat",
    "umask 077 && umask",
    "f() { echo f; }; f",
)


def run(scripts: Sequence[str], folder: Path) -> tuple[bool, str]:
    """Whether a build of these RUNs succeeds, and what it prints."""
    folder.mkdir()
    printed = ""
    for script in scripts:
        done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
        printed += done.stdout
        if done.returncode:
            return False, printed
    return True, printed


def scripts_of(text: str) -> list[str]:
    return [instruction.value for instruction in parse(text).instructions]


@pytest.mark.parametrize("first", SNIPPETS)
def test_joined_runs_do_what_they_did(first: str, tmp_path: Path) -> None:
    for number, second in enumerate(SNIPPETS):
        apart = f"RUN {first}\nRUN {second}\n"
        joined = combined(apart)
        if joined is not None:
            (tmp_path / str(number)).mkdir()
            before = run(scripts_of(apart), tmp_path / str(number) / "x")
            assert run(scripts_of(joined), tmp_path / str(number) / "y") == (before[0], before[1].replace("/x", "/y"))


def test_cut_runs_do_what_they_did(tmp_path: Path) -> None:
    cut = 0
    chains = (f"{first} && {second}" for first, second in product(SNIPPETS, SNIPPETS))
    for number, chain in enumerate(chains):
        apart = divided(f"RUN {chain}\n")
        if apart is not None:
            cut += 1
            (tmp_path / str(number)).mkdir()
            before = run([chain], tmp_path / str(number) / "x")
            assert run(scripts_of(apart), tmp_path / str(number) / "y") == (before[0], before[1].replace("/x", "/y"))
    assert cut > 20


def test_an_instruction_moves_with_its_comments() -> None:
    text = "FROM a\n# about x\nARG x\nRUN b\n\n# about c\nRUN c $x"
    up = rewritten(text, lambda pieces: move_above(pieces, 2, 6))
    assert up == "FROM a\nRUN b\n\n# about x\nARG x\n# about c\nRUN c $x"
    down = rewritten(text, lambda pieces: move_below(pieces, 2, 6))
    assert down == "FROM a\nRUN b\n\n# about c\nRUN c $x\n# about x\nARG x"


def test_a_last_line_without_an_end_moves_up() -> None:
    assert rewritten("FROM a\r\nRUN b\r\nARG x", lambda pieces: move_above(pieces, 2, 1)) == (
        "FROM a\r\nARG x\r\nRUN b\r\n"
    )
