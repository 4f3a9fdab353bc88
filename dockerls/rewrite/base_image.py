"""Writing another base image into a FROM, or into the ARG it takes the image or tag from."""

from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.semantics.base_images import BaseImage
from dockerls.semantics.variables import references
from dockerls.text.span import empty


def with_tag(base: BaseImage, tag: str) -> tuple[PlacedEdit, ...]:
    """Edits that write another tag, or add one; none where that is not one plain change (a digest, two variables)."""
    if base.image.digest:
        return ()
    if "$" in base.word.text:
        return _with_default(base, f"{base.image.name}:{tag}")
    if not base.is_plain:
        return ()
    if base.image.tag is None:
        return (PlacedEdit(Place(base.piece, empty(base.name_span.end)), f":{tag}"),)
    return (PlacedEdit(Place(base.piece, base.tag_span), tag),)


def with_image(base: BaseImage, image: str) -> tuple[PlacedEdit, ...]:
    """Edits that write another image; none for one with a digest or from a mirror."""
    if base.image.digest or base.image.name != base.image.familiar_name:
        return ()
    if "$" in base.word.text:
        return _with_default(base, image)
    return (PlacedEdit(Place(base.piece, base.word.span), image),)


def _with_default(base: BaseImage, wanted: str) -> tuple[PlacedEdit, ...]:
    """The change of the ARG's default after which the FROM means ``wanted``; only if no other FROM uses the ARG."""
    used = next(references(base.word.text), None)
    if used is None or base.default is None or base.default.uses != 1 or used.modifier:
        return ()
    before, after = base.word.text[: used.span.start], base.word.text[used.span.end :]
    if not wanted.startswith(before) or not wanted.endswith(after) or len(wanted) <= len(before) + len(after):
        return ()
    return (PlacedEdit(Place(base.default.piece, base.default.span), wanted[len(before) : len(wanted) - len(after)]),)
