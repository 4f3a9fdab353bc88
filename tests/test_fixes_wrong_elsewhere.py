"""Fixes that other tools get wrong, each with what ours makes of the same file.

``safe`` are all safe fixes; ``first`` are the first fixes of all findings, mere suggestions included. Both stand for
all rules at once, so that no other fix can spoil what one leaves alone.
"""

import pytest

from dockerls.features.actions import actions
from dockerls.features.changes import Deed, Key, first_of_many, resolve
from dockerls.rules.cache import use_cache_mount
from dockerls.rules.catalogue import ALL
from dockerls.rules.correctness import json_args, pipe_without_pipefail, platform_const
from dockerls.rules.security import missing_user
from dockerls.rules.size import apt_lists_not_removed
from dockerls.text.span import Span
from tests.check import after_each_fix, check_finds, check_fix, found_by, opened
from tests.oracle import buildkit_reads
from tests.test_fixes_sound import first, mended, safe


def safely(text: str) -> str:
    return mended(text, safe)[0]


def fully(text: str) -> str:
    return mended(text, first)[0]


def values(text: str, keyword: str) -> list[tuple[str, ...]]:
    """What BuildKit reads of the instructions of a keyword."""
    reading = buildkit_reads(text)
    assert reading is not None, text
    return [each.values for each in reading if each.keyword == keyword]


# An array made of `a && b` starts one program with "&&" among its arguments.
@pytest.mark.parametrize(
    ("command", "array"),
    [
        ("a && b $X", '["sh", "-c", "a && exec b $X"]'),
        ("cd /app && ./run --now", '["sh", "-c", "cd /app && exec ./run --now"]'),
        ('app --say "a b" > /log', '["sh", "-c", "exec app --say \\"a b\\" > /log"]'),
    ],
)
def test_shell_code_is_no_array_of_words(command: str, array: str) -> None:
    text = f"FROM debian:12\nCMD {command}\n"
    assert safely(text) == text
    check_fix(text, f"FROM debian:12\nCMD {array}\n", json_args.RULE)


def test_what_ends_in_a_pipe_or_a_list_gets_no_array() -> None:
    text = "FROM debian:12\nCMD a | b\nCMD a; b &\nCMD a || b\n"
    check_fix(text, text, json_args.RULE)


def test_no_pipefail_in_a_run_that_it_would_break() -> None:
    for broken in ("yes | ./a", 'a="$(ls | xargs apk info --installed | sort)"'):
        text = f"FROM alpine:3.24\nRUN {broken} && cat b | sort > c\n"
        check_finds(text.replace("cat", "«cat»"), pipe_without_pipefail.RULE)
        check_fix(text, text, pipe_without_pipefail.RULE)


# dash, which is /bin/sh on Debian, refuses `-o pipefail` and with it every RUN below.
def test_pipefail_needs_a_shell_that_knows_it() -> None:
    pipe = "RUN curl -fsSL https://example.com/a.tgz | tar xz\n"
    for base in ("debian:12", "ubuntu:24.04", "python:3.13-slim", "node:22"):
        assert [outcome for *_, outcome in after_each_fix(f"FROM {base}\n{pipe}", pipe_without_pipefail.RULE)] == [
            f'FROM {base}\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n{pipe}'
        ]
    alpine = [outcome for *_, outcome in after_each_fix(f"FROM alpine:3.22\n{pipe}", pipe_without_pipefail.RULE)]
    assert alpine == [
        f'FROM alpine:3.22\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\n{pipe}',
        f"FROM alpine:3.22\n{pipe.replace('RUN ', 'RUN set -o pipefail && ')}",
    ]
    for base in ("corp.example.com/base", "gcr.io/distroless/static", "scratch"):
        assert after_each_fix(f"FROM {base}\n{pipe}", pipe_without_pipefail.RULE) == []


def test_pipefail_is_not_switched_on_where_yes_would_break_the_build() -> None:
    text = "FROM debian:12\nRUN yes | ./install\nRUN curl -fsSL https://example.com/a.tgz | tar xz\n"
    assert after_each_fix(text, pipe_without_pipefail.RULE) == []


# `USER non-root` starts no container where nobody made such a user.
def test_a_user_is_made_before_it_is_used() -> None:
    for _, _, outcome in after_each_fix('FROM debian:12\nCMD ["app"]\n', missing_user.RULE):
        assert "RUN groupadd --system app && useradd --system --gid app" in outcome.partition("USER app\n")[0]
    for _, _, outcome in after_each_fix('FROM alpine:3.22\nCMD ["app"]\n', missing_user.RULE):
        assert "RUN addgroup -S app && adduser -S -G app -H app\n" in outcome.partition("USER app\n")[0]


# It says that the stage is built on the builder's own platform, and is no constant.
def test_the_build_platform_stays() -> None:
    text = (
        "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nRUN go build -o /a .\n"
        "FROM --platform=${BUILDPLATFORM} node:22 AS pages\nRUN npm ci\n"
        'FROM debian:12\nCOPY --from=build /a /a\nCOPY --from=pages /p /p\nUSER 1000\nCMD ["/a"]\n'
    )
    check_finds(text, platform_const.RULE)
    assert fully(text).count("BUILDPLATFORM") == 2


