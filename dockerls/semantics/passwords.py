"""Words of shell commands that hold a password, written out.

Sources: the manual pages curl(1), wget(1) and sshpass(1); ``docker login --help``; ``aws configure set help``.
"""

from collections.abc import Iterator

from dockerls.semantics.fetch_commands import urls
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.pattern import pattern

_SHORTEST = 6  # letters; what is shorter is hardly meant to keep anybody out
_LOCAL = pattern(r"(?:https?://)?(?:localhost|127\.|\[::1\]|0\.0\.0\.0)")
_WGET = ("--password=", "--http-password=", "--ftp-password=", "--proxy-password=")
_REGISTRY_CLIENTS = frozenset({"docker", "podman", "nerdctl", "buildah", "skopeo", "crane", "oras"})
_AWS_SECRETS = frozenset({"aws_secret_access_key", "aws_session_token"})


def passwords_in(command: Command) -> Iterator[ShellWord]:
    """The words, each with what belongs to it (``user:password``); none that is a variable or known to everybody."""
    if command.name == "curl" and not any(_LOCAL.match(word.text) for word in urls(command)):
        for word in _values(command, "u", "--user", "--proxy-user"):
            if word.is_plain and _is_secret(word.text.rpartition("=")[2].partition(":")[2]):
                yield word
    elif command.name == "wget" and not any(_LOCAL.match(word.text) for word in urls(command)):
        yield from (each for each in command.args if each.text.startswith(_WGET) and _is_told(each, "="))
    elif command.name == "sshpass":
        yield from (each for each in _values(command, "p") if _is_told(each))
    elif command.name in _REGISTRY_CLIENTS and command.argument("login"):
        yield from (each for each in _values(command, "p", "--password") if _is_told(each, "="))
    elif command.name == "aws" and [word.text for word in command.operands[:2]] == ["configure", "set"]:
        words = command.operands[2:4]
        if len(words) == 2 and words[0].text.rpartition(".")[2] in _AWS_SECRETS and _is_told(words[1]):
            yield words[1]


def _values(command: Command, letter: str, *names: str) -> Iterator[ShellWord]:
    """The words behind ``-u`` (also at the end of a cluster) and ``--user``, and those of ``--user=…``."""
    for word, following in zip(command.args, command.args[1:], strict=False):
        is_cluster = word.text[:1] == "-" and word.text[1:].isalpha() and word.text.endswith(letter)
        if is_cluster or word.text in names:
            yield following
    yield from (word for word in command.args if word.text.startswith(tuple(f"{name}=" for name in names)))


def _is_told(word: ShellWord, separator: str = "") -> bool:
    text = word.text.partition(separator)[2] if separator and word.text.startswith("-") else word.text
    return word.is_plain and _is_secret(text)


def _is_secret(text: str) -> bool:
    """Whether nobody but those who know it could write it."""
    from dockerls.knowledge.secret_files import NO_SECRETS

    is_known = NO_SECRETS.fullmatch(text) is not None or "example" in text.lower() or text.lower().startswith("pass")
    return len(text) >= _SHORTEST and not is_known
