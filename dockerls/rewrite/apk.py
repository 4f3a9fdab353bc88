"""``apk add --no-cache`` instead of fetching an index and removing it again."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import APK
from dockerls.rewrite.joint import BLANKS
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.remove import remove_command
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.package_lists import REFRESHING, scripts_in
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.span import Span

NO_CACHE = "--no-cache"


def adds_with_index(run: Instruction) -> Iterator[PackageCommand]:
    """The ``apk add`` commands that leave an index behind."""
    for script in scripts_in(run):
        for command in script.commands:
            found = package_command(command)
            if found is not None and _adds_with_index(found):
                yield found


def removes_index(command: Command) -> bool:
    """Whether a command removes apk's index and nothing else."""
    targets = [word.text for word in command.operands]
    return command.name == "rm" and bool(targets) and all(target.startswith(APK.list_folders) for target in targets)


def add_without_index(run: Instruction, drop_update: bool) -> tuple[Edit, ...]:
    """Edits that give every ``apk add`` its ``--no-cache``.

    With ``drop_update`` also those that take out what it makes needless, as far as nothing else is lost with it:
    ``apk update``, ``--update`` and the removal of the index.
    """
    edits: list[Edit] = []
    for script in scripts_in(run):
        if script.error or script.too_long:
            return ()
        for command in script.commands:
            found = package_command(command)
            if found is not None and _adds_with_index(found):
                edits += _with_no_cache(run, found)
            elif drop_update and _is_needless(found, command):
                edits += remove_command(run, script, command)
    return _without_overlaps(edits)


def cache_apk(run: Instruction) -> tuple[Edit, ...]:
    """Edits that keep apk's index and packages in a cache mount."""
    edits = list(add_mounts(run, [f"type=cache,target={folder}" for folder in APK.cache_folders]))
    if not any(_refreshes(script) for script in scripts_in(run)):
        edits += (insertion(found.subcommand.span.end, f" {REFRESHING[-1]}") for found in adds_with_index(run))
    return tuple(edits)


def _adds_with_index(found: PackageCommand) -> bool:
    is_add = found.manager is APK and found.subcommand.text == "add"
    is_remote = "xargs" in found.command.wrappers or any(not word.text.endswith(".apk") for word in found.packages)
    return (
        is_add
        and is_remote
        and not found.has_flag(NO_CACHE, "--no-network", "--cache-dir", "--help")
        and not found.is_open
    )


def _with_no_cache(run: Instruction, found: PackageCommand) -> Iterator[Edit]:
    refreshing = [flag for flag in found.flags if flag.text in REFRESHING and flag.raw == flag.span.of(run.text)]
    if not refreshing:
        yield insertion(found.subcommand.span.end, f" {NO_CACHE}")
    for number, flag in enumerate(refreshing):
        yield Edit(flag.span, NO_CACHE) if number == 0 else deletion(_with_blanks(run, flag.span))


def _with_blanks(run: Instruction, span: Span) -> Span:
    before = run.text[: span.start]
    return Span(len(before.rstrip(BLANKS)), span.end)


def _is_needless(found: PackageCommand | None, command: Command) -> bool:
    if found is None:
        return removes_index(command)
    return found.manager is APK and found.updates and found.subcommand.text == "update"


def _refreshes(script: Script) -> bool:
    found = (package_command(command) for command in script.commands)
    return any(one is not None and one.manager is APK and (one.updates or one.has_flag(*REFRESHING)) for one in found)


def _without_overlaps(edits: list[Edit]) -> tuple[Edit, ...]:
    """The edits, but for those that overlap an earlier one: a command may be joined to another one that goes too."""
    kept: list[Edit] = []
    for edit in edits:
        if not any(edit.span.overlaps(other.span) for other in kept):
            kept.append(edit)
    return tuple(kept)
