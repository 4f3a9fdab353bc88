"""Which tag or image to write instead: of a release that has ended, of an image that was given up, of a moving tag.

Every tag answered is one that the official list names (see ``tags``); which lines are supported is told by
``end_of_life``.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dockerls.knowledge.end_of_life import cycle_of, distributions_in, end_of_life, product_of, releases_of
from dockerls.knowledge.table import table
from dockerls.knowledge.tags import group_of, is_listed, prefixes, split_version, tags_of, version_key
from dockerls.syntax.image import ImageReference, read_image
from dockerls.value import value

# The words by which an image's maintainers recommend a release line, the most careful first.
_RECOMMENDED = ("lts", "stable", "latest")
_UBUNTU_LTS = re.compile(r"\d?[02468]\.04")


@value
class _Tag:
    """A tag taken apart for comparison."""

    text: str
    version: str | None
    """As written, a code name translated: ``9`` for ``stretch-slim`` of debian."""
    by_codename: bool
    words: tuple[str, ...]
    """The variant: ``("slim", "bookworm")``."""
    system: tuple[str, tuple[int, ...]] | None
    """The distribution release the variant names."""

    @property
    def flavour(self) -> tuple[str, ...]:
        """The variant with the distribution's release left open."""
        return tuple(distributions_in(word)[0][0] if distributions_in(word) else word for word in self.words)

    @property
    def bare_flavour(self) -> tuple[str, ...]:
        """The variant without the distribution's release: ``alpine`` for ``alpine3.9``, nothing for ``stretch``."""
        bare = (re.sub(r"(?<=alpine)[\d.]+$", "", word) for word in self.words)
        return tuple(word for word in bare if not distributions_in(word) and not word[:1].isdigit())


@lru_cache(maxsize=512)  # a file names few images, and asks again after each edit to a FROM
def successor(image: ImageReference, today: date) -> str | None:
    """The tag to move to from one that has ended or was retired, keeping the variant; None if there is none to offer.

    The version stays if it is still built on a supported distribution; else it is a supported line of the same major
    version, else the one the image's maintainers recommend, else the newest.
    """
    name, tag = image.official, image.known_tag
    if name is None or tag is None or (end_of_life(image, today) is None and is_listed(image) is not False):
        return None
    own = _read(name, tag)
    listed = [_read(name, text) for group in tags_of(name) for text in group.tags]
    alive = [other for other in listed if other.text != tag and _is_line(name, other, own)]
    for fits in (_same_words, _same_flavour, _same_bare_flavour):
        fitting = [other for other in alive if fits(other, own) and not _is_over(name, other.text, today)]
        if fitting:
            return _nearest(name, own, fitting)
    return None


@lru_cache(maxsize=512)
def replacement_image(image: ImageReference, today: date) -> str | None:
    """The image to use instead of one that was given up as a whole: ``eclipse-temurin:17`` for ``openjdk:17-slim``.

    Follows the notes of Docker's official images where they name one; for CentOS it is AlmaLinux, a rebuild of the
    same distribution.
    """
    row = table("replacements").get(image.official or "")
    tag = image.known_tag
    if row is None or tag is None or is_listed(image):
        return None
    replacement: str = row["image"]
    if "line" not in row:
        pinned = pinned_tag(read_image(replacement))
        return f"{replacement}:{pinned}" if pinned else replacement
    version, rest = split_version(tag)
    wanted = int(prefixes(version)[-1]) if version else None
    kept = "".join(f"-{word}" for word in rest.split("-") if word in row.get("keep", ()))
    for variant in (kept, ""):
        lines = _lines(replacement, variant, today)
        above = [line for line in lines if wanted is not None and line >= wanted]
        if above and (above[0] == wanted or "next" in row):
            return f"{replacement}:{above[0]}{variant}"
        if int(row["line"]) in lines:
            return f"{replacement}:{row['line']}{variant}"
    return replacement


@lru_cache(maxsize=512)
def pinned_tag(image: ImageReference) -> str | None:
    """A tag with a version that names the same image as a moving one (``latest``, none, ``slim``) does today.

    ``3.14`` for ``python``, ``13`` for ``debian``: the version of a release line, so that security updates still come.
    """
    name, group, tag = image.official, group_of(image), image.known_tag
    if name is None or group is None or tag is None or image.digest:
        return None
    if split_version(tag)[0] or _read(name, tag).version:
        return None
    dated = re.compile(r"\d{6}")
    versioned = [other for other in group.tags if split_version(other)[0] and not dated.search(other)]
    return min(versioned, key=lambda other: _pin_rank(name, other), default=None)


