"""Package lists: fetched, used and removed in one RUN, in the style it is written in, over several RUNs and stages."""

import pytest

from dockerls.rules.cache import install_without_update, update_alone
from dockerls.rules.rule import Safety
from dockerls.rules.size import apt_lists_not_removed
from tests.check import after_each_fix, check_finds, check_fix, check_second_fix, opened

LISTS = apt_lists_not_removed.RULE
UPDATE = update_alone.RULE
INSTALL = install_without_update.RULE


# Appending, in the style of the RUN


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "RUN apt-get update && \\\n    apt-get install -y \\\n      curl \\\n      git\n",
            "RUN apt-get update && \\\n    apt-get install -y \\\n      curl \\\n      git && \\\n"
            "    rm -rf /var/lib/apt/lists/*\n",
            id="operators-at-line-ends",
        ),
        pytest.param(
            "RUN apt-get update \\\n    # tools\n    && apt-get install -y curl\n",
            "RUN apt-get update \\\n    # tools\n    && apt-get install -y curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n",
            id="comment-between",
        ),
        pytest.param(
            "RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y curl\n",
            "RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y curl; \\\n\trm -rf /var/lib/apt/lists/*\n",
            id="semicolons-under-set-e",
        ),
        pytest.param(
            "RUN set -e; apt-get update; apt-get install -y curl;\n",
            "RUN set -e; apt-get update; apt-get install -y curl; rm -rf /var/lib/apt/lists/*;\n",
            id="semicolon-at-the-end",
        ),
        pytest.param(
            "RUN set -ex; apt-get update; apt-get install -y curl && touch x\n",
            "RUN set -ex; apt-get update; apt-get install -y curl && touch x && rm -rf /var/lib/apt/lists/*\n",
            id="list-at-the-end-of-semicolons",
        ),
        pytest.param(
            "RUN apt-get update \\\r\n && apt-get install -y curl\r\n",
            "RUN apt-get update \\\r\n && apt-get install -y curl \\\r\n && rm -rf /var/lib/apt/lists/*\r\n",
            id="crlf",
        ),
        pytest.param(
            "RUN apt-get update && apt-get install -y make && (cd /src && make)\n",
            "RUN apt-get update && apt-get install -y make && rm -rf /var/lib/apt/lists/* && (cd /src && make)\n",
            id="before-a-subshell",
        ),
        pytest.param(
            "RUN apt-get update && apt-get install -y curl && exit 0\n",
            "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* && exit 0\n",
            id="before-an-exit",
        ),
        pytest.param(
            "RUN apt-get update && apt-get install -y \\\n    curl \\\n    git\n",
            "RUN apt-get update && apt-get install -y \\\n    curl \\\n    git \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n",
            id="behind-a-list-of-packages",
        ),
        pytest.param(
            "RUN <<-EOF\n\tset -e\n\tapt-get update\n\tif x; then\n\t\tapt-get install -y curl\n\tfi\n\tEOF\n",
            "RUN <<-EOF\n\tset -e\n\tapt-get update\n\tif x; then\n\t\tapt-get install -y curl\n\tfi\n"
            "\trm -rf /var/lib/apt/lists/*\n\tEOF\n",
            id="heredoc-with-tabs",
        ),
        pytest.param(
            "RUN sudo apt-get update && sudo apt-get install -y curl\n",
            "RUN sudo apt-get update && sudo apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*\n",
            id="with-sudo",
        ),
    ],
)
def test_lists_are_removed_in_the_style_of_the_run(before: str, after: str) -> None:
    check_fix(f"FROM debian:12\n{before}", f"FROM debian:12\n{after}", LISTS)


@pytest.mark.parametrize(
    "run",
    [
        "RUN apt-get update; apt-get install -y curl\n",
        "RUN set -e; set +e; apt-get update; apt-get install -y curl\n",
        "RUN apt-get update && for p in a b; do apt-get install -y $p; done\n",
        "RUN apt-get update && apt-get install -y curl || true\n",
        "RUN apt-get update && apt-get install -y curl # all\n",
        "RUN apt-get update && ( apt-get install -y curl\n",
        "RUN <<EOF\nset -e\napt-get update\nexec apt-get install -y curl\nEOF\n",
    ],
)
def test_nothing_is_appended_where_that_could_change_the_outcome(run: str) -> None:
    text = f"FROM debian:12\n{run}"
    assert next(opened(text, (LISTS,)).findings()).rule is LISTS
    check_fix(text, text, LISTS)


