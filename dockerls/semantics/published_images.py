"""Which images come in versions, so that a moving tag is a choice and not the only one there is."""

from dockerls.syntax.image import ImageReference

# Publishers whose images have moving tags only: the release is in the name (``static-debian12``), or is paid for.
_WITHOUT_VERSIONS = ("gcr.io/distroless/", "cgr.dev/chainguard/")

# Names that only an own network resolves; what is behind them is the reader's own business.
_PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".intranet", ".corp", ".home", ".test")


def has_versions(image: ImageReference) -> bool:
    """Whether an image is published with tags that name versions, as far as its name tells.

    A bare name that Docker Hub does not know is an image built before, or a named build context.
    """
    if image.name.startswith(_WITHOUT_VERSIONS) or not image.path:
        return False
    if image.registry:
        host, _, port = image.registry.partition(":")
        if host == "localhost" or (port and "." not in host) or host.endswith(_PRIVATE_ENDINGS):
            return False
    return image.official is None or _is_known(image)


def _is_known(image: ImageReference) -> bool:
    from dockerls.knowledge.table import keys

    return image.official in keys("tags")
