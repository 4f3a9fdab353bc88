"""What ShellCheck would replace in a script, as edits of the instruction the script stands in."""

from collections.abc import Iterable, Iterator, Sequence

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.shellcheck import Replacement
from dockerls.syntax.shell.code import Code, has_seam
from dockerls.text.edit import Edit
from dockerls.text.span import Span, empty


def shellcheck_edits(code: Code, replacements: Sequence[Replacement], piece: int) -> tuple[PlacedEdit, ...]:
    """The edits of a fix; nothing where it would reach over a continuation, or break a line that must not be broken."""
    edits: list[PlacedEdit] = []
    for edit in joined_edits(code.text, replacements):
        is_broken = "\n" in edit.new_text and not code.has_lines
        if is_broken or _ends_line_escaped(code.text, edit) or has_seam(code.seen, edit.span):
            return ()
        edits.append(PlacedEdit(Place(piece, _source(code, edit, replacements)), edit.new_text))
    return tuple(edits)


def joined_edits(text: str, replacements: Iterable[Replacement]) -> Iterator[Edit]:
    """One edit for all replacements that touch each other, from left to right."""
    cluster: list[Replacement] = []
    end = -1
    for each in sorted(replacements, key=lambda each: (each.span.start, each.span.end)):
        if cluster and each.span.start > end:
            yield _one_edit(text, cluster)
            cluster = []
        cluster.append(each)
        end = max(end, each.span.end)
    if cluster:
        yield _one_edit(text, cluster)


def _one_edit(text: str, cluster: Sequence[Replacement]) -> Edit:
    """Make the replacements as ShellCheck does (``Fixer.hs``): by precedence, each moving what stands behind it.

    A place is moved by what was written left of it and, unless that ``is_left``, by what was written at it.
    """
    start, end = min(each.span.start for each in cluster), max(each.span.end for each in cluster)
    new_text = text[start:end]
    moves: list[tuple[int, int]] = []  # from which place on, and how far
    for each in sorted(cluster, key=lambda each: -each.precedence):
        first = each.span.start + sum(by for at, by in moves if at <= each.span.start)
        last = each.span.end + sum(by for at, by in moves if at <= each.span.end)
        new_text = new_text[: first - start] + each.new_text + new_text[last - start :]
        at = each.span.end + 1 if each.is_left else each.span.start
        moves.append((at, len(each.new_text) - len(each.span)))
    return Edit(Span(start, end), new_text)


def _source(code: Code, edit: Edit, replacements: Iterable[Replacement]) -> Span:
    """Where an edit stands. What is inserted at a continuation belongs to the side that ShellCheck has put it at."""
    if len(edit.span):
        return code.seen.span(edit.span.start, edit.span.end)
    at = edit.span.start
    opens = any(each.is_left for each in replacements if each.span == edit.span)
    return empty(code.seen.origin(at) if opens or at == 0 else code.seen.origin(at - 1) + 1)


def _ends_line_escaped(text: str, edit: Edit) -> bool:
    """Whether what is written would join the next line to its own."""
    return edit.new_text.endswith(("\\", "`")) and text[edit.span.end : edit.span.end + 1] in ("", "\n")
