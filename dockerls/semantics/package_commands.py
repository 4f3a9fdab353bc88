"""Commands of package managers: which manager, which subcommand, which packages."""

from collections.abc import Iterable, Iterator
from functools import cache

from dockerls.knowledge.package_managers import PACKAGE_MANAGERS, PIP, PackageManager
from dockerls.syntax.shell.script import Command, Script, ShellWord, Within
from dockerls.value import remembered, value


@value
class PackageCommand:
    """``apt-get -q install -y curl``: ``subcommand`` is ``install``, ``flags`` are ``-q -y``, ``packages`` ``curl``.

    ``options`` are the settings given as ``-o Name=value``; ``is_open`` tells that a variable may add flags.
    """

    manager: PackageManager
    command: Command
    subcommand: ShellWord
    flags: tuple[ShellWord, ...]
    packages: tuple[ShellWord, ...]
    options: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def updates(self) -> bool:
        """Whether it fetches the package lists (and installs nothing that it names)."""
        return self.subcommand.text in self.manager.updates and not self.packages

    @property
    def installs(self) -> bool:
        return self.subcommand.text in self.manager.installs

    @property
    def prefix(self) -> str:
        """What a command that cleans up behind this one has to begin with."""
        return "sudo " if "sudo" in self.command.wrappers else ""

    def has_flag(self, *names: str) -> bool:
        """Whether one of the flags is set, anywhere in the command; ``-y`` also inside ``-qy``."""
        return any(_sets(flag.text, name) for flag in self.flags for name in names)


def package_commands(scripts: Iterable[Script]) -> Iterator[PackageCommand]:
    """The package commands of some shell code, in the order they are written."""
    for script in scripts:
        for command in script.commands:
            found = package_command(command)
            if found is not None:
                yield found


@remembered
def package_command(command: Command) -> PackageCommand | None:
    """What a command does with packages, None if it is not a package manager's or has no subcommand."""
    manager = _managers().get(command.name)
    args = command.args
    if manager is None and command.name.startswith(("pip", "python", "pypy")):
        manager, args = PIP, _pip_args(command)
    return None if manager is None else _read(manager, command, args)


def may_fail_unseen(command: Command) -> bool:
    """Whether what follows ``||``, ``|`` or ``!`` decides if the command runs, or what becomes of its failure."""
    return bool({Within.OR, Within.PIPE, Within.NEGATION} & set(command.within))


def is_answered(script: Script, command: Command) -> bool:
    """Whether what a command asks is answered: by ``yes |`` before it, or by a redirection."""
    is_piped = any(command in part for pipeline in script.pipelines for part in pipeline.parts[1:])
    return is_piped or any(redirect.operator.startswith("<") for redirect in command.redirects)


@cache
def _managers() -> dict[str, PackageManager]:
    return {name: manager for manager in PACKAGE_MANAGERS for name in manager.commands}


def _pip_args(command: Command) -> tuple[ShellWord, ...]:
    """The arguments of ``pip3.12``, or those behind ``python -m pip``; none for anything else."""
    if command.name.startswith("pip"):
        return command.args if not command.name[3:].strip("0123456789.") else ()
    for index, word in enumerate(command.args):
        if word.text == "-m":
            is_pip = index + 1 < len(command.args) and command.args[index + 1].text == "pip"
            return command.args[index + 2 :] if is_pip else ()
        if not word.is_flag:
            break
    return ()


def _read(manager: PackageManager, command: Command, args: tuple[ShellWord, ...]) -> PackageCommand | None:
    flags: list[ShellWord] = []
    operands: list[ShellWord] = []
    options: list[str] = []
    index = 0
    while index < len(args):
        word = args[index]
        if not word.is_flag:
            operands.append(word)
        elif word.text in manager.value_flags and index + 1 < len(args):
            index += 1
            flags.append(word)
            options.append(args[index].text)
        else:
            flags.append(word)
            options.append(word.text.removeprefix("-o").removeprefix("--option="))
        index += 1
    is_open = any(_may_be_flags(word) for word in operands)
    operands = [word for word in operands if not _may_be_flags(word)]
    if not operands:
        return None
    return PackageCommand(manager, command, operands[0], tuple(flags), tuple(operands[1:]), tuple(options), is_open)


def _may_be_flags(word: ShellWord) -> bool:
    """Whether a word is a variable that by its name holds flags, or stands for all arguments of a function."""
    raw = word.raw.strip('"')
    if not raw.startswith("$"):
        return False
    name = raw.strip("${}").upper()
    return name in ("@", "*") or any(part in name for part in ("OPT", "FLAG", "ARG"))


def _sets(text: str, name: str) -> bool:
    if text == name or (name.startswith("--") and text.startswith(f"{name}=")):
        return True
    is_cluster = len(name) == 2 and text.startswith("-") and not text.startswith("--")
    return is_cluster and text[1:].isalpha() and name[1] in text
