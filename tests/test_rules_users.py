"""Rules about who the program runs as, and about commands that create users."""

import pytest

from dockerls.rules.correctness import adduser_flavour_mismatch
from dockerls.rules.rule import Safety, Severity
from dockerls.rules.security import last_user_root, missing_user, user_created_never_used
from tests.check import check_finds, check_fix, found_by, opened

FLAVOUR = adduser_flavour_mismatch.RULE
USERS = (missing_user.RULE, last_user_root.RULE, user_created_never_used.RULE)

SEED_004 = """\
FROM python:3.9-slim

# a user that is not root
RUN addgroup -g 1000 hitcuser && \\
 adduser -u 1000 -G hitcuser -D hitcuser

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN chown -R hitcuser:hitcuser /app

USER hitcuser
"""

CREATE = "RUN groupadd --system app && useradd --system --gid app --no-log-init --no-create-home app\n"


def test_a_guide_for_alpine_on_debian_becomes_one_for_debian() -> None:
    wanted = SEED_004.replace("addgroup -g 1000", "groupadd -g 1000")
    wanted = wanted.replace("adduser -u 1000 -G hitcuser -D hitcuser", "useradd -u 1000 -g hitcuser -m hitcuser")
    check_fix(SEED_004, wanted, FLAVOUR, *USERS)


@pytest.mark.parametrize(
    ("busybox", "shadow"),
    [
        ("adduser -DHu 1000 -G users app", "useradd -M -u 1000 -g users app"),
        ('adduser -D -h "/home/my app" -g "An app" app', 'useradd -m -d "/home/my app" -c "An app" app'),
        ("adduser -S -s /sbin/nologin -k /etc/skel app", "useradd -r -s /sbin/nologin -k /etc/skel -m app"),
        ("adduser --system --no-create-home -G app -S app", "useradd -r -M -g app -r app"),
        ("addgroup -S -g 101 app", "groupadd -r -g 101 app"),
        ("adduser -S app && addgroup app audio", "useradd -r -m app && addgroup app audio"),
        ('addgroup -S "$G" && adduser -S -G "$G" "$U"', 'groupadd -r "$G" && useradd -r -g "$G" -m "$U"'),
    ],
)
def test_busybox_said_in_shadow(busybox: str, shadow: str) -> None:
    check_fix(f"FROM debian:12\nRUN {busybox}\n", f"FROM debian:12\nRUN {shadow}\n", FLAVOUR)


@pytest.mark.parametrize(
    ("shadow", "busybox"),
    [
        ("useradd app", "adduser -D -H app"),
        ("useradd -r app", "addgroup -S app && adduser -D -H -G app -S app"),
        ("useradd -rms /bin/sh -g app -u1000 app", "adduser -D -S -s /bin/sh -G app -u 1000 app"),
        ("useradd --uid=1000 --create-home --home-dir=/srv app", "adduser -D -u 1000 -h /srv app"),
        ("useradd -M -N -g web -l -c 'A b' app", "adduser -D -H -G web -g 'A b' app"),
        ("groupadd --system --gid 101 app", "addgroup -S -g 101 app"),
        ("usermod -aG audio app", "addgroup app audio"),
        ("usermod --append --groups audio app", "addgroup app audio"),
    ],
)
def test_shadow_said_in_busybox(shadow: str, busybox: str) -> None:
    check_fix(f"FROM alpine:3.24\nRUN {shadow}\n", f"FROM alpine:3.24\nRUN {busybox}\n", FLAVOUR)


@pytest.mark.parametrize(
    "text",
    [
        "FROM alpine:3.24\nRUN useradd -g 1000 app\n",
        "FROM alpine:3.24\nRUN useradd -p x app\n",
        "FROM alpine:3.24\nRUN useradd -m -G audio,video app\n",
        "FROM alpine:3.24\nRUN useradd -N app\n",
        "FROM alpine:3.24\nRUN usermod -u 5 app\n",
        "FROM alpine:3.24\nRUN groupadd -f app\n",
        "FROM debian:12\nRUN adduser -D --foo app\n",
        "FROM debian:12\nRUN adduser -D a && adduser -D --empty-password b\n",
    ],
)
def test_what_has_no_counterpart_is_told_and_left_alone(text: str) -> None:
    rules = (FLAVOUR,)
    assert found_by(opened(text, rules), rules)
    check_fix(text, text, *rules)


def test_a_file_that_cannot_build_is_an_error_only_where_the_base_is_known_for_sure() -> None:
    def told(text: str) -> list[tuple[Severity | None, list[Safety]]]:
        return [
            (each.located.finding.severity, [fix.safety for fix in each.fixes])
            for each in found_by(opened(text, (FLAVOUR,)), (FLAVOUR,))
        ]

    assert told("FROM debian:12\nRUN adduser -D app\n") == [(Severity.ERROR, [Safety.SAFE])]
    assert told("FROM centos:7\nRUN adduser -S app\n") == [(Severity.WARNING, [Safety.SUGGEST])]


