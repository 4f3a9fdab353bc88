"""Rules about how downloads are protected and checked, what images are trusted, and what layers are left with."""

import re

import pytest

from dockerls.features.rule_page import rule_page
from dockerls.language import Language
from dockerls.rules.cache import copy_link, syntax_directive_missing, unreachable_stage
from dockerls.rules.correctness import curl_options, gpg_options, sha256sum_two_spaces
from dockerls.rules.rule import Rule, Safety
from dockerls.rules.security import (
    download_without_checksum,
    expose_ssh,
    http_url,
    image_trust,
    numeric_user,
    secret_literal,
    setuid_files,
    signature_unverified,
    tls_commands,
    tls_environment,
)
from dockerls.rules.size import (
    build_leftovers,
    chmod_duplicates_layer,
    smaller_base_variant,
    use_add_for_local_archive,
)
from tests.check import after_each_fix, check_finds, check_fix, found_by, opened

FAIL, LOCATION = curl_options.RULES


def run(code: str, image: str = "debian:12") -> str:
    return f"FROM {image}\nRUN {code}\n"


def safeties(text: str, rule: Rule) -> list[Safety]:
    return [safety for _, safety, _ in after_each_fix(text, rule)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ENV A=1 NODE_TLS_REJECT_UNAUTHORIZED=0 B=2", "ENV A=1 B=2"),
        ("ENV NODE_TLS_REJECT_UNAUTHORIZED=0 \\\n  A=1", "ENV \\\n  A=1"),
        ("RUN NODE_TLS_REJECT_UNAUTHORIZED=0 A=1 npm ci", "RUN A=1 npm ci"),
        ("RUN env NODE_TLS_REJECT_UNAUTHORIZED=0 A=1 npm ci", "RUN env A=1 npm ci"),
        ("ARG NODE_TLS_REJECT_UNAUTHORIZED=0\nRUN true", "RUN true"),
    ],
)
def test_a_variable_is_taken_out_and_nothing_else(before: str, after: str) -> None:
    check_fix(f"FROM node:24\n{before}\n", f"FROM node:24\n{after}\n", tls_environment.NODE)


def test_a_variable_that_stands_alone_is_told_and_left() -> None:
    text = run("PYTHONHTTPSVERIFY=0; python a.py")
    assert found_by(opened(text, (tls_environment.PYTHON,)), (tls_environment.PYTHON,))
    check_fix(text, text, tls_environment.PYTHON)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pip --trusted-host a install --trusted-host=b x", "pip install x"),
        ("pip3 install x --trusted-host a", "pip3 install x"),
    ],
)
def test_every_trusted_host_goes_with_its_flag(before: str, after: str) -> None:
    check_fix(run(before), run(after), tls_commands.PIP)


def test_line_ends_and_comments_survive() -> None:
    check_fix(
        "FROM alpine:3.24\r\nRUN apk add \\\r\n  # why\r\n  --allow-untrusted \\\r\n  a.apk\r\n",
        "FROM alpine:3.24\r\nRUN apk add \\\r\n  # why\r\n  a.apk\r\n",
        signature_unverified.APK,
    )


def test_force_yes_still_answers_yes() -> None:
    check_fix(run("apt-get install --force-yes a"), run("apt-get install -y a"), signature_unverified.FORCE_YES)
    check_fix(run("apt-get install -qy --force-yes a"), run("apt-get install -qy a"), signature_unverified.FORCE_YES)


def test_only_public_hosts_can_be_expected_to_have_tls() -> None:
    check_finds(run("curl «http»://a.example.com http://192.168.0.1/x http://repo.lan/y"), http_url.CURL)
    check_finds(run("wget «http»://a.b/c") + "HEALTHCHECK CMD wget http://a.b/c\n", http_url.WGET)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("curl -sSL https://x.y/a", "curl -fsSL https://x.y/a"),
        ("curl --silent https://x.y/a", "curl -f --silent https://x.y/a"),
        ("curl https://x.y/a && curl -f https://x.y/b", "curl -f https://x.y/a && curl -f https://x.y/b"),
        ("(curl https://x.y/a | tar x)", "(curl -f https://x.y/a | tar x)"),
        ("curl -H 'A: b' https://x.y/a", "curl -fH 'A: b' https://x.y/a"),
        ("curl ftp://x.y/a", "curl ftp://x.y/a"),
        ("until curl https://x.y/a; do sleep 1; done", "until curl https://x.y/a; do sleep 1; done"),
    ],
)
def test_curl_fails(before: str, after: str) -> None:
    check_fix(run(before), run(after), FAIL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("curl -f https://x.y/a", "curl -fL https://x.y/a"),
        ("curl -fsS \\\n  https://x.y/a", "curl -fsSL \\\n  https://x.y/a"),
        ("curl -fb c https://x.y/a", "curl -fb c https://x.y/a"),
    ],
)
def test_curl_follows(before: str, after: str) -> None:
    check_fix(run(before), run(after), LOCATION)


