"""Which files a shell command downloads, unpacks, moves and removes, read from its words.

Sources: the manual pages of curl, wget, git-clone, tar, unzip, dpkg, rpm and the POSIX utilities.
"""

import re
from collections.abc import Callable, Iterator
from enum import Enum

from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.pattern import pattern
from dockerls.value import value


class Act(str, Enum):
    """What is done with a file."""

    COPIES = "copies"  # COPY and ADD
    DOWNLOADS = "downloads"
    CLONES = "clones"
    UNPACKS = "unpacks"  # reads an archive or package, after which it is of no use
    USES = "uses"  # does anything else with an archive
    MOVES = "moves"
    REMOVES = "removes"


@value
class Mention:
    """A file as a command names it (``path`` may be relative), and the word that says so."""

    act: Act
    path: str
    word: ShellWord


ARCHIVE = pattern(r"\.(?:tar(?:\.\w+)?|t[gbx]z2?|tzst|zip|gz|bz2|xz|7z|deb|rpm)$", re.IGNORECASE)
_URL = pattern(r"(?:https?|ftp)://", re.IGNORECASE)
_TAR_EXTRACTS = pattern(r"-?[a-zA-Z]*x[a-zA-Z]*")
_GIT_VALUE_FLAGS = frozenset(
    {"-b", "--branch", "--depth", "-o", "--origin", "-c", "--config", "-j", "--jobs", "--filter", "--reference"}
    | {"--separate-git-dir", "--template", "-u", "--upload-pack", "--shallow-since", "--server-option"}
)


def mentions(command: Command) -> Iterator[Mention]:
    """The files a command names, as far as they are told apart for sure."""
    known: set[ShellWord] = set()
    for mention in _READERS.get(command.name, _nothing)(command):
        known.add(mention.word)
        yield mention
    for word in command.operands:
        if word not in known and ARCHIVE.search(word.text) and not _URL.match(word.text):
            yield Mention(Act.USES, word.text, word)


def _nothing(command: Command) -> Iterator[Mention]:
    return iter(())


def _wget(command: Command) -> Iterator[Mention]:
    output = _flag_with_value(command.args, "O", "--output-document")
    if output is not None:
        yield from _downloaded(*output)
        return
    folder = _flag_with_value(command.args, "P", "--directory-prefix")
    yield from _downloaded_by_name(command, folder[0] if folder else "")


def _curl(command: Command) -> Iterator[Mention]:
    folder = _flag_with_value(command.args, "", "--output-dir")
    output = _flag_with_value(command.args, "o", "--output")
    if output is not None:
        yield from _downloaded(_within(folder[0] if folder else "", output[0]), output[1])
    elif command.flag("-O", "--remote-name", "--remote-name-all") and not command.flag("-J", "--remote-header-name"):
        yield from _downloaded_by_name(command, folder[0] if folder else "")
    for redirect in command.redirects:
        if redirect.operator == ">" and redirect.target is not None:
            yield from _downloaded(redirect.target.text, redirect.target)


def _downloaded(path: str, word: ShellWord) -> Iterator[Mention]:
    if path != "-" and not path.startswith("/dev/"):
        yield Mention(Act.DOWNLOADS, path, word)


def _downloaded_by_name(command: Command, folder: str) -> Iterator[Mention]:
    for word in command.operands:
        name = word.text.rpartition("/")[2]
        if _URL.match(word.text) and name and "?" not in name:
            yield Mention(Act.DOWNLOADS, _within(folder, name), word)


def _within(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if folder and not name.startswith("/") else name


def _git(command: Command) -> Iterator[Mention]:
    if command.argument("clone") is None:
        return
    words = command.args[command.args.index(command.operands[0]) + 1 :]
    operands: list[ShellWord] = []
    skip = False
    for word in words:
        if not skip and not word.is_flag:
            operands.append(word)
        skip = not skip and word.text in _GIT_VALUE_FLAGS
    if len(operands) == 2:
        yield Mention(Act.CLONES, operands[1].text, operands[1])
    elif len(operands) == 1:
        name = operands[0].text.rstrip("/").rpartition("/")[2].removesuffix(".git")
        yield Mention(Act.CLONES, name, operands[0])


def _tar(command: Command) -> Iterator[Mention]:
    first = next(iter(command.args), None)
    if first is None:
        return
    bundle = first.text if not first.text.startswith("-") else ""
    extracts = bool(command.flag("-x", "--extract", "--get")) or bool(bundle and _TAR_EXTRACTS.fullmatch(bundle))
    archive = _flag_with_value(command.args, "f", "--file")
    if archive is None and "f" in bundle and len(command.args) > 1:
        archive = command.args[1].text, command.args[1]
    if extracts and archive is not None and archive[0] != "-":
        yield Mention(Act.UNPACKS, *archive)


def _unzip(command: Command) -> Iterator[Mention]:
    values = {_flag_with_value(command.args, "d", ""), _flag_with_value(command.args, "P", "")}
    folders = {found[1] for found in values if found is not None}
    for word in [word for word in command.operands if word not in folders][:1]:
        yield Mention(Act.UNPACKS, word.text, word)


def _seven_zip(command: Command) -> Iterator[Mention]:
    if command.argument("x", "e") is not None and len(command.operands) > 1:
        yield Mention(Act.UNPACKS, command.operands[1].text, command.operands[1])


def _package_file(command: Command) -> Iterator[Mention]:
    if command.flag("-i", "-U", "--install", "--upgrade"):
        for word in command.operands:
            if word.text.endswith((".deb", ".rpm")) and not _URL.match(word.text):
                yield Mention(Act.UNPACKS, word.text, word)


def _decompress(command: Command) -> Iterator[Mention]:
    """``gunzip`` and its like put the result in place of the archive."""
    if not command.flag("-k", "--keep", "-c", "--stdout", "--to-stdout"):
        for word in command.operands:
            yield Mention(Act.MOVES, word.text, word)


def _mv(command: Command) -> Iterator[Mention]:
    for word in command.operands[:-1]:
        yield Mention(Act.MOVES, word.text, word)


def _rm(command: Command) -> Iterator[Mention]:
    for word in command.operands:
        yield Mention(Act.REMOVES, word.text, word)


def _flag_with_value(words: tuple[ShellWord, ...], letter: str, name: str) -> tuple[str, ShellWord] | None:
    """The value of a flag and the word that holds it: ``-qO x``, ``-Ox``, ``--output x``, ``--output=x``."""
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        is_cluster = bool(letter) and word.text.startswith("-") and not word.text.startswith("--")
        cluster, found, value = word.text[1:].partition(letter) if is_cluster else ("", "", "")
        if found and (not cluster or cluster.isalpha()):
            if value:
                return value, word
            return (following.text, following) if following is not None else None
        if word.text == name and following is not None:
            return following.text, following
        if word.text.startswith(f"{name}="):
            return word.text[len(name) + 1 :], word
    return None


_READERS: dict[str, Callable[[Command], Iterator[Mention]]] = {
    "wget": _wget,
    "curl": _curl,
    "git": _git,
    "tar": _tar,
    "bsdtar": _tar,
    "unzip": _unzip,
    "7z": _seven_zip,
    "7za": _seven_zip,
    "7zr": _seven_zip,
    "dpkg": _package_file,
    "rpm": _package_file,
    "gunzip": _decompress,
    "bunzip2": _decompress,
    "unxz": _decompress,
    "mv": _mv,
    "rm": _rm,
    "unlink": _rm,
}
