"""Refactorings of stages and variables, and of the order of instructions."""

from tests.check import check_action, offered


def titles(text: str) -> str:
    """What is offered, in one line."""
    return "; ".join(action.title.en for action in offered(text, ("refactor",), ()))


def test_a_stage_gets_a_name_that_is_used_instead_of_its_number() -> None:
    before = (
        "FROM golang:1.25 # x\nFROM go┃lang:1.25\nRUN --mount=from=1,target=/x ls\n"
        "FROM scratch\nCOPY --from=1 /a /a\nCOPY --from=0 /b /b\n"
    )
    check_action(
        before,
        "Name stage 1 `build`, and use that",
        before.replace("┃", "")
        .replace("1.25\nRUN", "1.25 AS build\nRUN")
        .replace("COPY --from=1", "COPY --from=build"),
        (),
    )
    check_action(
        "from a:1\r\nfrom scratch\r\ncopy --fr┃om=0 /a /a\r\n",
        "Name stage 0 `build`",
        "from a:1 as build\r\nfrom scratch\r\ncopy --from=build /a /a\r\n",
        (),
    )
    check_action(
        "FROM a:1 AS build\nFROM b:1 AS final\nFROM bu┃ild\n",
        "Name stage 2 `final-2`",
        "FROM a:1 AS build\nFROM b:1 AS final\nFROM build AS final-2\n",
        (),
    )
    for text in ("FROM a:┃1\n", "FROM a:1 AS b┃\nFROM b\n", "FROM a:1\nFROM b\nCOPY --from=n┃ginx a b\n"):
        assert "Name" not in titles(text), text


def test_an_image_is_pinned_to_what_its_tag_means_today() -> None:
    check_action("FROM deb┃ian\n", "Pin `debian` to its version", "FROM debian:13\n", ())
    check_action(
        "ARG BASE=python:slim\nFROM $B┃ASE\n", "Pin `python:slim`", "ARG BASE=python:3.14-slim\nFROM $BASE\n", ()
    )
    for text in ("FROM debian:1┃2\n", "FROM corp/b┃ase\n", "FROM debian AS a\nFROM ┃a\n", "FROM $┃X\n"):
        assert "Pin" not in titles(text), text


DOWNLOAD = (
    "FROM debian:12 AS app\nRUN apt-get update && apt-get install -y curl\n\n# a tool\n"
    "RUN c┃url -fsSL https://example.com/tool.tgz -o /tmp/tool.tgz \\\n    && mkdir -p /opt/tool \\\n"
    "    && tar -xzf /tmp/tool.tgz -C /opt/tool && rm /tmp/tool.tgz\n┃COPY . /app\n"
)


def test_lines_move_to_a_stage_of_their_own() -> None:
    plain = DOWNLOAD.replace("┃", "")
    check_action(
        DOWNLOAD,
        "copy `/opt/tool` from it",
        plain.replace("12 AS app\n", "12 AS base\n")
        .replace("# a tool\n", "FROM base AS files\n# a tool\n")
        .replace("COPY . /app\n", "\nFROM base AS app\nCOPY --from=files /opt/tool /opt/tool\nCOPY . /app\n"),
        (),
    )


def test_lines_directly_below_from_become_the_stage_above() -> None:
    check_action(
        "FROM --platform=$BUILDPLATFORM debian:12\r\nADD┃ a b\r\n".replace(
            "ADD┃ a b", "RUN wget ┃-O /a https://example.com/a"
        )
        + "COPY . /app\r\n",
        "copy `/a` from it",
        "FROM --platform=$BUILDPLATFORM debian:12 AS files\r\nRUN wget -O /a https://example.com/a\r\n\r\n"
        "FROM --platform=$BUILDPLATFORM debian:12\r\nCOPY --from=files /a /a\r\nCOPY . /app\r\n",
        (),
    )


def test_lines_stay_where_not_all_that_they_do_is_seen() -> None:
    for run in (
        "curl -o /a u://x && make ins┃tall",
        "curl -o /a u://x && rm /etc/p┃asswd",
        "wget -O /a u://x > /b┃",
        "curl -o $A u:┃//x",
        "curl -o /a u://x || wget┃ -O /b u://y",
        "curl -o /a u://x -o /b u:┃//y",
        "mkdir /┃a",
        "A=b && curl -o /a u://x┃",
        "tar -xzf a -C /u┃sr",
        "--mount=type=cache,target=/c curl -o /c/a u://┃x",
    ):
        assert "stage of its own" not in titles(f"FROM debian:12\nRUN {run}\nCOPY b /b\n"), run
    fetch = "RUN curl -o /a u://┃x\n"
    for text in (
        f"FROM debian:12\nONBUILD RUN a\n{fetch}COPY b /b\n",
        f"FROM debian:12\nCMD a\n{fetch}COPY b /b\n",
        f"FROM debian:12\nUSER app\n{fetch}COPY b /b\n",
        f"FROM debian:12\nFROM debian:12\nCOPY --from=0 c /c\n{fetch}",
        f"FROM debian:12\n{fetch}",
        f"FROM debian:12 AS b\n{fetch}COPY b /b\nFROM scratch\n",
    ):
        assert "stage of its own" not in titles(text), text


