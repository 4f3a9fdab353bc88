"""What stands in the value of ``RUN --mount=``: types, the keys of each, and their values."""

from collections.abc import Mapping

from dockerls.features.completion.choices import choices
from dockerls.features.completion.images import source_offers
from dockerls.features.completion.offer import NOTHING, About, Completion, Kind, Offers, Outside, Subject, together
from dockerls.features.completion.packages import cache_folders
from dockerls.features.completion.paths import context_offers, stage_path_offers
from dockerls.features.completion.typed import Typed
from dockerls.features.lessons.mounts import DEFAULT, REQUIRED
from dockerls.knowledge.mount_grammar import MOUNT_TYPE, MOUNT_TYPES, MountKeyGrammar, MountTypeGrammar
from dockerls.text.span import Span

# Each type with the keys it is hardly ever written without, by use.
_TYPES = {
    "cache": "target=${1}",
    "bind": "source=${1:.},target=${2:/src}",
    "secret": "id=${1:name}",
    "ssh": "",
    "tmpfs": "target=${1:/tmp}",
}


def mount_types_offers(typed: Typed, span: Span, before: str = "") -> Offers:
    """The types with their first keys; ``before`` stands in front of ``type=``."""
    types = {**_TYPES, "cache": f"target=${{1:{cache_folders(typed)[0]}}}"}
    return Offers(tuple(_type_offer(name, keys, span, before) for name, keys in types.items()))


def _type_offer(name: str, keys: str, span: Span, before: str) -> Completion:
    text = f"{before}type={name}"
    return Completion(
        label=text,
        kind=Kind.SNIPPET,
        span=span,
        new_text=f"{text},{keys}" if keys else text,
        is_snippet=bool(keys),
        about=About(Subject.MOUNT, name),
    )


def mount_offers(typed: Typed, value: str, outside: Outside) -> Offers:
    """What completes the last ``key=value`` of a mount."""
    *done, last = value.split(",")
    given = {key.lower(): value for key, _, value in (part.partition("=") for part in done)}
    kind = MOUNT_TYPES.get(given.get("type", MOUNT_TYPE.default or "").lower())
    key, equals, written = last.partition("=")
    if equals:
        return _values(typed, key.lower(), written, given, kind, outside)
    span = typed.replacing(len(last))
    first = mount_types_offers(typed, span) if not done else NOTHING
    return together(first, _keys(span, given, kind)) if kind and (done or last) else first


def _keys(span: Span, given: Mapping[str, str], kind: MountTypeGrammar) -> Offers:
    """The keys that are not given yet, under no name of theirs; those that must be come first."""
    missing = [key for key in kind.keys if not given.keys() & {key.name, *key.aliases}]
    missing.sort(key=lambda key: not key.required)
    keys = missing if "type" in given else [MOUNT_TYPE, *missing]
    return Offers(tuple(_key_offer(key, span, kind.name) for key in keys))


def _key_offer(key: MountKeyGrammar, span: Span, kind: str) -> Completion:
    text = key.name if key.boolean else f"{key.name}="
    default = DEFAULT.filled(value=key.default) if key.default is not None else None
    return Completion(
        label=text,
        kind=Kind.KEY,
        span=span,
        new_text=text,
        detail=REQUIRED if key.required else default,
        about=About(Subject.MOUNT_KEY, key.name, kind),
    )


def _values(
    typed: Typed, name: str, written: str, given: Mapping[str, str], kind: MountTypeGrammar | None, outside: Outside
) -> Offers:
    if name == "type":
        return _kinds(typed, written)
    key = next((key for key in kind.keys if name in (key.name, *key.aliases)), None) if kind else None
    if key is None or kind is None:
        return NOTHING
    if key.choices or key.boolean:
        return choices(typed, written, key.choices or ("true", "false"), key.default)
    if key.name == "from":
        return source_offers(typed, written)
    if key.name == "source" and "from" in given:
        return stage_path_offers(typed, given["from"], written)
    if key.name == "source" and kind.name == "bind":
        return context_offers(typed, written, outside)
    if key.name == "target" and kind.name == "cache":
        return choices(typed, written, cache_folders(typed))
    return NOTHING


def _kinds(typed: Typed, written: str) -> Offers:
    """The names of the types alone, where ``type=`` is written already."""
    span = typed.replacing(len(written))
    return Offers(tuple(Completion(name, Kind.VALUE, span, name, about=About(Subject.MOUNT, name)) for name in _TYPES))
