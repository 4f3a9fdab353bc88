"""What is known of base images; every expectation can be looked up in the sources named in docs/ATTRIBUTION.md."""

from datetime import date

import pytest

from dockerls.knowledge.accounts import default_user, default_workdir, shipped_users, system_users
from dockerls.knowledge.end_of_life import end_of_life, support_of
from dockerls.knowledge.families import (
    family_facts,
    family_of,
    has_adduser,
    is_family_verified,
    package_manager_of,
)
from dockerls.knowledge.sizes import download_size, smaller_variants
from dockerls.knowledge.successors import pinned_tag, replacement_image, successor
from dockerls.knowledge.tags import facts_as_of, is_listed, official_names, retired_on, tags_of
from dockerls.syntax.image import read_image
from tests.check import TODAY

SHA = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("image", "family"),
    [
        ("python:3.9-slim", "debian"),
        ("python:2.7-alpine", "alpine"),
        ("debian:stretch-slim", "debian"),
        ("ubuntu:latest", "ubuntu"),
        ("alpine:latest", "alpine"),
        ("busybox", "busybox"),
        ("scratch", "scratch"),
        ("node:17.3.1-alpine3.12", "alpine"),
        ("eclipse-temurin:17-jdk", "ubuntu"),
        ("maven:3-amazoncorretto-17-debian-trixie", "debian"),
        ("python:3.14-windowsservercore", "windows"),
        ("mysql:8.0-debian", "debian"),
        ("mysql:8.4", "rhel-minimal"),
        ("openjdk:8", "debian"),
        ("openjdk:14", "rhel-minimal"),
        ("openjdk:8-jre-alpine", "alpine"),
        ("openjdk:11-nanoserver", "windows"),
        ("openjdk:jdk-oraclelinux8", "rhel-minimal"),
        ("centos:7", "rhel"),
        ("rockylinux:9-minimal", "rhel-minimal"),
        ("gcr.io/distroless/static-debian12", "distroless"),
        ("registry.access.redhat.com/ubi9/ubi-minimal:9.4", "rhel-minimal"),
        ("registry.access.redhat.com/ubi9", "rhel"),
        ("mcr.microsoft.com/dotnet/aspnet:8.0", "debian"),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-alpine", "alpine"),
        ("mcr.microsoft.com/dotnet/aspnet:10.0", "ubuntu"),
        ("mcr.microsoft.com/dotnet/runtime:8.0-jammy-chiseled", "distroless"),
        ("cgr.dev/chainguard/wolfi-base", "wolfi"),
        ("nvidia/cuda:12.4.0-base-rockylinux8", "rhel"),
        ("public.ecr.aws/docker/library/node:22-alpine", "alpine"),
        ("python:${VERSION}-alpine", "alpine"),
        ("python:${VERSION}-slim", "debian"),
        ("python:$TAG", None),
        ("diamol/base", None),
        ("$IMAGE", None),
    ],
)
def test_family(image: str, family: str | None) -> None:
    assert family_of(read_image(image)) == family


def test_family_by_hearsay_is_marked() -> None:
    assert is_family_verified(read_image("python:3.12"))
    assert not is_family_verified(read_image("grafana/grafana"))
    assert not is_family_verified(read_image("team/app:1.0-alpine"))


@pytest.mark.parametrize(
    ("family", "package_manager", "user_tools", "has_bash", "default_shell"),
    [
        ("debian", "apt-get", "shadow", True, "/bin/sh"),
        ("alpine", "apk", "busybox", False, "/bin/sh"),
        ("rhel", "dnf", "shadow", True, "/bin/sh"),
        ("distroless", None, None, False, None),
        ("windows", None, "net user", False, "cmd"),
    ],
)
def test_family_facts(
    family: str, package_manager: str | None, user_tools: str | None, has_bash: bool, default_shell: str | None
) -> None:
    facts = family_facts(family)
    assert facts is not None
    assert (facts.package_manager, facts.user_tools) == (package_manager, user_tools)
    assert (facts.has_bash, facts.default_shell) == (has_bash, default_shell)


def test_unknown_family() -> None:
    assert family_facts("plan9") is None


