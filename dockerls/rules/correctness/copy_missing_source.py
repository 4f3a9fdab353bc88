"""COPY and ADD of a file that is not in the build context."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Pending, Rule, Safety, Severity
from dockerls.semantics.context_sources import context_sources
from dockerls.semantics.source_questions import SourceAnswer, Standing, source_question
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told

MISSING = Sentence(en="`{path}` is not in the build context", ko="빌드 컨텍스트에 `{path}`이(가) 없습니다")
MISSPELT = Sentence(
    en="`{path}` is not in the build context. Did you mean `{nearest}`?",
    ko="빌드 컨텍스트에 `{path}`이(가) 없습니다. `{nearest}`을(를) 쓰려던 것인지 확인하세요",
)
TITLE = Sentence(en="Copy `{nearest}`", ko="`{nearest}` 복사하기")
_SPECIAL = frozenset(" \t\"'\\$*?[]")


@value
class MissingSource:
    """Reads the answer. ``written`` is the source as it stands in the text, quotes included."""

    path: str
    span: Span
    written: str

    def __call__(self, told: "Told[SourceAnswer]") -> Iterator[Finding]:
        if told.answer.standing is not Standing.MISSING:
            return
        nearest = told.answer.nearest
        if nearest is None:
            yield Finding(here(self.span), MISSING.filled(path=self.path), is_guess=told.is_guess)
            return
        message = MISSPELT.filled(path=self.path, nearest=nearest)
        yield Finding(here(self.span), message, self._fixes(nearest), is_guess=told.is_guess)

    def _fixes(self, nearest: str) -> tuple[Fix, ...]:
        """The likely meaning, written as the source was."""
        bare = self.written.strip("\"'")
        front, found, back = bare.partition(self.path)
        if not found or back not in ("", "/") or not _SPECIAL.isdisjoint(nearest):
            return ()
        edit = substitute(self.span, self.written.replace(bare, f"{front}{nearest}{back}"))
        return (Fix(TITLE.filled(nearest=nearest), Safety.SUGGEST, (edit,)),)


def check(copy: Instruction, around: Surroundings) -> Iterator[Pending]:
    for source in context_sources(copy):
        if not source.is_pattern:
            written = source.span.of(copy.text)
            yield Pending(source_question(source), MissingSource(source.path, source.span, written))


FILES = '//- requirements.txt\nflask\n//- src/app.py\nprint("hello")\n'

RULE = Rule(
    code="DLS4020",
    name="copy-missing-source",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(en="This is not in the build context", ko="빌드 컨텍스트에 없는 파일입니다"),
    rationale=Sentence(
        en=(
            "COPY and ADD take files from the build context: the folder that the build is started with "
            "(`docker build FOLDER`). Paths start at that folder, wherever the Dockerfile is, and cannot lead out of "
            "it. A build stops at a source that is not there.\n\n"
            "dockerls takes the folder from the setting `context`. Without it, it looks for the nearest folder in "
            "which everything else that COPY and ADD name is there.\n\n"
            "Ignore this for files that are made before the image is built, or set `context` if the build is started "
            "with another folder."
        ),
        ko=(
            "COPY와 ADD는 빌드 컨텍스트, 즉 빌드를 시작할 때 넘기는 폴더(`docker build 폴더`)에서 파일을 가져옵니다. "
            "Dockerfile이 어디에 있든 경로는 그 폴더에서 시작하며, 폴더 밖으로 나갈 수 없습니다. 원본 파일이 없으면 "
            "빌드가 멈춥니다.\n\n"
            "dockerls는 `context` 설정에 적힌 폴더를 사용합니다. 설정이 없으면 COPY와 ADD에 적힌 나머지 파일이 모두 "
            "있는 가장 가까운 폴더를 찾습니다.\n\n"
            "이미지를 빌드하기 전에 만들어지는 파일이라면 무시하고, 다른 폴더로 빌드한다면 `context`를 설정하세요."
        ),
    ),
    check=check,
    keywords=frozenset({"COPY", "ADD"}),
    examples=(
        Example(
            bad=f"FROM python:3.13\nCOPY «reqirements.txt» src/ /app/\n{FILES}",
            good="FROM python:3.13\nCOPY requirements.txt src/ /app/\n",
        ),
        Example(
            bad=f'FROM python:3.13\nCOPY [«"./app.py"», "/app/"]\n{FILES}',
            good='FROM python:3.13\nCOPY ["./src/app.py", "/app/"]\n',
        ),
        Example(
            bad=f"FROM python:3.13\nADD --chown=1000 src/ \\\n    «/SRC/app.py» /app/\n{FILES}",
            good="FROM python:3.13\nADD --chown=1000 src/ \\\n    /src/app.py /app/\n",
        ),
        Example(bad=f"FROM python:3.13\nCOPY «settings/production.yaml» /app/\n{FILES}"),
        Example(bad='FROM python:3.13\nCOPY [«"my fil.txt"», "/app/"]\n//- my file.txt\n'),
    ),
    silent=(
        f"FROM python:3.13\nCOPY requirements.txt ./src /src/../src/app.py ../src /app/\nCOPY . .\n{FILES}",
        f"FROM python:3.13\nCOPY --from=build /missing /app/\nONBUILD COPY missing /app/\n{FILES}",
        f"FROM python:3.13\nCOPY $FILE missing-*.txt https://example.com/missing /app/\n{FILES}",
        f"FROM python:3.13\nADD https://example.com/missing git@github.com:a/b.git /app/\n{FILES}",
        f"FROM python:3.13\nCOPY dist/app.whl target/ app.jar /app/\n{FILES}",
        f"FROM python:3.13\nCOPY <<EOF missing.txt /app/\nhello\nEOF\n//- missing.txt\n{FILES}",
        "FROM python:3.13\nCOPY missing.txt /app/\n",
    ),
)
