"""The rules about package managers, beyond their examples: other fixes, settings made earlier, all rules together."""

import pytest

from dockerls.rules.cache import install_without_update, update_alone
from dockerls.rules.correctness import apt_yes
from dockerls.rules.rule import Safety
from dockerls.rules.security import sudo
from dockerls.rules.size import (
    apk_no_cache,
    apk_redundant_update,
    apt_lists_not_removed,
    apt_no_install_recommends,
    pip_no_cache_dir,
    rpm_clean_all,
)
from dockerls.rules.style import apt_not_apt_get
from tests.check import after_each_fix, check_finds, check_fix, check_second_fix, opened

LISTS = apt_lists_not_removed.RULE
UPDATE = update_alone.RULE
INSTALL = install_without_update.RULE
RECOMMENDS = apt_no_install_recommends.RULE
APK = apk_no_cache.RULE
REDUNDANT = apk_redundant_update.RULE


# Second fixes


def test_apk_in_a_cache_mount() -> None:
    check_second_fix(
        "FROM alpine:3.22\nRUN apk add curl\n",
        "FROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache apk add --update-cache curl\n",
        APK,
    )


def test_pip_in_a_cache_mount() -> None:
    check_second_fix(
        "FROM python:3.13\nRUN pip install flask\n",
        "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n",
        pip_no_cache_dir.RULE,
    )


def test_pip_of_another_user_is_offered_no_cache_of_root() -> None:
    fixes = after_each_fix("FROM python:3.13\nUSER app\nRUN pip install flask\n", pip_no_cache_dir.RULE)
    assert [title for title, _, _ in fixes] == ["Add `--no-cache-dir`"]


@pytest.mark.parametrize(("image", "folder"), [("rockylinux:9", "/var/cache/dnf"), ("fedora:43", "/var/cache/libdnf5")])
def test_dnf_in_a_cache_mount(image: str, folder: str) -> None:
    check_second_fix(
        f"FROM {image}\nRUN dnf install -y git\n",
        f"FROM {image}\nRUN --mount=type=cache,target={folder},sharing=locked dnf install -y git\n",
        rpm_clean_all.DNF_RULE,
    )


def test_certificates_for_what_fetches_over_tls() -> None:
    check_fix(
        "FROM debian:12\nRUN apt-get update && apt-get install -y \\\n    curl \\\n    git\n",
        "FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y \\\n    curl \\\n    git \\\n"
        "    ca-certificates\n",
        RECOMMENDS,
    )


@pytest.mark.parametrize(
    "run",
    [
        "RUN apt-get install -y curl ca-certificates\n",
        "RUN apt-get install -y nginx\n",
        "RUN apt-get install -y curl && curl -O http://example.com/x\n",
    ],
)
def test_certificates_are_offered_only_where_they_are_missing(run: str) -> None:
    assert len(after_each_fix(f"FROM debian:12\n{run}", RECOMMENDS)) == 1


def test_recommended_packages_are_left_out_unseen_only_where_a_build_does_without() -> None:
    build = "FROM debian:12 AS build\nRUN apt-get install -y make g++\nFROM scratch\nCOPY --from=build /a /a\n"
    assert after_each_fix(build, RECOMMENDS)[0][1] is Safety.SAFE
    assert after_each_fix("FROM debian:12\nRUN apt-get install -y make\n", RECOMMENDS)[0][1] is Safety.SUGGEST
    for package in ("gcc", "cmake", "python3-pip", "some-package"):
        other = build.replace("g++", package)
        assert [safety for _, safety, _ in after_each_fix(other, RECOMMENDS)] == [Safety.SUGGEST]
    fetching = build.replace("g++", "curl && curl -O http://example.com/a")
    assert [safety for _, safety, _ in after_each_fix(fetching, RECOMMENDS)] == [Safety.SUGGEST]


def test_apt_get_without_recommended_packages_in_one_step() -> None:
    text = "FROM debian:12\nRUN apt install curl\n"
    _, (_, safety, outcome) = after_each_fix(text, apt_not_apt_get.RULE)
    assert safety is Safety.SUGGEST
    assert outcome == "FROM debian:12\nRUN apt-get install --no-install-recommends -y curl\n"
    check_finds(outcome, apt_not_apt_get.RULE, apt_yes.RULE, RECOMMENDS)


# apk


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "RUN apk update && \\\n    # tools\n    apk add -U curl && \\\n    rm -rf /var/cache/apk/*\n",
            "# tools\nRUN apk add --no-cache curl\n",
            id="a-comment-is-not-lost",
        ),
        pytest.param(
            "RUN apk update \\\n# json\n&& apk add jq \\\n# tidy\n&& rm -rf /var/cache/apk/*\n",
            "# json\n# tidy\nRUN apk add --no-cache jq\n",
            id="comments-at-the-margin",
        ),
        pytest.param(
            "RUN xargs apk add -U < packages\n",
            "RUN xargs apk add --no-cache < packages\n",
            id="packages-of-a-file",
        ),
        pytest.param(
            "RUN set -ex; \\\n\tapk update; \\\n\tapk add --virtual .deps gcc; \\\n\trm -rf /var/cache/apk/*\n",
            "RUN set -ex; \\\n\tapk add --no-cache --virtual .deps gcc\n",
            id="semicolons",
        ),
        pytest.param(
            "RUN apk update && apk add curl\nRUN apk add git\nRUN ./more.sh\n",
            "RUN apk update && apk add --no-cache curl\nRUN apk add --no-cache git\nRUN ./more.sh\n",
            id="a-script-may-need-the-index",
        ),
    ],
)
def test_apk_no_cache(before: str, after: str) -> None:
    check_fix(f"FROM alpine:3.22\n{before}", f"FROM alpine:3.22\n{after}", APK)


