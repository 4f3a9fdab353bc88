"""The grammar tables against BuildKit's own parser."""

import subprocess
import sys

import dockerfile
import pytest

from dockerls.knowledge.grammar import INSTRUCTIONS, Arguments, JsonForm, LayerEffect


def test_the_table_holds_every_instruction_of_buildkit() -> None:
    assert {cmd.upper() for cmd in dockerfile.all_cmds()} == set(INSTRUCTIONS)


# BuildKit's parser joins what is one argument, cuts what is several, and refuses what is no pair.
@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("WORKDIR /my files", 1),
        ("USER app user", 1),
        ("STOPSIGNAL SIGQUIT", 1),
        ("MAINTAINER Ann Lee <ann@example.com>", 1),
        ("COPY a b c/", 3),
        ("ADD a b/", 2),
        ("EXPOSE 80 443/tcp", 2),
        ("VOLUME /a /b", 2),
        ("ARG A B=1", 2),
        ("FROM a AS b", 3),
        ("FROM a", 1),
        ('SHELL ["/bin/bash", "-c"]', 2),
    ],
)
def test_arguments_are_counted_as_buildkit_counts_them(line: str, arguments: int) -> None:
    (instruction,) = dockerfile.parse_string(line + "\n")
    assert len(instruction.value) == arguments
    assert INSTRUCTIONS[instruction.cmd.upper()].takes(arguments)


@pytest.mark.parametrize(
    ("keyword", "arguments"), [("FROM", 0), ("FROM", 2), ("FROM", 4), ("COPY", 1), ("ADD", 1), ("USER", 2), ("RUN", 0)]
)
def test_counts_buildkit_refuses(keyword: str, arguments: int) -> None:
    assert not INSTRUCTIONS[keyword].takes(arguments)


@pytest.mark.parametrize("keyword", [key for key, it in INSTRUCTIONS.items() if it.arguments is Arguments.PAIRS])
def test_a_pair_needs_a_value(keyword: str) -> None:
    with pytest.raises(dockerfile.GoParseError, match="must have two arguments"):
        dockerfile.parse_string(f"{keyword} A\n")


@pytest.mark.parametrize("keyword", INSTRUCTIONS)
def test_json_form_is_read_where_it_is_allowed(keyword: str) -> None:
    argument = 'CMD ["a", "b"]' if keyword in ("HEALTHCHECK", "ONBUILD") else '["a", "b"]'
    text = f"{keyword} {argument}\n" if INSTRUCTIONS[keyword].arguments is not Arguments.PAIRS else f"{keyword} A=[]\n"
    (instruction,) = dockerfile.parse_string(text)
    if keyword != "ONBUILD":
        assert instruction.json == (INSTRUCTIONS[keyword].json is not JsonForm.NEVER)


@pytest.mark.parametrize("keyword", INSTRUCTIONS)
def test_heredocs_are_read_where_they_are_allowed(keyword: str) -> None:
    trigger = "RUN " if keyword == "ONBUILD" else ""
    argument = "A=<<EOF" if INSTRUCTIONS[keyword].arguments is Arguments.PAIRS else "<<EOF /x"
    instructions = dockerfile.parse_string(f"{keyword} {trigger}{argument}\nhi\nEOF\n")
    assert (len(instructions) == 1) == INSTRUCTIONS[keyword].heredoc


def test_only_files_make_filesystem_layers() -> None:
    makes_layer = {LayerEffect.FILES, LayerEffect.DIRECTORY}
    layers = {keyword for keyword, it in INSTRUCTIONS.items() if it.layer in makes_layer}
    assert layers == {"RUN", "COPY", "ADD", "WORKDIR"}


def test_before_from_stand_only_arg_and_from() -> None:
    assert {keyword for keyword, it in INSTRUCTIONS.items() if it.before_from} == {"ARG", "FROM"}


def test_reading_the_grammar_reads_no_prose() -> None:
    code = (
        "import sys; from dockerls.knowledge import grammar, mount_grammar, predefined;"
        "print([name for name in sys.modules if name.startswith('dockerls.')])"
    )
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "grammar" in modules
    assert "prose" not in modules and "language" not in modules and "lesson" not in modules
