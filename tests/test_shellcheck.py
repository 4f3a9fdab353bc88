"""What ShellCheck is asked about a Dockerfile, and where what it says is shown."""

import pytest

from dockerls.analysis.settings import Settings
from dockerls.features.hover import hover
from dockerls.features.rule_page import rule_page
from dockerls.language import Language
from dockerls.rewrite.shellcheck_edits import joined_edits, shellcheck_edits
from dockerls.rules.rule import Safety
from dockerls.semantics.shellcheck import Replacement
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.syntax.shell.code import codes_of
from dockerls.text.edit import Edit
from dockerls.text.lines import line_ends
from dockerls.text.span import Span
from tests.check import INDEX
from tests.oracle import buildkit_reads
from tests.shell_marks import asked, check_marks, checked, codes, fixed, spans

FROM = "FROM debian:12\n"


def scripts(text: str) -> list[str]:
    return [script.text for script in asked(text)]


def shells(text: str) -> list[str]:
    return [script.dialect.name + " -e" * script.dialect.stops_at_errors for script in asked(text)]


def exported(text: str) -> tuple[str, ...]:
    [script] = asked(text)
    return script.exported


# What the shell sees.


def test_continuations_and_their_comments_are_taken_out_as_the_builder_does() -> None:
    text = "RUN apt-get update \\\n  # a comment\n\n  && apt-get install \\\n -y a\n"
    assert scripts(FROM + text) == ["apt-get update   && apt-get install  -y a"]
    assert scripts("# escape=`\n" + FROM + "RUN a `\r\n  && b\r\n") == ["a   && b"]


def test_flags_and_the_trigger_are_not_part_of_the_script() -> None:
    assert scripts(FROM + "ONBUILD RUN --mount=type=cache,target=/c echo $x\n") == ["echo $x"]


def test_a_heredoc_is_a_script_or_part_of_one() -> None:
    assert scripts(FROM + "RUN <<EOF\necho a\r\n\techo b\nEOF\n") == ["echo a\n\techo b\n"]
    assert scripts(FROM + "RUN cat <<EOF > /f && \\\n  b\na\nEOF\n") == ["cat <<EOF > /f &&   b\na\nEOF"]


def test_a_shell_may_read_a_heredoc() -> None:
    assert scripts(FROM + "RUN bash -e <<'EOF'\necho $a\nEOF\n") == ["bash -e <<'EOF'\necho $a\nEOF", "echo $a\n"]
    assert shells(FROM + "RUN bash -e <<'EOF'\necho $a\nEOF\n") == ["dash", "bash -e"]
    # Here the shell outside replaces $a, and nobody can tell what bash gets.
    assert len(scripts(FROM + "RUN bash <<EOF\necho $a\nEOF\n")) == 1
    assert len(scripts(FROM + "RUN cat <<'EOF'\necho $a\nEOF\n")) == 1
    assert len(scripts(FROM + "RUN bash <<'A' <<'B'\necho $a\nA\nb\nB\n")) == 1


def test_a_shebang_chooses_the_shell() -> None:
    assert scripts(FROM + "RUN <<EOF\n#!/usr/bin/env -S bash -e\necho $a\nEOF\n") == ["echo $a\n"]
    assert shells(FROM + "RUN <<EOF\n#!/usr/bin/env -S bash -e\necho $a\nEOF\n") == ["bash -e"]
    assert shells(FROM + "RUN <<EOF\n#!/bin/ksh\necho $a\nEOF\n") == ["ksh"]
    assert scripts(FROM + "RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n") == []
    assert scripts(FROM + "RUN <<EOF\n#!/bin/bash\nEOF\n") == []


def test_an_array_may_start_a_shell() -> None:
    assert scripts(FROM + 'RUN ["sh", "-ec", "echo \\"$a\\" \\u00e9 \\ud83d\\ude00\\n"]\n') == ['echo "$a" é 😀\n']
    assert shells(FROM + 'RUN ["/bin/bash", "-euo", "pipefail", "-c", "a", "b"]\n') == ["bash -e"]
    assert scripts(FROM + 'RUN ["make", "-c", "a"]\nRUN ["sh", "-c"]\nRUN ["sh", "a"]\n') == []
    assert scripts(FROM + 'RUN ["sh", "-c", ""]\nRUN []\nRUN\n') == []


def test_only_what_runs_in_the_build_is_asked_about() -> None:
    assert scripts(FROM + "CMD echo $a\nENTRYPOINT echo $a\nHEALTHCHECK CMD echo $a\nCOPY <<EOF /a\n$a\nEOF\n") == []


