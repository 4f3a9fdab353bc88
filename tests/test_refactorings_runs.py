"""Refactorings of what is run: RUNs and heredocs, the two forms of a command, packages."""

from tests.check import check_action, offered


def titles(text: str) -> str:
    """What is offered, in one line."""
    return "; ".join(action.title.en for action in offered(text, ("refactor",), ()))


def test_a_chain_becomes_a_heredoc_with_its_comments() -> None:
    check_action(
        "FROM debian:12\nRUN ap┃t-get update \\\n    # tools\n    && apt-get install -y \\\n        curl \\\n"
        "    && make\n",
        "heredoc",
        "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\n# tools\napt-get install -y \\\n    curl\nmake\nEOF\n",
        (),
    )


def test_a_list_that_stops_on_errors_needs_nothing_more() -> None:
    check_action(
        "FROM debian:12\nRUN set┃ -eux; \\\n\tmkdir /a; \\\n\t\\\n\ttouch \\\n\t\t/a/b \\\n\t; \\\n\tls\n",
        "heredoc",
        "FROM debian:12\nRUN <<EOF\nset -eux\nmkdir /a\n\ntouch \\\n\t/a/b\nls\nEOF\n",
        (),
    )


def test_what_a_loop_does_inside_stays_its_own_affair() -> None:
    check_action(
        "FROM debian:12\nRUN for x in a b; do \\\n        try $x; \\\n    done && ! gr┃ep y z && ls\n",
        "heredoc",
        "FROM debian:12\nRUN <<EOF\nset -e\nfor x in a b; do\n    try $x\ndone || exit\n! grep y z || exit\nls\nEOF\n",
        (),
    )


def test_flags_stay_and_another_escape_becomes_the_shells_own() -> None:
    check_action(
        "# escape=`\nFROM debian:12\nRUN --network=none a┃ `\n  -b && c\n",
        "heredoc",
        "# escape=`\nFROM debian:12\nRUN --network=none <<EOF\nset -e\na \\\n-b\nc\nEOF\n",
        (),
    )


def test_blanks_inside_quotes_are_kept() -> None:
    check_action(
        'FROM debian:12\nRUN echo "a \\\n        b" &&┃ \\\n    ls\n',
        "heredoc",
        'FROM debian:12\nRUN <<EOF\nset -e\necho "a \\\n        b"\nls\nEOF\n',
        (),
    )


def test_no_heredoc_where_it_would_mean_something_else() -> None:
    for run in (
        "RUN . /env && m┃ake",
        "RUN f() { a; b; } && ┃f",
        "RUN set +e && ┃make",
        "RUN echo 'a \\\nb' && ┃make",
        "RUN a & b && ┃c",
        "RUN m┃ake",
        "RUN a || ┃b",
        'RUN ["a", "┃&&"]',
        "RUN cat <<EOF && l┃s\nEOF",
        "ONBUILD RUN a && ┃b",
        "RUN a && b┃\r",
    ):
        assert "heredoc" not in titles(f"FROM debian:12\n{run}\n"), run
    assert "heredoc" not in titles("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a && ┃b\n")


def test_a_heredoc_becomes_a_chain_with_its_comments() -> None:
    check_action(
        "FROM debian:12\nRUN <<EOF┃\nset -e\n# why\na | b\nc \\\n  -d  # how\nEOF\n",
        "Join the lines",
        "FROM debian:12\nRUN \\\n    # why\n    a | b \\\n    # how\n    && c \\\n      -d\n",
        (),
    )
    check_action(
        'FROM debian:12\nSHELL ["/bin/bash", "-ec"]\nRUN <<EOF┃\na; b\nEOF\n',
        "Join the lines",
        'FROM debian:12\nSHELL ["/bin/bash", "-ec"]\nRUN a \\\n    && b\n',
        (),
    )


def test_no_chain_where_it_would_mean_something_else() -> None:
    for body in (
        "a\nb",
        "set -e\na && b\nc",
        "set -e\na || b",
        "set -e\nfor x in y; do z; done",
        "set -e\n. x\ny",
        "set -e\necho 'a\nb'",
        "#!/bin/sh -e\na\nb",
        "set -e\ncat <<X\ny\nX",
        "set -e\nset +e\na",
    ):
        assert "Join" not in titles(f"FROM debian:12\nRUN <<EOF┃\n{body}\nEOF\n"), body


def test_shell_form_to_exec_form() -> None:
    check_action(
        "FROM debian:12\nCMD exec a┃pp 'x y' \\\n  # why\n  -z\n",
        "exec form",
        'FROM debian:12\nCMD ["app", "x y", \\\n  # why\n  "-z"]\n',
        (),
    )
    check_action(
        "FROM debian:12\nONBUILD HEALTHCHECK --retries=2 CMD app p┃ing\n",
        "exec form",
        'FROM debian:12\nONBUILD HEALTHCHECK --retries=2 CMD ["app", "ping"]\n',
        (),
    )
    for text in (
        "CMD app $┃X",
        "CMD cd┃ /x",
        "RUN echo┃ -n",
        "CMD A=b a┃pp",
        "CMD app > ┃x",
        "ENTRYPOINT ap┃p\nCMD x",
        'ENTRYPOINT ["app"]\nCMD x ┃y',
        'SHELL ["/bin/bash", "-c"]\nCMD a ┃b',
    ):
        assert "exec form" not in titles(f"FROM debian:12\n{text}\n"), text


