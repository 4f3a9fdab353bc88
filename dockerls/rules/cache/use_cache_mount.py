"""A RUN that downloads or compiles everything anew each time, where a cache mount would keep it."""

from collections.abc import Iterator, Sequence

from dockerls.knowledge.package_managers import PIP
from dockerls.language import Sentence
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import PlacedEdit, delete, here, placed
from dockerls.rewrite.remove_word import without_word
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.rules.size.pip_no_cache_dir import leaves_cache
from dockerls.semantics.defaults import Default
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.manifest_installs import manifest_install
from dockerls.semantics.mounts import mounts_of
from dockerls.semantics.package_commands import package_command
from dockerls.semantics.package_lists import scripts_in
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.value import value

TITLE = Sentence(en="Keep `{folders}` in a cache mount", ko="`{folders}`을(를) 캐시 마운트로 유지")
MESSAGE = Sentence(
    en="`{tool}` starts from nothing each time; a cache mount keeps what it has downloaded",
    ko="`{tool}` 명령이 매번 처음부터 다시 받습니다. 캐시 마운트를 쓰면 받은 것을 유지합니다",
)

PIP_CACHE = "/root/.cache/pip"


@value
class Tool:
    """A tool's subcommands that download or compile, and where root's caches are by default."""

    subcommands: frozenset[str]
    folders: tuple[str, ...]


# Sources: `npm help config` (cache), pnpm.io/settings (storeDir), Yarn 1's `user-home-dir.js` (root has its cache in
# /usr/local/share; later Yarns may need theirs at run time and are not helped by this), `go help cache` and
# go.dev/ref/mod, doc.rust-lang.org/cargo/guide/cargo-home (the official rust image has CARGO_HOME=/usr/local/cargo),
# maven.apache.org/settings, docs.gradle.org, learn.microsoft.com/nuget (global-packages), docs.docker.com's guide to
# PHP (the official composer image has COMPOSER_HOME=/tmp). Cargo's own `target` is left out: with it in a mount, the
# program that was built would be gone behind the RUN.
_GO = Tool(frozenset({"build", "install", "mod", "test"}), ("/go/pkg/mod", "/root/.cache/go-build"))
_MAVEN = Tool(frozenset({"package", "install", "verify", "dependency:go-offline"}), ("/root/.m2",))
_GRADLE = Tool(frozenset({"build", "assemble", "bootJar", "dependencies", "shadowJar"}), ("/root/.gradle",))
TOOLS = {
    "npm": Tool(frozenset({"ci", "install", "i"}), ("/root/.npm",)),
    "pnpm": Tool(frozenset({"install", "i", "fetch", "add"}), ("/root/.local/share/pnpm/store",)),
    "yarn": Tool(frozenset({"install", "add"}), ("/usr/local/share/.cache/yarn",)),
    "go": _GO,
    "cargo": Tool(frozenset({"build", "install", "fetch"}), ("/usr/local/cargo/registry", "/usr/local/cargo/git")),
    "composer": Tool(frozenset({"install", "update", "require"}), ("/tmp/cache",)),
    # Not `restore`: what it fetches would be missing in a later `dotnet publish --no-restore`.
    "dotnet": Tool(frozenset({"publish"}), ("/root/.nuget/packages",)),
    **dict.fromkeys(("mvn", "mvnw"), _MAVEN),
    **dict.fromkeys(("gradle", "gradlew"), _GRADLE),
}
_ON_THEIR_IMAGE = {
    "go": "golang",
    "cargo": "rust",
    "yarn": "node",
    "composer": "composer",
}  # elsewhere their folders may be others
_OF_NODE = frozenset({"npm", "pnpm", "yarn"})


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    has_cache = any(mount.type in ("cache", "tmpfs") for mount in mounts_of(run))
    if has_cache or runs_as_root(around) is not True:
        return
    for script in scripts_of(run, around):
        if any(command.argument("cache") is not None for command in script.commands):
            continue  # the cache is cleaned up
        if around.ships and any(_leaves_pip_cache(command) for command in script.commands):
            continue  # `pip-no-cache-dir` says so, and offers the mount too
        for command in script.commands:
            folders = cache_folders(command, around)
            if folders and (around.syntax is not None or _is_worth_it(command)):
                title = TITLE.filled(folders="`, `".join(folders))
                fixes = () if script.error else (Fix(title, Safety.SUGGEST, KeepInMounts(folders)),)
                yield Finding(here(command.name_span), MESSAGE.filled(tool=command.name), fixes=fixes)
                return


