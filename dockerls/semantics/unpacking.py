"""Commands that unpack all of an archive, and where to. Sources: tar(1), unzip(1)."""

from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.pattern import pattern

_TAR = frozenset({"tar", "bsdtar", "gtar"})
_BUNDLE = pattern(r"-?[a-zA-Z]*x[a-zA-Z]*")
_TAR_VALUES = frozenset({"-C", "--directory", "-f", "--file"})


def unpacks_to(command: Command) -> str | None:
    """The folder, as written (``.`` for the working directory); None for other commands, and for single members."""
    if command.name in _TAR:
        return _tar(command)
    if command.name == "unzip" and not command.flag("-l", "-p", "-t", "-x", "-j"):
        words = _without_values(command.args, frozenset({"-d", "-P"}))
        return (command.flag_value("-d") or ".") if len(words) == 1 else None
    return None


def _tar(command: Command) -> str | None:
    args = command.args
    extracts = command.flag("-x", "--extract", "--get") or (args and _BUNDLE.fullmatch(args[0].text))
    if not extracts or command.flag("--strip-components", "--strip", "--wildcards", "-T", "--files-from", "-O"):
        return None
    bundle, rest = ("", args) if not _BUNDLE.fullmatch(args[0].text) else (args[0].text, args[1:])
    words = _without_values(rest, _TAR_VALUES)
    others = [word for word in rest if word.is_flag and _BUNDLE.fullmatch(word.text) and word.text.endswith("f")]
    if bundle.endswith("f") or others:
        words = words[1:]  # the archive
    return (command.flag_value("-C", "--directory") or ".") if not words else None


def _without_values(args: tuple[ShellWord, ...], with_value: frozenset[str]) -> list[ShellWord]:
    """The operands that are no option's value."""
    kept: list[ShellWord] = []
    is_value = False
    for word in args:
        if not is_value and not word.is_flag and word.text != "-":
            kept.append(word)
        is_value = not is_value and word.text in with_value
    return kept
