"""FROM without a tag or digest: whatever is newest on the day of the build."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.rules.security.pinning import pinned
from dockerls.semantics.base_images import base_images, note_base
from dockerls.semantics.published_images import has_versions


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for base in base_images(noted):
        image = base.image
        if image.tag is None and image.digest is None and has_versions(image):
            yield Finding(
                Place(base.piece, base.name_span),
                MESSAGE.filled(image=image.name),
                fixes=pinned(base),
            )


MESSAGE = Sentence(
    en="`{image}` has no tag, so each build takes whatever `latest` is on that day",
    ko="`{image}`에 태그가 없어 빌드할 때마다 그날의 `latest`를 가져옵니다",
)

RULE = Rule(
    code="DL3006",
    name="image-untagged",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="The image has no tag, so each build takes whatever `latest` is on that day",
        ko="이미지에 태그가 없어 빌드할 때마다 그날의 `latest`를 가져옵니다",
    ),
    rationale=Sentence(
        en=(
            "Without a tag Docker pulls `latest`. It moves to the next major version without notice: a build that "
            "worked yesterday breaks, two machines build different images, and nobody can tell from the Dockerfile "
            "which version runs.\n\n"
            "Write the release line you have tested, such as `python:3.14-slim`: security updates of that line still "
            "arrive with each build. Add a digest (`@sha256:…`) where builds must be identical, and let a bot such as "
            "Renovate or Dependabot move it.\n\n"
            "Ignore this for an image that has one moving tag only."
        ),
        ko=(
            "태그가 없으면 Docker는 `latest`를 가져옵니다. `latest`는 예고 없이 다음 메이저 버전으로 옮겨 가므로 "
            "어제 되던 빌드가 깨지고, 기기마다 다른 이미지가 만들어지며, Dockerfile만 보아서는 어떤 버전이 "
            "실행되는지 알 수 없습니다.\n\n"
            "`python:3.14-slim`처럼 직접 시험한 릴리스 라인을 적으세요. 그 라인의 보안 업데이트는 빌드할 때마다 "
            "그대로 반영됩니다. 빌드 결과가 완전히 같아야 한다면 다이제스트(`@sha256:…`)를 붙이고 Renovate나 "
            "Dependabot으로 갱신하세요.\n\n"
            "움직이는 태그 하나만 제공하는 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG"}),
    check=FileCheck(note_base, check),
    examples=(
        Example(bad='FROM «python»\nCMD ["python"]\n', good='FROM python:3.14\nCMD ["python"]\n'),
        Example(
            bad="FROM golang:1.27 AS build\nFROM --platform=linux/amd64 «alpine» AS final\nCOPY --from=build /a /a\n",
            good=(
                "FROM golang:1.27 AS build\nFROM --platform=linux/amd64 alpine:3.24 AS final\nCOPY --from=build /a /a\n"
            ),
        ),
        Example(bad="ARG BASE=debian\nFROM «$BASE»\n", good="ARG BASE=debian:13\nFROM $BASE\n"),
        Example(bad="FROM «registry.example.com/team/base»\n"),
    ),
    silent=(
        "FROM scratch\nCOPY app /app\n",
        "FROM debian:12\n",
        "FROM debian@sha256:4d3f1f0f2a4f0a9d5f1f8a8bb7a3f2b5c2d8a3e6f4b1c7d9e0a1b2c3d4e5f607\n",
        "FROM debian:12 AS Base\nFROM base AS test\n",
        "ARG VERSION\nFROM debian:${VERSION}\n",
        "ARG IMAGE\nFROM $IMAGE\n",
        "ARG IMAGE=debian:12\nFROM $IMAGE\n",
        "ARG TAG=12-slim\nARG IMAGE=debian:$TAG\nFROM $IMAGE\n",
        "FROM alpine:3.24 AS base-amd64\nFROM alpine:3.24 AS base-arm64\nFROM base-${TARGETARCH}\n",
        "FROM ${IMAGE:-debian:12}\n",
        "FROM gcr.io/distroless/static-debian12\n",
        "FROM my-own-base\n",
    ),
    aliases=("missing-image-version", "DS-0001", "AVD-DS-0001", "CKV_DOCKER_7"),
)
