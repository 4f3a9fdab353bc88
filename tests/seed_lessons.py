"""Every practice that the posts teach, and what of ours teaches it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hovered:
    """A hover that teaches a practice: where to point, and what it says in English and in Korean."""

    at: str
    english: str
    korean: str


@dataclass(frozen=True)
class Later:
    """A rule of the catalogue that comes with a later issue, and the hover that teaches the practice anyway."""

    rule: str
    hover: Hovered


SCAN = Hovered("F┃ROM debian:13\n", "scan the result\n  (`trivy image NAME`)", "스캔하세요(`trivy image NAME`)")
SMALL = Hovered("F┃ROM debian:13\n", "Take the smallest variant", "가장 작은 변종을 고르세요")
OFFICIAL = Hovered("F┃ROM debian:13\n", "Prefer official images", "공식 이미지를 쓰고")
SHARED = Hovered("F┃ROM debian:13\n", "share one base among your images", "같은 베이스를 공유하게")
SCRATCH = Hovered("F┃ROM debian:13\n", "`scratch` for a static binary", "정적 바이너리라면\n  `scratch`")
SIGN = Hovered("F┃ROM debian:13\n", "Sign what you publish and verify what you pull", "배포하는 이미지에는 서명하고")
STAGES = Hovered("F┃ROM debian:13\n", "compilers and sources do not ship", "컴파일러와 소스가 배포되지 않습니다")
DIVE = Hovered("F┃ROM debian:13\n", "`dive NAME` shows what every layer holds", "`dive NAME`은 레이어마다")
PINNED = Hovered("F┃ROM debian:13\n", "Name a version", "버전을 적으세요")
IGNORED_FILES = Hovered("FROM a:1\nC┃OPY . .\n", "`.dockerignore`", "`.dockerignore`로")
MANIFESTS = Hovered(
    "FROM a:1\nC┃OPY . .\n", "Copy the manifest and the lock file first", "매니페스트와 잠금 파일을 먼저"
)
ONE_PROCESS = Hovered('FROM a:1\nC┃MD ["a"]\n', "One container, one process", "컨테이너 하나에는 프로세스 하나만")
ORDER = Hovered("FROM a:1\nR┃UN a\n", "Keep what changes rarely above", "잘 바뀌지 않는 것을 위에")
CACHE_KEY = Hovered("FROM a:1\nR┃UN a\n", "The cache is keyed by the text of the command", "캐시는 명령의 글자와")
SAME_RUN = Hovered("FROM a:1\nR┃UN a\n", "Install and clean up in the same `RUN`", "같은 `RUN`에서 하세요")
MERGING = Hovered("FROM a:1\nR┃UN a\n", "Do not merge commands just to save layers", "합치지는 마세요")
SETUID = Hovered("FROM a:1\nU┃SER a\n", "remove the bits you do not need", "필요 없는 비트는 제거하세요")
SWITCH_ONCE = Hovered("FROM a:1\nU┃SER a\n", "switch once, just before `CMD`", "바로 앞에서 한 번만 바꾸세요")
UNPACK_LESS = Hovered("FROM a:1\nRUN ta┃r xf a.tar\n", "Name the members you need", "필요한 파일만 지정해 푸세요")
APT = Hovered("FROM debian:13\nRUN apt-g┃et update\n", "Exact version pins break", "정확히 고정하면")
APT_CLEAN = Hovered("FROM debian:13\nRUN apt-g┃et update\n", "run\n  `apt-get clean` by themselves", "스스로 합니다")
APK = Hovered("FROM alpine:3.24\nRUN ap┃k add a\n", "neither `apk update` nor", "`apk update`도")
SIZES = Hovered("FROM debian:┃13-slim\n", "**Download:**", "**내려받는 크기:**")
LABELS = Hovered("FROM a:1\nLABE┃L a=b\n", "makes no filesystem layer", "파일시스템 레이어를 만들지 않으며")

# Every practice of every post, and what teaches it: the name of a rule, a hover, or a rule that is still to come.
TAUGHT: dict[str, dict[str, str | Hovered | Later]] = {
    "000 [Docker] Dockerfile 경량화": {
        "불필요한 패키지 설치 배제": "apt-no-install-recommends",
        "설치된 패키지는 autoremove, clean으로 정리": APT_CLEAN,
        "apt install -y --no-install-recommends": "apt-no-install-recommends",
        "apt 대신 apt-get": "apt-not-apt-get",
        ".dockerignore": Later("dockerignore-missing", IGNORED_FILES),
        "경량화된 base image 선택(alpine)": SMALL,
        "scratch에 정적 링크 바이너리": SCRATCH,
        "multi-stage build": "multi-stage-suggested",
        "Layer 최대 127": "layer-count",
        "Layer 압축": "consecutive-runs",
        "rm -rf /var/lib/apt/lists/*": "apt-lists-not-removed",
        "one application - one container": ONE_PROCESS,
        "using cache: 명령 단위 캐싱": CACHE_KEY,
        "변하지 않는 명령은 상단에, COPY는 하단에": "copy-manifest-first",
        "USER 명령어로 root 사용자 접근 억제": "missing-user",
        "이미지 서명": SIGN,
        "Docker hub에서 인증된 이미지만 사용": Later("unofficial-image", OFFICIAL),
        "취약성이 있는지 확인": Later("scan-image", SCAN),
        "DIVE로 이미지 검사": DIVE,
        "SETUID, SETGID 바이너리 제거": Later("setuid-files", SETUID),
    },
    "001 17장 도커 이미지 최적화하기": {
        "다음 레이어에서 지워도 숨겨질 뿐": "rm-in-later-layer",
        ".dockerignore": Later("dockerignore-weak", IGNORED_FILES),
        "크기가 작은 변종 이미지부터 검토": SIZES,
        "빌드 도구를 최종 결과물에 포함하지 않기": STAGES,
        "골든 이미지를 함께 쓰기": SHARED,
        "앤코어로 빌드 중에 보안 검사": Later("scan-image", SCAN),
        "추천 패키지와 패키지 목록을 남기지 않기": "apt-lists-not-removed",
        "오래된 베이스 이미지": "image-eol",
        "연속 문자 뒤의 주석": "text-after-continuation",
        "다운로드-압축 해제-삭제를 하나의 인스트럭션에서": "download-extract-split-layers",
        "압축 파일 삭제": "archive-left-behind",
        "필요한 파일만 압축 해제": UNPACK_LESS,
        "멀티 스테이지 빌드": "multi-stage-suggested",
        "자주 수정하는 순서대로 뒤에": ORDER,
    },
    "002 Dockerfile 최적화": {
        ".dockerignore": Later("dockerignore-missing", IGNORED_FILES),
        "autoremove, clean": APT_CLEAN,
        "--no-install-recommends": "apt-no-install-recommends",
        "alpine Linux 또는 scratch": SMALL,
        "정적 링크 바이너리": SCRATCH,
        "multi-stage build": "multi-stage-suggested",
        "레이어 수 제한(127)": "layer-count",
        "RUN을 결합하여 사용": "consecutive-runs",
        "레이어를 만드는 명령어": LABELS,
        "One application One container": ONE_PROCESS,
        "using cache": CACHE_KEY,
        "일정하게 유지될 명령은 위쪽에": ORDER,
        "USER로 root 사용자 접근 억제": "missing-user",
        "이미지 서명": SIGN,
        "인증된 이미지만 사용": Later("unofficial-image", OFFICIAL),
        "취약성 확인": Later("scan-image", SCAN),
        "Dive": DIVE,
        "SETUID 및 SETGID 제거": Later("setuid-files", SETUID),
    },
    "003 효율적으로 도커 이미지 생성하기": {
        "공유된 베이스 이미지": SHARED,
        "인스톨 데이터를 동일 레이어에서 제거": SAME_RUN,
        "RUN을 묶기": "consecutive-runs",
        "합치면 캐시가 깨질 수 있음": MERGING,
        "apt-get update만 따로": "update-alone",
        "적절한 베이스 이미지 선택": SIZES,
        "latest 대신 버전": "image-latest",
        "FROM ubuntu": "image-untagged",
        "오래된 베이스 이미지(python:2.7)": "image-eol",
        "LABEL maintainer x": "legacy-key-value",
        "LABEL 뒤의 메모": "inline-comment-swallowed",
        "빌드 컨텍스트의 불필요한 파일": Later("dockerignore-missing", IGNORED_FILES),
        "캐시: 명령어 문자열과 체크섬": CACHE_KEY,
        "Multi-stage builds": STAGES,
        "apt-get install -y": "apt-yes",
        "ADD . 대신 COPY": "add-instead-of-copy",
        "ENTRYPOINT의 형식": "json-args",
        "requirements.txt를 먼저 COPY": "copy-manifest-first",
        "매니페스트 먼저": MANIFESTS,
        "pip 캐시": "pip-no-cache-dir",
        "USER 변경은 한 번만": SWITCH_ONCE,
        "마지막에 root로 남기지 않기": "last-user-root",
        "recommended packages 제외": "apt-no-install-recommends",
        "버전 pinning": APT,
    },
    "004 이미지 크기와 컨테이너 보안": {
        "공식 이미지 사용": Later("unofficial-image", OFFICIAL),
        "정확한 버전 지정": PINNED,
        "오래된 베이스 이미지(python:3.9)": "image-eol",
        "alpine:latest": "image-latest",
        "캐싱 레이어 최적화": "copy-manifest-first",
        "여러 명령을 하나의 RUN으로": "consecutive-runs",
        "apk add --no-cache": "apk-no-cache",
        "apk update와 rm은 필요 없음": Later("apk-redundant-update", APK),
        ".dockerignore": Later("dockerignore-missing", IGNORED_FILES),
        "다중 단계 배포": "multi-stage-suggested",
        "최소 권한": "missing-user",
        "만든 사용자를 USER로": "user-created-never-used",
        "BusyBox의 adduser와 데비안": "adduser-flavour-mismatch",
        "pip install --no-cache-dir": "pip-no-cache-dir",
        "chown은 COPY에서": "chown-duplicates-layer",
        "Trivy로 이미지 스캔": Later("scan-image", SCAN),
    },
}