@pytest.mark.parametrize(
    ("image", "manager"),
    [("centos:7", "yum"), ("centos:centos7", "yum"), ("rockylinux:9", "dnf"), ("amazonlinux:2", "yum")],
)
def test_older_package_managers(image: str, manager: str) -> None:
    assert package_manager_of(read_image(image)) == manager


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("debian:12", True),
        ("debian:trixie-slim", False),
        ("debian", False),
        ("ubuntu:22.04", True),
        ("ubuntu:noble", False),
        ("python:3.12-bookworm", True),
        ("python:3.12-slim", False),
        ("alpine:3.24", True),
        ("python:3.9-slim", None),
        ("ros:kinetic", None),
        ("diamol/base", None),
    ],
)
def test_adduser(image: str, expected: bool | None) -> None:
    assert has_adduser(read_image(image)) is expected


@pytest.mark.parametrize(
    ("image", "user"),
    [
        ("python:3.9-slim", "root"),
        ("alpine", "root"),
        ("memcached:alpine", "memcache"),
        ("haproxy", "haproxy"),
        ("haproxy:2.3", None),
        ("wordpress:cli", "www-data"),
        ("wordpress", "root"),
        ("docker:dind-rootless", "rootless"),
        ("groovy", None),
        ("gcr.io/distroless/static:nonroot", "nonroot"),
        ("gcr.io/distroless/static", "root"),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", "app"),
        ("nginxinc/nginx-unprivileged", "101"),
        ("diamol/base", None),
    ],
)
def test_default_user(image: str, user: str | None) -> None:
    found = default_user(read_image(image))
    assert (found.name if found else None) == user
    assert found is None or found.is_root == (user == "root")


@pytest.mark.parametrize(
    ("image", "users"),
    [
        ("node:22-slim", [("node", 1000, "node", 1000, False)]),
        ("nginx", [("nginx", 101, "nginx", 101, False)]),
        ("postgres:17", [("postgres", 999, "postgres", 999, False)]),
        ("postgres:17-alpine", [("postgres", 70, "postgres", 70, False)]),
        ("php:8.4-fpm-alpine", [("www-data", 82, "www-data", 82, False)]),
        ("haproxy", [("haproxy", 99, "haproxy", 99, True)]),
        ("gcr.io/distroless/static:nonroot", [("nonroot", 65532, "nonroot", 65532, True)]),
        ("quay.io/jupyter/base-notebook", [("jovyan", 1000, "users", 100, True)]),
        ("ubuntu:24.04", [("ubuntu", 1000, "ubuntu", 1000, False)]),
        ("ubuntu:22.04", []),
        ("docker", []),
        ("python:3.12", []),
        ("diamol/base", []),
    ],
)
def test_shipped_users(image: str, users: list[tuple[str, int, str, int, bool]]) -> None:
    found = shipped_users(read_image(image))
    assert [(user.name, user.uid, user.group, user.gid, user.is_default) for user in found] == users


def test_system_users() -> None:
    assert [user.name for user in system_users("debian")] == ["www-data", "nobody"]
    assert system_users("windows") == ()


@pytest.mark.parametrize(
    ("image", "workdir"),
    [
        ("python:3.12", "/"),
        ("golang:1.26-alpine", "/go"),
        ("php:8.4-apache", "/var/www/html"),
        ("php:8.4-cli", "/"),
        ("redis", "/data"),
        ("nextcloud", None),
        ("diamol/base", None),
    ],
)
def test_default_workdir(image: str, workdir: str | None) -> None:
    assert default_workdir(read_image(image)) == workdir


@pytest.mark.parametrize(
    ("image", "label", "last_day"),
    [
        ("debian:stretch-slim", "Debian 9 (stretch)", "2022-07-01"),
        ("debian:11", "Debian 11 (bullseye)", "2026-08-31"),
        ("python:2.7-alpine", "Python 2.7", "2020-01-01"),
        ("python:3.9.10-slim", "Python 3.9", "2025-10-31"),
        ("python:3.12-buster", "Debian 10 (buster)", "2024-06-30"),
        ("node:17-alpine3.12", "Alpine Linux 3.12", "2022-05-01"),
        ("node:17", "Node.js 17", "2022-06-01"),
        ("ubuntu:bionic-20230530", "Ubuntu 18.04 (bionic)", "2023-05-31"),
        ("centos:centos7", "CentOS 7", "2024-06-30"),
        ("eclipse-temurin:17-focal", "Ubuntu 20.04 (focal)", "2025-05-31"),
        ("ros:kinetic", "ROS kinetic", "2021-05-01"),
        ("mcr.microsoft.com/dotnet/sdk:6.0", ".NET 6", "2024-11-12"),
        ("registry.access.redhat.com/ubi7/ubi", "Red Hat Enterprise Linux 7", "2024-06-30"),
        ("team/app:1.0-buster", "Debian 10 (buster)", "2024-06-30"),
    ],
)
def test_end_of_life(image: str, label: str, last_day: str) -> None:
    over = end_of_life(read_image(image), TODAY)
    assert over is not None
    assert over.label.removeprefix("Microsoft ") == label
    assert str(over.last_day) == last_day