@pytest.mark.parametrize(
    ("base", "shell"),
    [
        ("debian:12", "dash"),
        ("node:22-alpine", "busybox"),
        ("fedora:42", "bash"),
        ("example.com/own", "sh"),
        ("mcr.microsoft.com/windows/nanoserver:ltsc2022", None),
    ],
)
def test_sh_is_what_it_is_in_the_image(base: str, shell: str | None) -> None:
    assert shells(f"FROM {base}\nRUN a\n") == ([shell] if shell else [])


@pytest.mark.parametrize(
    ("comment", "shell"),
    [
        ("# hadolint shell=bash", "bash"),
        ("#hadolint  shell = /usr/bin/bash ", "bash"),
        ("# tally shell=ash", "busybox"),
        ("# dockerls: shell=sh", "dash"),
        ("# hadolint shell=pwsh", None),
        ("# hadolint shell=bash, I think", "dash"),
        ("# hadolint shell=", "dash"),
        ("# the shell=bash", "dash"),
    ],
)
def test_a_comment_may_name_the_shell(comment: str, shell: str | None) -> None:
    assert shells(f"{FROM}{comment}\nRUN a\n") == ([shell] if shell else [])


def test_the_shell_that_a_comment_names_holds_as_far_as_one_of_shell() -> None:
    pragma = "# hadolint shell=bash\n"
    assert shells(f"{FROM}RUN a\n{pragma}RUN a\nRUN a\n{FROM}RUN a\n") == ["dash", "bash", "bash", "dash"]
    assert shells(f"{pragma}{FROM}RUN a\n{FROM}RUN a\n") == ["bash", "bash"]
    assert shells(f'{pragma}{FROM}SHELL ["/bin/sh", "-c"]\nRUN a\n') == ["dash"]
    assert shells(f"{FROM[:-1]} AS b\n{pragma}FROM b\nRUN a\n") == ["bash"]


@pytest.mark.parametrize(
    ("words", "shell"),
    [
        ('["/bin/bash", "-o", "pipefail", "-c"]', "bash"),
        ('["/bin/bash", "-eo", "pipefail", "-c"]', "bash -e"),
        ('["/bin/bash", "-o", "errexit", "-c"]', "bash -e"),
        ('["/bin/ash", "-c"]', "busybox"),
        ('["busybox", "sh", "-c"]', "busybox"),
        ('["busybox", "true"]', None),
        ('["/usr/bin/env", "A=1", "bash", "-c"]', "bash"),
        ('["pwsh", "-c"]', None),
        ('["cmd", "/S", "/C"]', None),
        ('["/bin/zsh", "-c"]', None),
    ],
)
def test_the_shell_is_that_of_the_stage(words: str, shell: str | None) -> None:
    assert shells(f"{FROM}SHELL {words}\nRUN a\n") == ([shell] if shell else [])


def test_variables_above_are_known() -> None:
    text = "ARG a\nARG b=x\nENV c=1.2 d='x y' e=$a f=*\nENV unused=1\nRUN echo $a $b $c $d $e $f\nENV g=1\n"
    assert exported(FROM + text) == ("a=1", "b=x", "c=1.2", "d", "e=1", "f")
    assert exported(FROM + "ENV c some words\nRUN echo $c ${https_proxy}\n") == ("c", "https_proxy=1")
    assert exported(FROM + "ENV a-b=1 =2\nRUN echo a-b $a\n") == ()


def test_only_what_may_be_more_than_a_word_is_to_be_quoted() -> None:
    check_marks(FROM + "ARG V=1.2\nENV W=$V OPTIONS='-a -b'\nRUN make $V $W «$OPTIONS» «$HOME»\n", "SC2086")


def test_what_a_stage_is_built_on_may_set_any_variable() -> None:
    assert asked("FROM a AS b\nENV c=1\nRUN a\nFROM b\nRUN echo $c ${d}\n")[1].exported == ("c=1", "d=1")
    assert codes('FROM debian:12 AS b\nENV x=1\nFROM b\nRUN echo "$x" "$y"\n') == []


def test_a_trigger_knows_the_variables_of_triggers() -> None:
    assert exported(FROM + "ONBUILD ARG a\nENV b=1\nONBUILD RUN echo $a $b\n") == ("a=1", "b=1")
    assert exported(FROM + "ONBUILD ARG a\nRUN echo $a\n") == ()


def test_a_variable_the_script_does_not_name_changes_no_question() -> None:
    assert asked(FROM + "ENV other=1\nRUN echo $a\n") == asked(FROM + "RUN echo $a\n")


