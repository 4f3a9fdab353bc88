"""What a Dockerfile and an ignore file say of a file or folder that gets another path in the build context."""

import re
from collections.abc import Iterator, Sequence

from dockerls.document import Document
from dockerls.rewrite.exec_form import words_as_array
from dockerls.semantics.context_sources import ContextSource, named_sources
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.edit import Edit, apply
from dockerls.text.span import Span
from dockerls.value import value

Move = tuple[str, str]
"""The old and the new path, relative to the context, with ``/`` between their parts."""

_LINE = re.compile(r"^(?!#)[ \t]*!?[ \t]*/?(?P<path>[^\r\n]*?)/?[ \t]*\r?$", re.MULTILINE)
_PATTERN = frozenset("*?[\\")
_EXPANDED = frozenset("$\"'")  # what the builder takes out of a source, whatever form it is written in


def source_edits(document: Document, moves: Sequence[Move]) -> Iterator[Edit]:
    """The edits to sources of COPY, ADD and bind mounts, from the top down, with offsets in the whole text.

    Of a pattern only the folders in front of it can follow: whether it is meant to go on matching nobody can tell. An
    instruction that cannot be written with the new path is left alone.
    """
    start = 0
    for piece in document.file.pieces:
        if isinstance(piece, Instruction):
            for edit in _edits_in(piece, moves):
                yield Edit(edit.span.shifted(start), edit.new_text)
        start += len(piece.text)


def ignore_edits(text: str, old: str, new: str) -> Iterator[Edit]:
    """The edits to the text of an ignore file, from the top down."""
    for match in _LINE.finditer(text):
        moved = _moved(match["path"], old, new)
        if moved is not None:
            yield Edit(Span(*match.span("path")), moved)


@value
class _Renamed:
    """A source with its new path, and where the old one is written."""

    source: ContextSource
    span: Span
    path: str


def _edits_in(instruction: Instruction, moves: Sequence[Move]) -> tuple[Edit, ...]:
    """The first way to write the new paths that is read as them: as they are, in quotes, or all of it as an array."""
    renamed = tuple(_renamed(instruction, moves))
    if not renamed:
        return ()
    paths = {each.source: each.path for each in renamed}
    expected = [(paths.get(each, each.path), each.is_pattern) for each in named_sources(instruction)]
    plain = tuple(Edit(each.span, each.path) for each in renamed)
    ways = (plain, _in_quotes(instruction, plain) if instruction.keyword == "RUN" else _as_array(instruction, renamed))
    return next((edits for edits in ways if edits and _sources_after(instruction, edits) == expected), ())


def _renamed(instruction: Instruction, moves: Sequence[Move]) -> Iterator[_Renamed]:
    for source in named_sources(instruction):
        found = (path for old, new in moves if (path := _moved(source.path, old, new)) is not None)
        path = next(found, None)
        written = source.span.of(instruction.text).rstrip("/\"'")
        # What is not written as it is meant (`src/..`) is left alone too.
        if path is not None and written.endswith(source.path) and _EXPANDED.isdisjoint(path):
            end = source.span.start + len(written)
            yield _Renamed(source, Span(end - len(source.path), end), path)


def _in_quotes(run: Instruction, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same with quotes around each path that has none: those of a flag may have blanks in them."""
    is_open = (run.text[edit.span.start - 1] in "\"'" for edit in edits)
    return tuple(
        edit if quoted else Edit(edit.span, f'"{edit.new_text}"') for edit, quoted in zip(edits, is_open, strict=True)
    )


def _as_array(instruction: Instruction, renamed: Sequence[_Renamed]) -> tuple[Edit, ...]:
    """Edits that write the arguments as an array, in which a path may have blanks; none where they are one already,
    or where a heredoc is among them."""
    if instruction.exec_form is not None or instruction.openings:
        return ()
    words = {word.span: _unquoted(word) for word in instruction.words}
    for each in renamed:
        head, _, tail = words[each.source.span].text.rpartition(each.source.path)
        words[each.source.span] = Word(each.source.span, f"{head}{each.path}{tail}")
    return words_as_array(tuple(words.values()))


def _unquoted(word: Word) -> Word:
    inner = word.text[1:-1]
    is_quoted = word.text[:1] in ("'", '"') and word.text == word.text[0] + inner + word.text[0]
    return Word(word.span, inner) if is_quoted and _EXPANDED.isdisjoint(inner) else word


def _sources_after(instruction: Instruction, edits: Sequence[Edit]) -> list[tuple[str, bool]]:
    after = Instruction(apply(instruction.text, edits), instruction.escape, instruction.has_bom)
    return [(source.path, source.is_pattern) for source in named_sources(after)]


def _moved(path: str, old: str, new: str) -> str | None:
    """The new path of what is or lies below ``old``."""
    if not _PATTERN.isdisjoint(old) or not _PATTERN.isdisjoint(new):
        return None
    if path == old:
        return new
    return f"{new}{path[len(old) :]}" if path.startswith(f"{old}/") else None
