"""The rules about package managers' own tools, beyond their examples: caches, answers, versions, needless packages."""

import pytest

from dockerls.rules.correctness import (
    assume_yes,
    debian_frontend_env,
    npm_cache_clean_force,
    unpinned_libraries,
    unpinned_packages,
)
from dockerls.rules.rule import Rule, Safety
from dockerls.rules.security import upgrades
from dockerls.rules.size import (
    apk_redundant_update,
    apt_autoremove,
    dev_dependencies,
    gem_no_document,
    language_caches,
    system_caches,
    unneeded_debug_packages,
    useradd_no_log_init,
    wget_and_curl,
)
from dockerls.rules.style import wget_progress
from tests.check import after_each_fix, check_finds, check_fix, found_by, opened


def titles(text: str, rule: Rule) -> list[tuple[str, Safety]]:
    return [(title, safety) for title, safety, _ in after_each_fix(text, rule)]


def said(text: str, rule: Rule) -> list[str]:
    return [each.message.en for each in found_by(opened(text, (rule,)), (rule,))]


# Answers


def test_a_question_in_a_heredoc() -> None:
    check_fix(
        "FROM fedora:43\nRUN <<EOF\nset -e\ndnf install git\ndnf remove nano\nEOF\n",
        "FROM fedora:43\nRUN <<EOF\nset -e\ndnf install -y git\ndnf remove -y nano\nEOF\n",
        assume_yes.DNF_RULE,
    )


def test_answers_behind_sudo_and_in_crlf() -> None:
    check_fix(
        "FROM opensuse/leap:15.6\r\nRUN sudo zypper in git \\\r\n  && zypper clean\r\n",
        "FROM opensuse/leap:15.6\r\nRUN sudo zypper --non-interactive in git \\\r\n  && zypper clean\r\n",
        assume_yes.ZYPPER_RULE,
    )


def test_code_with_an_error_is_left_alone() -> None:
    assert titles("FROM centos:7\nRUN yum install git && (\n", assume_yes.YUM_RULE) == []


# Caches


@pytest.mark.parametrize("command", ["conda", "mamba", "micromamba"])
def test_each_conda_cleans_with_its_own_name(command: str) -> None:
    check_fix(
        f"FROM mambaorg/micromamba:2\nRUN {command} install -y numpy\n",
        f"FROM mambaorg/micromamba:2\nRUN {command} install -y numpy && {command} clean -afy\n",
        language_caches.CONDA_RULE,
    )


def test_sudo_cleans_behind_sudo() -> None:
    check_fix(
        "FROM archlinux\nRUN sudo pacman -S --noconfirm git\n",
        "FROM archlinux\nRUN sudo pacman -S --noconfirm git && sudo rm -rf /var/cache/pacman/pkg/*\n",
        system_caches.PACMAN_RULE,
    )


def test_nothing_is_appended_where_a_failure_is_caught() -> None:
    text = "FROM opensuse/leap:15.6\nRUN zypper -n «install» git || true\n"
    check_finds(text, system_caches.ZYPPER_RULE)
    assert titles(text.replace("«", "").replace("»", ""), system_caches.ZYPPER_RULE) == []


def test_a_heredoc_that_goes_on_after_failures_is_no_safe_place() -> None:
    text = "FROM opensuse/leap:15.6\nRUN <<EOF\nzypper -n install git\nEOF\n"
    assert titles(text, system_caches.ZYPPER_RULE) == [("Append `zypper clean --all`", Safety.SUGGEST)]


def test_pacman_spelled_out() -> None:
    check_finds(
        "FROM archlinux\nRUN pacman «--sync» --noconfirm git\nRUN pacman --sync --search git && pacman -Sy\n",
        system_caches.PACMAN_RULE,
    )


def test_the_cache_of_npm_and_yarn_may_be_wanted() -> None:
    assert titles("FROM node:24\nRUN npm ci\n", language_caches.NPM_RULE) == [
        ("Append `npm cache clean --force`", Safety.SUGGEST)
    ]
    assert titles("FROM node:24\nRUN yarn install\n", language_caches.YARN_RULE) == [
        ("Append `yarn cache clean`", Safety.SUGGEST)
    ]


def test_packages_stay_where_an_earlier_stage_wanted_them_kept() -> None:
    check_finds(
        "FROM debian:12 AS base\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\n"
        "FROM base\nRUN apt-get update && apt-get «install» -y curl\n",
        system_caches.APT_RULE,
    )


# Flags


def test_each_user_with_a_large_id_needs_the_flag() -> None:
    check_fix(
        "FROM debian:12\nRUN useradd -mu 200000 a && useradd -u1000 b && useradd -u300000 c\n",
        "FROM debian:12\nRUN useradd --no-log-init -mu 200000 a && useradd -u1000 b && "
        "useradd --no-log-init -u300000 c\n",
        useradd_no_log_init.RULE,
    )