# Where it is shown.


def test_marks_stand_on_the_words() -> None:
    check_marks(FROM + "RUN echo a \\\n  # $b\n  «$b» 한국어 😀 \\\n\t«${c}»\n", "SC2086")
    check_marks("# escape=`\n" + FROM + "RUN echo a `\r\n  «$b» `\r\n\t«${c}»\r\n", "SC2086")
    check_marks(FROM + "ONBUILD RUN --network=none echo «$b»\n", "SC2086")
    check_marks(FROM + "RUN <<EOF\n\n# a comment\n\techo 한 «$b»\r\n\techo «$c»\nEOF\nRUN echo «$d»\n", "SC2086")
    check_marks(FROM + "RUN <<-EOF\n\t#!/bin/sh\n\techo «$b»\n\tEOF\n", "SC2086")
    check_marks(FROM + "RUN cat <<EOF > «$b» && \\\n  echo «$c»\n$d\nEOF\n", "SC2086")
    check_marks(FROM + 'RUN ["sh", "-c", "echo \\"é\\" \\\n «$b»"]\n', "SC2086")
    check_marks(FROM + "RUN echo a\\\n$b«$\\\nc»\n".replace("$b", " "), "SC2086")


def test_a_mark_may_reach_over_lines() -> None:
    check_marks(FROM + "RUN echo «$(ls \\\n  # why\n  /a)»\n", "SC2046")


def test_a_script_that_cannot_be_read() -> None:
    document, found = checked(FROM + "RUN if true; then \\\n  echo a\n")
    assert "SC1073 error" in codes(FROM + "RUN if true; then \\\n  echo a\n")
    assert all(span.end <= len(document.text) for span in spans(document, found))


def test_lone_surrogates_survive() -> None:
    check_marks(FROM + "RUN echo \ud800 «$b»\n", "SC2086")


def test_severities_are_those_of_shellcheck() -> None:
    assert codes(FROM + "RUN ls `pwd` $b\n") == ["SC2006 hint", "SC2046 info", "SC2086 info", "SC2154 warning"]
    assert codes(FROM + "RUN [[ -f /a ]]\n") == ["SC3010 error"]
    assert codes("FROM alpine:3.22\nRUN [[ -f /a ]]\n") == []


def test_what_an_unknown_image_is_built_on_shows_in_its_commands() -> None:
    assert shells("FROM corp/base\nRUN a\nRUN apk add b\nRUN <<EOF\n#!/bin/sh\nc\nEOF\n") == ["busybox"] * 3
    assert shells("FROM corp/base\nRUN a\n") == ["sh"]
    assert shells("FROM corp/base\nRUN yum install -y a\nFROM corp/other\nRUN a\n") == ["bash", "sh"]
    assert codes("FROM corp/base\nRUN apk --help && [[ -f /a ]]\n") == []
    assert codes("FROM corp/base\nRUN apt-get update && [[ -f /a ]]\n") == ["SC3010 error"]


def test_what_official_images_do_on_purpose_is_only_mentioned() -> None:
    text = FROM + 'RUN export GNUPGHOME="$(mktemp -d)"; gpg --version\n'
    assert codes(text) == ["SC2155 info"]
    assert codes(text, Settings(profile="hadolint")) == ["SC2155 warning"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("for key in A; do gpg --recv-keys $key; done", "SC2043"),
        ('rm -rf "$GNUPGHOME"/*', "SC2115"),
        ("find /usr -name '*.pyc' | xargs rm", "SC2038"),
        ("mkdir -p -m 0750 /var/lib/app", "SC2174"),
    ],
)
def test_what_may_come_one_day_is_only_mentioned(command: str, code: str) -> None:
    text = f"{FROM}RUN {command}\n"
    assert f"{code} info" in codes(text)
    assert f"{code} warning" in codes(text, Settings(profile="hadolint"))


def test_nothing_is_done_in_the_wrong_folder_after_a_last_cd() -> None:
    assert codes(FROM + "RUN cd /a && make && \\\n  cd -\n") == []
    assert codes(FROM + "RUN cd a; make\n") == ["SC2164 warning"]


def test_the_default_path_of_find_is_there() -> None:
    assert codes(FROM + "RUN find -name a -delete\n") == []


def test_of_an_unknown_shell_pipefail_is_not_said_to_be_missing() -> None:
    text = "FROM registry.example.com/base:1\nRUN set -o pipefail; [[ -f /a ]]\n"
    assert codes(text) == ["SC3010 warning"]