def test_a_version_becomes_an_arg() -> None:
    check_action(
        "FROM debian:12\nRUN ls\n# the tool\nRUN curl -O u://tool-1.2.┃3.tgz \\\n    && tar xf 'tool-1.2.3.tgz' \\\n"
        '    && mv "tool-1.2.3" t1.2.34\n',
        "`1.2.3` once, as `ARG TOOL_VERSION`",
        "FROM debian:12\nRUN ls\nARG TOOL_VERSION=1.2.3\n# the tool\nRUN curl -O u://tool-${TOOL_VERSION}.tgz \\\n"
        "    && tar xf 'tool-1.2.3.tgz' \\\n"
        '    && mv "tool-${TOOL_VERSION}" t1.2.34\n',
        (),
    )


def test_an_arg_that_from_uses_is_declared_again() -> None:
    check_action(
        "# my image\nFROM node:20.1┃.0-alpine\nCMD 20.1.0\nFROM debian:12\nENV A=v20.1.0 B='20.1.0'\n",
        "`ARG NODE_VERSION`",
        "# my image\nARG NODE_VERSION=20.1.0\nFROM node:${NODE_VERSION}-alpine\nCMD 20.1.0\nFROM debian:12\n"
        "ARG NODE_VERSION\nENV A=v${NODE_VERSION} B='20.1.0'\n",
        (),
    )


def test_a_selected_word_becomes_an_arg() -> None:
    check_action(
        "from debian:12\r\nworkdir ┃/opt/app┃\r\nrun <<EOF\r\nls /opt/app /opt/app2\r\nEOF\r\n".replace("┃/o", "/┃o"),
        "`ARG OPT_APP`",
        "from debian:12\r\narg OPT_APP=opt/app\r\nworkdir /${OPT_APP}\r\n"
        "run <<EOF\r\nls /${OPT_APP} /opt/app2\r\nEOF\r\n",
        (),
    )


def test_no_arg_where_nothing_is_repeated() -> None:
    for text in (
        "FROM debian:12.┃1\n",
        "FROM debian:12\nCMD 1.2.┃3 1.2.3\n",
        "FROM debian:12\nRUN a '1.2.┃3' '1.2.3'\n",
        "FROM debian:12\nRUN a 1.2.3 && b 1.2.3 12┃\n",
        'FROM debian:12\nRUN ["1.2.┃3", "1.2.3"]\n',
        "FROM debian:12\nRUN cat <<'EOF'\n1.2.┃3 1.2.3\nEOF\n",
        "FROM debian:12\nONBUILD RUN 1.2.┃3 1.2.3\n",
        "FROM a:1 AS s1.2\nFROM s1.┃2\nCOPY --from=s1.2 a b\n",
    ):
        assert "once" not in titles(text), text


def test_a_name_that_is_taken_gets_a_number() -> None:
    check_action(
        "FROM debian:12\nENV X_VERSION=2\nRUN x-1.┃2 x-1.2\n",
        "ARG X_VERSION_2",
        "FROM debian:12\nENV X_VERSION=2\nARG X_VERSION_2=1.2\nRUN x-${X_VERSION_2} x-${X_VERSION_2}\n",
        (),
    )


def test_an_env_gets_its_value_from_an_arg_of_its_name() -> None:
    check_action(
        "FROM debian:12\nENV A_VERSION=1.┃2\nRUN get a/$A_VERSION 1.2\n",
        "ARG A_VERSION",
        "FROM debian:12\nARG A_VERSION=1.2\nENV A_VERSION=${A_VERSION}\nRUN get a/$A_VERSION ${A_VERSION}\n",
        (),
    )


def test_a_secret_is_mounted() -> None:
    check_action(
        "FROM node:24\nARG NPM_TO┃KEN\nRUN npm ci\nRUN publish $NPM_TOKEN\n",
        "Mount `NPM_TOKEN` as a secret instead",
        'FROM node:24\nRUN npm ci\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN publish "$NPM_TOKEN"\n',
        (),
    )
    for arg in ("ARG VER┃SION", "ARG NPM_TO┃KEN=abc", "ARG NPM_TO┃KEN\nENV X=$NPM_TOKEN"):
        assert "secret" not in titles(f"FROM node:24\n{arg}\nRUN a $NPM_TOKEN $VERSION\n"), arg


def test_an_install_moves_above_the_sources() -> None:
    check_action(
        "FROM debian:12\nWORKDIR /app\nCOPY . .\n# tools\nRUN apt-get update && apt-get ins┃tall -y curl\nRUN make\n",
        "Move this above `COPY . .`: changed sources will not run it again",
        "FROM debian:12\nWORKDIR /app\n# tools\nRUN apt-get update && apt-get install -y curl\nCOPY . .\nRUN make\n",
        (),
    )
    check_action(
        "FROM debian:12\nCOPY . /app\n\nRUN apt-get update && apt-get ins┃tall -y curl\n\nRUN make\n",
        "Move this above",
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nCOPY . /app\n\nRUN make\n",
        (),
    )
    assert "Move" not in titles("FROM debian:12\nCOPY . /app\nRUN ma┃ke\n")
    assert "Move" not in titles("FROM debian:12\nCOPY . /app\nRUN make\nRUN apt-get ins┃tall -y curl\n")