def _is_worth_it(command: Command) -> bool:
    """Whether a file that asks for no frontend, and so may meet any builder, should be told too.

    What a project lists, or is built of, changes often and is much; single tools are not. And ``--no-cache-dir`` is a
    decision.
    """
    return manifest_install(command) is not None and command.flag("--no-cache-dir") is None


def _leaves_pip_cache(command: Command) -> bool:
    found = package_command(command)
    return found is not None and leaves_cache(found)


def cache_folders(command: Command, around: Surroundings) -> tuple[str, ...]:
    """The caches of a command, none where that is not plain to see."""
    found = package_command(command)
    if found is not None and found.manager is PIP:
        is_off = Default.PIP_NO_CACHE in around.defaults
        return () if is_off or not found.installs or not found.packages + found.flags else (PIP_CACHE,)
    tool = TOOLS.get(command.name)
    is_bare_yarn = command.name == "yarn" and not command.operands
    if tool is None or not (is_bare_yarn or any(word.text in tool.subcommands for word in command.operands)):
        return ()
    image = _ON_THEIR_IMAGE.get(command.name)
    is_elsewhere = image is not None and (around.image is None or around.image.official != image)
    if command.name == "dotnet":
        is_told = command.flag("--no-restore", "--packages") is not None
    elif command.name in _OF_NODE:
        options = ("--cache", "--offline", "--cache-dir", "--cache-folder", "--store-dir", "--version", "--help")
        is_told = command.flag(*options) is not None or Default.NODE_CACHE in around.defaults
    else:
        is_told = False
    return () if is_elsewhere or is_told else tool.folders


@value
class KeepInMounts:
    """Mount the folders. A recipe, since nobody else may edit the RUN: a cache that is kept must not be cleaned up."""

    folders: tuple[str, ...]

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        piece = pieces[0]
        assert isinstance(piece, Instruction), "the RUN that was checked"
        run = piece.trigger or piece
        mounts = placed(add_mounts(run, tuple(f"type=cache,target={folder}" for folder in self.folders)))
        if self.folders != (PIP_CACHE,):
            return mounts
        return (*mounts, *(delete(without_word(run, command, word)) for command, word in _kept_from_caching(run)))


def _kept_from_caching(run: Instruction) -> Iterator[tuple[Command, ShellWord]]:
    """The flags that tell pip to keep no cache."""
    for script in scripts_in(run):
        for command in script.commands:
            found = package_command(command)
            if found is not None and found.manager is PIP:
                yield from ((command, word) for word in command.args if word.text == "--no-cache-dir")


