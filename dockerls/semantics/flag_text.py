"""The value of a flag as BuildKit reads it, with the way back to the source."""

from dockerls.syntax.instruction import Flag, Instruction
from dockerls.syntax.words import flag_words, unquoted_places
from dockerls.text.span import Span
from dockerls.value import value


@value
class FlagText:
    """``text`` is without quotes and backslashes: these are gone before anything else is read in it.

    So they keep nobody from replacing variables: ``--chown='$USER'`` is that user (``extractBuilderFlags`` in
    parser/split_command.go of moby/buildkit; measured with Docker 28.5, 2026-11-21).
    """

    text: str
    instruction: Instruction
    places: tuple[int, ...]  # of each character on the instruction's line, and of the flag's end

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch, counted from the start of its text."""
        first = self.places[start]
        return self.instruction.span_in_line(first, self.places[end - 1] + 1 if end > start else first)


def flag_text(instruction: Instruction, flag: Flag) -> FlagText:
    """The value of one of the flags of an instruction, empty where it has none."""
    cuts, _ = flag_words(instruction.line, len(instruction.keyword))
    cut = cuts[instruction.flags.index(flag)]
    places, end = unquoted_places(instruction.line, cut.start)
    text = flag.value or ""
    return FlagText(text, instruction, (*places[len(places) - len(text) :], end))