def test_exec_form_to_shell_form() -> None:
    check_action(
        'FROM debian:12\nCMD ["a┃pp", "x y", \\\n  # why\n  "$z"]\n',
        "shell form",
        "FROM debian:12\nCMD exec app 'x y' \\\n  # why\n  '$z'\n",
        (),
    )
    check_action('FROM debian:12\nRUN ["a┃","b"]\n', "shell form", "FROM debian:12\nRUN a b\n", ())
    check_action(
        'FROM debian:12\nRUN ["/bin/sh", ┃"-c", "a \\"b\\" && c"]\n',
        "shell form",
        'FROM debian:12\nRUN a "b" && c\n',
        (),
    )
    for text in (
        'ENTRYPOINT ["a┃pp"]',
        'ENTRYPOINT ["app"]\nCMD ["┃x"]',
        'CMD ["a┃", "b\\nc"]',
        'CMD ["-┃a"]',
        "CMD ┃[]",
        'SHELL ["bash", "-c"]\nCMD ["a┃"]',
    ):
        assert "shell form" not in titles(f"FROM debian:12\n{text}\n"), text
    assert "shell form" not in titles('FROM scratch\nCMD ["a┃pp"]\n')


def test_old_pairs_get_their_equals_sign() -> None:
    check_action(
        "FROM debian:12\nENV ┃A b c\n# x\nLABEL d e┃\n",
        "ENV/LABEL key=value",
        'FROM debian:12\nENV A="b c"\n# x\nLABEL d=e\n',
        (),
    )
    assert titles("FROM debian:12\nENV ┃A=b\n") == ""


def test_packages_are_sorted_below_their_comments() -> None:
    check_action(
        "FROM debian:12\nRUN apt-get update && apt-get ins┃tall -y zip \\\n    # build\n    make gcc \\\n    && ls\n",
        "in order",
        "FROM debian:12\nRUN apt-get update && apt-get install -y \\\n    zip \\\n    # build\n    gcc \\\n"
        "    make \\\n    && ls\n",
        (),
    )
    check_action(
        "FROM alpine:3.22\r\nRUN apk add --no-cache b┃ a --virtual .x\r\n",
        "in order",
        "FROM alpine:3.22\r\nRUN apk add --no-cache \\\r\n    a \\\r\n    b \\\r\n    --virtual .x\r\n",
        (),
    )
    check_action(
        "FROM debian:12\nRUN <<EOF\napt-get in┃stall -y b a\nEOF\n",
        "in order",
        "FROM debian:12\nRUN <<EOF\napt-get install -y \\\n    a \\\n    b\nEOF\n",
        (),
    )
    for command in (
        "apt-get in┃stall -y a",
        "apt-get in┃stall -y b $A",
        "apt-get in┃stall a -y b",
        "apt-get in┃stall -y \\\n    a \\\n    b",
        "pip in┃stall b a",
    ):
        assert "in order" not in titles(f"FROM debian:12\nRUN {command}\n"), command


def test_cache_mounts() -> None:
    check_action(
        "FROM debian:12\nRUN apt-get up┃date \\\n    && apt-get install -y curl \\\n    && apt-get clean \\\n"
        "    && rm -rf /var/lib/apt/lists/*\n",
        "cache mount",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
        "    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n"
        "    rm -f /etc/apt/apt.conf.d/docker-clean \\\n    && apt-get update \\\n    && apt-get install -y curl\n",
        (),
    )
    check_action(
        "FROM alpine:3.22\nRUN apk add --no-┃cache curl\n",
        "cache mount",
        "FROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache apk add --update-cache curl\n",
        (),
    )
    check_action(
        "FROM alpine:3.22\nRUN apk add ┃python3 && pip install a && rm -rf /var/cache/apk/*\n",
        "cache mount",
        "FROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache apk add --update-cache python3 "
        "&& pip install a\n",
        (),
    )
    check_action(
        "FROM fedora:42\nRUN dnf -y in┃stall git && dnf clean all && rm -rf /var/cache/dnf\n",
        "cache mount",
        "FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/dnf dnf -y --setopt=keepcache=1 install git\n",
        (),
    )
    check_action(
        "FROM python:3.14\nRUN pip install --no-cache-dir┃ -r a.txt\n",
        "cache mount",
        "FROM python:3.14\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r a.txt\n",
        (),
    )
    check_action(
        "FROM node:24\nRUN npm ┃ci && npm cache clean --force && npm run build\n",
        "cache mount",
        "FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci && npm run build\n",
        (),
    )
    check_action(
        "FROM golang:1.25\nONBUILD RUN go bu┃ild ./...\n",
        "cache mount",
        "FROM golang:1.25\nONBUILD RUN --mount=type=cache,target=/go/pkg/mod \\\n"
        "    --mount=type=cache,target=/root/.cache/go-build \\\n    go build ./...\n",
        (),
    )
    for image, run in (
        ("debian:12", "RUN apt-get in┃stall -y curl"),
        ("debian:12", "RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get in┃stall -y curl"),
        ("node:24", "USER node\nRUN npm ┃ci"),
        ("node:24", "RUN npm ru┃n build"),
        ("node:24", "RUN --mount=type=cache,target=/root/.npm npm ┃ci"),
        ("alpine:3.22", "RUN apk add a┃ || { b; rm -rf /var/cache/apk/*; }"),
    ):
        assert "cache mount" not in titles(f"FROM {image}\n{run}\n"), run
