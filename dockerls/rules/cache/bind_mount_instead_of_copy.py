"""A manifest that is copied for one RUN only, and then again with all the rest."""

import posixpath
from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rewrite.remove import remove_instruction
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.manifest_installs import manifest_install
from dockerls.semantics.paths import working_folder
from dockerls.semantics.run_installs import reads_no_sources
from dockerls.semantics.shell_code import commands_of, scripts_of
from dockerls.semantics.source_copies import source_copy
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Mount `{names}` into the RUN instead", ko="`{names}`을(를) RUN에 마운트하기")
READ_HERE = Sentence(en="Only this reads it", ko="이 명령만 읽습니다")

# Installs that only read their manifests (a mount cannot be written to), unless an option says otherwise.
_READ_ONLY = frozenset({"pip", "go", "poetry", "composer"})
_READ_ONLY_WITH = {
    "yarn": ("--frozen-lockfile", "--immutable"),
    "pnpm": ("--frozen-lockfile",),
    "uv": ("--frozen", "--locked"),
}


@value
class Manifests:
    """A COPY of single files to the working directory, as they are named in the build context."""

    span: Span
    sources: tuple[str, ...]


@value
class Install:
    """A RUN that installs what manifests list, and otherwise reads nothing of the project."""

    span: Span


ALL_SOURCES = "a COPY of the whole build context to the working directory"
OTHER = "anything that may read the files, or changes where they are"