# `ENV A "b c"` means b c, without quotes; white space inside quotes is part of the value; `\$y` must not expand.
@pytest.mark.parametrize(
    ("legacy", "pair"),
    [
        ('ENV A "b c"', 'ENV A="b c"'),
        ('ENV A "b  c\t d"', 'ENV A="b  c\t d"'),
        ("ENV A 'b  c'", 'ENV A="b  c"'),
        (r"ENV A say \"b\"", r'ENV A="say \"b\""'),
        (r"ENV A \$y and $z", r'ENV A="\$y and $z"'),
        ("ENV A b=c d=e", 'ENV A="b=c d=e"'),
        ("ENV A **None**", 'ENV A="**None**"'),
    ],
)
def test_legacy_env_keeps_its_value(legacy: str, pair: str) -> None:
    before, after = f"FROM debian:12\n{legacy}\n", f"FROM debian:12\n{pair}\n"
    assert safely(before) == after
    assert values(after, "env")[0][0] == values(before, "env")[0][0]
    assert safely(after) == after


def test_escaped_variables_in_env_stay_escaped() -> None:
    text = "FROM debian:12\nENV PRICE=\\$y B=\"\\$z\" C='$A'\n"
    assert fully(text) == text


# With the value on the next line, the line break is no part of it.
def test_legacy_env_over_several_lines() -> None:
    assert (
        safely("FROM debian:12\nENV JAVA_OPTS \\\n    -Xmx1g -Dx=y\nENV B c\n")
        == 'FROM debian:12\nENV JAVA_OPTS="-Xmx1g -Dx=y"\nENV B=c\n'
    )
    assert safely("FROM debian:12\nENV A \\\n  # why\n  b \\\n  c\n") == ('FROM debian:12\n# why\nENV A="b \\\n  c"\n')


# Chained commands are one instruction: the fixes of one must not land in the middle of another's.
def test_many_fixes_in_one_instruction() -> None:
    before = (
        "FROM debian:12\nRUN apt update && apt install curl; \\\n    pip install flask && "
        "useradd -u 3000000000 x && \\\n    cd /tmp && wget http://example.com/a.tgz && tar xf a.tgz\n"
    )
    after = safely(before)
    assert "apt-get update && apt-get install -y curl; " in after
    assert "pip install --no-cache-dir flask && useradd --no-log-init -u 3000000000 x && \\\n" in after
    assert buildkit_reads(fully(before)) is not None
    assert safely(after) == after


def test_what_is_made_another_instruction_is_not_joined_as_a_run() -> None:
    after = fully('FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN make\nUSER 1000\nCMD ["app"]\n')
    assert after == 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN make\nUSER 1000\nCMD ["app"]\n'


# A cache mount on `target` takes the program away with it: the next COPY or RUN does not find it.
def test_the_folder_of_the_program_is_no_cache() -> None:
    text = "# syntax=docker/dockerfile:1\nFROM rust:1.90\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\nCMD app\n"
    outcomes = [outcome for *_, outcome in after_each_fix(text, use_cache_mount.RULE)]
    assert outcomes
    assert all("target=/usr/local/cargo/registry" in outcome for outcome in outcomes)
    assert not any("target=/app" in outcome or "target=target" in outcome for outcome in outcomes)


# Debian's images delete every package as soon as it is downloaded, so that the mount would stay empty.
def test_cache_mounts_for_apt_come_with_what_keeps_packages() -> None:
    text = "FROM debian:12\nRUN apt-get update && apt-get install -y gcc\n"
    outcomes = [outcome for *_, outcome in after_each_fix(text, apt_lists_not_removed.RULE) if "type=cache" in outcome]
    assert outcomes
    for outcome in outcomes:
        assert "--mount=type=cache,target=/var/cache/apt,sharing=locked" in outcome
        assert "--mount=type=cache,target=/var/lib/apt,sharing=locked" in outcome
        assert "rm -f /etc/apt/apt.conf.d/docker-clean && " in outcome
        assert "/var/lib/apt/lists/*" not in outcome  # removing what the mount is there to keep


# A package list is not put into another order; a comment line ends no continuation.
def test_comment_lines_in_a_package_list_stay_where_they_are() -> None:
    before = (
        "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends \\\n    zlib1g \\\n"
        "    # for downloads\n    curl \\\n# at the margin\n    bash\n"
    )
    after = safely(before)
    assert after == before.replace("    bash\n", "    bash && \\\n    rm -rf /var/lib/apt/lists/*\n") or after == (
        before.replace("    bash\n", "    bash \\\n    && rm -rf /var/lib/apt/lists/*\n")
    )
    assert [words for words in values(after, "run")[0][0].split() if words in ("zlib1g", "curl", "bash")] == [
        *("zlib1g", "curl", "bash")
    ]


