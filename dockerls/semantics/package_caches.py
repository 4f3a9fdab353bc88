"""Which commands leave downloads behind in a cache, and which remove them: one ``Cache`` for each tool.

Sources: zypper(8), pacman(8), ``conda clean --help``, docs.npmjs.com/cli/npm-cache, classic.yarnpkg.com/docs/cli/cache,
guides.rubygems.org. ``pacman -Scc --noconfirm`` takes the default answer of its question, which is no.
"""

from collections.abc import Callable

from dockerls.knowledge.package_managers import APT, CONDA, GEM, NPM, ZYPPER, PackageManager
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.value import value


@value
class Cache:
    """One tool's cache: ``fills`` tells the word of a command that fills it, ``clean_up`` empties it (with the name
    of the ``{command}`` that filled it).

    A command whose words hold one of ``marks`` and that removes or cleans empties it too; so does a mount there.
    """

    fills: Callable[[Command], ShellWord | None]
    empties: Callable[[Command], bool]
    clean_up: str
    folders: tuple[str, ...]
    marks: tuple[str, ...]

    def is_emptied_by(self, command: Command) -> bool:
        is_removal = command.name in ("rm", "find") and any(
            mark in word.text for word in command.args for mark in self.marks
        )
        return is_removal or self.empties(command)


def _fills(manager: PackageManager, *harmless: str) -> Callable[[Command], ShellWord | None]:
    """Installs of a manager that are not given one of the flags."""

    def fills(command: Command) -> ShellWord | None:
        found = package_command(command)
        if found is None or found.manager is not manager or not found.installs or found.is_open:
            return None
        return None if found.has_flag("--help", "-h", "--dry-run", *harmless) else found.subcommand

    return fills


def _empties(manager: PackageManager, *said: str) -> Callable[[Command], bool]:
    """Commands of a manager that begin with one of the subcommands, of one or two words."""

    def empties(command: Command) -> bool:
        found = package_command(command)
        return found is not None and found.manager is manager and _says(found, said)

    return empties


def _says(found: PackageCommand, said: tuple[str, ...]) -> bool:
    words = " ".join(word.text for word in (found.subcommand, *found.packages[:1]))
    return any(f"{words} ".startswith(f"{each} ") for each in said)


def _fills_conda(command: Command) -> ShellWord | None:
    word = _fills(CONDA, "-d", "--download-only")(command)
    found = package_command(command) if word is not None else None
    if found is None or found.subcommand.text != "env":
        return word
    return next((each for each in found.packages[:1] if each.text in ("create", "update")), None)


_PACMAN_ASKS = ("--search", "--info", "--list", "--groups", "--print", "--clean", "--help")


def _fills_pacman(command: Command) -> ShellWord | None:
    """``-S package`` or ``-Syu``; ``-Ss`` and its like only ask."""
    operation = next((word for word in command.args if word.text.startswith(("-S", "--sync"))), None)
    if command.name != "pacman" or operation is None or command.flag(*_PACMAN_ASKS):
        return None
    letters = "" if operation.text == "--sync" else operation.text[2:]
    if any(letter in letters for letter in "scilgp"):
        return None
    return operation if command.operands or "u" in letters else None


def _empties_pacman(command: Command) -> bool:
    is_clean = command.name == "pacman" and any(
        word.text.startswith("-S") and word.text.count("c") >= 2 for word in command.args
    )
    return is_clean and command.flag("--noconfirm") is None


_YARN_2_FLAGS = ("--immutable", "--immutable-cache", "--check-cache", "--mode", "--inline-builds")


def _fills_yarn(command: Command) -> ShellWord | None:
    """``yarn``, ``yarn install``, ``yarn add`` and ``yarn global add`` as Yarn 1 has them."""
    if command.name != "yarn" or command.flag("--version", "-v", "--help", "-h", "--cache-folder", *_YARN_2_FLAGS):
        return None
    operands = command.operands
    words = [word.text for word in operands]
    if not words:
        return command.words[command.name_index]
    if words[:2] == ["global", "add"]:
        return operands[1]
    return operands[0] if words[0] in ("install", "add") else None


def _empties_yarn(command: Command) -> bool:
    return command.name == "yarn" and [word.text for word in command.operands[:2]] == ["cache", "clean"]


def _fills_npm(command: Command) -> ShellWord | None:
    return _fills(NPM, "--cache", "--package-lock-only", "--offline", "--version")(command)


def _fills_gem(command: Command) -> ShellWord | None:
    word = _fills(GEM)(command)
    return word if word is not None and word.text == "update" and command.flag("--system") else None


APT_CACHE = Cache(
    fills=_fills(APT, "--print-uris", "-s", "--simulate", "--just-print"),
    empties=_empties(APT, "clean", "distclean", "dist-clean"),
    clean_up="apt-get clean",
    folders=APT.cache_folders[:1],
    marks=("/var/cache/apt", "/var/cache/{", "/var/cache/*"),
)
ZYPPER_CACHE = Cache(
    fills=_fills(ZYPPER, "-D"),
    empties=_empties(ZYPPER, "clean", "cc"),
    clean_up="zypper clean --all",
    folders=ZYPPER.cache_folders,
    marks=("/var/cache/zypp", "/var/cache/*"),
)
PACMAN_CACHE = Cache(
    fills=_fills_pacman,
    empties=_empties_pacman,
    clean_up="rm -rf /var/cache/pacman/pkg/*",
    folders=("/var/cache/pacman/pkg",),
    marks=("/var/cache/pacman", "/var/cache/*"),
)
CONDA_CACHE = Cache(
    fills=_fills_conda,
    empties=_empties(CONDA, "clean"),
    clean_up="{command} clean -afy",
    folders=CONDA.cache_folders,
    marks=("/pkgs",),
)
YARN_CACHE = Cache(
    fills=_fills_yarn,
    empties=_empties_yarn,
    clean_up="yarn cache clean",
    folders=("/usr/local/share/.cache/yarn",),
    marks=(".cache", "yarn"),
)
NPM_CACHE = Cache(
    fills=_fills_npm,
    empties=_empties(NPM, "cache clean", "cache clear", "cache rm"),
    clean_up="npm cache clean --force",
    folders=NPM.cache_folders,
    marks=(".npm", "_cacache"),
)
GEM_CACHE = Cache(
    fills=_fills_gem,
    empties=lambda command: False,
    clean_up="rm -rf /root/.gem",
    folders=GEM.cache_folders,
    marks=(".gem", "/root/.*"),
)
