"""Packages in order, and a cache for what is downloaded to install them."""

from dockerls.features.refactorings.refactoring import REWRITE, Found, Offer, Refactoring, Selected, offered
from dockerls.knowledge.package_managers import APT
from dockerls.language import Sentence
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.package_commands import PackageCommand, package_commands
from dockerls.semantics.shell_code import commands_of, scripts_of
from dockerls.syntax.instruction import Instruction

_SORT = Sentence(
    en="Put the packages of `{command}` on lines of their own, in order",
    ko="`{command}`의 패키지를 한 줄에 하나씩 정렬",
)
_CACHE = Sentence(en="Keep what `{command}` downloads in a cache mount", ko="`{command}` 다운로드를 캐시 마운트에 보관")


def _sort(selected: Selected) -> Offer | None:
    from dockerls.rewrite.sorted_packages import sort_packages

    run = _run(selected)
    install = _touched_install(selected, run) if run is not None else None
    if run is None or install is None:
        return None
    title = _SORT.filled(command=f"{install.command.name} {install.subcommand.text}")
    return offered(title, run.placed(sort_packages(run.innermost, install)))


def _touched_install(selected: Selected, run: Found) -> PackageCommand | None:
    """The install command of the system's packages under the cursor, else the only one there is."""
    scripts = tuple(script for script in scripts_of(run.innermost, run.around) if not script.error)
    installs = [
        found
        for found in package_commands(scripts)
        if found.installs and found.packages and not found.manager.is_of_language
    ]
    span = selected.within(run)
    touched = [
        found for found in installs if found.command.span.start <= span.end and span.start <= found.command.span.end
    ]
    return touched[0] if touched else (installs[0] if len(installs) == 1 else None)


def _add_cache_mount(selected: Selected) -> Offer | None:
    run = _run(selected)
    if run is None or run.innermost.argument is not None or runs_as_root(run.around) is False:
        return None
    return _of_system(selected, run) or _of_language(run)


def _of_system(selected: Selected, run: Found) -> Offer | None:
    from dockerls.rewrite.cache_mounts import mount_system_caches

    scripts = scripts_of(run.innermost, run.around)
    found = next(
        (each for each in package_commands(scripts) if each.installs and not each.manager.is_of_language), None
    )
    if found is None or (found.manager is APT and _shares_lists(selected, run)):
        return None
    edits = mount_system_caches(run.innermost)
    return offered(_CACHE.filled(command=found.command.name), run.placed(edits))


def _shares_lists(selected: Selected, run: Found) -> bool:
    """Whether the RUN needs package lists that are there already, or others those it leaves: a mount hides both."""
    from dockerls.rewrite.package_lists import relied_on_below
    from dockerls.semantics.package_lists import lists_use, run_of

    use = lists_use(run.innermost)
    if use is None or use.may_rely or use.is_opaque:
        return use is not None
    stage = selected.stage(run.number)
    if use.keeps and stage:
        below = (piece for piece in selected.pieces[run.number + 1 : stage.stop] if isinstance(piece, Instruction))
        uses = (lists_use(other) for each in below if (other := run_of(each)) is not None)
        following = next((each for each in uses if each is not None and (each.update or each.may_rely)), None)
        return (following is not None and following.may_rely) or relied_on_below(selected.pieces[stage.start :])
    return False


def _of_language(run: Found) -> Offer | None:
    from dockerls.rewrite.cache_mounts import mount_caches
    from dockerls.rules.cache.use_cache_mount import cache_folders

    for command in commands_of(run.innermost, run.around):
        folders = cache_folders(command, run.around)
        if folders:
            edits = mount_caches(run.innermost, folders)
            return offered(_CACHE.filled(command=command.name), run.placed(edits))
    return None


def _run(selected: Selected) -> Found | None:
    found = selected.alone
    return found if found is not None and found.innermost.keyword == "RUN" and found.around.is_posix else None


SORT_PACKAGES = Refactoring("sort-packages", REWRITE, _sort)
ADD_CACHE_MOUNT = Refactoring("add-cache-mount", REWRITE, _add_cache_mount)
