"""A full-size language image where the same version comes in a smaller variant."""

from collections.abc import Iterator
from enum import Enum

from dockerls.language import Sentence
from dockerls.rewrite.base_image import with_tag
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.base_images import ArgFact, BaseImage, FromFact, base_images, note_base
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

TITLE = Sentence(en="Use `{image}:{tag}` ({size} MB)", ko="`{image}:{tag}` 사용({size} MB)")
TITLE_MUSL = Sentence(
    en="Use `{image}:{tag}` ({size} MB; musl instead of glibc)",
    ko="`{image}:{tag}` 사용({size} MB, glibc 대신 musl)",
)
MESSAGE = Sentence(
    en="`{image}` downloads {size} MB; the same version comes in {smaller} MB",
    ko="`{image}` 이미지는 {size} MB를 내려받습니다. 같은 버전이 {smaller} MB짜리로도 있습니다",
)

LANGUAGES = frozenset({"python", "node", "ruby", "perl", "eclipse-temurin", "pypy", "erlang", "elixir", "haskell"})

# What full variants have and slim ones lack. A stage that uses one of these is full on purpose.
_OF_FULL_IMAGES = frozenset(
    {"gcc", "g++", "cc", "make", "cmake", "autoconf", "git", "hg", "svn", "curl", "wget", "patch", "unzip", "file"}
    | {
        "mvn",
        "mvnw",
        "gradle",
        "gradlew",
        "javac",
        "javadoc",
        "jlink",
        "jshell",
        "jar",
        "jcmd",
        "jstack",
        "jmap",
        "jdb",
    }
    | {"mysql_config", "pg_config", "convert"}
)
_LACKING_ON_ALPINE = frozenset({"apt-get", "apt", "dpkg", "useradd", "groupadd", "usermod", "bash"})
_MEGABYTE = 1_000_000


@value
class Ground:
    """A FROM or global ARG, and whether the stage ships."""

    base: FromFact | ArgFact
    ships: bool


class Need(Enum):
    """What a stage that ships does with its image."""

    FULL = "uses what only the full variant has"
    GLIBC = "uses what Alpine lacks, or brings what was built elsewhere"


def note(instruction: Instruction, around: Surroundings) -> Ground | Need | None:
    if instruction.keyword in ("FROM", "ARG"):
        base = note_base(instruction, around)
        return None if base is None else Ground(base, around.ships)
    return _need(instruction.held, around) if around.ships else None


def _need(instruction: Instruction, around: Surroundings) -> Need | None:
    if instruction.keyword in ("COPY", "ADD"):
        return Need.GLIBC if instruction.flag("from") else None
    if instruction.keyword == "SHELL":
        return Need.GLIBC
    names = {command.name for command in commands_of(instruction, around)}
    words = {word.text.rsplit("/", 1)[-1] for word in instruction.exec_form or ()}
    if (names | words) & _OF_FULL_IMAGES or any(word.endswith(".java") for word in words):
        return Need.FULL
    return Need.GLIBC if (names | words) & _LACKING_ON_ALPINE else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    needs = {at.fact for at in noted if isinstance(at.fact, Need)}
    if Need.FULL in needs:
        return
    grounds = [at for at in noted if isinstance(at.fact, Ground)]
    shipping = {at.piece for at in grounds if at.fact.ships}
    for base in base_images(tuple(Noted(at.piece, at.fact.base) for at in grounds)):
        if base.piece in shipping and base.image.official in LANGUAGES:
            yield from _finding(base, may_be_musl=Need.GLIBC not in needs)