def test_escape_character_of_the_file_is_used() -> None:
    check_fix(
        "# escape=`\nFROM debian:12\nRUN apt-get update `\n && apt-get install -y curl\n",
        "# escape=`\nFROM debian:12\nRUN apt-get update `\n && apt-get install -y curl `\n"
        " && rm -rf /var/lib/apt/lists/*\n",
        LISTS,
    )


# Package lists over several RUNs and stages


def test_lists_that_a_later_stage_installs_from_are_kept() -> None:
    text = (
        "FROM debian:12 AS base\nRUN apt-get «update» && apt-get install -y curl\n"
        "FROM base\nRUN apt-get install -y git\n"
    )
    check_finds(text, LISTS)
    check_fix(text, text.replace("«", "").replace("»", ""), LISTS)


def test_removing_them_in_a_later_run_does_not_help() -> None:
    check_finds(
        "FROM debian:12\nRUN apt-get «update» && apt-get install -y a\nRUN rm -rf /var/lib/apt/lists/*\n", LISTS
    )


def test_removing_them_before_the_update_does_not_help() -> None:
    check_finds("FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt-get «update»\n", LISTS)


@pytest.mark.parametrize(
    "run",
    [
        "RUN dpkg -i x.deb || apt-get -fy install\n",
        'RUN ["apt-get", "install", "-y", "x"]\n',
        'RUN bash -c "apt-get install -y x"\n',
        "RUN cat packages | xargs apt-get install -y\n",
        "RUN apt-get install -y a || apt-get install -y b\n",
        "RUN test -f x && apt-get install -y x || true\n",
        'RUN add() { apt-get install -y "$@"; }; add x\n',
        "RUN eval apt-get install -y x\n",
        "RUN apt-get satisfy -y 'x (>= 1)'\n",
        "RUN apt-get download x\n",
        "RUN apt-cache policy x\n",
        "RUN test -n $(apt-cache madison x)\n",
        "RUN /usr/bin/apt-file search x\n",
        "RUN gdebi -n x.deb\n",
        "RUN mk-build-deps -i debian/control\n",
        "RUN tasksel install x\n",
        "RUN rosdep install --from-paths src -y\n",
        "RUN <<EOF python3\nimport os\nos.system('apt-get install -y x')\nEOF\n",
    ],
)
def test_lists_stay_where_something_below_may_read_them(run: str) -> None:
    for fetch in ("RUN apt-get update && apt-get install -y curl\n", "RUN apt-get update\n"):
        for between in ("", "FROM base\n"):
            text = f"FROM debian:12 AS base\n{fetch}{between}{run}"
            check_fix(text, text, LISTS, UPDATE)
    trigger = f"FROM debian:12\nRUN apt-get update && apt-get install -y curl\nONBUILD {run}"
    if "<<" not in run:
        check_fix(trigger, trigger, LISTS)


@pytest.mark.parametrize(
    "run",
    [
        "RUN apt-get purge -y x && apt-get clean && apt-get --version\n",
        'RUN apt-get update && bash -c "apt-get install -y x" && rm -rf /var/lib/apt/lists/*\n',
        "RUN rm -f /etc/apt/sources.list.d/x.list /var/log/apt/history.log\n",
        "RUN apt-get install -y x || (apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*)\n",
    ],
)
def test_lists_go_where_nothing_below_needs_them(run: str) -> None:
    before = "FROM debian:12\nRUN apt-get update && apt-get install -y curl"
    check_fix(f"{before}\n{run}", f"{before} && rm -rf /var/lib/apt/lists/*\n{run}", LISTS)
    assert after_each_fix(f"{before}\n{run}", LISTS)[0][1] is Safety.SAFE


