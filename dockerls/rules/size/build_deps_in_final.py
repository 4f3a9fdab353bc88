"""Compilers and headers that a RUN installs, uses and leaves in the image."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.append import append_command
from dockerls.rewrite.place import here, insert, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.package_commands import PackageCommand, package_command, package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.pattern import pattern

TITLE = Sentence(en="Remove them with `{command}`", ko="`{command}`(으)로 제거")
MESSAGE = Sentence(
    en="`{package}` is only needed for building here, but stays in the image",
    ko="`{package}` 패키지는 여기에서 빌드할 때만 필요하지만 이미지에 남습니다",
)

_COMPILERS = frozenset(
    {"build-base", "build-essential", "gcc", "g++", "clang", "make", "cmake", "autoconf", "automake"}
)
_HEADERS = pattern(r"(?:[\w.+-]+-(?:dev|devel|headers)|gcc-c\+\+)(?:[=~<>].*)?")
_TAKES_AWAY = frozenset({"del", "purge", "remove", "autoremove", "erase"})

# What compiles something when it installs, and so is done with the compiler afterwards.
_BUILDERS = {
    "pip": ("install", "wheel"),
    "pip3": ("install", "wheel"),
    "gem": ("install",),
    "bundle": ("install",),
    "pecl": ("install",),
    "npm": ("ci", "install"),
    "make": ("install",),
}


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    scripts = scripts_of(run, around) if around.is_final else ()
    if len(scripts) != 1 or scripts[0].error:
        return
    [script] = scripts
    if any(_takes_away(command) for command in script.commands):
        return
    for found in package_commands(scripts):
        tools = tuple(word for word in found.packages if _is_for_building(word))
        later = (command for command in script.commands if command.span.start > found.command.span.end)
        if found.installs and tools and not found.is_open and any(map(_builds, later)):
            message = MESSAGE.filled(package=tools[0].text)
            yield Finding(here(tools[0].span), message, fixes=tuple(_fixes(run, found, tools)))
            return


def _is_for_building(word: ShellWord) -> bool:
    return word.text.partition("=")[0] in _COMPILERS or _HEADERS.fullmatch(word.text) is not None


def _takes_away(command: Command) -> bool:
    """Whether packages are removed again, or a script may do so."""
    found = package_command(command)
    return found is not None and (found.subcommand.text in _TAKES_AWAY or found.has_flag("--purge"))


def _builds(command: Command) -> bool:
    return command.argument(*_BUILDERS.get(command.name, ("",))) is not None


def _fixes(run: Instruction, found: PackageCommand, tools: tuple[ShellWord, ...]) -> Iterator[Fix]:
    names = " ".join(word.raw for word in tools)
    is_plain = not any(character in names for character in "$`*=<>~")
    if found.manager.name == "apk" and len(tools) == len(found.packages) and not found.has_flag("-t", "--virtual"):
        command = f"{found.prefix}apk del .build-deps"
        added = append_command(run, command)
        edits = (insert(found.subcommand.span.end, " --virtual .build-deps"), *placed(added))
    elif found.manager.name == "apt" and is_plain:
        command = f"{found.prefix}apt-get purge -y --auto-remove {names}"
        added = append_command(run, command)
        edits = placed(added)
    else:
        return
    if added:
        yield Fix(TITLE.filled(command=command), Safety.SUGGEST, edits)


RULE = Rule(
    code="DLS1020",
    name="build-deps-in-final",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="This is only needed for building here, but stays in the image",
        ko="여기에서 빌드할 때만 필요하지만 이미지에 남습니다",
    ),
    rationale=Sentence(
        en=(
            "Compilers and headers are needed until the extension is built. Left in the image they are often larger "
            "than the program, and give whoever breaks in what they need to build tools of their own.\n\n"
            "Build in an earlier stage and copy the result; or remove them in the RUN that installs them, since a "
            "later one frees nothing:\n\n"
            "```dockerfile\nRUN apk add --no-cache --virtual .build-deps gcc musl-dev \\\n"
            " && pip install --no-cache-dir cffi && apk del .build-deps\n```\n\n"
            "Libraries that a `-dev` package brought and the program loads must be installed by their own names "
            "(`libpq` beside `libpq-dev`).\n\n"
            "Ignore this in images that are there to build in."
        ),
        ko=(
            "컴파일러와 헤더는 확장 모듈을 빌드할 때까지만 필요합니다. 이미지에 남기면 프로그램보다 큰 경우도 많고, "
            "침입한 "
            "사람이 도구를 직접 빌드하는 데 쓰일 수 있습니다.\n\n"
            "이전 스테이지에서 빌드해 결과만 복사하거나, 설치한 RUN에서 바로 제거하세요. 이후의 RUN에서 제거하면 "
            "용량이 줄지 "
            "않습니다.\n\n"
            "```dockerfile\nRUN apk add --no-cache --virtual .build-deps gcc musl-dev \\\n"
            " && pip install --no-cache-dir cffi && apk del .build-deps\n```\n\n"
            "`-dev` 패키지와 함께 설치되어 프로그램이 불러오는 라이브러리는 따로 설치해야 합니다(`libpq-dev`라면 "
            "`libpq`).\n\n"
            "빌드용 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM python:3.14-alpine\nRUN apk add --no-cache «gcc» musl-dev \\\n  && pip install cffi\n",
            good=(
                "FROM python:3.14-alpine\nRUN apk add --virtual .build-deps --no-cache gcc musl-dev \\\n"
                "  && pip install cffi \\\n  && apk del .build-deps\n"
            ),
        ),
        Example(
            bad="FROM python:3.14-slim\nRUN apt-get update && apt-get install -y curl «gcc» && pip install cffi\n",
            good=(
                "FROM python:3.14-slim\nRUN apt-get update && apt-get install -y curl gcc && pip install cffi"
                " && apt-get purge -y --auto-remove gcc\n"
            ),
        ),
        Example(bad="FROM ruby:3.4-alpine\nRUN apk add --no-cache git «build-base» && bundle install\n"),
    ),
    silent=(
        "FROM python:3.14-alpine\nRUN apk add -t .b gcc && pip install cffi && apk del .b\n",
        "FROM python:3.14-slim\nRUN apt-get install -y gcc && pip install a && apt-get purge -y --auto-remove gcc\n",
        "FROM python:3.14 AS build\nRUN apt-get install -y gcc && pip install a\nFROM python:3.14-slim\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y build-essential\n",
        "FROM python:3.14-slim\nRUN apt-get install -y curl && pip install a\n",
        "FROM python:3.14-slim\nRUN pip install a && apt-get install -y gcc\n",
    ),
)
