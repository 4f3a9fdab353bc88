"""Comments by which other tools are told to leave something alone."""

import pytest

from dockerls.analysis.settings import Settings
from dockerls.analysis.tools import Tool, has
from dockerls.rules.catalogue import ALL
from tests.check import codes_shown

ROOT = "DL3002"
SUDO = "DL3004"
ONLY = Settings(select=("last-user-root", "sudo"))


def above_sudo(*lines: str) -> list[str]:
    """What is shown of a RUN with sudo, above the USER that makes it root."""
    text = "".join(f"{line}\n" for line in lines)
    return codes_shown(f"FROM debian:12\n{text}RUN sudo make\nUSER root\n", ONLY)


@pytest.mark.parametrize(
    "comment",
    [
        "# tally ignore=DL3004",
        "# tally ignore=DL3006, DL3004;reason=it is what the vendor wants",
        "#Tally Ignore = hadolint/DL3004",
        "# tally ignore=all",
        "# tally ignore=all;reason=generated",
        "# trivy:ignore:DS-0010",
        "#trivy:ignore:AVD-DS-0010",
        "# trivy:ignore:AVD-DS-0002 trivy:ignore:AVD-DS-0010 because",
        "#trivy:ignore:*",
        "# tfsec:ignore:DS-0010",
        "# trivy:ignore:DS-0010:exp:2026-11-22",
        "# trivy:ignore:DS-0010[path=/x]",
        "# nosemgrep",
        "# nosem",
        "# NOSEMGREP: no-sudo-in-dockerfile",
        "# nosemgrep: other-rule, no-sudo-in-dockerfile",
        "# nosemgrep: dockerfile.security.no-sudo-in-dockerfile.no-sudo-in-dockerfile",
        "# nosemgrep:no-sudo-in-dockerfile",
    ],
)
def test_silences_the_instruction_below(comment: str) -> None:
    assert above_sudo(comment) == [ROOT]


@pytest.mark.parametrize(
    "comment",
    [
        "# tally ignore",
        "# tally ignore=DL3002",
        "# tally ignore=secrets/DL3002",
        "# dockerfile-utils: ignore",  # it has no such rule
        "# trivy: ignore:DS-0010",
        "# trivy:ignore",
        "# trivy:ignore:ds-0002",
        "# trivy:ignore:DS-0010:exp:2026-11-21",
        "# trivy:ignore:DS-0010:exp:tomorrow",
        "# checkov:skip=CKV_DOCKER_3",
        "# we use semgrep, and nosemgrep",
        "#nosemgrep",
        "# nosemgrepped",
        "# nosemgrep: last-user-is-root",
        "# ignore DL3004",
    ],
)
def test_silences_nothing_here(comment: str) -> None:
    assert above_sudo(comment) == [SUDO, ROOT]


@pytest.mark.parametrize(
    "comment",
    [
        "# tally global ignore=DL3004",
        "# tally global ignore=DL3004;reason=everywhere",
        "# checkov:skip=CKV2_DOCKER_1",
        "#checkov:skip= CKV2_DOCKER_1:the vendor wants it",
        "# bridgecrew:skip=CKV2_DOCKER_1",
        "# as agreed checkov:skip=CKV2_DOCKER_1:see the wiki",
    ],
)
def test_silences_the_file_from_anywhere(comment: str) -> None:
    assert codes_shown(f"FROM debian:12\nRUN sudo make\nUSER root\n\n{comment}\n", ONLY) == [ROOT]


def test_checkov_reads_one_id_a_comment() -> None:
    assert above_sudo("# checkov:skip=CKV_DOCKER_8 checkov:skip=CKV2_DOCKER_1") == [SUDO]


def test_tally_looks_past_empty_lines_and_comments() -> None:
    assert above_sudo("# tally ignore=DL3004", "", "# make it", "") == [ROOT]
    assert above_sudo("# tally ignore=DL3004", "RUN true") == [SUDO, ROOT]


def test_names_that_only_tally_has() -> None:
    only = Settings(select=("no-shell-in-scratch",))
    assert codes_shown("FROM scratch\nRUN make\n", only) == ["DLS4039"]
    assert codes_shown("FROM scratch\n# tally ignore=tally/shell-run-in-scratch\nRUN make\n", only) == []


@pytest.mark.parametrize("comment", ["# trivy:ignore:DS-0010", "# nosemgrep"])
def test_others_want_the_next_line(comment: str) -> None:
    assert above_sudo(comment, "") == [SUDO, ROOT]
    assert above_sudo(comment, "# make it") == [SUDO, ROOT]


def test_those_of_several_tools_stand_above_one_another() -> None:
    assert above_sudo("# trivy:ignore:AVD-DS-0010", "# trivy:ignore:AVD-DS-0031", "# hadolint ignore=DL3006") == [ROOT]


def test_dockerfile_utils_leaves_out_all_it_knows_and_nothing_else() -> None:
    both = Settings(select=("workdir-relative", "sudo", "DL3020"))
    text = "FROM debian:12\n{}WORKDIR app\nRUN sudo make\n"
    assert codes_shown(text.format(""), both) == ["DL3000", "DL3004"]
    assert codes_shown(text.format("# dockerfile-utils: ignore\n"), both) == ["DL3004"]
    assert codes_shown(text.format("# dockerfile-utils: ignore this\n"), both) == ["DL3000", "DL3004"]
    assert codes_shown("FROM debian:12\n# dockerfile-utils: ignore\nADD a b\n", both) == ["DL3020"]


def test_nothing_is_said_of_those_that_silence_nothing() -> None:
    only = Settings(select=("unused-suppression",))
    for comment in ("# nosemgrep", "# checkov:skip=X", "# trivy:ignore:X", "# tally ignore=X"):
        assert codes_shown(f"FROM debian:12\n{comment}\nRUN a\n", only) == []


def test_each_tool_has_some_of_our_rules() -> None:
    """The names that all of a tool's rules are told by are those of the rules."""
    named = {tool: {rule.name for rule in ALL if has(tool, rule)} for tool in Tool}
    assert len(named[Tool.TALLY]) == len(ALL)
    assert {"sudo", "missing-user", "last-user-root"} <= named[Tool.TRIVY]
    assert {"workdir-relative", "expose-range", "argument-missing"} <= named[Tool.DOCKERFILE_UTILS]
    assert {"stage-name-casing", "json-args", "secret-in-arg-env"} <= named[Tool.BUILDKIT]
    assert {"missing-user", "sudo", "apk-no-cache"} <= named[Tool.SEMGREP]
    assert {"sudo", "pin-apt", "shellcheck"} <= named[Tool.HADOLINT]
    for tool in (Tool.TRIVY, Tool.DOCKERFILE_UTILS, Tool.BUILDKIT, Tool.SEMGREP, Tool.HADOLINT):
        assert "consecutive-runs" not in named[tool] or tool is Tool.HADOLINT
        assert "use-cache-mount" not in named[tool]