@pytest.mark.parametrize(
    ("run", "after"),
    [
        pytest.param("xargs apt-get install -y < f", "apt-get update && xargs apt-get install -y < f", id="xargs"),
        pytest.param("apt-get install -y ./a.deb", "apt-get update && apt-get install -y ./a.deb", id="local"),
        pytest.param("apt-get build-dep -y x", "apt-get update && apt-get build-dep -y x", id="build-dep"),
        pytest.param(
            "apt-get install -y x && apt-get update",
            "apt-get update && apt-get install -y x && apt-get update",
            id="late",
        ),
    ],
)
def test_who_may_have_used_the_lists_fetches_them(run: str, after: str) -> None:
    before = "FROM debian:12\nRUN apt-get update && apt-get install -y curl"
    clean_up = " && rm -rf /var/lib/apt/lists/*\n"
    for trigger in ("", "ONBUILD "):
        check_fix(f"{before}\n{trigger}RUN {run}\n", f"{before}{clean_up}{trigger}RUN {after}{clean_up}", LISTS)


def test_an_update_that_may_not_run_does_not_free_those_below_of_theirs() -> None:
    before = "FROM debian:12\nRUN apt-get update && apt-get install -y curl"
    clean_up = " && rm -rf /var/lib/apt/lists/*\n"
    maybe = 'RUN if [ -n "$NEW" ]; then apt-get update; fi\n'
    check_fix(
        f"{before}\n{maybe}RUN apt-get install -y x\n",
        f"{before}{clean_up}{maybe}RUN apt-get update && apt-get install -y x{clean_up}",
        LISTS,
    )


def test_a_fix_is_not_safe_where_a_script_may_need_the_lists_or_a_failure_would_be_hidden() -> None:
    for text in (
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN ./install-more.sh\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN make deps\n",
        "FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n",
    ):
        assert after_each_fix(text, LISTS)[0][1] is Safety.SUGGEST


def test_lone_update_and_its_lists_end_up_in_the_run_that_installs() -> None:
    check_fix(
        "FROM ubuntu:24.04\nRUN apt-get update\nRUN apt-get install -y mongodb-server\nRUN apt-get install -y nodejs\n",
        "FROM ubuntu:24.04\n"
        "RUN apt-get update && apt-get install -y mongodb-server && rm -rf /var/lib/apt/lists/*\n"
        "RUN apt-get update && apt-get install -y nodejs && rm -rf /var/lib/apt/lists/*\n",
        UPDATE,
        LISTS,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# fetch\nRUN apt-get update\n\nRUN apt-get install -y curl\n",
            "# fetch\n\nRUN apt-get update && apt-get install -y curl\n",
            id="comment-stays",
        ),
        pytest.param(
            "ENV A=1\n\nRUN apt-get update\n\nRUN apt-get install -y curl\n",
            "ENV A=1\n\nRUN apt-get update && apt-get install -y curl\n",
            id="one-of-two-blank-lines-goes",
        ),
        pytest.param(
            "RUN echo x > /etc/apt/sources.list && apt-get update\nRUN apt-get install -y curl\n",
            "RUN echo x > /etc/apt/sources.list\nRUN apt-get update && apt-get install -y curl\n",
            id="out-of-a-chain",
        ),
        pytest.param(
            "RUN apt-get update\nRUN <<EOF\nset -e\n  apt-get install -y curl\nEOF\n",
            "RUN <<EOF\nset -e\n  apt-get update\n  apt-get install -y curl\nEOF\n",
            id="into-a-heredoc",
        ),
        pytest.param(
            "RUN apt-get update\nRUN cp x /y && \\\n    DEBIAN_FRONTEND=noninteractive apt-get install -y curl\n",
            "RUN cp x /y && \\\n    apt-get update && \\\n    DEBIAN_FRONTEND=noninteractive apt-get install -y curl\n",
            id="into-a-chain",
        ),
        pytest.param(
            "RUN apt-get update\nRUN ./setup.sh\nRUN apt-get install -y curl\n",
            "RUN apt-get update\nRUN ./setup.sh\nRUN apt-get update && apt-get install -y curl\n",
            id="stays-for-a-script-too",
        ),
        pytest.param(
            "RUN apt-get update\r\nRUN apt-get install -y \\\r\n  curl\r\n",
            "RUN apt-get update && apt-get install -y \\\r\n  curl\r\n",
            id="crlf",
        ),
    ],
)
def test_update_moves_to_the_install(before: str, after: str) -> None:
    check_fix(f"FROM debian:12\n{before}", f"FROM debian:12\n{after}", UPDATE)