def test_packages_may_bring_the_command() -> None:
    check_finds("FROM alpine:3.24\nRUN apk add --no-cache curl && «useradd» app\n", FLAVOUR)
    check_finds("FROM alpine:3.24\nRUN «useradd» app && apk add --no-cache shadow\n", FLAVOUR)
    check_finds("FROM alpine:3.24\nRUN apk add --no-cache shadow~=4.17\nRUN useradd app\n", FLAVOUR)
    check_finds("FROM debian:13\nRUN apt-get update && apt-get install -y openssh-server\nRUN adduser a\n", FLAVOUR)
    check_finds("FROM debian:13\nRUN pip install x\nRUN «adduser» a\n", FLAVOUR)
    check_finds("FROM alpine:3.24 AS a\nRUN apk add shadow\nFROM alpine:3.24\nRUN «useradd» a\n", FLAVOUR)


def test_broken_shell_code_is_not_edited() -> None:
    text = "FROM debian:12\nRUN adduser -D app && if\n"
    check_fix(text, text, FLAVOUR)


@pytest.mark.parametrize(
    ("base", "lines"),
    [
        ("debian:12", CREATE + "USER app\n"),
        ("ubuntu:22.04", CREATE + "USER app\n"),
        ("rockylinux:9", CREATE + "USER app\n"),
        ("fedora:44", CREATE + "USER app\n"),
        ("alpine:3.24", "RUN addgroup -S app && adduser -S -G app -H app\nUSER app\n"),
        ("busybox:1.37", "RUN addgroup -S app && adduser -S -G app -H app\nUSER app\n"),
        ("node:24-alpine", "USER node\n"),
        ("ubuntu:24.04", "USER ubuntu\n"),
        ("mcr.microsoft.com/dotnet/aspnet:10.0", "USER app\n"),
        ("gcr.io/distroless/static-debian12", "USER 65532:65532\n"),
        ("registry.access.redhat.com/ubi9-minimal", "USER 65532:65532\n"),
        ("amazonlinux:2023", "USER 65532:65532\n"),
        ("scratch", "USER 65532:65532\n"),
    ],
)
def test_the_user_fits_the_base(base: str, lines: str) -> None:
    text = f'FROM {base}\nCOPY app /app\n%sENTRYPOINT ["/app"]\n'
    check_fix(text % "", text % lines, *USERS)


def test_a_user_goes_above_the_comments_of_cmd_with_the_line_ends_of_the_file() -> None:
    check_fix(
        'FROM python:3.14\r\nCOPY . .\r\n\r\n# start\r\n# it\r\nCMD ["python", "a.py"]',
        f'FROM python:3.14\r\nCOPY . .\r\n\r\n{CREATE[:-1]}\r\nUSER app\r\n# start\r\n# it\r\nCMD ["python", "a.py"]',
        *USERS,
    )


def test_a_user_comes_behind_what_needs_root() -> None:
    check_fix(
        'FROM node:24\nENTRYPOINT ["node"]\nRUN npm ci\nCMD ["a.js"]\nEXPOSE 3000\n',
        'FROM node:24\nENTRYPOINT ["node"]\nRUN npm ci\nUSER node\nCMD ["a.js"]\nEXPOSE 3000\n',
        *USERS,
    )
    check_fix(
        'FROM node:24\nCMD ["node", "a.js"]\nRUN npm ci',
        'FROM node:24\nCMD ["node", "a.js"]\nRUN npm ci\nUSER node',
        *USERS,
    )


def test_a_user_that_nothing_stands_behind_is_changed() -> None:
    check_fix(
        "FROM python:3.14\n# why\nUSER root\n# c\nCMD python a.py\n",
        f"FROM python:3.14\n{CREATE}# why\nUSER app\n# c\nCMD python a.py\n",
        *USERS,
    )


def test_the_user_of_before_comes_back() -> None:
    check_fix(
        "FROM ubuntu:26.04\nRUN useradd -r baby\nUSER baby\nRUN id\nUSER root\nCOPY . /app\n",
        "FROM ubuntu:26.04\nRUN useradd -r baby\nUSER baby\nRUN id\nUSER root\nCOPY . /app\nUSER baby\n",
        *USERS,
    )


@pytest.mark.parametrize(
    "text",
    [
        'FROM python:3.14\nEXPOSE 443/tcp\nCMD ["app"]\n',
        'FROM python:3.14\nONBUILD RUN make install\nCMD ["app"]\n',
        'FROM debian:12\nARG NAME\nRUN useradd $NAME\nCMD ["app"]\n',
    ],
)
def test_no_user_is_added_where_that_may_break_something(text: str) -> None:
    assert found_by(opened(text, USERS), USERS)
    check_fix(text, text, *USERS)


def test_one_rule_speaks_of_one_image() -> None:
    check_finds('FROM debian:12\nRUN useradd «app»\nCMD ["app"]\n', *USERS)
    check_finds('FROM debian:12\nRUN useradd app\nUSER «root»\nCMD ["app"]\n', *USERS)
    check_finds('FROM debian:12\nRUN useradd app && chown app /srv\n«CMD» ["app"]\n', *USERS)


def test_only_the_final_stage_counts() -> None:
    check_finds(
        'FROM node:24 AS base\nFROM base AS dev\nUSER root\nCMD ["dev"]\nFROM base AS prod\n«CMD» ["node", "a.js"]\n',
        *USERS,
    )
