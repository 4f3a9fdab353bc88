"""What is being typed at an offset: the instruction as far as it stands before the cursor, and its last word."""

import re
from bisect import bisect_left

from dockerls.document import Document
from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.semantics.surroundings import Flow, Surroundings
from dockerls.syntax.heredoc import Opening
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span
from dockerls.value import cached, value

_LAST_WORD = re.compile(r"\S*\Z")
_LINE_END = re.compile(r"[\r\n]")
REST_OF_WORD = re.compile(r"[^\s,]*")


@value
class Typed:
    """A cursor in a document. ``number`` is the piece it is in; one behind the last on a new line at the end."""

    document: Document
    offset: int
    number: int

    @cached
    def start(self) -> int:
        """Where the piece starts."""
        return self.document.start_of(self.number)

    @cached
    def piece(self) -> Piece | None:
        pieces = self.document.file.pieces
        return pieces[self.number] if self.number < len(pieces) else None

    @cached
    def flow(self) -> Flow:
        """What is known above the piece."""
        analysis = self.document.analysis
        return analysis.results[self.number - 1].below if self.number else analysis.start

    @property
    def around(self) -> Surroundings:
        return self.flow.now

    @property
    def at(self) -> int:
        """The offset in the piece."""
        return self.offset - self.start

    @cached
    def text(self) -> str:
        return self.piece.text if self.piece else ""

    @cached
    def before(self) -> str:
        """The cursor's line up to the cursor."""
        return _LINE_END.split(self.text[: self.at])[-1]

    @cached
    def behind(self) -> str:
        """The cursor's line from the cursor on."""
        return _LINE_END.split(self.text[self.at :], maxsplit=1)[0]

    @cached
    def whole(self) -> Instruction | None:
        """The instruction the cursor is in, to its end."""
        return self.piece if isinstance(self.piece, Instruction) else None

    @cached
    def instruction(self) -> Instruction | None:
        """The same as if it ended at the cursor: what is typed next belongs to it. Of an ONBUILD the inner one."""
        if self.whole is None:
            return None
        cut: Instruction = Instruction(self.text[: self.at], self.whole.escape, self.whole.has_bom and self.at > 0)
        while (trigger := cut.trigger) is not None:
            cut = trigger
        return cut

    @cached
    def body(self) -> "Body | None":
        """The heredoc whose body the cursor is in, or will be in once its terminator is typed."""
        for heredoc in self.whole.heredocs if self.whole else ():
            if heredoc.body.start <= self.at < heredoc.terminator.start + 1:
                assert self.whole is not None
                return Body(self.whole.trigger or self.whole, heredoc.opening, Span(heredoc.body.start, self.at))
        return self._unclosed_body

    @property
    def _unclosed_body(self) -> "Body | None":
        """Below ``RUN <<EOF`` without an ``EOF`` anything is its body, until an instruction says otherwise."""
        unclosed = self.document.file.unclosed
        at = bisect_left(unclosed, self.number) - 1
        if at < 0:
            return None
        pieces = self.document.file.pieces[unclosed[at] : self.number]
        holder, between = pieces[0], pieces[1:]
        if any(isinstance(piece, Instruction) and piece.keyword in INSTRUCTIONS for piece in between):
            return None
        if not isinstance(holder, Instruction) or holder.unclosed is None:
            return None
        return Body(holder.trigger or holder, holder.unclosed, None)

    @cached
    def is_elsewhere(self) -> bool:
        """Whether the cursor stands where nothing of the instruction can: in a comment, behind a continuation."""
        if self.whole is None or self.body is not None:
            return False
        if any(comment.start < self.at <= comment.end for comment in self.whole.header.comments):
            return True
        if self.at > self.whole.header.end or (self.at == self.whole.header.end and self.before == ""):
            return not self.whole.header.is_cut_off
        gaps = self.whole.header.gaps
        return any(gap.start < self.at and "\n" not in self.text[gap.start : self.at] for gap in gaps)

    @cached
    def word(self) -> str | None:
        """What is typed of the last word; None where that began on a line above."""
        assert self.instruction is not None
        if not self.before or self.before[-1].isspace():
            return ""
        line = self.instruction.line
        found = _LAST_WORD.search(line)
        word = found.group() if found else ""
        return word if self.before.endswith(word) else None

    @cached
    def done(self) -> tuple[str, ...]:
        """The words before the last one, from the keyword on."""
        assert self.instruction is not None
        words = self.instruction.line.split()
        return tuple(words[:-1] if self.word else words)

    @property
    def is_in_array(self) -> bool:
        """Whether what is typed stands in a JSON array."""
        return self.body is None and self.instruction is not None and self.instruction.value.startswith("[")

    @property
    def is_in_trigger(self) -> bool:
        """Whether it stands in an ONBUILD, which runs in the build of another Dockerfile."""
        return self.instruction is not None and self.instruction.onset > 0

    @property
    def is_among_flags(self) -> bool:
        """Whether a flag of the instruction may stand here."""
        return all(word.startswith("--") and word != "--" for word in self.done[1:])

    @cached
    def flag(self) -> tuple[str, str] | None:
        """The name of the flag whose value is typed, and that value so far."""
        if self.instruction is None or self.body is not None or not self.is_among_flags:
            return None
        word = self.word or ""
        name, equals, value = word.removeprefix("--").partition("=")
        return (name, value) if equals and word.startswith("--") else None

    @cached
    def arguments(self) -> tuple[str, ...]:
        """The words between the flags and the last word."""
        words = self.done[1:]
        first = next((at for at, word in enumerate(words) if not word.startswith("--")), len(words))
        return words[first:]

    def replacing(self, length: int, rest: "re.Pattern[str]" = REST_OF_WORD) -> Span:
        """The span of as many characters before the cursor, and of what goes on behind it."""
        match = rest.match(self.behind)
        return Span(self.offset - length, self.offset + (match.end() if match else 0))


@value
class Body:
    """A heredoc around the cursor: of which instruction, how it was opened, and what is typed of its body.

    ``typed`` counts from the instruction's piece; None where the terminator is still missing.
    """

    instruction: Instruction
    opening: Opening
    typed: Span | None


def typed_at(document: Document, offset: int) -> Typed:
    """What is typed at an offset of the whole text, which is clamped to it."""
    pieces = document.file.pieces
    offset = max(0, min(offset, document.start_of(len(pieces))))
    number = document.piece_at(offset)
    if number is None:
        return Typed(document, 0, 0)
    piece = pieces[number]
    is_behind = offset == document.start_of(number) + len(piece.text) and piece.text.endswith("\n")
    goes_on = isinstance(piece, Instruction) and piece.header.is_cut_off and not piece.heredocs
    return Typed(document, offset, number + 1 if is_behind and not goes_on else number)