def test_a_ruby_of_the_distribution_makes_documents() -> None:
    check_finds("FROM debian:12\nRUN gem «install» a:1 && gem install -N b:1 && gem list\n", gem_no_document.RULE)


def test_cleaning_by_force_is_inserted_behind_clean() -> None:
    check_fix(
        "FROM node:24\nRUN npm cache clean --loglevel error; npm cache clear\n",
        "FROM node:24\nRUN npm cache clean --force --loglevel error; npm cache clear --force\n",
        npm_cache_clean_force.RULE,
    )


def test_wget_of_an_unknown_image_may_be_that_of_busybox() -> None:
    check_fix(
        "FROM example.com/app:1\nRUN wget https://example.com/a\n",
        "FROM example.com/app:1\nRUN wget -q https://example.com/a\n",
        wget_progress.RULE,
    )


# Upgrades and removals


def test_an_upgrade_of_one_package_is_meant() -> None:
    check_finds("FROM fedora:43\nRUN dnf upgrade -y openssl\nRUN dnf «upgrade» -y\n", upgrades.DNF_RULE)


def test_a_removal_before_the_install_left_nothing_of_it() -> None:
    check_finds(
        "FROM debian:12\nRUN apt-get purge -y nano && apt-get install -y gcc && make && apt-get «purge» -y gcc\n",
        apt_autoremove.RULE,
    )


def test_the_index_is_fetched_for_a_later_stage() -> None:
    text = "FROM alpine:3.22 AS base\nRUN apk update && apk add --no-cache curl\nFROM base\nRUN apk add git\n"
    check_fix(text, text, apk_redundant_update.RULE)


# What only developing needs


def test_composer_flags_that_are_there_stay_alone() -> None:
    check_fix(
        "FROM composer:2\nRUN composer install -n -o --working-dir /app\n",
        "FROM composer:2\nRUN composer install --no-dev -n -o --working-dir /app\n",
        dev_dependencies.COMPOSER_RULE,
    )


def test_dependencies_for_developing_are_removed_later() -> None:
    check_finds("FROM node:24\nRUN npm ci\nRUN npm prune --omit=dev\n", dev_dependencies.NPM_RULE)


def test_one_of_two_editors_stays_if_nothing_else_is_installed() -> None:
    text = "FROM debian:12\nRUN apt-get install -y «vim» «nano»\n"
    check_finds(text, unneeded_debug_packages.RULE)
    check_fix(text, text.replace("«", "").replace("»", ""), unneeded_debug_packages.RULE)


def test_the_second_of_the_two_is_too_many() -> None:
    assert said("FROM debian:12\nRUN apt-get install -y wget git\nRUN apk add curl\n", wget_and_curl.RULE) == [
        "`wget` is installed already and downloads as well as `curl`"
    ]


# Environment


def test_two_settings_of_the_frontend_are_both_for_the_build() -> None:
    check_fix(
        "FROM debian:12\nenv DEBIAN_FRONTEND=noninteractive\nRUN true\nENV A=b DEBIAN_FRONTEND=noninteractive\n",
        "FROM debian:12\narg DEBIAN_FRONTEND=noninteractive\nRUN true\nARG DEBIAN_FRONTEND=noninteractive\nENV A=b\n",
        debian_frontend_env.RULE,
    )


def test_a_comment_in_the_env_keeps_it() -> None:
    text = "FROM debian:12\nENV \\\n  # for apt\n  DEBIAN_FRONTEND=noninteractive\n"
    check_fix(text, text, debian_frontend_env.RULE)


# Versions


def test_the_packages_without_a_version_are_named() -> None:
    assert said("FROM debian:12\nRUN apt-get install -y a b=1 c d e f\n", unpinned_packages.APT_RULE) == [
        "No version is given for `a`, `c`, `d` and 2 more"
    ]
    assert said("FROM python:3.13\nRUN pip install flask\n", unpinned_libraries.PIP_RULE) == [
        "No version is given for `flask`"
    ]


def test_each_command_is_told_once() -> None:
    check_finds(
        "FROM alpine:3.22\nRUN apk add «git» curl && apk add jq=1.8.1-r0 && apk add «make»\n",
        unpinned_packages.APK_RULE,
    )


def test_a_version_of_an_rpm_and_a_number_in_its_name() -> None:
    check_finds(
        "FROM fedora:43\nRUN dnf install -y «java-21-openjdk-devel» httpd-2.4.65-1.fc43 python3.13\n",
        unpinned_packages.DNF_RULE,
    )


def test_go_mod_gives_the_versions_of_what_has_none() -> None:
    check_finds(
        "FROM golang:1.25\nRUN go install «example.com/a»\nCOPY . .\n"
        "RUN go install example.com/b && go install «example.com/c@latest»\n",
        unpinned_libraries.GO_RULE,
    )
