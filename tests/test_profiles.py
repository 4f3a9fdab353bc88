"""The profile ``hadolint`` beside hadolint's own binary: the same severities, and every difference has its reason."""

import json
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dockerls.analysis.profiles import HADOLINT_SEVERITIES, hadolint_code
from dockerls.analysis.selection import severities
from dockerls.analysis.settings import Settings
from dockerls.rules import ALL
from tests.check import INDEX, marked
from tests.needs import program

# What makes hadolint report each code of the table, below a FROM where none is written.
REPORTED = {
    "DL3000": "WORKDIR app",
    "DL3001": "RUN top",
    "DL3002": "USER root",
    "DL3003": "RUN cd /app && make",
    "DL3004": "RUN sudo make",
    "DL3006": "FROM debian",
    "DL3007": "FROM debian:latest",
    "DL3008": "RUN apt-get install -y --no-install-recommends curl",
    "DL3009": "RUN apt-get update && apt-get install -y --no-install-recommends curl=8",
    "DL3010": "COPY a.tar.gz /b/\nRUN tar -xf /b/a.tar.gz",
    "DL3011": "EXPOSE 80000",
    "DL3012": "HEALTHCHECK CMD a\nHEALTHCHECK CMD b",
    "DL3013": "RUN pip install --no-cache-dir flask",
    "DL3014": "RUN apt-get install --no-install-recommends curl=8",
    "DL3015": "RUN apt-get install -y curl=8",
    "DL3016": "RUN npm install express",
    "DL3018": "RUN apk add --no-cache curl",
    "DL3019": "RUN apk add curl=8",
    "DL3020": "ADD a /b",
    "DL3021": "COPY a b /c",
    "DL3022": "COPY --from=other /a /b",
    "DL3023": "FROM debian:12 AS own\nCOPY --from=own /a /b",
    "DL3024": "FROM debian:12 AS twice\nFROM debian:12 AS twice",
    "DL3025": "CMD a b",
    "DL3026": "FROM untrusted.example.com/a:1",
    "DL3027": "RUN apt install -y curl",
    "DL3028": "RUN gem install rails",
    "DL3029": "FROM --platform=linux/amd64 debian:12",
    "DL3030": "RUN yum install curl-8",
    "DL3032": "RUN yum install -y curl-8",
    "DL3033": "RUN yum install -y curl && yum clean all",
    "DL3034": "RUN zypper install curl=8",
    "DL3035": "RUN zypper -n dup",
    "DL3036": "RUN zypper -n install curl=8",
    "DL3037": "RUN zypper -n install curl && zypper clean",
    "DL3038": "RUN dnf install curl-8",
    "DL3040": "RUN dnf install -y curl-8",
    "DL3041": "RUN dnf install -y curl && dnf clean all",
    "DL3042": "RUN pip install flask==3",
    "DL3043": "ONBUILD FROM debian:12",
    "DL3044": 'ENV A="1" B="$A"',
    "DL3045": "COPY a b",
    "DL3046": "RUN useradd -u 123456 app",
    "DL3047": "RUN wget https://example.com/a",
    "DL3048": "LABEL Key='value'",
    "DL3049": "LABEL other='value'",
    "DL3050": "LABEL superfluous='value'",
    "DL3051": "LABEL a-text=''",
    "DL3052": "LABEL a-url='no url'",
    "DL3053": "LABEL a-time='no time'",
    "DL3054": "LABEL a-licence='no licence'",
    "DL3055": "LABEL a-hash='no hash'",
    "DL3056": "LABEL a-version='no version'",
    "DL3058": "LABEL an-email='no address'",
    "DL3059": "RUN a\nRUN b",
    "DL3060": "RUN yarn install",
    "DL3061": "RUN a\nFROM debian:12",
    "DL3062": "RUN go install example.com/a@latest",
    "DL3063": "FROM debian:12 AS scratch",
    "DL3064": "ENV API_TOKEN=secret",
    "DL3065": "FROM --platform=$TARGETPLATFORM debian:12",
    "DL3066": "USER app",
    "DL3067": "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build / /",
    "DL4000": "MAINTAINER someone",
    "DL4001": "RUN wget -q a\nRUN curl b",
    "DL4003": "CMD a\nCMD b",
    "DL4004": "ENTRYPOINT a\nENTRYPOINT b",
    "DL4005": "RUN ln -sf /bin/bash /bin/sh",
    "DL4006": "RUN a | b",
}
# Some codes are reported only to those who say what they want.
WANTS = (
    *("--trusted-registry", "docker.io", "--strict-labels"),
    *("--require-label", "a-text:text", "--require-label", "a-url:url", "--require-label", "a-time:rfc3339"),
    *("--require-label", "a-licence:spdx", "--require-label", "a-hash:hash", "--require-label", "a-version:semver"),
    *("--require-label", "an-email:email"),
)

