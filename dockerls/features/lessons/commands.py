"""Well-known commands in shell code and in exec form."""

from dockerls.features.lessons.markdown import code, fenced, link
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence, verbatim
from dockerls.semantics.shell_code import commands_of
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.span import Span

_MORE = Sentence(en="More about {name}", ko="{name} 더 알아보기")

_EXEC_KEYWORDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})


def command_topic(cursor: Cursor) -> Topic | None:
    """The name of a command: also one that starts another (``sudo``), and a module that Python runs (``-m pip``)."""
    instruction = cursor.instruction
    if instruction is None or instruction.keyword not in _EXEC_KEYWORDS:
        return None
    found = _in_exec_form(cursor, instruction) or _in_shell_code(cursor, instruction)
    if found is None:
        return None
    from dockerls.knowledge.commands import command_lesson

    span, name = found
    lesson = command_lesson(name)
    return Topic(span, command_blocks(lesson, name)) if lesson else None


def _in_exec_form(cursor: Cursor, instruction: Instruction) -> tuple[Span, str] | None:
    program = next(iter(instruction.exec_form or ()), None)
    return (program.span, program.text) if program and cursor.on(program.span) else None


def _in_shell_code(cursor: Cursor, instruction: Instruction) -> tuple[Span, str] | None:
    command = cursor.touched(commands_of(instruction, cursor.around), lambda command: command.span)
    word = cursor.touched(_names_in(command), lambda word: word.span) if command else None
    return (word.span, word.text) if word else None


def _names_in(command: Command) -> tuple[ShellWord, ...]:
    """The words that name a program: the wrappers, the command itself, and the module ``python -m`` runs."""
    wrappers = tuple(word for word in command.words[: command.name_index] if not word.is_flag)
    name = command.words[command.name_index : command.name_index + 1]
    runs_module = command.name.startswith("python") and len(command.args) > 1 and command.args[0].text == "-m"
    return (*wrappers, *name, *(command.args[1:2] if runs_module else ()))


def command_blocks(lesson: CommandLesson, name: str) -> tuple[Sentence, ...]:
    """All there is to say about a command that is called by this name."""
    blocks = [verbatim(f"**{code(name.rpartition('/')[2])}**"), lesson.lesson, fenced(lesson.snippet)]
    if lesson.link:
        blocks.append(link(_MORE.filled(name=code(lesson.names[0])), lesson.link))
    return tuple(blocks)
