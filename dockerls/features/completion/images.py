"""Base images and their tags, as the project's own tables have them."""

import re

from dockerls.features.completion.offer import (
    NOTHING,
    About,
    Completion,
    Kind,
    Offers,
    Subject,
    shortened,
    together,
    within_reason,
)
from dockerls.features.completion.stages import stage_offers
from dockerls.features.completion.typed import Typed
from dockerls.features.lessons.amounts import bytes_in_words
from dockerls.knowledge.offered_tags import ELSEWHERE, OfferedTag, ended_tags, images_by_use, tags_by_use
from dockerls.language import Sentence, verbatim
from dockerls.syntax.image import read_image

_REST_OF_NAME = re.compile(r"[^\s:@]*")
_REST_OF_TAG = re.compile(r"[^\s@]*")
_ENDED = Sentence(en="{label}: no more fixes", ko="{label}: 수정 종료")


def base_offers(typed: Typed) -> Offers:
    """What a FROM may start from: stages above, then images."""
    written = typed.word or ""
    stages = NOTHING if ":" in written else stage_offers(typed, written, for_base=True)
    return together(stages, _image_offers(typed, written))


def source_offers(typed: Typed, written: str) -> Offers:
    """Where files may be copied from: stages above, and images once something is typed.

    A trigger finds the stages of the file it will run for (measured with Docker 28.5, 2026-11-21).
    """
    stages = NOTHING if ":" in written or typed.is_in_trigger else stage_offers(typed, written)
    return together(stages, _image_offers(typed, written)) if written else stages


def _image_offers(typed: Typed, written: str) -> Offers:
    """Names of images, or behind a colon the tags of one."""
    if "@" in written or "$" in written:
        return NOTHING
    image = read_image(written)
    if image.tag is None:
        return _names(typed, written)
    name = image.official
    return _tags(typed, name, image.name, image.tag) if name else NOTHING


def _names(typed: Typed, written: str) -> Offers:
    span = typed.replacing(len(written), _REST_OF_NAME)
    names = (*images_by_use(), *ELSEWHERE)
    items = (Completion(name, Kind.IMAGE, span, name, about=About(Subject.IMAGE, name)) for name in names)
    return within_reason(items, written)


def _tags(typed: Typed, name: str, written_name: str, written: str) -> Offers:
    """The tags in which what is written begins a word; what is gone from the list only when it is asked for."""
    span = typed.replacing(len(written), _REST_OF_TAG)
    today = typed.around.today
    tags = (*tags_by_use(name, today), *(ended_tags(name, today) if written else ()))
    fitting = [each for each in tags if f"-{each.tag}".find(f"-{written}".lower()) >= 0]
    shown, is_shortened = shortened(fitting, lambda each: each.tag, written)
    return Offers(
        tuple(
            Completion(
                label=each.tag,
                kind=Kind.TAG,
                span=span,
                new_text=each.tag,
                detail=_detail(each),
                about=About(Subject.IMAGE, f"{written_name}:{each.tag}"),
                is_deprecated=each.ended is not None,
            )
            for each in shown
        ),
        is_incomplete=is_shortened or len(shown) < len(tags) or not written,
    )


def _detail(tag: OfferedTag) -> Sentence | None:
    if tag.ended is not None:
        return _ENDED.filled(label=tag.ended)
    return None if tag.size is None else verbatim(bytes_in_words(tag.size))
