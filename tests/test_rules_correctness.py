"""Correctness rules together: what fix-all reaches, what it leaves to the person, and what is said how loudly."""

import re
from collections.abc import Iterator

import dockerfile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.document import Document, Located
from dockerls.features.fix_all import mend
from dockerls.rules.catalogue import ALL
from dockerls.rules.correctness import (
    copy_from_unknown,
    copy_multi_no_slash,
    inline_comment_swallowed,
    instruction_before_from,
    json_args,
    legacy_key_value,
    maintainer_deprecated,
    multiple_commands,
    text_after_continuation,
    undefined_var,
    unknown_flag,
    unknown_instruction,
)
from dockerls.rules.rule import Category, Fix, Rule, Safety, Severity
from tests.check import check_finds, check_fix, found_by, opened

CORRECTNESS = tuple(rule for rule in ALL if rule.category is Category.CORRECTNESS)


def safely_fixed(text: str, *rules: Rule) -> str:
    """The text after fix-all, which applies safe fixes only."""

    def safe(document: Document) -> Iterator[tuple[Located, Fix]]:
        for each in found_by(document, rules):
            if each.fixes and each.fixes[0].safety is Safety.SAFE:
                yield each.located, each.fixes[0]

    return mend(opened(text, rules), safe).document.text


def titles(text: str, *rules: Rule) -> list[str]:
    return [fix.title.en for each in found_by(opened(text, rules), rules) for fix in each.fixes]


def messages(text: str, *rules: Rule) -> list[str]:
    return [
        (each.located.finding.message or each.located.rule.message).en for each in found_by(opened(text, rules), rules)
    ]


def severities(text: str, *rules: Rule) -> list[Severity]:
    return [
        each.located.finding.severity or each.located.rule.severity for each in found_by(opened(text, rules), rules)
    ]


# The practice of the seeds.


def test_the_comment_behind_a_continuation_moves_up_and_the_run_is_whole_again() -> None:
    before = (
        "FROM debian:stretch-slim\n\n"
        "RUN apt-get update \\\n"
        " && apt-get install -y --no-install-recommends «\\» # 추천하는 패키지를 설치하지 않음\n"
        "    curl=7.52.1-5+deb9u16 \\\n"
        "    socat=1.7.3.1-2+deb9u1 \\\n"
        " && rm -rf /var/lib/apt/lists/* # 설치 후 패키지 목록 캐싱 삭제\n"
    )
    after = (
        "FROM debian:stretch-slim\n\n"
        "RUN apt-get update \\\n"
        " # 추천하는 패키지를 설치하지 않음\n"
        " && apt-get install -y --no-install-recommends \\\n"
        "    curl=7.52.1-5+deb9u16 \\\n"
        "    socat=1.7.3.1-2+deb9u1 \\\n"
        " && rm -rf /var/lib/apt/lists/* # 설치 후 패키지 목록 캐싱 삭제\n"
    )
    check_finds(before, text_after_continuation.RULE, unknown_instruction.RULE, inline_comment_swallowed.RULE)
    assert safely_fixed(before.replace("«", "").replace("»", ""), *CORRECTNESS) == after
    assert [each.cmd for each in dockerfile.parse_string(after)] == ["FROM", "RUN"]


def test_the_comment_behind_a_label_moves_up_before_the_value_is_quoted() -> None:
    before = "FROM ubuntu:24.04\nLABEL maintainer jesang.myung@gmail.com  # 이메일 수정\n"
    after = "FROM ubuntu:24.04\n# 이메일 수정\nLABEL maintainer=jesang.myung@gmail.com\n"
    both = (legacy_key_value.RULE, inline_comment_swallowed.RULE)
    assert safely_fixed(before, *both) == after
    assert safely_fixed(before, *reversed(both)) == after
    check_fix(before, after, *both)


def test_quoting_a_value_with_a_comment_is_not_done_unseen() -> None:
    before = "FROM ubuntu:24.04\nENV A b # c\n"
    assert safely_fixed(before, legacy_key_value.RULE) == before


def test_a_comment_that_would_become_a_directive_stays() -> None:
    text = "FROM debian:12 # escape=`\n"
    check_finds("FROM debian:12 «# escape=`»\n", inline_comment_swallowed.RULE)
    assert safely_fixed(text, inline_comment_swallowed.RULE) == text