_HARMLESS = frozenset({"ARG", "ENV", "LABEL", "EXPOSE", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK", "VOLUME"})


def note(instruction: Instruction, around: Surroundings) -> Manifests | Install | str | None:
    if not around.in_stage or instruction.keyword in _HARMLESS:
        return None
    if instruction.keyword == "RUN":
        is_mounting = around.syntax is not None or instruction.flag("mount") is not None
        command = _install(instruction, around) if is_mounting else None
        return Install(command.span) if command is not None else OTHER
    folder = (working_folder(around) or ".").rstrip("/") or "/"
    copied = source_copy(instruction, around)
    if copied is not None and not copied.source:
        return ALL_SOURCES if copied.is_relative or copied.destination == folder else OTHER
    return (_manifests(instruction, folder) if instruction.keyword == "COPY" else None) or OTHER


def _install(run: Instruction, around: Surroundings) -> Command | None:
    """The install, where all of the RUN is plain to see."""
    scripts = scripts_of(run, around)
    if not scripts or any(script.error or script.too_long for script in scripts):
        return None
    commands = tuple(commands_of(run, around))
    installing = [command for command in commands if _only_reads(command)]
    known = all(command in installing or reads_no_sources(command) for command in commands)
    return installing[0] if len(installing) == 1 and known else None


def _only_reads(command: Command) -> bool:
    install = manifest_install(command)
    if install is None or install.fetch is not None or not install.is_simple:
        return False
    flags = _READ_ONLY_WITH.get(install.tool, ())
    is_npm_ci = install.tool == "npm" and command.argument("ci", "clean-install") is not None
    return install.tool in _READ_ONLY or is_npm_ci or bool(flags and command.flag(*flags))


def _manifests(copy: Instruction, folder: str) -> Manifests | None:
    words = copy.arguments
    if len(words) < 2 or copy.flags or copy.exec_form is not None or copy.openings or copy.header.comments:
        return None
    destination = words[-1].text
    is_here = destination in (".", "./") or (destination.endswith("/") and destination.rstrip("/") == folder)
    sources = tuple(posixpath.normpath(word.text) for word in words[:-1])
    is_plain = all(_is_plain(source) for source in sources)
    if not is_here or not is_plain or any(word.text.endswith("/") for word in words[:-1]):
        return None
    return Manifests(words[0].span.joined(words[-2].span), sources)


def _is_plain(source: str) -> bool:
    """Whether a source is one file at the top of the build context, as its name tells."""
    return "." in source.strip(".") and not any(character in source for character in "/*?[$\"',=")


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    facts = [each.fact for each in noted]
    for at, each in enumerate(noted):
        below = facts[at + 1 : at + 3]
        if isinstance(each.fact, Manifests) and below[1:] == [ALL_SOURCES] and isinstance(below[0], Install):
            yield _finding(each, noted[at + 1])


def _finding(copy: Noted, run: Noted) -> Finding:
    manifests: Manifests = copy.fact
    recipe = MountInstead(copy.piece, run.piece, manifests.sources)
    fix = Fix(TITLE.filled(names="`, `".join(manifests.sources)), Safety.SUGGEST, recipe)
    related = (Related(Place(run.piece, run.fact.span), READ_HERE),)
    return Finding(Place(copy.piece, manifests.span), fixes=(fix,), related=related)


@value
class MountInstead:
    """A recipe: take the COPY out, and mount its files into the RUN."""

    copy: int
    run: int
    sources: tuple[str, ...]

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = pieces[self.run]
        if not isinstance(run, Instruction):
            return ()
        mounts = [f"type=bind,source={source},target={source}" for source in self.sources]
        return (*remove_instruction(pieces, self.copy), *placed(add_mounts(run, mounts), self.run))


RULE = Rule(
    code="DLS2008",
    name="bind-mount-instead-of-copy",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="Only one RUN needs this before everything is copied; it could be mounted there",
        ko="전체를 복사하기 전에는 RUN 하나만 이 파일을 읽으므로 그 RUN에 마운트할 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "A manifest that is copied first so that dependencies stay in the cache is copied twice: once for the "
            "install, and once more with all the sources. A bind mount shows it to the RUN without a layer of its "
            "own; the cache still depends on its content.\n\n"
            "```dockerfile\nRUN --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n"
            "    pip install -r requirements.txt\nCOPY . .\n```\n\n"
            "A mounted file cannot be written to: use `npm ci`, not `npm install`. Mounts need BuildKit, so this is "
            "only said in files that ask for a frontend with `# syntax=` or mount something already.\n\n"
            "Ignore this where you like the COPY better: it costs a small layer, no more."
        ),
        ko=(
            "의존성을 캐시에 두려고 먼저 복사한 매니페스트는 결국 두 번 복사됩니다. 설치할 때 한 번, 소스 전체와 "
            "함께 또 한 번입니다. 바인드 마운트를 쓰면 레이어를 따로 만들지 않고 그 RUN에서만 파일을 볼 수 있으며, "
            "캐시는 여전히 파일 내용에 따라 정해집니다.\n\n"
            "```dockerfile\nRUN --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n"
            "    pip install -r requirements.txt\nCOPY . .\n```\n\n"
            "마운트한 파일에는 쓸 수 없으므로 `npm install`이 아니라 `npm ci`를 쓰세요. 마운트에는 BuildKit이 "
            "필요하므로 `# syntax=`가 있거나 이미 마운트를 쓰는 파일에서만 알립니다.\n\n"
            "COPY가 더 좋다면 무시해도 됩니다. 작은 레이어 하나가 늘 뿐입니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad=(
                "# syntax=docker/dockerfile:1\nFROM python:3.14\nWORKDIR /app\n# dependencies first\n"
                "COPY «requirements.txt» .\nRUN pip install -r requirements.txt\nCOPY . .\n"
            ),
            good=(
                "# syntax=docker/dockerfile:1\nFROM python:3.14\nWORKDIR /app\n# dependencies first\n"
                "RUN --mount=type=bind,source=requirements.txt,target=requirements.txt "
                "pip install -r requirements.txt\nCOPY . .\n"
            ),
        ),
        Example(
            bad=(
                "FROM node:26\r\nWORKDIR /app\r\nCOPY «package.json ./package-lock.json» /app/\r\n"
                "RUN --mount=type=cache,target=/root/.npm npm ci\r\nENV A=1\r\nCOPY . /app\r\n"
            ),
            good=(
                "FROM node:26\r\nWORKDIR /app\r\n"
                "RUN --mount=type=cache,target=/root/.npm "
                "--mount=type=bind,source=package.json,target=package.json \\\r\n"
                "    --mount=type=bind,source=package-lock.json,target=package-lock.json \\\r\n"
                "    npm ci\r\nENV A=1\r\nCOPY . /app\r\n"
            ),
        ),
    ),
    silent=(
        "FROM python:3.14\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM python:3.14\nCOPY requirements.txt .\n"
        "RUN pip install -r requirements.txt\nRUN ./setup\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM python:3.14\nCOPY requirements.txt .\n"
        "RUN pip install -r requirements.txt\nCOPY src src\n",
        "# syntax=docker/dockerfile:1\nFROM python:3.14\nCOPY requirements.txt .\n"
        "RUN pip install -r requirements.txt && ./setup\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM node:26\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM node:26\nCOPY package.json package-lock.json ./\nRUN npm i\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM node:26\nCOPY --chown=node package.json ./\nRUN npm ci\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM node:26\nCOPY package.json ./\nWORKDIR /a\nRUN npm ci\nCOPY . .\n",
        "# syntax=docker/dockerfile:1\nFROM node:26\nCOPY package.json /b/\nRUN npm ci\nCOPY . /c\n",
        "# syntax=docker/dockerfile:1\nFROM golang:1.27\nCOPY go.mod go.sum ./\nRUN go build\nCOPY . .\n",
    ),
)
