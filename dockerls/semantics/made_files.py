"""What the instructions of a stage make, where every single thing they do is known to be seen.

Sources: the manual pages of curl, wget, tar, unzip, git-clone, mkdir and chmod; ``go help build``; docs.npmjs.com.
"""

import posixpath
from collections.abc import Iterable

from dockerls.semantics.file_commands import Act, Mention, mentions
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import CHECKSUM_COMMANDS
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Within

_MAKE_NOTHING = frozenset({"set", "echo", "printf", "true", "test", "[", ":"}) | CHECKSUM_COMMANDS
_TOUCH = frozenset({"chmod", "chown", "touch", "strip"})
_OF_THE_SYSTEM = ("/bin", "/sbin", "/lib", "/lib64", "/dev", "/proc", "/sys", "/run", "/tmp", "/")
_BRANCHING = frozenset({Within.OR, Within.LOOP, Within.CONDITION, Within.CASE, Within.FUNCTION, Within.SUBSTITUTION})


class _NotSeenError(Exception):
    """Something may be made that cannot be told."""


def made_files(instructions: Iterable[tuple[Instruction, Surroundings]]) -> tuple[str, ...] | None:
    """The absolute paths of the files and folders that RUN, COPY and ADD make, none inside another one.

    None where one of them may do anything else: run a program that is not known, or change what was there before.
    """
    made: set[str] = set()
    try:
        for instruction, around in instructions:
            if instruction.keyword == "RUN":
                _run(instruction, around, made)
            else:
                _copy(instruction, around, made)
    except _NotSeenError:
        return None
    if any(path in _OF_THE_SYSTEM for path in made):
        return None
    return tuple(sorted(path for path in made if not any(_is_inside(path, other) for other in made)))


def _copy(copy: Instruction, around: Surroundings, made: set[str]) -> None:
    words = copy.arguments
    if len(words) < 2 or copy.openings or copy.flag("parents") or any(mark in copy.value for mark in "$*?["):
        raise _NotSeenError
    if copy.keyword == "ADD":  # what an archive or a repository holds is not known
        raise _NotSeenError
    target = _absolute(words[-1].text.strip("\"'"), working_folder(around))
    sources = [word.text.strip("\"'") for word in words[:-1]]
    names = [posixpath.basename(source) for source in sources]
    is_folder = words[-1].text.rstrip("\"'").endswith("/")
    if is_folder and all("." in name.strip(".") for name in names):
        made |= {posixpath.join(target, name) for name in names}
    else:
        made.add(target)


def _run(run: Instruction, around: Surroundings, made: set[str]) -> None:
    scripts = scripts_of(run, around)
    if len(scripts) != 1 or scripts[0].error or scripts[0].too_long or scripts[0].has_background:
        raise _NotSeenError
    folder = working_folder(around)
    for command in scripts[0].commands:
        if _BRANCHING & set(command.within) or command.wrappers or _writes_elsewhere(command):
            raise _NotSeenError
        if command.name == "cd" and Within.SUBSHELL not in command.within and len(command.operands) == 1:
            folder = _absolute(command.operands[0].text, folder)
            continue
        _Reader(command, folder, made).read()
    if scripts[0].assignments or any(is_mounted(run, path) for path in made):
        raise _NotSeenError


def _writes_elsewhere(command: Command) -> bool:
    return any(
        redirect.operator.startswith((">", "&>"))
        and (redirect.target is None or redirect.target.text not in ("/dev/null", "1", "2"))
        and command.name != "curl"
        for redirect in command.redirects
    )


class _Reader:
    """What one command makes, added to what was made before it."""

    def __init__(self, command: Command, folder: str | None, made: set[str]) -> None:
        self._command = command
        self._folder = folder
        self._made = made

    def read(self) -> None:
        name = self._command.name
        readers = {"mkdir": self._mkdir, "tar": self._tar, "unzip": self._unzip, "rm": self._rm, "go": self._go}
        if name in readers:
            readers[name]()
        elif name in ("curl", "wget", "git"):
            self._fetch()
        elif name in _TOUCH:
            self._touch()
        elif name not in _MAKE_NOTHING:
            raise _NotSeenError

    def _path(self, text: str) -> str:
        return _absolute(text, self._folder)

    def _mkdir(self) -> None:
        words = [word for word in self._command.operands if word.text != self._command.flag_value("-m", "--mode")]
        self._made.update(self._path(word.text) for word in words)

    def _fetch(self) -> None:
        is_several = sum("://" in word.text for word in self._command.operands) > 1
        if is_several or self._command.flag("-r", "-m", "--mirror", "--recursive", "-i", "-K", "--config") is not None:
            raise _NotSeenError
        found: list[Mention] = [each for each in mentions(self._command) if each.act in (Act.DOWNLOADS, Act.CLONES)]
        if not found and Within.PIPE not in self._command.within:
            raise _NotSeenError
        self._made.update(self._path(each.path) for each in found)

    def _tar(self) -> None:
        folder = self._command.flag_value("-C", "--directory")
        bundle = self._command.args[0].text if self._command.args else ""
        if folder is None or not ("x" in bundle or self._command.flag("-x", "--extract")):
            raise _NotSeenError
        self._inside(self._path(folder))

    def _unzip(self) -> None:
        folder = self._command.flag_value("-d")
        if folder is None:
            raise _NotSeenError
        self._made.add(self._path(folder))

    def _go(self) -> None:
        target = self._command.flag_value("-o")
        if self._command.argument("build") is None or target is None:
            raise _NotSeenError
        self._made.add(self._path(target))

    def _rm(self) -> None:
        for word in self._command.operands:
            path = self._path(word.text)
            if path in self._made:
                self._made.discard(path)
            else:
                self._inside(path)

    def _touch(self) -> None:
        """They change what was made here; the first operand of ``chmod`` and ``chown`` is no file."""
        skipped = 1 if self._command.name in ("chmod", "chown") else 0
        for word in self._command.operands[skipped:]:
            self._inside(self._path(word.text))

    def _inside(self, path: str) -> None:
        if not any(path == other or _is_inside(path, other) for other in self._made):
            raise _NotSeenError


def _absolute(text: str, folder: str | None) -> str:
    path = resolved(text, folder)
    if not path.startswith("/") or any(mark in path for mark in "$*?[`~{"):
        raise _NotSeenError
    return path


def _is_inside(path: str, other: str) -> bool:
    return path.startswith(f"{other.rstrip('/')}/")
