"""Which stretches of an instruction are shell code."""

from typing import TYPE_CHECKING

from dockerls.syntax.shell.read import read_script
from dockerls.syntax.shell.script import Script
from dockerls.text.span import Span

if TYPE_CHECKING:
    from dockerls.syntax.instruction import Instruction

_SHELLS = ("sh", "bash", "ash", "dash", "ksh", "zsh")
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
        last = instruction.heredocs[-1].terminator.end
        span = Span(span.start, last)
    return read_script(instruction.text, span, instruction.header.gaps)


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
        runs_as_shell = _is_shell(shebang)
    else:
        words = [word.text for word in instruction.words if "<<" not in word.text]
        runs_as_shell = bool(words) and _is_shell(words[0]) and all(word.startswith("-") for word in words[1:])
    return (read_script(instruction.text, first.body, ()),) if runs_as_shell else ()


def _is_shell(command: str) -> bool:
    words = command.split()
    if words and words[0].endswith("/env"):
        words = [word for word in words[1:] if not word.startswith("-")]
    return bool(words) and words[0].rsplit("/", 1)[-1] in _SHELLS
