"""The fix that writes a version where a moving tag stands, for the rules about untagged images and ``latest``."""

from dockerls.language import Sentence
from dockerls.rewrite.base_image import with_tag
from dockerls.rules.rule import Fix, Safety
from dockerls.semantics.base_images import BaseImage

TITLE = Sentence(en="Pin to `{image}:{tag}`", ko="`{image}:{tag}` 태그로 고정")


def pinned(base: BaseImage) -> tuple[Fix, ...]:
    """Write the release line that the moving tag stands for today; nothing for images we have no tags of."""
    from dockerls.knowledge.successors import pinned_tag

    tag = pinned_tag(base.image)
    edits = with_tag(base, tag) if tag else ()
    return (Fix(TITLE.filled(image=base.image.name, tag=tag), Safety.SUGGEST, edits),) if edits else ()
