"""A command that adds a user in the dialect of another distribution, so that the build fails."""

from collections.abc import Iterable, Iterator

from dockerls.knowledge.families import has_adduser, is_family_verified
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, placed
from dockerls.rewrite.user_commands import in_busybox, in_shadow
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.account_commands import DEBIAN_ADDUSER, FRIENDLY_COMMANDS, SHADOW_COMMANDS
from dockerls.semantics.package_commands import PackageCommand, package_commands
from dockerls.semantics.package_lists import run_of
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Within
from dockerls.text.edit import Edit
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

NO_COMMAND = Sentence(en="`{command}` does not exist in {image}", ko="{image}에는 `{command}` 명령이 없습니다")
NO_OPTION = Sentence(
    en="`{option}` is an option of BusyBox's `{command}`, which {image} does not have",
    ko="`{option}` 옵션은 BusyBox의 `{command}`에만 있고 {image}에는 없습니다",
)
TITLE = Sentence(en="Write it the way {image} knows it", ko="{image}에 맞게 고치기")

# adduser of Debian takes the start of any of its long options, also behind one dash: -u is --uid, but these are
# ambiguous, unknown, or ask for help.
NOT_IN_DEBIAN = frozenset("DSGHhsgk")
# Long options of BusyBox's alone.
ONLY_IN_BUSYBOX = frozenset({"--empty-password", "--skel"})
# adduser of Red Hat is useradd, which has no such options or takes them for something else.
NOT_IN_USERADD = frozenset("DSHh")

# A package by its name, with a version or a repository, and no variable in it.
_PACKAGE = pattern(r"[\w.+-]+(?:[<>=~@][\w.+<>=~@-]*)?")

DEBIAN = frozenset({"debian", "ubuntu"})
RED_HAT = frozenset({"rhel", "fedora"})
BUSYBOX = frozenset({"alpine"})

# Where a command is one of several ways, of which another may fit.
_OPTIONAL = frozenset({Within.OR, Within.CONDITION, Within.CASE, Within.FUNCTION, Within.NEGATION})


@value
class Misfit:
    """A command that does not fit the base. ``needs_absence``: only if no package brings the command."""

    span: Span
    message: Sentence
    needs_absence: bool


@value
class RunFact:
    """What a RUN has to do with it: whether packages come in, and the misfits with the edits that mend them all."""

    image: ImageReference
    misfits: tuple[Misfit, ...]
    edits: tuple[Edit, ...]
    installs_first: bool  # packages, before the first misfit
    installs: bool
    is_trigger: bool


@value
class StageFact:
    """A FROM: its image as it is written, and the name of its stage."""

    image: str
    name: str | None


def note(instruction: Instruction, around: Surroundings) -> RunFact | StageFact | None:
    if instruction.keyword == "FROM":
        head = stage_head(instruction)
        return StageFact(head.image.text.lower() if head.image else "", head.key)
    image, run = around.image, run_of(instruction)
    if image is None or run is None:
        return None
    found = [
        (command, misfit)
        for script in scripts_of(run, around)
        for command in script.commands
        if not _OPTIONAL & set(command.within) and (misfit := _misfit(command, around, image))
    ]
    installs = [each for each in package_commands(scripts_of(run, around)) if _may_bring_tools(each, around)]
    if not found and not installs:
        return None
    first = found[0][1].span.start if found else len(run.text)
    return RunFact(
        image=image,
        misfits=tuple(misfit for _, misfit in found),
        # The edits of a trigger would have to keep its ONBUILD.
        edits=() if run is not instruction else _edits(run, [command for command, _ in found], around),
        installs_first=any(each.command.span.start < first for each in installs),
        installs=bool(installs),
        is_trigger=run is not instruction,
    )


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    may_have_packages = False
    stage = StageFact("", None)
    ends: dict[str, bool] = {}  # by the name of a stage: whether packages may have come into it
    for entry in _as_they_run(noted):
        if isinstance(entry.fact, StageFact):
            if stage.name:
                ends[stage.name] = may_have_packages
            stage = entry.fact
            # A variable may stand for the name of any earlier stage.
            may_have_packages = any(ends.values()) if "$" in stage.image else ends.get(stage.image, False)
            continue
        fact: RunFact = entry.fact
        is_open = may_have_packages or fact.installs_first
        is_sure = is_family_verified(fact.image)
        for misfit in fact.misfits:
            if not (misfit.needs_absence and is_open):
                safety = Safety.SAFE if is_sure else Safety.SUGGEST
                edits = placed(fact.edits, entry.piece)
                fix = Fix(TITLE.filled(image=f"`{_name(fact.image)}`"), safety, edits)
                yield Finding(
                    Place(entry.piece, misfit.span),
                    misfit.message,
                    fixes=(fix,) if edits else (),
                    severity=Severity.ERROR if is_sure else Severity.WARNING,
                )
        may_have_packages = may_have_packages or fact.installs


