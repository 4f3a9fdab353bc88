"""What the stages of a file do that matters to where sources are copied and dependencies installed."""

import posixpath
from enum import Enum

from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.run_installs import RunInstall, run_install, works_without_sources
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.source_copies import SourceCopy, source_copy
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.value import value


class Between(Enum):
    """Other instructions that matter, by what may not move across them."""

    NEEDS_SOURCES = "a RUN that may read the sources"
    WORKSPACES = "a RUN that works on several packages, each with a manifest of its own"
    WORKDIR = "a working directory, which relative paths count from"
    OWN_STAGE = "FROM another stage, which may have installed already"


@value
class FileCopy:
    """A COPY or ADD of single files: their names, and the folder they go to."""

    names: tuple[str, ...]
    folder: str


def note_install_order(
    instruction: Instruction, around: Surroundings
) -> SourceCopy | FileCopy | RunInstall | Between | None:
    """What an instruction copies or installs, or how it stands between others; None for most."""
    if not around.in_stage or not around.is_posix:
        return None
    keyword = instruction.keyword
    if keyword in ("COPY", "ADD"):
        return source_copy(instruction, around) or _file_copy(instruction, around)
    if keyword == "FROM":
        return Between.OWN_STAGE if _is_local(instruction, around) else None
    if keyword == "WORKDIR":
        return Between.WORKDIR
    if keyword != "RUN":
        return None
    install = run_install(instruction, around)
    if install is None and any(map(_uses_workspaces, commands_of(instruction, around))):
        return Between.WORKSPACES
    return install or (None if works_without_sources(instruction, around) else Between.NEEDS_SOURCES)


def _uses_workspaces(command: Command) -> bool:
    if command.name in ("npm", "pnpm"):
        return command.flag("-r", "--recursive", "-w", "--workspace", "--workspaces", "-F", "--filter") is not None
    return command.name in ("lerna", "turbo", "nx") or (
        command.name == "yarn" and any(word.text in ("workspace", "workspaces") for word in command.operands[:1])
    )


def _file_copy(copy: Instruction, around: Surroundings) -> FileCopy:
    words = [word.text.strip("\"'") for word in copy.arguments]
    names = tuple(posixpath.basename(word) for word in words[:-1])
    return FileCopy(names, resolved(words[-1], working_folder(around)) if words else "")


def _is_local(head: Instruction, around: Surroundings) -> bool:
    """Whether a stage seems to be built on another stage of the file."""
    image = stage_head(head).image
    if image is None or any(mark in image.text for mark in ":/@"):
        return False
    return around.image is None or image.text != around.image.name
