"""What the settings tell the rules. Few rules read any of it: see ``ConfiguredCheck``."""

from dockerls.value import value

LABEL_KINDS = ("text", "url", "rfc3339", "semver", "hash", "spdx", "email")
"""What the value of a label may have to be, in hadolint's words; ``text`` is anything."""


@value
class Options:
    """``label_schema`` has pairs of the key of a label and one of ``LABEL_KINDS``."""

    trusted_registries: tuple[str, ...] = ()
    label_schema: tuple[tuple[str, str], ...] = ()
    strict_labels: bool = False


NO_OPTIONS = Options()