def _as_they_run(noted: Iterable[Noted]) -> Iterator[Noted]:
    """The facts of each stage, those of its triggers last."""
    triggers: list[Noted] = []
    for entry in noted:
        if isinstance(entry.fact, StageFact):
            yield from triggers
            triggers = []
        is_trigger = isinstance(entry.fact, RunFact) and entry.fact.is_trigger
        yield from () if is_trigger else (entry,)
        triggers += (entry,) if is_trigger else ()
    yield from triggers


def _misfit(command: Command, around: Surroundings, image: ImageReference) -> Misfit | None:
    name = command.name
    if around.family in BUSYBOX:
        return _missing(command, image) if name in SHADOW_COMMANDS else None
    if name not in FRIENDLY_COMMANDS:
        return None
    if around.family in DEBIAN:
        foreign = _foreign_option(command, NOT_IN_DEBIAN, image)
        return foreign or (_missing(command, image) if has_adduser(image) is False else None)
    if around.family in RED_HAT:
        return _missing(command, image) if name == "addgroup" else _foreign_option(command, NOT_IN_USERADD, image)
    return None


def _missing(command: Command, image: ImageReference) -> Misfit:
    message = NO_COMMAND.filled(command=command.name, image=f"`{_name(image)}`")
    return Misfit(command.name_span, message, needs_absence=True)


def _may_bring_tools(installed: PackageCommand, around: Surroundings) -> bool:
    """Whether packages may bring the missing command: on Alpine only ``shadow``, elsewhere many depend on it."""
    if installed.manager.is_of_language or not installed.installs:
        return False
    if around.family not in BUSYBOX or installed.is_open or "xargs" in installed.command.wrappers:
        return True
    return any(word.text.startswith("shadow") or not _PACKAGE.fullmatch(word.text) for word in installed.packages)


def _foreign_option(command: Command, letters: frozenset[str], image: ImageReference) -> Misfit | None:
    """The first option that the base's command does not have."""
    for word in command.args:
        is_short = word.is_flag and not word.text.startswith("--") and not _is_long_behind_one_dash(word.text)
        if word.text in ONLY_IN_BUSYBOX or (is_short and word.text[1] in letters):
            option = word.text[:2] if is_short else word.text
            message = NO_OPTION.filled(option=option, command=command.name, image=f"`{_name(image)}`")
            return Misfit(word.span, message, needs_absence=False)
    return None


def _is_long_behind_one_dash(option: str) -> bool:
    """Whether it is a long option as Perl's Getopt::Long, and so Debian's adduser, also takes it: ``-system``."""
    return len(option) > 3 and any(known.startswith(f"-{option.lower()}") for known in DEBIAN_ADDUSER)


def _edits(run: Instruction, commands: list[Command], around: Surroundings) -> tuple[Edit, ...]:
    """The edits that mend all of the commands; none if one cannot be translated."""
    if any(script.error for script in scripts_of(run, around)):
        return ()
    translate = in_busybox if around.family in BUSYBOX else in_shadow
    edits = [translate(run, command) for command in commands]
    return tuple(edit for each in edits for edit in each) if all(edits) else ()


def _name(image: ImageReference) -> str:
    return f"{image.name}:{image.tag}" if image.tag else image.name


