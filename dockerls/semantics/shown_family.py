"""What the commands of a stage show of an image nobody knows: the family of distributions it must be built on."""

from collections.abc import Iterable

from dockerls.syntax.shell.script import Command

_FAMILIES = {
    **dict.fromkeys(("apt-get", "apt", "apt-key", "dpkg"), "debian"),
    **dict.fromkeys(("yum", "dnf", "microdnf", "rpm"), "rhel"),
    "apk": "alpine",
    "pacman": "arch",
    "zypper": "suse",
}


def shown_family(commands: Iterable[Command]) -> str | None:
    """The family in which the first telling command exists; None if none tells."""
    return next((_FAMILIES[command.name] for command in commands if command.name in _FAMILIES), None)
