"""``apt-get install`` that asks a question nobody answers during a build."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import APT, ASKING_APT_SUBCOMMANDS
from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.defaults import Default, apt_options, set_by
from dockerls.semantics.package_commands import PackageCommand, is_answered, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Add `-y`", ko="`-y` 추가")
YES = ("-y", "--yes", "--assume-yes", "--assume-no", "--force-yes")
NOT_DONE = ("-d", "--download-only", "--print-uris", "-s", "--simulate", "--just-print", "--dry-run", "--recon")
NOT_DONE_EITHER = ("--no-act", "--help", "-h")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    if Default.APT_YES in around.defaults | set_by(run):
        return
    for script in scripts_of(run, around):
        for command in script.commands:
            found = package_command(command)
            if found is not None and asks(found) and not is_answered(script, command):
                fix = Fix(TITLE, Safety.SAFE, (insert(found.subcommand.span.end, " -y"),))
                yield Finding(here(found.subcommand.span), fixes=() if script.error else (fix,))


def asks(found: PackageCommand) -> bool:
    """Whether apt waits for an answer before it goes on."""
    is_asking = found.manager is APT and found.subcommand.text in ASKING_APT_SUBCOMMANDS
    needs_none = found.is_open or found.has_flag(*YES, *NOT_DONE, *NOT_DONE_EITHER) or is_quiet(found)
    return is_asking and not needs_none and not any(Default.APT_YES in apt_options(text) for text in found.options)


def is_quiet(found: PackageCommand) -> bool:
    """Whether it is quiet enough to imply yes: ``-qq``, ``-q -q`` or ``-q=2`` (apt-get(8))."""
    level = 0
    for flag in found.flags:
        if flag.text.startswith(("-q=", "--quiet=")):
            value = flag.text.rpartition("=")[2]
            level = max(level, int(value) if value.isdigit() else 0)
        elif flag.text == "--quiet":
            level += 1
        elif flag.text[1:].isalpha() and not flag.text.startswith("--"):
            level += flag.text.count("q")
    return level >= 2


RULE = Rule(
    code="DL3014",
    name="apt-yes",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="This asks for confirmation, and nobody can answer during a build; use `-y`",
        ko="확인을 요청하지만 빌드 중에는 아무도 답할 수 없습니다. `-y`를 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`apt-get` asks `Do you want to continue? [Y/n]` before it installs or removes more than what was named. A "
            "build has no keyboard: the question reads end of input and the build stops with `Abort.`\n\n"
            "Write `apt-get install -y …`. `-qq` and the setting `APT::Get::Assume-Yes` do the same."
        ),
        ko=(
            "`apt-get`은 지정한 것 말고도 설치하거나 지울 것이 있으면 `Do you want to continue? [Y/n]`라고 묻습니다. "
            "빌드에는 키보드가 없어 입력이 바로 끝나고, 빌드는 `Abort.`와 함께 멈춥니다.\n\n"
            "`apt-get install -y …`로 쓰세요. `-qq`나 `APT::Get::Assume-Yes` 설정도 같은 일을 합니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get update && apt-get «install» curl\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get -q «remove» \\\n    curl\n",
            good="FROM debian:12\nRUN apt-get -q remove -y \\\n    curl\n",
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\napt-get update\napt-get «install» curl | tee log\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y curl | tee log\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get install -y curl\n",
        "FROM debian:12\nRUN apt-get -qq install curl\n",
        "FROM debian:12\nRUN apt-get -q -q install curl\n",
        "FROM debian:12\nRUN apt-get -q=2 install curl\n",
        "FROM debian:12\nRUN apt-get install curl -yq\n",
        "FROM debian:12\nRUN apt-get install --assume-yes curl\n",
        "FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install curl\n",
        "FROM debian:12\nRUN apt-get install --download-only curl\n",
        "FROM debian:12\nRUN apt-get --print-uris install curl\n",
        "FROM debian:12\nRUN yes | apt-get install curl\n",
        "FROM debian:12\nRUN apt-get install $APT_OPTS curl\n",
        "FROM debian:12\nRUN echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90yes\n"
        "RUN apt-get update && apt-get install curl\n",
        "FROM debian:12 AS base\nCOPY 90yes /etc/apt/apt.conf.d/\nFROM base\nRUN apt-get install curl\n",
    ),
    aliases=("DS-0021", "AVD-DS-0021", "missing-assume-yes-switch", "aptGetInstallUseY"),
)