def test_prose_with_a_number_sign_is_left_to_the_person() -> None:
    text = "FROM debian:12\nLABEL title Our team # one\n"
    assert safely_fixed(text, inline_comment_swallowed.RULE) == text


def test_continued_lines_with_comments_become_one_instruction() -> None:
    before = "FROM debian:12\nRUN apt-get install -y \\ # web\n    nginx \\ # and\n\n# more\n    curl\nUSER app\n"
    after = "FROM debian:12\n# web\nRUN apt-get install -y \\\n    # and\n    nginx \\\n# more\n    curl\nUSER app\n"
    assert safely_fixed(before, *CORRECTNESS) == after


# json-args


@pytest.mark.parametrize(
    "line",
    [
        "CMD app --port $PORT",
        "CMD app && other",
        "CMD app > log",
        "CMD A=b app",
        "CMD cd /app",
        "CMD app *.txt",
        "CMD app ~/x",
        'CMD app "`date`"',
        "CMD app; other",
        "CMD app a\\ b",
        "ONBUILD ENTRYPOINT app",
    ],
)
def test_what_needs_a_shell_is_never_changed_unseen(line: str) -> None:
    text = f"FROM debian:12\n{line}\n"
    assert found_by(opened(text, (json_args.RULE,)), (json_args.RULE,))
    assert safely_fixed(text, json_args.RULE) == text


def test_an_entrypoint_that_would_begin_to_take_arguments_is_left_to_the_person() -> None:
    text = 'FROM debian:12 AS base\nCMD ["-x"]\nFROM base\nENTRYPOINT app\n'
    assert safely_fixed(text, json_args.RULE) == text
    assert titles(text, json_args.RULE) == ["Write as a JSON array"]
    alone = 'FROM debian:12 AS base\nCMD ["-x"]\nFROM debian:12\nENTRYPOINT app\n'
    assert safely_fixed(alone, json_args.RULE).endswith('ENTRYPOINT ["app"]\n')


@pytest.mark.parametrize(
    "below",
    [
        'ONBUILD CMD ["--debug"]\n',
        'FROM base\nCMD ["--debug"]\n',
        'FROM base AS b\nFROM debian:12\nFROM b\nCMD ["--debug"]\n',
    ],
)
def test_an_entrypoint_whose_stage_is_given_a_cmd_elsewhere_is_not_changed_unseen(below: str) -> None:
    text = f"FROM debian:12 AS base\nENTRYPOINT app --fast\n{below}"
    assert safely_fixed(text, json_args.RULE) == text
    other = 'FROM debian:12 AS base\nENTRYPOINT app --fast\nFROM debian:12\nCMD ["--debug"]\n'
    assert 'ENTRYPOINT ["app", "--fast"]' in safely_fixed(other, json_args.RULE)


def test_the_shell_is_kept_where_variables_need_it() -> None:
    text = "FROM debian:12\nCMD app --port \\\n  $PORT\n"
    assert titles(text, json_args.RULE) == [
        'Write as `["sh", "-c", "exec …"]`, in which the shell gives way to the program',
        "Put `exec` before the command",
    ]


@pytest.mark.parametrize("command", ["tail -f log | grep x", "app &", "a || b", "while true; do a; done"])
def test_no_fix_where_exec_would_change_what_runs(command: str) -> None:
    assert titles(f"FROM debian:12\nCMD {command}\n", json_args.RULE) == []


# legacy-key-value


def _value(text: str, escape: str) -> str | None:
    """What BuildKit's lexer makes of one word with blanks in it, variables shown as ``<name>``; None: an error."""
    letters: list[str] = []
    quote = ""
    at = 0
    while at < len(text):
        character = text[at]
        if character in "'\"" and quote in ("", character):
            quote = "" if quote else character
        elif quote == "'":
            letters.append(character)
        elif character == escape and (not quote or text[at + 1 : at + 2] in ('"', "$", escape)):
            at += 1
            letters.append(text[at : at + 1])
        elif match := re.compile(r"\$(?:\{(\w+)\}|(\w+|[@*#?$!-]))").match(text, at):
            letters.append(f"<{match[1] or match[2]}>")
            at = match.end() - 1
        elif text.startswith("${", at):
            return None
        else:
            letters.append(character)
        at += 1
    return None if quote else "".join(letters)


TOKENS = st.sampled_from(["a", "b", " ", "\\", "`", '"', "'", "$", "$a", "${a}", "${b}", "=", "{", "}", "#", ","])


