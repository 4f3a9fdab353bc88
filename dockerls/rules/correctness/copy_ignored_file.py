"""COPY and ADD of a file that the ignore file keeps out of the build context."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, here
from dockerls.rules.rule import Category, Example, Finding, Fix, Pending, Rule, Safety, Severity
from dockerls.semantics.context_sources import ContextSource, context_sources
from dockerls.semantics.source_questions import SourceAnswer, Standing, source_question
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told

MESSAGE = Sentence(
    en="`{path}` is left out of the build context by the .dockerignore file",
    ko="`{path}`은(는) .dockerignore 파일 때문에 빌드 컨텍스트에서 빠집니다",
)
TITLE = Sentence(en="Take `{path}` back in, in `{file}`", ko="`{file}`에서 `{path}`을(를) 다시 포함하기")


@value
class IgnoredSource:
    """Reads the answer."""

    source: ContextSource

    def __call__(self, told: "Told[SourceAnswer]") -> Iterator[Finding]:
        if told.answer.standing is Standing.IGNORED:
            message = MESSAGE.filled(path=self.source.path)
            yield Finding(here(self.source.span), message, self._fixes(told.answer), is_guess=told.is_guess)

    def _fixes(self, answer: SourceAnswer) -> tuple[Fix, ...]:
        from dockerls.semantics.dockerignore import is_plain_pattern

        path, file = self.source.path, answer.ignore_file
        if file is None or not (self.source.is_pattern or is_plain_pattern(path)):
            return ()
        return (Fix(TITLE.filled(path=path, file=file), Safety.SUGGEST, (PlacedEdit(file, f"!{path}\n"),)),)


def check(copy: Instruction, around: Surroundings) -> Iterator[Pending]:
    for source in context_sources(copy):
        yield Pending(source_question(source), IgnoredSource(source))


FILES = "//- app.py\n//- docs/index.md\n//- docs/notes.txt\n//- .env\n"

RULE = Rule(
    code="CopyIgnoredFile",
    name="copy-ignored-file",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="The .dockerignore file leaves this out of the build context",
        ko=".dockerignore 파일 때문에 빌드 컨텍스트에서 빠지는 파일입니다",
    ),
    rationale=Sentence(
        en=(
            "What a `.dockerignore` file matches is never sent to the builder, so COPY and ADD cannot find it and the "
            "build stops. A file called like the Dockerfile with `.dockerignore` behind it counts instead of the one "
            "in the build context.\n\n"
            "Take the pattern out, or take the file back in with a line that begins with `!`. The last line that "
            "matches counts:\n\n"
            "```\n*.md\n!README.md\n```"
        ),
        ko=(
            "`.dockerignore` 파일에 일치하는 파일은 빌더로 보내지 않으므로, COPY와 ADD가 찾지 못해 빌드가 멈춥니다. "
            "Dockerfile 이름 뒤에 `.dockerignore`가 붙은 파일이 있으면 빌드 컨텍스트의 것 대신 그 파일을 씁니다.\n\n"
            "패턴을 지우거나, `!`로 시작하는 줄로 파일을 다시 포함하세요. 일치하는 마지막 줄이 적용됩니다.\n\n"
            "```\n*.md\n!README.md\n```"
        ),
    ),
    check=check,
    keywords=frozenset({"COPY", "ADD"}),
    examples=(
        Example(
            bad=f"FROM nginx:1.29\nCOPY «docs/index.md» /srv/\n//- .dockerignore\n*.txt\ndocs\n{FILES}",
            good=("FROM nginx:1.29\nCOPY docs/index.md /srv/\n//- .dockerignore\n*.txt\ndocs\n!docs/index.md\n"),
        ),
        Example(
            bad=f'FROM nginx:1.29\nCOPY [«"docs"», "/srv/"]\n//- Dockerfile.dockerignore\n**\n!app.py\n{FILES}',
            good=('FROM nginx:1.29\nCOPY ["docs", "/srv/"]\n//- Dockerfile.dockerignore\n**\n!app.py\n!docs\n'),
        ),
        Example(bad="FROM nginx:1.29\nCOPY «#notes.txt» /srv/\n//- .dockerignore\n*.txt\n//- #notes.txt\n"),
        Example(bad=f"FROM nginx:1.29\nADD «docs/*.md» /srv/\n//- .dockerignore\n**/*.md\n{FILES}"),
    ),
    silent=(
        f"FROM nginx:1.29\nCOPY app.py docs/index.md /srv/\n//- .dockerignore\n*.md\n.env\n{FILES}",
        f"FROM nginx:1.29\nCOPY . /srv/\nCOPY docs docs/* /srv/\n//- .dockerignore\n*\n!docs/*.md\n{FILES}",
        f"FROM nginx:1.29\nCOPY --from=x .env /srv/\nONBUILD COPY .env /srv/\n//- .dockerignore\n.env\n{FILES}",
        f"FROM nginx:1.29\nCOPY .env /srv/\n//- Dockerfile.dockerignore\ndocs\n//- .dockerignore\n.env\n{FILES}",
        f"FROM nginx:1.29\nCOPY .env /srv/\n//- .dockerignore\n.env\n[\n{FILES}",
        "FROM nginx:1.29\nCOPY .env /srv/\n",
    ),
)
