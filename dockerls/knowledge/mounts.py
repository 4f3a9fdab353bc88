"""Lessons on ``RUN --mount``: its types and the keys of each."""

from dockerls.knowledge.lesson import MountKeyLesson, MountTypeLesson
from dockerls.knowledge.mount_grammar import MOUNT_TYPE, MOUNT_TYPES
from dockerls.language import Sentence

_TYPE = Sentence(en="What is mounted.", ko="무엇을 마운트할지 정합니다.")
_TARGET = Sentence(en="Where it is mounted in the container.", ko="컨테이너 안에서 마운트할 위치입니다.")
_MODE = Sentence(en="The file mode, in octal.", ko="파일 권한입니다. 8진수로 적습니다.")
_UID = Sentence(en="The user ID of the owner.", ko="소유자의 사용자 ID입니다.")
_GID = Sentence(en="The group ID of the owner.", ko="소유자의 그룹 ID입니다.")
_REQUIRED = Sentence(
    en="Fail when the build was not given it. Otherwise the command runs without it.",
    ko="빌드할 때 주지 않으면 실패합니다. 이 옵션이 없으면 비어 있는 채로 실행합니다.",
)

_TYPES = {
    "bind": (
        Sentence(
            en="Shows files of the build context, of a stage or of an image to this command. They make no layer, so "
            "use it for what only the build needs. Writes are thrown away.",
            ko="빌드 컨텍스트, 스테이지, 이미지의 파일을 이 명령에 보여 줍니다. 레이어가 생기지 않으므로 빌드에만 "
            "필요한 파일에 쓰세요. 쓴 내용은 버려집니다.",
        ),
        "RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \\\n"
        "    pip install --no-cache-dir -r /tmp/requirements.txt\n",
    ),
    "cache": (
        Sentence(
            en="Keeps a directory between builds, such as the cache of a package manager. It is not in the image, "
            "needs no clean-up, and may be empty at any time.",
            ko="패키지 관리자의 캐시 같은 디렉터리를 빌드 사이에 보관합니다. 이미지에 들어가지 않아 정리할 필요가 "
            "없지만, 언제든 비어 있을 수 있습니다.",
        ),
        "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n",
    ),
    "tmpfs": (
        Sentence(
            en="A directory in memory that is gone after the command: scratch space that cannot end up in a layer.",
            ko="명령이 끝나면 사라지는 메모리 위의 디렉터리입니다. 레이어에 남을 수 없는 임시 공간입니다.",
        ),
        "RUN --mount=type=tmpfs,target=/tmp ./build.sh\n",
    ),
    "secret": (
        Sentence(
            en="Shows a password, token or key to this command only; it never gets into a layer, the history or the "
            "cache. Give it with `docker build --secret id=npm_token,env=NPM_TOKEN .`",
            ko="비밀번호, 토큰, 키를 이 명령에만 보여 줍니다. 레이어, 이력, 캐시 어디에도 남지 않습니다. "
            "`docker build --secret id=npm_token,env=NPM_TOKEN .`처럼 넘기세요.",
        ),
        "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n",
    ),
    "ssh": (
        Sentence(
            en="Lends this command your SSH agent, for a private Git repository, without copying a key. Give it with "
            "`docker build --ssh default .`",
            ko="개인 Git 저장소에 접근할 수 있도록 키를 복사하지 않고 SSH 에이전트를 빌려줍니다. "
            "`docker build --ssh default .`로 넘기세요.",
        ),
        "RUN --mount=type=ssh git clone git@github.com:example/private.git /src\n",
    ),
}