def test_a_stage_is_asked_again_where_it_changed() -> None:
    text = FROM + 'ARG b\nRUN echo "$b" $c\n'
    document, _ = checked(text)
    edited = document.edited(Edit(Span(len(FROM), len(FROM) + 6), ""))
    assert [question for _, question in edited.questions()] == list(asked(edited.text))


# What it says.


def test_it_speaks_korean() -> None:
    _, [found] = checked(FROM + "RUN a=1 && true\n")
    assert found.message.en == "a appears unused. Verify use (or export if used externally)."
    assert found.message.ko == "변수에 값을 넣었지만 사용하지 않습니다"


def test_rare_codes_are_shown_in_its_words() -> None:
    _, [found] = checked(FROM + "RUN <<EOF\n#!/bin/bash\nunset a[1]\nEOF\n")
    assert found.located.rule.code == "SC2184"
    assert found.message.ko == f"ShellCheck의 지적: {found.message.en}"


def test_each_code_has_the_page_of_shellcheck() -> None:
    _, [found] = checked(FROM + "RUN ls $HOME\n")
    rule = found.located.rule
    assert (rule.code, rule.name, rule.url) == ("SC2086", "shellcheck", "https://www.shellcheck.net/wiki/SC2086")


def test_hover_explains_the_code() -> None:
    document, found = checked(FROM + "RUN ls $HOME\n")
    shown = hover(document, document.text.index("$HOME"), found, Language.EN)
    assert shown is not None
    for words in ("Double quote to prevent", "(https://www.shellcheck.net/wiki/SC2086)", "`SC2086` shellcheck"):
        assert words in shown.markdown


def test_a_code_has_a_page_of_its_own() -> None:
    [rule] = INDEX.named("sc2086")
    page = rule_page(rule, Language.EN)
    assert page.startswith("# SC2086\n\nQuote this")
    assert 'ignore = ["SC2086"]' in page
    assert "https://www.shellcheck.net/wiki/SC2086" in page
    assert INDEX.named("SC208") == INDEX.named("SC20866") == ()


# Its fixes.


def test_fixes_quote_in_place() -> None:
    text = FROM + "RUN echo a \\\n  # $b\n  $b 한 \\\n\t${c}x\n"
    assert fixed(text, "SC2086") == FROM + 'RUN echo a \\\n  # $b\n  "$b" 한 \\\n\t"${c}"x\n'
    _, found = checked(text)
    assert {fix.safety for each in found for fix in each.fixes} == {Safety.SUGGEST}


def test_fixes_at_a_continuation_stay_on_their_side() -> None:
    assert fixed(FROM + "RUN echo a\\\n$HOME\\\n;ls\n", "SC2086") == FROM + 'RUN echo a\\\n"$HOME"\\\n;ls\n'
    # Were the name itself cut by one, the quotes would still stand at its ends.
    assert fixed(FROM + "RUN echo $HO\\\nME\n", "SC2086") == FROM + 'RUN echo "$HO\\\nME"\n'


def test_fixes_in_other_places() -> None:
    assert fixed(FROM + 'RUN ["sh", "-c", "ls $HOME"]\n', "SC2086") == FROM + 'RUN ["sh", "-c", "ls \\"$HOME\\""]\n'
    assert fixed(FROM + "RUN <<EOF\r\nls $HOME\r\nEOF\r\n", "SC2086") == FROM + 'RUN <<EOF\r\nls "$HOME"\r\nEOF\r\n'
    # An edit might cut an escape in two.
    escaped = FROM + 'RUN ["sh", "-c", "ls $HOME \\"a\\""]\n'
    assert (codes(escaped), fixed(escaped, "SC2086")) == (["SC2086 info"], escaped)
    assert fixed(FROM + "RUN ls `pwd`\n", "SC2006") == FROM + "RUN ls $(pwd)\n"
    assert (
        fixed(FROM + "RUN cd $HOME && ls\nRUN cd a; ls\n", "SC2164")
        == FROM + "RUN cd $HOME && ls\nRUN cd a || exit; ls\n"
    )


def test_what_cannot_be_written_there_is_no_fix() -> None:
    def edits_for(old: str, new: str, text: str) -> int:
        run = parse(text).pieces[0]
        assert isinstance(run, Instruction)
        code = next(codes_of(run))
        start = code.text.index(old)
        return len(shellcheck_edits(code, (Replacement(Span(start, start + len(old)), new),), 0))

    assert edits_for("-n a", "-z a", "RUN [ -n a ]\n") == 1
    assert edits_for("-n a", "-z a", "RUN [ -n \\\n a ]\n".replace("n \\", "n\\")) == 0
    assert edits_for("a", "\n", "RUN a\n") == 0
    assert edits_for("a", "\n", "RUN <<EOF\na\nEOF\n") == 1
    assert edits_for("a", "b\\", "RUN <<EOF\na\nEOF\n") == 0


