"""FROM with the tag ``latest``: whatever is newest on the day of the build."""

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
        if image.tag == "latest" and image.digest is None and has_versions(image):
            yield Finding(Place(base.piece, base.tag_span), fixes=pinned(base))


RULE = Rule(
    code="DL3007",
    name="image-latest",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="`latest` is another image tomorrow: name the version",
        ko="`latest`는 내일이면 다른 이미지가 됩니다. 버전을 적으세요",
    ),
    rationale=Sentence(
        en=(
            "`latest` is a tag like any other, and it moves: to the next major version on the day that comes out. "
            "Builds break without a change of yours, a rollback gets another image than before, and a cached `latest` "
            "may also be months old.\n\n"
            "Write the release line you have tested, such as `node:24-alpine`. Its security updates still arrive with "
            "each build. Add a digest (`@sha256:…`) where builds must be identical.\n\n"
            "Ignore this for an image whose owner publishes nothing but `latest`."
        ),
        ko=(
            "`latest`도 여러 태그 중 하나일 뿐이며, 다음 메이저 버전이 나오는 날 그리로 옮겨 갑니다. 고친 것이 "
            "없는데 빌드가 깨지고, 롤백해도 이전과 다른 이미지가 나오며, 캐시에 남은 `latest`는 몇 달 전 것일 수도 "
            "있습니다.\n\n"
            "`node:24-alpine`처럼 직접 시험한 릴리스 라인을 적으세요. 그 라인의 보안 업데이트는 빌드할 때마다 그대로 "
            "반영됩니다. 빌드 결과가 완전히 같아야 한다면 다이제스트(`@sha256:…`)를 붙이세요.\n\n"
            "제공자가 `latest`만 배포하는 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG"}),
    check=FileCheck(note_base, check),
    examples=(
        Example(bad="FROM ubuntu:«latest»\n", good="FROM ubuntu:26.04\n"),
        Example(bad="FROM ubuntu:«latest» AS base\nFROM base\n", good="FROM ubuntu:26.04 AS base\nFROM base\n"),
        Example(bad="ARG TAG=latest\nFROM debian:«${TAG}»\n", good="ARG TAG=13\nFROM debian:${TAG}\n"),
        Example(bad='ARG BASE="debian:latest"\nFROM «$BASE»\n', good='ARG BASE="debian:13"\nFROM $BASE\n'),
        Example(bad="FROM ghcr.io/example/tool:«latest»\n"),
    ),
    silent=(
        "FROM debian:12\n",
        "FROM debian:latest@sha256:4d3f1f0f2a4f0a9d5f1f8a8bb7a3f2b5c2d8a3e6f4b1c7d9e0a1b2c3d4e5f607\n",
        "FROM localhost:5000/base:latest\n",
        "FROM registry.build.internal/base:latest\n",
        "FROM cgr.dev/chainguard/python:latest\n",
        "FROM my-own-base:latest\n",
        "FROM debian:latest-snapshot\n",
        "ARG TAG\nFROM debian:${TAG}\n",
    ),
    aliases=("DS-0001", "AVD-DS-0001", "CKV_DOCKER_7", "avoid-latest-version"),
)
