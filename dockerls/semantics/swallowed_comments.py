"""Trailing ``# text`` that was meant as a comment, which Docker takes for part of the arguments.

Docker knows comments only on lines of their own. In shell code the shell drops them; everywhere else they end up in
a value, or make the instruction fail.
"""

from dataclasses import replace

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.semantics.broken_continuation import broken_continuation
from dockerls.syntax.blanks import SPACE
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import Span

_SHELL_OR_ARRAY = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL"})
_PROSE = frozenset({"MAINTAINER"})  # `#1 team` may well be meant


def swallowed_comments(instruction: Instruction) -> tuple[Span, ...]:
    """Each comment, from its ``#`` to the end of its physical line (without a continuation)."""
    if "#" not in instruction.value or instruction.exec_form is not None or broken_continuation(instruction):
        return ()
    if instruction.keyword == "ONBUILD" or instruction.keyword not in INSTRUCTIONS:
        return ()  # a trigger is an instruction of its own, and a line that is none may be shell code
    if instruction.keyword in _SHELL_OR_ARRAY:
        return _behind_array(instruction)
    comments = _among_words(instruction)
    # With lone carriage returns whole lines are joined to one; what is a comment there cannot be told.
    return () if any("\r" in comment.of(instruction.text) for comment in comments) else comments


def _among_words(instruction: Instruction) -> tuple[Span, ...]:
    comments: list[Span] = []
    words = 0
    for word in instruction.quoted_words:
        if comments and word.span.start < comments[-1].end:
            continue
        if words >= _words_before(instruction) and _is_comment(word, instruction):
            comments.append(Span(word.span.start, _line_end(instruction, word)))
        words += 1
    return tuple(comments)


def _behind_array(instruction: Instruction) -> tuple[Span, ...]:
    """``CMD ["a"] # note``: without the comment it would be a JSON array."""
    if "[" not in instruction.value:
        return ()
    for word in instruction.words:
        if word.text.startswith("#") and replace(instruction, text=instruction.text[: word.span.start]).exec_form:
            return (Span(word.span.start, _line_end(instruction, word)),)
    return ()


def _words_before(instruction: Instruction) -> int:
    """How many arguments must stand before a comment for it not to be one of them."""
    return 2 if instruction.keyword in ("COPY", "ADD") or _is_legacy(instruction) else 1


def _is_comment(word: Word, instruction: Instruction) -> bool:
    if not word.text.startswith("#"):
        return False
    is_alone = not word.text.strip("#")
    if instruction.keyword in _PROSE or _is_legacy(instruction):
        return is_alone
    return is_alone or not word.text.endswith("#")  # Emacs keeps its backups in #files#


def _is_legacy(instruction: Instruction) -> bool:
    return any(pair.is_legacy for pair in instruction.pairs)


def _line_end(instruction: Instruction, word: Word) -> int:
    gaps = (gap.start for gap in instruction.header.gaps if gap.start >= word.span.start)
    end = next(gaps, instruction.value_span.end)
    return word.span.start + len(instruction.text[word.span.start : end].rstrip(SPACE))
