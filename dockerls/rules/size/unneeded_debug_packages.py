"""Editors and network tools in an image that ships: handy for people, of no use to the program."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.remove_word import without_word
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Remove `{name}`", ko="`{name}` 제거")

FOR_PEOPLE = frozenset(
    {"vim", "vim-tiny", "vim-nox", "vim-minimal", "vim-enhanced", "neovim", "nano", "emacs", "emacs-nox", "joe"}
    | {"less", "net-tools", "telnet", "inetutils-telnet", "ssh", "htop"}
)
FOR_DEVELOPING = ("devcontainers", "gitpod", "vscode", "codespaces", "workspace")
DEVELOPING_STAGES = ("dev", "debug")


@value
class DebugPackage:
    """A package for people: where its word stands, and what to delete to be rid of it (None: nothing would be left)."""

    name: str
    span: Span
    stretch: Span | None


@value
class Packages:
    """Those of one instruction; a stage that ``is_for_developing`` is meant to have them."""

    found: tuple[DebugPackage, ...] = ()
    is_for_developing: bool = False


def note(instruction: Instruction, around: Surroundings) -> Packages | None:
    if instruction.keyword == "FROM":
        return Packages(is_for_developing=True) if is_for_developing(instruction, around) else None
    if not around.is_final:
        return None
    found: list[DebugPackage] = []
    for script in scripts_of(instruction, around):
        for command in script.commands:
            install = package_command(command)
            if install is not None and install.installs and not install.manager.is_of_language:
                words = words_for_people(install)
                can_edit = not script.error and len(words) < len(install.packages)
                found += [debug_package(instruction, install, word, can_edit) for word in words]
    return Packages(tuple(found)) if found else None


def is_for_developing(head: Instruction, around: Surroundings) -> bool:
    name = stage_head(head).key or ""
    image = around.image.name if around.image is not None else ""
    return name.startswith(DEVELOPING_STAGES) or any(word in image for word in FOR_DEVELOPING)


def words_for_people(install: PackageCommand) -> list[ShellWord]:
    return [word for word in install.packages if word.text.partition("=")[0] in FOR_PEOPLE]


def debug_package(run: Instruction, install: PackageCommand, word: ShellWord, can_edit: bool) -> DebugPackage:
    stretch = without_word(run, install.command, word) if can_edit else None
    return DebugPackage(word.text.partition("=")[0], word.span, stretch)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if any(item.fact.is_for_developing for item in noted):
        return
    for item in noted:
        for package in item.fact.found:
            message = MESSAGE.filled(name=package.name)
            yield Finding(Place(item.piece, package.span), message, tuple(fixes(item.piece, package)))


def fixes(piece: int, package: DebugPackage) -> Iterator[Fix]:
    if package.stretch is not None:
        edit = PlacedEdit(Place(piece, package.stretch), "")
        yield Fix(TITLE.filled(name=package.name), Safety.SUGGEST, (edit,))


MESSAGE = Sentence(
    en="`{name}` is for people at a terminal; the program in the image hardly needs it",
    ko="`{name}` 패키지는 사람이 터미널에서 쓰는 도구로, 이미지의 프로그램에는 거의 필요 없습니다",
)

RULE = Rule(
    code="DLS1022",
    name="unneeded-debug-packages",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="This is for people at a terminal; the program in the image hardly needs it",
        ko="사람이 터미널에서 쓰는 도구로, 이미지의 프로그램에는 거의 필요 없습니다",
    ),
    rationale=Sentence(
        en=(
            "Editors, pagers and network tools are there for people who look into a container. They make the image "
            "larger, "
            "each brings holes that a scanner will report, and some serve an attacker well.\n\n"
            "Look into a running container without them: `docker debug`, `kubectl debug` or `docker run "
            "--pid=container:… "
            "--net=container:…` with an image that has the tools. Or build them into a stage of their own, such as "
            "`FROM app AS debug`.\n\n"
            "Ignore this in an image that people work in."
        ),
        ko=(
            "편집기, 페이저, 네트워크 도구는 컨테이너 안을 들여다보는 사람을 위한 것입니다. 이미지가 커지고, 저마다 "
            "보안 "
            "스캐너에 걸릴 취약점을 가져오며, 일부는 공격자에게도 쓸모가 있습니다.\n\n"
            "이런 도구 없이도 실행 중인 컨테이너를 살펴볼 수 있습니다. `docker debug`나 `kubectl debug`를 쓰거나, "
            "도구가 든 "
            "이미지를 `docker run --pid=container:… --net=container:…`로 실행하세요. `FROM app AS debug`처럼 따로 "
            "스테이지를 두는 방법도 있습니다.\n\n"
            "사람이 안에서 작업하는 이미지라면 무시하세요."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"FROM", "RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get update && apt-get install -y curl «vim»\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN apk add --no-cache \\\n    git \\\n    «nano» \\\n    «less»\n",
            good="FROM alpine:3.22\nRUN apk add --no-cache \\\n    git\n",
        ),
        Example(bad="FROM debian:12\nRUN apt-get install -y «net-tools»\n"),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get install -y curl\n",
        "FROM mcr.microsoft.com/devcontainers/base:bookworm\nRUN apt-get install -y vim\n",
        "FROM debian:12 AS app\nFROM app AS dev\nRUN apt-get install -y vim less\n",
        "FROM debian:12 AS build\nRUN apt-get install -y less\nFROM debian:12\nCOPY --from=build /a /a\n",
        "FROM node:24\nRUN npm install -g less\n",
    ),
)
