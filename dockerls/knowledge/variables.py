"""Lessons on variables that the file itself does not define."""

from dockerls.knowledge.lesson import VariableLesson
from dockerls.knowledge.predefined import (
    BASE_IMAGE_VARIABLES,
    BUILDKIT_ARGS,
    PLATFORM_ARGS,
    PROXY_ARGS,
    SEARCH_PATHS,
    SHELL_ONLY_VARIABLES,
)
from dockerls.knowledge.reference import reference
from dockerls.language import Sentence

_PROXY = Sentence(
    en="A proxy setting every `RUN` gets when it is passed with `--build-arg {name}=…`, without an `ARG`. It is in "
    "neither the history nor the cache key; declaring `ARG {name}` would put it into both.",
    ko="`--build-arg {name}=…`로 주면 `ARG` 없이도 모든 `RUN`에 전달되는 프록시 설정입니다. 이력과 캐시 키에 들어가지 "
    "않으며, `ARG {name}` 선언을 추가하면 둘 다에 들어갑니다.",
)
_DECLARE = Sentence(
    en="{what} `FROM` lines know it; a stage must declare `ARG {name}` (without a value) to use it.",
    ko="{what} `FROM` 줄에서는 바로 쓸 수 있고, 스테이지에서 쓰려면 값 없는 `ARG {name}` 선언이 필요합니다.",
)
_PLATFORM = {
    "BUILDPLATFORM": Sentence(
        en="The platform of the machine that builds, such as `linux/amd64`.",
        ko="빌드하는 컴퓨터의 플랫폼입니다. 예: `linux/amd64`.",
    ),
    "BUILDOS": Sentence(
        en="The operating system part of `BUILDPLATFORM`.", ko="`BUILDPLATFORM`의 운영체제 부분입니다."
    ),
    "BUILDOSVERSION": Sentence(
        en="The operating system version of the building machine; set for Windows.",
        ko="빌드하는 컴퓨터의 운영체제 버전입니다. Windows에서 설정됩니다.",
    ),
    "BUILDARCH": Sentence(en="The architecture part of `BUILDPLATFORM`.", ko="`BUILDPLATFORM`의 아키텍처 부분입니다."),
    "BUILDVARIANT": Sentence(
        en="The variant part of `BUILDPLATFORM`, such as `v7`; often empty.",
        ko="`BUILDPLATFORM`의 변종 부분입니다(예: `v7`). 비어 있을 때가 많습니다.",
    ),
    "TARGETPLATFORM": Sentence(
        en="The platform the image is built for, such as `linux/arm64`.",
        ko="이미지를 빌드하는 대상 플랫폼입니다. 예: `linux/arm64`.",
    ),
    "TARGETOS": Sentence(
        en="The operating system part of `TARGETPLATFORM`; Go reads it as `GOOS`.",
        ko="`TARGETPLATFORM`의 운영체제 부분입니다. Go의 `GOOS`와 같습니다.",
    ),
    "TARGETOSVERSION": Sentence(
        en="The operating system version the image is built for; set for Windows.",
        ko="대상 운영체제의 버전입니다. Windows에서 설정됩니다.",
    ),
    "TARGETARCH": Sentence(
        en="The architecture part of `TARGETPLATFORM`: `amd64`, `arm64`. Go reads it as `GOARCH`.",
        ko="`TARGETPLATFORM`의 아키텍처 부분입니다(`amd64`, `arm64`). Go의 `GOARCH`와 같습니다.",
    ),
    "TARGETVARIANT": Sentence(
        en="The variant part of `TARGETPLATFORM`, such as `v7`; often empty.",
        ko="`TARGETPLATFORM`의 변종 부분입니다(예: `v7`). 비어 있을 때가 많습니다.",
    ),
    "TARGETSTAGE": Sentence(
        en="The stage named with `docker build --target`, or `default`.",
        ko="`docker build --target`으로 지정한 스테이지이며, 없으면 `default`입니다.",
    ),
}
_BUILDKIT = {
    "BUILDKIT_BUILD_NAME": Sentence(
        en="The name this build has in `docker buildx history`.",
        ko="`docker buildx history`에 표시될 빌드 이름입니다.",
    ),
    "BUILDKIT_CACHE_MOUNT_NS": Sentence(
        en="A prefix for the ids of cache mounts, to keep the caches of different builds apart.",
        ko="캐시 마운트 id 앞에 붙는 이름입니다. 빌드마다 캐시를 나눌 때 씁니다.",
    ),
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR": Sentence(
        en="Keeps `.git` when the build context is a Git repository.",
        ko="빌드 컨텍스트가 Git 저장소일 때 `.git`을 남깁니다.",
    ),
    "BUILDKIT_DOCKERFILE_CHECK": Sentence(
        en="Configures the build checks like `# check=`, from outside: `skip=…;error=true`.",
        ko="`# check=`처럼 빌드 검사를 바깥에서 설정합니다. 예: `skip=…;error=true`.",
    ),
    "BUILDKIT_GIT_ADVICE": Sentence(
        en="Shows the advice messages of Git when BuildKit fetches a repository.",
        ko="BuildKit이 저장소를 받을 때 Git의 조언 메시지를 보여 줍니다.",
    ),
    "BUILDKIT_INLINE_CACHE": Sentence(
        en="Writes cache metadata into the image, so that `--cache-from` can use it.",
        ko="`--cache-from`에서 쓸 수 있도록 캐시 정보를 이미지에 넣습니다.",
    ),
    "BUILDKIT_MULTI_PLATFORM": Sentence(
        en="Gives the result the layout of a multi-platform image even for one platform.",
        ko="플랫폼이 하나여도 다중 플랫폼 이미지의 구조로 결과를 만듭니다.",
    ),
    "BUILDKIT_SANDBOX_HOSTNAME": Sentence(
        en="The host name inside a `RUN`; `buildkitsandbox` by default.",
        ko="`RUN` 안에서의 호스트 이름입니다. 기본값은 `buildkitsandbox`입니다.",
    ),
    "BUILDKIT_SBOM_SCAN_CONTEXT": Sentence(
        en="`ARG BUILDKIT_SBOM_SCAN_CONTEXT=true` adds the build context to the SBOM.",
        ko="`ARG BUILDKIT_SBOM_SCAN_CONTEXT=true`는 빌드 컨텍스트를 SBOM에 포함합니다.",
    ),
    "BUILDKIT_SBOM_SCAN_STAGE": Sentence(
        en="`ARG BUILDKIT_SBOM_SCAN_STAGE=true` in a stage adds that stage to the SBOM.",
        ko="스테이지에 `ARG BUILDKIT_SBOM_SCAN_STAGE=true`를 적으면 그 스테이지를 SBOM에 포함합니다.",
    ),
    "BUILDKIT_SYNTAX": Sentence(
        en="The frontend to build with, instead of the one in `# syntax=`.",
        ko="`# syntax=`에 적힌 것 대신 사용할 프런트엔드입니다.",
    ),
    "SOURCE_DATE_EPOCH": Sentence(
        en="The Unix time for the image and its layers, for reproducible builds. A stage sees it after "
        "`ARG SOURCE_DATE_EPOCH`.",
        ko="재현 가능한 빌드를 위해 이미지와 레이어에 적을 유닉스 시각입니다. 스테이지에서는 `ARG SOURCE_DATE_EPOCH`를 "
        "선언해야 보입니다.",
    ),
}
_SHELL_ONLY = Sentence(
    en="Set only for a process in the container, or by its shell. The command of a `RUN` sees it; in the flags of "
    "`RUN` and in `ENV`, `COPY`, `WORKDIR` and other instructions the builder replaces it by nothing. Write the path "
    "or value out.",
    ko="컨테이너의 프로세스나 셸에서만 설정됩니다. `RUN`의 명령에서는 보이지만 `RUN`의 플래그와 `ENV`, `COPY`, "
    "`WORKDIR` 같은 명령에서는 빌더가 빈 값으로 바꿉니다. 경로나 값을 그대로 적으세요.",
)
_PATH = Sentence(
    en="Where commands are searched. The base image sets it, else the builder does, so `ENV PATH=/opt/bin:$PATH` is "
    "safe.",
    ko="명령을 찾는 경로입니다. 베이스 이미지가, 아니면 빌더가 정하므로 `ENV PATH=/opt/bin:$PATH`처럼 써도 안전합니다.",
)
_SEARCH_PATH = Sentence(
    en="A search path some base images set. Where yours does not, `{name}=/opt/x:${name}` ends in a colon, which often "
    "means the current directory; `/opt/x${{{name}:+:${name}}}` avoids that.",
    ko="일부 베이스 이미지가 정하는 검색 경로입니다. 정하지 않은 이미지에서 `{name}=/opt/x:${name}` 같은 값은 콜론으로 "
    "끝나며, 이는 흔히 현재 디렉터리를 뜻합니다. `/opt/x${{{name}:+:${name}}}`로 쓰면 피할 수 있습니다.",
)
_FROM_IMAGE = Sentence(
    en="Set by the `{image}` image and the images built on it. It is defined if yours is one of them.",
    ko="`{image}` 이미지와 이를 바탕으로 한 이미지가 정하는 변수입니다. 베이스가 그중 하나라면 값이 있습니다.",
)


def variable_lesson(name: str) -> VariableLesson | None:
    """What a variable is that the file does not define; the name counts with its case. None for an unknown one."""
    if name in PROXY_ARGS:
        return VariableLesson(name, _PROXY.filled(name=name), reference("predefined-args"))
    if name in PLATFORM_ARGS:
        lesson = _DECLARE.filled(what=_PLATFORM[name], name=name)
        return VariableLesson(name, lesson, reference("automatic-platform-args-in-the-global-scope"))
    if name in BUILDKIT_ARGS:
        return VariableLesson(name, _BUILDKIT[name], reference("buildkit-built-in-build-args"))
    environment = _environment_lesson(name)
    return VariableLesson(name, environment, reference("environment-replacement")) if environment is not None else None


def _environment_lesson(name: str) -> Sentence | None:
    if name in SHELL_ONLY_VARIABLES:
        return _SHELL_ONLY
    if name in SEARCH_PATHS:
        return _PATH if name == "PATH" else _SEARCH_PATH.filled(name=name)
    image = BASE_IMAGE_VARIABLES.get(name)
    return _FROM_IMAGE.filled(image=image) if image is not None else None
