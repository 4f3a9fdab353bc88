"""FROM an image whose release gets no more security fixes, with the day on which that began."""

from collections.abc import Iterator
from datetime import timedelta

from dockerls.knowledge.end_of_life import Support, end_of_life
from dockerls.knowledge.successors import replacement_image, successor
from dockerls.knowledge.tags import retired_on, split_version, tags_of
from dockerls.language import Sentence
from dockerls.rewrite.base_image import with_image, with_tag
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.base_images import BaseImage, base_images, note_base
from dockerls.syntax.image import read_image

ENDED = Sentence(en="Security support for {label} ended on {day}", ko="{label}의 보안 지원이 {day}에 끝났습니다")
LONG_OVER = Sentence(en="Security support for {label} has ended", ko="{label}의 보안 지원이 끝났습니다")
GIVEN_UP = Sentence(
    en="The image `{image}` was given up on {day} and gets no more updates",
    ko="`{image}` 이미지는 {day}에 중단되어 더 이상 업데이트되지 않습니다",
)
RETIRED = Sentence(
    en="`{image}` has not been rebuilt since {day}, so it lacks the security fixes made since then",
    ko="`{image}` 이미지는 {day} 이후 다시 빌드되지 않아 그 뒤의 보안 수정이 들어 있지 않습니다",
)
TITLE = Sentence(en="Move to `{image}`", ko="`{image}` 이미지로 변경")

# Products whose release lines live for weeks or months: there is hardly ever a day on which a file is up to date.
SHORT_LIVED = frozenset(
    {"rust", "go", "nginx", "traefik", "caddy", "telegraf", "deno", "bun", "grafana", "envoy", "neo4j", "clickhouse"}
    | {"consul", "hashicorp-vault", "terraform", "docker-engine", "keycloak", "rocket-chat", "prometheus", "julia"}
    | {"sonarqube-community"}
)
GRACE = timedelta(days=183)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for base in base_images(noted):
        told = _of_release(base) or _of_image(base)
        if told is not None:
            message, severity = told
            has_other_name = replacement_image(base.image, base.today) is not None
            span = base.name_span if has_other_name else base.tag_span
            yield Finding(Place(base.piece, span), message, fixes=_fixes(base), severity=severity)


def _of_release(base: BaseImage) -> tuple[Sentence, Severity] | None:
    """What to say of a release inside the image that has ended."""
    support = end_of_life(base.image, base.today)
    if support is None or (_is_short_lived(support) and _is_recent(support, base)):
        return None
    severity = Severity.INFO if _is_short_lived(support) else Severity.WARNING
    if support.last_day is None:
        return LONG_OVER.filled(label=support.label), severity
    return ENDED.filled(label=support.label, day=support.last_day.isoformat()), severity


def _of_image(base: BaseImage) -> tuple[Sentence, Severity] | None:
    """What to say of an image or tag that left the list of official images."""
    day, name = retired_on(base.image), base.image.official
    if day is None or name is None or end_of_life(base.image, base.today) is not None:
        return None
    if not tags_of(name):
        return GIVEN_UP.filled(image=name, day=day.isoformat()), Severity.WARNING
    if day + GRACE > base.today:
        return None
    # A variant may go while its version is still built in others.
    version = split_version(base.image.known_tag or "")[0]
    is_version_over = version is not None and retired_on(read_image(f"{name}:{version}")) is not None
    message = RETIRED.filled(image=f"{name}:{base.image.known_tag}", day=day.isoformat())
    return message, Severity.WARNING if is_version_over else Severity.INFO


def _is_short_lived(support: Support) -> bool:
    return support.product in SHORT_LIVED


def _is_recent(support: Support, base: BaseImage) -> bool:
    return support.last_day is not None and support.last_day + GRACE > base.today


def _fixes(base: BaseImage) -> tuple[Fix, ...]:
    image = replacement_image(base.image, base.today)
    if image is not None:
        edits = with_image(base, image)
    else:
        tag = successor(base.image, base.today)
        edits = with_tag(base, tag) if tag else ()
        image = f"{base.image.name}:{tag}"
    return (Fix(TITLE.filled(image=image), Safety.SUGGEST, edits),) if edits else ()


