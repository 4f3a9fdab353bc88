"""An image that ships the compiler along with the program it has built."""

import posixpath
from collections.abc import Iterator
from datetime import date

from dockerls.language import Sentence
from dockerls.rewrite.new_stage import NewStage
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Related, Rule, Safety, Severity
from dockerls.semantics.artefacts import Artefact, Language, built_language, run_artefact
from dockerls.semantics.paths import working_folder
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(
    en="Ship the program in a stage of its own on `{image}`", ko="`{image}` 기반의 새 스테이지로 결과물만 배포"
)
BUILT = Sentence(en="It is built here", ko="여기에서 빌드합니다")

KINDS = {Language.JAVA: "jar", Language.DOTNET: "dll"}
JAVA_VERSION = pattern(r"(?:temurin|jdk|openjdk|corretto|java)[-:]?(\d+)")
SDK = "mcr.microsoft.com/dotnet/sdk"


@value
class Head:
    """A FROM: where its image is written, and what is below the stage."""

    span: Span
    image: ImageReference | None
    family: str | None
    today: date


@value
class Built:
    """A RUN that builds a program."""

    language: Language
    span: Span


@value
class Started:
    """What a CMD or ENTRYPOINT starts, and the working directory there."""

    keyword: str
    artefact: Artefact | None
    workdir: str | None


def note(instruction: Instruction, around: Surroundings) -> Head | Built | Started | None:
    keyword = instruction.keyword
    if keyword == "FROM":
        image = stage_head(instruction).image
        return Head(image.span if image else instruction.keyword_span, around.image, around.family, around.today)
    if not around.is_final or not around.is_posix:
        return None
    if keyword == "RUN":
        language = built_language(instruction, around)
        return Built(language, instruction.keyword_span) if language is not None else None
    if keyword in ("CMD", "ENTRYPOINT"):
        folder = working_folder(around)
        return Started(keyword, run_artefact(instruction, around), None if folder == "/" else folder)
    return None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    heads = [each for each in noted if isinstance(each.fact, Head)]
    built = next((each for each in noted if isinstance(each.fact, Built)), None)
    started = _started(noted)
    if len(heads) != 1 or built is None or started is None or started.artefact is None:
        return
    language: Language = built.fact.language
    if KINDS.get(language, "program") != started.artefact.kind:
        return
    head: Head = heads[0].fact
    image = _runtime(language, head)
    fixes: tuple[Fix, ...] = ()
    if image is not None:
        path = started.artefact.path
        # An assembly needs those it was published with.
        path = f"{posixpath.dirname(path)}/" if language is Language.DOTNET else path
        recipe = NewStage(heads[0].piece, image, path, started.workdir)
        fixes = (Fix(TITLE.filled(image=image), Safety.SUGGEST, recipe),)
    related = Related(Place(built.piece, built.fact.span), BUILT)
    message = MESSAGE.filled(language=language.value)
    yield Finding(Place(heads[0].piece, head.span), message, fixes, (related,))


def _started(noted: tuple[Noted, ...]) -> Started | None:
    """What the container starts: the last ENTRYPOINT, else the last CMD."""
    found = [each.fact for each in noted if isinstance(each.fact, Started)]
    entrypoints = [each for each in found if each.keyword == "ENTRYPOINT"]
    return (entrypoints or found)[-1] if found else None


def _runtime(language: Language, head: Head) -> str | None:
    """The image to run on: a small one that what was built here runs on."""
    if head.image is None:
        return None
    if language is Language.DOTNET:
        tag = head.image.known_tag
        return f"{SDK.removesuffix('sdk')}aspnet:{tag}" if head.image.name == SDK and head.image.tag and tag else None
    if language is Language.JAVA:
        version = JAVA_VERSION.search(f"{head.image.name}:{head.image.known_tag}")
        alpine = "-alpine" if head.family == "alpine" else ""
        return f"eclipse-temurin:{version[1]}-jre{alpine}" if version is not None else None
    return _system(head.image, head.family, head.today)


def _system(image: ImageReference, family: str | None, today: date) -> str | None:
    """The distribution the program was built on, as small as it comes, in the same release or a newer one.

    A newer C library runs what was built with an older one, so nobody has to start on a release that is no more.
    """
    from dockerls.knowledge.end_of_life import end_of_life
    from dockerls.knowledge.families import distribution_release
    from dockerls.knowledge.successors import pinned_tag
    from dockerls.syntax.image import read_image

    if family not in ("alpine", "debian", "ubuntu"):
        return None
    release = distribution_release(image)
    if release is None or end_of_life(read_image(f"{family}:{release}"), today):
        release = pinned_tag(read_image(family))
    return f"{family}:{release}-slim" if family == "debian" else f"{family}:{release}"


MESSAGE = Sentence(
    en="The image ships the {language} build tools along with the program",
    ko="프로그램과 함께 {language} 빌드 도구까지 이미지에 들어갑니다",
)

