"""Packages and metadata of apt, zypper and pacman that stay in a layer: one rule for each."""

from dockerls.language import Sentence
from dockerls.rules.rule import Example, Safety, Severity
from dockerls.rules.size.left_behind import MOUNT, LeftBehind, always, cache_rule
from dockerls.semantics.defaults import Default, set_by
from dockerls.semantics.package_caches import APT_CACHE, PACMAN_CACHE, ZYPPER_CACHE
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction


def apt_keeps_packages(run: Instruction, around: Surroundings) -> bool:
    """Debian's and Ubuntu's images delete each package once it is installed, unless a file of theirs is gone."""
    return Default.APT_KEEPS_PACKAGES in around.defaults | set_by(run)


APT_RULE = cache_rule(
    "DLS1001",
    "apt-cache-not-cleaned",
    Severity.HINT,
    "apt-get",
    LeftBehind(APT_CACHE, Safety.SAFE, apt_keeps_packages),
    Sentence(
        en=(
            "Debian's and Ubuntu's images delete each downloaded package as soon as it is installed, by the file "
            "`/etc/apt/apt.conf.d/docker-clean`. Here that file was removed or overridden, so the packages stay in "
            "`/var/cache/apt/archives`, nearly as large as what was installed."
        ),
        ko=(
            "Debian과 Ubuntu 이미지는 `/etc/apt/apt.conf.d/docker-clean` 파일 덕분에 설치가 끝나면 내려받은 패키지를 "
            "바로 지웁니다. 여기서는 그 파일을 지우거나 덮어썼으므로 패키지가 `/var/cache/apt/archives`에 그대로 남고, "
            "그 크기는 설치한 패키지와 맞먹습니다."
        ),
    ),
    "RUN apt-get update && apt-get install -y curl \\\n    && apt-get clean",
    Sentence(
        en="`--mount=type=cache,target=/var/cache/apt,sharing=locked` is what the file is usually removed for.",
        ko="보통 이 파일은 `--mount=type=cache,target=/var/cache/apt,sharing=locked`를 쓰려고 지웁니다.",
    ),
    (
        Example(
            bad=(
                "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN apt-get update && apt-get «install» "
                "-y curl\n"
            ),
            good=(
                "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\n"
                "RUN apt-get update && apt-get install -y curl && apt-get clean\n"
            ),
        ),
    ),
    (
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\n"
        "RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN rm /etc/apt/apt.conf.d/docker-clean && apt-get install -y curl && apt-get clean\n",
    ),
    ("remove-package-cache",),
)

ZYPPER_RULE = cache_rule(
    "DL3036",
    "zypper-clean",
    Severity.WARNING,
    "zypper",
    LeftBehind(ZYPPER_CACHE, Safety.SAFE, always),
    Sentence(
        en=(
            "zypper keeps the metadata of its repositories in `/var/cache/zypp`, tens of megabytes that nothing needs "
            "later."
        ),
        ko=(
            "zypper는 저장소의 메타데이터를 `/var/cache/zypp`에 보관합니다. 수십 MB에 이르지만 나중에는 쓰이지 "
            "않습니다."
        ),
    ),
    "RUN zypper --non-interactive install git \\\n    && zypper clean --all",
    MOUNT.filled(folder="/var/cache/zypp"),
    (
        Example(
            bad="FROM opensuse/leap:15.6\nRUN zypper -n «install» git\n",
            good="FROM opensuse/leap:15.6\nRUN zypper -n install git && zypper clean --all\n",
        ),
        Example(
            bad="FROM opensuse/leap:15.6\nRUN zypper -n «install» \\\n    # tools\n    git\n",
            good=(
                "FROM opensuse/leap:15.6\nRUN zypper -n install \\\n    # tools\n    git \\\n    && zypper clean "
                "--all\n"
            ),
        ),
    ),
    (
        "FROM opensuse/leap:15.6\nRUN zypper -n install git && zypper clean --all\n",
        "FROM opensuse/leap:15.6\nRUN zypper -n install git && zypper cc -a\n",
        "FROM opensuse/leap:15.6\nRUN zypper -n in git && rm -rf /var/cache/zypp/*\n",
        "FROM opensuse/leap:15.6\nRUN --mount=type=cache,target=/var/cache/zypp zypper -n install git\n",
        "FROM opensuse/leap:15.6 AS build\nRUN zypper -n in gcc\nFROM opensuse/leap:15.6\nCOPY --from=build /a /a\n",
    ),
    ("DS-0020", "AVD-DS-0020", "missing-zypper-clean"),
)

PACMAN_RULE = cache_rule(
    "DLS1003",
    "pacman-clean",
    Severity.INFO,
    "pacman",
    LeftBehind(PACMAN_CACHE, Safety.SAFE, always),
    Sentence(
        en=(
            "pacman keeps every package it has downloaded in `/var/cache/pacman/pkg`. `pacman -Scc --noconfirm` does "
            "not "
            "help: it takes the default answer to its own question, and that is no."
        ),
        ko=(
            "pacman은 내려받은 패키지를 모두 `/var/cache/pacman/pkg`에 보관합니다. `pacman -Scc --noconfirm`으로는 "
            "지워지지 않습니다. 삭제할지 묻는 질문의 기본 답이 '아니요'이기 때문입니다."
        ),
    ),
    "RUN pacman -Syu --noconfirm git \\\n    && rm -rf /var/cache/pacman/pkg/*",
    Sentence(
        en="`-Sy` without `-u` mixes new packages with old ones, which Arch Linux does not support: write `-Syu`.",
        ko=(
            "`-u` 없이 `-Sy`만 쓰면 새 패키지와 옛 패키지가 섞이며, Arch Linux는 이를 지원하지 않습니다. `-Syu`로 "
            "쓰세요."
        ),
    ),
    (
        Example(
            bad="FROM archlinux\nRUN pacman «-Syu» --noconfirm git\n",
            good="FROM archlinux\nRUN pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*\n",
        ),
        Example(
            bad="FROM archlinux\nRUN pacman «-S» --noconfirm git && pacman -Scc --noconfirm\n",
            good=(
                "FROM archlinux\nRUN pacman -S --noconfirm git && pacman -Scc --noconfirm"
                " && rm -rf /var/cache/pacman/pkg/*\n"
            ),
        ),
        Example(
            bad="FROM archlinux\nRUN <<EOF\nset -e\npacman «-Syu» --noconfirm git\nEOF\n",
            good=(
                "FROM archlinux\nRUN <<EOF\nset -e\npacman -Syu --noconfirm git\nrm -rf /var/cache/pacman/pkg/*\nEOF\n"
            ),
        ),
    ),
    (
        "FROM archlinux\nRUN pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*\n",
        "FROM archlinux\nRUN pacman -S --noconfirm git && yes | pacman -Scc\n",
        "FROM archlinux\nRUN pacman -Sy && pacman -Ss git && pacman -Qi bash && pacman -R --noconfirm nano\n",
        "FROM archlinux\nRUN --mount=type=cache,target=/var/cache/pacman/pkg pacman -Syu --noconfirm git\n",
        "FROM archlinux AS build\nRUN pacman -S --noconfirm gcc\nFROM scratch\nCOPY --from=build /a /a\n",
    ),
)

RULES = (APT_RULE, PACMAN_RULE, ZYPPER_RULE)
