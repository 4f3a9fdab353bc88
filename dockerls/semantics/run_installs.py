"""RUNs that install what a manifest lists, and RUNs that need nothing of a project's sources."""

from collections.abc import Sequence

from dockerls.semantics.manifest_installs import ManifestInstall, manifest_install
from dockerls.semantics.mounts import mounts_of
from dockerls.semantics.paths import entered, working_folder
from dockerls.semantics.shell_code import commands_of, scripts_of
from dockerls.semantics.shell_state import commands_in, leaves_state
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.span import Span
from dockerls.value import value

# Commands that read nothing of a project unless an argument says so.
_WITHOUT_SOURCES = frozenset(
    {"apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "corepack", "curl", "wget", "pecl", "gem", "npx"}
    | {"mkdir", "set", "true", "echo", "export", "groupadd", "useradd", "addgroup", "adduser", "update-ca-certificates"}
    | {"docker-php-ext-install", "docker-php-ext-configure", "docker-php-ext-enable", "a2enmod", "rm"}
)
# The same for some subcommands of the tools that install.
_SUBCOMMANDS_WITHOUT_SOURCES = frozenset({"config", "cache", "set", "self", "clean"})
# Commands, and words behind a command, that tidy up after those before them: in a later layer they would free nothing.
_TIDYING = frozenset({"rm", "unlink", "shred", "clean", "prune", "purge", "autoremove", "uninstall", "remove", "del"})
_INSTALLING_TOOLS = frozenset({"npm", "yarn", "pnpm", "pip", "pip3", "poetry", "uv", "bundle", "composer", "pipx"})


@value
class RunInstall:
    """A RUN with such a command. ``folder`` is where the command runs (None: only the base image knows).

    ``is_movable`` tells that all before the command, and all behind it up to ``cut`` (a gap between two links) or the
    end, works without the sources.
    """

    install: ManifestInstall
    span: Span
    written: str
    folder: str | None
    is_movable: bool
    cut: Span | None


def run_install(run: Instruction, around: Surroundings) -> RunInstall | None:
    """The first install of a RUN. None where a mount keeps what was fetched or brings the manifests: all is well."""
    if any(mount.type in ("cache", "bind") for mount in mounts_of(run)):
        return None
    commands = tuple(commands_of(run, around))
    folder = working_folder(around)
    for index, command in enumerate(commands):
        if command.name in ("cd", "pushd", "popd"):
            folder = entered(command, folder)
            if folder is None:
                return None
        install = manifest_install(command)
        if install is not None and not _is_in_gopath(install, around.workdir):
            is_movable, cut = _movable(run, around, commands, index, install)
            words = command.words[command.name_index : command.name_index + 3]
            written = " ".join(word.text for word in words[: 1 + len(command.operands)])
            return RunInstall(install, command.span, written, folder, is_movable, cut)
    return None


def works_without_sources(run: Instruction, around: Surroundings) -> bool:
    """Whether a RUN plainly reads nothing of the project."""
    scripts = scripts_of(run, around)
    known = bool(scripts) and not any(script.error or script.too_long for script in scripts)
    return known and all(map(reads_no_sources, commands_of(run, around)))


def _is_in_gopath(install: ManifestInstall, workdir: str | None) -> bool:
    """Whether Go is used as it was before modules, with everything below one folder."""
    return install.tool == "go" and (workdir or "").startswith("/go/src")


def _movable(
    run: Instruction, around: Surroundings, commands: Sequence[Command], index: int, install: ManifestInstall
) -> tuple[bool, Span | None]:
    scripts = scripts_of(run, around)
    script = scripts[0] if len(scripts) == 1 else None
    command = commands[index]
    if script is None or script.error or script.too_long or command.redirects or "sudo" in command.wrappers:
        return False, None
    if install.fetch is not None:
        return index == 0 and not script.assignments, None
    # A folder that it enters first is the one that the manifests are copied to, or nothing is moved at all.
    before = [each for each in commands[:index] if each.name != "cd"]
    behind = commands[index + 1 :]
    if not all(map(reads_no_sources, before)) or script.assignments:
        return False, None
    return (True, None) if all(map(reads_no_sources, behind)) else _cut(script, command)


def _cut(script: Script, command: Command) -> tuple[bool, Span | None]:
    """The gap before the first link that needs the sources, if nothing behind it tidies up."""
    if script.comments or command.within != (Within.AND,):
        return False, None
    for above, link in zip(script.links[:-1], script.links[1:], strict=True):
        if above.end >= command.span.end and not all(map(reads_no_sources, commands_in(script, link))):
            behind = (each for each in script.commands if each.span.start >= link.start)
            if leaves_state(script, Span(script.span.start, above.end)) or any(map(_tidies_up, behind)):
                return False, None
            return True, Span(above.end, link.start)
    return False, None


def _tidies_up(command: Command) -> bool:
    return command.name in _TIDYING or any(word.text in _TIDYING for word in command.operands[:2])


def reads_no_sources(command: Command) -> bool:
    """Whether a command plainly reads nothing of the project."""
    if any(word.text.startswith((".", "$(", "`")) for word in command.operands):
        return False
    if command.name == "rm":
        return all(word.text.startswith(("/var/", "/tmp/", "/root/", "~")) for word in command.operands)
    texts = [word.text for word in command.operands]
    if command.name.startswith(("pip", "python")) and "config" not in texts and "cache" not in texts:
        is_install = texts[:1] == ["install"] or texts[:2] == ["pip", "install"]
        return is_install and not command.flag("-r", "-e", "-c", "--requirement", "--editable")
    if command.name in _INSTALLING_TOOLS:
        is_global = "install" in texts[:1] and command.flag("-g", "--global") is not None
        return is_global or texts[:1] == ["global"] or bool(_SUBCOMMANDS_WITHOUT_SOURCES & set(texts[:1]))
    return command.name in _WITHOUT_SOURCES
