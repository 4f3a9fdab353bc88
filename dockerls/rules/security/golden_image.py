"""Dockerfiles of one workspace that set up the same base in the same way."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Finding, Noted, Pending, Rule, Severity, StageCheck
from dockerls.semantics.built_alike import BuiltAlike
from dockerls.semantics.package_commands import PackageCommand, package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

FEWEST_FILES = 3
FEWEST_PACKAGES = 3

_SYSTEM_MANAGERS = frozenset({"apt", "apk", "dnf", "yum", "zypper"})


@value
class Base:
    """The image that a stage is built on, and where FROM names it."""

    span: Span
    written: str


def note(instruction: Instruction, around: Surroundings) -> Base | tuple[str, ...] | None:
    if not around.ships:
        return None
    if instruction.keyword != "FROM":
        found = package_commands(scripts_of(instruction, around))
        names = {word.text for each in found if _is_system(each) for word in each.packages if word.is_plain}
        return tuple(sorted(names)) or None
    image = stage_head(instruction).image
    if image is None or around.image is None or around.image.has_variable:
        return None
    base = f"{around.image.familiar_name}:{around.image.known_tag or ''}"
    is_local = "$" not in image.text and not image.text.startswith((around.image.name, "$"))
    return None if is_local else Base(image.span, base)


def _is_system(found: PackageCommand) -> bool:
    return found.installs and found.manager.name in _SYSTEM_MANAGERS


def check(noted: tuple[Noted, ...]) -> Iterator[Pending]:
    head = noted[0]
    if not isinstance(head.fact, Base):
        return
    # A FROM may also stand in an ONBUILD, wrong as that is.
    packages = sorted({_name(word) for each in noted if isinstance(each.fact, tuple) for word in each.fact})
    if len(packages) >= FEWEST_PACKAGES:
        place = Place(head.piece, head.fact.span)
        yield Pending(BuiltAlike(head.fact.written, tuple(packages)), Alike(place, head.fact.written))


def _name(package: str) -> str:
    """A package without its version."""
    return package.partition("=")[0].partition("~")[0]


@value
class Alike:
    """Speaks where enough Dockerfiles are set up alike."""

    place: Place
    base: str

    def __call__(self, answer: frozenset[str]) -> Iterator[Finding]:
        if len(answer) >= FEWEST_FILES:
            yield Finding(self.place, MESSAGE.filled(count=len(answer), base=self.base))


MESSAGE = Sentence(
    en="{count} Dockerfiles of this workspace install the same packages on `{base}`; they could share an image",
    ko="이 작업 영역의 Dockerfile {count}개가 `{base}`에 같은 패키지를 설치합니다. 이미지를 공유할 수 있습니다",
)

RULE = Rule(
    code="DLS3042",
    name="golden-image",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(
        en="Several Dockerfiles of this workspace install the same packages on the same base",
        ko="이 작업 영역의 여러 Dockerfile이 같은 베이스에 같은 패키지를 설치합니다",
    ),
    rationale=Sentence(
        en=(
            "Where several images begin alike, each has to be rebuilt, scanned and mended by itself, and in time they "
            "drift apart. Hosts store and pull the same packages once for each.\n\n"
            "Build the common part as an image of its own (often called a golden image), rebuild it regularly so that "
            "it has the security updates, and start the others from it. In one Dockerfile or bake file a common stage "
            "does the same.\n\n"
            f"This is said when at least {FEWEST_FILES} Dockerfiles of the workspace have the base and at least "
            f"{FEWEST_PACKAGES} packages in common.\n\n"
            "Ignore this where the images belong to teams that want to be independent."
        ),
        ko=(
            "여러 이미지가 똑같이 시작하면 다시 빌드하고 검사하고 고치는 일을 이미지마다 따로 해야 하고, 시간이 "
            "지나면 서로 달라집니다. 호스트도 같은 패키지를 이미지 수만큼 저장하고 내려받습니다.\n\n"
            "공통 부분을 별도의 이미지(골든 이미지)로 만들고, 보안 업데이트가 들어가도록 정기적으로 다시 빌드한 뒤 "
            "나머지 이미지가 그 이미지에서 시작하게 하세요. Dockerfile이나 bake 파일 하나로 빌드한다면 공통 "
            "스테이지로 충분합니다.\n\n"
            f"작업 영역의 Dockerfile {FEWEST_FILES}개 이상이 베이스와 패키지 {FEWEST_PACKAGES}개 이상을 똑같이 "
            "쓸 때 알립니다.\n\n"
            "서로 독립적이어야 하는 팀의 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "RUN"}),
    check=StageCheck(note, check),
    silent=("FROM debian:12\nRUN apt-get update && apt-get install -y curl git make\n",),  # nobody has been asked
)