@pytest.mark.parametrize(
    "image",
    [
        "debian:bookworm",
        "python:3",
        "python:3.12-slim",
        "python:3.15-rc-slim",
        "python:latest",
        "ubuntu",
        "openjdk:8",
        "debian:sid",
        "golang:1.27",
        "python:$TAG",
        "diamol/base",
    ],
)
def test_nothing_to_say_of_an_end(image: str) -> None:
    assert end_of_life(read_image(image), TODAY) is None


def test_end_on_an_unknown_day() -> None:
    over = end_of_life(read_image("haskell:9.4"), TODAY)
    assert over is not None
    assert over.last_day is None


def test_long_term_support_is_support() -> None:
    (bookworm,) = support_of(read_image("debian:bookworm"))
    assert (bookworm.end, bookworm.lts_end) == (date(2026, 7, 11), date(2028, 6, 30))
    assert bookworm.is_in_lts(TODAY)
    assert not bookworm.is_in_lts(date(2026, 7, 11))
    assert not bookworm.is_over(date(2028, 6, 30))
    assert bookworm.is_over(date(2028, 7, 1))


def test_product_and_distribution_both_have_an_end() -> None:
    labels = [support.label for support in support_of(read_image("python:3.12-bookworm"))]
    assert labels == ["Python 3.12", "Debian 12 (bookworm)"]


@pytest.mark.parametrize(
    ("image", "listed", "retired"),
    [
        ("python:3.14-slim", True, None),
        ("python:3.14.7-slim", True, None),
        ("python:3.14.7-slim-trixie", True, None),
        ("python:3.14.2", None, None),
        ("python:3.9-slim", False, "2025-11-03"),
        ("python:3.9.10-slim", False, "2025-11-03"),
        ("python:3.6-slim-stretch", False, "2021-08-17"),
        ("node:14-alpine", False, "2023-05-02"),
        ("debian:stretch", False, "2022-07-12"),
        ("openjdk:17", False, "2022-05-02"),
        ("java:8", False, "2017-06-08"),
        ("jenkins", False, "2018-08-13"),
        ("mongo:8", None, None),
        ("nosuchimage:1", None, None),
        ("diamol/base", None, None),
    ],
)
def test_listed_and_retired(image: str, listed: bool | None, retired: str | None) -> None:
    reference = read_image(image)
    assert is_listed(reference) is listed
    assert retired_on(reference) == (date.fromisoformat(retired) if retired else None)


@pytest.mark.parametrize(
    ("image", "tag"),
    [
        ("python:2.7-alpine", "3.14-alpine"),
        ("python:3.9-slim", "3.14-slim"),
        ("python:3.9.10-slim", "3.14-slim"),
        ("python:3.12-slim-buster", "3.12-slim-trixie"),
        ("python:3-buster", "3-trixie"),
        ("debian:stretch-slim", "trixie-slim"),
        ("debian:9.13-slim", "13-slim"),
        ("ubuntu:18.04", "26.04"),
        ("ubuntu:bionic", "resolute"),
        ("alpine:3.12", "3.24"),
        ("node:17", "24"),
        ("node:10-stretch-slim", "24-trixie-slim"),
        ("golang:1.20-bookworm", "1.27-bookworm"),
        ("nginx:1.18-alpine", "1.30-alpine"),
        ("php:7.4-apache-buster", "8.5-apache-trixie"),
        ("tomcat:8.5-jre8", "9.0-jre8"),
        ("redis:6.0", "6.2"),
        ("eclipse-temurin:17-focal", "17-resolute"),
        ("amazoncorretto:16", "25"),
        ("buildpack-deps:stretch", "trixie"),
        ("buildpack-deps:20.04-curl", "26.04-curl"),
        ("buildpack-deps:focal-curl", "resolute-curl"),
        ("busybox:1.30-musl", "1.38-musl"),
        ("centos:7", None),
        ("openjdk:8", None),
        ("maven:3.6-jdk-8", None),
        ("python:3.12", None),
        ("debian:bookworm", None),
        ("debian", None),
        ("diamol/base", None),
    ],
)
def test_successor(image: str, tag: str | None) -> None:
    reference = read_image(image)
    assert successor(reference, TODAY) == tag
    if tag:
        new = read_image(f"{reference.official}:{tag}")
        assert is_listed(new)
        assert end_of_life(new, TODAY) is None


