"""What ``curl`` and ``wget`` commands ask for. Source: the manual pages curl(1) and wget(1)."""

import re
from collections.abc import Iterator

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord
from dockerls.text.pattern import pattern

FETCHERS = frozenset({"curl", "wget"})

# Short options that take a value: what follows in the same word is the value.
_WITH_VALUE = {"curl": frozenset("AbCcDdEeFHhKmoPQrTtUuwXxYyz"), "wget": frozenset("oaietOTwQPUlARDIXB")}
_LONG_WITH_VALUE = frozenset(
    {"--output", "--header", "--data", "--user", "--user-agent", "--cacert", "--cert", "--key", "--proto", "--retry"}
    | {"--retry-delay", "--max-time", "--connect-timeout", "--request", "--referer", "--cookie", "--form", "--proxy"}
    | {"--output-dir", "--output-document", "--directory-prefix", "--tries", "--timeout", "--write-out", "--range"}
    | {
        "--retry-max-time",
        "--resolve",
        "--config",
        "--data-raw",
        "--data-binary",
        "--tls-max",
        "--noproxy",
        "--ciphers",
    }
)

# A variable that holds the architecture, or a command that tells it.
_ARCHITECTURE = pattern(r"\$\{?\w*(?:arch|platform)|uname\s+-[mp]\b|--print-arch|\(arch\)|\bGOARCH\b", re.IGNORECASE)


def varies_by_architecture(address: str, code: str = "") -> bool:
    """Whether an address stands for another file on each architecture, so that no one checksum fits.

    ``code`` is the shell code around it, which may tell the architecture by a variable of any name.
    """
    return bool("$" in address or "`" in address) and _ARCHITECTURE.search(f"{address}\n{code}") is not None


def fits_one_checksum(run: Instruction, script: Script, fetch: Command) -> bool:
    """Whether a command of a script fetches the same file on every architecture."""
    return not any(varies_by_architecture(word.raw, script.span.of(run.text)) for word in urls(fetch))


def short_options(command: Command) -> Iterator[tuple[ShellWord, int]]:
    """Each short option as its word and the index of its letter there; values are left out."""
    with_value = _WITH_VALUE[command.name]
    is_value = False
    for word in command.args:
        if is_value or not word.is_flag or word.text.startswith("--"):
            is_value = not is_value and word.text in _LONG_WITH_VALUE
            continue
        for index, letter in enumerate(word.text[1:], start=1):
            yield word, index
            if letter in with_value:
                is_value = index == len(word.text) - 1
                break


def has_option(command: Command, letter: str, *long_names: str) -> bool:
    """Whether an option is set by its letter (also in a cluster such as ``-fsSL``) or a long name."""
    if any(word.text[index] == letter for word, index in short_options(command)):
        return True
    return any(word.text == name or word.text.startswith(f"{name}=") for word in command.args for name in long_names)


def urls(command: Command) -> tuple[ShellWord, ...]:
    """The addresses it fetches: operands that are no option's value."""
    found: list[ShellWord] = []
    values = _value_words(command)
    for word in command.args:
        if word.text == "--url" or word.is_flag or word in values or word.text in ("-", "--"):
            continue
        found.append(word)
    return tuple(found)


def _value_words(command: Command) -> frozenset[ShellWord]:
    with_value = _WITH_VALUE[command.name]
    openers = {
        word for word, index in short_options(command) if word.text[-1] in with_value and index == len(word.text) - 1
    }
    args = command.args
    return frozenset(
        args[at + 1] for at, word in enumerate(args[:-1]) if word in openers or word.text in _LONG_WITH_VALUE
    )
