"""The BuildKit frontend that ``# syntax=`` asks for."""

import re
from functools import lru_cache

from dockerls.knowledge.grammar import NEWEST_FRONTEND, Version
from dockerls.syntax.image import read_image
from dockerls.text.pattern import pattern
from dockerls.value import value

_FRONTEND = "docker/dockerfile"
_ONE_VERSION = pattern(r"(\d+)\.(\d+)(?:\.\d+)?(-labs)?", re.ASCII)


@lru_cache(maxsize=64)
def may_know_more(syntax: str | None) -> bool:
    """Whether the frontend may have instructions or flags that our tables do not have.

    True for versions behind ours, for the ``labs`` and development channels, and for frontends of others. A tag such
    as ``1`` means the newest stable one, which the tables are kept in step with.
    """
    if syntax is None:
        return False
    image = read_image(syntax)
    if image.familiar_name != _FRONTEND or image.tag is None:
        return image.familiar_name != _FRONTEND or image.digest is not None
    if image.tag == "latest":
        return False
    numbers = image.tag.split(".")
    if not all(number.isdecimal() for number in numbers):
        return True
    return tuple(int(number) for number in numbers[:2]) > NEWEST_FRONTEND


@value
class PinnedFrontend:
    """One version of Docker's frontend; those of the ``labs`` channel have what is stable only later."""

    version: Version
    is_labs: bool

    def tag_for(self, version: Version) -> str:
        """The tag of another version of the same channel."""
        return f"{version[0]}.{version[1]}{'-labs' if self.is_labs else ''}"

    def needed_for(self, since: Version | None, labs: Version | None = None) -> Version | None:
        """The version that has what came with these versions of the two channels, if this one is older."""
        first = labs if self.is_labs and labs is not None else since
        return first if first is not None and first > self.version else None


@lru_cache(maxsize=64)
def pinned_frontend(syntax: str | None) -> PinnedFrontend | None:
    """The version that ``docker/dockerfile:1.10`` asks for; None for ``1``, which is the newest, and for others."""
    image = read_image(syntax or "")
    found = _ONE_VERSION.fullmatch(image.tag or "") if image.familiar_name == _FRONTEND else None
    return PinnedFrontend((int(found[1]), int(found[2])), found[3] is not None) if found else None
