"""``./configure`` that guesses which system it is built on, where dpkg knows it."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span, empty
from dockerls.value import value

FLAG = '--build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)"'
TITLE = Sentence(en="Add `--build` as dpkg knows it", ko="dpkg가 아는 값으로 `--build` 추가")

# Debian packages that bring dpkg-architecture, and official images that have it.
_WITH_DPKG_DEV = frozenset({"dpkg-dev", "build-essential", "debhelper", "devscripts"})
_IMAGES_WITH_DPKG_DEV = frozenset({"buildpack-deps", "gcc", "perl", "php", "python", "ruby"})
_SMALLER_VARIANTS = ("slim", "alpine", "curl", "scm")

# Programs with a configure script of their own making, to which `--build` is unknown or means something else.
_NOT_AUTOCONF = (
    *("nginx", "openresty", "tengine", "freenginx", "ffmpeg", "x264", "x265", "vpx", "qemu", "zlib", "openssl"),
    *("mplayer", "node", "ocaml", "haproxy", "unbound-anchor", "ghc", "perl", "fpm"),
)
_KNOWN_FLAGS = ("--build", "--host", "--target", "--help", "--version")


@value
class Configures:
    """A RUN: whether it installs dpkg-architecture, and the configure scripts it runs without ``--build``."""

    installs: bool
    scripts: tuple[Span, ...]
    is_sound: bool  # the code around them is well-formed


def note(instruction: Instruction, around: Surroundings) -> bool | Configures | None:
    if around.family != "debian":
        return None
    if instruction.keyword == "FROM":
        return True if around.image is not None and _has_dpkg_dev(around.image) else None
    scripts = scripts_of(instruction, around)
    packages = {word.text for found in package_commands(scripts) if found.installs for word in found.packages}
    installs = not _WITH_DPKG_DEV.isdisjoint(packages)
    is_other = any(name in instruction.text for name in _NOT_AUTOCONF)
    commands = () if is_other else (command for script in scripts for command in script.commands)
    guessing = tuple(command.name_span for command in commands if _guesses(command))
    sound = not any(script.error or script.too_long for script in scripts)
    return Configures(installs, guessing, sound) if installs or guessing else None


def _has_dpkg_dev(image: ImageReference) -> bool:
    tag = image.known_tag
    is_full = tag is not None and not any(variant in tag for variant in _SMALLER_VARIANTS)
    return image.official in _IMAGES_WITH_DPKG_DEV and is_full


def _guesses(command: Command) -> bool:
    """Whether a command is a configure script that is told of no platform, as far as all its words are plain."""
    path = command.words[command.name_index].text if command.name else ""
    if not path.endswith("/configure") or "$" in path:
        return False
    if any(word.text.startswith(_KNOWN_FLAGS) for word in command.args):
        return False
    return not any(word.text.startswith(("$", "`")) for word in command.args)  # it may hold the flag


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    has_dpkg = False
    for each in noted:
        if not isinstance(each.fact, Configures):
            has_dpkg = True
            continue
        has_dpkg = has_dpkg or each.fact.installs
        for span in each.fact.scripts if has_dpkg else ():
            edit = PlacedEdit(Place(each.piece, empty(span.end)), f" {FLAG}")
            fixes = (Fix(TITLE, Safety.SUGGEST, (edit,)),) if each.fact.is_sound else ()
            yield Finding(Place(each.piece, span), fixes=fixes)


RULE = Rule(
    code="DLS4009",
    name="configure-build-flag",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    message=Sentence(
        en="This guesses the platform; `--build` tells it what dpkg knows",
        ko="플랫폼을 추측합니다. `--build`로 dpkg가 아는 값을 알려 주세요",
    ),
    rationale=Sentence(
        en=(
            "A `configure` script made by Autoconf asks `config.guess` for the platform. That looks at the kernel, "
            "which is the host's: a 32-bit image on a 64-bit machine is taken for a 64-bit one, and an old "
            "`config.guess` does not know new architectures.\n\n"
            "`dpkg-architecture`, of the package `dpkg-dev`, knows what the image is:\n\n"
            '```dockerfile\nRUN ./configure --build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)"\n```\n\n'
            "Ignore this for a `configure` that is not made by Autoconf, and where only one platform matters."
        ),
        ko=(
            "Autoconf로 만든 `configure`는 `config.guess`로 플랫폼을 알아냅니다. 이때 호스트의 커널을 보기 때문에 "
            "64비트 컴퓨터에서 빌드하는 32비트 이미지를 64비트로 잘못 알기도 하고, 오래된 `config.guess`는 새 "
            "아키텍처를 모릅니다.\n\n"
            "`dpkg-dev` 패키지의 `dpkg-architecture`는 이미지의 플랫폼을 정확히 압니다.\n\n"
            '```dockerfile\nRUN ./configure --build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)"\n```\n\n'
            "Autoconf로 만들지 않은 `configure`이거나 한 플랫폼에서만 쓴다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "RUN"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM buildpack-deps:bookworm\nRUN «./configure» --prefix=/usr && make install\n",
            good=f"FROM buildpack-deps:bookworm\nRUN ./configure {FLAG} --prefix=/usr && make install\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN apt-get update && apt-get install -y build-essential\n"
                "RUN <<EOF\nset -e\n«/src/configure»\nmake install\nEOF\n"
            ),
            good=(
                "FROM debian:12\nRUN apt-get update && apt-get install -y build-essential\n"
                f"RUN <<EOF\nset -e\n/src/configure {FLAG}\nmake install\nEOF\n"
            ),
        ),
    ),
    silent=(
        f"FROM gcc:14\nRUN ./configure {FLAG}\n",
        'FROM gcc:14\nRUN arch="$(dpkg-architecture -q DEB_BUILD_GNU_TYPE)" && ./configure --build="$arch"\n',
        "FROM alpine:3.22\nRUN apk add build-base && ./configure\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y gcc make && ./configure\n",
        "FROM python:3.14-slim\nRUN ./configure\n",
        "FROM gcc:14\nRUN curl https://nginx.org/nginx-1.29.tar.gz | tar xz && ./configure\n",
        "FROM gcc:14\nRUN ./configure $CONFIG_FLAGS\nRUN ./configure --host=arm-linux\nRUN ./configure --help\n",
    ),
    aliases=("configureShouldUseBuildFlag",),
)
