"""Putting comments that stand inside an instruction on lines of their own."""

from dockerls.rewrite.joint import BLANKS, line_end_of
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import directive_name
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.span import Span


def comment_above(instruction: Instruction, comment: Span, cut: Span) -> tuple[Edit, ...]:
    """Edits that put a trailing comment on a line above its own, as far indented, and take ``cut`` out of its line.

    Nothing where the comment would become a parser directive.
    """
    words = comment.of(instruction.text)
    if directive_name(words):
        return ()
    start = _line_start(instruction, comment.start)
    line = instruction.text[start:]
    indent = line[: len(line) - len(line.lstrip(BLANKS))]
    return insertion(start, f"{indent}{words}{line_end_of(instruction)}"), deletion(cut)


def comments_to_top(instruction: Instruction, stretch: Span) -> tuple[Edit, ...]:
    """Edits that say the comment lines inside ``stretch`` above the instruction, for when ``stretch`` is rewritten."""
    kept = [
        comment.of(instruction.text)
        for comment in instruction.header.comments
        if stretch.start <= comment.start < stretch.end
    ]
    top = 1 if instruction.has_bom else 0
    line_end = line_end_of(instruction)
    return (insertion(top, "".join(f"{comment}{line_end}" for comment in kept)),) if kept else ()


def _line_start(instruction: Instruction, offset: int) -> int:
    return max(instruction.text.rfind("\n", 0, offset) + 1, 1 if instruction.has_bom else 0)
