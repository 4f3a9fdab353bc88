"""The BuildKit frontend that ``# syntax=`` asks for."""

from functools import lru_cache

from dockerls.knowledge.grammar import NEWEST_FRONTEND
from dockerls.syntax.image import read_image


@lru_cache(maxsize=64)
def may_know_more(syntax: str | None) -> bool:
    """Whether the frontend may have instructions or flags that our tables do not have.

    True for versions behind ours, for the ``labs`` and development channels, and for frontends of others. A tag such
    as ``1`` means the newest stable one, which the tables are kept in step with.
    """
    if syntax is None:
        return False
    image = read_image(syntax)
    if image.familiar_name != "docker/dockerfile" or image.tag is None:
        return image.familiar_name != "docker/dockerfile" or image.digest is not None
    if image.tag == "latest":
        return False
    numbers = image.tag.split(".")
    if not all(number.isdecimal() for number in numbers):
        return True
    return tuple(int(number) for number in numbers[:2]) > NEWEST_FRONTEND
