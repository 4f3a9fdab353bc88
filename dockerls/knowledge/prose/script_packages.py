"""Lessons on the package managers of Python and JavaScript."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence

SCRIPT_PACKAGES = (
    CommandLesson(
        ("pip", "pip3"),
        lesson=Sentence(
            en="""\
- `--no-cache-dir`, or the downloaded wheels stay in `/root/.cache/pip`. Or keep the cache between builds with
  `--mount=type=cache,target=/root/.cache/pip`; then leave the option out.
- Copy `requirements.txt` first, install, and only then copy the sources.
- Pin versions in the requirements file, best with hashes. Do not upgrade pip itself without need.
- Wheels that must be compiled belong in a build stage: install into `/venv` there and copy that.""",
            ko="""\
- `--no-cache-dir`를 쓰지 않으면 내려받은 휠이 `/root/.cache/pip`에 남습니다.
  `--mount=type=cache,target=/root/.cache/pip`으로 빌드 사이에 캐시를 보관할 수도 있으며, 그때는 이 옵션을 빼세요.
- `requirements.txt`를 먼저 복사해 설치하고, 소스는 그다음에 복사하세요.
- 버전은 요구 사항 파일에서 고정하고, 되도록 해시도 적으세요. 필요 없이 pip 자체를 업그레이드하지 마세요.
- 컴파일이 필요한 휠은 빌드 스테이지에서 `/venv`에 설치하고 그것을 복사하세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
""",
        rules=("pip-no-cache-dir", "copy-manifest-first", "pin-pip", "tls-pip-trusted-host", "use-cache-mount"),
        link="https://pip.pypa.io/en/stable/topics/caching/",
    ),
    CommandLesson(
        ("uv",),
        lesson=Sentence(
            en="""\
- Copy the binary from its image instead of downloading it with a script, and pin the version.
- Install dependencies from `pyproject.toml` and `uv.lock` before copying the sources:
  `uv sync --locked --no-install-project`.
- Cache `/root/.cache/uv` with a mount and set `UV_LINK_MODE=copy`, as the cache is another file system. `--no-dev`
  leaves out development packages.""",
            ko="""\
- 스크립트로 내려받지 말고 uv 이미지에서 바이너리를 복사하고, 버전을 고정하세요.
- 소스를 복사하기 전에 `pyproject.toml`과 `uv.lock`만으로 의존성을 설치하세요: `uv sync --locked --no-install-project`.
- `/root/.cache/uv`를 캐시로 마운트하고, 캐시가 다른 파일시스템이므로 `UV_LINK_MODE=copy`를 정하세요. `--no-dev`는
  개발용 패키지를 빼 줍니다.""",
        ),
        snippet="""\
WORKDIR /app
COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/
ENV UV_LINK_MODE=copy
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev --no-install-project
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev
""",
        rules=("copy-manifest-first", "use-cache-mount"),
        link="https://docs.astral.sh/uv/guides/integration/docker/",
    ),
    CommandLesson(
        ("poetry",),
        lesson=Sentence(
            en="""\
- Copy `pyproject.toml` and `poetry.lock` first and install with `--no-root`, then copy the sources.
- `--only main` leaves out development packages; `--no-interaction` because nobody can answer.
- The program does not need Poetry to run: install in a build stage and copy the virtual environment.""",
            ko="""\
- `pyproject.toml`과 `poetry.lock`을 먼저 복사해 `--no-root`로 설치하고, 소스는 그다음에 복사하세요.
- `--only main`은 개발용 패키지를 빼 줍니다. 대답할 사람이 없으므로 `--no-interaction`을 쓰세요.
- 실행할 때는 Poetry가 필요 없습니다. 빌드 스테이지에서 설치하고 가상 환경만 복사하세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN --mount=type=cache,target=/root/.cache/pypoetry \\
    poetry install --only main --no-root --no-interaction
COPY . .
""",
        rules=("copy-manifest-first", "use-cache-mount"),
        link="https://python-poetry.org/docs/cli/#install",
    ),
    CommandLesson(
        ("pipenv",),
        lesson=Sentence(
            en="""\
