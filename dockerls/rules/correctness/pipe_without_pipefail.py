"""A pipe whose first commands may fail unseen."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.pipefail import OPTION, SET, added_to_shell, set_at_start, shell_with_pipefail
from dockerls.rewrite.place import Place, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.pipelines import breaks_under_pipefail, hidden_failure, stops_reading
from dockerls.semantics.shell_code import commands_of, scripts_of
from dockerls.semantics.shown_family import shown_family
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Pipeline, Script
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

WITH_SHELL = Sentence(en="Insert `{shell}` above the first pipe", ko="첫 파이프 위에 `{shell}` 넣기")
IN_SHELL = Sentence(en="Add `-o pipefail` to SHELL", ko="SHELL에 `-o pipefail` 추가")
WITH_SET = Sentence(en=f"Begin with `{SET}`", ko=f"`{SET}`을 맨 앞에 넣기")


@value
class Pipe:
    """A pipe without pipefail: the command to name, and what that option would do there."""

    command: str
    span: Span
    hides: bool  # a failure that matters
    may_break: bool  # something that is cut off early would fail
    must_break: bool
    shell: tuple[str, ...]
    setting: Edit | None


@value
class Ran:
    """A RUN: its pipe, if it has one, and the family of distributions it shows or is known to be in."""

    pipe: Pipe | None
    family: str | None


@value
class ShellLine:
    """A SHELL, and the edit that adds the option to it."""

    edit: Edit | None


@value
class ShellForm:
    """A CMD, ENTRYPOINT or HEALTHCHECK that a new SHELL would also change."""


def note(instruction: Instruction, around: Surroundings) -> Ran | ShellLine | ShellForm | None:
    if instruction.keyword == "SHELL":
        return ShellLine(added_to_shell(instruction))
    run = instruction.trigger or instruction
    if run.keyword != "RUN":
        return ShellForm() if instruction.script is not None else None
    if run.exec_form is not None or any(word == OPTION for word in around.shell):
        return None  # an array names its shell with all its options
    family = around.family or shown_family(commands_of(run, around))
    pipe = _pipe(run, around)
    return Ran(pipe, family) if pipe or (family and not around.family) else None


def findings(noted: tuple[Noted, ...], rule: Rule, hides: bool) -> Iterator[Finding]:
    """What is found of the pipes that hide a failure, or of the others."""
    ran = [each for each in noted if isinstance(each.fact, Ran)]
    piped = [each for each in ran if each.fact.pipe]
    family = next((each.fact.family for each in ran if each.fact.family), None)
    changes_more = any(isinstance(each.fact, ShellForm) for each in noted)
    may_break = any(each.fact.pipe.may_break for each in piped)
    must_break = any(each.fact.pipe.must_break for each in piped)
    for each in piped:
        pipe: Pipe = each.fact.pipe
        if pipe.hides != hides:
            continue
        for_stage = None if must_break else _for_stage(noted, each, piped[0], family)
        setting = Fix(WITH_SET, Safety.SUGGEST, placed((pipe.setting,), each.piece)) if pipe.setting else None
        fixes = (setting, for_stage) if changes_more or may_break else (for_stage, setting)
        offered = () if pipe.may_break and not hides else tuple(fix for fix in fixes if fix)
        yield Finding(Place(each.piece, pipe.span), rule.message.filled(command=pipe.command), offered)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    return findings(noted, RULE, hides=True)


def _for_stage(noted: tuple[Noted, ...], run: Noted, first: Noted, family: str | None) -> Fix | None:
    """The option in the SHELL that holds there; if there is none in the stage, in a new one above the first pipe."""
    above = [each for each in noted if isinstance(each.fact, ShellLine) and each.piece < run.piece]
    if above:
        edit = above[-1].fact.edit
        return Fix(IN_SHELL, Safety.SUGGEST, placed((edit,), above[-1].piece)) if edit else None
    line = shell_with_pipefail(run.fact.pipe.shell, family)
    return Fix(WITH_SHELL.filled(shell=line), Safety.SUGGEST, LineAbove(first.piece, line)) if line else None


def _pipe(run: Instruction, around: Surroundings) -> Pipe | None:
    """The first pipe that hides a failure, else the first one at all, while pipefail is off."""
    first: Pipe | None = None
    scripts = [script for script in scripts_of(run, around) if not _by_shebang(run, script)]
    must_break = any(breaks_under_pipefail(pipeline) for script in scripts for pipeline in _unguarded(script))
    for script in scripts:
        for pipeline in _unguarded(script):
            command = hidden_failure(script, pipeline)
            named = command or next((part[0] for part in pipeline.parts if part), None)
            if named is None or (first is not None and command is None):
                continue
            stops = any(stops_reading(part) for part in pipeline.parts[1:])
            first = Pipe(
                command=named.name,
                span=named.name_span,
                hides=command is not None,
                may_break=stops or must_break,
                must_break=must_break,
                shell=around.shell,
                setting=None if must_break else set_at_start(run, script, around),
            )
            if command is not None:
                return first
    return first


def _unguarded(script: Script) -> Iterator[Pipeline]:
    """The pipelines above which pipefail is not switched on in the script."""
    switched_on = min((command.span.start for command in script.commands if _sets_pipefail(command)), default=None)
    for pipeline in script.pipelines:
        if switched_on is None or pipeline.span.start < switched_on:
            yield pipeline


def _sets_pipefail(command: Command) -> bool:
    return command.name == "set" and any(word.text == OPTION for word in command.args)


def _by_shebang(run: Instruction, script: Script) -> bool:
    """A heredoc that starts ``#!/bin/bash -o pipefail``, or that ``bash -o pipefail`` reads."""
    first_line = script.span.of(run.text).partition("\n")[0]
    if first_line.startswith("#!") and OPTION in first_line:
        return True
    return script in run.bodies and any(word.text == OPTION for word in run.words)


