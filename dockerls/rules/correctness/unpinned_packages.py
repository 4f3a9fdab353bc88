"""Packages of the system installed without a version: one rule for each package manager."""

from dockerls.knowledge.package_managers import APK, APT, DNF, YUM, ZYPPER
from dockerls.language import Sentence
from dockerls.rules.correctness.unpinned import Unpinned, version_rule
from dockerls.rules.rule import Example, Severity

FADING = Sentence(
    en=(
        "This rule is off by default: the distribution deletes a version as soon as it has a newer one, so a pinned "
        "version stops the build within months, and keeps security fixes out until then. Pin the base image by its "
        "digest instead, or take the packages from a snapshot of the archive."
    ),
    ko=(
        "이 규칙은 기본으로 꺼져 있습니다. 배포판은 새 버전이 나오면 이전 버전을 지우므로, 버전을 고정하면 몇 달 안에 "
        "빌드가 "
        "멈추고 그때까지 보안 수정도 받지 못합니다. 대신 베이스 이미지를 다이제스트로 고정하거나 아카이브의 스냅숏에서 "
        "패키지를 받으세요."
    ),
)
APT_RULE = version_rule(
    "DL3008",
    "pin-apt",
    Unpinned(APT),
    "RUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u12",
    FADING,
    (
        Example(bad="FROM debian:12\nRUN apt-get install -y «curl» git=1:2.39.5-0+deb12u2\n"),
        Example(bad="FROM debian:12\nRUN apt-get install -y git=1:2.39.5-0+deb12u2 \\\n    # fetches\n    «curl» jq\n"),
    ),
    (
        "FROM debian:12\nRUN apt-get install -y curl=7.88.1-10+deb12u12\n",
        "FROM debian:12\nARG PACKAGES\nRUN apt-get install -y $PACKAGES curl=${CURL}\n",
        "FROM debian:12\nRUN apt-get install -y ./app.deb /tmp/b_1.0.deb\n",
        "FROM debian:12\nRUN apt-get install -y -t bookworm-backports golang\n",
        "FROM debian:12\nRUN apt-get install -y curl/bookworm-backports nano-\n",
        "FROM debian:12\nRUN apt-get remove -y curl\n",
    ),
    severity=Severity.INFO,
    on=False,
)

APK_RULE = version_rule(
    "DL3018",
    "pin-apk",
    Unpinned(APK),
    "RUN apk add --no-cache 'curl~=8.14'",
    FADING,
    (Example(bad="FROM alpine:3.22\nRUN apk add --no-cache --virtual .deps «gcc» make\n"),),
    (
        "FROM alpine:3.22\nRUN apk add --no-cache curl=8.14.1-r1\n",
        "FROM alpine:3.22\nRUN apk add --no-cache 'curl~=8.14' 'git<3' jq~1.8\n",
        "FROM alpine:3.22\nRUN apk add --no-cache python3=3.12.11-r0 '!pyc'\n",
        "FROM alpine:3.22\nRUN apk add -X https://dl-cdn.alpinelinux.org/alpine/edge/main curl=8.14.1-r1\n",
        "FROM alpine:3.22\nRUN apk add --allow-untrusted glibc.apk /tmp/a.apk\n",
        "FROM alpine:3.22\nRUN apk add --virtual=.deps $DEPS && apk del .deps\n",
    ),
    severity=Severity.INFO,
    on=False,
)

YUM_RULE = version_rule(
    "DL3033",
    "pin-yum",
    Unpinned(YUM),
    "RUN yum install -y httpd-2.4.6 && yum clean all",
    FADING,
    (
        Example(bad="FROM centos:7\nRUN yum install -y «git» && yum clean all\n"),
        Example(bad="FROM centos:7\nRUN yum install -y «java-17-openjdk» && yum clean all\n"),
    ),
    (
        "FROM centos:7\nRUN yum install -y httpd-2.4.6 git-1.8.3.1-25.el7_9.x86_64\n",
        "FROM centos:7\nRUN yum install -y https://example.com/a.rpm ./b.rpm @development $PACKAGES\n",
    ),
    severity=Severity.INFO,
    on=False,
)

DNF_RULE = version_rule(
    "DL3041",
    "pin-dnf",
    Unpinned(DNF),
    "RUN dnf install -y git-2.51.0 && dnf clean all",
    FADING,
    (
        Example(bad="FROM fedora:43\nRUN dnf install -y «git» && dnf clean all\n"),
        Example(bad="FROM registry.access.redhat.com/ubi9/ubi-minimal\nRUN microdnf install -y «tar» gzip\n"),
    ),
    (
        "FROM fedora:43\nRUN dnf install -y git-2.51.0 java-21-openjdk-21.0.8.0.9\n",
        (
            "FROM fedora:43\nRUN dnf install -y @c-development https://example.com/a.rpm a.rpm && dnf module enable "
            "nodejs:22\n"
        ),
    ),
    severity=Severity.INFO,
    on=False,
)

ZYPPER_RULE = version_rule(
    "DL3037",
    "pin-zypper",
    Unpinned(ZYPPER),
    "RUN zypper --non-interactive install git=2.43.0 && zypper clean --all",
    FADING,
    (Example(bad="FROM opensuse/leap:15.6\nRUN zypper -n install «git» && zypper clean\n"),),
    (
        "FROM opensuse/leap:15.6\nRUN zypper -n install git=2.43.0 'curl>=8' a.rpm\n",
        "FROM opensuse/leap:15.6\nRUN zypper -n in -t pattern devel_basis\n",
    ),
    severity=Severity.INFO,
    on=False,
)

RULES = (APK_RULE, APT_RULE, DNF_RULE, YUM_RULE, ZYPPER_RULE)