_KEYS: dict[tuple[str, str], Sentence] = {
    ("bind", "target"): _TARGET,
    ("bind", "source"): Sentence(
        en="The path inside `from`. Without it: all of it.", ko="`from` 안의 경로입니다. 없으면 전체를 마운트합니다."
    ),
    ("bind", "from"): Sentence(
        en="A stage, an image or a named context. Without it: the build context. Variables do not work here.",
        ko="스테이지, 이미지, 이름 붙인 컨텍스트입니다. 없으면 빌드 컨텍스트입니다. 변수는 쓸 수 없습니다.",
    ),
    ("bind", "readwrite"): Sentence(
        en="Let the command write. What it writes is thrown away.",
        ko="명령이 쓸 수 있게 합니다. 쓴 내용은 버려집니다.",
    ),
    ("bind", "readonly"): Sentence(en="Read-only, as it is anyway.", ko="읽기 전용으로 마운트합니다. 기본값입니다."),
    ("cache", "target"): _TARGET,
    ("cache", "id"): Sentence(
        en="The name of the cache; builds with the same name share it. Without it: the target path. Use one per "
        "platform or version where contents must not mix.",
        ko="캐시의 이름입니다. 이름이 같은 빌드가 함께 씁니다. 없으면 대상 경로가 이름이 됩니다. 플랫폼이나 버전이 "
        "섞이면 안 될 때는 나누세요.",
    ),
    ("cache", "sharing"): Sentence(
        en="Whether builds may use it at once: `shared`, one cache each (`private`), or one after the other "
        "(`locked`). apt needs `locked`.",
        ko="여러 빌드가 동시에 써도 되는지 정합니다. 함께(`shared`), 각자 따로(`private`), 차례로(`locked`)가 "
        "있습니다. apt에는 `locked`가 필요합니다.",
    ),
    ("cache", "from"): Sentence(
        en="A stage or image to start an empty cache from.", ko="비어 있는 캐시를 채울 스테이지나 이미지입니다."
    ),
    ("cache", "source"): Sentence(en="The path inside `from`.", ko="`from` 안의 경로입니다."),
    ("cache", "mode"): _MODE,
    ("cache", "uid"): Sentence(
        en="The user ID of the owner. Set it when `USER` is not root, or the command cannot write to the cache.",
        ko="소유자의 사용자 ID입니다. `USER`가 root가 아니면 정해야 명령이 캐시에 쓸 수 있습니다.",
    ),
    ("cache", "gid"): _GID,
    ("cache", "readonly"): Sentence(en="Let the command only read.", ko="명령이 읽기만 하게 합니다."),
    ("cache", "readwrite"): Sentence(
        en="Let the command write, as it may anyway.", ko="쓸 수 있게 합니다. 기본값입니다."
    ),
    ("tmpfs", "target"): _TARGET,
    ("tmpfs", "size"): Sentence(en="An upper limit, such as `512m`.", ko="크기의 상한입니다. 예: `512m`."),
    ("secret", "id"): Sentence(
        en="The name given to `docker build --secret id=…`. Without it: the last part of the target path.",
        ko="`docker build --secret id=…`로 준 이름입니다. 없으면 대상 경로의 마지막 부분입니다.",
    ),
    ("secret", "target"): Sentence(
        en="The file to show it as. Without it and without `env`: `/run/secrets/` and the id.",
        ko="비밀 값을 보여 줄 파일입니다. 이것도 `env`도 없으면 `/run/secrets/` 아래의 id입니다.",
    ),
    ("secret", "env"): Sentence(
        en="The environment variable to show it as, instead of a file.",
        ko="파일 대신 비밀 값을 담을 환경 변수입니다.",
    ),
    ("secret", "required"): _REQUIRED,
    ("secret", "mode"): _MODE,
    ("secret", "uid"): _UID,
    ("secret", "gid"): _GID,
    ("ssh", "id"): Sentence(
        en="The name given to `docker build --ssh id=…`.", ko="`docker build --ssh id=…`로 준 이름입니다."
    ),
    ("ssh", "target"): Sentence(en="The path of the agent's socket.", ko="에이전트 소켓의 경로입니다."),
    ("ssh", "required"): _REQUIRED,
    ("ssh", "mode"): _MODE,
    ("ssh", "uid"): _UID,
    ("ssh", "gid"): _GID,
}

_LESSONS = {
    name: MountTypeLesson(
        name,
        *_TYPES[name],
        keys=(
            MountKeyLesson(name, MOUNT_TYPE, _TYPE),
            *(MountKeyLesson(name, key, _KEYS[name, key.name]) for key in mount.keys),
        ),
    )
    for name, mount in MOUNT_TYPES.items()
}


def mount_types() -> tuple[MountTypeLesson, ...]:
    """Every type of mount, the default one first."""
    return tuple(_LESSONS.values())


def mount_keys(mount_type: str) -> tuple[MountKeyLesson, ...]:
    """The keys of a type in any case, ``type`` first; none for an unknown type."""
    lesson = _LESSONS.get(mount_type.lower())
    return lesson.keys if lesson is not None else ()
