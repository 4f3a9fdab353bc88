"""Downloads of conda, npm, Yarn and RubyGems that stay in a layer: one rule for each."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Example, Finding, Noted, Safety, Severity, StageCheck
from dockerls.rules.size.left_behind import MOUNT, Left, LeftBehind, always, cache_rule
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.package_caches import CONDA_CACHE, GEM_CACHE, NPM_CACHE, YARN_CACHE
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command


def is_root(run: Instruction, around: Surroundings) -> bool:
    return runs_as_root(around) is not False


YARN = LeftBehind(YARN_CACHE, Safety.SUGGEST, always)


def note_yarn(instruction: Instruction, around: Surroundings) -> Left | str | None:
    """What a RUN leaves, or the file of the later Yarn that an instruction brings, whose cache may be meant to stay."""
    if instruction.keyword != "RUN":
        return next((name for name in (".yarnrc.yml", ".yarn/", ".pnp.") if name in instruction.line), None)
    if any(
        command.name in ("corepack", "yarn") and _sets_version(command) for command in commands_of(instruction, around)
    ):
        return "corepack"
    return YARN.left_by(instruction, around)


def _sets_version(command: Command) -> bool:
    words = [word.text for word in command.operands]
    return words[:1] in (["prepare"], ["use"], ["install"]) if command.name == "corepack" else words[:1] == ["set"]


def check_yarn(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if any(isinstance(item.fact, str) for item in noted):
        return
    for item in noted:
        left: Left = item.fact
        yield Finding(Place(item.piece, left.span), fixes=YARN.fixes(left, item.piece))


CONDA_RULE = cache_rule(
    "DLS1007",
    "conda-clean",
    Severity.INFO,
    "conda",
    LeftBehind(CONDA_CACHE, Safety.SAFE, always),
    Sentence(
        en=(
            "conda keeps each downloaded archive, and an unpacked copy of each package, in its `pkgs` folder: often "
            "gigabytes."
        ),
        ko=(
            "conda는 내려받은 압축 파일과 압축을 푼 패키지 사본을 `pkgs` 폴더에 보관합니다. 몇 GB에 이르는 일도 "
            "많습니다."
        ),
    ),
    "RUN conda env create -f environment.yml \\\n    && conda clean -afy",
    MOUNT.filled(folder="/opt/conda/pkgs"),
    (
        Example(
            bad="FROM continuumio/miniconda3:25.3.1-1\nRUN conda «install» -y numpy\n",
            good="FROM continuumio/miniconda3:25.3.1-1\nRUN conda install -y numpy && conda clean -afy\n",
        ),
        Example(
            bad="FROM continuumio/miniconda3:25.3.1-1\nRUN conda env «create» -f environment.yml\n",
            good="FROM continuumio/miniconda3:25.3.1-1\nRUN conda env create -f environment.yml && conda clean -afy\n",
        ),
    ),
    (
        "FROM continuumio/miniconda3:25.3.1-1\nRUN conda install -y numpy && conda clean -afy\n",
        "FROM continuumio/miniconda3:25.3.1-1\nRUN conda install -y numpy && conda clean --all\n",
        "FROM mambaorg/micromamba:2\nRUN micromamba install -y -f env.yaml && micromamba clean --all --yes\n",
        "FROM continuumio/miniconda3:25.3.1-1\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy\n",
        "FROM continuumio/miniconda3:25.3.1-1\nRUN conda config --add channels conda-forge && conda env list\n",
        "FROM continuumio/miniconda3:25.3.1-1 AS b\nRUN conda create -y -p /e\nFROM debian:12\nCOPY --from=b /e /e\n",
    ),
)

NPM_RULE = cache_rule(
    "DLS1004",
    "npm-cache-clean",
    Severity.INFO,
    "npm",
    LeftBehind(NPM_CACHE, Safety.SUGGEST, always),
    Sentence(
        en="npm keeps each package it downloads in `~/.npm/_cacache`, about as large as the packages are when packed.",
        ko=(
            "npm은 내려받은 패키지를 `~/.npm/_cacache`에 보관하며, 그 크기는 패키지의 압축 파일을 모두 합친 것과 "
            "비슷합니다."
        ),
    ),
    "RUN npm ci --omit=dev \\\n    && npm cache clean --force",
    MOUNT.filled(folder="/root/.npm"),
    (
        Example(
            bad="FROM node:24\nRUN npm «ci»\n",
            good="FROM node:24\nRUN npm ci && npm cache clean --force\n",
        ),
        Example(
            bad="FROM node:24\r\nRUN npm «install» -g \\\r\n    typescript\r\n",
            good="FROM node:24\r\nRUN npm install -g \\\r\n    typescript \\\r\n    && npm cache clean --force\r\n",
        ),
    ),
    (
        "FROM node:24\nRUN npm ci && npm cache clean --force\n",
        "FROM node:24\nRUN npm ci && rm -rf /root/.npm\n",
        "FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
        "FROM node:24\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000 npm ci\n",
        "FROM node:24 AS build\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=build /a /a\n",
        "FROM node:24\nRUN npm run build && npm prune --omit=dev\n",
    ),
    ("npmCacheCleanAfterInstall",),
)

YARN_RULE = cache_rule(
    "DL3060",
    "yarn-cache-clean",
    Severity.INFO,
    "yarn",
    StageCheck(note_yarn, check_yarn),
    Sentence(
        en="Yarn 1 keeps each package it downloads, unpacked, in a cache that is often larger than `node_modules`.",
        ko="Yarn 1은 내려받은 패키지의 압축을 풀어 캐시에 보관하며, 그 크기가 `node_modules`보다 큰 일도 많습니다.",
    ),
    "RUN yarn install --frozen-lockfile \\\n    && yarn cache clean",
    Sentence(
        en=(
            "Or keep the cache out of the layer with `--mount=type=cache,target=/usr/local/share/.cache`. Ignore this "
            "with "
            "Yarn 2 and later where the project's own `.yarn/cache` is needed when it runs."
        ),
        ko=(
            "`--mount=type=cache,target=/usr/local/share/.cache`로 캐시를 레이어 밖에 두는 방법도 있습니다. Yarn 2 "
            "이상에서 프로젝트의 `.yarn/cache`가 실행할 때 필요하다면 무시하세요."
        ),
    ),
    (
        Example(
            bad="FROM node:24\nRUN yarn «install» --frozen-lockfile\n",
            good="FROM node:24\nRUN yarn install --frozen-lockfile && yarn cache clean\n",
        ),
        Example(
            bad="FROM node:24\nRUN «yarn» && yarn build\n",
            good="FROM node:24\nRUN yarn && yarn build && yarn cache clean\n",
        ),
    ),
    (
        "FROM node:24\nRUN yarn install && yarn cache clean\n",
        "FROM node:24 AS build\nRUN yarn install\nFROM nginx:1.29\nCOPY --from=build /a /a\n",
        "FROM node:24\nRUN --mount=type=cache,target=/usr/local/share/.cache yarn install\n",
        "FROM node:24\nRUN yarn install --immutable\n",
        "FROM node:24\nCOPY .yarnrc.yml package.json yarn.lock ./\nRUN yarn install\n",
        "FROM node:24\nCOPY .yarn/ .yarn/\nRUN yarn\n",
        "FROM node:24\nRUN corepack prepare yarn@4 --activate && yarn install\n",
        "FROM node:24\nRUN yarn build\n",
    ),
    ("yarnCacheCleanAfterInstall",),
    keywords=("RUN", "COPY", "ADD"),
)

GEM_RULE = cache_rule(
    "DLS1006",
    "gem-update-system-rm-root-gem",
    Severity.HINT,
    "gem",
    LeftBehind(GEM_CACHE, Safety.SUGGEST, is_root),
    Sentence(
        en="`gem update --system` downloads all of RubyGems and leaves what it fetched in `/root/.gem`.",
        ko="`gem update --system`은 RubyGems 전체를 내려받고, 받은 파일을 `/root/.gem`에 남깁니다.",
    ),
    "RUN gem update --system --no-document \\\n    && rm -rf /root/.gem",
    Sentence(
        en="A newer tag of the `ruby` image brings a newer RubyGems as well.",
        ko="`ruby` 이미지의 태그를 올리면 RubyGems도 함께 새 버전이 됩니다.",
    ),
    (
        Example(
            bad="FROM ruby:3.4\nRUN gem «update» --system\n",
            good="FROM ruby:3.4\nRUN gem update --system && rm -rf /root/.gem\n",
        ),
    ),
    (
        "FROM ruby:3.4\nRUN gem update --system && rm -rf /root/.gem\n",
        "FROM ruby:3.4\nRUN gem update --system && rm -rf /root/.gem* /tmp/*\n",
        "FROM ruby:3.4\nRUN gem update bundler && gem install rails\n",
        "FROM ruby:3.4\nUSER 1000\nRUN gem update --system\n",
    ),
    ("gemUpdateSystemRmRootGem",),
)

RULES = (CONDA_RULE, GEM_RULE, NPM_RULE, YARN_RULE)
