"""Further cases of the rules about layers and their order: fixes, and where they are not offered."""

import pytest

from dockerls.rules.cache import copy_manifest_first, volatile_arg_early
from dockerls.rules.rule import Severity
from dockerls.rules.size import (
    archive_left_behind,
    chown_duplicates_layer,
    consecutive_runs,
    download_extract_split_layers,
    multi_stage_suggested,
    rm_in_later_layer,
)
from tests.check import check_finds, check_fix, found_by, opened

MANIFESTS = {
    "pip, with a folder of requirements": (
        "RUN pip install -U pip && pip install -r requirements/prod.txt && python manage.py x\n",
        "COPY requirements/ ./requirements/\nRUN pip install -U pip && pip install -r requirements/prod.txt\n"
        "COPY . .\nRUN python manage.py x\n",
    ),
    "pip, by an absolute path": (
        "RUN pip install -r /app/requirements.txt\n",
        "COPY requirements.txt ./\nRUN pip install -r /app/requirements.txt\nCOPY . .\n",
    ),
    "poetry": (
        "RUN pip install poetry\nRUN poetry install --without dev\n",
        "COPY pyproject.toml poetry.lock* ./\nRUN pip install poetry\nRUN poetry install --without dev --no-root\n"
        "COPY . .\nRUN poetry install --without dev\n",
    ),
    "uv": (
        "RUN uv sync --frozen\n",
        "COPY pyproject.toml uv.lock* ./\nRUN uv sync --frozen --no-install-project\nCOPY . .\nRUN uv sync --frozen\n",
    ),
    "npm": (
        "RUN npm ci && \\\n  # bundle it\n  npm run build\n",
        "COPY package.json package-lock.json* ./\nRUN npm ci\nCOPY . .\n# bundle it\nRUN npm run build\n",
    ),
    "yarn": (
        "RUN yarn\nRUN yarn build\n",
        "COPY package.json yarn.lock* ./\nRUN yarn\nCOPY . .\nRUN yarn build\n",
    ),
    "pnpm": (
        "RUN corepack enable && pnpm i --frozen-lockfile\n",
        "COPY package.json pnpm-lock.yaml* ./\nRUN corepack enable && pnpm i --frozen-lockfile\nCOPY . .\n",
    ),
    "go": (
        "RUN CGO_ENABLED=0 go build -o /bin/x ./cmd/x\n",
        "COPY go.mod go.sum* ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /bin/x ./cmd/x\n",
    ),
    "maven": (
        "RUN ./mvnw -q package\n",
        "COPY .mvn/ ./.mvn/\nCOPY mvnw pom.xml ./\nRUN ./mvnw -B dependency:go-offline\nCOPY . .\n"
        "RUN ./mvnw -q package\n",
    ),
    "gradle": (
        "\n# build\nRUN --mount=type=secret,id=x gradle bootJar\n",
        "COPY build.gradle* settings.gradle* gradle.properties* ./\n\n"
        "RUN --mount=type=secret,id=x gradle --no-daemon dependencies\nCOPY . .\n\n"
        "# build\nRUN --mount=type=secret,id=x gradle bootJar\n",
    ),
    "bundler": (
        "RUN bundle config set without test && bundle install -j4\n",
        "COPY Gemfile Gemfile.lock* ./\nRUN bundle config set without test && bundle install -j4\nCOPY . .\n",
    ),
    "composer": (
        "RUN composer install --no-dev\n",
        "COPY composer.json composer.lock* ./\nRUN composer install --no-dev --no-scripts --no-autoloader\n"
        "COPY . .\nRUN composer install --no-dev\n",
    ),
    "dotnet": (
        "RUN dotnet publish App.csproj -c Release -o /out\n",
        "COPY App.csproj ./\nRUN dotnet restore App.csproj\nCOPY . .\n"
        "RUN dotnet publish App.csproj -c Release -o /out\n",
    ),
}


@pytest.mark.parametrize("tool", MANIFESTS)
def test_manifests_are_copied_first(tool: str) -> None:
    before, after = MANIFESTS[tool]
    head = "FROM example.com/tools:1\nWORKDIR /app\n"
    check_fix(f"{head}COPY . .\n{before}", f"{head}{after}", copy_manifest_first.RULE)
    check_finds(f"{head}{after}", copy_manifest_first.RULE)


def test_a_manifest_that_is_there_is_not_copied_again() -> None:
    check_fix(
        "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\n",
        "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n",
        copy_manifest_first.RULE,
    )


@pytest.mark.parametrize(
    "rest",
    [
        "COPY «.» .\nCOPY config config\nRUN npm ci\n",
        "COPY «.» .\nRUN ./prepare.sh\nRUN npm ci\n",
        "COPY «.» .\nRUN npm ci; npm run build\n",
        "COPY «.» .\nRUN npm ci --workspace=web\n",
        "COPY «.» ./\nWORKDIR web\nRUN npm ci\n",
        "COPY «.» .\nRUN A=1 && npm ci && npm run build\n",
        'COPY [«"."», "."]\nRUN npm ci\n',
        "COPY «.» .\nRUN cargo build\n",
    ],
)
def test_manifest_first_is_told_but_not_done_where_it_may_break(rest: str) -> None:
    text = f"FROM node:22\nWORKDIR /app\n{rest}"
    check_finds(text, copy_manifest_first.RULE)
    check_fix(text, text.replace("«", "").replace("»", ""), copy_manifest_first.RULE)


