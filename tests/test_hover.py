"""Hovers: what is said about the place of the cursor, and which text it is about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.features.hover import hover
from dockerls.language import Language
from dockerls.rules.size import apt_no_install_recommends
from tests.check import check_hover, hovered, opened
from tests.strategies import dockerfiles
from tests.word_rules import SWAP, word_rule

APT = (apt_no_install_recommends.RULE,)
KO = Language.KO
INSTALL = (word_rule("install"),)


def check_nothing(text: str) -> None:
    found = hovered(text, rules=())
    assert found is None, found


# Findings


def test_a_finding_teaches() -> None:
    check_hover(
        "FROM debian:12\nRUN apt-get update && apt-get «ins┃tall» -y curl\n",
        "**Recommended packages are installed as well",
        "By default `apt-get install` adds",
        "**Before**",
        "```dockerfile\nFROM debian:12\nRUN apt-get update && apt-get install -y nginx\n```",
        "**After**",
        "--no-install-recommends -y nginx\n```",
        "**Fix:** Add `--no-install-recommends`",
        "`DL3015` apt-no-install-recommends · size · warning · also known as `DS-0029`",
        rules=APT,
    )


def test_a_finding_teaches_in_korean() -> None:
    check_hover(
        "FROM debian:12\nRUN apt-get ins┃tall -y curl\n",
        "권장 패키지까지 함께",
        "**고치기 전**",
        "**고친 뒤**",
        "크기 · 경고 · 다른 이름:",
        language=KO,
        rules=APT,
    )


def test_findings_come_before_what_stands_there() -> None:
    check_hover("FROM a\n«R┃UN» x\n", "RUN [OPTIONS]", rules=())
    found = hovered("FROM a\nRUN b┃ad\n", rules=(SWAP,))
    assert found is not None and "---" not in found.markdown


def test_several_findings_are_divided_and_one_rule_is_explained_once() -> None:
    found = hovered("FROM a\nRUN bad┃bad\n", rules=(SWAP,))
    assert found is not None and found.markdown.count("why") == 1
    check_hover(
        "FROM debian:12\nRUN apt-get «inst┃all» x\n", "recommended", "\n\n---\n\n", "why", rules=(*APT, *INSTALL)
    )


def test_nothing_is_said_of_blanks_and_words_without_meaning() -> None:
    check_nothing("┃")
    check_nothing("FROM a\n┃\nRUN x\n")
    check_nothing("FROM a\nRUN some-command-no┃body-knows x\n")
    check_nothing("FROM a\n# just a comm┃ent\n")
    check_nothing("FROM a\nFOO b┃ar\n")
    check_nothing("FROM a\nRUN apt-get update --some┃thing\n")


# Instructions, flags, directives


@pytest.mark.parametrize(
    "text",
    [
        "«FR┃OM» a\n",
        "FROM a\n  «wor┃kdir» /x\n",
        "FROM a\nONBUILD «RU┃N» x\n",
        "FROM a\n«ONB┃UILD» RUN x\n",
        "FROM a\r\n«R┃UN» x\r\n",
        "FROM a «A┃S» b\n",
        "FROM a\nHEALTHCHECK «CM┃D» x\n",
        "«EN┃V»",
        "\ufeff«FRO┃M» a\n",
        "FROM a\nRU\\\n┃N x\n",
    ],
)
def test_a_keyword(text: str) -> None:
    check_hover(text, "```dockerfile", "**Layer:**", "(https://docs.docker.com/reference/dockerfile/#", rules=())


def test_a_keyword_in_korean() -> None:
    check_hover("FROM a\nEN┃V a=b\n", "```dockerfile\nENV", "**레이어:**", "Dockerfile 레퍼런스", language=KO, rules=())


def test_a_flag() -> None:
    check_hover(
        "FROM a\nCOPY «--cho┃wn=app» a b\n", "**`COPY --chown=<user>:<group>`**", "Who owns", "copy---chown", rules=()
    )
    check_hover("FROM a\nHEALTHCHECK «--inter┃val=3s» CMD x\n", "Default: `30s`.", rules=())
    check_hover("FROM a\nCOPY --chown=app «--li┃nk» a b\n", "Since `docker/dockerfile:1.4`.", rules=())
    check_hover(
        "FROM a\nCOPY «--par┃ents» a b\n", "Since `docker/dockerfile:1.20`, and in `1.7-labs` before.", rules=()
    )
    check_hover("FROM a\nADD «--check┃sum=x» a b\n", "`docker/dockerfile:1.6`부터, 그 전에는", language=KO, rules=())
    check_hover("FROM a\nONBUILD COPY «--cho┃wn=»\n", "Who owns", rules=())
    check_nothing("FROM a\nCOPY --no-such-fl┃ag=1 a b\n")


def test_a_mount() -> None:
    check_hover(
        "FROM a\nRUN --mount=«type=ca┃che»,target=/x y\n", "`type=cache`", "package manager", "- `sharing`:", rules=()
    )
    check_hover(
        "FROM a\nRUN --mount=type=cache,«ds┃t=/x» y\n",
        "**`target`** of a `cache` mount (also `dst`, `destination`, required)",
        "Where it is mounted",
        rules=(),
    )
    check_hover("FROM a\nRUN --mount=«targ┃et=/x» y\n", "of a `bind` mount", rules=())
    check_hover("FROM a\nRUN --mount=type=cache,«shar┃ing=» y\n", "`shared` · `private` · `locked`", rules=())
    check_hover("FROM a\nONBUILD RUN --mount=type=secret,«i┃d=a» y\n", "`secret` mount", rules=())
    check_hover("FROM a\nRUN «--mo┃unt=type=cache,target=/x» y\n", "**`RUN --mount=", rules=())


def test_a_directive() -> None:
    check_hover("«# esc┃ape=`»\nFROM a\n", "# escape=`", "continues a line", rules=())
    check_nothing("FROM a\n# esc┃ape=`\n")


# Heredocs


def test_who_expands_a_heredoc() -> None:
    check_hover("FROM a\nRUN «<<E┃OF»\nx\nEOF\n", "`<<EOF`", "script of its own", rules=())
    check_hover("FROM a\nRUN cat «<<E┃OF» > /x\nx\nEOF\n", "The shell expands", '`<<"EOF"`', rules=())
    check_hover("FROM a\nRUN cat «<<'E┃OF'» > /x\nx\nEOF\n", "exactly as it is written", rules=())
    check_hover("FROM a\nCOPY «<<-E┃OF» /x\nx\n\tEOF\n", "The builder fills in", "`<<-` takes the tabs", rules=())
    check_hover("FROM a\nCOPY <<EOF /x\nx\n«E┃OF»\n", "The builder fills in", rules=())
    check_hover('FROM a\nCOPY «<<"E┃OF"» /x\nx\nEOF\n', "no variable is filled in", rules=())
    check_hover("FROM a\nONBUILD RUN «<<E┃OF»\nx\nEOF\n", "script of its own", rules=())
    check_hover("FROM a\nRUN «<<E┃OF»\nx\n", "BuildKit refuses", rules=())
    check_hover("FROM a\nRUN «<<E┃OF»\nx\nEOF\n", "독립된 스크립트", language=KO, rules=())


# Commands


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nRUN «apt-g┃et» update\n",
        "FROM a\nRUN true && \\\n    «apt-g┃et» update\n",
        "FROM a\nRUN sudo «/usr/bin/apt-g┃et» update\n",
        "FROM a\nRUN <<EOF\n«apt-g┃et» update\nEOF\n",
        "FROM a\nONBUILD RUN «apt-g┃et» update\n",
        'FROM a\nRUN ["apt-get", "update"]\nCMD [«"apt-┃get"», "x"]\n',
        "FROM a\nRUN echo 한글 && «apt-g┃et» update\n",
        "FROM a\r\nRUN true \\\r\n  && «apt-g┃et» update\r\n",
        "# escape=`\nFROM a\nRUN true && `\n  «apt-g┃et» update\n",
        "FROM a\nCMD «apt-g┃et» x\n",
        "FROM a\nRUN x=$(«apt-g┃et» update)\n",
        "FROM a\nRUN «apt-g┃et» && (",
    ],
)
def test_a_command(text: str) -> None:
    check_hover(
        text, "**`apt-get`**", "belong in one `RUN`", "```dockerfile\nRUN apt-get update", "[More about", rules=()
    )


def test_other_commands() -> None:
    check_hover("FROM a\nRUN «su┃do» apt-get update\n", "**`sudo`**", rules=())
    check_hover("FROM a\nRUN python3 -m «p┃ip» install x\n", "**`pip`**", rules=())
    check_hover("FROM a\nRUN «pip3.1┃2» install x\n", "**`pip3.12`**", rules=())
    check_hover("FROM a\nRUN «cu┃rl» x\n", "더 알아보기", language=KO, rules=())
    check_nothing("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN cu┃rl x\n")


# Suppressions


def test_the_words_of_a_suppression() -> None:
    named = ("Recommended packages", "By default `apt-get install`", "`DL3015` apt-no-install-recommends")
    check_hover("FROM a\n# dockerls: ignore=X,«DL30┃15» why\nRUN x\n", *named, rules=())
    check_hover("FROM a\n# hadolint ignore=«dl3┃015»\nRUN x\n", *named, rules=())
    check_hover("# check=skip=«DL30┃15»\nFROM a\n", *named, rules=())
    several = "# check=skip=«JSONArgs┃Recommended»\nFROM a\n"
    check_hover(several, "`DL3025` json-args", "---", "`DLS4014`", "---", "`DLS4013`", rules=())
    check_hover(several, "`DL3025` json-args", "---", "`DLS4014`", language=KO, rules=())
    check_nothing("FROM a\n# dockerls: ignore=no-such┃-rule\nRUN x\n")
    check_nothing("FROM a\n# dockerls: ignore=DL3015 wh┃y\nRUN x\n")


# Base images


def test_a_base_image() -> None:
    check_hover(
        "FROM «python:3.12-sl┃im»\n",
        "**`python:3.12-slim`** · official image of Docker Hub",
        "- **Family:** debian 13, packages with `apt-get`",
        "- **Support:** Python 3.12 until 2028-",
        "- **Tag:** still rebuilt, today the same image as `3.12",
        "- **Download:** 43 MB (linux/amd64, compressed)",
        "- **Smaller:** `3.12-alpine` 18 MB",
        "- **Runs as:** `root`",
        "*Facts as of 2026-",
        rules=(),
    )
    check_hover("FROM «no┃de»\n", "Without a tag it means `latest`", "has `node` ready for your program", rules=())
    check_hover("FROM «scra┃tch»\n", "The empty image", rules=())
    check_hover("FROM «alpine@sha256:┃abc»\n", "Pinned by digest", rules=())


def test_a_base_image_past_its_end() -> None:
    check_hover(
        "FROM «debian:stre┃tch»\n",
        "**Debian 9 (stretch) ended on 2022-07-01**",
        "**Move to:** `debian:trixie`",
        "not rebuilt since 2022-07-12",
        rules=(),
    )
    check_hover("FROM «debian:stre┃tch»\n", "지원은 2022-07-01에 종료", "옮겨 갈 이미지", language=KO, rules=())
    check_hover("FROM «openjdk:17-sl┃im»\n", "**Move to:** `eclipse-temurin:17`", rules=())


def test_an_unknown_image_is_not_made_up() -> None:
    found = hovered("FROM ghcr.io/some/th┃ing:1\n", rules=())
    assert found is not None
    assert found.markdown == (
        "**`ghcr.io/some/thing:1`**\n\ndockerls knows nothing about this image. Its tables hold Docker's official "
        "images and a few others, and it asks no registry."
    )
    check_hover("FROM python:0.1-no-such-th┃ing\n", "not in our list", rules=())


def test_a_base_image_with_variables() -> None:
    with_default = "ARG V=3.12\nFROM «py┃thon:${V}-slim»\n"
    check_hover(with_default, "**`python:3.12-slim`**", "This is `python:${V}-slim` with the defaults", rules=())
    check_hover("ARG V\nFROM «py┃thon:${V}-slim»\n", "Family:** debian", "depends on `V`", rules=())


def test_an_image_that_is_copied_from() -> None:
    check_hover("FROM a\nCOPY --from=«ngi┃nx:1.29» /a /b\n", "**`nginx:1.29`**", "No stage of this file", rules=())
    check_hover("FROM a\nRUN --mount=from=«ngi┃nx»,target=/x y\n", "**`nginx`**", "No stage of this file", rules=())


# Stages

STAGES = """\
FROM golang:1.25 AS «{0}»
RUN --mount=from=«{1}»,target=/x true
FROM «{2}» AS tools
FROM debian:12
COPY --from=«{3}» /a /b
COPY --from=«{4}» /a /b
"""


@pytest.mark.parametrize("place", range(5))
def test_a_stage_where_it_is_named_and_used(place: int) -> None:
    names = ["build", "build", "Build", "build", "0"]
    names[place] = f"{names[place][0]}┃{names[place][1:]}"
    text = STAGES
    for number, name in enumerate(names):
        text = text.replace(f"«{{{number}}}»", f"«{name}»" if number == place else name)
    check_hover(
        text,
        "**Stage `build`** (number 0, line 1)",
        "**Base:** `golang:1.25`",
        "**Used by:** `RUN --mount=from=build` (line 2), `FROM Build` (line 3), `COPY --from=build` (line 5), "
        "`COPY --from=0` (line 6)",
        "**Ships:** no",
        rules=(),
    )


def test_what_becomes_of_a_stage() -> None:
    check_hover("FROM a AS «ba┃se»\nFROM base\n", "every layer of it is in the image", rules=())
    check_hover("FROM a AS base\nFROM base AS «la┃st»\n", "Base:** stage `base`", "it is the last stage", rules=())
    check_hover("FROM a AS «ba┃se»\nFROM b\n", "nothing in this file", rules=())
    check_hover("FROM a\nCOPY --from=«┃0» a b\n", "**Stage 0** (line 1, without a name)", rules=())
    check_hover("FROM a AS «ba┃se»\nFROM base\n", "스테이지 `base`", "배포:** 됨", language=KO, rules=())


# Variables


def test_a_variable_and_where_it_comes_from() -> None:
    env = "FROM a\nENV V=1 \\\n    W=2\nRUN echo «$┃W»\n"
    check_hover(env, "**`$W`**", "**Value:** `2`", "`ENV W=2` (line 3)", "The shell replaces it", rules=())
    check_hover("FROM a\nARG V=1\nCOPY x «${┃V}» \n", "`1`, unless `--build-arg`", "`ARG V=1` (line 2)", rules=())
    check_hover("FROM a\nARG V\nUSER «$┃V»\n", "only what `--build-arg V=…` gives", "The builder replaces", rules=())
    check_hover(
        "ARG V=1\nFROM a\nARG V\nUSER «$┃V»\n", "`1`, unless", "`ARG V` (line 3)", "`ARG V=1` (line 1)", rules=()
    )
    check_hover("ARG V=1\nFROM a:«$┃V»\n", "`1`, unless", rules=())
    check_hover("FROM a\nENV A=x\nENV B=${A}/y\nWORKDIR «$┃B»\n", "**Value:** `x/y`", rules=())
    check_hover("FROM a AS b\nENV A=x\nFROM b\nWORKDIR «$┃A»\n", "**Value:** `x`", rules=())
    check_hover("FROM a\nENV A=\nWORKDIR «$┃A»\n", "**Value:** empty", rules=())
    check_hover("FROM a\nENV A=$B\nWORKDIR «$┃A»\n", "known only when it is built, as this file gives `B`", rules=())
    check_hover("FROM a\nENV A=$B\nWORKDIR «$┃A»\n", "이 파일에 `B`의 값이 없어", language=KO, rules=())
    check_hover("FROM a\nENV A=x\nRUN echo «$┃A»\n", "**값:** `x`", "설정한 곳", language=KO, rules=())


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nENV A=x\nRUN <<EOF\necho «$┃A»\nEOF\n",
        "FROM a\nENV A=x\nCOPY <<EOF /f\n한글 «$┃A»\nEOF\n",
        "FROM a\r\nENV A=x\r\nRUN true \\\r\n  && echo «$┃A»\r\n",
        "# escape=`\nFROM a\nENV A=x\nRUN true `\n  && echo «$┃A»\n",
        'FROM a\nENV A=x\nRUN echo "«$┃A»',
        "FROM a\nENV A=x\nLABEL 한글=«$┃A»\n",
    ],
)
def test_a_variable_anywhere(text: str) -> None:
    check_hover(text, "**Value:** `x`", rules=())


@pytest.mark.parametrize(
    ("written", "value"),
    [('"it\'s"', "it's"), ('"a\\"b"', 'a"b'), ("a\\ b", "a b"), ('"x\\$Y"', "x$Y"), ("'a' ", "a"), ("a\\b", "ab")],
)
def test_a_value_is_what_the_builder_makes_of_it(written: str, value: str) -> None:
    for language, title in ((Language.EN, "Value"), (KO, "값")):
        check_hover(f"FROM a\nENV A={written}\nUSER «$┃A»\n", f"**{title}:** `{value}`", language=language, rules=())
        check_hover(f"FROM a\nENV «┃A»={written}\n", f"**{title}:** `{value}`", language=language, rules=())


def test_a_value_with_another_escape_character() -> None:
    check_hover('# escape=`\nFROM a\nENV A="a`"b" B=c:\\d\nUSER $A«$┃B»\n', "**Value:** `c:\\d`", rules=())
    check_hover('# escape=`\nFROM a\nENV A="a`"b" B=c:\\d\nUSER «$┃A»$B\n', '**Value:** `a"b`', rules=())


def test_a_value_goes_through_many_others() -> None:
    lines = [f"ENV A{number}=$A{number - 1}" for number in range(1, 500)]
    check_hover("\n".join(("FROM a", "ENV A0=x", *lines, "USER «$┃A499»\n")), "**Value:** `x`", rules=())
    doubled = [f"ENV A{number}=$A{number - 1}$A{number - 1}" for number in range(1, 100)]
    check_hover("\n".join(("FROM a", "ENV A0=x", *doubled, "USER «$┃A99»\n")), "not worked out here", rules=())


def test_the_image_behind_several_arguments() -> None:
    check_hover('ARG V=3.12\nARG TAG="${V}-slim"\nFROM «py┃thon:$TAG»\n', "**`python:3.12-slim`**", rules=())
    check_hover("ARG V=3.12.1\nFROM «py┃thon:${V%.*}-slim»\n", "**`python:3.12-slim`**", rules=())


def test_modifiers() -> None:
    check_hover("FROM a\nARG V\nUSER «${V:┃-app}»\n", "`app`, unless", "`app` if `V` is unset or empty", rules=())
    check_hover("FROM a\nENV V=x\nUSER «${V:┃+app}»\n", "**Value:** `app`", "if `V` has a value", rules=())
    check_hover("FROM a\nENV V=x-y\nUSER «${V%┃-*}»\n", "**Value:** `x`", "shortest end that matches `-*`", rules=())
    check_hover("FROM a\nENV V=a.txt\nENV W=${V%.txt}\nUSER «$┃W»\n", "**Value:** `a`", rules=())
    check_hover("FROM a\nENV V=a.b\nRUN x «${V%┃.*}»\n", "**Value:** `a`", rules=())
    check_hover("FROM a\nENV V=a.b\nRUN x «${V%%┃[.]*}»\n", "**Value:** not worked out here", rules=())
    check_hover("FROM a\nENV V=a.b\nRUN x «${V%%┃[.]*}»\n", "여기서는 계산하지 않음", language=KO, rules=())
    check_hover("FROM a\nENV V=$W\nUSER «${V:┃-x}»\n", "known only when it is built", "`W`", rules=())
    check_hover("FROM a\nARG V\nUSER «${V:┃?no}»\n", "without it this fails", "message `no`", rules=())
    check_hover("FROM a\nARG V\nUSER «${V:┃?no}»\n", "주지 않으면 실패함", language=KO, rules=())


def test_modifiers_of_what_nothing_sets() -> None:
    in_stage = "FROM a\nUSER «${V:-b┃az}»\n"
    check_hover(in_stage, "**Value:** `baz`, unless the base image sets `V`", "Nothing in this file", rules=())
    check_hover(in_stage, "**값:** `baz` (베이스 이미지가 `V`를 설정하면", "`baz`입니다", language=KO, rules=())
    found = hovered(in_stage, rules=())
    assert found is not None and "it is empty" not in found.markdown
    check_hover("FROM a:«${V:-b┃az}»\n", "**Value:** `baz`\n", rules=())
    check_hover("FROM a\nRUN x «${V:-b┃az}»\n", "**Value:** `baz`, unless the shell, the base image or", rules=())
    check_hover("FROM a\nUSER «${V:?┃no}»\n", "none, so this fails, unless the base image sets `V`", rules=())
    check_hover("ARG V=1\nFROM a\nUSER «${V┃:-2}»\n", "**Value:** `2`", "**no value** here", rules=())
    found = hovered("FROM a\nRUN x ${V:-$(d┃ate)}\n", rules=())
    assert found is not None and "**Value:**" not in found.markdown


def test_a_definition() -> None:
    used = "FROM a\nENV «V┃V»=1\nRUN echo $VV\nUSER $VV\n"
    check_hover(used, "**`VV`**, set here", "`1`", "Used on line:** 3, 4", "set in every container", rules=())
    check_hover("FROM a\nARG «V┃V»=1\n", "`1`, unless", "only during the build", rules=())
    check_hover("ARG «V┃V»=1\nFROM a\nARG VV\n", "repeats `ARG VV`", rules=())
    check_hover("ARG VV=1\nFROM a\nARG «V┃V»\n", "`1`, unless", "`ARG VV=1` (line 1)", rules=())
    check_hover("FROM a\nARG «TARGETA┃RCH»\n", "set by the builder", "The architecture part", rules=())
    check_hover(
        "FROM a\nARG TARGETARCH\nRUN echo «$┃TARGETARCH»\n", "set by the builder", "automatic-platform", rules=()
    )


def test_an_argument_is_gone_in_the_container() -> None:
    check_hover("FROM a\nARG V=1\nCMD echo «$┃V»\n", "for the shell it is **unset**", "`ENV V=$V`", rules=())
    check_hover("FROM a\nENV V=1\nCMD echo «$┃V»\n", "**Value:** `1`", rules=())


def test_a_variable_that_nothing_sets() -> None:
    check_hover("ARG V=1\nFROM a\nUSER «$┃V»\n", "Line 1 sets it above", "Add `ARG V` to the stage", rules=())
    check_hover("FROM a\nUSER «$┃V»\n", "it is empty here", rules=())
    check_hover("FROM a:«$┃V»\n", "No `ARG` above the first `FROM`", rules=())
    check_hover("FROM a\nRUN echo «$┃V»\n", "only if the shell, the base image", rules=())
    check_hover("FROM a\nRUN V=1; echo «$┃V»\n", "sets it itself", rules=())
    check_hover("FROM python:3.12\nRUN echo «$┃PYTHON_VERSION»\n", "The base image `python` sets it", rules=())
    check_hover("FROM a\nRUN echo «$┃PYTHON_VERSION»\n", "Set by the `python` image", rules=())
    check_hover("FROM a\nENV PATH=/x:«$┃PATH»\n", "Where commands are searched", rules=())
    check_hover("FROM a\nONBUILD RUN echo «$┃V»\n", "A trigger", rules=())
    check_nothing("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN echo $┃V\n")


@pytest.mark.parametrize(
    "code",
    [
        "for V in a; do x «$┃V»; done",
        "cat f | while read -r a V; do x «$┃V»; done",
        "read && x $┃REPLY",
        ": ${V:=1}; x «$┃V»",
        "printf -v V %s a; x «$┃V»",
        "f() { local V; x «$┃V»; }",
        "declare -a V; x «$┃V»",
        "while getopts ab V; do x «$┃V»; done",
        "getopts ab o; x «$┃OPTARG»",
        "mapfile -t V < f; x «$┃V»",
        "readarray V; x «$┃V»",
        "V[1]=a; x «$┃V»",
    ],
)
def test_a_variable_that_shell_code_sets(code: str) -> None:
    check_hover(f"FROM a\nRUN {code}\n", "sets it itself", rules=())
    check_hover(f"FROM a\nRUN {code}\n", "직접 설정하는 변수", language=KO, rules=())


def test_words_that_set_nothing() -> None:
    for code in ("make V=1; x $┃V", "export V; x $┃V", "V=1 make; x $┃V", "printf V; x $┃V", "read W; x $┃V"):
        check_hover(f"FROM a\nRUN {code}\n", "Nothing in this file sets it above", rules=())


def test_what_the_builder_knows_and_the_stage_does_not_declare() -> None:
    run = "FROM a\nRUN echo «$┃TARGETARCH»\n"
    check_hover(run, "**no value** here. Add `ARG TARGETARCH` to the stage.", "The architecture part", rules=())
    check_hover(run, "**값이 없습니다**. 스테이지에 `ARG TARGETARCH`를 추가하세요", language=KO, rules=())
    check_hover("FROM a\nCOPY «$┃TARGETARCH» /x\n", "Add `ARG TARGETARCH` to the stage", rules=())
    declared = hovered("FROM a\nARG TARGETARCH\nRUN echo $┃TARGETARCH\n", rules=())
    in_head = hovered("FROM a:$┃TARGETARCH\n", rules=())
    assert declared and in_head and not any("no value" in each.markdown for each in (declared, in_head))
    for text in ("FROM a\nCMD echo «$┃TARGETARCH»\n", "ARG TARGETARCH=1\nFROM a\nCMD echo «$┃TARGETARCH»\n"):
        check_hover(text, "This runs in the container", "`ENV TARGETARCH=$TARGETARCH`", rules=())
        check_hover(text, "컨테이너에서 실행되므로", language=KO, rules=())


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nARG API_TOK┃EN=hunter2\n",
        "FROM a\nENV DB_PASSWORD=hunter2\nRUN x $DB_PASS┃WORD\n",
        "FROM a\nENV DB_PASSWORD=hunter2\nENV URL=db://u:$DB_PASSWORD@h\nRUN x $UR┃L\n",
        "FROM a\nRUN x ${githubToken:┃-hunter2}\n",
        "ARG API_KEY=hunter2\nFROM a\nRUN x $API_┃KEY\n",
    ],
)
def test_a_credential_is_not_shown(text: str) -> None:
    found = hovered(text, rules=())
    assert found is not None and "hunter2" not in found.markdown


@settings(max_examples=150)
@given(dockerfiles(), st.data())
def test_a_hover_is_about_what_is_under_the_cursor(text: str, data: st.DataObject) -> None:
    document = opened(text, ())
    offset = data.draw(st.integers(0, len(text)))
    found = hover(document, offset, (), Language.EN)
    assert found is None or (found.markdown and found.span.contains(offset) and found.span.end <= len(text))
