"""Lessons on the flags of the instructions."""

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.knowledge.lesson import FlagLesson
from dockerls.language import Sentence

_CHOWN = (
    "--chown=<user>:<group>",
    Sentence(
        en="Who owns the copied files. Without it they belong to root (0:0). A user alone is also taken as the group.",
        ko="복사한 파일의 소유자를 정합니다. 없으면 root(0:0)의 소유가 됩니다. 사용자만 적으면 그룹도 같은 번호가 "
        "됩니다.",
    ),
    Sentence(
        en="Use it instead of `RUN chown`, which stores every file a second time. Give the program only what it must "
        "write; code it can read but not change is safer. Names are looked up in the image, numbers always work.",
        ko="`RUN chown`은 모든 파일을 한 번 더 저장하므로 대신 이것을 쓰세요. 프로그램이 써야 하는 파일만 넘기세요. "
        "읽을 수만 있고 바꿀 수 없는 코드가 더 안전합니다. 이름은 이미지 안에서 찾고, 숫자는 언제나 동작합니다.",
    ),
)
_CHMOD = (
    "--chmod=<perms>",
    Sentence(
        en="The mode of the copied files: octal (`755`), or since 1.14 symbolic (`u=rwX,go=rX`).",
        ko="복사한 파일의 권한을 정합니다. 8진수(`755`)로 쓰며, 1.14부터는 기호(`u=rwX,go=rX`)로도 쓸 수 있습니다.",
    ),
    Sentence(
        en="Use it instead of `RUN chmod`, which stores every file a second time. Never `777`: 755 for programs and "
        "directories, 644 for files.",
        ko="`RUN chmod`는 모든 파일을 한 번 더 저장하므로 대신 이것을 쓰세요. `777`은 쓰지 말고, 프로그램과 디렉터리는 "
        "755, 파일은 644로 하세요.",
    ),
)
_LINK = (
    "--link[=<boolean>]",
    Sentence(
        en="Puts the files into a layer of their own that does not depend on the layers below.",
        ko="아래 레이어에 의존하지 않는 독립된 레이어에 파일을 넣습니다.",
    ),
    Sentence(
        en="Good for `COPY --from`: the layer is reused when the base image changes. It does not follow symbolic links "
        "in the destination, and `--chown` needs numbers.",
        ko="`COPY --from`에 알맞습니다. 베이스 이미지가 바뀌어도 레이어를 다시 씁니다. 대상 경로의 심볼릭 링크를 "
        "따라가지 않으며 `--chown`에는 숫자를 써야 합니다.",
    ),
)
_EXCLUDE = (
    "--exclude=<pattern>",
    Sentence(
        en="Leaves out files that match the pattern. May be given several times.",
        ko="패턴에 맞는 파일을 빼고 복사합니다. 여러 번 쓸 수 있습니다.",
    ),
    Sentence(
        en="For what only this one copy must not take. What no copy should take belongs in `.dockerignore`, which also "
        "keeps it from being sent to the builder.",
        ko="이 복사에서만 뺄 파일에 쓰세요. 어떤 복사에도 필요 없는 파일은 `.dockerignore`에 적으면 빌더로 보내지도 "
        "않습니다.",
    ),
)

