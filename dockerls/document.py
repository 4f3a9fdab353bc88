"""A document as an editor has it at one version: the tree, the analysis, and where lines begin. A frozen snapshot."""

from collections.abc import Hashable, Iterator, Sequence

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.checks import Failed
from dockerls.analysis.results import Analysis
from dockerls.rewrite.comments import comments_to_top
from dockerls.rewrite.json_argument import in_json
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Answers, Finding, Fix, Rule, unanswered
from dockerls.syntax.file import File
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse, reparse_from
from dockerls.syntax.pieces import Piece
from dockerls.text.edit import Edit
from dockerls.text.lines import Encoding, LineIndex, Position, line_ends
from dockerls.text.row import Amounts
from dockerls.text.span import Span
from dockerls.value import remembered, value

LONGEST_FILE = 4 * 1024 * 1024  # code points; a longer file is only cut into instructions


@value
class Located:
    """A finding and where it stands: the piece its places are counted from, and the piece and span (in it) it marks."""

    rule: Rule
    finding: Finding
    origin: int
    piece: int
    span: Span


@value
class Document:
    """``edited`` gives the next snapshot, at a cost that hardly depends on the length of the file."""

    file: File
    analysis: Analysis
    analyzer: Analyzer
    lengths: Amounts  # of each piece, in code points
    lines: Amounts  # how many lines end in each piece

    @property
    def text(self) -> str:
        return self.file.text

    def edited(self, edit: Edit) -> "Document":
        """The document after an edit in code points from its start, which is clamped to the text."""
        piece, start = self._piece_at(edit.span.start)
        return self._edited(piece, edit.shifted(-start))

    def changed(self, start: Position, end: Position, new_text: str, encoding: Encoding) -> "Document":
        """The document after a client's change. Positions are clamped; an end before the start counts as the start."""
        piece, offset = self._locate(start, encoding)
        end_piece, end_offset = self._locate(end, encoding)
        length = (
            self.lengths.total(end_piece) - self.lengths.total(piece) + end_offset if end_piece >= piece else offset
        )
        return self._edited(piece, Edit(Span(offset, max(offset, length)), new_text))

    def offset(self, position: Position, encoding: Encoding) -> int:
        """The code-point offset of a client's position, clamped to the text."""
        piece, offset = self._locate(position, encoding)
        return self.lengths.total(piece) + offset

    def position(self, offset: int, encoding: Encoding) -> Position:
        """A client's position of a code-point offset."""
        piece, start = self._piece_at(offset)
        return self.position_in(piece, offset - start, encoding)

    def position_in(self, piece: int, offset: int, encoding: Encoding) -> Position:
        """A client's position of an offset in a piece."""
        if not self.file.pieces:
            return Position(0, 0)
        first, lines = self.lines_of(piece)
        inside = lines.position(offset, encoding)
        return Position(first + inside.line, inside.column)

    def lines_of(self, piece: int) -> tuple[int, LineIndex]:
        """The line (from 0) that a piece starts on, and where the lines inside it start."""
        return self.lines.total(piece), _line_index(self.file.pieces[piece])

    def start_of(self, piece: int) -> int:
        """The offset at which a piece starts; that of the text's end for the number behind the last piece."""
        return self.lengths.total(piece)

    def piece_at(self, offset: int) -> int | None:
        """The number of the piece that holds an offset; at the very end the last one, None in an empty file."""
        return self._piece_at(offset)[0] if self.file.pieces else None

    def findings(self, answers: Answers = unanswered) -> Iterator[Located]:
        """Everything found, in no particular order, given what is known of the world outside the text."""
        for origin, rule, finding in self.analysis.findings(answers):
            yield Located(finding.rule or rule, finding, origin, origin + finding.place.piece, finding.place.span)

    def failures(self, answers: Answers = unanswered) -> Iterator[tuple[Rule, Failed]]:
        """The checks that failed, which is a mistake of ours."""
        return self.analysis.failures(answers)

    def unanswered(self, answers: Answers) -> Iterator[Hashable]:
        """What rules ask of the world outside the text, and nobody can answer by now."""
        return self.analysis.unanswered(answers)

    def questions(self) -> Iterator[tuple[Rule, Hashable]]:
        """What rules ask of the world outside the text."""
        return self.analysis.questions()

    def span_of(self, origin: int, place: Place) -> Span:
        """The span of a place in the whole text."""
        return place.span.shifted(self.start_of(origin + place.piece))

    def edits_of(self, located: Located, fix: Fix) -> tuple[Edit, ...]:
        """What a fix edits in this document, with offsets in the whole text; nothing where it cannot be done here."""
        return tuple(
            Edit(self.span_of(located.origin, edit.place), edit.new_text)
            for edit in self.placed_edits(located, fix)
            if isinstance(edit.place, Place)
        )

    def placed_edits(self, located: Located, fix: Fix) -> tuple[PlacedEdit, ...]:
        """The same with places counted from the finding's origin, and with edits of other files.

        Comments inside an instruction that the fix would take along stand above it afterwards.
        """
        pieces = self.file.pieces[located.origin :] if fix.is_recipe else ()
        placed = in_json(fix.edits_in(pieces), lambda piece: self.file.pieces[located.origin + piece])
        return (*self._comments_lost(located.origin, placed), *placed)

    def _comments_lost(self, origin: int, edits: Sequence[PlacedEdit]) -> Iterator[PlacedEdit]:
        """Insertions of the comments that edits cut out of an instruction without putting them anywhere else."""
        for edit in edits:
            if not isinstance(edit.place, Place):
                continue
            piece, cut = self.file.pieces[origin + edit.place.piece], edit.place.span
            if "#" not in cut.of(piece.text) or not isinstance(piece, Instruction) or len(cut) >= len(piece.text) - 1:
                continue
            for line in comments_to_top(piece, cut):
                if not any(line.new_text.strip() in other.new_text for other in edits):
                    yield PlacedEdit(Place(edit.place.piece, line.span), line.new_text)

    def _edited(self, piece: int, edit: Edit) -> "Document":
        file, splice = reparse_from(self.file, piece, edit)
        lengths = self.lengths.spliced(splice.first, splice.removed, _lengths(splice.added))
        if _is_too_long(lengths) or _is_too_long(self.lengths):
            analysis = _analysis(file, lengths, self.analyzer)
        else:
            analysis = self.analyzer.reanalyze(self.analysis, self.file, file, splice)
        lines = self.lines.spliced(splice.first, splice.removed, _lines(splice.added))
        return Document(file, analysis, self.analyzer, lengths, lines)

    def _piece_at(self, offset: int) -> tuple[int, int]:
        """The piece that holds an offset, and where it starts."""
        piece, start = self.lengths.reach(max(0, offset))
        last = len(self.lengths) - 1
        if piece > last >= 0:
            return last, start - self.lengths[last]
        return piece, start

    def _locate(self, position: Position, encoding: Encoding) -> tuple[int, int]:
        """The piece that holds a position, and the offset in it."""
        piece, line = self.lines.reach(max(0, position.line))
        if piece >= len(self.lines):
            last = len(self.lines) - 1
            if last < 0:
                return 0, 0
            # Only a text without a final line end has a last line that no piece ends.
            return last, _line_index(self.file.pieces[last]).offset(
                position.line - line + self.lines[last], position.column, encoding
            )
        if position.line < 0:
            return 0, 0
        index = _line_index(self.file.pieces[piece])
        return piece, index.offset(position.line - line, position.column, encoding)


@remembered
def _line_index(piece: Piece) -> LineIndex:
    return LineIndex(piece.text)


def open_document(text: str, analyzer: Analyzer) -> Document:
    """The first snapshot of a text."""
    file = parse(text)
    lengths = Amounts(_lengths(file.pieces))
    return Document(file, _analysis(file, lengths, analyzer), analyzer, lengths, Amounts(_lines(file.pieces)))


def reconsidered(document: Document, analyzer: Analyzer) -> Document:
    """The same text under other rules."""
    analysis = _analysis(document.file, document.lengths, analyzer)
    return Document(document.file, analysis, analyzer, document.lengths, document.lines)


def _analysis(file: File, lengths: Amounts, analyzer: Analyzer) -> Analysis:
    return analyzer.pass_over(file) if _is_too_long(lengths) else analyzer.analyze(file)


def _is_too_long(lengths: Amounts) -> bool:
    return lengths.total(len(lengths)) > LONGEST_FILE


def _lengths(pieces: Sequence[Piece]) -> tuple[int, ...]:
    return tuple(len(piece.text) for piece in pieces)


def _lines(pieces: Sequence[Piece]) -> tuple[int, ...]:
    return tuple(line_ends(piece.text) for piece in pieces)
