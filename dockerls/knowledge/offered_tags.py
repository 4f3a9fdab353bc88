"""Tags of official images in the order to offer them, and the images themselves by how much they are used."""

from datetime import date
from functools import lru_cache
from math import inf

from dockerls.knowledge.end_of_life import cycle_of, distributions_in, end_of_life, product_of
from dockerls.knowledge.sizes import size_of_group
from dockerls.knowledge.tags import TagGroup, official_names, retired_tags, split_version, tags_of, version_key
from dockerls.syntax.image import read_image
from dockerls.value import value

# Official images that Dockerfiles are built on, by use; general knowledge. The others follow by name.
_MOST_USED = (
    *("debian", "alpine", "python", "node", "ubuntu", "golang", "nginx", "eclipse-temurin", "php", "rust", "ruby"),
    *(
        "busybox",
        "maven",
        "gradle",
        "postgres",
        "redis",
        "httpd",
        "amazoncorretto",
        "almalinux",
        "rockylinux",
        "fedora",
    ),
    *("amazonlinux", "composer", "docker", "mysql", "mariadb", "mongo", "tomcat", "caddy", "traefik", "gcc", "perl"),
    *("elixir", "erlang", "haskell", "swift", "dart", "julia", "r-base", "buildpack-deps", "archlinux", "oraclelinux"),
)
# Images elsewhere that many files are built on.
ELSEWHERE = (
    "gcr.io/distroless/static-debian12",
    "gcr.io/distroless/base-debian12",
    "gcr.io/distroless/cc-debian12",
    "gcr.io/distroless/python3-debian12",
    "gcr.io/distroless/java21-debian12",
    "gcr.io/distroless/nodejs22-debian12",
    "mcr.microsoft.com/dotnet/sdk",
    "mcr.microsoft.com/dotnet/aspnet",
    "mcr.microsoft.com/dotnet/runtime",
    "mcr.microsoft.com/devcontainers/base",
    "registry.access.redhat.com/ubi9/ubi-minimal",
    "registry.access.redhat.com/ubi9/ubi",
    "registry.access.redhat.com/ubi9/ubi-micro",
    "public.ecr.aws/lambda/python",
    "ghcr.io/astral-sh/uv",
    "nvidia/cuda",
    "oven/bun",
    "denoland/deno",
    "cgr.dev/chainguard/static",
    "cgr.dev/chainguard/wolfi-base",
)
_PREVIEWS = ("rc", "beta", "alpha", "ea", "preview", "edge", "devel", "rolling", "experimental", "unstable", "testing")
_WINDOWS = ("windowsservercore", "nanoserver")
_SIZE_ORDER = ("alpine", "slim", "minimal", "perl", "micro")


@value
class OfferedTag:
    """A tag, the bytes downloaded for it where they are known, and the end of support where that is past."""

    tag: str
    size: int | None
    ended: str | None


@lru_cache(maxsize=1)
def images_by_use() -> tuple[str, ...]:
    """Names of the official images that are still built, ``scratch`` among them."""
    listed = official_names()
    used = [name for name in _MOST_USED if name in listed]
    return (*used[:6], "scratch", *used[6:], *(name for name in listed if name not in used))


@lru_cache(maxsize=32)
def tags_by_use(name: str, today: date) -> tuple[OfferedTag, ...]:
    """The listed tags of an official image: the newest releases first, in each the smallest, what has ended last.

    A tag whose size is not known counts as large as the same variant of another release.
    """
    groups = [(group, size_of_group(name, group)) for group in tags_of(name)]
    likely = {_words(tag): size for group, size in groups if size is not None for tag in group.tags}
    found: list[tuple[tuple[object, ...], OfferedTag]] = []
    for group, size in groups:
        ended = _ended(name, group, today)
        for tag in _tags_in(group):
            likely_size = likely.get(_words(tag), inf) if size is None else size
            found.append((_order(name, tag, likely_size, has_ended=ended is not None), OfferedTag(tag, size, ended)))
    return tuple(tag for _, tag in sorted(found, key=lambda each: each[0]))


@lru_cache(maxsize=32)
def ended_tags(name: str, today: date) -> tuple[OfferedTag, ...]:
    """Tags of an official image that are no longer listed, and in which something has no support any more."""
    ended = {tag: over.label for tag in retired_tags(name) if (over := end_of_life(read_image(f"{name}:{tag}"), today))}
    order = sorted(ended, key=lambda tag: _order(name, tag, inf, has_ended=True))
    return tuple(OfferedTag(tag, None, ended[tag]) for tag in order)


def _words(tag: str) -> tuple[str, ...]:
    """What a tag says besides numbers: ``("slim", "bookworm")``."""
    return tuple(word for part in split_version(tag)[1].split("-") if (word := part.rstrip("0123456789.")))


def _tags_in(group: TagGroup) -> tuple[str, ...]:
    """The tags of a group, with the exact version of those that are spelt out for shorter ones only."""
    if group.patch is None:
        return group.tags
    longest = [
        tag for tag in group.tags if split_version(tag)[0] and group.patch.startswith(split_version(tag)[0] or "")
    ]
    if not longest:
        return group.tags
    version, rest = split_version(max(longest, key=lambda tag: len(split_version(tag)[0] or "")))
    return (*group.tags, f"{group.patch}{rest}") if version != group.patch else group.tags


def _ended(name: str, group: TagGroup, today: date) -> str | None:
    """What in the image has no support any more. The longest of its tags names all of it."""
    tags = {max(group.tags, key=len), next((tag for tag in group.tags if split_version(tag)[0]), group.tags[0])}
    over = [found for tag in tags if (found := end_of_life(read_image(f"{name}:{tag}"), today))]
    return over[0].label if over else None


def _order(name: str, tag: str, size: float, *, has_ended: bool) -> tuple[object, ...]:
    """Supported before ended, releases before previews, those that stay before those that move on, new before old."""
    product = product_of(name)
    version, rest = split_version(tag)
    cycle = cycle_of(product, tag) if product else version
    words = _words(tag)
    variant = next((place for place, word in enumerate(_SIZE_ORDER) if word in words), len(_SIZE_ORDER))
    return (
        has_ended,
        any(word.startswith(_WINDOWS) for word in words),
        any(word.startswith(_PREVIEWS) for word in words),
        cycle is None,
        tuple(-number for number in version_key(cycle)) if cycle and cycle[0].isdigit() else (0,),
        version.count(".") if version else inf,
        version is not None and bool(distributions_in(rest)),
        size,
        variant,
        len(tag),
        tag,
    )