def test_white_space_inside_quotes_stays() -> None:
    text = (
        'FROM debian:12\nLABEL note="two  blanks	and a tab"\nRUN printf "%s   %s\\n" "a  b" \'c\t\td\' > /x\n'
        'USER 1000\nCMD ["app", "two  blanks"]\n'
    )
    assert fully(text) == text


# Nobody knows what is in the variable: an address or an archive is something only ADD can take.
@pytest.mark.parametrize("source", ["${URL}", "$URL/a.tgz", "$ROOTFS", "https://example.com/a.bin", "rootfs.tar.zst"])
def test_add_stays_add_where_copy_may_not_do(source: str) -> None:
    text = f"FROM debian:12\nARG URL\nADD {source} /opt/\n"
    assert safely(text) == text
    assert f"ADD {source} /opt/" in fully(text) or f"ADD --checksum=sha256:<sha256> {source} /opt/" in fully(text)


@pytest.mark.parametrize("redirect", ["> /dev/null", ">/dev/null 2>&1", "2> /dev/null", "< /dev/null", ">> /log"])
def test_redirections_stay(redirect: str) -> None:
    text = f"FROM debian:12\nRUN apt-get update {redirect} && apt-get install -y curl {redirect}\n"
    assert safely(text).count(redirect) == 2
    assert fully(text).count(redirect) == 2


# Each part of a RUN that is cut needs its flags; what is written to a bind mount does not outlive its RUN.
def test_flags_are_kept_where_a_run_is_cut() -> None:
    cached = "RUN --mount=type=cache,target=/c --network=host make -C /a && cd /b && make\n"
    after = fully(f"FROM debian:12\n{cached}")
    assert "RUN --mount=type=cache,target=/c --network=host make -C /a\nWORKDIR /b\n" in after
    assert "WORKDIR /b\nRUN --mount=type=cache,target=/c --network=host make\n" in after
    bound = "RUN --mount=type=bind,source=.,target=/src,rw make -C /src && cd /src && make install\n"
    assert bound in fully(f"FROM debian:12\n{bound}")


def test_a_mount_stays_with_the_run_it_belongs_to() -> None:
    text = (
        "FROM debian:12\nWORKDIR /app\nRUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \\\n"
        "    pip install -r /tmp/requirements.txt\nRUN make\n"
    )
    for choose in (safe, first):
        after = mended(text, choose)[0]
        assert after.count("--mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt") == 1


# `curl -L` follows to where nobody looked; an address is not known to be there under https.
def test_addresses_are_changed_only_on_request() -> None:
    text = "FROM debian:12\nRUN curl -fsSL http://example.com/a -o /a\n"
    assert safely(text) == text


def test_every_rule_takes_part() -> None:
    assert {rule.name for rule in ALL} >= {"legacy-key-value", "cd-in-run", "use-cache-mount"}
    assert [*opened("FROM debian:12\nENV A b\n", ALL).findings()]


# A cache that is mounted is there to be kept: what cleans it up would empty it at the end of every build.
@pytest.mark.parametrize(
    ("base", "command", "mount", "clean_up"),
    [
        ("node:24", "npm install -g x", "/root/.npm", "npm cache clean"),
        ("node:24", "yarn install", "/usr/local/share/.cache/yarn", "yarn cache clean"),
        ("python:3.14", "pip install x", "/root/.cache/pip", "--no-cache-dir"),
        ("debian:12", "apt-get update && apt-get install -y x", "/var/lib/apt", "rm -rf /var/lib/apt/lists"),
        ("alpine:3.24", "apk add x", "/etc/apk/cache", "--no-cache"),
        ("fedora:43", "dnf install -y x", "/var/cache/libdnf5", "dnf clean all"),
        ("rockylinux:9", "yum install -y x", "/var/cache/dnf", "yum clean all"),
        ("opensuse/leap:15.6", "zypper -n install x", "/var/cache/zypp", "zypper clean"),
        ("continuumio/miniconda3:25.3.1-1", "conda install -y x", "/opt/conda/pkgs", "conda clean"),
    ],
)
def test_a_cache_is_mounted_or_cleaned_up(base: str, command: str, mount: str, clean_up: str) -> None:
    outcome = fully(f"# syntax=docker/dockerfile:1\nFROM {base}\nRUN {command}\n")
    assert (f"target={mount}" in outcome) != (clean_up in outcome), outcome


def test_no_many_checksums_to_fill_in_at_once() -> None:
    text = "FROM debian:12\nADD https://x.y/a /a\nADD https://x.y/b /b\nRUN curl -fLo /c https://x.y/c && sh /c\n"
    document = opened(text, ALL)
    found = found_by(document, ALL)
    to_fill_in = [each for each in found if each.fixes and "to fill in" in each.fixes[0].title.en]
    assert len(to_fill_in) == 3
    assert not any(first_of_many(each) for each in to_fill_in)
    one = next(
        each
        for each in actions(document, Span(text.index("https"), text.index("https")), lambda _: found)
        if "--checksum" in each.title.en
    )
    assert resolve(document, lambda _: found, one.key)
    together = Key(Deed.SUGGEST_RULE, "DLS3035")
    assert not resolve(document, lambda present: found_by(present, ALL), together)
