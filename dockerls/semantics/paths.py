"""The files that instructions bring into a layer, use and remove, as paths that can be compared.

A path is absolute and normalised where that is known. Below a working directory that only the base image knows it
starts with ``./``; a variable stays as it is written, and is compared only if the shell code does not set it itself.
"""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from dockerls.knowledge.accounts import default_workdir
from dockerls.semantics.file_commands import ARCHIVE, Act, mentions
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import references
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord, Within
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

CREATES = frozenset({Act.COPIES, Act.DOWNLOADS, Act.CLONES})

_PATTERN = frozenset("*?[")
_BRACED = pattern(r"\$\{(\w+)\}")
_NESTED = frozenset({Within.SUBSHELL, Within.SUBSTITUTION, Within.LOOP, Within.CONDITION, Within.CASE, Within.FUNCTION})
_URL = pattern(r"[a-z+]+://", re.IGNORECASE)


@value
class FileUse:
    """Something done with a file or folder; ``span`` is the word that names it."""

    act: Act
    path: str
    span: Span
    written: str  # the path as the instruction has it
    is_tree: bool = False  # a folder with all that is in it

    def is_same(self, other: "FileUse") -> bool:
        """Whether both name the same file; a pattern names all that match it."""
        if self.path == other.path:
            return True
        if not has_pattern(self.path) and not has_pattern(other.path):
            return False
        return fnmatchcase(self.path, other.path) or fnmatchcase(other.path, self.path)

    def is_below(self, other: "FileUse") -> bool:
        """Whether this file lies in the folder the other one names."""
        return self.path.startswith(f"{other.path.rstrip('/')}/")


def has_pattern(path: str) -> bool:
    """Whether it may name several files."""
    return not _PATTERN.isdisjoint(path)


def resolved(path: str, folder: str | None) -> str:
    """``path`` as seen from ``folder`` (None: a folder that is not known, whose files begin with ``./``)."""
    if "$" in path:
        path = _BRACED.sub(r"$\1", path)
    if path.startswith(("/", "~", "$")):
        return posixpath.normpath(path)
    inside = posixpath.normpath(path)
    if folder is None:
        return "./" if inside == "." else f"./{inside}"
    joined = posixpath.normpath(posixpath.join(folder, inside))
    return f"./{joined}" if folder.startswith("./") else joined


def working_folder(around: Surroundings) -> str | None:
    """The working directory: the one WORKDIR set, else the one the base image is known to start in."""
    if around.workdir is not None or around.image is None:
        return around.workdir
    return default_workdir(around.image)


def entered(command: Command, folder: str | None) -> str | None:
    """The folder that a ``cd`` on the way of a script leads to; None where that is not plain to see."""
    target = command.operands[0] if len(command.operands) == 1 else None
    is_on_way = not set(command.within) - {Within.AND}
    if command.name != "cd" or target is None or not is_on_way or not target.is_plain or target.text == "-":
        return None
    return resolved(target.text, folder)


def is_relative(copy: Instruction) -> bool:
    """Whether the destination of a COPY or ADD counts from the working directory."""
    path = copy.arguments[-1].text.strip("\"'") if copy.arguments else ""
    return bool(path) and not path.startswith(("/", "$", "\\", "<<", "~")) and path[1:2] != ":"


@lru_cache(maxsize=16)  # several rules ask for the same instruction, one after the other
def file_uses(instruction: Instruction, around: Surroundings) -> tuple[FileUse, ...]:
    """What a RUN, COPY or ADD does with files, in the order it is written; nothing under a Windows shell."""
    if not around.is_posix:
        return ()
    if instruction.keyword in ("COPY", "ADD"):
        return tuple(_copied(instruction, around))
    if instruction.keyword != "RUN":
        return ()
    scripts = (script for script in scripts_of(instruction, around) if not script.error)
    uses = (use for script in scripts for use in _used(script, around))
    has_mounts = instruction.flag("mount") is not None
    return tuple(use for use in uses if not (has_mounts and is_mounted(instruction, use.path)))


def is_archive(path: str) -> bool:
    """Whether a name is that of an archive or a package."""
    return ARCHIVE.search(path) is not None


def _used(script: Script, around: Surroundings) -> Iterator[FileUse]:
    folder = working_folder(around)
    is_known = True
    own = {word.text.partition("=")[0] for word in script.assignments}
    for command in script.commands:
        own |= {word.text.partition("=")[0] for word in command.args if command.name in ("export", "read", "local")}
        if command.name in ("cd", "pushd", "popd"):
            target = command.operands[0] if command.name == "cd" and command.operands else None
            is_plain = target is not None and target.text != "-" and _is_comparable(target, command, own)
            is_known = is_plain and not _NESTED & set(command.within) and is_known
            folder = resolved(target.text, folder) if target is not None and is_known else folder
        else:
            yield from _of_command(command, folder, is_known, own)


def _of_command(command: Command, folder: str | None, is_known: bool, own: set[str]) -> Iterator[FileUse]:
    for mention in mentions(command):
        is_absolute = mention.path.startswith(("/", "~", "$"))
        if (is_known or is_absolute) and _is_comparable(mention.word, command, own):
            path = resolved(mention.path, folder)
            yield FileUse(mention.act, path, mention.word.span, mention.path, mention.act is Act.CLONES)


def _is_comparable(word: ShellWord, command: Command, own: set[str]) -> bool:
    """Whether a word stands for the same path wherever it is written: no variable of the code's own is in it."""
    if "$" not in word.raw and "`" not in word.raw:
        return True
    names = {reference.name for reference in references(word.raw)}
    if "`" in word.raw or word.raw.count("$") != sum(1 for _ in references(word.raw)):
        return False
    return not names & own and not (names and Within.LOOP in command.within)


def _copied(copy: Instruction, around: Surroundings) -> Iterator[FileUse]:
    *sources, destination = copy.arguments or (None,)
    if destination is None or not sources:
        return
    target = resolved(destination.text, working_folder(around))
    is_folder = destination.text.endswith("/") or posixpath.basename(destination.text) in ("", ".", "..")
    for source in sources:
        assert source is not None, "only a COPY without arguments has none"
        text = source.text.strip("\"'")
        name = posixpath.basename(text.split("?")[0]) if _URL.match(text) else posixpath.basename(text)
        if copy.keyword == "ADD" and is_archive(text) and not _URL.match(text):
            continue  # it is unpacked, and the archive itself is not in the image
        if "<<" in text:
            yield FileUse(Act.COPIES, target, source.span, destination.text)
        elif text.endswith("/") or name in ("", ".", ".."):
            yield FileUse(Act.COPIES, target, source.span, destination.text, is_tree=True)
        else:
            yield FileUse(Act.COPIES, posixpath.join(target, name), source.span, name)
            if not (is_folder and ("." in name or "*" in name)):
                yield FileUse(Act.COPIES, target, source.span, destination.text)