RULE = Rule(
    code="DLS1019",
    name="multi-stage-suggested",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="The image ships its build tools along with the program",
        ko="프로그램과 함께 빌드 도구까지 이미지에 들어갑니다",
    ),
    rationale=Sentence(
        en=(
            "A compiler, its packages and the sources are needed to build a program, not to run it. In the image they "
            "take hundreds of megabytes, and give an attacker tools and known holes.\n\n"
            "Build in one stage and copy the result to another:\n\n"
            "```dockerfile\nFROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n\n"
            'FROM debian:13-slim\nCOPY --from=build /app /app\nCMD ["/app"]\n```\n\n'
            "The fix makes a first draft. Add what else the program needs: certificates, time zones, shared libraries, "
            "templates. A program without C libraries (Go with `CGO_ENABLED=0`) also runs on "
            "`gcr.io/distroless/static-debian12` or `scratch`.\n\n"
            "Ignore this for images that people develop in. Python, Node.js, Ruby and PHP need their runtime in the "
            "image, and are not reported."
        ),
        ko=(
            "컴파일러와 그 패키지, 소스 코드는 프로그램을 빌드할 때 필요하지 실행할 때는 필요하지 않습니다. 이미지에 "
            "남으면 수백 MB를 차지하고, 공격자에게 도구와 알려진 취약점을 내줍니다.\n\n"
            "한 스테이지에서 빌드하고 결과만 다른 스테이지로 복사하세요.\n\n"
            "```dockerfile\nFROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n\n"
            'FROM debian:13-slim\nCOPY --from=build /app /app\nCMD ["/app"]\n```\n\n'
            "자동 수정은 초안을 만들어 줍니다. 인증서, 시간대 정보, 공유 라이브러리, 템플릿처럼 실행에 필요한 것은 "
            "직접 더하세요. C 라이브러리를 쓰지 않는 프로그램(`CGO_ENABLED=0`으로 빌드한 Go)은 "
            "`gcr.io/distroless/static-debian12`나 `scratch`에서도 실행됩니다.\n\n"
            "개발용 이미지라면 무시해도 됩니다. Python, Node.js, Ruby, PHP는 실행할 때도 런타임이 필요하므로 진단하지 "
            "않습니다."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM «golang:1.24-bookworm»\nWORKDIR /src\nEXPOSE 80\nENV CGO_ENABLED=0\nENV MODE=prod\nCOPY . .\n"
                'RUN go build -o /app .\n\nCMD ["/app"]\n'
            ),
            good=(
                "FROM golang:1.24-bookworm AS build\nWORKDIR /src\nENV CGO_ENABLED=0\nENV MODE=prod\nCOPY . .\n"
                "RUN go build -o /app .\n\nFROM debian:12-slim\nWORKDIR /src\nEXPOSE 80\nENV MODE=prod\n"
                'COPY --from=build /app /app\n\nCMD ["/app"]\n'
            ),
        ),
        Example(
            bad=(
                "FROM «maven:3-eclipse-temurin-21» AS app\nWORKDIR /app\nCOPY . .\nRUN mvn package\n"
                "ENTRYPOINT java -jar target/app.jar"
            ),
            good=(
                "FROM maven:3-eclipse-temurin-21 AS app\nWORKDIR /app\nCOPY . .\nRUN mvn package\n\n"
                "FROM eclipse-temurin:21-jre\nWORKDIR /app\n"
                "COPY --from=app /app/target/app.jar /app/target/app.jar\n"
                "ENTRYPOINT java -jar target/app.jar"
            ),
        ),
        Example(
            bad=(
                "FROM «mcr.microsoft.com/dotnet/sdk:8.0»\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /out\n"
                'ENTRYPOINT ["dotnet", "/out/Shop.dll"]\n'
            ),
            good=(
                "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /out\n\n"
                "FROM mcr.microsoft.com/dotnet/aspnet:8.0\nWORKDIR /src\nCOPY --from=build /out/ /out/\n"
                'ENTRYPOINT ["dotnet", "/out/Shop.dll"]\n'
            ),
        ),
        Example(bad="FROM «rust:1-alpine»\nWORKDIR /a\nCOPY . .\nRUN cargo build\nUSER app\nCMD ./target/debug/a\n"),
    ),
    silent=(
        'FROM golang:1.24 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\nCMD ["/app"]\n',
        'FROM python:3.12\nRUN apt-get update && apt-get install -y build-essential\nCMD ["python", "app.py"]\n',
        'FROM node:22\nRUN npm ci && npm run build\nCMD ["node", "dist/main.js"]\n',
        'FROM golang:1.24\nRUN go build ./...\nCMD ["go", "test", "./..."]\n',
        "FROM gcc:15\nRUN make\n",
        'FROM debian:12\nRUN make install\nENTRYPOINT ["/entrypoint.sh"]\n',
        'FROM debian:12\nRUN apt-get install -y gcc && make install && apt-get purge -y gcc\nCMD ["/opt/app"]\n',
    ),
    aliases=("prefer-multi-stage-build",),
)
