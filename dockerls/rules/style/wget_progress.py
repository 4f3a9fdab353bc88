"""``wget`` that fills the build log with its progress bar."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.fetch_commands import has_option, urls
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command

DOTS = "--progress=dot:giga"
QUIET = "-q"

TITLE = Sentence(en="Add `{flag}`", ko="`{flag}` 추가")

# BusyBox's wget has no --progress; what is not known may be Alpine.
_GNU_FAMILIES = frozenset({"debian", "ubuntu", "rhel", "rhel-minimal", "fedora", "amazonlinux", "suse", "arch"})
_LONG = (
    "--quiet",
    "--no-verbose",
    "--progress",
    "--output-file",
    "--append-output",
    "--background",
    "--version",
    "--help",
)


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    flag = DOTS if around.family in _GNU_FAMILIES else QUIET
    for script in scripts_of(run, around):
        for command in script.commands:
            if command.name == "wget" and shows_progress(command):
                fix = Fix(TITLE.filled(flag=flag), Safety.SAFE, (insert(command.name_span.end, f" {flag}"),))
                yield Finding(here(command.name_span), fixes=() if script.error else (fix,))


def shows_progress(command: Command) -> bool:
    is_quiet = has_option(command, "q", *_LONG) or any(has_option(command, letter) for letter in "oab")
    return bool(urls(command)) and not is_quiet and not any(word.text.startswith("-nv") for word in command.args)


RULE = Rule(
    code="DL3047",
    name="wget-progress",
    category=Category.STYLE,
    severity=Severity.INFO,
    message=Sentence(
        en="The progress bar of `wget` fills the build log",
        ko="`wget` 진행 막대가 빌드 로그를 가득 채웁니다",
    ),
    rationale=Sentence(
        en=(
            "In a build log, which is no terminal, `wget` prints a line of dots for every 50 KB: 20,000 lines for 1 "
            "GB, in "
            "which an error is hard to find.\n\n"
            "`wget --progress=dot:giga` prints a line for every 32 MB, `-nv` only what was saved, `-q` nothing. "
            "BusyBox's "
            "`wget` (Alpine) knows only `-q`."
        ),
        ko=(
            "터미널이 아닌 빌드 로그에서는 `wget`이 50KB마다 점을 한 줄씩 출력합니다. 1GB면 20,000줄이어서 오류를 찾기 "
            "어렵습니다.\n\n"
            "`wget --progress=dot:giga`는 32MB마다 한 줄을, `-nv`는 저장한 파일만 출력하고, `-q`는 아무것도 출력하지 "
            "않습니다. "
            "BusyBox의 `wget`(Alpine)에서는 `-q`만 쓸 수 있습니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN «wget» https://example.com/a\n",
            good="FROM debian:12\nRUN wget --progress=dot:giga https://example.com/a\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN cd /opt && «wget» \\\n    -O a https://example.com/a\n",
            good="FROM alpine:3.22\nRUN cd /opt && wget -q \\\n    -O a https://example.com/a\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN wget -q https://example.com/a\n",
        "FROM debian:12\nRUN wget -qO- https://example.com/a\n",
        "FROM debian:12\nRUN wget -nv https://example.com/a\n",
        "FROM debian:12\nRUN wget --progress=dot:mega https://example.com/a\n",
        "FROM debian:12\nRUN wget -o log https://example.com/a\n",
        "FROM debian:12\nRUN wget --no-verbose https://example.com/a\n",
        "FROM debian:12\nRUN apt-get install -y wget && wget --version\n",
    ),
    on=False,
)