def test_several_tools_get_their_turn_one_after_the_other() -> None:
    check_fix(
        "FROM php:8\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN bundle install\n",
        "FROM php:8\nWORKDIR /app\nCOPY package.json package-lock.json* ./\nRUN npm ci\n"
        "COPY Gemfile Gemfile.lock* ./\nRUN bundle install\nCOPY . .\n",
        copy_manifest_first.RULE,
    )


def test_runs_of_a_shell_that_stops_at_errors_are_not_joined_across_lists() -> None:
    text = (
        'FROM debian:12\nSHELL ["/bin/bash", "-euc"]\nRUN apt-get update; apt-get install -y curl\nRUN apt-get clean\n'
    )
    check_fix(text, text, consecutive_runs.RULE)


def test_a_run_between_that_has_other_flags_keeps_runs_apart() -> None:
    check_finds(
        "FROM debian:12\nRUN apt-get update\nRUN --network=none true\nRUN apt-get install -y curl\n",
        consecutive_runs.RULE,
    )


def test_a_key_that_was_copied_is_an_error_and_a_script_a_hint() -> None:
    text = "FROM debian:12\nCOPY key.pem run.sh app.bin /t/\nRUN make && rm /t/key.pem && rm /t/run.sh /t/app.bin\n"
    found = found_by(opened(text, (rm_in_later_layer.RULE,)), (rm_in_later_layer.RULE,))
    severities = [each.located.finding.severity for each in found]
    assert severities == [Severity.ERROR, Severity.HINT, None]


def test_one_archive_is_told_of_once() -> None:
    text = "FROM debian:12\nRUN wget -O a.tgz http://x\nRUN tar xf «a.tgz»\nRUN rm a.tgz\n"
    check_finds(text, archive_left_behind.RULE, download_extract_split_layers.RULE, rm_in_later_layer.RULE)


def test_an_archive_from_another_stage_is_mounted_from_there() -> None:
    check_fix(
        "FROM a AS dl\nFROM debian:12\nCOPY --from=dl /a.tgz /tmp/a.tgz\nRUN tar xf /tmp/a.tgz -C /opt\n",
        "FROM a AS dl\nFROM debian:12\n"
        "RUN --mount=type=bind,from=dl,source=/a.tgz,target=/tmp/a.tgz tar xf /tmp/a.tgz -C /opt\n",
        archive_left_behind.RULE,
    )


def test_chown_of_what_two_copies_brought() -> None:
    check_fix(
        "FROM node:22\nCOPY a /srv/\nENV A=1\nCOPY b /srv/\nRUN chown -R $OWNER:node /srv",
        "FROM node:22\nCOPY --chown=$OWNER:node a /srv/\nENV A=1\nCOPY --chown=$OWNER:node b /srv/\n",
        chown_duplicates_layer.RULE,
    )


def test_chown_of_folders_that_workdir_made() -> None:
    check_fix(
        "FROM node:22\nWORKDIR /srv/app\nCOPY a .\nCOPY b /opt/b\nRUN chown -R x: /srv /opt/b\n",
        "FROM node:22\nWORKDIR /srv/app\nCOPY --chown=x a .\nCOPY --chown=x b /opt/b\nRUN chown x: /srv /srv/app\n",
        chown_duplicates_layer.RULE,
    )


@pytest.mark.parametrize(
    "before",
    [
        "RUN mkdir -p /srv/data\nCOPY a /srv\n",
        "WORKDIR /srv\nRUN make\nCOPY a .\n",
        "RUN echo x > /srv/x\nCOPY a /srv\n",
        "COPY rootfs /\nCOPY a /srv\n",
        "COPY a /srv\nCOPY --chown=y b /srv/b\n",
        "FROM node:22 AS base\nRUN mkdir /srv\nFROM base\nCOPY a /srv\n",
    ],
)
def test_no_chown_goes_that_gives_away_what_came_from_elsewhere(before: str) -> None:
    text = f"FROM node:22\n{before}RUN chown -R x /srv\n"
    assert found_by(opened(text, (chown_duplicates_layer.RULE,)), (chown_duplicates_layer.RULE,))
    check_fix(text, text, chown_duplicates_layer.RULE)


def test_a_volatile_arg_that_another_arg_reads_stays_above_it() -> None:
    check_finds(
        "FROM debian:12\nARG «GIT_SHA»\nRUN apt-get update\nARG VERSION=1-$GIT_SHA\nRUN make\n", volatile_arg_early.RULE
    )


def test_no_second_stage_where_a_user_of_the_first_would_be_missing() -> None:
    text = 'FROM golang:1.24\nRUN useradd app && go build -o /app\nUSER app\nCMD ["/app"]\n'
    check_fix(text, text, multi_stage_suggested.RULE)


def test_what_describes_the_image_moves_to_the_second_stage() -> None:
    check_fix(
        'FROM gcc:15\r\nENTRYPOINT ["/srv/app"]\r\nCOPY . /srv\r\nRUN make -C /srv\r\n',
        "FROM gcc:15 AS build\r\nCOPY . /srv\r\nRUN make -C /srv\r\n\r\nFROM debian:13-slim\r\n"
        'ENTRYPOINT ["/srv/app"]\r\nCOPY --from=build /srv/app /srv/app\r\n',
        multi_stage_suggested.RULE,
    )
