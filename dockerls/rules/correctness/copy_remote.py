"""COPY of a URL or a Git repository, which only ADD can fetch."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern

# What COPY refuses; other addresses are files of that name to it (measured with Docker 28.5, 2026-11-21).
_REMOTE = pattern(r"(?:https?|ssh|git)://|[\w.-]+@[\w.-]+:")

TITLE = Sentence(en="Use `ADD`", ko="`ADD`로 바꾸기")


def check(copy: Instruction, around: Surroundings) -> Iterator[Finding]:
    keyword = copy.keyword_span.of(copy.text)
    edit = substitute(copy.keyword_span, "ADD" if keyword.isupper() else "add")
    fixes = () if copy.flag("from") else (Fix(TITLE, Safety.SUGGEST, (edit,)),)
    for source in copy.arguments[:-1]:
        if _REMOTE.match(source.text.strip("\"'")):
            yield Finding(here(source.span), fixes=fixes)


RULE = Rule(
    code="DLS4048",
    name="copy-remote",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="`COPY` cannot fetch this; only `ADD` can", ko="`COPY`는 내려받지 못합니다. `ADD`를 쓰세요"),
    rationale=Sentence(
        en=(
            "`COPY` takes files from the build context, a stage or an image. It refuses URLs and Git repositories; "
            "`ADD` downloads the one and clones the other.\n\n"
            "Use `ADD`, with `--checksum` for a file, or fetch it in a `RUN`."
        ),
        ko=(
            "`COPY`는 빌드 컨텍스트, 스테이지, 이미지의 파일만 복사합니다. URL과 Git 저장소는 받지 않으며, 이런 것은 "
            "`ADD`가 내려받거나 복제합니다.\n\n"
            "`ADD`를 쓰고 파일이라면 `--checksum`을 함께 적거나, `RUN`에서 내려받으세요."
        ),
    ),
    keywords=frozenset({"COPY"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nCOPY «https://example.com/a.tgz» /tmp/\n",
            good="FROM debian:12\nADD https://example.com/a.tgz /tmp/\n",
        ),
        Example(
            bad='FROM debian:12\nONBUILD copy [«"git@github.com:moby/buildkit.git"», "/src"]\n',
            good='FROM debian:12\nONBUILD add ["git@github.com:moby/buildkit.git", "/src"]\n',
        ),
    ),
    silent=("FROM debian:12\nCOPY https /app/\nCOPY a.git/config github.com/a /x/\nADD https://example.com/a /a\n",),
)
