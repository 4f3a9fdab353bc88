"""Shell code that runs what it downloads: ``curl … | sh``, ``bash -c "$(curl …)"``, ``source <(curl …)``."""

from collections.abc import Iterator

from dockerls.semantics.fetch_commands import FETCHERS
from dockerls.syntax.shell.script import Command, Pipeline, Script, ShellWord, Within
from dockerls.value import value

SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh", "ksh"})
INTERPRETERS = frozenset({"python", "python2", "python3", "perl", "ruby", "node", "php"})
_READERS = frozenset({"source", ".", "eval"})
_CODE_FLAGS = {"perl": "e", "ruby": "e", "node": "e", "php": "r"}  # of all others it is -c


@value
class DownloadedCode:
    """A program from the network: what fetches it, what runs it, and the pipeline between them, if that is the way."""

    fetch: Command
    runner: Command
    pipeline: Pipeline | None


def downloaded_code(script: Script) -> Iterator[DownloadedCode]:
    """Every place where something downloaded is run unseen."""
    for pipeline in script.pipelines:
        fetch = next((command for command in pipeline.parts[0] if command.name in FETCHERS), None)
        runner = next((part[0] for part in pipeline.parts[1:] if part and runs_its_input(part[0])), None)
        if fetch is not None and runner is not None:
            yield DownloadedCode(fetch, runner, pipeline)
    fetches = [
        command for command in script.commands if command.name in FETCHERS and Within.SUBSTITUTION in command.within
    ]
    for command in script.commands if fetches else ():
        for word in _code_words(command):
            inside = next((fetch for fetch in fetches if _holds(word, fetch)), None)
            if inside is not None:
                yield DownloadedCode(inside, command, None)
                break


def runs_its_input(command: Command) -> bool:
    """Whether an interpreter takes its program from standard input: no script is named, no code given with ``-c``."""
    if command.name in SHELLS:
        if any(_is_code_flag(word, "c") for word in command.args):
            return False
        return _reads_input_by_flag(command) or first_operand(command) in (None, "-", "/dev/stdin")
    if command.name in INTERPRETERS:
        if any(_is_code_flag(word, letter) for word in command.args for letter in "cemnrp"):
            return False
        return first_operand(command) in (None, "-", "/dev/stdin")
    return False


def first_operand(command: Command) -> str | None:
    """The first word that is no option; ``-o pipefail`` is one with its value."""
    words = iter(command.args)
    for word in words:
        if word.text in ("-o", "+o"):
            next(words, None)
        elif word.text != "--" and not word.is_flag:
            return word.text
    return None


def _reads_input_by_flag(command: Command) -> bool:
    for word in command.args:
        if not word.is_flag:
            return False
        if _is_code_flag(word, "s"):
            return True
    return False


def _is_code_flag(word: ShellWord, letter: str) -> bool:
    is_short = word.text.startswith("-") and not word.text.startswith("--")
    return is_short and letter in word.text[1:]


def _code_words(command: Command) -> Iterator[ShellWord]:
    """The words that a command runs as code, or reads code from."""
    if command.name in _READERS:
        yield from command.args
    elif command.name in SHELLS | INTERPRETERS:
        is_code = False
        for word in command.args:
            if is_code or word.raw.startswith("<("):
                yield word
            is_code = _is_code_flag(word, _CODE_FLAGS.get(command.name, "c"))


def _holds(word: ShellWord, command: Command) -> bool:
    return word.span.start <= command.span.start < word.span.end
