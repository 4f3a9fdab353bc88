"""Rules of form: names, casing, ports, flags, arrays, pairs, and commands in the wrong place."""

import dockerfile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.rules.correctness import (
    argument_missing,
    copy_relative_no_workdir,
    env_self_reference,
    escape_directive,
    expose_format,
    expose_range,
    flag_value,
    healthcheck_duration,
    json_args,
    json_slips,
    ln_bin_sh,
    run_cd_alone,
    stage_name,
    unclosed_quote,
)
from dockerls.rules.rule import Rule, Safety
from dockerls.rules.style import (
    cd_instead_of_workdir,
    directive_casing,
    expose_proto_casing,
    from_as_casing,
    instruction_casing,
    platform_redundant,
    stage_name_casing,
)
from dockerls.semantics.image_grammar import is_reference, may_be_reference
from tests.check import after_each_fix, check_finds, check_fix, codes_shown, found_by, opened


def said(text: str, rule: Rule) -> list[str]:
    """What is said in English, from the top down."""
    return [(each.located.finding.message or rule.message).en for each in found_by(opened(text, (rule,)), (rule,))]


# casing


def test_all_casing_at_once() -> None:
    check_fix(
        "# ESCAPE=`\nfrom --platform=$TARGETPLATFORM debian:12 As Base\nRUN a `\n  b\nExpose 80:80/TCP\nFROM BASE\n",
        "# escape=`\nFROM debian:12 AS base\nRUN a `\n  b\nEXPOSE 80/tcp\nFROM base\n",
        directive_casing.RULE,
        instruction_casing.RULE,
        from_as_casing.RULE,
        stage_name_casing.RULE,
        platform_redundant.RULE,
        expose_format.RULE,
        expose_proto_casing.RULE,
    )


def test_a_tie_is_decided_for_capitals() -> None:
    check_finds("FROM debian:12\n«run» make\n", instruction_casing.RULE)


def test_a_stage_of_another_name_stays_when_one_is_renamed() -> None:
    check_fix(
        "FROM a AS Build\nFROM b AS Builder\nCOPY --from=Builder /x /x\nCOPY --from=BUILD /y /y\n",
        "FROM a AS build\nFROM b AS builder\nCOPY --from=builder /x /x\nCOPY --from=build /y /y\n",
        stage_name_casing.RULE,
    )


def test_a_better_name_that_is_taken_is_not_offered() -> None:
    invalid = stage_name.RULES[0]
    assert after_each_fix("FROM a AS stage-1\nFROM b AS 1\n", invalid) == []
    check_finds("FROM a AS stage-1\nFROM b AS «1»\n", invalid)


# directives


def test_the_first_escape_directive_counts_and_a_second_is_an_error() -> None:
    text = "# escape=`\n# escape=\\\nFROM debian:12\nRUN a `\n  b\n"
    assert codes_shown(text).count("DLS4029") == 1
    with pytest.raises(dockerfile.GoParseError):
        dockerfile.parse_string(text)
    ((_, safety, outcome),) = after_each_fix(text, escape_directive.RULE)
    assert safety is Safety.SUGGEST
    assert [each.cmd for each in dockerfile.parse_string(outcome)] == ["FROM", "RUN"]


# EXPOSE


def test_what_is_wrong_with_a_port() -> None:
    assert said("FROM debian:12\nEXPOSE 99999 http 90-80 80/http\n", expose_range.RULE) == [
        "`99999` is above the highest port, 65535",
        "`http` is not a port number",
        "This range ends before it begins",
        "`http` is no protocol Docker knows: tcp, udp or sctp",
    ]


# flags


def test_each_slip_is_said_by_one_rule() -> None:
    check_finds("FROM debian:12\nCOPY «--from» build /app\n", argument_missing.RULE, flag_value.RULE)


@pytest.mark.parametrize("value", ["30s", "1m30s", "0", "0s", "1.5h", "100ms", "2h45m"])
def test_durations_that_docker_reads(value: str) -> None:
    check_finds(f"FROM debian:12\nHEALTHCHECK --interval={value} CMD x\n", healthcheck_duration.RULE)


