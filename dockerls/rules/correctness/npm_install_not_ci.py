"""``npm install`` though a lockfile says which versions to install."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Pending, Rule, Safety, Severity, StageCheck
from dockerls.semantics.context_sources import ContextSource, context_sources
from dockerls.semantics.manifest_installs import manifest_install
from dockerls.semantics.mounts import mounts_of
from dockerls.semantics.paths import entered, resolved, working_folder
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.source_questions import SourceAnswer, SourceQuestion, Standing
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.span import Span
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told

LOCKFILE = "package-lock.json"
TITLE = Sentence(en="Replace with `npm ci`", ko="`npm ci`로 바꾸기")

# With these npm leaves the lockfile alone or installs something else than it says.
_OTHER_FLAGS = ("--no-package-lock", "--package-lock-only", "--package-lock=false", "--dry-run", "--no-lockfile")


@value
class Lockfile:
    """Where in the build context a copied lockfile would come from, and the folder it would be copied to."""

    path: str
    folder: str


@value
class Installs:
    """The ``install`` words of a RUN that could be ``ci``, each with its project's folder; or the lockfile's end."""

    words: tuple[tuple[Span, str], ...]
    removes_lockfile: bool


def note(instruction: Instruction, around: Surroundings) -> tuple[Lockfile, ...] | Installs | None:
    if not around.is_posix:
        return None
    if instruction.keyword == "RUN":
        return _installs(instruction, around)
    sources = context_sources(instruction)
    if not sources:
        return None
    target = instruction.arguments[-1].text.strip("\"'")
    is_file = posixpath.basename(target) == LOCKFILE
    folder = resolved(posixpath.dirname(target) or "." if is_file else target, working_folder(around))
    found = (_lockfile_of(source) for source in sources)
    return tuple(Lockfile(path, folder.rstrip("/")) for path in found if path is not None) or None


def _lockfile_of(source: ContextSource) -> str | None:
    """The path of the lockfile that a source would bring."""
    folder, name = posixpath.split(source.path)
    if name == LOCKFILE:
        return source.path
    if not source.is_pattern:
        return posixpath.join(source.path, LOCKFILE)
    from dockerls.semantics.dockerignore import glob_matches

    return posixpath.join(folder, LOCKFILE) if glob_matches(name, LOCKFILE) and "*" not in folder else None


def _installs(run: Instruction, around: Surroundings) -> Installs | None:
    words: list[tuple[Span, str]] = []
    removes = False
    folder = resolved(".", working_folder(around))
    for command in commands_of(run, around):
        if command.name in ("cd", "pushd", "popd"):
            inside = entered(command, folder)
            if inside is None:
                break
            folder = inside
        removes = removes or (command.name in ("rm", "mv") and LOCKFILE in " ".join(w.text for w in command.operands))
        found = _install(command, folder)
        words += (found,) if found else ()
    if any(mount.type == "bind" for mount in mounts_of(run)) or not (words or removes):
        return None
    return Installs(tuple(words), removes)


def _install(command: Command, folder: str) -> tuple[Span, str] | None:
    """The word ``install`` of npm, and the folder of the project that it installs."""
    prefix = command.flag_value("--prefix") if command.name == "npm" else None
    if prefix is not None:
        kept = (word for word in command.words if word.text not in ("--prefix", f"--prefix={prefix}", prefix))
        command = replace(command, words=tuple(kept))
        folder = resolved(prefix, folder)
    word = command.argument("install", "i") if command.name == "npm" else None
    install = manifest_install(command) if word is not None else None
    if install is None or not install.is_simple or word is None or command.flag(*_OTHER_FLAGS) or "$" in folder:
        return None
    return word.span, folder.rstrip("/")


@value
class LockedInstall:
    """Reads the answer: does the lockfile come along?"""

    place: Place

    def __call__(self, told: "Told[SourceAnswer]") -> Iterator[Finding]:
        if told.answer.standing is Standing.THERE:
            edit = PlacedEdit(self.place, "ci")
            yield Finding(self.place, fixes=(Fix(TITLE, Safety.SUGGEST, (edit,)),), is_guess=told.is_guess)


def check(noted: tuple[Noted, ...]) -> Iterator[Pending]:
    copied: dict[str, str] = {}
    for each in noted:
        if isinstance(each.fact, Installs):
            if each.fact.removes_lockfile:
                return
            for span, folder in each.fact.words:
                if folder in copied:
                    question = SourceQuestion(copied[folder], is_pattern=False)
                    yield Pending(question, LockedInstall(Place(each.piece, span)))
        else:
            copied |= {lockfile.folder: lockfile.path for lockfile in each.fact}


FILES = "//- package.json\n{}\n//- package-lock.json\n{}\n//- web/package.json\n//- web/package-lock.json\n"

RULE = Rule(
    code="DLS4002",
    name="npm-install-not-ci",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="`npm install` may install other versions than package-lock.json lists; `npm ci` does not",
        ko="`npm install`은 package-lock.json과 다른 버전을 설치할 수 있습니다. `npm ci`는 그대로 설치합니다",
    ),
    rationale=Sentence(
        en=(
            "`npm install` changes package-lock.json where it does not fit package.json, and then installs versions "
            "that nobody has tried. `npm ci` installs exactly what the lockfile lists, stops if the two do not fit, "
            "removes a node_modules folder first, and is faster.\n\n"
            "```dockerfile\nCOPY package.json package-lock.json ./\nRUN npm ci\n```\n\n"
            "Ignore this where an install on top of another node_modules folder is what you want."
        ),
        ko=(
            "`npm install`은 package-lock.json이 package.json과 맞지 않으면 고쳐 쓰고, 아무도 시험하지 않은 버전을 "
            "설치합니다. `npm ci`는 잠금 파일에 적힌 그대로 설치하고, 둘이 맞지 않으면 멈추며, node_modules 폴더를 "
            "먼저 지우고 더 빠릅니다.\n\n"
            "```dockerfile\nCOPY package.json package-lock.json ./\nRUN npm ci\n```\n\n"
            "이미 있는 node_modules 폴더에 덧붙여 설치하려는 것이라면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"COPY", "ADD", "RUN"}),
    examples=(
        Example(
            bad=f"FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nRUN npm «install» --omit=dev\nCOPY . .\n{FILES}",
            good="FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\nCOPY . .\n",
        ),
        Example(
            bad=f"FROM node:24\nCOPY web /srv/\nWORKDIR /srv\nRUN set -e; \\\n    npm «i» && npm run build\n{FILES}",
            good="FROM node:24\nCOPY web /srv/\nWORKDIR /srv\nRUN set -e; \\\n    npm ci && npm run build\n",
        ),
        Example(
            bad=(
                'FROM node:24\nADD ["package.json", "/package-lock.json", "/app/"]\nWORKDIR /app/\n'
                f"RUN npm «install»\n{FILES}"
            ),
            good='FROM node:24\nADD ["package.json", "/package-lock.json", "/app/"]\nWORKDIR /app/\nRUN npm ci\n',
        ),
        Example(
            bad=f"FROM node:24\nCOPY . /app\nRUN cd /app && npm «i»\nRUN npm --prefix /app «install»\n{FILES}",
            good="FROM node:24\nCOPY . /app\nRUN cd /app && npm ci\nRUN npm --prefix /app ci\n",
        ),
    ),
    silent=(
        f"FROM node:24\nCOPY . /app\nRUN npm --prefix /srv install && (cd /app; true) && npm install x\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCOPY . .\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install express && npm install -g yarn && npm ci\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY . .\nRUN cd web && npm install\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install --no-package-lock\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY . .\nRUN rm package-lock.json && npm install\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY --from=x . .\nRUN npm install\nONBUILD COPY . .\n{FILES}",
        f"FROM node:24\nWORKDIR /app\nCOPY . /srv\nRUN npm install\n{FILES}",
        f"FROM node:24\nCOPY . .\nRUN npm install\n//- .dockerignore\npackage-lock.json\n{FILES}",
        "FROM node:24\nCOPY . .\nRUN npm install\n//- package.json\n{}\n",
        "FROM node:24\nCOPY . .\nRUN npm install\n",
    ),
)
