"""Lessons on the package managers of the distributions."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence

SYSTEM_PACKAGES = (
    CommandLesson(
        ("apt-get",),
        lesson=Sentence(
            en="""\
- `update` and `install` belong in one `RUN`. An `update` of its own is cached, and a later `install` then asks for
  versions that are gone.
- `--no-install-recommends` leaves out packages nobody asked for. Programs that download usually also need
  `ca-certificates`.
- Remove `/var/lib/apt/lists/*` in the same `RUN`; a later `rm` frees nothing. Debian and Ubuntu images run
  `apt-get clean` by themselves.
- `-y`, because nobody can answer. Exact version pins break when Debian replaces the version; a base image pinned by
  digest keeps better.""",
            ko="""\
- `update`와 `install`은 한 `RUN`에 두세요. `update`만 따로 두면 캐시되어, 나중의 `install`이 이미 사라진 버전을
  찾습니다.
- `--no-install-recommends`는 요청하지 않은 권장 패키지를 빼 줍니다. 무언가를 내려받는 프로그램에는 보통
  `ca-certificates`도 필요합니다.
- `/var/lib/apt/lists/*`는 같은 `RUN`에서 지우세요. 나중에 지워도 용량은 줄지 않습니다. 데비안과 우분투 이미지는
  `apt-get clean`을 스스로 합니다.
- 대답할 사람이 없으므로 `-y`를 쓰세요. 패키지 버전을 정확히 고정하면 데비안이 버전을 교체할 때 빌드가 깨집니다. 베이스
  이미지를 다이제스트로 고정하는 편이 오래갑니다.""",
        ),
        snippet="""\