def test_parts_of_a_fix_that_touch_are_one_edit() -> None:
    def after(*parts: Replacement) -> list[str]:
        return [edit.new_text for edit in joined_edits("ab", parts)]

    opening = Replacement(Span(0, 0), "<", precedence=1, is_left=True)
    inner = Replacement(Span(0, 0), "(", precedence=2, is_left=True)
    instead = Replacement(Span(0, 1), "x", precedence=3)
    closing = Replacement(Span(1, 1), ">", precedence=1)
    assert after(opening, closing) == ["<", ">"]
    assert after(opening, inner) == ["<("]
    assert after(opening, inner, instead, closing) == ["<(x>"]
    assert after(closing, Replacement(Span(1, 2), "", precedence=2)) == [">"]


@pytest.mark.parametrize(
    "text",
    [
        "RUN echo $a `ls $b` $(ls $c) && cd $d && [ ! -z $e ] && echo $((${f}+1))\n",
        "RUN a=`b` && for x in `ls`; do echo $x; done; expr 1 + $a; cd x; ls\n",
        'RUN <<EOF\ncd $a\nread b\necho "$b"`c`\nls | xargs -n1 rm $d/*\nEOF\n',
        'RUN ["sh", "-c", "ls $HOME"]\n',
    ],
)
def test_after_all_fixes_the_builder_reads_it_and_they_are_gone(text: str) -> None:
    text = FROM + text
    for _ in range(5):
        _, found = checked(text)
        fixable = sorted({each.located.rule.code for each in found if each.fixes})
        if not fixable:
            break
        before = text
        text = fixed(text, fixable[0])
        assert text != before
        assert line_ends(text) == line_ends(before)
    assert buildkit_reads(text)


# Living with it.


@pytest.mark.parametrize(
    "text",
    [
        "# dockerls: ignore=SC2086 why\nRUN ls $HOME\n",
        "# dockerls: ignore=shellcheck\nRUN ls $HOME\n",
        "# hadolint ignore=SC2086\nRUN ls $HOME\n",
        "# shellcheck disable=SC2086\nRUN ls $HOME\n",
        "# shellcheck shell=sh disable=SC2000,SC2086\nRUN ls $HOME\n",
        "# shellcheck disable=all\nRUN ls $HOME\n",
        "# dockerls: global ignore=sc2086\nRUN ls $HOME\n",
        "RUN true \\\n  # shellcheck disable=SC2000,SC2086\n  && ls $HOME\n",
        "RUN true \\\n  # shellcheck disable=all\n  && ls $HOME\n",
        "RUN <<EOF\n# shellcheck disable=SC2086\nls $HOME\nEOF\n",
        "RUN <<EOF\n# shellcheck disable=SC2086\n\nls $HOME\nls $HOME\nEOF\n",
        "RUN <<EOF\n#!/bin/bash\n# shellcheck disable=SC2086\n\nls $HOME\nls $HOME\nEOF\n",
    ],
)
def test_suppressions(text: str) -> None:
    assert codes(FROM + text) == []
    assert codes(FROM + text.replace("2086", "2087").replace("shellcheck\n", "SC2087\n").replace("=all", "=SC2087"))


def test_settings_name_codes_and_all_of_them() -> None:
    text = FROM + "RUN ls `pwd` $HOME\n"
    assert codes(text) == ["SC2006 hint", "SC2046 info", "SC2086 info"]
    assert codes(text, Settings(ignore=("SC2086",))) == ["SC2006 hint", "SC2046 info"]
    assert codes(text, Settings(ignore=("shellcheck",))) == codes(text, Settings(ignore=("correctness",))) == []
    assert codes(text, Settings(select=("SC2086",))) == ["SC2086 info"]
    assert codes(text, Settings(select=("SC",), ignore=("SC2046", "SC2006"))) == ["SC2086 info"]
    louder = Settings(severity=(("SC2086", "error"), ("SC2046", "off")))
    assert codes(text, louder) == ["SC2006 hint", "SC2086 error"]
    quieter = Settings(severity=(("shellcheck", "hint"), ("SC2086", "info")))
    assert codes(text, quieter) == ["SC2006 hint", "SC2046 hint", "SC2086 info"]
    one = Settings(ignore=("size",), severity=(("correctness", "off"), ("SC2086", "error")))
    assert codes(text, one) == ["SC2086 error"]
