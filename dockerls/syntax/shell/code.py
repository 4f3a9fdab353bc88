"""Shell code as the shell gets it: without what the builder takes out of it, and with the way back to the source."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dockerls.syntax.header import Logical, logical_of
from dockerls.syntax.shell.regions import RUNS_ITS_ARGUMENT, is_only_heredocs
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.syntax.instruction import Instruction

_ESCAPE = pattern(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.", re.DOTALL)
_CARRIAGE_RETURNS = pattern(r"\r+(?=\n)")
_EXPANDED = frozenset("$`\\")


@value
class Code:
    """One script. Offsets in ``seen.text`` are those of the shell; ``seen`` knows where they stand in the instruction.

    ``interpreter`` are the words that start the shell, of a shebang or of the command; none: the SHELL runs it.
    Carriage returns at the ends of lines are left out.
    """

    seen: Logical
    interpreter: tuple[str, ...] = ()
    has_lines: bool = False  # it stands in a heredoc, where a line end is nothing but a line end

    @property
    def text(self) -> str:
        return self.seen.text


def codes_of(run: "Instruction") -> Iterator[Code]:
    """What shells run for a RUN: its line, the body of a heredoc, the argument of ``["sh", "-c", …]``."""
    if run.exec_form is not None:
        yield from _in_array(run)
    elif run.value and not is_only_heredocs(run):
        end = run.heredocs[-1].terminator.end if run.heredocs else run.value_span.end
        yield Code(_kept(run.text, Span(run.value_span.start, end), run.header.gaps))
    if run.heredocs:
        yield from _in_body(run)


def _in_array(run: "Instruction") -> Iterator[Code]:
    words = run.exec_form or ()
    number = next((n for n, word in enumerate(words[1:], 1) if RUNS_ITS_ARGUMENT.fullmatch(word.text)), len(words))
    if number + 1 < len(words):
        source = words[number + 1].span
        raw = _kept(run.text, Span(source.start + 1, source.end - 1), run.header.gaps)
        yield Code(_decoded(raw), tuple(word.text for word in words[: number + 1]))


def _in_body(run: "Instruction") -> Iterator[Code]:
    """The body of ``RUN <<EOF``, or of ``RUN bash <<'EOF'``: there the shell outside has nothing to expand in it."""
    first = run.heredocs[0]
    body = first.body
    if is_only_heredocs(run):
        line = body.of(run.text).partition("\n")[0]
        if line.startswith("#!"):
            rest = Span(min(body.start + len(line) + 1, body.end), body.end)
            yield Code(_kept(run.text, rest), tuple(line[2:].split()), has_lines=True)
        else:
            yield Code(_kept(run.text, body), has_lines=True)
        return
    words = tuple(word.text for word in run.words if "<<" not in word.text)
    is_read_by_one = len(run.heredocs) == 1 and bool(words) and all(word.startswith("-") for word in words[1:])
    if is_read_by_one and not (first.opening.expands and _EXPANDED & set(body.of(run.text))):
        yield Code(_kept(run.text, body), words, has_lines=True)


def _kept(text: str, span: Span, gaps: Iterable[Span] = ()) -> Logical:
    """A stretch of source without the gaps in it, and without carriage returns at the ends of lines."""
    returns = (Span(*match.span()) for match in _CARRIAGE_RETURNS.finditer(text, span.start, span.end))
    dropped = [gap for gap in gaps if span.start <= gap.start and gap.end <= span.end]
    dropped += [each for each in returns if not any(gap.overlaps(each) for gap in dropped)]
    stretches: list[tuple[int, int]] = []
    at = span.start
    for gap in sorted(dropped, key=lambda gap: gap.start):
        stretches.append((at, gap.start))
        at = gap.end
    return logical_of(text, [*stretches, (at, span.end)])


def _decoded(raw: Logical) -> Logical:
    """What a JSON string stands for; an escape counts as standing where its backslash does."""
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for match in (*_ESCAPE.finditer(raw.text), None):
        plain = Span(at, len(raw.text) if match is None else match.start())
        parts.append(plain.of(raw.text))
        origins += map(raw.origin, range(plain.start, plain.end))
        if match is not None:
            parts.append(_character(match.group()))
            origins += [raw.origin(match.start())] * len(parts[-1])
            at = match.end()
    return Logical("".join(parts), tuple(range(len(origins))), tuple(origins))


def _character(escape: str) -> str:
    character: str = json.loads(f'"{escape}"')
    return character


def has_seam(seen: Logical, span: Span) -> bool:
    """Whether something was taken out inside a stretch, so that an edit of it would lose that."""
    return len(seen.span(span.start, span.end)) != len(span)