RUN apt-get update \\
    && apt-get install -y --no-install-recommends ca-certificates curl \\
    && rm -rf /var/lib/apt/lists/*
""",
        rules=(
            "apt-no-install-recommends",
            "apt-lists-not-removed",
            "update-alone",
            "install-without-update",
            "apt-yes",
            "pin-apt",
            "debian-frontend-env",
            "use-cache-mount",
        ),
        link="https://docs.docker.com/build/building/best-practices/#apt-get",
    ),
    CommandLesson(
        ("apt",),
        lesson=Sentence(
            en="""\
- `apt` is made for people: its options and output may change, and it warns about that in scripts.
- Write `apt-get` (or `apt-cache` for `search` and `show`); the rest of the advice is the same.""",
            ko="""\
- `apt`는 사람을 위한 명령이라 옵션과 출력이 바뀔 수 있고, 스크립트에서 쓰면 경고가 나옵니다.
- `apt-get`을 쓰세요(`search`, `show`는 `apt-cache`). 나머지 주의할 점은 같습니다.""",
        ),
        snippet="""\
RUN apt-get update \\
    && apt-get install -y --no-install-recommends git \\
    && rm -rf /var/lib/apt/lists/*
""",
        rules=("apt-not-apt-get", "apt-no-install-recommends", "apt-lists-not-removed"),
        link="https://manpages.debian.org/bookworm/apt/apt.8.en.html",
    ),
    CommandLesson(
        ("apt-key",),
        lesson=Sentence(
            en="""\
- `apt-key add` lets a key vouch for every repository. It is deprecated, and gone in Debian 13.
- Put the key into `/etc/apt/keyrings` and name it with `signed-by` in the one source that needs it.""",
            ko="""\
- `apt-key add`로 넣은 키는 모든 저장소를 보증하게 됩니다. 폐기 예정이었으며 데비안 13에서 없어졌습니다.
- 키를 `/etc/apt/keyrings`에 두고, 필요한 저장소 한 곳에만 `signed-by`로 지정하세요.""",
        ),
        snippet="""\
ADD --chmod=644 https://example.com/repo.asc /etc/apt/keyrings/example.asc
RUN echo "deb [signed-by=/etc/apt/keyrings/example.asc] https://example.com/apt stable main" \\
    > /etc/apt/sources.list.d/example.list
""",
        rules=("sig-apt-allow-unauthenticated", "sig-apt-force-yes"),
        link="https://manpages.debian.org/bookworm/apt/apt-key.8.en.html",
    ),
    CommandLesson(
        ("add-apt-repository",),
        lesson=Sentence(
            en="""\
- It needs `software-properties-common`, which brings Python and dozens of packages only to write two small files.
- Write the source file and its key yourself, or do it in a build stage.""",
            ko="""\
- 작은 파일 두 개를 쓰려고 Python과 수십 개의 패키지를 끌어오는 `software-properties-common`이 필요합니다.
- 저장소 파일과 키를 직접 적거나, 빌드 스테이지에서 처리하세요.""",
        ),
        snippet="""\
ADD --chmod=644 https://example.com/repo.asc /etc/apt/keyrings/example.asc
COPY --chmod=644 example.sources /etc/apt/sources.list.d/
""",
        rules=("unneeded-debug-packages", "build-deps-in-final"),
    ),
    CommandLesson(
        ("apk",),
        lesson=Sentence(
            en="""\
- `apk add --no-cache` reads the index afresh and stores none of it, so neither `apk update` nor removing
  `/var/cache/apk/*` is needed.
- Tools that only the build needs: `--virtual .build-deps`, and `apk del .build-deps` in the same `RUN`. A build stage
  is better still.
- Alpine keeps one version of a package per release. Pin the base image; write `pkg~=1.2` rather than an exact version.
- Alpine has musl instead of glibc: prebuilt binaries and Python wheels may not fit.""",
            ko="""\
- `apk add --no-cache`는 목록을 새로 읽고 저장하지 않으므로 `apk update`도 `/var/cache/apk/*` 삭제도 필요 없습니다.
- 빌드에만 필요한 도구는 `--virtual .build-deps`로 설치하고 같은 `RUN`에서 `apk del .build-deps`로 지우세요. 빌드
  스테이지를 나누면 더 좋습니다.
- Alpine은 릴리스마다 패키지 버전을 하나만 둡니다. 베이스 이미지를 고정하고, 정확한 버전 대신 `pkg~=1.2`처럼 쓰세요.
- Alpine에는 glibc가 아니라 musl이 있습니다. 미리 빌드된 바이너리나 Python 휠이 맞지 않을 수 있습니다.""",
        ),
        snippet="""\
RUN apk add --no-cache ca-certificates tzdata
""",
        rules=("apk-no-cache", "apk-redundant-update", "apk-upgrade", "pin-apk", "sig-apk-allow-untrusted"),
        link="https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper",
    ),
    CommandLesson(
        ("yum",),
        lesson=Sentence(
            en="""\
- Install and `yum clean all` in the same `RUN`, and remove `/var/cache/yum`: the metadata alone is tens of megabytes.
- `-y`, because nobody can answer. Not `yum update`: take a newer base image instead.""",
            ko="""\
- 설치와 `yum clean all`을 같은 `RUN`에서 하고 `/var/cache/yum`도 지우세요. 메타데이터만 수십 메가바이트입니다.
- 대답할 사람이 없으므로 `-y`를 쓰세요. `yum update` 대신 새 베이스 이미지를 쓰세요.""",
        ),
        snippet="""\
RUN yum install -y httpd \\
    && yum clean all \\
    && rm -rf /var/cache/yum
""",
        rules=("yum-clean-all", "yum-yes", "yum-update", "pin-yum", "sig-yum-nogpgcheck", "tls-yum-sslverify"),
    ),
    CommandLesson(
        ("dnf",),
        lesson=Sentence(
            en="""\
- Install and `dnf clean all` in the same `RUN`.
- `--setopt=install_weak_deps=False` leaves out recommended packages, `--nodocs` their manuals.
- `-y`, because nobody can answer. Not `dnf upgrade`: take a newer base image instead.""",
            ko="""\
- 설치와 `dnf clean all`을 같은 `RUN`에서 하세요.
- `--setopt=install_weak_deps=False`는 권장 패키지를, `--nodocs`는 문서를 빼 줍니다.
- 대답할 사람이 없으므로 `-y`를 쓰세요. `dnf upgrade` 대신 새 베이스 이미지를 쓰세요.""",
        ),
        snippet="""\
RUN dnf install -y --nodocs --setopt=install_weak_deps=False httpd \\
    && dnf clean all
""",
        rules=("dnf-clean-all", "dnf-yes", "dnf-update", "pin-dnf"),
        link="https://dnf.readthedocs.io/en/latest/command_ref.html",
    ),
    CommandLesson(
        ("microdnf",),
        lesson=Sentence(
            en="""\
- The small dnf of the UBI minimal images. Install and `microdnf clean all` in the same `RUN`.
- `--nodocs --setopt=install_weak_deps=0` keeps it minimal. It has fewer options than dnf; do not install dnf for
  one.""",
            ko="""\
- UBI minimal 이미지에 있는 작은 dnf입니다. 설치와 `microdnf clean all`을 같은 `RUN`에서 하세요.
- `--nodocs --setopt=install_weak_deps=0`으로 최소한만 설치합니다. dnf보다 옵션이 적지만, 옵션 하나 때문에 dnf를
  설치하지는 마세요.""",
        ),
        snippet="""\
RUN microdnf install -y --nodocs --setopt=install_weak_deps=0 tar \\
    && microdnf clean all
""",
        rules=("dnf-clean-all", "dnf-yes"),
    ),
    CommandLesson(
        ("zypper",),
        lesson=Sentence(
            en="""\
- `--non-interactive` goes before the subcommand; `--no-recommends` after `install`.
- `zypper clean --all` in the same `RUN`. Not `dist-upgrade`: take a newer base image instead.""",
            ko="""\
- `--non-interactive`는 하위 명령 앞에, `--no-recommends`는 `install` 뒤에 적습니다.
- `zypper clean --all`을 같은 `RUN`에서 하세요. `dist-upgrade` 대신 새 베이스 이미지를 쓰세요.""",
        ),
        snippet="""\
RUN zypper --non-interactive install --no-recommends git \\
    && zypper clean --all
""",
        rules=("zypper-clean", "zypper-yes", "zypper-update", "zypper-dist-upgrade", "pin-zypper"),
        link="https://en.opensuse.org/SDB:Zypper_manual",
    ),
    CommandLesson(
        ("pacman",),
        lesson=Sentence(
            en="""\
- Install with `-Syu`: Arch does not support installing new packages on an old system (`-Sy`).
- Remove the downloaded packages in the same `RUN` with `pacman -Scc --noconfirm`.""",
            ko="""\
- `-Syu`로 설치하세요. Arch는 오래된 시스템에 새 패키지만 설치하는 것(`-Sy`)을 지원하지 않습니다.
- 내려받은 패키지는 같은 `RUN`에서 `pacman -Scc --noconfirm`으로 지우세요.""",
        ),
        snippet="""\
RUN pacman -Syu --noconfirm --needed git \\
    && pacman -Scc --noconfirm
""",
        rules=("pacman-clean",),
        link="https://wiki.archlinux.org/title/Pacman",
    ),
)
