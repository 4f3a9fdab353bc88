"""Upgrading all packages of the base image: one rule for each package manager."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import APK, APT, DNF, YUM, ZYPPER, PackageManager
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

_DRY = ("-s", "--simulate", "--dry-run", "--just-print", "--downloadonly", "--download-only", "-d", "--help", "-h")


@value
class UpgradesAll:
    """The check for one package manager: its subcommands that upgrade everything, if they name no package."""

    manager: PackageManager
    subcommands: frozenset[str]

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        for found in package_commands(scripts_of(run, around)):
            is_meant = found.manager is self.manager and found.subcommand.text in self.subcommands
            if is_meant and not found.packages and not found.has_flag(*_DRY):
                yield Finding(here(found.subcommand.span))


MESSAGE = Sentence(
    en="This upgrades the base image to whatever is newest today; a newer base image does the same for all",
    ko="베이스 이미지를 빌드하는 날의 최신 상태로 올립니다. 새 베이스 이미지를 쓰면 같은 결과를 모두가 함께 얻습니다",
)
RATIONALE = Sentence(
    en=(
        "`{command}` makes an image depend on the day it is built, stores every upgraded file a second time, and stays "
        "in "
        "the build cache: after the first build it does nothing until something above it changes.\n\n"
        "Rebuild often with `docker build --pull`, on a tag whose owner keeps it up to date. Ignore this where the "
        "base image is updated too rarely for you and the build runs without a cache; many security teams ask for "
        "just that."
    ),
    ko=(
        "`{command}` 명령을 쓰면 이미지가 빌드한 날짜에 따라 달라지고, 업그레이드한 파일이 모두 한 번 더 저장됩니다. "
        "게다가 "
        "빌드 캐시에 남기 때문에 첫 빌드 뒤에는 위쪽이 바뀌기 전까지 아무 일도 하지 않습니다.\n\n"
        "제공자가 꾸준히 갱신하는 태그를 쓰고 `docker build --pull`로 자주 다시 빌드하세요. 베이스 이미지의 갱신이 "
        "너무 "
        "느리고 캐시 없이 빌드한다면 무시해도 됩니다. 실제로 그렇게 하도록 요구하는 보안 팀도 많습니다."
    ),
)


def _rule(
    code: str,
    name: str,
    check: UpgradesAll,
    command: str,
    examples: tuple[Example, ...],
    silent: tuple[str, ...],
    *aliases: str,
) -> Rule:
    return Rule(
        code=code,
        name=name,
        category=Category.SECURITY,
        severity=Severity.HINT,
        message=MESSAGE,
        rationale=RATIONALE.filled(command=command),
        check=check,
        keywords=frozenset({"RUN"}),
        examples=examples,
        silent=silent,
        aliases=aliases,
    )


APT_RULE = _rule(
    "DLS3037",
    "run-upgrade",
    UpgradesAll(APT, frozenset({"upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"})),
    "apt-get upgrade",
    (
        Example(bad="FROM debian:12\nRUN apt-get update && apt-get «upgrade» -y\n"),
        Example(bad="FROM debian:12\nRUN <<EOF\napt-get update\napt-get -y «dist-upgrade»\nEOF\n"),
    ),
    (
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN apt-get install -y --only-upgrade openssl\n",
        "FROM debian:12\nRUN apt-get -s upgrade && pip install --upgrade pip\n",
    ),
    "DS-0024",
    "AVD-DS-0024",
    "avoid-apt-get-upgrade",
    "DL3005",
)

APK_RULE = _rule(
    "DLS3038",
    "apk-upgrade",
    UpgradesAll(APK, frozenset({"upgrade"})),
    "apk upgrade",
    (Example(bad="FROM alpine:3.22\nRUN apk «upgrade» --no-cache\n"),),
    (
        "FROM alpine:3.22\nRUN apk add --no-cache --upgrade openssl\n",
        "FROM alpine:3.22\nRUN apk upgrade --no-cache openssl\n",
    ),
    "avoid-apk-upgrade",
    "DL3017",
)

YUM_RULE = _rule(
    "DLS3039",
    "yum-update",
    UpgradesAll(YUM, frozenset({"update", "upgrade", "up"})),
    "yum update",
    (Example(bad="FROM centos:7\nRUN yum -y «update» && yum clean all\n"),),
    (
        "FROM centos:7\nRUN yum update -y openssl && yum clean all\n",
        "FROM centos:7\nRUN yum makecache && yum check-update\n",
    ),
    "avoid-yum-update",
    "DL3031",
)

DNF_RULE = _rule(
    "DLS3040",
    "dnf-update",
    UpgradesAll(DNF, frozenset({"update", "upgrade", "up"})),
    "dnf upgrade",
    (
        Example(bad="FROM fedora:43\nRUN dnf «upgrade» -y && dnf clean all\n"),
        Example(bad="FROM registry.access.redhat.com/ubi9/ubi-minimal\nRUN microdnf «update» -y\n"),
    ),
    ("FROM fedora:43\nRUN dnf upgrade -y openssl\n", "FROM fedora:43\nRUN dnf install -y git\n"),
    "avoid-dnf-update",
    "DL3039",
)

ZYPPER_RULE = _rule(
    "DLS3041",
    "zypper-update",
    UpgradesAll(ZYPPER, frozenset({"update", "up"})),
    "zypper update",
    (Example(bad="FROM opensuse/leap:15.6\nRUN zypper -n «update» && zypper clean --all\n"),),
    ("FROM opensuse/leap:15.6\nRUN zypper -n update openssl\n", "FROM opensuse/leap:15.6\nRUN zypper refresh\n"),
    "avoid-zypper-update",
)

RULES = (APK_RULE, DNF_RULE, APT_RULE, YUM_RULE, ZYPPER_RULE)
