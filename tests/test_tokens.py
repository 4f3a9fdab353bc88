"""Semantic tokens."""

from itertools import pairwise

from hypothesis import example, given

from dockerls.features.tokens import Kind, tokens
from dockerls.server.tokens import KINDS, difference
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span
from tests.check import coloured, opened
from tests.strategies import dockerfiles


def test_instructions_flags_images_and_stages() -> None:
    assert coloured("# syntax=x\n# hi\nFROM --platform=$P golang:1 AS build\nCOPY --from=build a b\n") == [
        "macro syntax",
        "string x",
        "comment # hi",
        "keyword FROM",
        "parameter --platform=",
        "variable $P",
        "namespace golang:1",
        "keyword AS",
        "class! build",
        "keyword COPY",
        "parameter --from=",
        "class build",
    ]


def test_what_is_no_stage_of_the_file_is_an_image() -> None:
    text = (
        "FROM a AS one\nFROM ONE\nFROM late\nCOPY --from=nginx:latest x /\nCOPY --from=late x /\nCOPY --from=0 x /\n"
        "COPY --from=7 x /\nRUN --mount=from=one,target=/x --mount=from=two,target=/x true\nFROM a AS late\n"
    )
    assert [each for each in coloured(text) if each.startswith(("class", "namespace"))] == [
        "namespace a",
        "class! one",
        "class ONE",
        "namespace late",
        "namespace nginx:latest",
        "class late",
        "class 0",
        "namespace 7",
        "class one",
        "namespace two",
        "namespace a",
        "class! late",
    ]


def test_shell_code_with_continuations_comments_and_letters_of_all_kinds() -> None:
    text = "RUN if [ \"a $B\" ]; then apt-get -y \\\n  # 한글\n  '한글' \\\n  && X=1; fi 2> /x\n"
    assert coloured(text) == [
        "keyword RUN",
        "keyword if",
        "operator [",
        'string "a ',
        "variable $B",
        'string "',
        "operator ];",
        "keyword then",
        "function apt-get",
        "parameter -y",
        "comment # 한글",
        "string '한글'",
        "operator &&",
        "variable! X",
        "operator =",
        "number 1",
        "operator ;",
        "keyword fi",
        "number 2",
        "operator >",
    ]


def test_heredocs_are_shell_code_or_text() -> None:
    assert coloured("RUN <<A\nset -e\nA\nCOPY <<B /x\na ${C:-d}\nB\n") == [
        "keyword RUN",
        "operator <<",
        "macro A",
        "function set",
        "parameter -e",
        "macro A",
        "keyword COPY",
        "operator <<",
        "macro B",
        "string a ",
        "variable ${C:-d}",
        "macro B",
    ]


def test_pairs_json_numbers_and_triggers() -> None:
    assert coloured('ENV A="$B" C=1\nLABEL a=b\nCMD ["x", "y"]\nEXPOSE 80\nONBUILD RUN ls\n') == [
        "keyword ENV",
        "variable! A",
        'string "',
        "variable $B",
        'string "',
        "variable! C",
        "string 1",
        "keyword LABEL",
        "property! a",
        "string b",
        "keyword CMD",
        'string "x"',
        'string "y"',
        "keyword EXPOSE",
        "number 80",
        "keyword ONBUILD",
        "keyword RUN",
        "function ls",
    ]


def test_other_shells_are_not_coloured_as_ours() -> None:
    assert coloured('FROM a\nSHELL ["powershell"]\nRUN ls -l\n')[-1] == "keyword RUN"


def test_a_range_has_the_tokens_of_the_pieces_it_touches() -> None:
    text = "FROM a\nUSER b\nWORKDIR /c\nEXPOSE 1\n"
    assert coloured(text, Span(9, 16)) == ["keyword USER", "keyword WORKDIR"]


def test_the_numbers_of_kinds_are_those_of_the_legend() -> None:
    assert set(KINDS) == {kind.value for kind in Kind}


def test_the_difference_of_two_answers_makes_one_of_the_other() -> None:
    for old, new in (([], [1, 2]), ([1, 2], []), ([1, 2, 3], [1, 9, 3]), ([1, 1], [1, 1, 1]), ([1, 2, 1], [1])):
        [edit] = difference(old, new)
        start = edit["start"]
        assert old[:start] + edit["data"] + old[start + edit["deleteCount"] :] == new
    assert difference([1, 2], [1, 2]) == []


@example("# escape=`\nADD \\\n  []\n`\n#")
@example("\\\n# text\nADD")  # a comment within an instruction, in front of its keyword
@given(dockerfiles())
def test_in_any_text_tokens_are_on_one_line_in_order_and_cover_every_keyword(text: str) -> None:
    document = opened(text, ())
    first_words = 0
    for number, found in tokens(document):
        piece = document.file.pieces[number]
        for one, other in pairwise(found):
            assert one.span.end <= other.span.start
        for token in found:
            assert len(token.span) > 0
            assert not {"\n", "\r"} & set(token.span.of(piece.text))
        if _has_keyword(piece):
            assert isinstance(piece, Instruction)
            first = next(token for token in found if token.kind is not Kind.COMMENT)
            assert (first.span.start, first.kind) == (piece.keyword_span.start, Kind.KEYWORD)
            first_words += 1
    assert first_words == sum(map(_has_keyword, document.file.pieces))


def _has_keyword(piece: Piece) -> bool:
    """An escape character alone on its line is an instruction for BuildKit, and has none."""
    return isinstance(piece, Instruction) and bool(piece.keyword)