_PROSE: dict[tuple[str, str], tuple[str, Sentence, Sentence]] = {
    ("FROM", "platform"): (
        "--platform=<platform>",
        Sentence(
            en="The platform of the base image, such as `linux/arm64`. Without it: the platform that is being built.",
            ko="베이스 이미지의 플랫폼입니다(예: `linux/arm64`). 없으면 빌드 대상 플랫폼을 씁니다.",
        ),
        Sentence(
            en="Use `--platform=$BUILDPLATFORM` for a stage that cross-compiles: it runs natively, without emulation. "
            "A constant makes the image wrong on every other platform; choose with `docker build --platform` "
            "instead.",
            ko="교차 컴파일하는 스테이지에는 `--platform=$BUILDPLATFORM`을 쓰세요. 에뮬레이션 없이 빌드합니다. 상수를 "
            "적으면 다른 플랫폼에서 잘못된 이미지가 되므로 `docker build --platform`으로 고르세요.",
        ),
    ),
    ("RUN", "mount"): (
        "--mount=[type=<TYPE>][,<key>=<value>]...",
        Sentence(
            en="Mounts something for this one command: a cache, a secret, an SSH agent, or files of the context or of "
            "another stage. None of it gets into the image.",
            ko="이 명령에서만 쓸 것을 마운트합니다. 캐시, 비밀 값, SSH 에이전트, 컨텍스트나 다른 스테이지의 파일이 될 "
            "수 있으며, 이미지에는 들어가지 않습니다.",
        ),
        Sentence(
            en="`type=cache` for package caches, `type=secret` for credentials, `type=bind` for files only this "
            "command needs. A cache may be empty at any time, so the command must work without it.",
            ko="패키지 캐시에는 `type=cache`, 인증 정보에는 `type=secret`, 이 명령에만 필요한 파일에는 `type=bind`를 "
            "쓰세요. 캐시는 언제든 비어 있을 수 있으므로 없어도 동작해야 합니다.",
        ),
    ),
    ("RUN", "network"): (
        "--network=<default|none|host>",
        Sentence(
            en="The network of this command: `default`, `none`, or the `host`'s own.",
            ko="이 명령의 네트워크를 정합니다. `default`, `none`, 호스트의 네트워크인 `host`가 있습니다.",
        ),
        Sentence(
            en="`none` proves that a step installs only what was copied in. `host` must be allowed on the builder and "
            "breaks the build elsewhere.",
            ko="`none`으로 하면 복사해 넣은 것만 설치한다는 것이 보장됩니다. `host`는 빌더에서 허용해야 하며 다른 "
            "곳에서는 빌드가 실패합니다.",
        ),
    ),
    ("RUN", "security"): (
        "--security=<sandbox|insecure>",
        Sentence(
            en="Runs the command in the sandbox (default) or, with `insecure`, with all privileges.",
            ko="명령을 샌드박스(기본값)에서 실행하거나, `insecure`로 모든 권한을 주어 실행합니다.",
        ),
        Sentence(
            en="`insecure` is like `docker run --privileged`: the command can take over the builder. Avoid it.",
            ko="`insecure`는 `docker run --privileged`와 같아서 명령이 빌더를 장악할 수 있습니다. 쓰지 마세요.",
        ),
    ),
    ("RUN", "device"): (
        "--device=name[,required]",
        Sentence(
            en="Gives the command a CDI device of the builder, such as `nvidia.com/gpu=all`.",
            ko="빌더의 CDI 장치를 명령에 제공합니다. 예: `nvidia.com/gpu=all`.",
        ),
        Sentence(
            en="The builder must allow it, so the file builds only on prepared machines. Compile without the device if "
            "you can; it is the container that needs the GPU.",
            ko="빌더가 허용해야 하므로 준비된 컴퓨터에서만 빌드됩니다. 되도록 장치 없이 컴파일하세요. GPU는 컨테이너에 "
            "필요합니다.",
        ),
    ),
    ("COPY", "from"): (
        "--from=<image|stage|context>",
        Sentence(
            en="Copies from a stage, an image or a named context instead of the build context.",
            ko="빌드 컨텍스트 대신 스테이지, 이미지, 이름 붙인 컨텍스트에서 복사합니다.",
        ),
        Sentence(
            en="Name stages (`AS build`) and copy by name: numbers shift when a stage is added. Copy just the result, "
            "not the whole file system. Variables do not work here; give the image an alias with `FROM … AS`.",
            ko="스테이지에 이름을 붙이고(`AS build`) 이름으로 복사하세요. 번호는 스테이지가 늘면 밀립니다. 파일시스템 "
            "전체가 아니라 결과물만 복사하세요. 변수는 쓸 수 없으므로 `FROM … AS`로 별칭을 만드세요.",
        ),
    ),
    ("COPY", "chown"): _CHOWN,
    ("COPY", "chmod"): _CHMOD,
    ("COPY", "link"): _LINK,
    ("COPY", "parents"): (
        "--parents[=<boolean>]",
        Sentence(
            en="Keeps the parent directories of the sources: `COPY --parents a/x b/y /d/` makes `/d/a/x` and `/d/b/y`.",
            ko="원본의 상위 디렉터리를 유지합니다. `COPY --parents a/x b/y /d/`는 `/d/a/x`와 `/d/b/y`를 만듭니다.",
        ),
        Sentence(
            en="Copies all manifests of a monorepo in one line: `COPY --parents packages/*/package.json ./`. A `/./` "
            "in a path marks where the kept part begins.",
            ko="모노레포의 매니페스트를 한 줄로 복사할 수 있습니다. 예: `COPY --parents packages/*/package.json ./`. "
            "경로 안의 `/./`는 유지할 부분의 시작을 나타냅니다.",
        ),
    ),
    ("COPY", "exclude"): _EXCLUDE,
    ("ADD", "chown"): _CHOWN,
    ("ADD", "chmod"): _CHMOD,
    ("ADD", "link"): _LINK,
    ("ADD", "exclude"): _EXCLUDE,
    ("ADD", "checksum"): (
        "--checksum=<hash>",
        Sentence(
            en="Fails the build unless the download has this checksum: `sha256:…` for a URL, a commit for Git.",
            ko="내려받은 것의 체크섬이 다르면 빌드를 실패시킵니다. URL에는 `sha256:…`, Git에는 커밋을 적습니다.",
        ),
        Sentence(
            en="Give every download a checksum. A URL can change its content, and then so does your image.",
            ko="내려받는 모든 것에 체크섬을 적으세요. URL의 내용은 바뀔 수 있고, 그러면 이미지도 바뀝니다.",
        ),
    ),
    ("ADD", "keep-git-dir"): (
        "--keep-git-dir[=<boolean>]",
        Sentence(
            en="Keeps the `.git` directory of a cloned repository. Without it `.git` is left out.",
            ko="복제한 저장소의 `.git` 디렉터리를 남깁니다. 없으면 `.git`은 빠집니다.",
        ),
        Sentence(
            en="Only in a build stage, and only if the build asks Git for its version: `.git` holds all of history.",
            ko="빌드가 Git에서 버전을 읽을 때, 그것도 빌드 스테이지에서만 쓰세요. `.git`에는 모든 이력이 들어 "
            "있습니다.",
        ),
    ),
    ("ADD", "unpack"): (
        "--unpack[=<bool>]",
        Sentence(
            en="Whether a tar archive is unpacked. By default local ones are and downloaded ones are not.",
            ko="tar 파일을 풀지 정합니다. 기본값으로 로컬 파일은 풀고 내려받은 파일은 풀지 않습니다.",
        ),
        Sentence(
            en="`--unpack=true` with `--checksum` replaces download, extract and delete; the archive does not ship.",
            ko="`--checksum`과 함께 `--unpack=true`를 쓰면 내려받고, 풀고, 지우는 일을 대신합니다. 압축 파일은 "
            "배포되지 않습니다.",
        ),
    ),
    ("HEALTHCHECK", "interval"): (
        "--interval=<duration>",
        Sentence(
            en="The time between the end of one check and the next, and before the first.",
            ko="검사가 끝나고 다음 검사까지, 그리고 첫 검사 전까지의 시간입니다.",
        ),
        Sentence(
            en="Every check starts a process in every container; a few seconds is too often for most programs.",
            ko="검사할 때마다 컨테이너마다 프로세스가 하나씩 뜹니다. 대부분의 프로그램에 몇 초는 너무 잦습니다.",
        ),
    ),
    ("HEALTHCHECK", "timeout"): (
        "--timeout=<duration>",
        Sentence(
            en="How long a check may take before it is killed and counts as failed.",
            ko="검사가 걸려도 되는 시간입니다. 넘으면 강제로 끝내고 실패로 셉니다.",
        ),
        Sentence(
            en="A healthy program answers within a few seconds. Set it below `--interval`.",
            ko="정상인 프로그램은 몇 초 안에 답합니다. `--interval`보다 짧게 정하세요.",
        ),
    ),
    ("HEALTHCHECK", "start-period"): (
        "--start-period=<duration>",
        Sentence(
            en="The time a container gets to start; failures in it do not count, a success ends it.",
            ko="컨테이너가 시작할 시간을 줍니다. 이 동안의 실패는 세지 않으며, 한 번 성공하면 끝납니다.",
        ),
        Sentence(
            en="Give it to programs that start slowly, rather than a large `--retries`.",
            ko="시작이 느린 프로그램에는 `--retries`를 크게 하지 말고 이 값을 주세요.",
        ),
    ),
    ("HEALTHCHECK", "start-interval"): (
        "--start-interval=<duration>",
        Sentence(
            en="The time between checks during the start period. Needs Docker Engine 25 or later.",
            ko="시작 기간 동안의 검사 간격입니다. Docker Engine 25 이상이 필요합니다.",
        ),
        Sentence(
            en="A short one makes a container healthy as soon as it is ready, without checking often for ever.",
            ko="짧게 하면 준비되는 즉시 정상 상태가 되며, 그 뒤로 계속 자주 검사하지 않아도 됩니다.",
        ),
    ),
    ("HEALTHCHECK", "retries"): (
        "--retries=<n>",
        Sentence(
            en="How many checks must fail in a row before the container is `unhealthy`.",
            ko="연달아 몇 번 실패해야 컨테이너를 `unhealthy`로 볼지 정합니다.",
        ),
        Sentence(
            en="The default of 3 survives a hiccup. Docker alone does not restart an unhealthy container; Swarm does.",
            ko="기본값 3이면 일시적인 실패는 넘깁니다. Docker만으로는 비정상 컨테이너를 다시 시작하지 않으며 Swarm은 "
            "합니다.",
        ),
    ),
}

_LESSONS = {
    keyword: tuple(FlagLesson(keyword, flag, *_PROSE[keyword, flag.name]) for flag in instruction.flags)
    for keyword, instruction in INSTRUCTIONS.items()
}


def flags_of(keyword: str) -> tuple[FlagLesson, ...]:
    """The flags of an instruction in any case, in the order to offer them; none for an unknown keyword."""
    return _LESSONS.get(keyword.upper(), ())


def flag_lesson(keyword: str, flag_name: str) -> FlagLesson | None:
    """The lesson on one flag, named with or without its hyphens."""
    name = flag_name.removeprefix("--")
    return next((lesson for lesson in flags_of(keyword) if lesson.name == name), None)