RULE = Rule(
    code="DLS2006",
    name="use-cache-mount",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="A cache mount would keep what this downloads for the next build",
        ko="캐시 마운트를 쓰면 내려받은 것을 다음 빌드에서 다시 쓸 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "When a manifest changes by one line, the layer is built anew and everything is downloaded again. A cache "
            "mount lives outside the image and survives: only what is new is fetched, and nothing has to be cleaned "
            "up.\n\n"
            "```dockerfile\nRUN --mount=type=cache,target=/root/.npm npm ci\n```\n\n"
            "Caches of another user than root need `uid=` and `gid=`. Do not mount what the build makes (`target` of "
            "Cargo, `node_modules`): it is gone when the RUN ends. For apt, mount `/var/cache/apt` and `/var/lib/apt` "
            "with `sharing=locked`, and delete `/etc/apt/apt.conf.d/docker-clean` first, which would empty them.\n\n"
            "In a file without `# syntax=` this is only said of what a project lists or is built of.\n\n"
            "Ignore this where builders are thrown away after each build, or are not BuildKit."
        ),
        ko=(
            "매니페스트가 한 줄만 바뀌어도 레이어를 새로 만들고 모든 것을 다시 받습니다. 캐시 마운트는 이미지 밖에 "
            "있어 계속 "
            "유지되므로 새로운 것만 받으면 되고, 정리할 것도 없습니다.\n\n"
            "```dockerfile\nRUN --mount=type=cache,target=/root/.npm npm ci\n```\n\n"
            "root가 아닌 사용자의 캐시에는 `uid=`와 `gid=`가 필요합니다. 빌드 결과물(Cargo의 `target`, "
            "`node_modules`)은 "
            "마운트하지 마세요. RUN이 끝나면 사라집니다. apt는 `/var/cache/apt`와 `/var/lib/apt`를 `sharing=locked`로 "
            "마운트하고, 이 폴더를 비우는 `/etc/apt/apt.conf.d/docker-clean`을 먼저 지우세요.\n\n"
            "`# syntax=`가 없는 파일에서는 프로젝트의 의존성을 설치하거나 프로젝트를 빌드하는 명령만 알립니다.\n\n"
            "빌드가 끝날 때마다 빌더를 버리거나 BuildKit이 아닌 빌더를 쓴다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="# syntax=docker/dockerfile:1\nFROM node:24\nRUN «npm» ci\n",
            good="# syntax=docker/dockerfile:1\nFROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
        ),
        Example(
            bad=(
                "# syntax=docker/dockerfile:1\nFROM python:3.14\n"
                "RUN «pip» install --no-cache-dir \\\n    # web\n    -r a.txt\n"
            ),
            good=(
                "# syntax=docker/dockerfile:1\nFROM python:3.14\n"
                "RUN --mount=type=cache,target=/root/.cache/pip pip install \\\n    # web\n    -r a.txt\n"
            ),
        ),
        Example(
            bad=(
                "# syntax=docker/dockerfile:1\nFROM python:3.14\n"
                "RUN «pip» install --no-cache-dir uv && uv pip install --no-cache-dir -r a.txt\n"
            ),
            good=(
                "# syntax=docker/dockerfile:1\nFROM python:3.14\n"
                "RUN --mount=type=cache,target=/root/.cache/pip pip install uv && "
                "uv pip install --no-cache-dir -r a.txt\n"
            ),
        ),
        Example(
            bad="# syntax=docker/dockerfile:1\nFROM golang:1.25\nRUN «go» build -o /a .\n",
            good=(
                "# syntax=docker/dockerfile:1\nFROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod \\\n"
                "    --mount=type=cache,target=/root/.cache/go-build \\\n    go build -o /a .\n"
            ),
        ),
        Example(
            bad="# syntax=docker/dockerfile:1\nFROM node:24\nRUN corepack enable && «pnpm» install --frozen-lockfile\n",
            good=(
                "# syntax=docker/dockerfile:1\nFROM node:24\n"
                "RUN --mount=type=cache,target=/root/.local/share/pnpm/store "
                "corepack enable && pnpm install --frozen-lockfile\n"
            ),
        ),
        Example(
            bad="# syntax=docker/dockerfile:1\nFROM node:24\nRUN «yarn» --frozen-lockfile\n",
            good=(
                "# syntax=docker/dockerfile:1\nFROM node:24\n"
                "RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn --frozen-lockfile\n"
            ),
        ),
        Example(
            bad="FROM golang:1.24\nRUN «go» build ./...\n",
            good=(
                "FROM golang:1.24\nRUN --mount=type=cache,target=/go/pkg/mod \\\n"
                "    --mount=type=cache,target=/root/.cache/go-build \\\n    go build ./...\n"
            ),
        ),
        Example(
            bad="FROM composer:2\nRUN «composer» install --no-dev\n",
            good="FROM composer:2\nRUN --mount=type=cache,target=/tmp/cache composer install --no-dev\n",
        ),
        Example(
            bad="FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN «dotnet» publish -c Release -o /app\n",
            good=(
                "FROM mcr.microsoft.com/dotnet/sdk:10.0\n"
                "RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish -c Release -o /app\n"
            ),
        ),
    ),
    silent=(
        "FROM node:24\nRUN npm install -g pnpm\nRUN pnpm add x\n",
        "FROM python:3.14 AS a\nRUN pip install --no-cache-dir -r a.txt\nRUN pip install poetry\nFROM scratch\n",
        "# syntax=docker/dockerfile:1\nFROM node:24\nENV PNPM_HOME=/pnpm\nRUN pnpm install\n",
        "# syntax=docker/dockerfile:1\nFROM node:24\nRUN yarn build && yarn --version && pnpm run build\n",
        "# syntax=docker/dockerfile:1\nFROM debian:12\nRUN yarn install\n",
        "FROM composer:2\nRUN composer --version\nFROM php:8.4\nRUN composer install\n",
        "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet restore\nRUN dotnet publish --no-restore -o /app\n",
        "# syntax=docker/dockerfile:1\nFROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
        "# syntax=docker/dockerfile:1\nFROM node:24\nUSER node\nRUN npm ci\n",
        "# syntax=docker/dockerfile:1\nFROM node:24\nRUN npm ci && npm cache clean --force\n",
        "# syntax=docker/dockerfile:1\nFROM python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a\n",
        "# syntax=docker/dockerfile:1\nFROM python:3.14\nRUN pip install a\n",
        "# syntax=docker/dockerfile:1\nFROM debian:12\nRUN cargo build && go build\n",
        "# syntax=docker/dockerfile:1\nFROM node:24\nRUN npm run build && pip list\n",
    ),
    aliases=("prefer-package-cache-mounts",),
)