_ARG_DEFAULTS = "we fill in the default of an ARG"
_ONBUILD = "we look at what an ONBUILD holds"
_MOUNTS = "we read `--mount=from=` as well"
_NO_PORT = "what is no port at all is as wrong as one that is too large"
_PATH = "a command can be named by its path, and a service started in several ways"
_ARRAYS = "we look for broken arrays in every instruction that takes one"
_CASE = "names of stages are the same in capitals"
# Examples of a rule that hadolint has, on which hadolint is silent.
WE_SEE_MORE = {
    "FROM debian:12\nRUN <<EOF\napt-get update\napt «install» -y nginx\nEOF\n": "`apt` takes recommended packages too",
    "FROM debian:12\nRUN curl -fsSLo /tmp/a.sh https://x; sh /tmp/a.sh\n«RUN» rm /tmp/a.sh\n": (
        "hadolint leaves RUNs of several commands alone, also where joining them saves bytes"
    ),
    "FROM python:3.13\nRUN <<EOF\n/venv/bin/pip3.13 «install» flask\nEOF\n": "we know pip by any of its names",
    "ARG TAG=latest\nFROM debian:«${TAG}»\n": _ARG_DEFAULTS,
    'ARG BASE="debian:latest"\nFROM «$BASE»\n': _ARG_DEFAULTS,
    "ARG BASE=debian\nFROM «$BASE»\n": _ARG_DEFAULTS,
    'FROM debian:12\nonbuild «add» ["my file", "*.jar", "/app/"]\n': _ONBUILD,
    "FROM debian:12\nONBUILD COPY a b «$HOME/app»\n": _ONBUILD,
    "FROM debian:12\nONBUILD «CMD» app -x\n": _ONBUILD,
    "FROM debian:12\n«ADD» <<EOF /etc/motd\nhello\nEOF\n": "hadolint does not know the heredocs of ADD",
    "FROM debian:12\nRUN apt-get -q «remove» \\\n    curl\n": "`remove` asks for confirmation as `install` does",
    "FROM debian:12 AS build\nCOPY --from=«Build» /a /b\n": _CASE,
    "FROM debian:12\nFROM debian:12\nCOPY --from=«1» /a /b\n": "a stage can also be named by its number",
    "FROM debian:12 AS build\nRUN --mount=type=bind,from=«build»,target=/b make\n": _MOUNTS,
    "FROM node:22 AS deps\nFROM node:22\nRUN --mount=type=bind,from=«dep»,target=/d make\n": _MOUNTS,
    'FROM node:22\nADD --chown=node ["a b", "c", «"/my app"»]\n': "ADD wants the slash as COPY does",
    (
        "FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=build /a /a\nFROM node:22 AS «Build»\nFROM build\n"
        "COPY --from=BUILD /b /b\nRUN --mount=from=build,target=/c make\n"
    ): _CASE,
    "FROM debian:12 AS «Scratch»\n": _CASE,
    "FROM debian:12\nEXPOSE «80,» 443\n": _NO_PORT,
    "FROM debian:12\nEXPOSE «http» 80/«http» «90-80» 80:«99999»\n": _NO_PORT,
    "FROM node:24\nRUN «yarn» && yarn build\n": "`yarn` alone installs too",
    "FROM debian:12\nRUN useradd \\\n    «--uid=1000620000» \\\n    app\n": "`--uid=` is `-u`",
    'FROM debian:12\n«RUN» ["C:\\app", \\\n  # verbose\n  $FLAG]\n': _ARRAYS,
    'FROM debian:12\nONBUILD «CMD» ["a\n«ENTRYPOINT» ["a"]; b\n«RUN» ["a", ["b"]]\n': _ARRAYS,
    "FROM debian:12\nONBUILD «RUN» ['a', '$B']\n": _ARRAYS,
    "FROM node:24\nRUN npm i --registry https://example.com \\\n    «@angular/cli»\n": "`npm i` is `npm install`",
    "FROM centos:7\nRUN yum install -y «java-17-openjdk» && yum clean all\n": "a dash in a name gives no version",
    "FROM debian:12\nRUN «export» A=b\n": "an `export` of its own has as little effect as a `cd`",
    "FROM debian:12\nONBUILD RUN «cd» /app\n": _ONBUILD,
    "FROM debian:12\nRUN «systemctl» start nginx && make\nRUN «/etc/init.d/mysql» restart\n": _PATH,
    "FROM debian:12\nRUN <<EOF\nmake\n«/sbin/shutdown» now\nEOF\n": _PATH,
}
# Rules with texts on which we are silent and hadolint is not: what users of hadolint call false positives.
WE_ARE_SILENT = {
    "add-instead-of-copy": "ADD unpacks these archives, clones or may do so: with a variable nobody can tell",
    "apk-no-cache": "the index is removed in the same RUN or kept in a cache mount, or the stage does not ship",
    "apt-lists-not-removed": "the lists are removed in another way, by a script or a later RUN, or stay in a mount",
    "apt-no-install-recommends": "apt is told so elsewhere: by an option, a configuration file or a variable",
    "apt-not-apt-get": "asking for the version is harmless",
    "apt-yes": "apt is told so elsewhere, or asks nothing here",
    "cd-instead-of-workdir": "these change the folder for a part of the RUN, or to one that nobody can tell",
    "consecutive-runs": "joining these saves no bytes and costs the cache",
    "copy-from-self": "the name means the stage above, which has the same one",
    "copy-from-unknown": "an image without a tag, a variable or a stage further down is no unknown stage",
    "copy-multi-no-slash": "`.`, `..` and a variable may be folders, and a note is another rule's matter",
    "copy-relative-no-workdir": "the base image sets a working directory, or may do so",
    "copy-whole-filesystem": "an image that starts from nothing is meant to take all of it",
    "dnf-clean-all": "the cache stays in a mount, or the stage does not ship",
    "dnf-yes": "dnf is told so elsewhere: by a configuration file or a variable",
    "env-self-reference": "the variable has a value from above, which is meant, or none at all",
    "image-latest": "images of one's own, and those that have no other tag",
    "image-untagged": "stages, images of one's own, and those that have no other tag",
    "json-args": "one word, `exec` and a SHELL of one's own are meant; a health check needs no signals",
    "json-args-healthcheck": "a health check needs no signals, and a shell for `||`",
    "json-invalid": "brackets in these are `[` of the shell, or quotes that another rule speaks of",
    "json-single-quotes": "brackets in these are `[` of the shell",
    "label-key-invalid": "nobody can tell the value of a variable",
    "last-user-root": "the entrypoint changes the user, or the image is made to start as root; or the stage is no end",
    "ln-bin-sh": "the link is another one, or is only spoken of",
    "numeric-user": "only the last USER of the image counts, and root is another rule's matter",
    "pin-apk": "what begins with an exclamation mark is left out, and a variable may hold versions",
    "pin-apt": "a variable may hold versions, a release is named, or the package is removed",
    "pin-dnf": "groups, modules and files have no version to name",
    "pin-gem": "a file has its version, and a variable may hold one",
    "pin-go": "go.mod gives the version of what belongs to the project, and the standard library has none",
    "pin-npm": "an address has its version, and a variable may hold one",
    "pin-pip": "a list of constraints gives the version, a variable may hold one, and pip itself is only upgraded",
    "pin-yum": "groups and files have no version to name, and a variable may hold one",
    "pin-zypper": "a pattern has no version to name",
    "pip-no-cache-dir": "the cache is switched off elsewhere, removed in the RUN or kept in a mount; or does not ship",
    "pipe-without-pipefail": "pipefail is set in another way, or failing at the left of the pipe is expected",
    "run-cd-alone": "the folder matters to the rest of the RUN",
    "secret-in-arg-env": "these names hold no secret, or have no value",
    "service-start-in-run": "the service is used and stopped in the RUN, or not started",
    "useless-command": "these have a use in a build",
    "useradd-no-log-init": "a variable may hold a small id, or the stage does not ship",
    "wget-and-curl": "BusyBox brings its wget, so that only one is installed",
    "wget-progress": "asking for the version downloads nothing",
    "workdir-relative": "the folder it counts from is set in this file",
    "yarn-cache-clean": "the cache stays in a mount, or a later Yarn is used, whose cache may be meant to stay",
    "yum-clean-all": "the cache stays in a mount, or the stage does not ship",
    "yum-yes": "yum is told so elsewhere, or its question is answered",
    "zypper-clean": "the cache is removed in another way, or the stage does not ship",
    "zypper-dist-upgrade": "this is a package of that name",
}


