"""The keys of every type of ``RUN --mount``. Facts only, no prose; the lessons are in ``mounts``.

Source: ``frontend/dockerfile/docs/reference.md``, ``instructions/commands_runmount.go`` and, for ``source`` of ssh and
the target ``/``, ``dockerfile2llb/convert_runmount.go`` and ``convert_ssh.go`` of moby/buildkit. What is refused was
measured with Docker 28.5, 2026-11-21.
"""

from enum import Enum

from dockerls.knowledge.grammar import Version
from dockerls.value import value


class MountValue(Enum):
    """What stands after the ``=`` of a key."""

    TEXT = "text"
    BOOLEAN = "boolean"
    """What Go's ``strconv.ParseBool`` reads; the key alone means true."""
    CHOICE = "choice"
    """One of a few words, in any case."""
    MODE = "mode"
    """An octal number of at most 32 bits."""
    NUMBER = "number"
    """A decimal number of at most 32 bits: names of users are not looked up."""
    SIZE = "size"
    """Bytes, as ``RAMInBytes`` of docker/go-units reads them: ``64m``, ``1.5 GiB``."""


@value
class MountKeyGrammar:
    """A key of ``RUN --mount``. BuildKit compares keys without regard to case."""

    name: str
    aliases: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False
    value: MountValue = MountValue.TEXT
    choices: tuple[str, ...] = ()
    since: Version | None = None

    @property
    def boolean(self) -> bool:
        """May stand without a value, which means true."""
        return self.value is MountValue.BOOLEAN


@value
class MountTypeGrammar:
    """A type of ``RUN --mount`` with the keys that mean something to it, ``type`` itself left out."""

    name: str
    keys: tuple[MountKeyGrammar, ...]
    refuses: frozenset[str]
    """The keys of other types with which BuildKit does not build. The rest it reads, and they change nothing."""


_TARGET = MountKeyGrammar("target", ("dst", "destination"), required=True)
_SOURCE = MountKeyGrammar("source", ("src",), default="/")
_FROM = MountKeyGrammar("from")
_READONLY = MountKeyGrammar("readonly", ("ro",), value=MountValue.BOOLEAN)
_READWRITE = MountKeyGrammar("readwrite", ("rw",), value=MountValue.BOOLEAN)
_REQUIRED = MountKeyGrammar("required", default="false", value=MountValue.BOOLEAN)


def _owned_by(mode: str) -> tuple[MountKeyGrammar, ...]:
    return (
        MountKeyGrammar("mode", default=mode, value=MountValue.MODE),
        MountKeyGrammar("uid", default="0", value=MountValue.NUMBER),
        MountKeyGrammar("gid", default="0", value=MountValue.NUMBER),
    )


_SHARING = MountKeyGrammar(
    "sharing", default="shared", value=MountValue.CHOICE, choices=("shared", "private", "locked")
)
_SIZE = MountKeyGrammar("size", value=MountValue.SIZE)

MOUNT_TYPE = MountKeyGrammar(
    "type", default="bind", value=MountValue.CHOICE, choices=("bind", "cache", "tmpfs", "secret", "ssh")
)

MOUNT_TYPES: dict[str, MountTypeGrammar] = {
    mount.name: mount
    for mount in (
        MountTypeGrammar(
            "bind",
            (_TARGET, _SOURCE, _FROM, _READWRITE, _READONLY),
            refuses=frozenset({"sharing", "mode", "uid", "gid", "size", "required"}),
        ),
        MountTypeGrammar(
            "cache",
            (_TARGET, MountKeyGrammar("id"), _SHARING, _FROM, _SOURCE, *_owned_by("0755"), _READONLY, _READWRITE),
            refuses=frozenset({"size", "required"}),
        ),
        MountTypeGrammar("tmpfs", (_TARGET, _SIZE), refuses=frozenset({"sharing", "mode", "uid", "gid", "required"})),
        MountTypeGrammar(
            "secret",
            (
                MountKeyGrammar("id", ("source", "src")),
                MountKeyGrammar("target", ("dst", "destination"), default="/run/secrets/<id>"),
                MountKeyGrammar("env", since=(1, 10)),
                _REQUIRED,
                *_owned_by("0400"),
            ),
            refuses=frozenset({"from", "sharing", "size"}),
        ),
        MountTypeGrammar(
            "ssh",
            (
                MountKeyGrammar("id", default="default"),
                MountKeyGrammar("target", ("dst", "destination"), default="/run/buildkit/ssh_agent.${N}"),
                _REQUIRED,
                *_owned_by("0600"),
            ),
            refuses=frozenset({"source", "sharing", "size"}),
        ),
    )
}
"""Every mount type by name. BuildKit reads ``readonly`` and ``id`` on every type, also where they change nothing."""

MOUNT_KEYS: dict[str, MountKeyGrammar] = {"type": MOUNT_TYPE} | {
    name: key for mount in reversed(MOUNT_TYPES.values()) for key in mount.keys for name in (key.name, *key.aliases)
}
"""Every key of any type, by each of its names."""
