"""What a RUN does with the package lists of its image: fetch, use and remove them."""

from dockerls.knowledge.package_managers import APK, APT, PackageManager
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import PackageCommand, package_command, package_commands
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.span import Span
from dockerls.value import remembered, value

_NEED_PACKAGES = frozenset({"install", "reinstall", "build-dep", "source", "add", "fetch"})
_REMOVERS = frozenset({"rm", "find", "trap", "xargs"})
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh", "ksh", ".", "source"})
_UPDATES_BY_ITSELF = frozenset({"add-apt-repository", "apt-add-repository"})


@value
class ListsUse:
    """What one instruction does with package lists. Spans are of subcommand words.

    ``update`` fetches them, ``relies`` is the first install that needs those of an earlier instruction. After it
    fresh lists are there (``keeps``) or none are (``removes``). ``is_alone``: nothing is installed here;
    ``is_opaque``: a script runs that may do anything with the lists.
    """

    manager: str = APT.name
    update: Span | None = None
    relies: Span | None = None
    keeps: bool = False
    removes: bool = False
    is_alone: bool = False
    is_opaque: bool = False


def run_of(instruction: Instruction) -> Instruction | None:
    """The RUN itself, or the one an ONBUILD holds."""
    return instruction.held if instruction.held.keyword == "RUN" else None


def scripts_in(run: Instruction) -> tuple[Script, ...]:
    """The shell code of a RUN that is known to have a POSIX shell."""
    if run.argument is not None:
        return (run.argument,)
    return run.bodies if run.script is None else (run.script, *run.bodies)


@remembered
def lists_use(run: Instruction) -> ListsUse | None:
    """What a RUN does with package lists; None if nothing, or only with those in a mount."""
    reading = _Reading()
    for script in scripts_in(run):
        for command in script.commands:
            reading.read(command)
    manager = reading.manager or APT
    return None if is_mounted(run, *(manager.list_folders or manager.cache_folders)) else reading.result()


def command_at(run: Instruction, subcommand: Span) -> tuple[Script, PackageCommand] | None:
    """The package command whose subcommand stands there, with the script it is in."""
    for script in scripts_in(run):
        for found in package_commands((script,)):
            if found.subcommand.span == subcommand:
                return script, found
    return None


def installs_from_lists(found: PackageCommand) -> bool:
    """Whether a command installs packages that only the package lists know."""
    if not found.installs or found.updates or found.has_flag("--no-cache", "--no-download"):
        return False
    needs_packages = found.subcommand.text in _NEED_PACKAGES
    return not needs_packages or any(not word.text.endswith((".deb", ".apk", ".rpm")) for word in found.packages)


class _Reading:
    """The commands of a RUN read so far."""

    def __init__(self) -> None:
        self.manager: PackageManager | None = None
        self.update: Span | None = None
        self.relies: Span | None = None
        self.keeps = self.removes = self.installs = self.is_opaque = False

    def read(self, command: Command) -> None:
        found = package_command(command)
        if found is not None and found.manager.updates:
            if self.manager is None or found.manager.name == self.manager.name:
                self.manager = found.manager
                self._read_package_command(found)
        elif _cleans(command):
            self.keeps, self.removes = False, True
        elif _is_opaque(command):
            self.is_opaque = True

    def _read_package_command(self, found: PackageCommand) -> None:
        refreshes = found.manager is APK and found.has_flag("-U", "--update", "--update-cache")
        if found.updates or (refreshes and not found.has_flag("--no-cache")):
            self.update, self.keeps, self.removes = found.subcommand.span, True, False
        elif found.subcommand.text in ("distclean", "dist-clean"):
            self.keeps, self.removes = False, True
        self.installs = self.installs or (found.installs and not found.updates)
        is_sure = self.update is None and not self.is_opaque and Within.OR not in found.command.within
        if is_sure and self.relies is None and installs_from_lists(found):
            self.relies = found.subcommand.span

    def result(self) -> ListsUse | None:
        if self.manager is None and not self.removes and not self.is_opaque:
            return None
        return ListsUse(
            manager=self.manager.name if self.manager else APT.name,
            update=self.update,
            relies=self.relies if self.update is None else None,
            keeps=self.keeps,
            removes=self.removes,
            is_alone=self.update is not None and not self.installs,
            is_opaque=self.is_opaque,
        )


def _cleans(command: Command) -> bool:
    """Whether package lists are removed: by ``rm``, or by a script whose name says that it cleans up."""
    if command.name in _REMOVERS:
        return any(_names_lists(word.text) for word in command.args)
    is_script = command.name in _SHELLS and bool(command.operands) and command.flag("-c") is None
    script = command.operands[0].text if is_script else command.name
    return "clean" in script.rpartition("/")[2]


def _names_lists(text: str) -> bool:
    if "/var/lib/apt/lists/partial" in text:
        return False
    folders = ("/var/lib/apt", *APK.list_folders)
    return any(folder in text for folder in folders) or ("/var/lib/{" in text and "apt" in text)


def _is_opaque(command: Command) -> bool:
    name = command.words[command.name_index].text if command.name else ""
    reads_script = Within.PIPE in command.within or bool(command.operands)
    return (
        name.endswith(".sh")
        or name.startswith(("./", "/tmp/", "$"))
        or command.name in _UPDATES_BY_ITSELF
        or (command.name in _SHELLS and reads_script and command.flag("-c") is None)
    )
