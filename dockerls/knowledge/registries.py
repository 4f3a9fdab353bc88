"""Where registries show an image to people. Addresses as the registries' own sites have them on 2026-11-21."""

from dockerls.syntax.image import ImageReference
from dockerls.text.pattern import pattern

_NAME = pattern(r"[A-Za-z0-9._:/-]+")
_HUB = "https://hub.docker.com"
_PAGES = {
    "ghcr.io": "https://ghcr.io/{path}",
    "quay.io": "https://quay.io/repository/{path}",
    "mcr.microsoft.com": "https://mcr.microsoft.com/artifact/mar/{path}",
    "public.ecr.aws": "https://gallery.ecr.aws/{path}",
    "gcr.io": "https://gcr.io/{path}",
    "registry.gitlab.com": "https://gitlab.com/{path}",
    "registry.access.redhat.com": "https://catalog.redhat.com/search?searchType=containers&q={path}",
    "registry.redhat.io": "https://catalog.redhat.com/search?searchType=containers&q={path}",
    "cgr.dev": "https://images.chainguard.dev/directory/image/{name}/overview",
}


def page_of(image: ImageReference) -> str | None:
    """The page of an image at its registry; None for registries that have none we know, and for what is no image."""
    if not _NAME.fullmatch(image.name) or image.official == "scratch":
        return None
    if image.official:
        return f"{_HUB}/_/{image.official}"
    familiar = image.familiar_name
    registry, _, rest = familiar.partition("/")
    page = _PAGES.get(registry)
    if page is not None:
        return page.format(path=rest, name=rest.rpartition("/")[2])
    is_of_hub = familiar != image.name or image.registry is None
    return f"{_HUB}/r/{familiar}" if is_of_hub else None