def test_no_successor_is_made_up_when_the_facts_are_old() -> None:
    assert successor(read_image("python:2.7"), date(2099, 1, 1)) is None


@pytest.mark.parametrize(
    ("image", "replacement"),
    [
        ("centos:7", "almalinux:9"),
        ("centos:8", "almalinux:8"),
        ("centos", "almalinux:9"),
        ("openjdk:17-jdk-slim", "eclipse-temurin:17-jdk"),
        ("openjdk:8-jre-alpine", "eclipse-temurin:8-jre-alpine"),
        ("openjdk:14", "eclipse-temurin:17"),
        ("java:8", "eclipse-temurin:8"),
        ("adoptopenjdk:11-jre-hotspot", "eclipse-temurin:11-jre"),
        ("jenkins:2.60.3", "jenkins/jenkins:lts"),
        ("rails", "ruby:4.0"),
        ("openjdk:27-rc", None),
        ("python:2.7", None),
        ("diamol/base", None),
    ],
)
def test_replacement_image(image: str, replacement: str | None) -> None:
    assert replacement_image(read_image(image), TODAY) == replacement


@pytest.mark.parametrize(
    ("image", "tag"),
    [
        ("python", "3.14"),
        ("python:latest", "3.14"),
        ("python:slim", "3.14-slim"),
        ("debian", "13"),
        ("ubuntu:latest", "26.04"),
        ("alpine:latest", "3.24"),
        ("busybox", "1.38"),
        ("node", "26"),
        ("node:lts-alpine", "24-alpine"),
        ("nginx", "1.31"),
        ("amazonlinux", "2023"),
        ("buildpack-deps", None),
        ("debian:bookworm", None),
        ("python:3", None),
        (f"python@{SHA}", None),
        ("diamol/base", None),
    ],
)
def test_pinned_tag(image: str, tag: str | None) -> None:
    assert pinned_tag(read_image(image)) == tag


def test_every_pinned_tag_is_the_same_image_as_latest() -> None:
    pinned = {name: tag for name in official_names() if (tag := pinned_tag(read_image(name)))}
    assert len(pinned) > 90
    for name, tag in pinned.items():
        assert tag[0].isdigit() or tag[0] == "v"
        assert any({"latest", tag} <= {*group.tags} for group in tags_of(name)), name


@pytest.mark.parametrize(
    ("image", "size", "smaller"),
    [
        ("python:3.12", 410908459, [("3.12-alpine", 18037743), ("3.12-slim", 43188023)]),
        ("python:3.12.14", 410908459, [("3.12.14-alpine", 18037743), ("3.12.14-slim", 43188023)]),
        ("python:3.12-slim-trixie", 43188023, [("3.12-alpine", 18037743)]),
        ("python:3.14", None, [("3.14-slim", 43437809)]),
        ("debian:bookworm", 48503440, [("bookworm-slim", 28238443)]),
        ("nginx", 63110572, [("1.31-alpine-slim", 5785502), ("1.31-alpine", 26310566)]),
        ("eclipse-temurin:17-jdk", 217789804, [("17-jre-alpine", 68010737), ("17-jdk-alpine", 170267846)]),
        ("php:8.4-apache", 182484604, []),
        ("alpine:3.24", 3849738, []),
        ("python:3.9-slim", None, []),
        ("diamol/base", None, []),
    ],
)
def test_sizes(image: str, size: int | None, smaller: list[tuple[str, int]]) -> None:
    reference = read_image(image)
    assert download_size(reference) == size
    assert [(variant.tag, variant.size) for variant in smaller_variants(reference)] == smaller


def test_names_and_date() -> None:
    assert {"python", "debian", "almalinux"} <= {*official_names()}
    assert {"centos", "java"}.isdisjoint(official_names())
    assert facts_as_of() == date(2026, 8, 21)
