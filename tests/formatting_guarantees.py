"""What formatting never changes, told without the formatter's own idea of where blanks matter."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dockerls.features.formatting.style import Style
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.syntax.pieces import Comment
from tests.check import format_text, style
from tests.oracle import OutOfReachError, Reading, buildkit_reads

_SHELL_FORMS = ("run", "cmd", "entrypoint", "healthcheck")
_SEVERAL = re.compile(r"\s+")


PLAIN = style()
ALWAYS = style(align_continuations="always")


def check_format(before: str, after: str, style: Style = PLAIN) -> None:
    """Formatting makes ``after``, which says the same and is not changed a second time."""
    assert format_text(before, style) == after
    assert format_text(after, style) == after
    check_guarantees(before, after)


def check_stays(text: str, style: Style = PLAIN) -> None:
    check_format(text, text, style)


def check_guarantees(before: str, after: str) -> None:
    """BuildKit reads the same; comments, directives and heredocs are there, in order; shell words are the same."""
    assert _as_buildkit_reads(before) == _as_buildkit_reads(after)
    assert list(_kept(before)) == list(_kept(after))
    assert list(_shell_words(before)) == list(_shell_words(after))
    assert before[:1].count("\ufeff") == after[:1].count("\ufeff")


def _as_buildkit_reads(text: str) -> list[Reading] | None:
    try:
        readings = buildkit_reads(text)
    except OutOfReachError:
        return None
    return None if readings is None else [_comparable(reading) for reading in readings]


def _comparable(reading: Reading) -> Reading:
    """A reading without its lines; shell code without blanks, words of the grammar in one case."""
    values = reading.values
    holder = values[0].lower() if reading.keyword == "onbuild" and values else reading.keyword
    if holder in _SHELL_FORMS and not reading.is_json:
        values = tuple("".join(value.split()) for value in values)
    grammar = {"from": ("AS",), "healthcheck": ("CMD", "NONE")}.get(holder, ())
    values = tuple(value.upper() if value.upper() in grammar else value for value in values)
    return replace(reading, start_line=0, end_line=0, values=values)


def _kept(text: str) -> Iterator[str]:
    """Directives, comments in and out of instructions, and the bodies and terminators of heredocs."""
    file = parse(text)
    yield from (f"{directive.name}={directive.value}" for directive in file.directives)
    for piece in file.pieces:
        if isinstance(piece, Comment):
            yield piece.words
        elif isinstance(piece, Instruction):
            yield from (comment.of(piece.text).rstrip() for comment in piece.header.comments)
            for heredoc in piece.heredocs:
                yield heredoc.body.of(piece.text)
                yield heredoc.terminator.of(piece.text)


def _shell_words(text: str) -> Iterator[list[str]]:
    """The words of shell commands as tree-sitter has them. Inside ``$(…)`` blanks may differ."""
    for instruction in parse(text).instructions:
        script = (instruction.trigger or instruction).script
        if script is not None and not script.error:
            raw = (word.raw for command in script.commands for word in command.words)
            yield [_SEVERAL.sub(" ", word) if "$(" in word else word for word in raw]
