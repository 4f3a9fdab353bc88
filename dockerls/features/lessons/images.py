"""Base images: what the project's own tables know of them. No registry is asked."""

from datetime import date

from dockerls.features.lessons.amounts import bytes_in_words
from dockerls.features.lessons.markdown import code, joined, listed
from dockerls.knowledge.accounts import default_user, shipped_users
from dockerls.knowledge.end_of_life import Support, support_of
from dockerls.knowledge.families import distribution_release, family_of, is_family_verified, package_manager_of
from dockerls.knowledge.sizes import download_size, smaller_variants
from dockerls.knowledge.successors import replacement_image, successor
from dockerls.knowledge.tags import facts_as_of, group_of, retired_on, tags_of
from dockerls.language import Sentence, verbatim
from dockerls.syntax.image import ImageReference

_OFFICIAL = Sentence(en="official image of Docker Hub", ko="Docker Hub 공식 이미지")
_SCRATCH = Sentence(
    en="The empty image: no files, no shell, no users, no certificates. For programs that need nothing but themselves.",
    ko="빈 이미지입니다. 파일, 셸, 사용자, 인증서가 하나도 없습니다. 혼자서 동작하는 프로그램에 알맞습니다.",
)
_UNKNOWN = Sentence(
    en="dockerls knows nothing about this image. Its tables hold Docker's official images and a few others, and it "
    "asks no registry.",
    ko="dockerls가 알지 못하는 이미지입니다. 내장된 표에는 Docker 공식 이미지와 몇몇 이미지만 있으며, 레지스트리에 "
    "묻지 않습니다.",
)
_DIGEST = Sentence(
    en="Pinned by digest: these exact bytes, which also means no updates until you change it.",
    ko="다이제스트로 고정되어 있어 언제나 같은 이미지입니다. 바꾸기 전까지는 업데이트도 없습니다.",
)
_FAMILY = Sentence(en="**Family:** {family}", ko="**계열:** {family}")
_PACKAGES = Sentence(en="packages with {manager}", ko="패키지 관리자 {manager}")
_SUPPOSED = Sentence(en="by its name", ko="이름으로 추정")
_SUPPORT = Sentence(en="**Support:** {support}", ko="**지원:** {support}")
_SUPPORTED = Sentence(en="{label} until {day}", ko="{label}, {day}까지")
_IN_LTS = Sentence(
    en="{label} only by its long-term support (LTS) team, until {day}",
    ko="{label}, 장기 지원(LTS) 팀이 {day}까지만 지원",
)
_ENDED = Sentence(
    en="**{label} ended on {day}**: no more security fixes", ko="**{label} 지원은 {day}에 종료**: 보안 수정 없음"
)
_ENDED_SOMETIME = Sentence(
    en="**{label} has ended**: no more security fixes", ko="**{label} 지원은 종료됨**: 보안 수정 없음"
)
_NO_END = Sentence(en="{label}, no end announced", ko="{label}, 종료일 미정")
_MOVE = Sentence(en="**Move to:** {image}", ko="**옮겨 갈 이미지:** {image}")
_DOWNLOAD = Sentence(
    en="**Download:** {size} (linux/amd64, compressed)", ko="**내려받는 크기:** {size} (linux/amd64, 압축된 크기)"
)
_SMALLER = Sentence(en="**Smaller:** {variants}", ko="**더 작은 변종:** {variants}")
_USER = Sentence(en="**Runs as:** {user}", ko="**기본 사용자:** {user}")
_SHIPS = Sentence(en="has {users} ready for your program", ko="프로그램용으로 {users} 사용자가 준비되어 있음")
_LISTED = Sentence(en="**Tag:** still rebuilt", ko="**태그:** 계속 다시 빌드됨")
_SAME = Sentence(en="today the same image as {tags}", ko="현재 {tags}와(과) 같은 이미지")
_RETIRED = Sentence(
    en="**Tag:** not rebuilt since {day}. It can still be pulled, but gets no fixes.",
    ko="**태그:** {day} 이후 다시 빌드되지 않습니다. 받을 수는 있지만 수정은 더 없습니다.",
)
_UNLISTED = Sentence(
    en="**Tag:** not in our list of the tags that are rebuilt; it may be an older patch version, or not exist.",
    ko="**태그:** 다시 빌드되는 태그의 목록에 없습니다. 오래된 패치 버전이거나 없는 태그일 수 있습니다.",
)
_NO_TAG = Sentence(
    en="Without a tag it means `latest`, which changes under you.",
    ko="태그가 없으면 `latest`이며, 모르는 사이에 바뀝니다.",
)
_FACTS = Sentence(en="*Facts as of {day}.*", ko="*{day} 기준 정보입니다.*")

