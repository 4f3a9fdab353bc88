"""The outline of a file, what can be folded, and what a selection grows to."""

from itertools import pairwise

from hypothesis import given

from dockerls.features.folding import folds
from dockerls.features.outline import Symbol, outline
from dockerls.features.selection import selections
from tests.check import folded, opened, outlined, selected
from tests.strategies import dockerfiles

FILE = """\
# syntax=docker/dockerfile:1
ARG TAG=12

# the build
FROM golang:1.26 AS build
RUN --mount=type=cache,target=/go go build \\
      ./...
RUN <<EOF
#!/bin/sh

make all
EOF

FROM debian:$TAG
COPY --from=build /a /b /usr/bin/
ENV A=1 B=2
ONBUILD RUN true
USER app
CMD ["a"]
"""


def test_the_outline_is_stages_with_their_instructions() -> None:
    assert outlined(FILE) == "\n".join(
        [
            "variables: ARG [TAG]",
            "stage: build [golang:1.26]",
            "  commands: RUN [go build ./...]",
            "  commands: RUN [make all]",
            "base: debian:$TAG [#1]",
            "  files: COPY [build: /a /b → /usr/bin/]",
            "  variables: ENV [A, B]",
            "  trigger: ONBUILD [RUN true]",
            "  state: USER [app]",
            '  start: CMD [["a"]]',
        ]
    )


def test_a_long_detail_is_cut() -> None:
    assert outlined(f"RUN {'x' * 200}\n") == f"commands: RUN [{'x' * 79}…]"


def test_half_typed_files_have_an_outline() -> None:
    assert outlined("FROM\nRUN\nCOPY a\nFRO b\n") == (
        "base: FROM [#0]\n  commands: RUN []\n  files: COPY [a]\n  state: FRO [b]"
    )
    assert outlined("") == ""


def test_stages_instructions_heredocs_and_comments_fold() -> None:
    assert folded(FILE) == [
        "code: FROM golang:1.26 AS build … EOF",
        "code: RUN --mount=type=cache,target=/go go build \\ …       ./...",
        "code: RUN <<EOF … EOF",
        'code: FROM debian:$TAG … CMD ["a"]',
    ]
    assert folded("# a\n# b\nUSER a\n# c\n") == ["comment: # a … # b"]


def test_each_of_several_heredocs_folds() -> None:
    text = "FROM a\nCOPY <<A <<B /\none\nA\ntwo\nB\n"
    assert folded(text)[-1] == "code: A … B"


def test_regions_fold_with_what_is_in_them() -> None:
    text = "# region setup\n# note\nARG A\n#region inner\nARG B\n#endregion\n# endregion\n# endregion\n"
    assert folded(text) == ["region: # region setup … # endregion", "region: #region inner … #endregion"]


def test_a_selection_grows_from_the_word_to_the_file() -> None:
    text = 'FROM a\nRUN apt-get update && \\\n    apt-get install -y "$P┃KG" curl\nUSER b\n'
    whole = text.replace("┃", "")
    run = whole[whole.index("RUN") : whole.index("\nUSER")]
    assert selected(text) == [
        "PKG",
        "$PKG",
        '"$PKG"',
        'apt-get install -y "$PKG" curl',
        run[4:],
        run,
        whole.rstrip("\n"),
        whole,
    ]


def test_a_selection_grows_in_flags_pairs_and_comments() -> None:
    assert selected("FROM a\nCOPY --from=b┃c / /\n")[:2] == ["bc", "--from=bc"]
    assert selected('FROM a\nLABEL a="x ┃y" b=1\n')[:3] == ["x y", '"x y"', 'a="x y"']
    assert selected("# a no┃te\n") == ["# a note", "# a note\n"]
    assert selected("┃") == [""]


@given(dockerfiles())
def test_in_any_text_spans_are_nested(text: str) -> None:
    document = opened(text, ())

    def check(symbol: Symbol) -> None:
        assert symbol.span.start <= symbol.selected.start <= symbol.selected.end <= symbol.span.end <= len(text)
        for child in symbol.children:
            assert symbol.span.start <= child.span.start <= child.span.end <= symbol.span.end
            check(child)

    for symbol in outline(document):
        check(symbol)
    for offset in range(0, len(text) + 1, 7):
        inner = selections(document, offset)
        assert inner[-1].of(text) == text
        for one, other in pairwise(inner):
            assert other.start <= one.start <= one.end <= other.end
            assert one != other
    assert all("\n" in fold.span.of(text) for fold in folds(document))
