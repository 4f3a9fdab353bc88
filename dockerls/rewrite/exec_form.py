"""A shell form rewritten as a JSON array."""

import json
from collections.abc import Sequence

from dockerls.rewrite.comments import comments_to_top
from dockerls.rewrite.joint import BLANKS
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


def code_in_array(
    instruction: Instruction, code: Span, before: Sequence[str], exec_at: int | None = None
) -> tuple[Edit, ...]:
    """Edits that make shell code the last text of an array, behind ``before``; with ``exec`` where it is wanted.

    Line breaks and comments stay inside it: BuildKit joins the lines before it reads the array.
    """
    opening = f'[{"".join(f"{_literal(text)}, " for text in before)}"'
    if exec_at == code.start:
        opening, exec_at = f"{opening}exec ", None
    edits = [insertion(code.start, opening)]
    at = code.start
    gaps = [gap for gap in instruction.header.gaps if code.start <= gap.start and gap.end <= code.end]
    for end, next_start in (*((gap.start, gap.end) for gap in gaps), (code.end, code.end)):
        line = instruction.text[at:end]
        indent = len(line) - len(line.lstrip(BLANKS)) if at > code.start else 0
        for offset, character in enumerate(line):
            if offset < indent and character == "\t":
                edits.append(Edit(Span(at + offset, at + offset + 1), "    "))
            elif character in '"\\' or character < " ":
                edits.append(Edit(Span(at + offset, at + offset + 1), _literal(character)[1:-1]))
        at = next_start
    if exec_at is not None:
        edits.append(insertion(exec_at, "exec "))
    return (*sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)), insertion(code.end, '"]'))


def exec_before(start: int) -> tuple[Edit, ...]:
    """The edit after which the shell gives way to the command that starts there."""
    return (insertion(start, "exec "),)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
