"""The mounts of a RUN: folders that are not part of its layer."""

from collections.abc import Iterator

from dockerls.semantics.flag_text import FlagText, flag_text
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import remembered, value

# A field of a line of CSV and what ends it. Quotes count where they open the field; inside they are doubled.
_FIELD = pattern(r'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^",][^,"]*|))(?:,|\Z)')


@value
class MountField:
    """One ``key=value`` of ``--mount``. ``key`` is in small letters, ``value`` is None without ``=``; spans are the
    source's."""

    key: str
    value: str | None
    span: Span
    key_span: Span
    value_span: Span


@value
class Mount:
    """``--mount=type=…,target=…`` as written; ``target`` is empty where it says none."""

    type: str
    target: str


@remembered
def mounts_of(run: Instruction) -> tuple[Mount, ...]:
    """The mounts of a RUN, in the order they are written."""
    return tuple(_mount(mount_fields(run, flag) or ()) for flag in run.flags_named("mount"))


def _mount(fields: tuple[MountField, ...]) -> Mount:
    keys = {field.key.strip(): field.value or "" for field in fields}
    target = keys.get("target") or keys.get("dst") or keys.get("destination") or ""
    return Mount(keys.get("type", "bind").lower(), target)


def mount_fields(run: Instruction, mount: Flag) -> tuple[MountField, ...] | None:
    """The fields of one ``--mount``, in their order; None where it is no line of CSV, which BuildKit refuses."""
    text = flag_text(run, mount)
    fields: list[MountField] = []
    at = 0
    while text.text:
        match = _FIELD.match(text.text, at)
        if match is None:
            return None
        fields.append(_field(text, *match.span("plain" if match["quoted"] is None else "quoted")))
        at = match.end()
        if not match[0].endswith(","):
            break
    return tuple(fields)


def _field(text: FlagText, start: int, end: int) -> MountField:
    key, equals, value = text.text[start:end].partition("=")
    key_end = start + len(key)
    return MountField(
        key.lower(),
        value if equals else None,
        text.span(start, end),
        text.span(start, key_end),
        text.span(key_end + len(equals), end),
    )


def expanded_parts(mount: Flag) -> Iterator[tuple[int, str]]:
    """The values in which the builder replaces variables, with their offsets in the text of the flag."""
    text = mount.value or ""
    at = 0
    for field in text.split(","):
        key, _, value = field.partition("=")
        if key.strip('" ').lower() != "from":
            yield at + len(field) - len(value), value
        at += len(field) + 1


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
