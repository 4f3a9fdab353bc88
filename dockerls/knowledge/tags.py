"""Tags of Docker's official images: which are listed, which name the same image, which have been retired.

Facts from github.com/docker-library/official-images, as of ``facts_as_of()``. A tag that is neither listed nor
retired is unknown, not wrong: dated tags and old patch versions are not kept.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dockerls.knowledge.table import keys, record
from dockerls.syntax.image import ImageReference
from dockerls.text.pattern import pattern
from dockerls.value import value

_VERSION = pattern(r"(?:v|stream|ltsc)?(\d+(?:\.\d+)*)")


@value
class TagGroup:
    """Tags that name the same image, the friendliest first."""

    tags: tuple[str, ...]
    patch: str | None = None
    """Patch version whose variants exist too but are not spelt out: ``3.14.7`` implies ``3.14.7-slim``."""

    def names(self, tag: str) -> bool:
        """Whether the tag is one of this group's, spelt out or implied by ``patch``."""
        if tag in self.tags:
            return True
        if self.patch is None or not tag.startswith(f"{self.patch}-"):
            return False
        rest = tag[len(self.patch) :]
        return any(f"{shorter}{rest}" in self.tags for shorter in prefixes(self.patch)[1:])


def facts_as_of() -> date:
    """The day whose list of tags the tables hold."""
    return date.fromisoformat(record("tags", "header")["facts_as_of"])


def official_names() -> tuple[str, ...]:
    """Names of the official images that have tags today, sorted."""
    return keys("tags", holding='"groups":[[')


@lru_cache(maxsize=64)
def tags_of(name: str) -> tuple[TagGroup, ...]:
    """The listed tags of an official image by its name; empty if there are none or the name is not official."""
    return tuple(
        TagGroup(tuple(group[0].split()), group[1] if len(group) > 1 else None)
        for group in (record("tags", name) or {}).get("groups", ())
    )


def group_of(image: ImageReference) -> TagGroup | None:
    """The group of tags that name the same image as this reference, if it is listed."""
    tag = image.known_tag
    if image.official is None or tag is None:
        return None
    return next((group for group in tags_of(image.official) if group.names(tag)), None)


def is_listed(image: ImageReference) -> bool | None:
    """Whether the tag still gets rebuilt: True if listed, False if it has been retired, None if that is not known."""
    if group_of(image):
        return True
    return None if retired_on(image) is None else False


def retired_tags(name: str) -> tuple[str, ...]:
    """The tags of an official image that have left the list and may still be pulled, as far as they are spelt out."""
    return tuple(_retired(name)[0])


def retired_on(image: ImageReference) -> date | None:
    """The day on which the tag, its version or the whole image left the official list; it may still be pulled."""
    if image.official is None or group_of(image):
        return None
    retired, unlisted = _retired(image.official)
    days = [retired[key] for key in _retired_as(image.known_tag or "") if key in retired][:1]
    if unlisted:
        days.append(unlisted)
    return date.fromisoformat(min(days)) if days else None


@lru_cache(maxsize=64)
def _retired(name: str) -> tuple[dict[str, str], str | None]:
    """Retired versions and tags of an image with their day, and the day on which the whole image left."""
    row = record("tags", name) or {}
    retired = {tag: day for day, tags in row.get("retired", {}).items() for tag in tags.split()}
    return retired, row.get("unlisted")


def _retired_as(tag: str) -> Iterator[str]:
    """What the tag may have been retired under: itself, its variant of a shorter version, then just a version."""
    yield tag
    version, rest = split_version(tag)
    shorter = prefixes(version) if version else ()
    yield from (f"{prefix}{rest}" for prefix in shorter)
    yield from shorter


def split_version(tag: str) -> tuple[str | None, str]:
    """The version a tag starts with and the rest: ``("3.12", "-slim")``, ``(None, "bookworm-slim")``."""
    match = _VERSION.match(tag)
    return (match[1], tag[match.end() :]) if match else (None, tag)


def prefixes(version: str) -> tuple[str, ...]:
    """``3.12.4``, ``3.12``, ``3``."""
    numbers = version.split(".")
    return tuple(".".join(numbers[:count]) for count in range(len(numbers), 0, -1))


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by."""
    return tuple(int(number) for number in version.split("."))
