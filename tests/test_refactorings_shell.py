"""A chain and its heredoc do the same: a shell runs both, of commands that fail in every place they can stand in."""

import json
import subprocess

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dockerls.rewrite.heredoc import to_heredoc
from dockerls.rewrite.heredoc_chain import to_chain
from dockerls.rewrite.shell_form import array_as_code
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import apply
from tests import needs

_COMMANDS = (
    "echo one",
    "true",
    "false",
    "cd /nowhere 2>/dev/null",
    "(exit 3)",
    "(false; echo in)",
    "{ false; echo group; }",
    "for x in 1 2; do \\\n    echo $x; \\\n    false; \\\n  done",
    "for x in 1 2; do test $x = 1; done",
    "if true; then \\\n    false; \\\n    echo then; \\\n  fi",
    "if false; then echo no; else echo else; fi",
    "case x in \\\n    x) false; echo case ;; \\\n    *) exit 9 ;; \\\n  esac",
    "! true",
    "! false",
    "x=$(false; echo v)",
    "echo $(false; echo w)",
    "echo a | grep -q b",
    "false | echo piped",
    "(false || echo or)",
    "(cd /nowhere 2>/dev/null && echo there)",
    "set -e",
    "set -u",
    "export Y=$(false)",
    'echo "two \\\n      words"',
    "echo '#' $x",
)
_JOINTS = (" && ", " \\\n && ", " && \\\n  ", " \\\n  # why\n  && ")
_PLAIN = tuple(command for command in _COMMANDS if not command.startswith(("for", "if", "case", "{", "(", "!")))


def outcome(code: str, *flags: str, shell: str = "sh") -> tuple[str, int]:
    """What a shell prints, and what it ends with.

    For one and the same unset variable bash ends with 127, and with 1 under `set -e` (5.2, tried on 2026-11-21).
    """
    done = subprocess.run([shell, *flags, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout, 1 if done.stderr.endswith(": unbound variable\n") else done.returncode


def code_of(text: str) -> str:
    """What BuildKit hands the shell."""
    run = Instruction(text)
    return run.heredocs[0].body.of(text) if run.heredocs else run.value


@st.composite
def chains(draw: st.DrawFn) -> str:
    commands = draw(st.lists(st.sampled_from(_COMMANDS), min_size=2, max_size=4))
    text = commands[0]
    for command in commands[1:]:
        text += draw(st.sampled_from(_JOINTS)) + command
    return f"RUN {text}\n"


@st.composite
def lists(draw: st.DrawFn) -> str:
    commands = draw(st.lists(st.sampled_from(_COMMANDS), min_size=1, max_size=4))
    joint = draw(st.sampled_from(("; ", "; \\\n  ", "; \\\n  \\\n  # why\n  ", " \\\n  ; \\\n  ")))
    return f"RUN set -e{joint}{joint.join(commands)}\n"


@settings(max_examples=150, deadline=None)
@example("RUN echo one && set -u && echo '#' $x\n", False, "bash")
@given(st.one_of(chains(), lists()), st.booleans(), st.sampled_from(("sh", "bash")))
def test_the_heredoc_of_a_chain(text: str, errexit: bool, shell: str) -> None:
    after = apply(text, to_heredoc(Instruction(text), errexit=errexit))
    flags = ("-e",) if errexit else ()
    program = needs.program(shell)
    assert outcome(code_of(after), *flags, shell=program) == outcome(code_of(text), *flags, shell=program), after


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=4))
def test_the_chain_of_a_heredoc(commands: list[str]) -> None:
    lines = "\n".join(("set -e", *commands))
    text = f"RUN <<EOF\n{lines}\nEOF\n"
    after = apply(text, to_chain(Instruction(text), errexit=False))
    assert outcome(code_of(after)) == outcome(code_of(text)), after


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("ab $'\"\\*#!~&|;<>(){}[]?`=%", max_size=5), min_size=1, max_size=3))
def test_words_of_an_array_reach_the_program_as_they_are(words: list[str]) -> None:
    text = f"RUN {json.dumps(['printf', '<%s>', *words])}\n"
    after = apply(text, array_as_code(Instruction(text), gives_way=False))
    assert outcome(code_of(after)) == ("".join(f"<{word}>" for word in words), 0), after


def test_most_chains_can_be_rewritten() -> None:
    """Else the tests above would compare texts with themselves."""
    for command in _COMMANDS:
        if "$(false;" in command or command == "set -e":
            continue
        text = f"RUN true && {command} && echo end\n"
        assert to_heredoc(Instruction(text), errexit=False), command
