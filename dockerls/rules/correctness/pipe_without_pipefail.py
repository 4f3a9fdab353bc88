"""A pipe whose first commands may fail unseen."""

from collections.abc import Iterator

from dockerls.knowledge.families import family_facts
from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Pipeline, Script, Within
from dockerls.text.edit import Edit, insertion
from dockerls.text.span import Span
from dockerls.value import value

OPTION = "pipefail"
SET = "set -o pipefail"
WITH_SHELL = Sentence(en="Insert `{shell}` above the first pipe", ko="첫 파이프 위에 `{shell}` 넣기")
WITH_SET = Sentence(en=f"Begin with `{SET}`", ko=f"`{SET}`을 맨 앞에 넣기")
SHELLS = {
    "bash": 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    "busybox ash": 'SHELL ["/bin/ash", "-eo", "pipefail", "-c"]',
}
KNOW_PIPEFAIL = frozenset({"bash", "ash", "zsh", "ksh", "busybox", "busybox ash"})

# These never fail where it matters, or are always cut off by what reads from them.
CANNOT_FAIL = frozenset({"echo", "printf", "yes", "true", ":"})
# Under pipefail, what writes to these is killed by SIGPIPE as soon as they have seen enough.
STOP_READING = frozenset({"head", "true", ":"})
SURVIVES_FAILURE = {Within.OR, Within.CONDITION, Within.NEGATION}


@value
class Pipe:
    """A RUN with such a pipe: the command that may fail, and the ways to switch pipefail on there."""

    command: str
    span: Span
    setting: Edit | None
    shell: str | None


@value
class ShellForm:
    """A CMD, ENTRYPOINT or HEALTHCHECK that a new SHELL would also change."""


SHELL_FORM = ShellForm()


def note(instruction: Instruction, around: Surroundings) -> Pipe | ShellForm | None:
    if instruction.keyword != "RUN":
        return SHELL_FORM if instruction.script is not None else None
    if any(word == OPTION for word in around.shell):
        return None
    for script in scripts_of(instruction, around):
        command = _hidden_failure(instruction, script)
        if command is not None:
            return Pipe(command.name, command.name_span, _setting(instruction, script, around), _shell(around))
    return None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    pipes = [each for each in noted if isinstance(each.fact, Pipe)]
    changes_more = any(isinstance(each.fact, ShellForm) for each in noted)
    for each in pipes:
        pipe: Pipe = each.fact
        fixes: list[Fix] = []
        if pipe.shell is not None:
            title = WITH_SHELL.filled(shell=pipe.shell)
            fixes.append(Fix(title, Safety.SUGGEST, LineAbove(pipes[0].piece, pipe.shell)))
        if pipe.setting is not None:
            setting = Fix(WITH_SET, Safety.SUGGEST, placed((pipe.setting,), each.piece))
            fixes.insert(0 if changes_more else len(fixes), setting)
        message = RULE.message.filled(command=pipe.command)
        yield Finding(Place(each.piece, pipe.span), message, tuple(fixes))


def _hidden_failure(run: Instruction, script: Script) -> Command | None:
    """The first command whose failure a pipe hides, while pipefail is off."""
    switched_on = min((command.span.start for command in script.commands if _sets_pipefail(command)), default=None)
    if _by_shebang(run, script):
        return None
    for pipeline in script.pipelines:
        if switched_on is None or pipeline.span.start < switched_on:
            command = _failing(pipeline)
            if command is not None:
                return command
    return None


def _failing(pipeline: Pipeline) -> Command | None:
    before, last = pipeline.parts[:-1], pipeline.parts[-1]
    if any(_stops_reading(part) for part in (*before[1:], last)):
        return None
    for part in before:
        for command in part:
            if command.name and command.name not in CANNOT_FAIL:
                return None if SURVIVES_FAILURE & set(command.within) else command
    return None


def _stops_reading(part: tuple[Command, ...]) -> bool:
    first = part[0] if part else None
    if first is None:
        return False
    if first.name in ("grep", "egrep", "fgrep"):
        return bool(first.flag("-q", "--quiet", "--silent")) or first.flag_value("-m", "--max-count") is not None
    return first.name in STOP_READING


def _sets_pipefail(command: Command) -> bool:
    return command.name == "set" and any(word.text == OPTION for word in command.args)


def _by_shebang(run: Instruction, script: Script) -> bool:
    """A heredoc that starts ``#!/bin/bash -o pipefail``, or that ``bash -o pipefail`` reads."""
    first_line = script.span.of(run.text).partition("\n")[0]
    if first_line.startswith("#!") and OPTION in first_line:
        return True
    return script in run.bodies and any(word.text == OPTION for word in run.words)


def _setting(run: Instruction, script: Script, around: Surroundings) -> Edit | None:
    """``set -o pipefail`` as the first thing that is run, where the shell knows it."""
    if script.error or script.too_long or _running(run, script, around) not in KNOW_PIPEFAIL:
        return None
    start = script.span.start
    if script in run.bodies:
        body = script.span.of(run.text)
        line_end = "\r\n" if "\r\n" in body else "\n"
        at = start + len(body.partition("\n")[0]) + 1 if body.startswith("#!") else start
        return insertion(at, f"{SET}{line_end}")
    return insertion(start, f"{SET} && ") if script.links else None


def _running(run: Instruction, script: Script, around: Surroundings) -> str | None:
    """The shell that reads the script: that of its shebang, else of SHELL, else what /bin/sh is in this family."""
    body = script.span.of(run.text)
    named = body[2:].partition("\n")[0].split() if script in run.bodies and body.startswith("#!") else []
    path = next((word for word in named if not word.endswith("/env") and not word.startswith("-")), around.shell[0])
    name = path.rsplit("/", 1)[-1]
    if name != "sh":
        return name
    facts = family_facts(around.family) if around.family else None
    return facts.shell if facts else None


def _shell(around: Surroundings) -> str | None:
    """The SHELL instruction that switches pipefail on for the stage, where it has none yet."""
    facts = family_facts(around.family) if around.family else None
    if facts is None or around.shell != DEFAULT_SHELL:
        return None
    return SHELLS.get("bash" if facts.has_bash else facts.shell or "")


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
    keywords=frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"}),
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
            good='FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN set -o pipefail && cat a | sort > b\n',
        ),
        Example(
            bad="FROM corp/base\nRUN <<EOF\n#!/usr/bin/env bash\n«cat» a | sort > b\nEOF\n",
            good="FROM corp/base\nRUN <<EOF\n#!/usr/bin/env bash\nset -o pipefail\ncat a | sort > b\nEOF\n",
        ),
        Example(bad="FROM corp/base\nRUN «cat» a | sort > b\n"),
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
        "FROM debian:12\nRUN yes | apt-get install nginx\n",
        "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir | find a\n",
    ),
    aliases=("set-pipefail",),
)
