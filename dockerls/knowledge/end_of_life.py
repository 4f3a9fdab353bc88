"""When the product inside a base image, or the distribution below it, stops getting security fixes.

Facts from endoflife.date (MIT, copyright 2020 endoflife.date contributors).
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from dockerls.knowledge.table import table
from dockerls.knowledge.tags import prefixes, split_version
from dockerls.syntax.image import ImageReference, without_variables
from dockerls.value import value

_PREVIEW = re.compile(r"(?:^|[\d.-])(?:rc|beta|alpha|ea)[\d.]*(?:-|$)|\.\d+[ab]\d+(?:-|$)")
_RED_HAT = ("registry.access.redhat.com", "registry.redhat.io")


@value
class Support:
    """How long one release of a product is supported."""

    product: str
    """Its key at endoflife.date: ``debian``, ``nodejs``."""
    cycle: str
    """The release line: ``9``, ``3.12``."""
    label: str
    """For people: ``Debian 9 (stretch)``, ``Python 2.7``."""
    end: date | None
    """The last day of regular support; None if none is announced or the day is not known."""
    lts_end: date | None = None
    """The last day of free long-term support by the community; Debian only."""
    long_over: bool = False
    """Support has ended on a day that is not known."""

    @property
    def last_day(self) -> date | None:
        """The last day of free support."""
        return self.lts_end or self.end

    def is_over(self, today: date) -> bool:
        """Whether nobody provides free security fixes any more; a release in Debian LTS still gets them."""
        return self.long_over or (self.last_day is not None and self.last_day < today)

    def is_in_lts(self, today: date) -> bool:
        """Whether only the long-term support team still provides fixes."""
        return self.end is not None and self.end < today and not self.is_over(today)


@lru_cache(maxsize=1024)
def end_of_life(image: ImageReference, today: date) -> Support | None:
    """The release inside the image whose support is over, the one that ended first if several are."""
    over = [support for support in support_of(image) if support.is_over(today)]
    return min(over, key=lambda support: support.last_day or today, default=None)


def support_of(image: ImageReference) -> tuple[Support, ...]:
    """What is known of the support of the image's product and of the distribution named in its tag, ended or not.

    A tag that moves from release to release (``latest``, ``python:3``, ``stable``) and a preview give no answer.
    """
    tag = image.tag or ""
    if _PREVIEW.search(tag):
        return ()
    return tuple(support for release in releases_of(image, tag) if (support := _support(*release)))


def releases_of(image: ImageReference, tag: str) -> tuple[tuple[str, str], ...]:
    """Product and cycle of each release that a tag of an image names: ``("python", "3.12"), ("debian", "12")``."""
    return _releases(image.familiar_name, without_variables(tag), image.path if image.registry in _RED_HAT else "")


@lru_cache(maxsize=512)
def _releases(name: str, tag: str, path: str) -> tuple[tuple[str, str], ...]:
    releases: dict[tuple[str, str], None] = {}
    product = product_of(name)
    cycle = cycle_of(product, tag) if product else None
    if product and cycle:
        releases[product, cycle] = None
    # A product may call its own releases as Ubuntu does (ros:kinetic), so such a word is not read twice.
    is_named = cycle is not None and tag.startswith(cycle) and not cycle[0].isdigit()
    for text in (tag[len(cycle or "") :] if is_named else tag, *path.split("/")):
        releases |= dict.fromkeys(distributions_in(text))
    return tuple(releases)


def product_of(name: str) -> str | None:
    """The product at endoflife.date that an image is known for, by its familiar name."""
    product: str | None = table("end_of_life")["images"].get(name)
    return product


def cycle_of(product: str, tag: str) -> str | None:
    """The release line of a product that a tag names: ``3.12`` for ``3.12.4-slim``, ``9`` for ``stretch-slim``."""
    cycles = table("end_of_life")["products"][product][1]
    version, rest = split_version(tag)
    if version:
        return next((prefix for prefix in prefixes(version) if prefix in cycles), None)
    word = rest.split("-", 1)[0]
    codename = _codenames(product).get(word, word)
    return codename if codename in cycles else None


@lru_cache(maxsize=512)
def distributions_in(tag: str) -> tuple[tuple[str, str], ...]:
    """The distribution releases named in a tag, as product and cycle: ``("debian", "12")`` for ``3.12-bookworm``."""
    return tuple(_distributions(tag)) if tag else ()


def _distributions(tag: str) -> Iterator[tuple[str, str]]:
    for pattern, product, renamed in table("end_of_life")["variants"]:
        match = re.search(pattern, tag)
        if match:
            cycle = renamed.get(match[1], match[1]) if renamed else _codenames(product).get(match[1], match[1])
            if cycle:
                yield product, cycle.lower()


def _codenames(product: str) -> dict[str, str]:
    names: dict[str, str] = table("end_of_life")["codenames"].get(product, {})
    return names


def _support(product: str, cycle: str) -> Support | None:
    title, cycles = table("end_of_life")["products"][product]
    if cycle not in cycles:
        return None
    end, *lts = cycles[cycle] if isinstance(cycles[cycle], list) else [cycles[cycle]]
    codename = next((name for name, number in _codenames(product).items() if number == cycle), None)
    label = f"{title} {cycle} ({codename})" if codename else f"{title} {cycle}"
    return Support(product, cycle, label, _day(end), _day(lts[0]) if lts else None, long_over=end is True)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