def _pin_rank(name: str, tag: str) -> tuple[int, int]:
    """Few words first; then a release line, major.minor, other depths."""
    version, rest = split_version(tag)
    if version is None:
        return len(rest), 9
    product = product_of(name)
    if product and cycle_of(product, version) == version:
        return len(rest), 0
    return len(rest), {1: 1, 0: 2}.get(version.count("."), 3)


@lru_cache(maxsize=4096)
def _read(name: str, tag: str) -> _Tag:
    version, rest = split_version(tag)
    by_codename = False
    if version is None and name in ("debian", "ubuntu"):
        version = cycle_of(name, tag)
        by_codename = version is not None
        rest = rest.partition("-")[2] if by_codename else rest
    words = tuple(word for word in rest.split("-") if word and not re.fullmatch(r"\d{8}(?:\.\d+)?", word))
    system = next(((product, version_key(cycle)) for word in words for product, cycle in _numbered(word)), None)
    return _Tag(tag, version, by_codename, words, system)


def _numbered(word: str) -> Iterable[tuple[str, str]]:
    return (release for release in distributions_in(word) if release[1].replace(".", "").isdigit())


def _is_line(name: str, other: _Tag, own: _Tag) -> bool:
    """Whether the other tag names a release line that is no step back, written in the way of the own tag."""
    if own.version is None or other.version is None or other.by_codename != own.by_codename:
        return own.version is other.version
    if other.version == own.version:
        return True
    product = product_of(name)
    if product:
        is_line = cycle_of(product, other.version) == other.version
    else:
        is_line = other.version.count(".") == min(own.version.count("."), 1)
    return is_line and (version_key(other.version) > version_key(own.version) or other.version in prefixes(own.version))


def _same_words(other: _Tag, own: _Tag) -> bool:
    return other.words == own.words


def _same_flavour(other: _Tag, own: _Tag) -> bool:
    return sorted(other.flavour) == sorted(own.flavour)


def _same_bare_flavour(other: _Tag, own: _Tag) -> bool:
    return other.words == own.bare_flavour


def _is_over(name: str, tag: str, today: date) -> bool:
    return end_of_life(read_image(f"{name}:{tag}"), today) is not None


def _nearest(name: str, own: _Tag, others: list[_Tag]) -> str:
    recommended = _recommended_versions(name)
    own_versions = prefixes(own.version) if own.version else ()

    def rank(other: _Tag) -> tuple[bool, bool, bool, bool, tuple[int, ...], tuple[int, ...], int]:
        version = other.version or ""
        return (
            version in own_versions,
            bool(own_versions) and "." in version and version.split(".")[0] == own_versions[-1],
            version in recommended,
            not _is_interim(name, other.text),
            version_key(version) if version else (),
            other.system[1] if other.system else (),
            -len(other.text),
        )

    return max(others, key=rank).text


def _is_interim(name: str, tag: str) -> bool:
    """Whether a tag stands on an Ubuntu that is supported for nine months: all but those of April in even years.

    Source: ubuntu.com/about/release-cycle.
    """
    releases = releases_of(read_image(f"{name}:{tag}"), tag)
    return any(product == "ubuntu" and not _UBUNTU_LTS.fullmatch(cycle) for product, cycle in releases)


def _recommended_versions(name: str) -> frozenset[str]:
    for word in _RECOMMENDED:
        group = group_of(read_image(f"{name}:{word}"))
        versions = frozenset(version for tag in (group.tags if group else ()) if (version := split_version(tag)[0]))
        if versions:
            return versions
    return frozenset()


def _lines(image: str, variant: str, today: date) -> list[int]:
    """The supported lines of an image that are counted in whole numbers and exist in a variant, lowest first."""
    versions = {
        int(version)
        for group in tags_of(image)
        for tag in group.tags
        if (version := split_version(tag)[0]) and version.isdigit() and tag == f"{version}{variant}"
    }
    return sorted(version for version in versions if not _is_over(image, f"{version}{variant}", today))