RULE = Rule(
    code="DLS4003",
    name="adduser-flavour-mismatch",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="This command does not exist like this in the base image", ko="베이스 이미지에는 이런 형태의 명령이 없습니다"
    ),
    rationale=Sentence(
        en=(
            "Alpine and other BusyBox images have `adduser` and `addgroup` with short options (`-D`, `-S`, `-G`, "
            "`-H`). Debian, Ubuntu and Red Hat have `useradd` and `groupadd`; the `adduser` of Debian is another "
            "program with long options, and Debian 13 and Ubuntu 24.04 images no longer ship it. A command copied from "
            "one world to the other stops the build.\n\n| | Debian, Ubuntu, Red Hat | Alpine |\n|---|---|---|\n| group "
            "| `groupadd -g 1000 app` | `addgroup -g 1000 app` |\n| user | `useradd -u 1000 -g app -m app` | "
            "`adduser -D -u 1000 -G app app` |\n| system user | `useradd -r -g app app` | `adduser -S -G app -H app` "
            "|\n\nIgnore this where the base image was given the other tools (on Alpine the package `shadow`)."
        ),
        ko=(
            "Alpine 같은 BusyBox 이미지에는 짧은 옵션(`-D`, `-S`, `-G`, `-H`)을 쓰는 `adduser`와 `addgroup`이 "
            "있습니다. Debian, Ubuntu, Red Hat에는 `useradd`와 `groupadd`가 있습니다. Debian의 `adduser`는 긴 옵션을 "
            "쓰는 다른 프로그램이고, Debian 13과 Ubuntu 24.04 이미지부터는 들어 있지도 않습니다. 한쪽의 명령을 다른 "
            "쪽에 그대로 옮기면 빌드가 멈춥니다.\n\n"
            "| | Debian, Ubuntu, Red Hat | Alpine |\n"
            "|---|---|---|\n"
            "| 그룹 | `groupadd -g 1000 app` | `addgroup -g 1000 app` |\n"
            "| 사용자 | `useradd -u 1000 -g app -m app` | `adduser -D -u 1000 -G app app` |\n"
            "| 시스템 사용자 | `useradd -r -g app app` | `adduser -S -G app -H app` |\n\n"
            "베이스 이미지에 다른 쪽 도구를 설치해 두었다면(Alpine에서는 `shadow` 패키지) 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "RUN", "ONBUILD"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM python:3.9-slim\nRUN addgroup «-g» 1000 hitcuser && \\\n"
                " adduser -u 1000 «-G» hitcuser -D hitcuser\n"
            ),
            good=(
                "FROM python:3.9-slim\nRUN groupadd -g 1000 hitcuser && \\\n useradd -u 1000 -g hitcuser -m hitcuser\n"
            ),
        ),
        Example(
            bad="FROM alpine:3.24\nRUN «groupadd» -r app && «useradd» -r -g app -d /srv -s /sbin/nologin app\n",
            good="FROM alpine:3.24\nRUN addgroup -S app && adduser -D -H -S -G app -h /srv -s /sbin/nologin app\n",
        ),
        Example(
            bad="FROM debian:12\nRUN adduser «-S» -H -h /srv app\n",
            good="FROM debian:12\nRUN useradd -r -M -d /srv app\n",
        ),
        Example(
            bad="FROM debian:13\nRUN «adduser» --system --group app\n",
            good="FROM debian:13\nRUN useradd -r app\n",
        ),
        Example(
            bad="FROM node:24-alpine AS a\nRUN «useradd» \\\n    # a person\n    -m -u 1001 \\\n    worker\n",
            good="FROM node:24-alpine AS a\nRUN adduser -D \\\n    # a person\n    -u 1001 \\\n    worker\n",
        ),
        Example(
            bad="FROM rockylinux:9\nRUN «addgroup» -S app && adduser «-S» -G app app\n",
            good="FROM rockylinux:9\nRUN groupadd -r app && useradd -r -g app -m app\n",
        ),
        Example(bad="FROM alpine:3.24\nRUN «useradd» -p secret app\n"),
        Example(
            bad="FROM alpine:3.24\nRUN apk add --no-cache curl=8.1 && «usermod» -aG audio nobody\n",
            good="FROM alpine:3.24\nRUN apk add --no-cache curl=8.1 && addgroup nobody audio\n",
        ),
        Example(
            bad="ARG V=3.22\nFROM alpine:${V} AS b\nRUN «groupadd» -r app\nFROM b\nRUN «useradd» -r -g app app\n",
            good="ARG V=3.22\nFROM alpine:${V} AS b\nRUN addgroup -S app\nFROM b\nRUN adduser -D -H -S -G app app\n",
        ),
        Example(bad="FROM alpine:3.22\nONBUILD RUN «useradd» app\n"),
    ),
    silent=(
        "FROM alpine:3.22\nONBUILD RUN useradd app\nRUN apk add --no-cache shadow\n",
        "FROM alpine:3.24\nRUN apk add --no-cache shadow && useradd app\n",
        "FROM alpine:3.24\nRUN apk add --no-cache shadow\nRUN useradd app\n",
        "FROM alpine:3.24\nARG PACKAGES\nRUN apk add --no-cache $PACKAGES && useradd app\n",
        "FROM alpine:3.24 AS base\nRUN apk add shadow\nFROM base\nRUN useradd app\n",
        "FROM alpine:3.24\nRUN addgroup -S app && adduser -D -S -G app app\n",
        "FROM openjdk:8-jre-alpine\nRUN addgroup -S app && adduser -S -G app app\n",
        "FROM debian:12\nRUN adduser --system --disabled-password --gecos '' -u 1000 app\n",
        "FROM debian:13\nRUN groupadd app && useradd -g app app\n",
        "FROM debian:13\nRUN apt-get update && apt-get install -y adduser && adduser --system app\n",
        "FROM debian:12\nRUN adduser -D app || useradd app\n",
        "FROM debian:12\nRUN if command -v apk; then adduser -D app; else useradd app; fi\n",
        "FROM registry.example.com/base:1\nRUN adduser -D app && useradd b\n",
        "ARG BASE\nFROM $BASE\nRUN adduser -D app\n",
        "FROM debian:12\nRUN adduser app www-data\n",
        "FROM rockylinux:9\nRUN adduser -u 1000 -m app\n",
        "FROM debian:12\nRUN echo adduser -D app\n",
        "FROM debian:12\nRUN adduser -system -home /srv -gecos app app\n",
    ),
)