def test_both_options_of_curl_fit_together() -> None:
    check_fix(run("curl -sSO https://x.y/a"), run("curl -fsSLO https://x.y/a"), FAIL, LOCATION)


def test_a_line_of_two_words_gets_quotes() -> None:
    check_fix(
        run("echo $A  a.tgz | sha256sum -c && echo ${B} ./b | sha1sum -c -", "alpine:3.24"),
        run('echo "$A  a.tgz" | sha256sum -c && echo "${B}  ./b" | sha1sum -c -', "alpine:3.24"),
        sha256sum_two_spaces.RULE,
    )


def test_a_checksum_is_only_asked_for_what_is_used() -> None:
    rule = download_without_checksum.RULE
    check_finds(run("curl -fLO https://x.y/a.json && cat a.json"), rule)
    check_finds(run("«curl» -fLo /b/x https://x.y/x && chmod 0755 /b/x && /b/x --version"), rule)
    check_finds(run("«curl» -fLO https://x.y/a.deb && dpkg -i a.deb"), rule)


def test_both_key_servers_are_offered() -> None:
    text = run("gpg --batch --keyserver ha.pool.sks-keyservers.net --recv-keys A")
    assert [title for title, _, _ in after_each_fix(text, gpg_options.SERVER)] == [
        "Use `keyserver.ubuntu.com`",
        "Use `keys.openpgp.org`",
    ]


def test_the_last_port_takes_the_instruction_along() -> None:
    check_fix("FROM debian:12\r\nEXPOSE 22\r\nCMD a\r\n", "FROM debian:12\r\nCMD a\r\n", expose_ssh.RULE)


def test_a_secret_is_marked_to_the_letter() -> None:
    token = "glpat-" + "Ab3d" * 5
    check_finds(f"FROM debian:12\nARG A=\\\n«{token}»\nENV B=${{A}}-{token[:8]}\n", secret_literal.RULE)


@pytest.mark.parametrize(
    "text",
    [
        "ENV KEY=«AKIA" + "Q3EGRIZ7PWN5TK2D»\n",
        "RUN git clone https://«ghp_" + "a1B2" * 9 + "»@github.com/a/b\n",
        "ONBUILD LABEL t=«glpat-" + "x1Yz" * 5 + "»\n",
        "RUN <<EOF\ncat > k <<K\n«-----BEGIN RSA " + "PRIVATE KEY-----»\nK\nEOF\n",
        "COPY <<EOF /k\n«-----BEGIN OPENSSH " + "PRIVATE KEY-----»\nEOF\n",
    ],
)
def test_secrets_in_one_piece(text: str) -> None:
    check_finds(f"FROM debian:12\n{text}", secret_literal.RULE)


@pytest.mark.parametrize("language", Language)
def test_the_page_about_secrets_is_no_find_for_scanners(language: Language) -> None:
    page = rule_page(secret_literal.RULE, language)
    assert "PRIVATE KEY" in page
    assert re.search(r"AKIA\w{16}|ghp_\w{36}|glpat-[\w-]{20}|BEGIN[A-Z ]* PRIVATE KEY", page) is None


@pytest.mark.parametrize(
    ("mode", "found"),
    [("6755", True), ("a+rxs", True), ("u=rwxs,go=rx", True), ("0755", False), ("1755", False), ("g-s", False)],
)
def test_set_user_bits(mode: str, found: bool) -> None:
    check_finds(run(f"chmod {f'«{mode}»' if found else mode} /usr/bin/a"), setuid_files.RULE)


