"""Base images as they are named: a version that moves, no digest, a publisher nobody vouches for."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.base_image import with_tag
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.base_images import BaseImage, base_images, note_base
from dockerls.syntax.image import ImageReference, read_image

KEYWORDS = frozenset({"FROM", "ARG"})
TITLE = Sentence(en="Pin to `{image}:{tag}`", ko="`{image}:{tag}` 태그로 고정")

LOOSE = Sentence(
    en="`{tag}` moves with every patch release; today it is `{exact}`",
    ko="`{tag}` 태그는 패치 릴리스마다 바뀝니다. 현재는 `{exact}`입니다",
)
NEWEST = Sentence(
    en="`{tag}` moves to each new version, major ones too; today it is `{exact}`",
    ko="`{tag}` 태그는 메이저 버전을 포함해 새 버전이 나올 때마다 바뀝니다. 현재는 `{exact}`입니다",
)
UNKNOWN = Sentence(
    en="`{image}` is neither an official image nor from a verified publisher",
    ko="`{image}` 이미지는 공식 이미지도, 인증된 게시자의 이미지도 아닙니다",
)
UNKNOWN_BESIDE_OFFICIAL = Sentence(
    en="`{image}` is neither official nor from a verified publisher; there is an official `{official}`",
    ko="`{image}` 이미지는 공식 이미지도, 인증된 게시자의 이미지도 아닙니다. 공식 이미지 `{official}`이(가) 있습니다",
)

_CHANNELS = frozenset({"lts", "stable", "oldstable", "current", "mainline", "rolling", "testing", "unstable", "edge"})


def check_tag(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    from dockerls.knowledge.end_of_life import end_of_life

    for base in base_images(noted):
        image = base.image
        if image.tag is None or image.known_tag is None or image.digest or end_of_life(image, base.today) is not None:
            continue  # where support has ended nothing more will come
        by_patch, by_major = _exact_tag(image), _line_of_newest(image)
        exact = by_patch or by_major
        if exact is not None:
            edits = with_tag(base, exact)
            fix = Fix(TITLE.filled(image=image.name, tag=exact), Safety.SUGGEST, edits)
            message = (LOOSE if by_patch else NEWEST).filled(tag=image.known_tag, exact=exact)
            severity = None if by_patch else Severity.INFO
            yield Finding(Place(base.piece, base.tag_span), message, (fix,) if edits else (), severity=severity)


def _exact_tag(image: ImageReference) -> str | None:
    """The tag with the patch version that one without stands for today."""
    from dockerls.knowledge.tags import group_of, split_version, tags_of

    group, tag = group_of(image), image.known_tag or ""
    version, rest = split_version(tag)
    if group is None or version is None or not tag.startswith(version):
        return None
    # Where no variant is in the name, the exact tag is spelt out.
    patches = (group.patch,) if group.patch else [each.patch for each in tags_of(image.official or "")]
    exact = (f"{patch}{rest}" for patch in patches if patch is not None and patch.startswith(f"{version}."))
    return next((each for each in exact if group.names(each)), None)


def _line_of_newest(image: ImageReference) -> str | None:
    """The tag with a version that a variant of ``latest`` stands for today: ``24-alpine`` for ``alpine`` of node.

    None for tags that name a channel: who writes ``lts`` means what comes with it.
    """
    from dockerls.knowledge.successors import pinned_tag
    from dockerls.knowledge.tags import split_version

    if image.tag == "latest" or _CHANNELS & set((image.known_tag or "").split("-")):
        return None
    line, newest = pinned_tag(image), pinned_tag(read_image(f"{image.official}:latest"))
    is_newest = line is not None and newest is not None and split_version(line)[0] == split_version(newest)[0]
    return line if is_newest else None


def check_digest(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for base in base_images(noted):
        if base.image.digest is None and not base.image.has_variable:
            yield Finding(Place(base.piece, base.word.span))


def check_publisher(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    from dockerls.knowledge.publishers import PUBLISHERS
    from dockerls.knowledge.tags import official_names

    for base in base_images(noted):
        publisher, slash, name = base.image.familiar_name.partition("/")
        if not slash or publisher in PUBLISHERS or base.image.has_variable or not _is_on_hub(base):
            continue
        message = UNKNOWN.filled(image=base.image.name)
        if name in official_names():
            message = UNKNOWN_BESIDE_OFFICIAL.filled(image=base.image.name, official=name)
        yield Finding(Place(base.piece, base.name_span), message)


def _is_on_hub(base: BaseImage) -> bool:
    first = base.image.familiar_name.partition("/")[0]
    return first != "localhost" and not any(mark in first for mark in ".:")


TAG = Rule(
    code="DLS3005",
    name="image-tag-too-loose",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(en="This tag moves with every patch release", ko="이 태그는 패치 릴리스마다 바뀝니다"),
    rationale=Sentence(
        en=(
            "`python:3.14` is another image next month. That brings security fixes without your doing, and also lets "
            "two builds of the same commit differ. `python:slim` even becomes the next major version some day.\n\n"
            "An exact tag (`python:3.14.2-slim`) makes the version a decision that is reviewed. It is worth it only if "
            "something raises it again: Renovate and Dependabot open a pull request for each release. A digest behind "
            "the tag fixes the rebuilt system packages too.\n\n"
            "Ignore this where nobody keeps versions up to date: there the moving tag is the safer one."
        ),
        ko=(
            "`python:3.14`는 다음 달이면 다른 이미지가 됩니다. 덕분에 보안 수정이 저절로 들어오지만, 같은 커밋을 두 번 "
            "빌드해도 결과가 다를 수 있습니다. `python:slim`은 언젠가 다음 메이저 버전이 되기도 합니다.\n\n"
            "정확한 태그(`python:3.14.2-slim`)를 쓰면 버전 변경이 검토를 거치는 결정이 됩니다. 단, 버전을 계속 올려 "
            "주는 "
            "것이 있을 때만 의미가 있습니다. Renovate나 Dependabot은 릴리스마다 풀 리퀘스트를 만듭니다. 태그 뒤에 "
            "다이제스트까지 적으면 다시 빌드되는 시스템 패키지도 고정됩니다.\n\n"
            "버전을 관리하는 사람이 없다면 움직이는 태그가 더 안전하므로 무시하세요."
        ),
    ),
    keywords=KEYWORDS,
    check=FileCheck(note_base, check_tag),
    examples=(
        Example(bad="FROM python:«3.12-slim»\n", good="FROM python:3.12.14-slim\n"),
        Example(bad="FROM node:«24» AS build\n", good="FROM node:24.19.0 AS build\n"),
        Example(bad="ARG V=3.12\nFROM python:«$V»\n", good="ARG V=3.12.14\nFROM python:$V\n"),
        Example(bad="FROM caddy:«2»\nFROM caddy:«2.11»\n", good="FROM caddy:2.11.4\nFROM caddy:2.11.4\n"),
        Example(bad="FROM caddy:«2-alpine»\n", good="FROM caddy:2.11.4-alpine\n"),
        Example(bad="FROM python:«slim»\nRUN make\n", good="FROM python:3.14.7-slim\nRUN make\n"),
    ),
    silent=(
        "FROM python:3.12.14-slim\n",
        "FROM python\n",
        "FROM node:lts\nFROM node:lts-alpine\nFROM node:current-slim\nFROM node:krypton\n",
        "FROM nginx:stable-alpine\nFROM debian:stable-slim\nFROM node:latest\nFROM caddy:2.11.4\n",
        "FROM python:3.10-slim\n",
        "FROM debian:12\n",
        "FROM python:3.12@sha256:" + "a" * 64 + "\n",
        "FROM team/python:3.12\n",
        "FROM python:3.12.14 AS base\nFROM base\n",
    ),
)

DIGEST = Rule(
    code="DLS3006",
    name="image-digest-not-pinned",
    category=Category.SECURITY,
    severity=Severity.INFO,
    message=Sentence(
        en="A tag may be pushed again; only a digest always means the same image",
        ko="태그는 다시 푸시될 수 있습니다. 다이제스트만 언제나 같은 이미지를 가리킵니다",
    ),
    rationale=Sentence(
        en=(
            "Whoever may push to a repository can move its tags. A digest is the hash of the image itself: what is "
            "pulled is what was tested, whoever delivers it.\n\n"
            "```dockerfile\nFROM python:3.14-slim@sha256:…\n```\n\n"
            "`docker buildx imagetools inspect python:3.14-slim` prints it; Renovate and Dependabot keep it up to "
            "date, "
            "without which it also pins every hole.\n\n"
            "A digest says which image, not who made it. For that there are signatures: `cosign verify` in the "
            "pipeline, or a policy in the cluster. Docker Content Trust (`DOCKER_CONTENT_TRUST=1`, Notary v1) is being "
            "retired by Docker and is no basis for something new.\n\n"
            "Ignore this where the newest rebuild of a tag is what you want."
        ),
        ko=(
            "저장소에 푸시할 수 있는 사람은 태그를 다른 이미지로 옮길 수 있습니다. 다이제스트는 이미지 자체의 "
            "해시이므로, "
            "누가 전달하든 시험한 이미지와 같은 것을 받습니다.\n\n"
            "```dockerfile\nFROM python:3.14-slim@sha256:…\n```\n\n"
            "값은 `docker buildx imagetools inspect python:3.14-slim`으로 볼 수 있습니다. Renovate나 Dependabot으로 "
            "계속 "
            "갱신하세요. 그러지 않으면 취약점까지 고정됩니다.\n\n"
            "다이제스트는 어떤 이미지인지만 알려 줄 뿐 누가 만들었는지는 알려 주지 않습니다. 그것은 서명으로 "
            "확인합니다. "
            "파이프라인에서 `cosign verify`를 실행하거나 클러스터 정책을 쓰세요. Docker Content Trust"
            "(`DOCKER_CONTENT_TRUST=1`, Notary v1)는 Docker가 종료하는 중이므로 새로 도입하지 마세요.\n\n"
            "태그의 최신 빌드를 원한다면 무시해도 됩니다."
        ),
    ),
    keywords=KEYWORDS,
    check=FileCheck(note_base, check_digest),
    examples=(
        Example(bad="FROM «python:3.14»\n"),
        Example(bad="ARG V=3.14\nFROM --platform=$BUILDPLATFORM «python:$V» AS a\nFROM a\n"),
    ),
    silent=(
        "FROM python:3.14@sha256:" + "a" * 64 + "\n",
        "FROM scratch\n",
        "ARG BASE\nFROM $BASE\n",
        "FROM python@sha256:" + "a" * 64 + " AS base\nFROM base\n",
    ),
    aliases=("dockerfile-source-not-pinned", "DLS3009", "content-trust"),
    on=False,
)

PUBLISHER = Rule(
    code="DLS3008",
    name="unofficial-image",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(
        en="This image is neither official nor from a verified publisher",
        ko="공식 이미지도, 인증된 게시자의 이미지도 아닙니다",
    ),
    rationale=Sentence(
        en=(
            "Anyone can publish on Docker Hub. Official images are reviewed and rebuilt when a hole is found in what "
            "they are made of; verified publishers and sponsored projects are at least known. Of any other image "
            "nobody "
            "but its author knows what is in it, and whether it will be there tomorrow.\n\n"
            "Take the official image where there is one. Before you rely on another one, look inside with "
            "`dive IMAGE`, scan it with `trivy image IMAGE` or `grype IMAGE`, read its Dockerfile, and pin its digest. "
            "Scan your own image as well, in the pipeline and again later: holes are found in images that have not "
            "changed.\n\n"
            "Ignore this for images of your own organisation."
        ),
        ko=(
            "Docker Hub에는 누구나 이미지를 올릴 수 있습니다. 공식 이미지는 검토를 거치고, 구성 요소에서 취약점이 "
            "발견되면 "
            "다시 빌드됩니다. 인증된 게시자와 후원 프로젝트는 적어도 누구인지 알려져 있습니다. 그 밖의 이미지는 "
            "무엇이 들어 "
            "있는지, 내일도 있을지 만든 사람만 압니다.\n\n"
            "공식 이미지가 있으면 그것을 쓰세요. 익숙하지 않은 이미지를 쓰기 전에는 `dive 이미지`로 내용을 살펴보고, "
            "`trivy image 이미지`나 `grype 이미지`로 스캔하고, Dockerfile을 읽고, 다이제스트로 고정하세요. 직접 만든 "
            "이미지도 파이프라인에서, 그리고 그 뒤에도 주기적으로 스캔하세요. 바뀌지 않은 이미지에서도 취약점은 새로 "
            "발견됩니다.\n\n"
            "소속 조직의 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=KEYWORDS,
    check=FileCheck(note_base, check_publisher),
    examples=(
        Example(bad="FROM «someone/nginx»:1.2\n"),
        Example(bad="FROM «docker.io/someone/tool»@sha256:" + "a" * 64 + "\n"),
    ),
    silent=(
        "FROM nginx:1.29\nFROM library/nginx:1\nFROM docker.io/library/nginx:1\n",
        "FROM grafana/grafana:12\nFROM bitnami/redis:8\n",
        "FROM ghcr.io/someone/tool:1\nFROM registry.example.com/a/b\nFROM localhost/a\nFROM localhost:5000/a/b\n",
        "ARG BASE\nFROM $BASE\nFROM $BASE/app\n",
        "FROM debian AS team\nFROM team\n",
    ),
    aliases=("DLS3043", "scan-image"),
)

RULES = (TAG, DIGEST, PUBLISHER)
