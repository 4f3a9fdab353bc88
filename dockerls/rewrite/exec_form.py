"""A shell form rewritten as a JSON array."""

import json
from collections.abc import Sequence

from dockerls.rewrite.comments import comments_to_top
from dockerls.syntax.instruction import Instruction, Word
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.edit import Edit, insertion
from dockerls.text.span import Span


def words_as_array(words: Sequence[Word | ShellWord]) -> tuple[Edit, ...]:
    """Edits that put every word into quotes where it stands, so that line breaks and comments stay too."""
    last = len(words) - 1
    return tuple(
        Edit(word.span, f"{'[' if at == 0 else ''}{_literal(word.text)}{']' if at == last else ','}")
        for at, word in enumerate(words)
    )


def value_as_array(instruction: Instruction, texts: Sequence[str]) -> tuple[Edit, ...]:
    """Edits that replace the arguments by an array on one line; comments inside go above the instruction."""
    return span_as_array(instruction, instruction.value_span, texts)


def span_as_array(instruction: Instruction, span: Span, texts: Sequence[str]) -> tuple[Edit, ...]:
    """The same for a stretch of the instruction."""
    array = f"[{', '.join(_literal(text) for text in texts)}]"
    return (*comments_to_top(instruction, span), Edit(span, array))


def exec_before(start: int) -> tuple[Edit, ...]:
    """The edit after which the shell gives way to the command that starts there."""
    return (insertion(start, "exec "),)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
