"""The tree: it is the text, it is the same however it came to be, and half-typed text costs only itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse, reparse
from dockerls.syntax.pieces import Piece
from dockerls.syntax.scanner import Scanner
from dockerls.text.edit import Edit, apply
from dockerls.text.lines import Encoding, LineIndex, Position
from dockerls.text.span import Span
from tests.check import marked, opened, with_marks
from tests.corpus_files import corpus, rejected
from tests.strategies import dockerfiles, edits_of


@settings(max_examples=400)
@given(dockerfiles(surrogates=True))
def test_the_pieces_are_the_text(text: str) -> None:
    assert parse(text).text == text


@given(st.text())
def test_any_text_has_a_tree(text: str) -> None:
    assert parse(text).text == text


@settings(max_examples=600)
@given(st.data())
def test_reparsing_is_parsing(data: st.DataObject) -> None:
    text = data.draw(dockerfiles(surrogates=True))
    file = parse(text)
    for _ in range(3):
        start, end, new_text = data.draw(edits_of(text))
        edit = Edit(Span(start, end), new_text)
        text = apply(text, (edit,))
        before = file
        file, splice = reparse(before, edit)
        assert file == parse(text)
        assert before.pieces.spliced(splice.first, splice.removed, splice.added) == file.pieces


@settings(max_examples=300)
@given(dockerfiles(surrogates=True), st.sampled_from(Encoding))
def test_positions_round_trip(text: str, encoding: Encoding) -> None:
    document = opened(text, ())
    index = LineIndex(text)
    for offset in range(0, len(text) + 1, max(1, len(text) // 60)):
        position = document.position(offset, encoding)
        assert position == index.position(offset, encoding)
        between_cr_and_lf = text[offset - 1 : offset + 1] == "\r\n"
        assert document.offset(position, encoding) == offset - between_cr_and_lf


def test_positions_are_clamped() -> None:
    document = opened("FROM a\nRUN 가나", ())
    utf16 = Encoding.UTF16
    assert document.offset(Position(0, 99), utf16) == len("FROM a")
    assert document.offset(Position(99, 0), utf16) == len(document.text)
    assert document.offset(Position(-1, 5), utf16) == 0
    assert document.position(99, utf16) == Position(1, 6)
    assert document.position(-5, utf16) == Position(0, 0)


def test_a_column_is_counted_in_the_unit_of_the_client() -> None:
    text = "RUN echo '가🎉'x"
    columns = {encoding: LineIndex(text).position(text.index("x"), encoding).column for encoding in Encoding}
    assert columns == {Encoding.UTF8: 10 + 3 + 4 + 1, Encoding.UTF16: 10 + 1 + 2 + 1, Encoding.UTF32: 10 + 1 + 1 + 1}


def test_a_column_inside_a_character_is_before_it() -> None:
    assert LineIndex("🎉x").offset(0, 1, Encoding.UTF16) == 0
    assert LineIndex("🎉x").offset(0, 3, Encoding.UTF8) == 0


def test_a_long_line_of_wide_characters_is_counted_in_blocks() -> None:
    line = "가" * 50_000 + "x"
    assert LineIndex(line).offset(0, 150_000, Encoding.UTF8) == 50_000


class ScannedText:
    """Scans, noting how many characters of each piece were cut."""

    def __init__(self, monkeypatch: object) -> None:
        self.length = 0
        original = Scanner.piece_at
        counter = self

        def piece_at(scanner: Scanner, text: str, start: int) -> Piece:
            piece = original(scanner, text, start)
            counter.length += len(piece.text)
            return piece

        monkeypatch.setattr(Scanner, "piece_at", piece_at)  # type: ignore[attr-defined]


def test_an_edit_reads_only_what_it_touches(monkeypatch: object) -> None:
    text = "FROM a\n" + "RUN echo one \\\n    && echo two\n" * 1000
    file = parse(text)
    scanned = ScannedText(monkeypatch)
    at = len(text) // 2
    reparse(file, Edit(Span(at, at), "x"))
    assert scanned.length <= 2 * len("RUN echo one \\\n    && echo two\n")


def test_opening_a_heredoc_reads_what_it_swallows_and_no_more(monkeypatch: object) -> None:
    swallowed = "echo one\n" * 100
    text = f"FROM a\nRUN cat \n{swallowed}EOF\n" + "RUN echo one\n" * 1000
    file = parse(text)
    scanned = ScannedText(monkeypatch)
    at = text.index("RUN cat ") + len("RUN cat ")
    after, _ = reparse(file, Edit(Span(at, at), "<<EOF"))
    assert len(after.pieces) == 2 + 1000
    # The window grows by doubling, so a heredoc may be looked at once more for each time it grew.
    assert scanned.length <= 12 * len(swallowed)


def test_a_heredoc_without_its_end_costs_only_itself() -> None:
    file = parse("FROM a\nRUN cat <<EOF\nCOPY b /c\nUSER d\n")
    assert [piece.keyword for piece in file.instructions] == ["FROM", "RUN", "COPY", "USER"]


def test_typing_the_end_of_a_heredoc_far_below_closes_it() -> None:
    text = "FROM a\nRUN cat <<EOF\none\ntwo\n\nUSER d\n"
    at = text.index("\nUSER")
    file, _ = reparse(parse(text), Edit(Span(at, at), "EOF"))
    assert [piece.text for piece in file.pieces] == ["FROM a\n", "RUN cat <<EOF\none\ntwo\nEOF\n", "USER d\n"]


def test_every_corpus_file_survives_each_of_its_prefixes() -> None:
    for _, text in [*corpus()[::12], *rejected()[::6]]:
        for end in range(0, len(text), 7):
            assert parse(text[:end]).text == text[:end]


def _words(instruction: Instruction) -> list[Span]:
    return [word.span for word in instruction.arguments]


def check_arguments(text: str) -> None:
    plain, expected = marked(text)
    instruction = parse(plain).instructions[-1]
    assert with_marks(plain, _words(instruction)) == with_marks(plain, expected)


def test_words_are_found_through_continuations_and_comments() -> None:
    check_arguments("COPY «a» \\\n  # why\n  «b» \\\n\n  «/c/»\n")
    check_arguments("COPY «a/\\\nb» «/c»\r\n")


def test_json_strings_are_found_with_their_quotes() -> None:
    check_arguments('CMD [«"가", "b c"», «"d"»]\n'.replace('«"가", "b c"»', '«"가"», «"b c"»'))


def test_the_trigger_of_onbuild_shares_its_places() -> None:
    onbuild = parse("ONBUILD COPY --from=x a /b\n").instructions[0]
    assert onbuild.trigger is not None
    assert [word.span.of(onbuild.text) for word in onbuild.trigger.arguments] == ["a", "/b"]
    assert [flag.text for flag in onbuild.trigger.flags] == ["--from=x"]