- Copy `Pipfile` and `Pipfile.lock` first. `pipenv install --system --deploy` installs just what is locked and fails if
  the lock file is stale.
- The program does not need pipenv to run: install in a build stage.""",
            ko="""\
- `Pipfile`과 `Pipfile.lock`을 먼저 복사하세요. `pipenv install --system --deploy`는 잠긴 것만 설치하고, 잠금 파일이
  오래되었으면 실패합니다.
- 실행할 때는 pipenv가 필요 없습니다. 빌드 스테이지에서 설치하세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN --mount=type=cache,target=/root/.cache pipenv install --system --deploy
COPY . .
""",
        rules=("copy-manifest-first", "use-cache-mount"),
        link="https://pipenv.pypa.io/en/latest/",
    ),
    CommandLesson(
        ("conda", "mamba", "micromamba"),
        lesson=Sentence(
            en="""\
- Clean in the same `RUN`: `conda clean --all --yes`. The package cache is often larger than what you install.
- Install from an `environment.yml` with versions, copied before the sources.
- conda itself is large: `micromamba`, or a copied environment in a slim final stage, saves hundreds of megabytes.""",
            ko="""\
- 같은 `RUN`에서 `conda clean --all --yes`로 정리하세요. 패키지 캐시가 설치한 것보다 클 때가 많습니다.
- 버전을 적은 `environment.yml`을 소스보다 먼저 복사해 설치하세요.
- conda 자체가 큽니다. `micromamba`를 쓰거나 환경만 작은 마지막 스테이지로 복사하면 수백 메가바이트가 줄어듭니다.""",
        ),
        snippet="""\
WORKDIR /app
COPY environment.yml .
RUN conda env update --name base --file environment.yml \\
    && conda clean --all --yes
""",
        rules=("conda-clean", "copy-manifest-first"),
        link="https://docs.conda.io/projects/conda/en/stable/commands/clean.html",
    ),
    CommandLesson(
        ("npm",),
        lesson=Sentence(
            en="""\
- `npm ci` installs exactly the lock file; `npm install` may change it.
- Copy `package.json` and `package-lock.json` first, then install, then copy the sources. Put `node_modules` into
  `.dockerignore`.
- `--omit=dev` in the stage that ships. Build with the development packages in another one.
- Clean in the same `RUN` with `npm cache clean --force`, or mount a cache at `/root/.npm`.""",
            ko="""\
- `npm ci`는 잠금 파일 그대로 설치합니다. `npm install`은 잠금 파일을 바꿀 수 있습니다.
- `package.json`과 `package-lock.json`을 먼저 복사해 설치하고, 소스는 그다음에 복사하세요. `node_modules`는
  `.dockerignore`에 적으세요.
- 배포하는 스테이지에서는 `--omit=dev`를 쓰세요. 개발용 패키지가 필요한 빌드는 다른 스테이지에서 하세요.
- 같은 `RUN`에서 `npm cache clean --force`로 정리하거나 `/root/.npm`을 캐시로 마운트하세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY . .
""",
        rules=(
            "npm-install-not-ci",
            "npm-cache-clean",
            "npm-omit-dev",
            "copy-manifest-first",
            "pin-npm",
            "tls-npm-set-strict-ssl",
        ),
        link="https://docs.npmjs.com/cli/commands/npm-ci",
    ),
    CommandLesson(
        ("npx",),
        lesson=Sentence(
            en="""\
- A package that is not installed is downloaded in its newest version, so the same Dockerfile builds something else
  tomorrow.
- Put the tool into `devDependencies` and run it after `npm ci`, or name the version: `npx --yes tool@1.2.3`.""",
            ko="""\
- 설치되지 않은 패키지는 최신 버전을 내려받으므로, 같은 Dockerfile이 내일은 다른 결과를 냅니다.
- 도구를 `devDependencies`에 넣고 `npm ci` 뒤에 실행하거나, `npx --yes tool@1.2.3`처럼 버전을 적으세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npx --no-install vite build
""",
        rules=("pin-npm",),
        link="https://docs.npmjs.com/cli/commands/npx",
    ),
    CommandLesson(
        ("yarn", "yarnpkg"),
        lesson=Sentence(
            en="""\
