"""Sources that are copied before the dependencies are installed, so that any change installs all of them again."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from dockerls.language import Sentence
from dockerls.rewrite.manifest_first import ManifestFirst
from dockerls.rewrite.place import Place
from dockerls.rules.cache.manifests_there import ManifestsThere
from dockerls.rules.rule import (
    Category,
    Example,
    Finding,
    Fix,
    Noted,
    Pending,
    Related,
    Rule,
    Safety,
    Severity,
    StageCheck,
)
from dockerls.semantics.install_order import Between, FileCopy, note_install_order
from dockerls.semantics.manifest_questions import ManifestsQuestion
from dockerls.semantics.path_index import folders_of
from dockerls.semantics.paths import resolved
from dockerls.semantics.run_installs import RunInstall
from dockerls.semantics.source_copies import SourceCopy

TITLE = Sentence(en="Copy the manifest first", ko="매니페스트를 먼저 복사하기")
INSTALLED = Sentence(
    en="This runs again whenever a copied file changes", ko="복사한 파일이 바뀔 때마다 다시 실행됩니다"
)
MESSAGE = Sentence(
    en="Any changed file runs `{install}` again; copy {manifest} first, and the rest after it",
    ko="어떤 파일이 바뀌어도 `{install}`을(를) 다시 실행합니다. {manifest}을(를) 먼저, 나머지는 뒤에 복사하세요",
)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding | Pending]:
    installed: set[str] = set()
    copies: dict[str, Noted] = {}  # by the folder they go to, the first of each
    if any(each.fact is Between.OWN_STAGE for each in noted):
        return
    for index, at in enumerate(noted):
        if isinstance(at.fact, SourceCopy):
            copies.setdefault(at.fact.destination.rstrip("/"), at)
        elif isinstance(at.fact, RunInstall):
            install = at.fact.install
            copied = _first_with_manifests(copies, at.fact)
            if copied is None:
                installed.add(install.tool)
            elif install.tool not in installed:
                finding = _finding(copied, at, noted[:index], noted[index + 1 :])
                manifests = _manifests_in(copied.fact, at.fact)
                if manifests:
                    question = ManifestsQuestion(copied.fact.source, manifests, install.folders)
                    yield Pending(question, ManifestsThere(finding), (finding,))
                else:
                    yield finding
                return  # other installs get their turn once this one is mended


def _first_with_manifests(copies: Mapping[str, Noted], run: RunInstall) -> Noted | None:
    if not run.install.manifests:
        return next(iter(copies.values()), None)
    folders = folders_of(resolved(run.install.manifests[0], run.folder))
    holding = (copies[folder] for folder in folders if folder in copies)
    found = (copied for copied in holding if _manifests_in(copied.fact, run) is not None)
    return min(found, key=lambda copied: copied.piece, default=None)


def _manifests_in(copied: SourceCopy, run: RunInstall) -> tuple[str, ...] | None:
    """The manifests as paths in the copied folder; None where they are not in it."""
    top = copied.destination.rstrip("/") + "/"
    paths = [resolved(manifest, run.folder) for manifest in run.install.manifests]
    if not all(path.startswith(top) for path in paths):
        return None
    return tuple(path[len(top) :] for path in paths)


def _finding(copied: Noted, at: Noted, above: Sequence[Noted], below: Sequence[Noted]) -> Finding:
    run: RunInstall = at.fact
    manifests = _manifests_in(copied.fact, run) or ()
    between = above[above.index(copied) + 1 :]
    fixes: tuple[Fix, ...] = ()
    has_workspaces = any(each.fact is Between.WORKSPACES for each in (*above, *below))
    if copied.fact.is_plain and not has_workspaces and _can_move(copied.fact, run, between):
        is_there = _is_there(manifests, copied.fact, above[: above.index(copied)])
        recipe = ManifestFirst(
            copy=copied.piece,
            run=at.piece,
            source=copied.fact.source,
            manifests=() if is_there else manifests,
            folders=() if is_there else run.install.folders,
            fetch=run.install.fetch,
            cut=run.cut,
        )
        fixes = (Fix(TITLE, Safety.SUGGEST, recipe),)
    manifest = f"`{manifests[-1 if run.install.tool in ('mvn',) else 0]}`"
    return Finding(
        Place(copied.piece, copied.fact.span),
        MESSAGE.filled(install=run.written, manifest=manifest),
        fixes,
        (Related(Place(at.piece, run.span), INSTALLED),),
        severity=Severity.HINT if run.install.tool == "cargo" else None,
    )


def _can_move(copied: SourceCopy, run: RunInstall, between: Sequence[Noted]) -> bool:
    """Whether the sources can be copied after the install without a change in what is built."""
    if not run.is_movable or not run.install.is_simple:
        return False
    is_elsewhere = resolved(".", run.folder).rstrip("/") != copied.destination.rstrip("/")
    if is_elsewhere and not all(manifest.startswith("/") for manifest in run.install.manifests):
        return False  # a folder of its own: a monorepo, most likely
    facts = [each.fact for each in between]
    if any(isinstance(fact, SourceCopy | FileCopy | RunInstall) or fact is Between.NEEDS_SOURCES for fact in facts):
        return False
    return not (copied.is_relative and Between.WORKDIR in facts)


def _is_there(manifests: Sequence[str], copied: SourceCopy, above: Sequence[Noted]) -> bool:
    """Whether the manifest has been copied already, on its own."""
    patterns = [
        name
        for each in above
        if isinstance(each.fact, FileCopy) and each.fact.folder.rstrip("/") == copied.destination.rstrip("/")
        for name in each.fact.names
    ]
    return bool(manifests) and any(fnmatchcase(manifests[0], pattern) for pattern in patterns)


RULE = Rule(
    code="DLS2001",
    name="copy-manifest-first",
    category=Category.CACHE,
    severity=Severity.WARNING,
    message=Sentence(
        en="Any changed file installs all dependencies again",
        ko="어떤 파일이 바뀌어도 모든 의존성을 다시 설치합니다",
    ),
    rationale=Sentence(
        en=(
            "A COPY is taken from the cache only while no file it copies has changed, and everything below a changed "
            "instruction runs again. Dependencies that are installed after `COPY . .` are therefore installed again at "
            "every change of any file.\n\n"
            "Copy the files that list the dependencies first, install, and copy the rest then:\n\n"
            "```dockerfile\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n```\n\n"
            "Where the same command also builds the program, fetch first: `go mod download`, "
            "`mvn dependency:go-offline`, `dotnet restore`. For Rust use cargo-chef.\n\n"
            "Ignore this where the install needs the sources: packages of a workspace, dependencies given as a path, "
            "install scripts of your own."
        ),
        ko=(
            "COPY는 복사하는 파일이 하나도 바뀌지 않았을 때만 캐시를 쓰고, 바뀐 명령 아래는 모두 다시 실행됩니다. "
            "그래서 `COPY . .` 뒤에서 의존성을 설치하면 어떤 파일이 바뀌어도 매번 다시 설치합니다.\n\n"
            "의존성 목록이 적힌 파일을 먼저 복사해 설치하고, 나머지는 그 뒤에 복사하세요.\n\n"
            "```dockerfile\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n```\n\n"
            "한 명령이 빌드까지 한다면 먼저 내려받기만 하세요. `go mod download`, `mvn dependency:go-offline`, "
            "`dotnet restore`가 그런 명령입니다. Rust에서는 cargo-chef를 사용하세요.\n\n"
            "워크스페이스의 패키지, 경로로 지정한 의존성, 직접 만든 설치 스크립트처럼 설치할 때 소스가 필요하다면 "
            "무시해도 됩니다."
        ),
    ),
    check=StageCheck(note_install_order, check),
    examples=(
        Example(
            bad=(
                "FROM python:3.12-alpine\nCOPY «.» /app\nWORKDIR /app\nRUN pip install -r requirements.txt\n"
                'EXPOSE 5000\nENTRYPOINT ["python"]\n'
            ),
            good=(
                "FROM python:3.12-alpine\nCOPY requirements.txt /app/\nWORKDIR /app\n"
                'RUN pip install -r requirements.txt\nCOPY . /app\nEXPOSE 5000\nENTRYPOINT ["python"]\n'
            ),
        ),
        Example(
            bad=(
                "FROM node:22\nWORKDIR /app\n# the program\nCOPY --chown=node «.» .\n\n# its packages\n"
                "RUN npm ci && npm cache clean --force && npm run build\n"
            ),
            good=(
                "FROM node:22\nWORKDIR /app\nCOPY --chown=node package.json package-lock.json* ./\n\n# its packages\n"
                "RUN npm ci && npm cache clean --force\n# the program\nCOPY --chown=node . .\nRUN npm run build\n"
            ),
        ),
        Example(
            bad="FROM golang:1.24\r\nWORKDIR /src\r\nADD «./» ./\r\nENV CGO_ENABLED=0\r\nRUN go build -o /app\r\n",
            good=(
                "FROM golang:1.24\r\nWORKDIR /src\r\nCOPY go.mod go.sum* ./\r\nENV CGO_ENABLED=0\r\n"
                "RUN go mod download\r\nADD ./ ./\r\nRUN go build -o /app\r\n"
            ),
        ),
        Example(
            bad=(
                "FROM node:22\nWORKDIR /app\nCOPY «.» .\nRUN npm ci\n"
                "//- package.json\n{}\n//- package-lock.json\n{}\n//- .npmrc\nengine-strict=true\n"
            ),
            good="FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json .npmrc ./\nRUN npm ci\nCOPY . .\n",
        ),
        Example(
            bad=(
                "FROM node:22\nWORKDIR /app\nCOPY «.» .\nRUN yarn install --immutable\n//- package.json\n{}\n"
                "//- .yarnrc.yml\nyarnPath: .yarn/releases/yarn-4.cjs\n//- .yarn/releases/yarn-4.cjs\n"
            ),
            good=(
                "FROM node:22\nWORKDIR /app\nCOPY .yarn/releases/ ./.yarn/releases/\n"
                "COPY package.json .yarnrc.yml ./\nRUN yarn install --immutable\nCOPY . .\n"
            ),
        ),
        Example(
            bad=(
                "FROM node:22\nWORKDIR /app\nCOPY «.» .\nRUN pnpm i\n//- patches/x.patch\n//- package.json\n"
                '{"pnpm": {"patchedDependencies": {"x@1": "patches/x.patch"}}}\n'
            ),
            good="FROM node:22\nWORKDIR /app\nCOPY patches/ ./patches/\nCOPY package.json ./\nRUN pnpm i\nCOPY . .\n",
        ),
        Example(
            bad="FROM python:3.13\nCOPY «.» /app\nRUN cd /app && pip install -r requirements.txt\n",
            good=(
                "FROM python:3.13\nCOPY requirements.txt /app/\nRUN cd /app && pip install -r requirements.txt\n"
                "COPY . /app\n"
            ),
        ),
        Example(bad="FROM node:22\nCOPY «.» /app\nRUN cd /app/web && npm install\n"),
        Example(
            bad="FROM python:3.13\nWORKDIR /app\nCOPY «.» .\nRUN pipenv install --system --deploy\n",
            good=(
                "FROM python:3.13\nWORKDIR /app\nCOPY Pipfile Pipfile.lock* ./\nRUN pipenv install --system --deploy\n"
                "COPY . .\n"
            ),
        ),
        Example(
            bad="FROM oven/bun:1\nWORKDIR /app\nCOPY «.» .\nRUN bun install\n",
            good="FROM oven/bun:1\nWORKDIR /app\nCOPY package.json bun.lock* ./\nRUN bun install\nCOPY . .\n",
        ),
        Example(bad="FROM php:8.4\nWORKDIR /app\nCOPY «.» .\nRUN php composer.phar install\n"),
        Example(
            bad="FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY «.» .\nRUN dotnet restore App/App.csproj\n"
            "//- App/App.csproj\n<Project/>\n"
        ),
        Example(
            bad=(
                "FROM python:3.13\nCOPY «src/» /app\nWORKDIR /app\nRUN pip install -r requirements.txt\n"
                "//- src/requirements.txt\n-e ./lib\n"
            ),
        ),
        Example(bad="FROM node:22\nCOPY «.» .\nRUN echo $TOKEN > .npmrc && npm ci && rm .npmrc\n"),
        Example(bad="FROM rust:1.90\nWORKDIR /src\nCOPY «.» .\nRUN cargo build --release\n"),
        Example(bad="FROM node:22\nCOPY «.» /app\nWORKDIR /app/web\nRUN npm ci\n"),
    ),
    silent=(
        "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n",
        "FROM node:22 AS deps\nCOPY package.json ./\nRUN npm ci\nFROM deps\nCOPY . .\nRUN npm ci --omit=dev\n",
        "FROM python:3.12\nCOPY . /app\nWORKDIR /app\nRUN pip install .\n",
        "FROM python:3.12\nCOPY . /app\nWORKDIR /app\nRUN pip install -r requirements.txt -e .\n",
        "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go build\n",
        "FROM golang:1.10\nWORKDIR /go/src/app\nCOPY . .\nRUN go build\n",
        "FROM node:22\nWORKDIR /app\nCOPY --from=x . .\nRUN npm ci\n",
        "FROM node:22\nCOPY . /srv\nWORKDIR /app\nRUN npm ci\n",
        "FROM node:22\nCOPY . /srv\nRUN cd /app && npm ci\nRUN cd $A && npm ci\nRUN bun install x\n",
        "FROM python:3.13\nCOPY . .\nRUN pipenv install flask\n",
        "FROM node:22\nCOPY . .\nRUN npm ci\n//- web/package.json\n{}\n",
        "FROM node:22\nCOPY . .\nRUN npm ci\n//- .dockerignore\n*\n!src\n//- package.json\n{}\n",
    ),
)
