"""Which stretches of an instruction are shell code."""

from typing import TYPE_CHECKING

from dockerls.syntax.shell.read import read_script
from dockerls.syntax.shell.script import Script
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

if TYPE_CHECKING:
    from dockerls.syntax.instruction import Instruction

_SHELLS = ("sh", "bash", "ash", "dash", "ksh", "zsh")
RUNS_ITS_ARGUMENT = pattern(r"-[a-z]*c")
_WITH_CODE = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})


def line_script(instruction: "Instruction") -> Script | None:
    """The shell code of the shell form. Heredoc bodies are part of it where a command reads them."""
    if instruction.keyword not in _WITH_CODE or instruction.exec_form is not None or not instruction.value:
        return None
    span = instruction.value_span
    if instruction.keyword == "HEALTHCHECK":
        kind = instruction.words[0]
        if kind.text.upper() != "CMD" or len(instruction.words) < 2:
            return None
        span = Span(instruction.words[1].span.start, span.end)
    if is_only_heredocs(instruction):
        return None
    if instruction.heredocs:
        behind = _behind_leading_heredocs(instruction)
        span = Span(span.start, instruction.heredocs[-1].terminator.end) if behind is None else Span(behind, span.end)
    return read_script(instruction.text, span, instruction.header.gaps)


def _behind_leading_heredocs(instruction: "Instruction") -> int | None:
    """Where the command of ``RUN <<EOF command`` starts, if all heredocs stand in front of it.

    The parser takes the bodies of such for commands, so they are left out.
    """
    count = len(instruction.heredocs)
    words = instruction.words
    in_front = [word.span for word in words[:count]] == [heredoc.span for heredoc in instruction.heredocs]
    return words[count].span.start if in_front and len(words) > count else None


def is_only_heredocs(instruction: "Instruction") -> bool:
    """Whether the instruction is nothing but heredocs, so that the shell runs the first body as a script."""
    heredocs = instruction.heredocs
    return bool(heredocs) and len(heredocs) == len(instruction.words) == len(instruction.openings)


def body_scripts(instruction: "Instruction") -> tuple[Script, ...]:
    """The body of ``RUN <<EOF`` (or of ``RUN bash <<EOF``) if a shell runs it, by its shebang or its command."""
    if instruction.keyword != "RUN" or not instruction.heredocs:
        return ()
    first = instruction.heredocs[0]
    body = first.body.of(instruction.text)
    if is_only_heredocs(instruction):
        shebang = body[2:].partition("\n")[0] if body.startswith("#!") else "/bin/sh"
        runs_as_shell = is_shell(shebang)
    else:
        words = [word.text for word in instruction.words if "<<" not in word.text]
        runs_as_shell = bool(words) and is_shell(words[0]) and all(word.startswith("-") for word in words[1:])
    return (read_script(instruction.text, first.body, ()),) if runs_as_shell else ()


def argument_script(instruction: "Instruction") -> Script | None:
    """The shell code of an array ``["sh", "-c", "…"]``, in the source that has JSON's backslashes before its quotes.

    None where a string has other escapes, such as ``\\n``: what these stand for is not in the source.
    """
    words = instruction.exec_form if instruction.keyword in _WITH_CODE else None
    if not words or not is_shell(words[0].text):
        return None
    options = (at for at, word in enumerate(words[1:-1], 1) if RUNS_ITS_ARGUMENT.fullmatch(word.text))
    at = next(options, None)
    if at is None:
        return None
    span = Span(words[at + 1].span.start + 1, words[at + 1].span.end - 1)
    gaps = [gap for gap in instruction.header.gaps if span.start <= gap.start and gap.end <= span.end]
    found = span.start
    while (found := instruction.text.find("\\", found, span.end)) >= 0:
        gap = next((gap for gap in gaps if gap.start == found), None)
        if gap is None and instruction.text[found + 1] not in '"\\/':
            return None
        if gap is None:
            gaps.append(Span(found, found + 1))
        found = gap.end if gap is not None else found + 2
    return read_script(instruction.text, span, sorted(gaps, key=lambda gap: gap.start))


def is_shell(command: str) -> bool:
    words = command.split()
    if words and words[0].endswith("/env"):
        words = [word for word in words[1:] if not word.startswith("-")]
    return bool(words) and words[0].rsplit("/", 1)[-1] in _SHELLS