@pytest.mark.parametrize("value", ["30", "s", "1 s", "1s30", "0.5ms", "-1s", "1d", "five"])
def test_durations_that_docker_refuses(value: str) -> None:
    text = f'FROM debian:12\nHEALTHCHECK --interval="{value}" CMD x\n'
    assert len(said(text, healthcheck_duration.RULE)) == 1


# arrays


@given(st.lists(st.text(st.sampled_from("ab -'\"\\$,[]한"), max_size=6), min_size=1, max_size=4))
@settings(max_examples=200)
def test_single_quotes_become_the_same_strings(strings: list[str]) -> None:
    written = ", ".join("'" + text.replace("\\", "").replace("'", "") + "'" for text in strings)
    text = f"FROM debian:12\nCMD [{written}]\n"
    outcomes = after_each_fix(text, json_slips.RULES[1])
    assert len(outcomes) == 1
    (_, cmd) = dockerfile.parse_string(outcomes[0][2])
    assert cmd.json
    assert list(cmd.value) == [text.replace("\\", "").replace("'", "") for text in strings]


def test_a_variable_in_an_array_is_left_to_the_person() -> None:
    ((_, safety, _),) = after_each_fix("FROM debian:12\nCMD ['a', '$B']\n", json_slips.RULES[1])
    assert safety is Safety.SUGGEST


def test_an_array_that_is_none_is_no_shell_form() -> None:
    check_finds("FROM debian:12\nCMD [app, -x]\nENTRYPOINT ['app', '-x']\n", json_args.RULE)
    check_finds("FROM debian:12\n«CMD» [ -x /app ] && /app -x\n", json_args.RULE)


# pairs


def test_a_quote_is_closed_at_the_end_of_its_word() -> None:
    check_fix('FROM debian:12\nLABEL a="b \\\n  c\n', 'FROM debian:12\nLABEL a="b \\\n  c"\n', unclosed_quote.RULE)


def test_an_env_is_cut_before_each_pair_that_needs_one_above() -> None:
    check_fix(
        "FROM debian:12\nENV A=1 B=$«A» C=$«B» D=4\n",
        "FROM debian:12\nENV A=1\nENV B=$A\nENV C=$B D=4\n",
        env_self_reference.RULE,
    )


# images


@pytest.mark.parametrize("text", ["debian", "a/b_c/d__e-f:1.2", "localhost:5000/a", "A.example.com/b", "a:T_1.x-y"])
def test_image_references(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize("text", ["", "A", "a:", "a::b", "a//b", "/a", "a b", "a@sha256:1", "-a", "a_-b", "https://a"])
def test_no_image_references(text: str) -> None:
    assert not is_reference(text)
    assert not may_be_reference(text)


# commands in the wrong place


def test_the_directory_is_set_back_only_where_it_is_known() -> None:
    known = "FROM debian:12\nWORKDIR /a\nRUN cd /b && x\n"
    ((_, safety, outcome),) = after_each_fix(known, cd_instead_of_workdir.RULE)
    assert (safety, outcome) == (
        Safety.SUGGEST,
        "FROM debian:12\nWORKDIR /a\nWORKDIR /b\nRUN x\nWORKDIR /a\n",
    )
    assert after_each_fix("FROM example.com/base\nRUN cd /b && x\n", cd_instead_of_workdir.RULE) == []


def test_comments_and_flags_keep_a_run() -> None:
    assert after_each_fix("FROM debian:12\nRUN --mount=type=ssh cd /x\n", run_cd_alone.RULE) == []
    assert after_each_fix("FROM debian:12\nRUN cd \\\n # why\n /x\n", run_cd_alone.RULE) == []


def test_a_link_in_the_middle_goes_and_its_shell_comes_below() -> None:
    check_fix(
        "FROM debian:12\r\nRUN a \\\r\n  && ln -sf bash /bin/sh \\\r\n  && b\r\nRUN c\r\n",
        'FROM debian:12\r\nRUN a \\\r\n  && b\r\nSHELL ["/bin/bash", "-c"]\r\nRUN c\r\n',
        ln_bin_sh.RULE,
    )


def test_a_path_above_the_folder_is_left_to_the_person() -> None:
    check_finds("FROM debian:12\nCOPY a «../b»\n", copy_relative_no_workdir.RULE)
    assert after_each_fix("FROM debian:12\nCOPY a ../b\n", copy_relative_no_workdir.RULE) == []
