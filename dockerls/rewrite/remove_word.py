"""Taking words out of a command, or a pair out of ENV, with the blanks or the continuation that set them apart."""

from collections.abc import Sequence

from dockerls.rewrite.joint import BLANKS
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.span import Span


def without_word(run: Instruction, command: Command, word: ShellWord) -> Span:
    """What to delete so that ``word``, which is not the command's first, is gone and nothing else changes."""
    return without_words(run, command, word, word)


def without_words(run: Instruction, command: Command, first: ShellWord, last: ShellWord) -> Span:
    """The same for the words from ``first``, which is not the command's first, to ``last``."""
    words = [word.span for word in command.words]
    return without_parts(run, words, command.words.index(first), command.words.index(last))


def without_parts(instruction: Instruction, parts: Sequence[Span], first: int, last: int) -> Span:
    """What to delete so that the parts ``first`` to ``last`` are gone; there is one before them.

    Up to the part before them, so that what stands on a line of its own takes its continuation along; if a comment
    stands there, up to the part behind them, or else the parts alone, with the line if nothing else is on it.
    """
    before = Span(parts[first - 1].end, parts[last].end)
    if not _holds_comment(instruction, before):
        return before
    if last + 1 < len(parts):
        behind = Span(parts[first].start, parts[last + 1].start)
        if not _holds_comment(instruction, behind):
            return behind
    return _with_its_line(instruction, parts[first].joined(parts[last]))


def _with_its_line(instruction: Instruction, part: Span) -> Span:
    """What stands on a line of its own with the blanks and the continuation around it, so that no empty line stays."""
    text = instruction.text
    start = text.rfind("\n", 0, part.start) + 1
    gap = next((gap for gap in instruction.header.gaps if gap.start >= part.end), None)
    if gap is None or text[start : part.start].strip(BLANKS) or text[part.end : gap.start].strip(BLANKS) or not start:
        return part
    end = text.find("\n", gap.start) + 1
    return Span(start, end) if end else part


def without_argument(instruction: Instruction, arguments: Sequence[Span], argument: Span) -> Span:
    """What to delete so that one argument is gone: the whole instruction with its line where it is the only one."""
    if len(arguments) == 1:
        return Span(1 if instruction.has_bom else 0, len(instruction.text))
    index = arguments.index(argument) + 1
    return without_parts(instruction, (instruction.keyword_span, *arguments), index, index)


def _holds_comment(run: Instruction, span: Span) -> bool:
    return any(span.start <= comment.start < span.end for comment in run.header.comments)