@pytest.mark.parametrize(
    "install",
    [
        "RUN yes | apt-get install curl\n",
        "RUN which curl || apt-get install -y curl\n",
        "RUN --network=none apt-get install -y curl\n",
        "COPY sources.list /etc/apt/\nRUN apt-get install -y curl\n",
        "COPY rootfs /\nRUN apt-get install -y curl\n",
        "RUN echo deb http://x/ a b > /etc/apt/sources.list.d/x.list\nRUN apt-get install -y curl\n",
        "RUN echo deb http://x/ a b > /etc/apt/sources.list.d/x.list && apt-get install -y curl\n",
        "ENV http_proxy=http://proxy:8080\nRUN apt-get install -y curl\n",
        "ARG HTTPS_PROXY\nRUN apt-get install -y curl\n",
        "RUN apt-get download x && apt-get source y\n",
        'RUN ["apt-get", "install", "-y", "curl"]\n',
        "FROM base\nRUN apt-get install -y curl\n",
        "ONBUILD RUN apt-get install -y curl\n",
    ],
)
def test_update_stays_where_it_cannot_be_moved(install: str) -> None:
    text = f"FROM debian:12 AS base\nRUN apt-get update\n{install}"
    check_fix(text, text, UPDATE)


@pytest.mark.parametrize("between", ["RUN apt-cache policy curl\n", "RUN ./setup.sh\n"])
def test_update_stays_for_what_else_may_read_the_lists(between: str) -> None:
    text = f"FROM debian:12\nRUN apt-get update\n{between}RUN apt-get install -y curl\n"
    ((_, safety, outcome),) = after_each_fix(text, UPDATE)
    assert safety is Safety.SUGGEST
    assert outcome == text.replace("apt-get install", "apt-get update && apt-get install")


def test_update_of_triggers_and_of_the_stages_below() -> None:
    for text in (
        "FROM debian:12\nONBUILD RUN apt-get «update»\nONBUILD RUN apt-get install -y curl\n",
        "FROM debian:12 AS a\nRUN apt-get «update»\nFROM a AS b\nENV X=1\nFROM b\nRUN apt-get install -y curl\n",
        "FROM debian:12 AS a\nRUN apt-get update\nFROM a\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12 AS a\nRUN apt-get update\nFROM debian:12\nRUN apt-get install -y curl\n",
        "FROM fedora:43 AS a\nRUN dnf -y upgrade\nFROM a\nRUN dnf install -y git\n",
    ):
        check_finds(text, UPDATE)


def test_upgrade_of_dnf_is_moved_only_on_request() -> None:
    text = "FROM fedora:43\nRUN dnf -y upgrade\nRUN dnf install -y git\n"
    ((_, safety, outcome),) = after_each_fix(text, UPDATE)
    assert safety is Safety.SUGGEST
    assert outcome == "FROM fedora:43\nRUN dnf -y upgrade && dnf install -y git\n"


def test_install_in_a_stage_whose_lists_are_gone() -> None:
    check_finds(
        "FROM debian:12\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n"
        "RUN apt-get «install» -y b\nRUN apt-get update\nRUN apt-get install -y c\n",
        INSTALL,
    )


def test_install_after_a_script_is_left_alone() -> None:
    check_finds("FROM debian:12\nRUN ./add-repository.sh\nRUN apt-get install -y b\n", INSTALL)


# Second fixes


def test_apt_in_cache_mounts() -> None:
    check_second_fix(
        "FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && \\\n    apt-get install -y curl && \\\n"
        "    apt-get clean\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
        "    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n"
        "    rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && \\\n    apt-get install -y curl\n",
        LISTS,
    )


def test_apt_of_a_heredoc_in_cache_mounts() -> None:
    check_second_fix(
        "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nEOF\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
        "    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n"
        "    <<EOF\nset -e\nrm -f /etc/apt/apt.conf.d/docker-clean\napt-get update\napt-get install -y curl\nEOF\n",
        LISTS,
    )


def test_only_the_missing_cache_mount_is_added() -> None:
    check_second_fix(
        "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt "
        "--mount=type=cache,target=/var/lib/apt,sharing=locked "
        "rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y curl\n",
        LISTS,
    )
