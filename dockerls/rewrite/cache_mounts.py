"""Cache mounts for what the package managers of a RUN download."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dockerls.knowledge.package_managers import APK, APT, DNF, YUM, ZYPPER, PackageManager
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.package_lists import cache_apt
from dockerls.rewrite.remove import remove_commands
from dockerls.rewrite.remove_word import without_word
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import PackageCommand, package_command, package_commands
from dockerls.semantics.package_lists import REFRESHING, scripts_in
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script
from dockerls.text.edit import Edit, deletion, insertion

# What keeps a manager from keeping what it downloads.
_AGAINST_CACHES = frozenset({"--no-cache-dir", "--no-cache"})
_KEEP = "--setopt=keepcache=1"  # dnf.conf(5): by default packages are deleted once they are installed
# ``yum`` is dnf under another name in newer distributions, so that it may have either folder.
_RPM_FOLDERS = {
    "dnf": ("/var/cache/dnf",),
    "dnf5": ("/var/cache/libdnf5",),
    "microdnf": ("/var/cache/yum",),
}
_LANGUAGE_CACHES = frozenset({"npm", "yarn", "pnpm", "pip", "pip3", "go", "gem", "composer"})


def mount_caches(run: Instruction, folders: Iterable[str]) -> tuple[Edit, ...]:
    """Edits that mount caches of tools of a language, and take out what would empty or circumvent them.

    None where that cannot be taken out, or a folder is mounted already.
    """
    folders = tuple(folders)
    scripts = scripts_in(run)
    if not folders or any(is_mounted(run, folder) for folder in folders):
        return ()
    if any(script.error or script.too_long for script in scripts):
        return ()
    edits = list(add_mounts(run, [f"type=cache,target={folder}" for folder in folders]))
    for script in scripts:
        for command in script.commands:
            edits += (
                deletion(without_word(run, command, word)) for word in command.args if word.text in _AGAINST_CACHES
            )
        emptied = _without_clean_up(run, script, folders)
        if emptied is None:
            return ()
        edits += emptied
    return _apart(edits)


def mount_system_caches(run: Instruction) -> tuple[Edit, ...]:
    """The same for the first package manager of the system that the RUN installs with."""
    scripts = scripts_in(run)
    if any(script.error or script.too_long for script in scripts):
        return ()
    for manager in (APT, APK, DNF, YUM, ZYPPER):
        installs = [
            found
            for found in package_commands(scripts)
            if found.manager is manager and found.installs and found.packages
        ]
        if installs:
            return _of_manager(run, manager, installs)
    return ()


def _of_manager(run: Instruction, manager: PackageManager, installs: Sequence[PackageCommand]) -> tuple[Edit, ...]:
    if manager is APT:
        return () if any(is_mounted(run, folder) for folder in APT.cache_folders) else cache_apt(run)
    if manager is APK:
        return _of_apk(run, installs)
    folders = _RPM_FOLDERS.get(installs[0].command.name, manager.cache_folders)
    mounted = mount_caches(run, folders)
    if not mounted or manager is ZYPPER:
        return mounted
    return _apart([*mounted, *(insertion(each.subcommand.span.start, f"{_KEEP} ") for each in installs)])


def _of_apk(run: Instruction, installs: Iterable[PackageCommand]) -> tuple[Edit, ...]:
    """apk keeps packages where /etc/apk/cache is a folder, unless it is told not to; it needs an index then."""
    if any(is_mounted(run, folder) for folder in APK.list_folders):
        return ()
    edits = list(add_mounts(run, [f"type=cache,target={folder}" for folder in APK.cache_folders]))
    scripts = scripts_in(run)
    updates = any(found.manager is APK and found.updates for found in package_commands(scripts))
    for found in installs:
        flags = [flag for flag in found.flags if flag.text == "--no-cache"]
        has_index = updates or found.has_flag(*REFRESHING)
        if flags and not has_index:
            edits.append(Edit(flags.pop().span, REFRESHING[-1]))
        elif not has_index:
            edits.append(insertion(found.subcommand.span.end, f" {REFRESHING[-1]}"))
        edits += (deletion(without_word(run, found.command, flag)) for flag in flags)
    for script in scripts:
        emptied = _without_clean_up(run, script, APK.list_folders)
        if emptied is None:
            return ()
        edits += emptied
    return _apart(edits)


def _without_clean_up(run: Instruction, script: Script, folders: tuple[str, ...]) -> tuple[Edit, ...] | None:
    """What takes out the commands that empty the caches; None where one cannot be taken out."""
    return remove_commands(run, script, [command for command in script.commands if _empties(command, folders)])


def _empties(command: Command, folders: tuple[str, ...]) -> bool:
    if command.name == "rm":
        targets = [word.text for word in command.operands]
        return bool(targets) and all(target.startswith(folders) for target in targets)
    if command.name in _LANGUAGE_CACHES:
        words = [word.text for word in command.operands[:2]]
        return words[:1] == ["cache"] and words[1:] in (["clean"], ["purge"], ["rm"], ["clear"], ["delete"])
    found = package_command(command)
    return found is not None and found.manager in (DNF, YUM, ZYPPER) and found.subcommand.text in ("clean", "cc")


def _apart(edits: list[Edit]) -> tuple[Edit, ...]:
    """The edits, or none where two are in each other's way: two commands side by side that both go."""
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    is_apart = all(left.span.end <= right.span.start for left, right in pairwise(ordered))
    return tuple(edits) if is_apart else ()
