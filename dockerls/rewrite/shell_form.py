"""A JSON array rewritten as a shell form."""

from itertools import pairwise
from shlex import quote

from dockerls.syntax.instruction import Instruction, Word
from dockerls.syntax.shell.regions import RUNS_ITS_ARGUMENT
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.span import Span

_SHELL = ("sh", "/bin/sh")


def array_as_code(instruction: Instruction, *, gives_way: bool) -> tuple[Edit, ...]:
    """Edits that write each string of an array as a word a shell reads as that string, where it stands.

    What a shell is given to run stands there itself: ``["sh", "-c", "a && b"]`` is ``a && b``. With ``gives_way``
    another command gets an ``exec``, so that signals still reach it. None where a string cannot be a word of a line, or
    a comment stands where the brackets go.
    """
    strings = instruction.exec_form
    if not strings or not all(_is_writable(string.text) for string in strings):
        return ()
    first = instruction.words[1 if instruction.keyword == "HEALTHCHECK" else 0]
    array = Span(first.span.start, instruction.value_span.end)
    if any(
        array.start <= comment.start < strings[0].span.start or strings[-1].span.end <= comment.start < array.end
        for comment in instruction.header.comments
    ):
        return ()
    texts = [string.text for string in strings]
    if len(texts) == 3 and texts[0] in _SHELL and texts[1] == "-c":
        return _as_its_code(instruction, array, texts[2])
    if texts[0].startswith("-") or not texts[0] or RUNS_ITS_ARGUMENT.fullmatch(texts[0]):
        return ()
    edits = [Edit(string.span, quote(string.text)) for string in strings]
    joints = [_comma(instruction, left, right) for left, right in pairwise(strings)]
    head = deletion(Span(array.start, strings[0].span.start))
    tail = deletion(Span(strings[-1].span.end, array.end))
    before = (insertion(array.start, "exec "),) if gives_way and texts[0] != "exec" else ()
    return (*before, head, *edits, *joints, tail)


def _as_its_code(instruction: Instruction, array: Span, code: str) -> tuple[Edit, ...]:
    is_plain = code.strip() == code and code and not code.startswith(("-", "[")) and "<<" not in code
    is_continued = code.endswith(instruction.escape)
    has_comments = any(array.start <= comment.start < array.end for comment in instruction.header.comments)
    return (Edit(array, code),) if is_plain and not is_continued and not has_comments else ()


def _is_writable(text: str) -> bool:
    """Whether it can stand on a line; what was half a surrogate pair cannot be told any more."""
    return text.isprintable() and "\ufffd" not in text


def _comma(instruction: Instruction, left: Word, right: Word) -> Edit:
    """Takes the comma between two strings away, and leaves a blank where it is all that is between them."""
    at = left.span.end
    while True:
        at = instruction.text.index(",", at, right.span.start)
        if not any(gap.start <= at < gap.end for gap in instruction.header.gaps):
            break
        at += 1
    is_alone = len(right.span) and right.span.start - left.span.end == 1
    return Edit(Span(at, at + 1), " " if is_alone else "")
