"""Where variables get their values from, and which stage a name means. ``┃`` stands in a use, ``«…»`` is its answer."""

import pytest

from dockerls.semantics.scopes import resolve, variables_of
from dockerls.semantics.stage_references import stage_names_of, stage_references
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.text.span import Span
from tests.check import marked, with_marks


def check_variable(text: str) -> None:
    """The use under the cursor gets its value from the marked definitions."""
    plain, cursor = _without_cursor(text)
    file = parse(plain)
    starts = _starts(plain)
    noted = [(at, variables) for at, each in _instructions(plain) if (variables := variables_of(each, with_shell=True))]
    (use,) = [
        found for found in resolve(noted, file.escape) if found.use.whole.shifted(starts[found.piece]).contains(cursor)
    ]
    found = [site.definition.span.shifted(starts[site.piece]) for site in use.sites]
    assert with_marks(plain, found) == text.replace("┃", "")


def check_stage(text: str) -> None:
    """The name under the cursor means the marked stage."""
    plain, cursor = _without_cursor(text)
    starts = _starts(plain)
    noted = [(at, names) for at, each in _instructions(plain) if (names := stage_names_of(each))]
    stages = stage_references(noted)
    (use,) = [each for each in stages.references if each.use.span.shifted(starts[each.piece]).contains(cursor)]
    found: list[Span] = []
    if use.target is not None:
        stage = stages.definitions[use.target]
        assert stage.span is not None
        found.append(stage.span.shifted(starts[stage.piece]))
    assert with_marks(plain, found) == text.replace("┃", "")


def _without_cursor(text: str) -> tuple[str, int]:
    plain = marked(text)[0]
    return plain.replace("┃", ""), plain.index("┃")


def _instructions(text: str) -> list[tuple[int, Instruction]]:
    return [(at, piece) for at, piece in enumerate(parse(text).pieces) if isinstance(piece, Instruction)]


def _starts(text: str) -> list[int]:
    starts = [0]
    for piece in parse(text).pieces:
        starts.append(starts[-1] + len(piece.text))
    return starts


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nENV «B»=1\nLABEL c=$B┃\n",
        "FROM a\nENV B=1\nENV «B»=2\nLABEL c=${B┃:-d}\n",
        "FROM a\nENV «B»=1\nENV B=$B┃:2\n",
        "FROM a\nENV «B»=1\nENV B=2 C=$B┃\n",
        "FROM a\nARG «B»=1 C=$B┃\n",
        "FROM a\nARG B=1\nENV «B»=2\nRUN echo \\\n # why\n  $B┃\n",
        "ARG «B»=1\nFROM a:$B┃\n",
        "ARG «B»=1\nARG C=$B┃\nFROM a\n",
        "ARG «B»=1\nFROM a\nARG «B»\nLABEL c=$B┃\n",
        "ARG B=1\nFROM a\nARG «B»=2\nLABEL c=$B┃\n",
        "ARG B=1\nFROM a\nLABEL c=$B┃\n",
        "FROM a\nENV B=1\nARG «B»=2\nLABEL c=$B┃\n",
        "FROM a\nENV «B»=1\nARG «B»\nLABEL c=$B┃\n",
        "FROM a\nARG «B»=1\nARG B\nARG «B»\nLABEL c=$B┃\n",
        "ARG «B»=1\nFROM a\nENV B=2\nARG «B»\nLABEL c=$B┃\n",
        "FROM a AS b\nENV «C»=1\nFROM d\nENV C=2\nFROM B\nLABEL c=$C┃\n",
        "ARG E=b\nFROM a AS b\nENV «C»=1\nFROM $E\nLABEL c=$C┃\n",
        "FROM a\nENV B=1\nFROM a\nLABEL c=$B┃\n",
        "FROM a\nENV «B»=1\nCOPY <<EOF /c\n$B┃\nEOF\n",
        "FROM a\nENV «B»=1\nRUN <<EOF\necho $B┃\nEOF\n",
        "FROM a\nENV «B»=1\nRUN <<'EOF'\necho ${B┃}\nEOF\n",
        "# escape=`\nFROM a\nENV «B»=1\nLABEL c=\\$B┃\n",
        "FROM a\nARG «B»=1\nRUN --mount=type=cache,\\\n'target=/x/$B┃' make\n",
        "FROM a\nARG «B»=1\nCOPY --chown=\\$B┃ c d\n",
    ],
)
def test_definition(text: str) -> None:
    check_variable(text)


@pytest.mark.parametrize(
    "text",
    [
        "FROM a AS «b»\nFROM B┃\n",
        "FROM a AS «b»\nFROM c\nCOPY --from=b┃ d e\n",
        "FROM a AS «b»\nFROM c\nCOPY --from=0┃ d e\n",
        "FROM a AS «b»\nFROM c\nRUN --mount=type=bind,from=b┃,target=/d --mount=type=ssh make\n",
        "ARG C=b\nFROM a AS «b»\nFROM ${C┃}\n",
        "FROM a AS b\nFROM a AS «b»\nFROM b┃\n",
        "FROM a AS b\nFROM a AS «c»\nCOPY --from=c┃ d e\n",
        "FROM a\nCOPY --from=b┃ d e\nFROM a AS «b»\n",
        "FROM b┃ AS b\n",
        "FROM a AS b\nFROM a\nCOPY --from=9┃ d e\n",
        "FROM a AS b\nFROM a\nCOPY --from=c:1┃ d e\n",
    ],
)
def test_stage(text: str) -> None:
    check_stage(text)


def test_triggers_belong_to_another_build() -> None:
    for text in ("ONBUILD ENV A=$B\n", "ONBUILD COPY --from=a b c\n"):
        instruction = Instruction(text)
        assert variables_of(instruction) is None
        assert stage_names_of(instruction) is None


@pytest.mark.parametrize(
    ("line", "by_builder", "by_shell"),
    [
        ("RUN --mount=type=cache,target=$A,id=${B:-c} --network=$N echo $C '$D' <<E\n$E\nE\n", "A B", "C E"),
        ("RUN --mount=from=$A,target='/$B' --mount=source=\\$C make", "B C", ""),
        ("HEALTHCHECK --interval=$A CMD curl $B", "", "B"),
        ("COPY --from=$A --chown=$B --chmod='$C' --exclude=$D --link=$E $F g", "B C F", ""),
        ("ADD --checksum=$A --keep-git-dir=$B https://example.com/$C /d", "A C", ""),
        ("FROM --platform=$A b:$C", "A C", ""),
    ],
)
def test_flags_are_read_by_the_builder(line: str, by_builder: str, by_shell: str) -> None:
    variables = variables_of(Instruction(line), with_shell=True)
    uses = variables.uses if variables else ()
    assert [use.name for use in uses if not use.by_shell] == by_builder.split()
    assert [use.name for use in uses if use.by_shell] == by_shell.split()
    assert all(use.span.of(line) == use.name for use in uses)
