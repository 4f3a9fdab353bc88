"""Taking a word out of a command, with the blanks or the continuation that set it apart."""

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.span import Span


def without_word(run: Instruction, command: Command, word: ShellWord) -> Span:
    """What to delete so that ``word``, which is not the command's first, is gone and nothing else changes.

    Up to the word before it, so that a word on a line of its own takes its continuation along; if a comment stands
    there, up to the word behind it, or else the word alone.
    """
    index = command.words.index(word)
    before = Span(command.words[index - 1].span.end, word.span.end)
    if not _holds_comment(run, before):
        return before
    if index + 1 < len(command.words):
        behind = Span(word.span.start, command.words[index + 1].span.start)
        if not _holds_comment(run, behind):
            return behind
    return word.span


def _holds_comment(run: Instruction, span: Span) -> bool:
    return any(span.start <= comment.start < span.end for comment in run.header.comments)