RULE = Rule(
    code="DL4006",
    name="pipe-without-pipefail",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="If `{command}` fails, the pipe hides it and the build goes on",
        ko="`{command}` 명령이 실패해도 파이프에 가려져 빌드가 계속됩니다",
    ),
    rationale=Sentence(
        en=(
            "A pipe fails only if its *last* command does. In `curl … | tar x` a download that breaks off can leave "
            "half the files, and the layer is kept and cached as good.\n\n"
            "The option `pipefail` makes the pipe fail with any of its commands. Set it once per stage, with "
            '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]` or on Alpine `SHELL ["/bin/ash", "-eo", "pipefail", "-c"]`, '
            "or in one RUN with `set -o pipefail &&` where the shell is bash or ash. Debian's `/bin/sh` does not know "
            "it. `SHELL` also changes the shell form of `CMD`, `ENTRYPOINT` and `HEALTHCHECK`.\n\n"
            "Ignore this where the first command may fail. Before `head` or `grep -q`, which stop reading early, "
            "`pipefail` would break what works, so those pipes are not reported."
        ),
        ko=(
            "파이프는 *마지막* 명령이 실패할 때만 실패합니다. `curl … | tar x`에서 다운로드가 중간에 끊겨도 파일 "
            "일부만 풀린 채 성공으로 처리되고 그 레이어가 캐시됩니다.\n\n"
            "`pipefail` 옵션을 켜면 어느 명령이든 실패할 때 파이프도 실패합니다. 스테이지에 한 번 "
            '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`(Alpine은 `SHELL ["/bin/ash", "-eo", "pipefail", "-c"]`)를 '
            "두거나, 셸이 bash나 ash라면 RUN 앞에 `set -o pipefail &&`를 붙이세요. Debian의 `/bin/sh`에는 이 옵션이 "
            "없습니다. `SHELL`은 셸 형식의 `CMD`, `ENTRYPOINT`, `HEALTHCHECK`에도 적용됩니다.\n\n"
            "앞의 명령이 실패해도 되는 경우에는 무시하세요. 일찍 읽기를 멈추는 `head`나 `grep -q` 앞에서는 "
            "`pipefail`이 오히려 정상 동작을 깨뜨리므로 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL", "ONBUILD"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM debian:12\nRUN make\n# fetch it\nRUN «curl» -fsSL https://example.com/a.tgz | tar xz\n"
                "RUN make && «cat» list | xargs rm\n"
            ),
            good=(
                'FROM debian:12\nRUN make\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n# fetch it\n'
                "RUN curl -fsSL https://example.com/a.tgz | tar xz\nRUN make && cat list | xargs rm\n"
            ),
        ),
        Example(
            bad="FROM alpine:3.22\nRUN «wget» -O- https://example.com/a.tgz | tar xz\n",
            good=(
                'FROM alpine:3.22\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\n'
                "RUN wget -O- https://example.com/a.tgz | tar xz\n"
            ),
        ),
        Example(
            bad="FROM alpine:3.22\nRUN «cat» a | sort > b\nCMD app $PORT\n",
            good="FROM alpine:3.22\nRUN set -o pipefail && cat a | sort > b\nCMD app $PORT\n",
        ),
        Example(
            bad='FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN «cat» a | sort > b\n',
            good='FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat a | sort > b\n',
        ),
        Example(
            bad="FROM corp/base\nRUN <<EOF\n#!/usr/bin/env bash\n«cat» a | sort > b\nEOF\n",
            good="FROM corp/base\nRUN <<EOF\n#!/usr/bin/env bash\nset -o pipefail\ncat a | sort > b\nEOF\n",
        ),
        Example(bad="FROM corp/base\nRUN «cat» a | sort > b\n"),
        Example(
            bad="FROM corp/base\nRUN apt-get update\nRUN «cat» a | sort > b\n",
            good=(
                'FROM corp/base\nRUN apt-get update\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'
                "RUN cat a | sort > b\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nONBUILD RUN «cat» a | sort > b\n",
            good=('FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nONBUILD RUN cat a | sort > b\n'),
        ),
        Example(bad="FROM debian:12\nRUN yes | ./a\nRUN «cat» a | sort > b\n"),
        Example(bad='FROM debian:12\nRUN a="$(«cat» b | sort)" && make "$a"\n'),
    ),
    silent=(
        'FROM alpine:3.22\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN cat a | sort > b\n',
        'FROM debian:12\nSHELL ["/bin/bash", "-euxo", "pipefail", "-c"]\nRUN cat a | sort > b\n',
        "FROM debian:12\nRUN set -o pipefail && cat a | sort > b\n",
        "FROM debian:12\nRUN set -euxo pipefail; cat a | sort > b\n",
        "FROM debian:12\nRUN <<EOF\n#!/bin/bash -o pipefail\ncat a | sort > b\nEOF\n",
        "FROM debian:12\nRUN <<EOF\n#!/bin/bash\nset -e -o pipefail\ncat a | sort > b\nEOF\n",
        "FROM debian:12\nRUN bash -o pipefail <<EOF\ncat a | sort > b\nEOF\n",
        "FROM debian:12\nRUN apt-cache policy nginx | grep -q bookworm\n",
        "FROM debian:12\nRUN ls / | head -n 1\n",
        "FROM debian:12\nRUN cat a | sort > b || true\n",
        "FROM debian:12\nRUN if cat a | grep b; then make; fi\n",
        'FROM debian:12\nRUN echo "abc  f" | sha256sum -c -\n',
        'FROM debian:12\nRUN grep " node.tar.gz" SHASUMS256.txt | sha256sum -c -\n',
        'FROM debian:12\nRUN arch="$(dpkg --print-architecture | tr a b)" && apt-mark showmanual | xargs echo\n',
        "FROM debian:12\nRUN iptables --version | grep legacy\n",
        "FROM debian:12\nRUN yes | apt-get install nginx\n",
        "FROM golang:1.25\nRUN go test $(go list ./... | grep -v /vendor/) -cover\n",
        'FROM debian:12\nRUN cp a "/out/$(ls x* | sed s/x/y/)" && export B=$(cat b | sort)\n',
        "FROM debian:12\nRUN for a in $(cat b | sort); do make $a; done\n",
        "FROM alpine:3.24\nRUN a=\"$(scanelf -nR /usr | awk '{ print }' | xargs -r apk info --installed | sort -u)\" "
        "&& apk add -t .b $a\n",
        "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir | find a\n",
    ),
    aliases=("set-pipefail",),
)
