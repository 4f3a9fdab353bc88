"""What of an instruction Docker's own lexer reads, to replace variables and take quotes out, each as it reads it."""

from collections.abc import Iterator

from dockerls.syntax.heredoc import Heredoc
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import Span

_NO_QUOTES = str.maketrans("'\"", "  ")
_WHOLE_LINE = frozenset({"STOPSIGNAL", "USER", "WORKDIR"})
_PATHS = frozenset({"ADD", "COPY"})


def expanded_words(instruction: Instruction) -> Iterator[Word]:
    """The arguments and flags it reads, quotes kept; none of an instruction that it leaves to a shell.

    Source: ``ExpandEnv`` and ``dispatch`` of moby/buildkit (instructions/commands.go, dockerfile2llb/convert.go).
    """
    keyword = instruction.keyword
    if keyword == "FROM":
        yield from instruction.words[:1]
        yield from _flags(instruction, "platform")
    elif keyword in _WHOLE_LINE:
        yield Word(instruction.value_span, instruction.value)
    elif keyword == "EXPOSE":
        yield from instruction.words
    elif keyword == "VOLUME":
        yield from instruction.arguments
    elif keyword in _PATHS:
        heredocs = [instruction.span_in_line(opening.start, opening.end) for opening in instruction.openings]
        yield from (word for word in instruction.arguments if not any(word.span.overlaps(each) for each in heredocs))
        yield from _flags(instruction, "chown", "chmod", "checksum")
    elif instruction.pairs and instruction.pairs[0].is_legacy:
        yield from (word for pair in instruction.pairs for word in (pair.key, pair.value) if word)
    elif keyword in ("ARG", "ENV", "LABEL"):
        yield from instruction.quoted_words


def expanded_heredocs(instruction: Instruction) -> Iterator[tuple[Heredoc, str]]:
    """The heredocs in whose bodies it replaces variables, and each body with blanks for its quotes: they mean nothing.

    The escape character is a backslash there, whatever ``# escape=`` says (measured with Docker 28.5, 2026-11-21).
    """
    if instruction.keyword in _PATHS:
        for heredoc in instruction.heredocs:
            if heredoc.opening.expands:
                yield heredoc, body_without_quotes(instruction, heredoc)


def body_without_quotes(instruction: Instruction, heredoc: Heredoc) -> str:
    """The body of a heredoc with blanks for its quotes, which mean nothing where variables in it are replaced."""
    return heredoc.body.of(instruction.text).translate(_NO_QUOTES)


def _flags(instruction: Instruction, *names: str) -> Iterator[Word]:
    for flag in instruction.flags:
        if flag.name in names and flag.value is not None and flag.value_span is not None:
            yield Word(flag.value_span, flag.value)


def from_within(word: Word, start: int) -> Span:
    """The stretch of a word from an offset in its text on; all of it where the text is not as it is written."""
    is_as_written = word.span.end - word.span.start == len(word.text)
    return Span(word.span.start + start, word.span.end) if is_as_written else word.span
