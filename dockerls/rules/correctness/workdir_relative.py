"""A relative WORKDIR where only the base image knows what it is relative to."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

TITLE = Sentence(en="Write `{path}`", ko="절대 경로 `{path}`(으)로 쓰기")


def check(workdir: Instruction, around: Surroundings) -> Iterator[Finding]:
    path = workdir.value.strip("\"'")
    if not path or around.workdir is not None or not around.in_stage or _is_absolute(path):
        return
    start = workdir.value_span.start + len(workdir.value) - len(workdir.value.lstrip("\"'"))
    rest = _without_dots(path)
    is_plain = path in workdir.text and not path.startswith(("~", "[", "<"))
    dots = Span(start, start + len(path) - len(rest))
    fix = Fix(TITLE.filled(path=f"/{rest}"), Safety.SUGGEST, (substitute(dots, "/"),))
    yield Finding(here(workdir.value_span), fixes=(fix,) if is_plain else ())


def _is_absolute(path: str) -> bool:
    """Also by a variable, and as Windows has it: ``C:\\app``, ``\\app``."""
    return path.startswith(("/", "$", "\\")) or path[1:2] == ":"


def _without_dots(path: str) -> str:
    """What is left without ``./`` and ``../`` in front."""
    if path in (".", ".."):
        return ""
    while path.startswith(("./", "../")):
        path = path.partition("/")[2]
    return path


RULE = Rule(
    code="DL3000",
    name="workdir-relative",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="This is relative to whatever directory the base image ends in",
        ko="베이스 이미지의 작업 디렉터리에 따라 달라지는 상대 경로입니다",
    ),
    rationale=Sentence(
        en=(
            "A relative `WORKDIR` is appended to the one before. The first one of a stage is appended to the base "
            "image's, so the same line means `/app` on one base and `/usr/src/app` on the next.\n\n"
            "Start with an absolute path. Relative ones after it are fine."
        ),
        ko=(
            "상대 경로인 `WORKDIR`는 앞의 작업 디렉터리에 덧붙습니다. 스테이지의 첫 `WORKDIR`는 베이스 이미지의 것에 "
            "덧붙으므로, 베이스에 따라 `/app`이 되기도 하고 `/usr/src/app`이 되기도 합니다.\n\n"
            "절대 경로로 시작하세요. 그 뒤에 오는 상대 경로는 괜찮습니다."
        ),
    ),
    keywords=frozenset({"WORKDIR"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nWORKDIR «app»\n", good="FROM debian:12\nWORKDIR /app\n"),
        Example(bad='FROM debian:12\nWORKDIR «"./my app"»\n', good='FROM debian:12\nWORKDIR "/my app"\n'),
    ),
    silent=(
        "FROM debian:12\nWORKDIR $HOME\n",
        "FROM debian:12\nWORKDIR ${APP_DIR}/src\n",
        'FROM debian:12\nWORKDIR "/app"\n',
        "FROM debian:12\nWORKDIR /app\nWORKDIR src\n",
        "FROM debian:12 AS base\nWORKDIR /app\nFROM base\nWORKDIR src\n",
        "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR C:\\app\n",
        "FROM debian:12\nWORKDIR\n",
    ),
    aliases=("WorkdirRelativePath", "DS-0009", "AVD-DS-0009", "CKV_DOCKER_10", "WORKDIR_IS_NOT_ABSOLUTE"),
)
