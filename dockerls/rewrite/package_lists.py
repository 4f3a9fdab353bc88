"""Bringing the fetching of package lists, the installs that need them and their removal into one RUN."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise

from dockerls.knowledge.package_managers import APT
from dockerls.rewrite.append import append_command
from dockerls.rewrite.beside import follow_command, precede_command
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import PlacedEdit, placed
from dockerls.rewrite.remove import remove_command, remove_commands, remove_instruction
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import PackageCommand, package_command, package_commands
from dockerls.semantics.package_lists import command_at, lists_use, run_of, scripts_in
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import stage_pattern
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command
from dockerls.text.edit import Edit

REMOVE_LISTS = "rm -rf /var/lib/apt/lists/*"

# Debian's and Ubuntu's images delete every downloaded package by this file; a cache has to keep them.
KEEP_PACKAGES = "rm -f /etc/apt/apt.conf.d/docker-clean"


def update_before_install(run: Instruction, update: str | None = None) -> tuple[Edit, ...]:
    """Edits that fetch the lists right before the first install that relies on older ones; none if that cannot be.

    ``update`` is the command to do it with, where it is not the plain one.
    """
    use = lists_use(run)
    found = command_at(run, use.relies) if use and use.relies else None
    if found is None:
        return ()
    install = found[1]
    program = "apt-get" if install.manager is APT else install.command.name
    return precede_command(run, install.command, update or f"{install.prefix}{program} update")


def remove_lists(run: Instruction) -> tuple[Edit, ...]:
    """Edits that remove apt's package lists at a RUN's end or behind its last apt command; none if neither can be.

    A RUN may end in a subshell or the like, behind which nothing is added.
    """
    commands = list(_of_apt(run))
    if not commands:
        return ()
    last = commands[-1]
    removal = f"{last.prefix}{REMOVE_LISTS}"
    return append_command(run, removal) or follow_command(run, last.command, removal)


def cache_apt(run: Instruction) -> tuple[Edit, ...]:
    """Edits that keep apt's lists and packages in cache mounts instead of the layer; none if that cannot be."""
    first = next(_of_apt(run), None)
    if first is None:
        return ()
    folders = [folder for folder in APT.cache_folders if not is_mounted(run, folder)]
    edits = list(add_mounts(run, [f"type=cache,target={folder},sharing=locked" for folder in folders]))
    if KEEP_PACKAGES not in run.text:
        keeping = precede_command(run, first.command, f"{first.prefix}{KEEP_PACKAGES}")
        if not keeping:
            return ()
        edits += keeping
    for script in scripts_in(run):
        removal = remove_commands(run, script, tuple(filter(_empties_cache, script.commands)))
        if removal is None:
            return ()
        edits += removal
    return tuple(edits)


def move_update(pieces: Sequence[Piece], lone: int, relying: Iterable[int], keep: bool) -> tuple[PlacedEdit, ...]:
    """Edits that move the fetching of lists from one RUN into each that relies on it; none if that cannot be.

    ``pieces`` start with the stage's FROM. With ``keep`` the lone RUN stays as it is.
    """
    run = run_in(pieces[lone])
    use = lists_use(run) if run else None
    found = command_at(run, use.update) if run and use and use.update else None
    if run is None or found is None:
        return ()
    script, update = found
    edits: list[PlacedEdit] = []
    for index in relying:
        target = run_in(pieces[index])
        if target is None or _flags(target) != _flags(run):
            return ()
        moved = placed(update_before_install(target, update.command.span.of(run.text)), index)
        if not moved:
            return ()
        edits += moved
    if keep:
        return tuple(edits)
    if sum(len(script.commands) for script in scripts_in(run)) == 1:
        return (*edits, *remove_instruction(pieces, lone))
    removal = remove_command(run, script, update.command)
    return (*edits, *placed(removal, lone)) if removal else ()


def relied_on_below(pieces: Sequence[Piece]) -> bool:
    """Whether a later stage that is built on the one ``pieces`` start with may install from the lists it leaves."""
    return any(_relies(stage) for stage in _stages_on(pieces))


def run_in(piece: Piece) -> Instruction | None:
    """The RUN that a piece is or, as an ONBUILD, holds."""
    return run_of(piece) if isinstance(piece, Instruction) else None


def _of_apt(run: Instruction) -> Iterator[PackageCommand]:
    return (found for found in package_commands(scripts_in(run)) if found.manager is APT)


def _empties_cache(command: Command) -> bool:
    """Whether a command does nothing but empty what a cache mount is to keep."""
    found = package_command(command)
    if found is not None:
        return found.manager is APT and found.subcommand.text in ("clean", "autoclean", "distclean", "dist-clean")
    targets = [word.text for word in command.operands]
    return command.name == "rm" and bool(targets) and all(target.startswith(APT.cache_folders) for target in targets)


def _flags(run: Instruction) -> tuple[str, ...]:
    return tuple(flag.text for flag in run.flags)


def _stages_on(pieces: Sequence[Piece]) -> Iterator[list[Instruction]]:
    """The instructions of each later stage built on the first one, FROM included."""
    names: set[str] = set()
    heads = [at for at, piece in enumerate(pieces) if isinstance(piece, Instruction) and piece.keyword == "FROM"]
    for at, end in pairwise((*heads, len(pieces))):
        from_ = pieces[at]
        assert isinstance(from_, Instruction)
        head = stage_head(from_)
        is_built_on = at > 0 and head.image is not None and _may_be_one_of(names, head.image.text)
        if (at == 0 or is_built_on) and head.key:
            names.add(head.key)
        if is_built_on:
            yield [piece for piece in pieces[at:end] if isinstance(piece, Instruction)]
        if not names:
            return


def _may_be_one_of(names: set[str], image: str) -> bool:
    if "$" not in image:
        return image.lower() in names
    pattern = stage_pattern(image)
    return any(fnmatchcase(name, pattern) for name in names)


def _relies(stage: Iterable[Instruction]) -> bool:
    for instruction in stage:
        run = run_of(instruction)
        use = lists_use(run) if run else None
        if use is not None and (use.update or use.removes):
            return False
        if use is not None and use.relies:
            return True
    return False
