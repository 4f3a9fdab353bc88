"""Which distribution an image is built on, and how packages and users are added there.

Facts from the Dockerfiles of Docker's official images; those of other registries are general knowledge unless
``is_family_verified`` says otherwise.
"""

import re
from functools import cache, lru_cache
from typing import Any

from dockerls.knowledge.end_of_life import releases_of
from dockerls.knowledge.table import table
from dockerls.knowledge.tags import group_of, version_key
from dockerls.syntax.image import ImageReference, without_variables
from dockerls.value import value


@value
class Family:
    """What distributions of one family have in common."""

    name: str
    package_manager: str | None
    """Of present releases; ``package_manager_of`` knows older ones. None if there is none."""
    user_tools: str | None
    """``shadow`` (useradd, groupadd), ``busybox`` (adduser, addgroup), ``net user``, or None: no tool to add a user."""
    shell: str | None
    """What ``/bin/sh`` is: ``dash``, ``bash``, ``busybox ash``, or None without a shell."""
    has_bash: bool
    default_shell: str | None
    """What RUN uses unless SHELL says otherwise: ``/bin/sh``, ``cmd``, or None."""


def family_of(image: ImageReference) -> str | None:
    """The family of an image's distribution (``debian``, ``alpine``, ``rhel``, ``distroless`` …), None if not known."""
    return _found(image)[0]


def is_family_verified(image: ImageReference) -> bool:
    """Whether the family was read from the image's sources, so that an error may be built on it."""
    return _found(image)[1]


@cache
def family_facts(family: str) -> Family | None:
    """What is known of a family by its name, or None."""
    row = table("families")["families"].get(family)
    if row is None:
        return None
    return Family(family, row["package_manager"], row["user_tools"], row["sh"], row["bash"], row["shell"])


def package_manager_of(image: ImageReference) -> str | None:
    """The package manager of this very image: ``yum`` in ``centos:7``, ``dnf`` in ``rockylinux:9``."""
    family = family_of(image)
    row = table("families")["families"].get(family, {})
    older = row.get("older", {})
    manager: str | None = row.get("package_manager")
    return older.get(distribution_release(image), manager) if older else manager


def has_adduser(image: ImageReference) -> bool | None:
    """Whether the commands ``adduser`` and ``addgroup`` exist; Debian 13 and Ubuntu 24.04 images dropped them.

    None if that is not known, for example because the tag does not tell the release.
    """
    row = table("families")["families"].get(family_of(image), {})
    if row.get("user_tools") == "busybox":
        return True
    limits, release = row.get("adduser"), distribution_release(image)
    if limits is None or release is None:
        return None
    if version_key(release) <= version_key(limits["last"]):
        return True
    return False if version_key(release) >= version_key(limits["gone_from"]) else None


def distribution_release(image: ImageReference) -> str | None:
    """The release of the distribution below: ``12`` for ``python:3.12-bookworm``; None if no listed tag tells it."""
    group = group_of(image)
    distributions = table("families")["distributions"]
    for tag in group.tags if group else (image.known_tag or image.tag or "",):
        for product, cycle in releases_of(image, tag):
            if product in distributions:
                return cycle
    return None


@lru_cache(maxsize=512)
def _found(image: ImageReference) -> tuple[str | None, bool]:
    """The family, and whether it is verified."""
    row = image_row(image)
    by_name = row.get("family") if row else None
    verified = bool(row and row.get("verified"))
    tag = without_variables(image.tag or ("" if image.digest else "latest"))
    for family, pattern in (row or {}).get("tags", ()):
        if re.search(pattern, tag):
            return family, verified
    for family, pattern in table("families")["tag_rules"]:
        if re.search(pattern, tag):
            return family, verified
    # A tag that is nothing but a variable may well be "alpine".
    return (None, False) if tag and not tag.strip("$") else (by_name, verified)


@lru_cache(maxsize=512)
def image_row(image: ImageReference) -> dict[str, Any] | None:
    """What the table says of an image's name, official or of another registry."""
    families = table("families")
    row: dict[str, Any] | None = families["images"].get(image.familiar_name)
    if row is not None:
        return row
    place, _, name = image.familiar_name.partition("/")
    for pattern, other in families["elsewhere"].get(place, ()):
        if re.fullmatch(pattern, name):
            found: dict[str, Any] = other
            return found
    return None
