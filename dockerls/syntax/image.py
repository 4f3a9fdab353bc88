"""Image references: ``registry.example.com:5000/team/app:1.2@sha256:…`` taken apart.

The grammar is the one of github.com/distribution/reference, which Docker uses. Reading never fails: what does not
fit the grammar (upper case, an empty tag) is kept as written, and rules decide what to say about it.
"""

from functools import lru_cache

from dockerls.text.span import Span
from dockerls.value import value

# Where Docker Hub's official images can be pulled from: Hub's own names, and its mirrors at AWS and Google.
_HUB = ("docker.io/", "index.docker.io/", "registry-1.docker.io/", "mirror.gcr.io/")
_LIBRARY = "library/"
_AWS_LIBRARY = "public.ecr.aws/docker/library/"


@value
class ImageReference:
    """An image as named in a Dockerfile; spans are code points relative to the text that was read."""

    registry: str | None
    """``registry.example.com:5000``, or None for Docker Hub's short form."""
    path: str
    """The name without the registry, as written: ``python``, ``library/python``, ``team/app``."""
    tag: str | None
    digest: str | None
    """With its algorithm: ``sha256:…``."""
    name_span: Span
    """Registry and path; a missing tag belongs at its end."""
    tag_span: Span | None
    """The tag without its colon."""
    digest_span: Span | None
    """The digest without its ``@``."""

    @property
    def name(self) -> str:
        """Registry and path as written."""
        return f"{self.registry}/{self.path}" if self.registry else self.path

    @property
    def familiar_name(self) -> str:
        """The shortest name of the same repository: ``python`` for ``docker.io/library/python``."""
        name = self.name
        for hub in _HUB:
            if name.startswith(hub):
                name = name[len(hub) :]
                break
        if name.startswith(_AWS_LIBRARY):
            return name[len(_AWS_LIBRARY) :]
        return name[len(_LIBRARY) :] if name.startswith(_LIBRARY) else name

    @property
    def official(self) -> str | None:
        """The name on Docker Hub if it stands where official images do, else None; the name may not exist there."""
        name = self.familiar_name
        return None if "/" in name or "$" in name or not name else name

    @property
    def has_variable(self) -> bool:
        """Whether any part still has a ``$`` in it, so that its value is not known."""
        return "$" in self.name or "$" in (self.tag or "") or "$" in (self.digest or "")

    @property
    def known_tag(self) -> str | None:
        """The tag that is pulled, ``latest`` if none is written; None if a variable or only a digest decides it."""
        if self.tag is None:
            return None if self.digest else "latest"
        return None if "$" in self.tag else self.tag


@lru_cache(maxsize=1024)
def read_image(text: str) -> ImageReference:
    """The parts of an image reference, as far as they can be told apart; never fails."""
    fixed = without_variables(text)
    at = fixed.find("@")
    name_and_tag_end = len(text) if at < 0 else at
    colon = fixed.rfind(":", 0, name_and_tag_end)
    # A colon before the last slash belongs to the registry's port.
    has_tag = colon > fixed.rfind("/", 0, name_and_tag_end)
    name = Span(0, colon if has_tag else name_and_tag_end)
    tag = Span(colon + 1, name_and_tag_end) if has_tag else None
    digest = None if at < 0 else Span(at + 1, len(text))
    slash = fixed.find("/", 0, name.end)
    has_registry = slash > 0 and _is_registry(fixed[:slash])
    return ImageReference(
        registry=text[:slash] if has_registry else None,
        path=text[slash + 1 if has_registry else 0 : name.end],
        tag=tag.of(text) if tag else None,
        digest=digest.of(text) if digest else None,
        name_span=name,
        tag_span=tag,
        digest_span=digest,
    )


def _is_registry(first: str) -> bool:
    """Whether the part before the first slash is a host; a variable there is taken for one."""
    return first == "localhost" or any(mark in first for mark in ".:$") or first != first.lower()


def without_variables(text: str) -> str:
    """The text with every ``$NAME`` and ``${…}`` overwritten by as many ``$``, so that only fixed characters remain."""
    if "$" not in text:
        return text
    fixed = list(text)
    offset = 0
    while (offset := text.find("$", offset)) >= 0:
        end = _variable_end(text, offset)
        fixed[offset:end] = "$" * (end - offset)
        offset = end
    return "".join(fixed)


def _variable_end(text: str, start: int) -> int:
    """The offset after the variable whose ``$`` is at ``start``; an unclosed brace runs to the end."""
    end = start + 1
    if text[end : end + 1] != "{":
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        return end
    depth = 0
    while end < len(text):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
        if depth == 0:
            break
    return end
