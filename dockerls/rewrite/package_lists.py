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
from dockerls.text.pattern import pattern

REMOVE_LISTS = "rm -rf /var/lib/apt/lists/*"

# Debian's and Ubuntu's images delete every downloaded package by this file; a cache has to keep them.
KEEP_PACKAGES = "rm -f /etc/apt/apt.conf.d/docker-clean"

_SOURCES = pattern(
    r"/etc/(?:apt|apk|yum|dnf|ssl)|sources\.list|/keyrings|apt-key|-repository|--add-architecture|apt\.conf"
)


def update_before_install(run: Instruction, update: str | None = None) -> tuple[Edit, ...]:
    """Edits that fetch the lists right before the first command that may rely on older ones; none if that cannot be.

    ``update`` is the command to do it with, where it is not the plain one; it gets the ``sudo`` of that command.
    """
    use = lists_use(run)
    needs = [span for span in (use.relies, use.reads) if span] if use else []
    found = command_at(run, min(needs, key=lambda span: span.start)) if needs else None
    if found is None:
        return ()
    install = found[1]
    program = "apt-get" if install.manager is APT else install.command.name
    update = update or f"{program} update"
    return precede_command(run, install.command, update if "sudo" in update.split() else f"{install.prefix}{update}")


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

    ``pieces`` start where the indices count from. With ``keep`` the lone RUN stays as it is. Nothing moves past what
    decides where lists come from: then it would fetch others.
    """
    run = run_in(pieces[lone])
    use = lists_use(run) if run else None
    found = command_at(run, use.update) if run and use and use.update else None
    if run is None or found is None:
        return ()
    script, update = found
    relying = tuple(relying)
    behind = run.text[update.command.span.end :]
    if _SOURCES.search(behind) or any(map(_changes_sources, pieces[lone + 1 : max(relying) + 1])):
        return ()
    edits: list[PlacedEdit] = []
    for index in relying:
        target = run_in(pieces[index])
        there = lists_use(target) if target else None
        if target is None or there is None or there.is_named or _flags(target) != _flags(run):
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


def relied_on_below(pieces: Sequence[Piece], by_scripts: bool = True) -> bool:
    """Whether a later stage that is built on the one ``pieces`` start with may read the lists it leaves.

    Scripts that may do so count where ``by_scripts`` says so.
    """
    return any(_relies(stage, by_scripts) for stage in _stages_on(pieces))


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


def _changes_sources(piece: Piece) -> bool:
    """Whether an instruction may change which lists are fetched, or how: their addresses, their keys, a proxy."""
    if not isinstance(piece, Instruction):
        return False
    if piece.keyword in ("COPY", "ADD"):
        target = "".join(word.text for word in piece.arguments[-1:])
        return target.rstrip("/") in ("", "/etc", "/usr", "/usr/share") or bool(_SOURCES.search(target))
    if piece.keyword in ("ENV", "ARG"):
        names = (pair.key.text.upper() for pair in piece.pairs)
        return any(name.endswith("_PROXY") or name.startswith("APT_") for name in names)
    return piece.keyword == "RUN" and bool(_SOURCES.search(piece.text))


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


def _relies(stage: Iterable[Instruction], by_scripts: bool) -> bool:
    for instruction in stage:
        run = run_of(instruction)
        use = lists_use(run) if run else None
        if use is not None and (use.may_rely if by_scripts else use.reads or use.is_named):
            return True
        if use is not None and use.ends_others:
            return False
    return False
