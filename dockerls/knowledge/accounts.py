"""The user and directory an image starts with, and the users it ships.

Facts from the Dockerfiles of Docker's official images and readings in github.com/docker-library/repo-info.
"""

import re

from dockerls.knowledge.families import family_of, image_row
from dockerls.knowledge.table import table
from dockerls.knowledge.tags import is_listed
from dockerls.syntax.image import ImageReference, without_variables
from dockerls.value import value


@value
class DefaultUser:
    """The USER an image sets, or ``root`` if it sets none."""

    name: str
    """A name or a numeric id, as the image writes it."""

    @property
    def is_root(self) -> bool:
        return self.name in {"root", "0", "ContainerAdministrator"}


@value
class ShippedUser:
    """A user that exists in the image; ids are None where they are not fixed."""

    name: str
    uid: int | None
    group: str
    gid: int | None
    is_default: bool
    """Whether the image runs as this user already."""


def default_user(image: ImageReference) -> DefaultUser | None:
    """The user that runs unless USER says otherwise, or None if that is not known."""
    row = image_row(image)
    name = _user_name(image, row) if row else None
    # Many images became non-root only in later releases; of a tag that is not listed nothing is claimed.
    if name is None or (name != "root" and image.official and is_listed(image) is not True):
        return None
    return DefaultUser(name)


def shipped_users(image: ImageReference) -> tuple[ShippedUser, ...]:
    """The users made for running a service that the image itself ships: ``node`` (1000) in ``node``; often none."""
    row = image_row(image)
    if row is None or ("users_in" in row and not re.search(row["users_in"], _tag(image))):
        return ()
    current = default_user(image)
    name = current.name if current else None
    return tuple(
        ShippedUser(user, uid, group, gid, is_default=name in (user, str(uid)))
        for family, user, uid, group, gid, _ in row.get("users", ())
        if family in ("*", family_of(image))
    )


def system_users(family: str) -> tuple[ShippedUser, ...]:
    """Users every image of a family has from its distribution's base files, such as ``nobody``; empty if not known."""
    rows = table("families")["families"].get(family, {}).get("system_users", ())
    return tuple(ShippedUser(user, uid, group, gid, is_default=False) for user, uid, group, gid in rows)


def default_workdir(image: ImageReference) -> str | None:
    """The directory the image starts in, ``/`` if it sets none, or None if that is not known."""
    row = image_row(image) or {}
    for pattern, directory in row.get("workdir_rules", ()):
        if re.search(pattern, _tag(image)):
            return str(directory)
    workdir: str | None = row.get("workdir")
    return None if _tag(image).startswith("$") and "workdir_rules" in row else workdir


def _user_name(image: ImageReference, row: dict[str, object]) -> str | None:
    rules = row.get("user_rules")
    for pattern, user in rules if isinstance(rules, list) else ():
        if re.search(pattern, _tag(image)):
            return None if user is None else str(user)
    users = row.get("users")
    for family, user, *_, is_default in users if isinstance(users, list) else ():
        if is_default and family == family_of(image):
            return str(user)
    if rules and "$" in _tag(image):
        return None
    name = row.get("user")
    return None if name is None else str(name)


def _tag(image: ImageReference) -> str:
    return without_variables(image.tag or ("" if image.digest else "latest"))