def _finding(base: BaseImage, may_be_musl: bool) -> Iterator[Finding]:
    from dockerls.knowledge.sizes import download_size, smaller_variants

    tag, size = base.image.known_tag or "", download_size(base.image)
    if size is None or any(word in tag for word in ("slim", "alpine", "jre", "minimal")):
        return
    # glibc first: with musl, compiled packages have to be built anew.
    variants = [variant for variant in smaller_variants(base.image) if may_be_musl or "alpine" not in variant.tag]
    variants.sort(key=lambda variant: "alpine" in variant.tag)
    fixes: list[Fix] = []
    for variant in variants:
        title = TITLE_MUSL if "alpine" in variant.tag else TITLE
        edits = with_tag(base, variant.tag)
        filled = title.filled(image=base.image.name, tag=variant.tag, size=variant.size // _MEGABYTE)
        fixes += [Fix(filled, Safety.SUGGEST, edits)] if edits else []
    if variants:
        message = MESSAGE.filled(
            image=f"{base.image.name}:{tag}", size=size // _MEGABYTE, smaller=variants[0].size // _MEGABYTE
        )
        yield Finding(Place(base.piece, base.tag_span), message, fixes=tuple(fixes))


RULE = Rule(
    code="DLS1021",
    name="smaller-base-variant",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="The same version of this image comes in a smaller variant",
        ko="이 이미지는 같은 버전의 더 작은 변형이 있습니다",
    ),
    rationale=Sentence(
        en=(
            "The full language images carry compilers, headers and version control, so that any package can be built. "
            "A program that is finished needs none of it: the image is slower to pull, and every tool is one more to "
            "patch and to misuse.\n\n"
            "- `-slim` is the same distribution with what the language needs to run.\n"
            "- `-alpine` is smaller still, but uses musl: packages with compiled parts may have to be built, and some "
            "behave differently.\n"
            "- For Java, `-jre` leaves out the compiler.\n\n"
            "Build in a stage on the full image and copy the result where packages have to be compiled. Stages that "
            "use `git`, `gcc`, `curl` and the like are not reported. Sizes are of the download for linux/amd64.\n\n"
            "Ignore this for images that are there to build in."
        ),
        ko=(
            "전체 언어 이미지에는 어떤 패키지든 빌드할 수 있도록 컴파일러, 헤더, 버전 관리 도구가 들어 있습니다. "
            "완성된 "
            "프로그램에는 필요하지 않습니다. 이미지를 받는 데 오래 걸리고, 패치해야 하거나 악용될 수 있는 도구가 "
            "늘어납니다.\n\n"
            "- `-slim`은 같은 배포판에 언어 실행에 필요한 것만 담았습니다.\n"
            "- `-alpine`은 더 작지만 musl을 씁니다. 컴파일된 부분이 있는 패키지는 다시 빌드해야 할 수 있고 동작이 "
            "다르기도 "
            "합니다.\n"
            "- Java에서는 `-jre`가 컴파일러를 뺀 것입니다.\n\n"
            "패키지를 컴파일해야 한다면 전체 이미지의 스테이지에서 빌드하고 결과만 복사하세요. `git`, `gcc`, `curl` "
            "등을 쓰는 "
            "스테이지는 표시하지 않습니다. 크기는 linux/amd64의 다운로드 크기입니다.\n\n"
            "빌드용 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "COPY", "ADD", "SHELL", "ONBUILD"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM python:«3.12»\nRUN pip install flask\n", good="FROM python:3.12-slim\nRUN pip install flask\n"
        ),
        Example(
            bad="FROM node:24 AS build\nRUN npm ci\nFROM node:«24-bookworm» AS run\nCOPY --from=build /a /a\n",
            good="FROM node:24 AS build\nRUN npm ci\nFROM node:24-bookworm-slim AS run\nCOPY --from=build /a /a\n",
        ),
    ),
    silent=(
        "FROM python:3.12\nONBUILD RUN git clone https://x.y/z\n",
        'FROM eclipse-temurin:21\nCOPY a.jar .\nCMD ["/opt/java/bin/jshell", "a"]\n',
        'FROM eclipse-temurin:21\nCOPY Main.java .\nCMD ["java", "Main.java"]\n',
        "FROM python:3.12-slim\nRUN pip install flask\n",
        "FROM python:3.12-alpine\n",
        "FROM node:24 AS build\nFROM nginx:1.29\nCOPY --from=build /a /a\n",
        "FROM python:3.12\nRUN git clone https://x.y/z\n",
        "FROM python:3.12\nRUN make && gcc a.c\n",
        "FROM debian:12\n",
        "FROM team/python:3.12\n",
    ),
)
