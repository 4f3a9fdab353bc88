"""Shell code: what runs, where it stands, and where a command can be added."""

import pytest
from hypothesis import given, settings

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.syntax.shell import grammar
from dockerls.syntax.shell.script import Command, Script
from tests.check import marked, with_marks
from tests.strategies import dockerfiles


def script(text: str) -> tuple[Instruction, Script]:
    instruction = parse(text).instructions[-1]
    instruction = instruction.trigger or instruction
    found = instruction.script or instruction.bodies[0]
    return instruction, found


def commands(text: str) -> list[str]:
    """Each command as ``name: argument, argument``, with what it stands in."""
    return [_told(command) for command in script(text)[1].commands]


def _told(command: Command) -> str:
    inside = " ".join(each.value for each in command.within)
    args = ", ".join(word.text for word in command.args)
    return f"[{inside}] {command.name}: {args}" if inside else f"{command.name}: {args}"


def check_words(text: str) -> None:
    plain, expected = marked(text)
    instruction, found = script(plain)
    start = plain.index(instruction.text)
    spans = [word.span.shifted(start) for command in found.commands for word in command.words]
    assert with_marks(plain, spans) == with_marks(plain, expected)


def test_words_are_found_through_continuations_comments_and_wide_characters() -> None:
    check_words("RUN «apt-get» «install» \\\n    # 편집기\n    «vim» \\\n\n && «echo» «'한국어'» «x»\n")
    check_words("RUN «cu\\\nrl» «-f» «a»;«b»\r\n")
    check_words("ONBUILD RUN «make» «all»\n")
    check_words("# escape=`\nFROM a\nRUN «dir» `\n  «c:\\\\x»\n")
    check_words("RUN <<EOF\n«가» «나» && «echo» «🎉» «x»\nEOF\n")
    check_words("HEALTHCHECK --interval=3s CMD «curl» «-f» «http://localhost»\n")
    check_words("RUN «apt-get» «install» `# tools` \\\n  «vim» `# 편집기` \\\n  «x» && «echo» «z»\n")


def test_names_are_what_really_runs() -> None:
    assert commands("RUN sudo -E -u app /usr/bin/apt-get install x\n") == ["apt-get: install, x"]
    assert commands("RUN env A=b DEBIAN_FRONTEND=x apt-get update\n") == ["apt-get: update"]
    assert commands("RUN A=b cmd c\n") == ["cmd: c"]
    assert commands("RUN exec timeout -k 3 5 nice -n 3 x y\n") == ["x: y"]
    assert commands("RUN sudo\n") == ["sudo: "]
    assert commands('RUN "curl" -f\'x\'y"z"\n') == ["curl: -fxyz"]


def test_what_commands_stand_in() -> None:
    assert commands("RUN a && b | c || d\n") == ["[|| &&] a: ", "[|| && |] b: ", "[|| && |] c: ", "[||] d: "]
    assert commands("RUN (a; b) && ! c\n") == ["[&& subshell] a: ", "[&& subshell] b: ", "[&& !] c: "]
    assert commands("RUN if a; then b; fi; for i in 1; do c $(d); done\n") == [
        "[if] a: ",
        "[if] b: ",
        "[loop] c: $(d)",
        "[loop substitution] d: ",
    ]


def test_redirections_belong_to_their_command() -> None:
    _, found = script("RUN a && b | c > x 2>&1 && d < y\n")
    told = [
        (command.name, [(each.operator, each.target and each.target.text) for each in command.redirects])
        for command in found.commands
    ]
    assert told == [("a", []), ("b", []), ("c", [(">", "x"), (">&", "1")]), ("d", [("<", "y")])]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("RUN a && b c \\\n  && d\n", ["a", "b c", "d"]),
        ("RUN a > x && b | c\n", ["a > x", "b | c"]),
        ("RUN a\n", ["a"]),
        ("RUN a || b\n", []),
        ("RUN a && b || c\n", []),
        ("RUN a; b\n", []),
        ("RUN a &\n", []),
        ("RUN (a && b)\n", ["(a && b)"]),
    ],
)
def test_links_of_a_chain(text: str, links: list[str]) -> None:
    instruction, found = script(text)
    assert [link.of(instruction.text) for link in found.links] == links


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("RUN a && b\n", True),
        ("RUN a | b\n", True),
        ("RUN a && (b)\n", False),
        ("RUN a && if b; then c; fi\n", False),
        ("RUN a || b\n", False),
        ("RUN a && b # why\n", False),
        ("RUN a && ! b\n", False),
        ("RUN a && \n", False),
    ],
)
def test_where_a_command_can_be_added(text: str, can: bool) -> None:
    assert (script(text)[1].end_of_chain is not None) is can


def test_flags_and_their_values() -> None:
    command = script("RUN curl -fsSL -o/tmp/x --retry=3 --proto https url\n")[1].commands[0]
    assert [bool(command.flag(name)) for name in ("-f", "-L", "-k", "--retry", "--proto")] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert command.flag_value("-o", "--output") == "/tmp/x"
    assert command.flag_value("--retry") == "3"
    assert command.flag_value("--proto") == "https"


def test_broken_code_has_no_edits_and_no_findings_under_the_error() -> None:
    _, found = script("RUN echo one && (\n")
    assert found.error
    assert found.end_of_chain is None


def test_a_very_long_script_is_not_read() -> None:
    _, found = script(f"RUN echo {'x' * grammar.LONGEST_SCRIPT}\n")
    assert found.too_long
    assert found.commands == ()


def test_only_shell_bodies_are_scripts() -> None:
    assert [
        bool(parse(text).instructions[0].bodies)
        for text in (
            "RUN <<EOF\na\nEOF\n",
            "RUN <<EOF\n#!/usr/bin/env -S bash -e\na\nEOF\n",
            "RUN <<EOF\n#!/usr/bin/env python3\na\nEOF\n",
            "RUN bash -ex <<EOF\na\nEOF\n",
            "RUN python3 <<EOF\na\nEOF\n",
            "COPY <<EOF /x\na\nEOF\n",
        )
    ] == [True, True, False, True, False, False]


@settings(max_examples=300)
@given(dockerfiles(surrogates=True))
def test_every_word_is_where_it_says(text: str) -> None:
    for instruction in parse(text).instructions:
        scripts = [instruction.script, *instruction.bodies]
        for found in filter(None, scripts):
            for command in found.commands:
                for word in command.words:
                    assert found.span.start <= word.span.start < word.span.end <= found.span.end


def test_without_the_grammar_there_are_no_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "_parser", lambda: None)
    assert not grammar.available()
    assert script("RUN echo one\n")[1].commands == ()


def test_long_lists_and_deep_nesting_are_read() -> None:
    found = script("FROM a\nRUN a" + " && b" * 3_000 + "\n")[1]
    assert (len(found.commands), len(found.links), found.error) == (3_001, 3_001, False)
    mixed = commands("FROM a\nRUN A=1 && b || c && d\n")
    assert mixed == ["[&& || &&] b: ", "[&& ||] c: ", "[&&] d: "]
    assert not script("FROM a\nRUN " + "( " * 20 + "a" + " )" * 20 + "\n")[1].error
    assert script("FROM a\nRUN " + "( " * 3_000 + "a" + " )" * 3_000 + "\n")[1].error