def test_the_users_id_is_offered_only_if_it_is_known() -> None:
    rule = numeric_user.RULE
    check_fix(
        "FROM alpine:3.24\nRUN adduser -D -u 5000 app\nUSER app\n",
        "FROM alpine:3.24\nRUN adduser -D -u 5000 app\nUSER 5000\n",
        rule,
    )
    for created in ("useradd -u 1 app && useradd -u 2 app", "useradd -u $UID app", "true"):
        text = f"{run(created)}USER app\n"
        check_fix(text, text, rule)


def test_exact_tags_keep_their_variant() -> None:
    tag, digest, publisher = image_trust.RULES
    check_fix("FROM node:24-alpine\n", "FROM node:24.19.0-alpine\n", tag)
    check_finds("FROM «node:24» AS a\nFROM a\n", digest)
    check_finds("FROM «me/app»\nFROM quay.io/me/app\n", publisher)


def test_leftovers_are_removed_in_the_style_of_the_run() -> None:
    check_fix(
        run("set -eux; \\\n\tt=$(mktemp -d); \\\n\tcd $t; \\\n\tmake"),
        run('set -eux; \\\n\tt=$(mktemp -d); \\\n\tcd $t; \\\n\tmake; \\\n\trm -rf "$t"'),
        build_leftovers.MKTEMP,
    )


@pytest.mark.parametrize(
    ("before", "safety"),
    [
        ("COPY a.sh /b/\nRUN chmod 755 /b/a.sh", [Safety.SAFE]),
        ("COPY a.sh /b/\nRUN chmod +x /b/a.sh", [Safety.SUGGEST]),
        ("COPY bin /b\nRUN chmod 755 /b", [Safety.SUGGEST]),
        ("COPY a.sh c.sh /b/\nRUN chmod 755 /b/a.sh", []),
        ("COPY --chmod=644 a.sh /b/\nRUN chmod 755 /b/a.sh", []),
    ],
)
def test_a_mode_is_folded_unseen_only_where_it_means_the_same(before: str, safety: list[Safety]) -> None:
    assert safeties(f"FROM debian:12\n{before}\n", chmod_duplicates_layer.RULE) == safety


def test_the_smaller_variant_on_glibc_comes_first() -> None:
    titles = [title for title, _, _ in after_each_fix("FROM python:3.12\n", smaller_base_variant.RULE)]
    assert "3.12-slim" in titles[0]
    assert "musl" in titles[1]


def test_add_unpacks_only_what_tar_would() -> None:
    for line in (
        "cd /opt && tar -xf /tmp/a.tgz",
        "tar -xf /tmp/a.tgz -C /opt only/this",
        "tar -xf /tmp/a.tgz -C $DIR",
        "tar -xf /tmp/a.tgz --exclude=b -C /opt",
    ):
        text = f"FROM debian:12\nCOPY «a.tgz» /tmp/\nRUN {line}\n"
        check_finds(text, use_add_for_local_archive.RULE)
        assert not safeties(text.replace("«", "").replace("»", ""), use_add_for_local_archive.RULE)


def test_a_stage_goes_without_the_comment_of_the_next() -> None:
    check_fix(
        "FROM a:1 AS deps\nRUN b\n# runs\n\n# next\nFROM c:1\nRUN d\n",
        "# next\nFROM c:1\nRUN d\n",
        unreachable_stage.RULE,
    )
    numbered = "FROM a:1 AS deps\nFROM b:1 AS x\nFROM c:1\nCOPY --from=1 /a /a\n"
    check_fix(numbered, numbered, unreachable_stage.RULE)


def test_link_needs_a_frontend_that_knows_it() -> None:
    text = "FROM a:1 AS x\nFROM nginx:1.29\nCOPY {}--from=x{} /a /opt/\n"
    check_finds(f"# syntax=docker/dockerfile:1.4\n{text.format('«', '»')}", copy_link.RULE)
    check_finds(f"# syntax=docker/dockerfile:1.2\n{text.format('', '')}", copy_link.RULE)
    check_finds(f"# syntax=example.com/own\n{text.format('', '')}", copy_link.RULE)


def test_the_directive_goes_above_everything() -> None:
    check_fix(
        "\ufeff# app\n\nFROM debian:12\nCOPY --link a /a\n",
        "\ufeff# syntax=docker/dockerfile:1\n# app\n\nFROM debian:12\nCOPY --link a /a\n",
        syntax_directive_missing.RULE,
    )
