"""Whether two spellings of an instruction say the same to BuildKit, and to the shell it runs."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from operator import attrgetter

from dockerls.features.formatting.lines import Draft
from dockerls.features.formatting.stretches import Stretches, stretches
from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.scanner import Scanner
from dockerls.syntax.shell.mask import without_gaps
from dockerls.text.edit import Edit, apply

_START = attrgetter("start")
_WORDS_OF_GRAMMAR = frozenset({*INSTRUCTIONS, "AS", "CMD", "NONE"})


def reads_alike(draft: Draft, edits: Sequence[Edit], is_posix: bool) -> bool:
    """Whether an instruction after edits is one instruction again, and reads as it did.

    Keyword, flags, arguments, heredocs and comments must be the same. Shell code may differ in blanks between words;
    where its syntax tree is sound no edit may be inside one of the tree's words.
    """
    old = draft.instruction
    new_text = apply(old.text, edits)
    new = Scanner(from_top=old.has_bom, escape=old.escape, directives=None).piece_at(new_text, 0)
    if not isinstance(new, Instruction) or new.text != new_text:
        return False
    return _meaning(old, draft.stretches) == _meaning(new, stretches(new, is_posix)) and not _cuts_words(old, edits)


def _meaning(instruction: Instruction, cut: Stretches | None) -> tuple[Hashable, ...]:
    """What stands in the stretches, heredocs and comments; words of the grammar may be written in another case."""
    words = (without_gaps(instruction.text, span, instruction.header.gaps) for span in (cut.spans if cut else ()))
    return (
        tuple(word.upper() if word.upper() in _WORDS_OF_GRAMMAR else word for word in words),
        (instruction.trigger or instruction).exec_form is None,
        tuple((heredoc.opening.delimiter, heredoc.body.of(instruction.text)) for heredoc in instruction.heredocs),
        tuple(comment.of(instruction.text).rstrip() for comment in instruction.header.comments),
    )


def _cuts_words(instruction: Instruction, edits: Sequence[Edit]) -> bool:
    """Whether an edit is inside a word of a shell command. In ``$(…)`` the words of its own commands count."""
    script = (instruction.trigger or instruction).script
    if script is None or script.error:
        return False
    words = (word for command in script.commands for word in command.words if "$(" not in word.raw)
    spans = sorted((word.span for word in words), key=_START)
    for edit in edits:
        before = bisect_left(spans, edit.span.end, key=_START) - 1
        if before >= 0 and spans[before].overlaps(edit.span):
            return True
    return False
