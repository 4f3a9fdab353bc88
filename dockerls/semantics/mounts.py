"""The mounts of a RUN: folders that are not part of its layer."""

from collections.abc import Iterator

from dockerls.syntax.instruction import Instruction
from dockerls.value import remembered, value


@value
class Mount:
    """``--mount=type=…,target=…`` as written; ``target`` is empty where it says none."""

    type: str
    target: str


@remembered
def mounts_of(run: Instruction) -> tuple[Mount, ...]:
    """The mounts of a RUN, in the order they are written."""
    return tuple(_mounts(run))


def _mounts(run: Instruction) -> Iterator[Mount]:
    for flag in run.flags_named("mount"):
        keys: dict[str, str] = {}
        for field in (flag.value or "").split(","):
            key, _, value = field.strip().strip('"').partition("=")
            keys[key.lower()] = value.strip("\"'")
        target = keys.get("target") or keys.get("dst") or keys.get("destination") or ""
        yield Mount(keys.get("type", "bind").lower(), target)


def is_mounted(run: Instruction, *folders: str) -> bool:
    """Whether one of the folders lies in a mount, so that what is written there is not part of the layer.

    A target with a variable may be any folder and counts as each.
    """
    mounts = mounts_of(run)
    if not mounts:
        return False
    targets = [mount.target for mount in mounts if mount.type in ("bind", "cache", "tmpfs")]
    return any("$" in target or _holds(target, folder) for target in targets for folder in folders)


def _holds(target: str, folder: str) -> bool:
    return bool(target) and f"{folder}/".startswith(f"{target.rstrip('/')}/")