@pytest.mark.parametrize(
    "below",
    ["RUN apk search jq\n", "RUN apk fetch jq\n", "RUN sh -c 'apk search jq'\n", "FROM base\nRUN apk search jq\n"],
)
def test_index_that_is_read_below_stays(below: str) -> None:
    for add in ("apk add -U curl", "apk add curl"):
        text = f"FROM alpine:3.22 AS base\nRUN {add}\n{below}"
        check_fix(text, text, APK)
    fetched_apart = f"FROM alpine:3.22 AS base\nRUN apk update && apk add curl\n{below}"
    check_fix(fetched_apart, fetched_apart.replace("add", "add --no-cache"), APK, REDUNDANT)


def test_index_that_only_a_script_may_read_goes_on_request() -> None:
    ((_, safety, outcome),) = after_each_fix("FROM alpine:3.22\nRUN apk add -U curl\nRUN ./setup.sh\n", APK)
    assert safety is Safety.SUGGEST
    assert outcome == "FROM alpine:3.22\nRUN apk add --no-cache curl\nRUN ./setup.sh\n"
    text = "FROM alpine:3.22\nRUN apk «update» && apk add --no-cache curl\nRUN ./setup.sh\n"
    check_finds(text, REDUNDANT)
    assert [safety for _, safety, _ in after_each_fix(text.replace("«", "").replace("»", ""), REDUNDANT)] == [
        Safety.SUGGEST
    ]


# Defaults that earlier instructions set


@pytest.mark.parametrize(
    "setting",
    [
        'COPY <<EOF /etc/apt/apt.conf.d/90ci\nAPT::Get::Assume-Yes "true";\nAPT::Install-Recommends "0";\nEOF\n',
        'RUN printf \'APT { Get { Assume-Yes "1"; }; Install-Recommends "no"; };\' > /etc/apt/apt.conf\n',
        "RUN cat > /etc/apt/apt.conf.d/90ci <<EOF\nAPT::Get::Assume-Yes=yes;\nAPT::Install-Recommends=false;\nEOF\n",
    ],
)
def test_apt_configuration_holds_for_what_follows(setting: str) -> None:
    check_finds(f"FROM debian:12\n{setting}RUN apt-get install curl\n", RECOMMENDS, apt_yes.RULE)


def test_apt_configuration_that_says_otherwise_changes_nothing() -> None:
    check_finds(
        "FROM debian:12\nRUN echo 'APT::Install-Recommends \"true\";' > /etc/apt/apt.conf.d/90\n"
        "RUN apt-get «install» -y curl\nFROM debian:12\nRUN apt-get «install» -y curl\n",
        RECOMMENDS,
    )


def test_empty_variable_does_not_turn_the_cache_of_pip_off() -> None:
    check_finds('FROM python:3.13\nENV PIP_NO_CACHE_DIR=""\nRUN pip «install» flask\n', pip_no_cache_dir.RULE)


def test_setting_of_pip_holds_for_what_follows() -> None:
    check_finds(
        "FROM python:3.13\nRUN pip «install» black\nRUN pip config set global.no-cache-dir true\n"
        "RUN pip install flask\n",
        pip_no_cache_dir.RULE,
    )


# sudo


def test_sudo_and_its_package_go_together() -> None:
    text = "FROM debian:12\nRUN apt-get update && apt-get install -y sudo curl\nRUN sudo make install\n"
    check_second_fix(
        text,
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN make install\n",
        sudo.RULE,
    )


def test_sudo_that_is_set_up_for_later_stays_installed() -> None:
    text = (
        "FROM debian:12\nRUN apt-get install -y sudo curl && echo 'a ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/a\n"
        "RUN sudo make install\n"
    )
    assert len(after_each_fix(text, sudo.RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "FROM debian:12\nUSER app\nRUN sudo make && touch /mine\n",
        "FROM debian:12\nRUN sudo -E make\n",
        "FROM debian:12\nUSER $NAME\nRUN sudo make\n",
    ],
)
def test_sudo_that_may_be_needed_has_no_fix(text: str) -> None:
    assert after_each_fix(text, sudo.RULE) == []
    assert len(list(opened(text, (sudo.RULE,)).findings())) == 1


# Everything together


def test_all_fixes_of_an_old_file_come_to_rest() -> None:
    check_fix(
        "FROM ubuntu:22.04\nRUN apt update\nRUN sudo apt install \\\n    # both\n    curl \\\n    git\n"
        "RUN pip3 install flask\n",
        "FROM ubuntu:22.04\nRUN apt-get update && apt-get install --no-install-recommends -y \\\n    # both\n"
        "    curl \\\n    git \\\n    ca-certificates \\\n    && rm -rf /var/lib/apt/lists/*\n"
        "RUN pip3 install --no-cache-dir flask\n",
        *(LISTS, UPDATE, INSTALL, RECOMMENDS, apt_yes.RULE, apt_not_apt_get.RULE, sudo.RULE, pip_no_cache_dir.RULE),
    )