RULE = Rule(
    code="DLS3007",
    name="image-eol",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="This base image gets no more security fixes",
        ko="이 베이스 이미지에는 더 이상 보안 수정이 제공되지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "Once a release has reached its end of life nobody mends its holes, and for a distribution even "
            "`apt-get update` often fails as the packages are moved to an archive. Every hole found since then stays "
            "open in your image.\n\n"
            "Move to a supported release, and read its migration notes first: the fix proposes the nearest one with "
            "the same variant. Debian releases in long-term support (LTS) count as supported. Days are from "
            "endoflife.date and the list of Docker's official images.\n\n"
            "Ignore this where someone else supports the old release for you, as Ubuntu Pro or Freexian's ELTS do."
        ),
        ko=(
            "수명이 끝난 릴리스의 취약점은 아무도 고치지 않습니다. 배포판의 경우 패키지가 보관소로 옮겨져 "
            "`apt-get update`조차 실패하는 일이 많습니다. 그 뒤에 발견된 취약점은 이미지에 그대로 남습니다.\n\n"
            "마이그레이션 안내를 먼저 읽고 지원 중인 릴리스로 옮기세요. 자동 수정은 같은 변형을 가진 가장 가까운 "
            "릴리스를 제안합니다. 장기 지원(LTS) 중인 Debian 릴리스는 지원되는 것으로 봅니다. 날짜는 "
            "endoflife.date와 Docker 공식 이미지 목록에서 가져왔습니다.\n\n"
            "Ubuntu Pro나 Freexian ELTS처럼 오래된 릴리스를 따로 지원받고 있다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG"}),
    check=FileCheck(note_base, check),
    examples=(
        Example(bad="FROM debian:«stretch-slim»\n", good="FROM debian:trixie-slim\n"),
        Example(bad="FROM amazonlinux:«1»\n", good="FROM amazonlinux:2023\n"),
        Example(bad="FROM mcr.microsoft.com/dotnet/core/aspnet:«3.1»\n"),
        Example(bad="FROM python:«2.7-alpine»\n", good="FROM python:3.14-alpine\n"),
        Example(
            bad="FROM --platform=linux/amd64 node:«17» AS web\n", good="FROM --platform=linux/amd64 node:24 AS web\n"
        ),
        Example(bad="FROM ubuntu:«18.04»\n", good="FROM ubuntu:26.04\n"),
        Example(bad="FROM buildpack-deps:«20.04-curl»\n", good="FROM buildpack-deps:26.04-curl\n"),
        Example(bad="FROM nvidia/cuda:«10.1-base-ubuntu18.04»\n"),
        Example(bad="FROM nvidia/cuda:«12.0.0-base-ubuntu20.04» AS a\n"),
        Example(bad="FROM «centos»:7\n", good="FROM almalinux:9\n"),
        Example(bad="FROM «openjdk»:17-slim\n", good="FROM eclipse-temurin:17\n"),
        Example(bad="ARG V=3.8\nFROM python:«${V}-slim»\n", good="ARG V=3.14\nFROM python:${V}-slim\n"),
        Example(bad="FROM postgres:«9»\n", good="FROM postgres:18\n"),
    ),
    silent=(
        "FROM debian:bookworm\n",
        "FROM debian:12-slim AS base\nFROM base\n",
        "FROM python:3.14\n",
        "FROM golang:1.25\n",
        "FROM python:3\n",
        "FROM scratch\n",
        "FROM buildpack-deps:curl\nFROM buildpack-deps:24.04-scm\nFROM buildpack-deps:sid\n",
        "FROM nvidia/cuda:12.0.0-base-ubuntu22.04\n",
        "FROM registry.example.com/debian:9\n",
        "ARG V\nFROM python:$V\n",
        "FROM ${BASE}\n",
    ),
)