_MOST_SMALLER = 4
_MOST_SAME = 3


def image_lesson(image: ImageReference, written: str, today: date) -> tuple[Sentence, ...]:
    """All that is known of an image; ``written`` is the whole reference, its variables filled in where they can be."""
    is_official = image.official is not None and bool(tags_of(image.official))
    title = verbatim(f"**{code(written)}**")
    title = joined((title, _OFFICIAL), " · ") if is_official else title
    if image.official == "scratch":
        return (title, _SCRATCH)
    facts = _facts(image, today)
    notes = [_NO_TAG] if image.tag is None and image.digest is None else []
    if image.digest:
        notes.append(_DIGEST)
    if not facts:
        return (title, _UNKNOWN, *notes)
    return (title, *notes, listed(facts), _FACTS.filled(day=facts_as_of().isoformat()))


def _facts(image: ImageReference, today: date) -> list[Sentence]:
    facts = (
        _family(image),
        _support(image, today),
        _move(image, today),
        _tag(image),
        _download(image),
        _smaller(image),
        _user(image),
    )
    return [fact for fact in facts if fact is not None]


def _family(image: ImageReference) -> Sentence | None:
    family = family_of(image)
    if family is None:
        return None
    release = distribution_release(image)
    parts = [verbatim(f"{family} {release}" if release else family)]
    if manager := package_manager_of(image):
        parts.append(_PACKAGES.filled(manager=code(manager)))
    if not is_family_verified(image):
        parts.append(_SUPPOSED)
    return _FAMILY.filled(family=joined(parts, ", "))


def _support(image: ImageReference, today: date) -> Sentence | None:
    known = [_supported(support, today) for support in support_of(image)]
    return _SUPPORT.filled(support=joined(known, "; ")) if known else None


def _supported(support: Support, today: date) -> Sentence:
    day = support.last_day.isoformat() if support.last_day else None
    if support.is_over(today):
        return (_ENDED if day else _ENDED_SOMETIME).filled(label=support.label, day=day)
    if support.is_in_lts(today):
        return _IN_LTS.filled(label=support.label, day=day)
    return (_SUPPORTED if day else _NO_END).filled(label=support.label, day=day)


def _move(image: ImageReference, today: date) -> Sentence | None:
    tag = successor(image, today)
    target = f"{image.name}:{tag}" if tag else replacement_image(image, today)
    return _MOVE.filled(image=code(target)) if target else None


def _tag(image: ImageReference) -> Sentence | None:
    if group := group_of(image):
        others = [tag for tag in group.tags if tag != image.known_tag][:_MOST_SAME]
        same = (_SAME.filled(tags=", ".join(map(code, others))),) if others else ()
        return joined((_LISTED, *same), ", ")
    if day := retired_on(image):
        return _RETIRED.filled(day=day.isoformat())
    return _UNLISTED if image.official and image.known_tag and tags_of(image.official) else None


def _download(image: ImageReference) -> Sentence | None:
    size = download_size(image)
    return _DOWNLOAD.filled(size=bytes_in_words(size)) if size is not None else None


def _smaller(image: ImageReference) -> Sentence | None:
    variants = [f"{code(sized.tag)} {bytes_in_words(sized.size)}" for sized in smaller_variants(image)[:_MOST_SMALLER]]
    return _SMALLER.filled(variants=", ".join(variants)) if variants else None


def _user(image: ImageReference) -> Sentence | None:
    user = default_user(image)
    if user is None:
        return None
    ready = [code(shipped.name) for shipped in shipped_users(image) if not shipped.is_default]
    parts = [verbatim(code(user.name)), *((_SHIPS.filled(users=", ".join(ready)),) if ready else ())]
    return _USER.filled(user=joined(parts, "; "))
