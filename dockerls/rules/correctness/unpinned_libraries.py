"""Libraries and tools of programming languages installed without a version: one rule for each package manager."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import GEM, GO, NPM, PIP
from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.correctness.pin_from_lockfile import with_lockfile
from dockerls.rules.correctness.unpinned import Unpinned, said_of, version_rule
from dockerls.rules.rule import Example, Finding, Noted, Pending, StageCheck
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.package_versions import newest_of_go, unversioned_of_go
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord
from dockerls.value import value


@value
class GoPackages:
    """Go packages without a version; where an instruction ``brings_sources``, go.mod may pin those without ``@``."""

    newest: tuple[ShellWord, ...] = ()
    unversioned: tuple[ShellWord, ...] = ()
    brings_sources: bool = False


def note_go(instruction: Instruction, around: Surroundings) -> GoPackages | None:
    if instruction.keyword == "FROM":
        return None if around.image and around.image.official == "golang" else GoPackages(brings_sources=True)
    if instruction.keyword != "RUN":
        return GoPackages(brings_sources=True) if instruction.flag("from") is None else None
    found = list(package_commands(scripts_of(instruction, around)))
    newest = tuple(word for each in found for word in newest_of_go(each))
    unversioned = tuple(word for each in found for word in unversioned_of_go(each))
    brings_sources = "mount" in {flag.name for flag in instruction.flags} or "git clone" in instruction.line
    facts = GoPackages(newest, unversioned, brings_sources)
    return facts if newest or unversioned or brings_sources else None


def check_go(noted: tuple[Noted, ...]) -> Iterator[Finding | Pending]:
    has_sources = False
    for item in noted:
        packages: GoPackages = item.fact
        has_sources = has_sources or packages.brings_sources
        words = (*packages.newest, *(() if has_sources else packages.unversioned))
        for word in sorted(words, key=lambda word: word.span.start):
            finding = Finding(Place(item.piece, word.span), said_of((word,)))
            yield with_lockfile(finding, GO.name, (word,))


LISTED = Sentence(
    en=(
        "Better still, list everything in {file}, where tools can keep it up to date. Ignore this for a tool whose "
        "newest version you want."
    ),
    ko="모두 {file}에 적어 두면 도구로 계속 갱신할 수 있어 더 좋습니다. 늘 최신 버전을 쓰려는 도구라면 무시하세요.",
)


PIP_RULE = version_rule(
    "DL3013",
    "pin-pip",
    Unpinned(PIP),
    "RUN pip install --no-cache-dir flask==3.1.2",
    LISTED.filled(file="`requirements.txt`"),
    (
        Example(bad="FROM python:3.13\nRUN pip install --no-cache-dir «flask» gunicorn==23.0.0\n"),
        Example(
            bad=(
                "FROM python:3.13\nRUN pip install «Flask» 'uvicorn[standard]'\n//- poetry.lock\n[[package]]\n"
                'name = "flask"\nversion = "3.1.2"\n\n[[package]]\nname = "uvicorn"\nversion = "0.38.0"\n'
            ),
            good="FROM python:3.13\nRUN pip install Flask==3.1.2 'uvicorn[standard]==0.38.0'\n",
        ),
        Example(
            bad='FROM python:3.13\nRUN pip install «flask» && pip install «py"test"»\n//- requirements.txt\nflask>=3\n'
        ),
        Example(
            bad=(
                "FROM python:3.13\nRUN python3 -m pip install --index-url https://example.com/simple "
                "«uvicorn[standard]»\n"
            )
        ),
    ),
    (
        "FROM python:3.13\nRUN pip install flask==3.1.2 'gunicorn>=23' uvicorn~=0.35\n",
        "FROM python:3.13\nRUN pip install -r requirements.txt gunicorn\n",
        "FROM python:3.13\nRUN pip install -c constraints.txt flask && pip install --require-hashes flask\n",
        "FROM python:3.13\nRUN pip install . && pip install -e . && pip install ./lib /tmp/a.whl b.whl\n",
        "FROM python:3.13\nRUN pip install --upgrade pip setuptools wheel\n",
        "FROM python:3.13\nRUN pip install $FLASK flask==$VERSION git+https://example.com/a.git\n",
        "FROM python:3.13\nRUN pip install 'flask @ https://example.com/flask.zip'\n",
        "FROM python:3.13\nRUN pipx install black && poetry install && uv sync\n",
    ),
)

NPM_RULE = version_rule(
    "DL3016",
    "pin-npm",
    Unpinned(NPM),
    "RUN npm install -g typescript@5.9.3",
    LISTED.filled(file="`package.json`"),
    (
        Example(bad="FROM node:24\nRUN npm install -g «typescript» @angular/cli@20.3.0\n"),
        Example(bad="FROM node:24\nRUN npm i --registry https://example.com \\\n    «@angular/cli»\n"),
        Example(
            bad=(
                "FROM node:24\nRUN npm install -g «@angular/cli»\n//- package-lock.json\n"
                '{"packages": {"node_modules/@angular/cli": {"version": "20.3.0"}}}\n'
            ),
            good="FROM node:24\nRUN npm install -g @angular/cli@20.3.0\n",
        ),
    ),
    (
        "FROM node:24\nRUN npm install && npm ci\n",
        "FROM node:24\nRUN npm install -g typescript@5.9.3 @angular/cli@20\n",
        "FROM node:24\nRUN npm install git+https://example.com/a.git#0123abc ./lib a-1.0.0.tgz\n",
        "FROM node:24\nRUN npm install --registry https://example.com typescript@5.9.3 $PACKAGES\n",
        "FROM node:24\nRUN npm install user/repo#0123abc\n",
    ),
)

GEM_RULE = version_rule(
    "DL3028",
    "pin-gem",
    Unpinned(GEM),
    "RUN gem install bundler:2.7.2",
    LISTED.filled(file="`Gemfile`"),
    (
        Example(bad="FROM ruby:3.4\nRUN gem install «bundler» rails:8.0.2\n"),
        Example(
            bad="FROM ruby:3.4\nRUN gem install «puma»\n//- Gemfile.lock\nGEM\n  specs:\n    puma (7.1.0)\n",
            good="FROM ruby:3.4\nRUN gem install puma:7.1.0\n",
        ),
    ),
    (
        "FROM ruby:3.4\nRUN gem install bundler:2.7.2\n",
        "FROM ruby:3.4\nRUN gem install bundler -v 2.7.2 && gem install --version=2.7.2 bundler\n",
        "FROM ruby:3.4\nRUN gem install nokogiri:1.18.9 -- --use-system-libraries now\n",
        "FROM ruby:3.4\nRUN gem install pkg/app.gem $GEM\n",
    ),
)

GO_RULE = version_rule(
    "DL3062",
    "pin-go",
    StageCheck(note_go, check_go),
    "RUN go install golang.org/x/tools/cmd/stringer@v0.38.0",
    Sentence(
        en="Ignore this for a tool whose newest version you want.",
        ko="늘 최신 버전을 쓰려는 도구라면 무시하세요.",
    ),
    (
        Example(bad="FROM golang:1.25\nRUN go install «golang.org/x/tools/cmd/stringer@latest»\n"),
        Example(
            bad=(
                "FROM golang:1.25\nRUN go install «golang.org/x/tools/cmd/stringer@latest»\n//- go.sum\n"
                "golang.org/x/tools v0.37.0/go.mod h1:a=\ngolang.org/x/tools v0.38.0 h1:b=\n"
            ),
            good="FROM golang:1.25\nRUN go install golang.org/x/tools/cmd/stringer@v0.38.0\n",
        ),
        Example(bad="FROM golang:1.25\nRUN go get -u «golang.org/x/tools» && go run «example.com/a@latest» b@latest\n"),
    ),
    (
        "FROM golang:1.25\nRUN go install golang.org/x/tools/cmd/stringer@v0.38.0\n",
        "FROM golang:1.25\nRUN go install ./cmd/app && go run . && go run main.go && go get ./...\n",
        "FROM golang:1.25\nCOPY . .\nRUN go install example.com/app/cmd/app\n",
        "FROM golang:1.25\nRUN go install -ldflags '-s -w' example.com/app@$VERSION\n",
        "FROM builder-with-sources\nRUN go install example.com/app/cmd/app\n",
        "FROM golang:1.25\nRUN go build example.com/app && go install std\n",
    ),
    keywords=("FROM", "RUN", "COPY", "ADD"),
)

RULES = (GEM_RULE, GO_RULE, NPM_RULE, PIP_RULE)
