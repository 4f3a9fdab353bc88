"""The whole context is copied without an ignore file, or with one that lets through what no image needs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dockerls.knowledge.makers import MAKERS
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Pending, Rule, Safety, Severity
from dockerls.semantics.context_sources import context_sources
from dockerls.semantics.ignore_advice import IgnoreAdvice, IgnoreQuestion
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told

NEW_FILE = ".dockerignore"
MOST_NAMED = 3

CREATE = Sentence(
    en="Create a .dockerignore file that fits the project", ko="프로젝트에 맞는 .dockerignore 파일 만들기"
)
EXTEND = Sentence(en="Leave this out, in `{file}`", ko="`{file}`에 추가해서 제외하기")
LET_THROUGH = Sentence(
    en="This copies {names} too; the ignore file lets them through", ko="ignore 파일에 없어서 {names}까지 복사합니다"
)
LET_MORE_THROUGH = Sentence(
    en="This copies {names} and {count} more; the ignore file lets them through",
    ko="ignore 파일에 없어서 {names} 외 {count}개까지 복사합니다",
)


@value
class Copied:
    """What a COPY or ADD names, and the word with which it takes the whole context."""

    named: tuple[str, ...]
    whole: Span | None


@value
class Runs:
    """The commands of a RUN, as far as they tell what is made in the image."""

    commands: frozenset[str]
    uses_git: bool


def note(instruction: Instruction, around: Surroundings) -> Copied | Runs | None:
    if instruction.keyword == "RUN":
        commands = {command.name for command in commands_of(instruction, around)}
        runs = Runs(frozenset(commands & MAKERS), "git" in commands)
        return runs if runs.commands or runs.uses_git else None
    sources = context_sources(instruction)
    named = tuple(source.path for source in sources if not source.is_whole_context)
    is_partial = instruction.flag("exclude") is not None
    whole = None if is_partial else next((source.span for source in sources if source.is_whole_context), None)
    return Copied(named, whole) if sources else None


def asked(noted: tuple[Noted, ...]) -> tuple[Place, IgnoreQuestion] | None:
    """The first place that takes the whole context, and what to ask about it."""
    copies = [each for each in noted if isinstance(each.fact, Copied)]
    runs = [each.fact for each in noted if isinstance(each.fact, Runs)]
    whole = next((each for each in copies if each.fact.whole is not None), None)
    if whole is None:
        return None
    named = dict.fromkeys(path for each in copies for path in each.fact.named)
    commands = frozenset(command for run in runs for command in run.commands)
    question = IgnoreQuestion(tuple(named), commands, any(run.uses_git for run in runs))
    return Place(whole.piece, whole.fact.whole), question


def _fix(title: Sentence, file: str, entries: tuple[str, ...]) -> tuple[Fix, ...]:
    lines = "".join(f"{entry}\n" for entry in entries)
    return (Fix(title, Safety.SUGGEST, (PlacedEdit(file, lines),)),)


@value
class Missing:
    """Reads the answer: is there no ignore file, though there is something to ignore?"""

    place: Place

    def __call__(self, told: "Told[IgnoreAdvice | None]") -> Iterator[Finding]:
        advice = told.answer
        if advice is not None and advice.file is None and advice.entries:
            fixes = _fix(CREATE, NEW_FILE, advice.entries)
            yield Finding(self.place, fixes=fixes, is_guess=told.is_guess)


@value
class Weak:
    """Reads the answer: does the ignore file let through what weighs most?"""

    place: Place

    def __call__(self, told: "Told[IgnoreAdvice | None]") -> Iterator[Finding]:
        advice = told.answer
        if advice is not None and advice.file is not None and advice.heavy:
            names = ", ".join(f"`{entry}`" for entry in advice.heavy[:MOST_NAMED])
            rest = len(advice.heavy) - MOST_NAMED
            message = (LET_MORE_THROUGH if rest > 0 else LET_THROUGH).filled(names=names, count=rest)
            fixes = _fix(EXTEND.filled(file=advice.file), advice.file, advice.heavy)
            yield Finding(self.place, message, fixes, is_guess=told.is_guess)


def check_missing(noted: tuple[Noted, ...]) -> Iterator[Pending]:
    if (found := asked(noted)) is not None:
        place, question = found
        yield Pending(question, Missing(place))


def check_weak(noted: tuple[Noted, ...]) -> Iterator[Pending]:
    if (found := asked(noted)) is not None:
        place, question = found
        yield Pending(question, Weak(place))


KEYWORDS = frozenset({"COPY", "ADD", "RUN"})
NODE = "//- package.json\n{}\n//- server.js\n//- node_modules/left-pad/index.js\n//- .git/HEAD\n//- .env\nTOKEN=\n"
PYTHON = "//- app.py\n//- lib/__pycache__/a.pyc\n//- .venv/bin/python\n//- debug.log\n//- .git/HEAD\n"

MISSING_RULE = Rule(
    code="DLS1024",
    name="dockerignore-missing",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="This copies the whole build context, and there is no .dockerignore file",
        ko="빌드 컨텍스트 전체를 복사하는데 .dockerignore 파일이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "`COPY . .` copies all there is: `.git` with the whole history, `node_modules` built for another system, "
            "logs, `.env` files with passwords. All of it is sent to the builder, becomes part of a layer, and any "
            "change in it makes the COPY and everything below it run again.\n\n"
            "List what the image does not need in a `.dockerignore` file in the build context. Its patterns start at "
            "that folder, unlike those of a `.gitignore`: `node_modules` is only the one at the top, "
            "`**/node_modules` is each.\n\n"
            "Ignore this where the build context is a folder made for the build, with nothing else in it."
        ),
        ko=(
            "`COPY . .`은 모든 파일을 복사합니다. 전체 기록이 담긴 `.git`, 다른 시스템용으로 설치된 `node_modules`, "
            "로그, 비밀번호가 적힌 `.env` 파일까지 빌더로 보내져 레이어에 들어갑니다. 그중 하나라도 바뀌면 COPY와 그 "
            "아래를 모두 다시 실행합니다.\n\n"
            "이미지에 필요 없는 것을 빌드 컨텍스트의 `.dockerignore` 파일에 적으세요. `.gitignore`와 달리 패턴은 그 "
            "폴더에서 시작합니다. `node_modules`는 맨 위의 것만, `**/node_modules`는 모든 폴더의 것을 뜻합니다.\n\n"
            "빌드를 위해 따로 만든, 다른 파일이 없는 폴더가 빌드 컨텍스트라면 무시해도 됩니다."
        ),
    ),
    check=FileCheck(note, check_missing),
    keywords=KEYWORDS,
    examples=(
        Example(
            bad=f"FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCOPY «.» .\n{NODE}",
            good=(
                "FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCOPY . .\n"
                "//- .dockerignore\n.git\nnode_modules\n.env\nDockerfile*\n"
            ),
        ),
        Example(
            bad=f'FROM python:3.13\nADD [«"./"», "/app/"]\nCOPY .env debug.log /app/\nRUN git describe\n{PYTHON}',
            good=(
                'FROM python:3.13\nADD ["./", "/app/"]\nCOPY .env debug.log /app/\nRUN git describe\n'
                "//- .dockerignore\n.venv\n**/__pycache__\n**/*.pyc\nDockerfile*\n"
            ),
        ),
    ),
    silent=(
        f"FROM node:24\nCOPY . .\n//- .dockerignore\n.git\n{NODE}",
        f"FROM node:24\nCOPY . .\n//- Dockerfile.dockerignore\n.git\n{NODE}",
        f"FROM node:24\nCOPY package.json server.js ./\nCOPY node_modules ./node_modules\n{NODE}",
        f"FROM node:24\nCOPY --from=build . .\nONBUILD COPY . .\nCOPY --exclude=.git . .\n{NODE}",
        "FROM node:24\nCOPY . .\n",
    ),
)

WEAK_RULE = Rule(
    code="DLS1025",
    name="dockerignore-weak",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="This copies more than an image needs; the ignore file lets it through",
        ko="ignore 파일에 빠진 것이 있어 이미지에 필요 없는 파일까지 복사합니다",
    ),
    rationale=Sentence(
        en=(
            "There is an ignore file, but something big that hardly any image needs is not in it: `.git`, "
            "`node_modules` or a virtual environment of this machine, logs, or a folder of more than 10 MB that git "
            "leaves out as well. It is sent to the builder, copied into a layer, and changes often, so that the layers "
            "below are built again.\n\n"
            "Patterns start at the top folder: `node_modules` does not match `web/node_modules`, `**/node_modules` "
            "matches both.\n\n"
            "Ignore this if the image does need it: some tools ask git for a version while they build."
        ),
        ko=(
            "ignore 파일은 있지만, 이미지에 거의 필요 없는 큰 것이 빠져 있습니다. `.git`, 이 컴퓨터에서 만든 "
            "`node_modules`나 가상 환경, 로그, git에서도 제외된 10 MB가 넘는 폴더 등입니다. 빌더로 보내져 레이어에 "
            "복사되고, 자주 바뀌어 아래 레이어까지 다시 빌드하게 만듭니다.\n\n"
            "패턴은 맨 위 폴더에서 시작합니다. `node_modules`는 `web/node_modules`와 일치하지 않고, "
            "`**/node_modules`는 둘 다와 일치합니다.\n\n"
            "이미지에 꼭 필요하다면 무시하세요. 빌드하면서 git에서 버전을 읽는 도구도 있습니다."
        ),
    ),
    check=FileCheck(note, check_weak),
    keywords=KEYWORDS,
    examples=(
        Example(
            bad=f"FROM node:24\nWORKDIR /app\nCOPY «.» .\nRUN npm ci\n//- .dockerignore\n.env\nnpm/*.log\n{NODE}",
            good=(
                "FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\n"
                "//- .dockerignore\n.env\nnpm/*.log\n.git\nnode_modules\n"
            ),
        ),
        Example(
            bad=f"FROM python:3.13\nCOPY «.» /app/\n//- Dockerfile.dockerignore\n.git\n{PYTHON}",
            good="FROM python:3.13\nCOPY . /app/\n//- Dockerfile.dockerignore\n.git\n.venv\n*.log\n",
        ),
    ),
    silent=(
        f"FROM node:24\nCOPY . .\nRUN npm ci\n//- .dockerignore\n.git\n**/node_modules\n{NODE}",
        f"FROM node:24\nCOPY . .\nRUN npm ci\n//- .dockerignore\n*\n!server.js\n{NODE}",
        f"FROM node:24\nCOPY . .\nCMD node server.js\n//- .dockerignore\n.git\n{NODE}",
        f"FROM python:3.13\nCOPY . .\nRUN git describe\n//- .dockerignore\n.venv\n*.log\n{PYTHON}",
        f"FROM python:3.13\nCOPY . .\n//- .dockerignore\n.venv\n*.log\n//- setup.py\nsetuptools_scm\n{PYTHON}",
        f"FROM python:3.13\nCOPY . .\n//- .dockerignore\n[\n{PYTHON}",
        f"FROM node:24\nCOPY . .\n{NODE}",
        "FROM node:24\nCOPY . .\n",
    ),
)

RULES = (MISSING_RULE, WEAK_RULE)
