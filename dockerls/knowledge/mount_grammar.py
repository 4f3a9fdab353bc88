"""The keys of every type of ``RUN --mount``. Facts only, no prose; the lessons are in ``mounts``.

Source: ``frontend/dockerfile/docs/reference.md`` and ``instructions/commands_runmount.go`` of moby/buildkit.
"""

from dockerls.knowledge.grammar import Version
from dockerls.value import value


@value
class MountKeyGrammar:
    """A key of ``RUN --mount``. BuildKit compares keys without regard to case."""

    name: str
    aliases: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False
    boolean: bool = False
    """May stand without a value, which means true."""
    choices: tuple[str, ...] = ()
    since: Version | None = None


@value
class MountTypeGrammar:
    """A type of ``RUN --mount`` with the keys that mean something to it, ``type`` itself left out."""

    name: str
    keys: tuple[MountKeyGrammar, ...]


_TARGET = MountKeyGrammar("target", ("dst", "destination"), required=True)
_SOURCE = MountKeyGrammar("source", ("src",), default="/")
_FROM = MountKeyGrammar("from")
_READONLY = MountKeyGrammar("readonly", ("ro",), boolean=True)
_READWRITE = MountKeyGrammar("readwrite", ("rw",), boolean=True)
_REQUIRED = MountKeyGrammar("required", default="false", boolean=True)


def _owned_by(mode: str) -> tuple[MountKeyGrammar, ...]:
    return (
        MountKeyGrammar("mode", default=mode),
        MountKeyGrammar("uid", default="0"),
        MountKeyGrammar("gid", default="0"),
    )


_SHARING = MountKeyGrammar("sharing", default="shared", choices=("shared", "private", "locked"))

MOUNT_TYPE = MountKeyGrammar("type", default="bind", choices=("bind", "cache", "tmpfs", "secret", "ssh"))

MOUNT_TYPES: dict[str, MountTypeGrammar] = {
    mount.name: mount
    for mount in (
        MountTypeGrammar("bind", (_TARGET, _SOURCE, _FROM, _READWRITE, _READONLY)),
        MountTypeGrammar(
            "cache",
            (_TARGET, MountKeyGrammar("id"), _SHARING, _FROM, _SOURCE, *_owned_by("0755"), _READONLY, _READWRITE),
        ),
        MountTypeGrammar("tmpfs", (_TARGET, MountKeyGrammar("size"))),
        MountTypeGrammar(
            "secret",
            (
                MountKeyGrammar("id", ("source", "src")),
                MountKeyGrammar("target", ("dst", "destination"), default="/run/secrets/<id>"),
                MountKeyGrammar("env", since=(1, 10)),
                _REQUIRED,
                *_owned_by("0400"),
            ),
        ),
        MountTypeGrammar(
            "ssh",
            (
                MountKeyGrammar("id", default="default"),
                MountKeyGrammar("target", ("dst", "destination"), default="/run/buildkit/ssh_agent.${N}"),
                _REQUIRED,
                *_owned_by("0600"),
            ),
        ),
    )
}
"""Every mount type by name. BuildKit reads ``readonly`` and ``id`` on every type, also where they change nothing."""
