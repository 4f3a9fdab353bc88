"""The variables that the shell code of a RUN takes from outside: from ARG, ENV and the base image.

It answers only what is sure: code that reads other files as code (``. /etc/os-release``, ``eval``) may set anything,
and what cannot be read without an error has no answer.
"""

from collections.abc import Iterator

from dockerls.semantics.expanded_words import body_without_quotes
from dockerls.semantics.scopes import Use
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.shell_variables import sets_variable
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import references
from dockerls.syntax.heredoc import Heredoc
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script

_READS_CODE = frozenset({".", "source", "eval"})


def free_variables(run: Instruction, around: Surroundings) -> tuple[Use, ...]:
    """The uses whose value nothing in the instruction gives, neither its code nor ``--mount=type=secret,env=``."""
    scripts = scripts_of(run, around)
    if not scripts or any(_hides_something(run, script) for script in scripts):
        return ()
    found = [use for script in scripts for use in _in_script(run, script)]
    if not run.bodies:
        found += (use for heredoc in run.heredocs if heredoc.opening.expands for use in _in_input(run, heredoc))
    return tuple(use for use in found if not _is_set_in(run, scripts, use.name))


def _hides_something(run: Instruction, script: Script) -> bool:
    """Whether code may set or quote what is not seen here: a heredoc inside the body of one, escapes of JSON."""
    if script.error or script.too_long or any(command.name in _READS_CODE for command in script.commands):
        return True
    text = script.span.of(run.text)
    return "<<" in text if run.bodies else run.argument is not None and "\\\\" in text


def _in_script(run: Instruction, script: Script) -> Iterator[Use]:
    text = list(run.text)
    inputs = () if run.bodies else (heredoc.body for heredoc in run.heredocs)
    for span in (*script.comments, *run.header.gaps, *inputs):
        text[span.start : span.end] = " " * len(span)
    yield from _uses("".join(text[script.span.start : script.span.end]), script.span.start)


def _in_input(run: Instruction, heredoc: Heredoc) -> Iterator[Use]:
    """The shell fills in what it hands a command as a file; quotes mean nothing there."""
    yield from _uses(body_without_quotes(run, heredoc), heredoc.body.start)


def _uses(text: str, start: int) -> Iterator[Use]:
    for reference in references(text):
        if not text[: reference.span.start].endswith("$"):  # ``$$NAME`` is the number of the process, and a word
            name, whole = reference.name_span.shifted(start), reference.span.shifted(start)
            yield Use(reference.name, name, whole, reference.modifier, by_shell=True)


def _is_set_in(run: Instruction, scripts: tuple[Script, ...], name: str) -> bool:
    if sets_variable(scripts, name) or any(name in (flag.value or "") for flag in run.flags):
        return True
    commands = [command for script in scripts for command in script.commands]
    return any(
        word.text.startswith(f"{name}=") for command in commands for word in (*command.assignments, *command.words)
    )
