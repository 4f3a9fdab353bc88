"""What a RUN does with the package lists of its image: fetch, use and remove them."""

import re
from collections.abc import Iterable
from posixpath import join

from dockerls.knowledge.package_managers import APK, APT, PackageManager
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import PackageCommand, package_command, package_commands
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord, Within
from dockerls.text.pattern import pattern
from dockerls.text.span import Span, empty
from dockerls.value import remembered, value

_NEED_PACKAGES = frozenset({"install", "reinstall", "build-dep", "source", "add", "fetch"})
_REMOVERS = frozenset({"rm", "find", "trap", "xargs"})
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh", "ksh", ".", "source"})
_DECLARING = frozenset({"export", "readonly", "local", "declare"})
_UPDATES_BY_ITSELF = frozenset({"add-apt-repository", "apt-add-repository"})
# Targets of make that may install packages of the system: ``deps``, ``setup``, ``bootstrap`` …
_INSTALLING_TARGET = pattern(r"dep|setup|bootstrap|prereq|apt|apk|packages", re.IGNORECASE)
_CONDITIONAL = frozenset({Within.CONDITION, Within.CASE, Within.FUNCTION})
_VARIABLE = pattern(r"\$\{?(\w+)\}?")

REFRESHING = ("-U", "--update", "--update-cache")
# What apk does without an index of earlier commands, and apt without lists.
NEED_NO_INDEX = frozenset({"update", "add", "del", "info", "audit", "verify", "cache", "stats"})
_NEED_NO_LISTS = {
    APK.name: NEED_NO_INDEX,
    APT.name: frozenset(
        {"update", "clean", "autoclean", "distclean", "dist-clean", "remove", "purge", "autoremove", "autopurge"}
        | {"hold", "unhold", "markauto", "unmarkauto"}
    ),
}
# Programs that read the lists, wherever in a RUN they are named: in a string for another shell, behind `eval`, …
# A path such as /etc/apt/sources.list names none.
_NAMED_READER = pattern(
    r"(?:(?<![\w./-])|(?<=bin/))(?:apt|apt-get|aptitude|apt-cache|apt-file|apt-fast|apt-rdepends|nala|gdebi|mk-build-deps"
    r"|tasksel|rosdep|dselect|unattended-upgrades?|(?P<apk>apk))(?![\w./-])"
)


@value
class ListsUse:
    """What one instruction does with package lists. Spans are of subcommand words.

    ``update`` fetches them; ``is_conditional``: not always. ``relies`` is the first install that needs those of an
    earlier instruction, ``reads`` the first that fails without them or may: a local package may depend on others. They
    may be read where no command shows it (``is_named``), and a script may do anything with them (``is_opaque``). After
    it fresh lists are there (``keeps``) or none are (``removes``; perhaps also where ``removes_in`` names a variable
    that holds their folder). ``is_alone``: nothing is installed here.
    """

    manager: str = APT.name
    update: Span | None = None
    relies: Span | None = None
    reads: Span | None = None
    keeps: bool = False
    removes: bool = False
    removes_in: tuple[str, ...] = ()
    is_alone: bool = False
    is_conditional: bool = False
    is_named: bool = False
    is_opaque: bool = False

    @property
    def may_rely(self) -> bool:
        """Whether it works, or may work, with what an earlier instruction fetched."""
        return self.reads is not None or self.is_named or (self.is_opaque and self.update is None)

    @property
    def ends_others(self) -> bool:
        """Whether lists of earlier instructions matter to nothing below."""
        return self.removes or (self.update is not None and not self.is_conditional)


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
        reading.variables.update(_assigned(script.assignments))
        for command in script.commands:
            reading.read(command)
    if run.argument is None and run.exec_form:
        reading.read(_command_of_array(run))
    reading.look_for_names(run)
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
    needs_packages = found.subcommand.text in _NEED_PACKAGES and "xargs" not in found.command.wrappers
    return not needs_packages or any(not word.text.endswith((".deb", ".apk", ".rpm")) for word in found.packages)


