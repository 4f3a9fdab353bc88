"""COPY to a relative path where no WORKDIR is set, so that it lands in ``/``."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.paths import is_relative, working_folder
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Write `{path}`", ko="절대 경로 `{path}`(으)로 쓰기")


def check(copy: Instruction, around: Surroundings) -> Iterator[Finding]:
    if len(copy.arguments) < 2 or around.workdir is not None or not around.in_stage or copy.onset:
        return
    if working_folder(around) != "/" or swallowed_comments(copy):
        return  # a base that sets a directory of its own is counted on
    if not around.ships and around.image is not None and around.image.official == "scratch":
        return  # a stage that only hands files on has nothing to mix them with
    if not is_relative(copy):
        return
    destination = copy.arguments[-1]
    path = destination.text.strip("\"'")
    absolute = f"/{_without_dots(path)}"
    written = destination.span.of(copy.text)
    fixes: tuple[Fix, ...] = ()
    if path in written and not path.startswith(".."):
        fixes = (
            Fix(
                TITLE.filled(path=absolute),
                Safety.SUGGEST,
                (substitute(destination.span, written.replace(path, absolute)),),
            ),
        )
    yield Finding(here(destination.span), fixes=fixes)


def _without_dots(path: str) -> str:
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return "" if path == "." else path


RULE = Rule(
    code="DL3045",
    name="copy-relative-no-workdir",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="No WORKDIR is set, so this goes to the root folder `/`",
        ko="WORKDIR가 없어 루트 디렉터리 `/`에 복사됩니다",
    ),
    rationale=Sentence(
        en=(
            "A relative destination counts from the working directory, which is `/` if neither this file nor the base "
            "image sets one. `COPY . .` then mixes the project with `/bin` and `/etc`, and can overwrite them.\n\n"
            "Set `WORKDIR /app` first, or write an absolute path. Base images that are known to set a directory, or "
            "that are not known, are not reported."
        ),
        ko=(
            "상대 경로인 대상은 작업 디렉터리를 기준으로 합니다. 이 파일도 베이스 이미지도 정하지 않았다면 `/`입니다. "
            "그러면 "
            "`COPY . .`이 프로젝트 파일을 `/bin`, `/etc`와 섞고 덮어쓸 수도 있습니다.\n\n"
            "먼저 `WORKDIR /app`을 적거나 절대 경로로 쓰세요. 작업 디렉터리를 정하는 베이스 이미지나 알 수 없는 베이스 "
            "이미지는 "
            "알리지 않습니다."
        ),
    ),
    keywords=frozenset({"COPY"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nCOPY app «bin/»\n", good="FROM debian:12\nCOPY app /bin/\n"),
        Example(bad="FROM debian:12\nCOPY . «.»\n", good="FROM debian:12\nCOPY . /\n"),
        Example(bad='FROM debian:12\nCOPY ["a b", «"./c"»]\n', good='FROM debian:12\nCOPY ["a b", "/c"]\n'),
        Example(bad="FROM debian:12\nCOPY <<EOF «a»\nx\nEOF\n", good="FROM debian:12\nCOPY <<EOF /a\nx\nEOF\n"),
    ),
    silent=(
        "FROM debian:12\nWORKDIR /app\nCOPY . .\n",
        "FROM debian:12 AS base\nWORKDIR /app\nFROM base\nCOPY . .\n",
        "FROM debian:12\nWORKDIR app\nCOPY . .\n",
        "FROM golang:1.25\nCOPY . .\n",
        "FROM scratch AS sources\nCOPY src src\nFROM debian:12\nCOPY --from=sources / /\n",
        "FROM php:8.4-apache\nCOPY . .\n",
        "FROM corp.example.com/base\nCOPY . .\n",
        "FROM debian:12\nCOPY a /b\nCOPY a $DIR/b\nCOPY a\nONBUILD COPY . .\n",
        "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY a C:/b\n",
    ),
)
