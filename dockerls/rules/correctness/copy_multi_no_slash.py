"""COPY or ADD of several sources to what is not plainly a directory."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Append `/`", ko="`/` 붙이기")
QUOTES = "\"'"
DIRECTORIES = frozenset({".", ".."})


def check(copy: Instruction, around: Surroundings) -> Iterator[Finding]:
    if len(copy.arguments) < 3 or swallowed_comments(copy):
        return
    target = copy.arguments[-1]
    behind_heredocs = max((copy.span_in_line(each.start, each.end).end for each in copy.openings), default=0)
    if target.span.start < behind_heredocs or "<<" in target.text:
        return  # nothing but heredocs: where they go is not written yet
    quotes = '"' if copy.exec_form is not None else target.text[len(target.text.rstrip(QUOTES)) :]
    path = target.text.rstrip(QUOTES)
    if path.endswith(("/", "\\", "}")) or path.rpartition("/")[2] in DIRECTORIES or _ends_in_variable(path):
        return
    fix = Fix(TITLE, Safety.SAFE, (insert(target.span.end - len(quotes), "/"),))
    yield Finding(here(target.span), fixes=(fix,), severity=Severity.INFO if _is_there(path, around) else None)


def _is_there(path: str, around: Surroundings) -> bool:
    """Whether WORKDIR has made the directory."""
    folder = working_folder(around)
    return folder is not None and f"{folder}/".startswith(f"{resolved(path.lstrip(QUOTES), folder).rstrip('/')}/")


def _ends_in_variable(path: str) -> bool:
    name = path.rpartition("$")[2]
    return "$" in path and name.isidentifier()


RULE = Rule(
    code="DL3021",
    name="copy-multi-no-slash",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="Several files are copied here, so this must be a directory and end in `/`",
        ko="여러 파일을 복사하므로 디렉터리여야 하며 `/`로 끝나야 합니다",
    ),
    rationale=Sentence(
        en=(
            "With more than one source, `COPY` and `ADD` need a directory as their target, and Docker tells one by "
            "its `/` at the end. Where there is no such directory yet, BuildKit writes the sources one over the other "
            "into a single file of that name, and says nothing (measured with Docker 28.5); older builders stop.\n\n"
            "Append `/`. A target in a variable is not reported, since its value may end in `/`."
        ),
        ko=(
            "원본이 둘 이상이면 `COPY`와 `ADD`의 대상은 디렉터리여야 하며, Docker는 끝의 `/`로 디렉터리를 구별합니다. "
            "그런 디렉터리가 아직 없으면 BuildKit은 그 이름의 파일 하나에 원본을 차례로 덮어쓰고 아무 말도 하지 "
            "않습니다(Docker 28.5에서 확인). 예전 빌더에서는 빌드가 멈춥니다.\n\n"
            "끝에 `/`를 붙이세요. 변수로 된 대상은 값이 `/`로 끝날 수 있으므로 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"COPY", "ADD"}),
    check=check,
    examples=(
        Example(
            bad="FROM node:22\nCOPY package.json package-lock.json «/app»\n",
            good="FROM node:22\nCOPY package.json package-lock.json /app/\n",
        ),
        Example(
            bad='FROM node:22\nADD --chown=node ["a b", "c", «"/my app"»]\n',
            good='FROM node:22\nADD --chown=node ["a b", "c", "/my app/"]\n',
        ),
        Example(
            bad="FROM debian:12\nCOPY <<one <<two «/etc/app»\n1\none\n2\ntwo\n",
            good="FROM debian:12\nCOPY <<one <<two /etc/app/\n1\none\n2\ntwo\n",
        ),
        Example(
            bad="FROM debian:12\nONBUILD COPY a b «$HOME/app»\n",
            good="FROM debian:12\nONBUILD COPY a b $HOME/app/\n",
        ),
    ),
    silent=(
        "FROM node:22\nCOPY a b .\n",
        "FROM node:22\nCOPY a b /app/..\n",
        "FROM node:22\nCOPY a b $TARGET\n",
        "FROM node:22\nCOPY a b ${TARGET:-/app/}\n",
        "FROM node:22\nCOPY *.json /app\n",
        "FROM node:22\nCOPY a /app # note\n",
        'FROM node:22\nCOPY <<one <<"two three"\n1\none\n2\ntwo three\n',
        "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY a b C:\\app\\\n",
    ),
    aliases=("DS-0011", "AVD-DS-0011", "INVALID_DESTINATION"),
)
