"""Rules about downloads that nothing checks, about modes, and about secrets handed to the build."""

import pytest

from dockerls.rules.rule import Severity
from dockerls.rules.security import chmod_777, curl_pipe_shell, secret_in_arg_env, tls_unverified
from tests.check import check_finds, check_fix, found_by, opened

PIPE = curl_pipe_shell.RULE
SECRET = secret_in_arg_env.RULE
CHECK = 'echo "<sha256>  /tmp/install.sh" | sha256sum -c -'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "curl -sS https://x.y/z | bash - && true",
            f"curl -fsS https://x.y/z -o /tmp/install.sh && {CHECK} && bash /tmp/install.sh"
            " && rm /tmp/install.sh && true",
        ),
        (
            "curl --tlsv1.2 https://x.y/z | sh -s -- -y",
            f"curl -f --tlsv1.2 https://x.y/z -o /tmp/install.sh && {CHECK} && sh /tmp/install.sh -y"
            " && rm /tmp/install.sh",
        ),
        (
            "wget -O - https://x.y/z | A=1 sh -ex",
            f"wget -O /tmp/install.sh https://x.y/z && {CHECK} && A=1 sh -ex /tmp/install.sh && rm /tmp/install.sh",
        ),
        (
            "curl https://x.y/z \\\n # a | b\n | sh",
            f"curl -f https://x.y/z -o /tmp/install.sh \\\n # a | b\n && {CHECK} && sh /tmp/install.sh"
            " && rm /tmp/install.sh",
        ),
        ("curl -sL https://x.y/z | bash || true", "curl -fsL https://x.y/z | bash || true"),
        ("curl -sL https://x.y/z | php", "curl -fsL https://x.y/z | php"),
    ],
)
def test_download_first(before: str, after: str) -> None:
    check_fix(f"FROM debian:12\nRUN {before}\n", f"FROM debian:12\nRUN {after}\n", PIPE)


def test_with_fail_and_pipefail_it_is_only_a_note() -> None:
    def severities(text: str) -> list[Severity | None]:
        return [each.located.finding.severity for each in found_by(opened(text, (PIPE,)), (PIPE,))]

    careful = 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -sSf https://sh.rustup.rs | sh\n'
    assert severities(careful) == [Severity.INFO]
    assert severities(careful.replace("-sSf", "-sS")) == [Severity.WARNING]
    assert severities(careful.replace('"-o", "pipefail", ', "")) == [Severity.WARNING]
    assert severities("FROM debian:12\nRUN set -eo pipefail; wget -qO- https://x.y | sh\n") == [Severity.INFO]


def test_flags_of_curl_are_told_from_their_values() -> None:
    curl, wget = tls_unverified.RULES
    check_finds("FROM debian:12\nRUN curl -fsSL«k» -o k -H -k https://x.y/k\n", curl)
    check_finds("FROM debian:12\nRUN curl «-k» https://localhost.example.com/\n", curl)
    check_finds("FROM debian:12\nRUN curl -k https://localhost:8443/ && curl -k https://[::1]/\n", curl)
    check_fix(
        "FROM debian:12\nRUN curl -k --insecure https://x.y && wget --no-check-certificate https://x.y\n",
        "FROM debian:12\nRUN curl https://x.y && wget https://x.y\n",
        curl,
        wget,
    )
    check_fix(
        "FROM debian:12\r\nRUN curl \\\r\n  # why\r\n  -k \\\r\n  https://x.y\r\n",
        "FROM debian:12\r\nRUN curl \\\r\n  # why\r\n  https://x.y\r\n",
        curl,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("777", "755"),
        ("0777", "0755"),
        ("666", "644"),
        ("2777", "2755"),
        ("757", "755"),
        ("a=rwx", "u=rwx,go=rx"),
        ("a+w", "u+w"),
        ("ugo+rw", "u+rw,go+r"),
        ("u+x,o+rw", "u+x,o+r"),
        ("go=rw", "go=r"),
    ],
)
def test_modes(before: str, after: str) -> None:
    text = "FROM debian:12\nRUN chmod -R {} /srv\n"
    check_fix(text.format(before), text.format(after), chmod_777.RULE)


def test_the_group_may_keep_writing() -> None:
    [found] = found_by(opened("FROM debian:12\nRUN chmod 777 /srv\n", (chmod_777.RULE,)), (chmod_777.RULE,))
    assert [fix.title.en for fix in found.fixes] == [
        "Change to `755`",
        "Change to `775`, so that the group may still write",
    ]


def test_every_run_that_names_the_secret_gets_it() -> None:
    check_fix(
        "FROM node:24\n# for the registry\nARG NPM_TOKEN\nRUN --mount=type=cache,target=/root/.npm \\\n"
        "    npm ci --token=$NPM_TOKEN\nRUN true\nRUN <<EOF\necho ${NPM_TOKEN}\nEOF\n",
        "FROM node:24\n# for the registry\nRUN --mount=type=cache,target=/root/.npm \\\n"
        '    --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci --token="$NPM_TOKEN"\nRUN true\n'
        "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN <<EOF\necho ${NPM_TOKEN}\nEOF\n",
        SECRET,
    )


@pytest.mark.parametrize(
    "text",
    [
        "FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n",
        "FROM node:24\nARG A=1 NPM_TOKEN\nRUN echo $NPM_TOKEN\n",
        "FROM node:24\nARG TOKEN\nCOPY a /$TOKEN\nRUN echo $TOKEN\n",
        "FROM node:24\nARG TOKEN\nENV T=$TOKEN\nRUN echo $TOKEN\n",
        "FROM node:24\nARG TOKEN\nRUN echo $TOKEN\nCMD echo $TOKEN\n",
        "FROM node:24\nARG TOKEN\nRUN --mount=type=secret,id=token echo $TOKEN\n",
        "FROM node:24 AS a\nARG TOKEN\nRUN echo $TOKEN\nFROM a\nRUN echo $TOKEN\n",
        "# syntax=docker/dockerfile:1.4\nFROM node:24\nARG TOKEN\nRUN <<EOF\necho $TOKEN\nEOF\n",
    ],
)
def test_a_secret_used_in_another_way_is_told_and_left_alone(text: str) -> None:
    assert found_by(opened(text, (SECRET,)), (SECRET,))
    check_fix(text, text, SECRET)


def test_the_fix_shows_how_to_hand_the_secret_over() -> None:
    text = "FROM node:24\nARG NPM_TOKEN\nRUN echo $NPM_TOKEN\n"
    [found] = found_by(opened(text, (SECRET,)), (SECRET,))
    assert "`docker build --secret id=npm_token,env=NPM_TOKEN …`" in found.fixes[0].title.en