@cache
def levels_by_code(texts: tuple[str, ...], *options: str) -> tuple[dict[str, str], ...]:
    """The codes that hadolint reports of each text, and how loud they are."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.dockerfile") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        command = (program("hadolint"), "--no-fail", "--format", "json", *options, *map(str, paths))
        answer = subprocess.run(command, capture_output=True, check=True, cwd=folder, timeout=60)
    levels: dict[str, dict[str, str]] = {str(path): {} for path in paths}
    for item in json.loads(answer.stdout):
        levels[item["file"]][item["code"]] = item["level"]
    return tuple(levels.values())


def codes(texts: Iterable[str]) -> list[set[str]]:
    """The codes that hadolint reports of each text as it comes."""
    return [set(levels) for levels in levels_by_code(tuple(texts))]


def whole(text: str) -> str:
    return f"{text}\n" if "FROM " in text.replace("ONBUILD FROM", "") else f"FROM debian:12\n{text}\n"


def test_severities_are_those_of_hadolint() -> None:
    answers = levels_by_code(tuple(map(whole, REPORTED.values())), *WANTS)
    said = {code: levels.get(code, "nothing") for code, levels in zip(REPORTED, answers, strict=True)}
    ours = {code: severity.value.replace("hint", "style") for code, severity in HADOLINT_SEVERITIES.items()}
    assert ours == said


def test_the_table_has_every_code_that_is_seen() -> None:
    texts = [marked(example.bad)[0] for rule in ALL for example in rule.examples]
    seen = set().union(*codes(texts))
    assert {code for code in seen if code.startswith("DL")} - set(HADOLINT_SEVERITIES) <= {"DL1000"}  # cannot be parsed


def test_the_profile_has_only_rules_that_hadolint_has() -> None:
    on = severities(INDEX, Settings(profile="hadolint"))
    shared = {rule.code: hadolint_code(rule) for rule in ALL if rule.code in on}
    assert shared
    assert set(shared.values()) <= set(HADOLINT_SEVERITIES)
    assert {code: on[code] for code in shared} == {
        code: HADOLINT_SEVERITIES[theirs] for code, theirs in shared.items() if theirs
    }


def test_hadolint_finds_the_examples_too() -> None:
    ours = [(rule, example.bad) for rule in ALL if hadolint_code(rule) for example in rule.examples]
    found = codes(marked(bad)[0] for _, bad in ours)
    missed = {bad for (rule, bad), theirs in zip(ours, found, strict=True) if hadolint_code(rule) not in theirs}
    assert missed == set(WE_SEE_MORE)


def test_hadolint_finds_more_only_where_we_are_silent_for_a_reason() -> None:
    ours = [(rule, text) for rule in ALL if hadolint_code(rule) for text in rule.silent]
    found = codes(text for _, text in ours)
    assert {rule.name for (rule, _), theirs in zip(ours, found, strict=True) if hadolint_code(rule) in theirs} == set(
        WE_ARE_SILENT
    )
