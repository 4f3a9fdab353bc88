"""What a shell offers at a press of Tab, once it has read what ``dockerls completion`` writes."""

import re
import subprocess

import pytest

from tests import needs
from tests.command_line import Folder

# How each shell is asked what it offers for the last word; the script is in the file where the shell looks for it.
BASH = """
source ./dockerls; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
_shtab_dockerls dockerls "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = "source ./dockerls.fish; complete --do-complete (string join ' ' -- $argv)"
# zsh completes only where a person types: in a terminal, whose screen is read.
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; fpath=($PWD \\$fpath); autoload -Uz compinit; compinit -u -D; print REA''DY"
zpty -r -m shell line '*READY*'
zpty -n -w shell "$*"$'\\t\\t'
for pause in {1..20}; do sleep 0.1; while zpty -r -t shell line; do print -r -- $line; done; done
zpty -d shell
"""
SHELLS = {
    "bash": ("dockerls", ("bash", "--norc", "-c", BASH, "bash")),
    "fish": ("dockerls.fish", ("fish", "--no-config", "-c", FISH)),
    "zsh": ("_dockerls", ("zsh", "-f", "-c", ZSH, "zsh")),
}
ESCAPE_SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def offered(shell: str, folder: Folder, *words: str) -> set[str]:
    """The words that are seen when what is offered for the last of ``words`` is shown."""
    file, (name, *options) = SHELLS[shell]
    program = needs.program(name)
    (folder.path / file).write_text(folder.run("completion", shell).out, encoding="utf-8")
    command = (program, *options, "dockerls", *words)
    done = subprocess.run(command, cwd=folder.path, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    return set(ESCAPE_SEQUENCES.sub("", done.stdout).split())


def test_commands(folder: Folder, shell: str) -> None:
    seen = offered(shell, folder, "c")
    assert {"check", "completion", "config"} <= seen
    assert "rule" not in seen


def test_options_and_their_values(folder: Folder, shell: str) -> None:
    assert "--format" in offered(shell, folder, "check", "--fo")
    assert {"github", "gitlab"} <= offered(shell, folder, "check", "--format", "gi")
    assert {"DL3010", "DL3015"} <= offered(shell, folder, "check", "--select", "DL301")


def test_files(folder: Folder, shell: str) -> None:
    folder.write({"web.Dockerfile": "", "worker.Dockerfile": ""})
    assert {"web.Dockerfile", "worker.Dockerfile"} <= offered(shell, folder, "check", "w")


def test_in_korean(folder: Folder) -> None:
    assert "Dockerfile의 문제를 찾고 고칩니다." in folder.run("completion", "fish", "--language", "ko").out


def test_another_shell(folder: Folder) -> None:
    run = folder.run("completion", "csh")
    assert (run.code, run.out) == (2, "")
    assert "bash, zsh, fish, powershell" in run.err
