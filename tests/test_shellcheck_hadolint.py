"""ShellCheck as we ask it beside ShellCheck as hadolint does: each difference has its reason.

hadolint tells only one finding of ShellCheck for each RUN, on the line where that starts.
"""

import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from dockerls.rules.catalogue import ALL
from tests.check import marked
from tests.corpus_files import corpus
from tests.needs import program
from tests.shell_marks import checked

# The codes that depend on the shell: for hadolint `sh` knows only what POSIX has, whatever the image.
OF_ANOTHER_SHELL = ("SC2028", "SC3")

# Texts with a code that hadolint tells and we do not.
DIFFERENT = {
    "FROM alpine:3.22\nRUN [[ -f /a ]]\n": "SC3010",
    "FROM fedora:42\nRUN source /a\n": "SC3046",
    "FROM debian:12\nRUN echo -n a\n": "SC3037",
    "FROM debian:12\nRUN echo 'a\\nb'\n": "SC2028",
    # The find of every Linux searches the working directory by itself.
    "FROM debian:12\nRUN find -name a\n": "SC2185",
    # Nothing goes on in the wrong folder.
    "FROM debian:12\nRUN make; cd a\n": "SC2164",
    # We do not know what a stage has from the one it is built on.
    'FROM debian:12 AS a\nENV b=1\nFROM a\nRUN echo "$distro"\n': "SC2154",
}

# What stands in a text on which we are silent and hadolint is not, and why.
WE_ARE_SILENT = {
    "mcr.microsoft.com/windows": "no POSIX shell reads this",
    "RUN echo last \\": "the builder drops a backslash at the end of the file",
    "\x0b": "the builder takes it for a blank",
    "\xa0": "the builder takes it for a blank",
    "\u3000": "the builder takes it for a blank",
    "RUN ---odd x": "what looks like a flag is one to the builder",
    "RUN --mont=": "what looks like a flag is one to the builder",
    "export GNUPGHOME=$(mktemp -d)": "dash does not split what export assigns",
    "make && cd -\n": "nothing comes after the cd",
    "RUN cd \\\r\n  app\r\n": "nothing comes after the cd",
    "RUN cd /app\n": "nothing comes after the cd",
}

SAME = (
    "FROM debian:12\nRUN echo $a\n",
    "FROM debian:12\nRUN cd /a && \\\n  # why\n  echo `date`\n",
    'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN cd a; ls\n',
    'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN echo $a\n',
    "FROM a\n# hadolint shell=pwsh\nRUN echo $a\n",
    "# hadolint shell = /bin/ksh\nFROM a\nRUN echo ${b/c/d}\nFROM b\nRUN echo ${b/c/d}\n",
    "FROM a\n# hadolint shell=pwsh for Windows\nRUN echo $a\n",
    "FROM debian:12\nONBUILD RUN echo $HOME\n",
    "FROM debian:12\nRUN <<EOF\nls $HOME\nEOF\n",
    "FROM debian:12\nRUN <<EOF\n#!/usr/bin/env python3\nprint($a)\nEOF\n",
    "FROM debian:12\nCMD echo $a\nENTRYPOINT echo $a\nHEALTHCHECK CMD echo $a\n",
    'FROM debian:12\nARG a\nENV b=$a\nRUN echo "$a" "$b" "$c"\n',
    "FROM debian:12\nRUN . /a && . $HOME/b\n",
    "FROM debian:12\nRUN if true; then\n",
)


@cache
def of_hadolint(texts: tuple[str, ...]) -> tuple[frozenset[tuple[int, str]], ...]:
    """The lines and codes that hadolint tells of ShellCheck, for each text."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.dockerfile") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        command = (program("hadolint"), "--no-fail", "--disable-ignore-pragma", "--format", "json", *map(str, paths))
        answer = subprocess.run(command, capture_output=True, check=True, cwd=folder, timeout=120)
    found: dict[str, set[tuple[int, str]]] = {str(path): set() for path in paths}
    for item in json.loads(answer.stdout):
        if item["code"].startswith("SC"):
            found[item["file"]].add((item["line"], item["code"]))
    return tuple(frozenset(each) for each in found.values())


def ours(text: str) -> set[tuple[int, str]]:
    """The same of ours, on the lines where instructions start."""
    document, found = checked(text)
    return {(document.lines_of(each.located.piece)[0] + 1, each.located.rule.code) for each in found}


def missing(text: str, theirs: frozenset[tuple[int, str]]) -> set[str]:
    """What hadolint tells and we do not, but for what depends on the shell."""
    return {code for _, code in theirs - ours(text) if not code.startswith(OF_ANOTHER_SHELL)}


def test_each_difference_is_there() -> None:
    texts = tuple(DIFFERENT)
    for text, theirs in zip(texts, of_hadolint(texts), strict=True):
        assert {code for _, code in theirs - ours(text)} == {DIFFERENT[text]}, text


def test_otherwise_we_find_what_hadolint_finds() -> None:
    for text, theirs in zip(SAME, of_hadolint(SAME), strict=True):
        assert theirs <= ours(text), text
        assert bool(theirs) is bool(ours(text)), text


def texts() -> tuple[str, ...]:
    written = (marked(example.bad)[0] for rule in ALL for example in rule.examples)
    return tuple(dict.fromkeys((*(text for _, text in corpus()), *written)))


@pytest.mark.parametrize("part", range(4))
def test_the_corpus_and_all_examples(part: int) -> None:
    mine = texts()[part::4]
    differences = {
        text: codes for text, theirs in zip(mine, of_hadolint(mine), strict=True) if (codes := missing(text, theirs))
    }
    unexplained = {
        text: codes for text, codes in differences.items() if not any(mark in text for mark in WE_ARE_SILENT)
    }
    assert unexplained == {}
