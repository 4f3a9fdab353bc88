"""A line that was meant to be continued, but has a comment or text behind its escape character."""

from dockerls.syntax.blanks import SPACE
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value


@value
class BrokenContinuation:
    """``\\\\ # note`` at the end of an instruction: the escape character, and what stands behind it."""

    escape: Span
    rest: Span
    is_comment: bool


def broken_continuation(instruction: Instruction) -> BrokenContinuation | None:
    """What breaks the last line of an instruction.

    A word that begins with an escaped blank is hardly ever meant: the escape character was to continue the line.
    """
    if f"{instruction.escape} " not in instruction.value and f"{instruction.escape}\t" not in instruction.value:
        return None
    text = instruction.text
    for word in instruction.quoted_words:
        if word.text[:1] != instruction.escape or word.text[1:2] not in tuple(SPACE):
            continue
        end = instruction.value_span.end
        if "\n" in text[word.span.start : end]:
            continue
        behind = text[word.span.start + 1 : end]
        start = end - len(behind.lstrip(SPACE))
        escape = Span(word.span.start, word.span.start + 1)
        return BrokenContinuation(escape, Span(start, end), is_comment=text[start : start + 1] == "#")
    return None
