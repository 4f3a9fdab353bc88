"""How much is downloaded for much used tags of official images, and which variants are smaller.

Facts read from github.com/docker-library/repo-info, linux/amd64, in 2026; sizes are bytes of compressed layers.
"""

from math import inf

from dockerls.knowledge.end_of_life import cycle_of, distributions_in, product_of
from dockerls.knowledge.table import table
from dockerls.knowledge.tags import TagGroup, group_of, split_version, tags_of
from dockerls.syntax.image import ImageReference
from dockerls.value import value

# Parts of a tag that say how much comes along, not what the image is for.
_SIZE_WORDS = frozenset({"alpine", "slim", "minimal", "jdk", "jre", "musl", "glibc", "uclibc"})
_SLIM_WORDS = frozenset({"alpine", "slim", "minimal", "musl"})


@value
class SizedTag:
    """A tag and the bytes downloaded for it."""

    tag: str
    size: int


def download_size(image: ImageReference) -> int | None:
    """Bytes to download for linux/amd64, or None if not known."""
    group = group_of(image)
    sizes = table("sizes").get(image.official or "", {})
    tags = group.tags if group else (image.known_tag,)
    return next((sizes[tag] for tag in tags if tag in sizes), None)


def smaller_variants(image: ImageReference) -> tuple[SizedTag, ...]:
    """Tags of the same product version that need a smaller download, smallest first.

    Where the image's own size has not been read and its tag is the full variant, the slim ones count as smaller.
    """
    own_group, name, tag = group_of(image), image.official, image.known_tag
    if own_group is None or name is None or tag is None:
        return ()
    own_size = download_size(image)
    limit = own_size if own_size is not None else inf if _SLIM_WORDS.isdisjoint(_plain_words(tag)) else 0
    own = _purposes(own_group)
    found = []
    for group in tags_of(name):
        size = size_of_group(name, group)
        if size is not None and size < limit and group is not own_group and not own.isdisjoint(_purposes(group)):
            found.append(SizedTag(_like(tag, own_group, group, name), size))
    return tuple(sorted(found, key=lambda sized: (sized.size, sized.tag)))


def size_of_group(name: str, group: TagGroup) -> int | None:
    """Bytes to download for what the tags of a group of an official image name, or None if not known."""
    return next((size for tag, size in table("sizes").get(name, {}).items() if tag in group.tags), None)


def _purposes(group: TagGroup) -> frozenset[tuple[str, tuple[str, ...]]]:
    """What the tags of a group stand for apart from size: version and remaining words."""
    return frozenset(_purpose(tag) for tag in group.tags)


def _purpose(tag: str) -> tuple[str, tuple[str, ...]]:
    version, rest = split_version(tag)
    words = [word for word in rest.split("-") if word and word not in _SIZE_WORDS]
    if version is None and words and distributions_in(words[0]):
        version = words[0]
    return version or "", tuple(word for word in words if not distributions_in(word))


def _plain_words(tag: str) -> frozenset[str]:
    """The words of a tag without the numbers of releases: ``{"alpine"}`` for ``3.12-alpine3.23``."""
    return frozenset(word.rstrip("0123456789.") for word in split_version(tag)[1].split("-")) - {""}


def _like(tag: str, own: TagGroup, group: TagGroup, name: str) -> str:
    """The tag of another group that is written most like the present one: same version, fewest other words."""
    version = _purpose(tag)[0] or _fixed_version(own, name)
    tags = [*group.tags]
    if group.patch and version == group.patch:
        tags = [f"{version}{rest}" for other in tags if (rest := split_version(other)[1]).startswith("-")]
    same = [other for other in tags if _purpose(other)[0] == version]
    words = _plain_words(tag)
    return min(same or tags, key=lambda other: (len(words ^ _plain_words(other)), len(other), other))


def _fixed_version(group: TagGroup, name: str) -> str:
    """The release line a moving tag stands for today."""
    product = product_of(name)
    versions = [version for other in group.tags if (version := split_version(other)[0])]
    cycles = [version for version in versions if product and cycle_of(product, version) == version]
    return (cycles or [version for version in versions if version.count(".") == 1] or [""])[0]
