"""The commands of a heredoc as one chain of ``&&``."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from dockerls.rewrite.heredoc import is_plain_link, is_seen_into, words_of
from dockerls.rewrite.joint import BLANKS, indent_at, stops_on_error
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

_INDENT = "    "


@value
class _Statement:
    """Where a statement stands, and the comments above and beside it."""

    span: Span
    comments: tuple[Span, ...]


def to_chain(run: Instruction, *, errexit: bool) -> tuple[Edit, ...]:
    """Edits after which the commands of ``RUN <<EOF`` are a chain; none unless a failure stops them now already.

    Of each statement ``&&`` has to ask what ``set -e`` asks, so that only commands and pipelines are taken. ``errexit``
    tells whether SHELL passes ``-e``.
    """
    script = run.bodies[0] if run.bodies else None
    if run.keyword != "RUN" or run.onset or script is None or run.script is not None or len(run.heredocs) != 1:
        return ()
    if script.error or script.too_long or script.has_background or not (errexit or stops_on_error(script)):
        return ()
    body = script.span.of(run.text)
    if "\r" in body or body.startswith("#!") or any(is_seen_into(command) for command in script.commands):
        return ()
    statements = _statements(run, script)
    if not statements:
        return ()
    text = _chain(run, statements)
    if text is None:
        return ()
    edit = Edit(Span(run.value_span.start, len(run.text.rstrip("\n"))), text)
    return (edit,) if _runs_the_same(run, edit) else ()


def _statements(run: Instruction, script: Script) -> list[_Statement] | None:
    """The statements of a body; None where one is anything but a command or a pipeline."""
    found: list[_Statement] = []
    at = script.span.start
    for part in _parts(script):
        between, comments = _without_comments(run, script, Span(at, part.start))
        if found and between.strip() == "|":
            found[-1] = _Statement(found[-1].span.joined(part), found[-1].comments)
        elif between.strip(" \t\n;") or (found and not between.strip(BLANKS)):
            return None
        else:
            above = [comment for comment in comments if not found or not _is_beside(run, found[-1].span, comment)]
            beside = tuple(comment for comment in comments if comment not in above)
            if found:
                found[-1] = _Statement(found[-1].span, (*found[-1].comments, *beside))
            found.append(_Statement(part, tuple(above)))
        at = part.end
    between, comments = _without_comments(run, script, Span(at, script.span.end))
    if not found or between.strip(" \t\n;"):
        return None
    found[-1] = _Statement(found[-1].span, (*found[-1].comments, *comments))
    return found if all(is_plain_link(run, script, each.span) for each in found) else None


def _parts(script: Script) -> Iterator[Span]:
    """Commands and lone assignments that stand in no other one, in their order."""
    end = -1
    spans = [*(command.span for command in script.commands), *(word.span for word in script.assignments)]
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end


def _without_comments(run: Instruction, script: Script, span: Span) -> tuple[str, list[Span]]:
    first, last = (bisect_left(script.comments, at, key=attrgetter("start")) for at in (span.start, span.end))
    comments = list(script.comments[first:last])
    text, at = "", span.start
    for comment in comments:
        text += run.text[at : comment.start]
        at = comment.end
    return text + run.text[at : span.end], comments


def _is_beside(run: Instruction, statement: Span, comment: Span) -> bool:
    return "\n" not in run.text[statement.end : comment.start]


def _chain(run: Instruction, statements: list[_Statement]) -> str | None:
    """The code from behind the keyword on; None where a line break in it would be another one."""
    line_break = f" {run.escape}\n"
    base = indent_at(run.text, statements[0].span.start)
    comments: list[Span] = []
    lines = ""
    for each in statements:
        code = each.span.of(run.text)
        comments += each.comments
        if code in ("set -e", "set -o errexit") and len(statements) > 1:
            continue
        inner = _continued(run, each.span, code, base)
        if inner is None or (not lines and code.startswith("-")):
            return None
        said = "".join(f"{_INDENT}{comment.of(run.text)}\n" for comment in comments)
        comments = []
        if lines:
            lines += f"{line_break}{said}{_INDENT}&& {inner}"
        elif said:
            lines = f"{run.escape}\n{said}{_INDENT}{inner}"
        else:
            lines = inner
    return lines or None


def _continued(run: Instruction, span: Span, code: str, base: str) -> str | None:
    first, *rest = code.split("\n")
    if "<<" in code or any(not line.strip() or line.lstrip().startswith("#") for line in rest):
        return None
    if rest and "'" in code:
        return None  # a line break between single quotes belongs to the text there
    lines = [first, *(f"{_INDENT}{line.removeprefix(base)}" for line in rest)]
    if not all(line.endswith("\\") for line in lines[:-1]):
        return None
    return "\n".join((*(f"{line[:-1]}{run.escape}" for line in lines[:-1]), lines[-1]))


def _runs_the_same(run: Instruction, edit: Edit) -> bool:
    new = Instruction(run.text[: edit.span.start] + edit.new_text + "\n", run.escape, run.has_bom)
    is_whole = new.script is not None and not new.script.error and not new.openings and not new.script.comments
    return is_whole and new.script is not None and words_of((new.script,)) == words_of(run.bodies)
