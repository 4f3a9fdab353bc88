"""Which packages of an install are named without a version: one reader for each package manager.

Silent where nobody can tell (a variable may hold the version) and where the version is given in another way: a file, a
path, an address, a list of constraints. Sources: apt-get(8), apk(8), zypper(8), dnf(8), PEP 508, docs.npmjs.com,
``gem help install``, ``go help install``.
"""

from collections.abc import Callable
from itertools import takewhile

from dockerls.knowledge.package_managers import APK, APT, DNF, GEM, GO, NPM, PIP, YUM, ZYPPER
from dockerls.semantics.package_commands import PackageCommand
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.pattern import pattern

# name-1.2, name-1.2-3.el9 or name-1.2-3.el9.x86_64; a name that ends in a number may be meant as well.
_RPM_VERSION = pattern(r".-(?:\d+:)?\d[^-]*(?:-[^-]*\d[^-]*)?\Z")
_PIP_VERSION = pattern(r"[=<>~!@]")
_PIP_OWN = frozenset({"pip", "setuptools", "wheel"})
_NEWEST = ("@latest", "@upgrade")


def unpinned(found: PackageCommand) -> tuple[ShellWord, ...]:
    """The packages without a version, in the order they are written; none if it is no install of packages."""
    read = _READERS.get(found.manager.name)
    if read is None or found.has_flag("--help", "-h"):
        return ()
    subcommands, is_loose, giving = read
    if found.subcommand.text not in subcommands or found.has_flag(*giving):
        return ()
    words = takewhile(lambda word: word.text != "--", found.packages)
    return tuple(word for word in words if not _is_open(word) and is_loose(word.text))


def newest_of_go(found: PackageCommand) -> tuple[ShellWord, ...]:
    """The packages of ``go install``, ``go get`` or ``go run`` that ask for the newest version by name."""
    return tuple(word for word in _go_packages(found) if word.text.endswith(_NEWEST) and not _is_open(word))


def unversioned_of_go(found: PackageCommand) -> tuple[ShellWord, ...]:
    """Those without any version: what ``go.mod`` says where there is one, else the newest or an error."""
    words = _go_packages(found)
    return tuple(word for word in words if "@" not in word.text and not _is_open(word) and _is_remote(word.text))


def _go_packages(found: PackageCommand) -> tuple[ShellWord, ...]:
    if found.manager is not GO or found.subcommand.text not in ("install", "get", "run"):
        return ()
    return found.packages[:1] if found.subcommand.text == "run" else found.packages


def _is_remote(text: str) -> bool:
    """Whether a Go package has a host in its path: it is neither of the standard library nor of this folder."""
    host, slash, _ = text.partition("/")
    return bool(slash) and "." in host.strip(".") and not text.endswith(".go")


def _is_open(word: ShellWord) -> bool:
    return any(character in word.raw for character in "$`")


def _is_file(text: str) -> bool:
    return text.startswith((".", "/", "~")) or "://" in text


def _apt(text: str) -> bool:
    is_removed = text.endswith("-")
    return not (is_removed or _is_file(text) or "=" in text or "/" in text or text.endswith(".deb"))


def _apk(text: str) -> bool:
    return not (
        _is_file(text) or text.startswith("!") or any(mark in text for mark in "=<>~@") or text.endswith(".apk")
    )


def _rpm(text: str) -> bool:
    is_other = _is_file(text) or text.startswith(("@", "-")) or text.endswith(".rpm") or "/" in text
    return not (is_other or any(mark in text for mark in "=<>(:") or _RPM_VERSION.search(text))


def _zypper(text: str) -> bool:
    is_other = _is_file(text) or text.startswith(("+", "-", "!", "~")) or text.endswith(".rpm") or ":" in text
    return not (is_other or any(mark in text for mark in "=<>"))


def _pip(text: str) -> bool:
    if _is_file(text) or "/" in text or _PIP_VERSION.search(text) or text in _PIP_OWN:
        return False
    return not text.endswith((".whl", ".zip", ".tar.gz", ".txt"))


def _npm(text: str) -> bool:
    is_scoped = text.startswith("@")
    if _is_file(text) or text.endswith((".tgz", ".tar.gz")) or ("/" in text and not is_scoped) or ":" in text:
        return False
    return "@" not in text[1:]


def _gem(text: str) -> bool:
    return not (_is_file(text) or ":" in text or text.endswith(".gem"))


_INSTALL = frozenset({"install"})
# For each manager: the subcommands that name packages, whether one is loose, and flags that give the version.
_READERS: dict[str, tuple[frozenset[str], Callable[[str], bool], tuple[str, ...]]] = {
    APT.name: (_INSTALL, _apt, ("-t", "--target-release", "--default-release")),
    APK.name: (frozenset({"add"}), _apk, ()),
    YUM.name: (_INSTALL, _rpm, ()),
    DNF.name: (_INSTALL, _rpm, ()),
    ZYPPER.name: (_INSTALL | {"in"}, _zypper, ("-t", "--type")),
    PIP.name: (
        _INSTALL,
        _pip,
        ("-r", "--requirement", "-c", "--constraint", "-e", "--editable", "--require-hashes", "--no-index"),
    ),
    NPM.name: (_INSTALL | {"i", "add"}, _npm, ()),
    GEM.name: (_INSTALL | {"i"}, _gem, ("-v", "--version", "-g", "--file")),
}