class _Reading:
    """The commands of a RUN read so far."""

    def __init__(self) -> None:
        self.manager: PackageManager | None = None
        self.update: Span | None = None
        self.relies: Span | None = None
        self.reads: PackageCommand | None = None
        self.keeps = self.removes = self.installs = self.is_opaque = self.is_named = False
        self.is_conditional = True
        self.cleans_at_exit = False
        self.removes_in: tuple[str, ...] = ()
        self.folder = ""
        self.variables: dict[str, str] = {}
        self.understood: list[Span] = []

    def read(self, command: Command) -> None:
        found = package_command(command)
        if found is not None and found.manager.updates:
            if self.manager is None or found.manager.name == self.manager.name:
                self.manager = found.manager
                self._read_package_command(found)
        elif command.name in _DECLARING:
            self.variables.update(_assigned(command.operands))
        elif command.name == "cd":
            self.folder = join(self.folder, *(word.text for word in command.operands[:1]))
        elif self._cleans(command):
            self.understood.append(command.span)
            self.cleans_at_exit = self.cleans_at_exit or command.name == "trap"
            self.keeps, self.removes = False, True
        elif command.name in APT.commands and not command.operands:
            self.understood.append(command.span)  # it is asked for its version, or for help
        elif _is_opaque(command):
            self.is_opaque = True

    def look_for_names(self, run: Instruction) -> None:
        """Find programs that read the lists in what was not understood and runs before lists are fetched here."""
        end = len(run.text) if self.update is None else self.update.start
        at = run.value_span.start
        gaps = (span for span in (*self.understood, *run.header.comments) if span.start < end)
        for gap in (*sorted(gaps, key=lambda span: span.start), empty(end)):
            named = _NAMED_READER.search(run.text, at, gap.start)
            if named is not None:
                self.is_named = True
                self.manager = self.manager or (APK if named["apk"] else APT)
                return
            at = max(at, gap.end)

    def _read_package_command(self, found: PackageCommand) -> None:
        refreshes = found.manager is APK and found.has_flag(*REFRESHING)
        if found.updates or (refreshes and not found.has_flag("--no-cache")):
            self.update = found.subcommand.span
            self.is_conditional = self.is_conditional and bool(_CONDITIONAL & set(found.command.within))
            self.keeps, self.removes, self.removes_in = True, False, ()
            if self.reads is not None and Within.OR in self.reads.command.within:
                self.reads = None  # a second attempt, with fresh lists
        elif found.subcommand.text in ("distclean", "dist-clean"):
            self.keeps, self.removes = False, True
        self.installs = self.installs or (found.installs and not found.updates)
        if self.update is None and not self._read_need(found):
            return  # its name is looked for in the text
        self.understood.append(found.command.span)

    def _read_need(self, found: PackageCommand) -> bool:
        """Note whether a command needs earlier lists; False if it does where nothing can be put before it."""
        relies = installs_from_lists(found)
        if not relies and not _may_read_lists(found):
            return True
        if Within.SUBSTITUTION in found.command.within or not found.installs:
            return False
        if not self.is_opaque:
            self.reads = self.reads or (None if _fetches_by_itself(found) else found)
            if relies and self.relies is None and Within.OR not in found.command.within:
                self.relies = found.subcommand.span
        return True

    def _cleans(self, command: Command) -> bool:
        """Whether package lists are removed: by ``rm``, or by a script whose name says that it cleans up."""
        if command.name in _REMOVERS:
            targets = [_VARIABLE.sub(self._value_of, word.text) for word in command.args]
            names = [match[1] for target in targets for match in _VARIABLE.finditer(target)]
            self.removes_in += tuple(names) if command.name == "rm" else ()
            in_folder = (join(self.folder, target) for target in targets if not target.startswith("-"))
            return any(map(_names_lists, (*targets, *in_folder)))
        is_script = command.name in _SHELLS and bool(command.operands) and command.flag("-c") is None
        script = command.operands[0].text if is_script else command.name
        return "clean" in script.rpartition("/")[2]

    def _value_of(self, variable: re.Match[str]) -> str:
        return self.variables.get(variable[1], variable[0])

    def result(self) -> ListsUse | None:
        if self.manager is None and not self.removes and not self.is_opaque:
            return None
        return ListsUse(
            manager=self.manager.name if self.manager else APT.name,
            update=self.update,
            relies=self.relies if self.update is None else None,
            reads=self.reads.subcommand.span if self.reads else None,
            keeps=self.keeps and not self.cleans_at_exit,
            removes=self.removes or self.cleans_at_exit,
            removes_in=self.removes_in,
            is_alone=self.update is not None and not self.installs,
            is_conditional=self.update is not None and self.is_conditional,
            is_named=self.is_named,
            is_opaque=self.is_opaque,
        )


def _assigned(assignments: Iterable[ShellWord]) -> dict[str, str]:
    """The variables that shell code sets, each with its text."""
    pairs = (word.text.partition("=") for word in assignments)
    return {name: value.strip("\"'") for name, equals, value in pairs if equals}


def _command_of_array(run: Instruction) -> Command:
    """What an exec form without a shell runs, as the command it would be in one."""
    words = tuple(ShellWord(word.span, word.text, word.text) for word in run.exec_form or ())
    return Command(words[0].span.joined(words[-1].span), words, 0, (), (), ())


def _fetches_by_itself(found: PackageCommand) -> bool:
    """Whether it fetches lists where there are none, for sure: of a plain ``apk add`` that could not be measured."""
    return found.manager is APK and found.has_flag(*REFRESHING)


def _may_read_lists(found: PackageCommand) -> bool:
    """Whether a command of apt or apk may look something up in lists that are there already."""
    need_none = _NEED_NO_LISTS.get(found.manager.name)
    if need_none is None or found.has_flag("--no-cache"):
        return False
    return found.subcommand.text not in need_none or found.has_flag("--no-network")


def _names_lists(text: str) -> bool:
    if "/var/lib/apt/lists/partial" in text:
        return False
    folders = ("/var/lib/apt", *APK.list_folders)
    return any(folder in text for folder in folders) or ("/var/lib/{" in text and "apt" in text)


def _is_opaque(command: Command) -> bool:
    name = command.words[command.name_index].text if command.name else ""
    reads_script = Within.PIPE in command.within or bool(command.operands)
    return (
        name.endswith((".sh", ".bash"))
        or name.startswith(("./", "/tmp/", "$"))
        or command.name in _UPDATES_BY_ITSELF
        or (command.name == "make" and any(_INSTALLING_TARGET.search(word.text) for word in command.operands))
        or (command.name in _SHELLS and reads_script and command.flag("-c") is None)
    )
