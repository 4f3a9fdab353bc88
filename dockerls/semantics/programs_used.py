"""What shell commands make of files: programs that run, and archives that are unpacked.

Sources: the manual pages chmod(1), install(1) and tar(1).
"""

from collections.abc import Iterator

from dockerls.semantics.downloaded_code import INTERPRETERS, SHELLS
from dockerls.semantics.file_commands import Act, mentions
from dockerls.syntax.shell.script import Command
from dockerls.text.pattern import pattern

_EXTRACTS = pattern(r"-?[a-zA-Z]*x[a-zA-Z]*")
_INSTALL_VALUES = frozenset({"-m", "--mode", "-o", "--owner", "-g", "--group", "-S", "--suffix"})


def used_as_program(command: Command) -> Iterator[str]:
    """The files, as named, that a command unpacks, installs as a program or runs, or that it makes programs."""
    if command.name:
        yield command.words[command.name_index].text
    yield from (mention.path for mention in mentions(command) if mention.act is Act.UNPACKS)
    texts = [word.text for word in command.operands]
    if command.name in SHELLS | INTERPRETERS:
        yield from texts[:1]
    elif command.name == "chmod" and texts and is_executable(texts[0]):
        yield from texts[1:]
    elif command.name == "install":
        yield from _installed(command)


def _installed(command: Command) -> Iterator[str]:
    """``install`` makes programs unless a mode says otherwise."""
    if command.flag("-d", "--directory") or not is_executable(command.flag_value("-m", "--mode") or "755"):
        return
    values = {
        above for word, above in zip(command.args, command.args[1:], strict=False) if word.text in _INSTALL_VALUES
    }
    yield from [word.text for word in command.operands if word not in values][:-1]


def is_executable(mode: str) -> bool:
    """Whether a mode, in numbers or letters, lets anybody run a file."""
    return "x" in mode or (mode.isdecimal() and any(int(digit) % 2 for digit in mode[-3:]))


def reads_archive_from_input(command: Command) -> bool:
    """Whether it is a ``tar`` that unpacks what it is piped."""
    if command.name not in ("tar", "bsdtar", "gtar") or not command.args:
        return False
    is_extracting = command.flag("-x", "--extract", "--get") or _EXTRACTS.fullmatch(command.args[0].text)
    return bool(is_extracting) and not any(mention.act is Act.UNPACKS for mention in mentions(command))