- Install what is locked: `--frozen-lockfile` in Yarn 1, `--immutable` from Yarn 2 on.
- `yarn cache clean` in the same `RUN`, or a cache mount. Copy `package.json` and `yarn.lock` before the sources.
- Ship production packages only: `--production` in Yarn 1, `yarn workspaces focus --production` later.""",
            ko="""\
- 잠긴 그대로 설치하세요. Yarn 1은 `--frozen-lockfile`, Yarn 2부터는 `--immutable`입니다.
- 같은 `RUN`에서 `yarn cache clean`을 하거나 캐시를 마운트하세요. `package.json`과 `yarn.lock`을 소스보다 먼저
  복사하세요.
- 운영에 필요한 패키지만 배포하세요. Yarn 1은 `--production`, 이후 버전은
  `yarn workspaces focus --production`입니다.""",
        ),
        snippet="""\
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile --production \\
    && yarn cache clean
COPY . .
""",
        rules=("yarn-cache-clean", "copy-manifest-first", "use-cache-mount"),
        link="https://yarnpkg.com/cli/install",
    ),
    CommandLesson(
        ("pnpm",),
        lesson=Sentence(
            en="""\
- `pnpm install --frozen-lockfile` installs what is locked; `--prod` leaves out development packages.
- `pnpm fetch` needs only `pnpm-lock.yaml`, so in a monorepo it stays cached whatever manifest changes.
- Mount a cache at the store, for example `/pnpm/store` with `PNPM_HOME=/pnpm`.""",
            ko="""\
- `pnpm install --frozen-lockfile`은 잠긴 그대로 설치합니다. `--prod`는 개발용 패키지를 빼 줍니다.
- `pnpm fetch`는 `pnpm-lock.yaml`만 있으면 되므로, 모노레포에서 매니페스트가 바뀌어도 캐시가 유지됩니다.
- 저장소를 캐시로 마운트하세요. 예를 들어 `PNPM_HOME=/pnpm`일 때 `/pnpm/store`입니다.""",
        ),
        snippet="""\
WORKDIR /app
ENV PNPM_HOME=/pnpm
COPY package.json pnpm-lock.yaml ./
RUN --mount=type=cache,target=/pnpm/store pnpm install --frozen-lockfile --prod
COPY . .
""",
        rules=("copy-manifest-first", "use-cache-mount"),
        link="https://pnpm.io/docker",
    ),
    CommandLesson(
        ("corepack",),
        lesson=Sentence(
            en="""\
- It downloads the package manager that `packageManager` in `package.json` names. Without that field you get whatever is
  newest.
- Node.js no longer ships it from version 25 on; install the package manager with a pinned version there.
- Run `corepack enable` as root, before `USER`.""",
            ko="""\
- `package.json`의 `packageManager`에 적힌 패키지 관리자를 내려받습니다. 이 항목이 없으면 최신판을 받습니다.
- Node.js 25부터는 포함되지 않습니다. 거기서는 패키지 관리자를 버전을 고정해 설치하세요.
- `corepack enable`은 `USER` 앞에서 root로 실행하세요.""",
        ),
        snippet="""\
WORKDIR /app
RUN corepack enable
COPY package.json pnpm-lock.yaml ./
RUN corepack install
""",
        link="https://github.com/nodejs/corepack#readme",
    ),
    CommandLesson(
        ("nvm",),
        lesson=Sentence(
            en="""\
- nvm is a shell function of `.bashrc`: the next `RUN`, and an exec-form `CMD`, do not know it.
- Use `FROM node:22-slim`, or copy Node from that image.""",
            ko="""\
- nvm은 `.bashrc`에 있는 셸 함수라서 다음 `RUN`이나 exec 형식의 `CMD`에서는 쓸 수 없습니다.
- `FROM node:22-slim`을 쓰거나 그 이미지에서 Node를 복사하세요.""",
        ),
        snippet="""\
FROM node:22-slim
WORKDIR /app
""",
        rules=("curl-pipe-shell",),
        link="https://hub.docker.com/_/node",
    ),
)
