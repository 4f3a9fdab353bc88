"""Who commands run as: the user that USER set last, else the one the base image starts with."""

from dockerls.semantics.surroundings import Surroundings


def effective_user(around: Surroundings) -> str | None:
    """The user as USER or the image writes it; None where a variable or the image does not tell."""
    if around.user is not None:
        return None if "$" in around.user else around.user
    if around.image is None:
        return None
    from dockerls.knowledge.accounts import default_user

    user = default_user(around.image)
    return None if user is None else user.name


def runs_as_root(around: Surroundings) -> bool | None:
    """Whether commands run as root; None where that cannot be told."""
    user = effective_user(around)
    return None if user is None else user.partition(":")[0] in ("root", "0")