@settings(max_examples=600)
@given(st.lists(TOKENS, max_size=9).map("".join), st.sampled_from("\\`"))
def test_a_quoted_value_is_the_legacy_value(value: str, escape: str) -> None:
    top = f"# escape={escape}\nFROM debian:12\n"
    before = f"{top}ENV A x{value}y\n"
    after = safely_fixed(before, legacy_key_value.RULE)
    expected = _value(f"x{value}y", escape)
    if after == before:
        assert expected is None or "#" in value or "=" in value or "$" in value
        return
    (_, env) = dockerfile.parse_string(after)
    assert env.value[0] == "A" and len(env.value) == 2, "one pair"
    assert _value(env.value[1], escape) == expected


# the others


def test_a_maintainer_in_quotes_loses_them_and_keeps_its_address() -> None:
    check_fix(
        'FROM debian:12\nMAINTAINER "Ann" <ann@example.com>\n',
        'FROM debian:12\nLABEL org.opencontainers.image.authors="\\"Ann\\" <ann@example.com>"\n',
        maintainer_deprecated.RULE,
    )


def test_all_but_the_last_of_each_kind_go() -> None:
    before = (
        "FROM a\nCMD a\nENTRYPOINT a\nCMD b\nHEALTHCHECK NONE\nCMD c\nENTRYPOINT b\nHEALTHCHECK CMD x\nFROM b\nCMD d\n"
    )
    after = "FROM a\nCMD c\nENTRYPOINT b\nHEALTHCHECK CMD x\nFROM b\nCMD d\n"
    check_fix(before, after, *multiple_commands.RULES)


@pytest.mark.parametrize(
    ("syntax", "severity"),
    [
        ("docker/dockerfile:1", Severity.ERROR),
        ("docker/dockerfile:1.4", Severity.ERROR),
        ("docker.io/docker/dockerfile:latest", Severity.ERROR),
        ("docker/dockerfile:1.99", Severity.INFO),
        ("docker/dockerfile:2", Severity.INFO),
        ("docker/dockerfile:labs", Severity.INFO),
        ("docker/dockerfile:1.7-labs", Severity.INFO),
        ("docker/dockerfile-upstream:master", Severity.INFO),
        ("example.com/frontend", Severity.INFO),
    ],
)
def test_an_unknown_flag_is_only_a_note_where_the_frontend_may_know_it(syntax: str, severity: Severity) -> None:
    text = f"# syntax={syntax}\nFROM debian:12\nCOPY --futuristic a b\n"
    assert severities(text, unknown_flag.RULE) == [severity]
    assert severities(text.replace("COPY --futuristic", "COPIED"), unknown_instruction.RULE) == [severity]


def test_a_stage_number_that_cannot_be_is_an_error() -> None:
    text = "FROM debian:12\nCOPY --from=7 a b\nCOPY --from=assets a b\n"
    assert severities(text, copy_from_unknown.RULE) == [Severity.ERROR, Severity.INFO]


def test_why_a_variable_is_empty() -> None:
    text = "ARG V=1\nFROM debian:12\nLABEL v=$V\nCOPY $TARGETARCH /\nWORKDIR $HOME\nUSER $WHO\n"
    assert messages(text, undefined_var.RULE) == [
        "`V` is declared above FROM only, so it is empty in this stage",
        "`TARGETARCH` is empty here until the stage declares `ARG TARGETARCH`",
        "Only a shell knows `HOME`; here the builder replaces it with nothing",
        "Neither this stage nor its base sets `WHO`, so it becomes empty",
    ]


def test_instructions_move_below_from_in_their_order() -> None:
    before = "# syntax=docker/dockerfile:1\nUSER a\nARG B=1\nWORKDIR /c\r\nFROM debian:$B\r\nRUN d\n"
    after = "# syntax=docker/dockerfile:1\nARG B=1\nFROM debian:$B\r\nUSER a\nWORKDIR /c\r\nRUN d\n"
    check_fix(before, after, instruction_before_from.RULE)


def test_several_files_for_a_folder_that_workdir_made_are_no_error() -> None:
    for folder, severity in (("/app", Severity.INFO), ("/srv", Severity.ERROR), ("conf", Severity.ERROR)):
        text = f"FROM debian:12\nWORKDIR /app/web\nCOPY a b {folder}\n"
        assert severities(text, copy_multi_no_slash.RULE) == [severity]
