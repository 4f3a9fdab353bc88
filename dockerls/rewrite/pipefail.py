"""Switching the shell's option ``pipefail`` on: for all that follows in a stage, or for one RUN."""

import json

from dockerls.knowledge.families import family_facts
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script
from dockerls.text.edit import Edit, insertion

OPTION = "pipefail"
SET = f"set -o {OPTION}"

_KNOW_IT = frozenset({"bash", "ash", "zsh", "ksh"})
_SHELLS = {
    "bash": ("/bin/bash", "-o", OPTION, "-c"),
    "busybox ash": ("/bin/ash", "-eo", OPTION, "-c"),
}


def shell_with_pipefail(shell: tuple[str, ...], family: str | None) -> str | None:
    """The SHELL instruction that is ``shell`` with the option on; None where the shell lacks it or is not known."""
    words: tuple[str, ...] | None
    if shell == DEFAULT_SHELL:
        facts = family_facts(family) if family else None
        words = _SHELLS.get("bash" if facts.has_bash else facts.shell or "") if facts else None
    else:
        words = (shell[0], "-o", OPTION, *shell[1:]) if _name(shell[0]) in _KNOW_IT and len(shell) > 1 else None
    return f"SHELL {json.dumps(words, ensure_ascii=False)}" if words else None


def added_to_shell(shell: Instruction) -> Edit | None:
    """The edit of a SHELL instruction that does the same; None where its shell lacks the option."""
    words = shell.exec_form or ()
    if len(words) < 2 or _name(words[0].text) not in _KNOW_IT:
        return None
    return insertion(words[0].span.end, f', "-o", "{OPTION}"')


def set_at_start(run: Instruction, script: Script, around: Surroundings) -> Edit | None:
    """``set -o pipefail`` as the first thing that is run, where the shell knows it."""
    if script.error or script.too_long or _running(run, script, around) not in {*_KNOW_IT, "busybox", "busybox ash"}:
        return None
    start = script.span.start
    if script in run.bodies:
        body = script.span.of(run.text)
        line_end = "\r\n" if "\r\n" in body else "\n"
        at = start + len(body.partition("\n")[0]) + 1 if body.startswith("#!") else start
        return insertion(at, f"{SET}{line_end}")
    return insertion(start, f"{SET} && ") if script.links else None


def _running(run: Instruction, script: Script, around: Surroundings) -> str | None:
    """The shell that reads the script: that of its shebang, else of SHELL, else what /bin/sh is in this family."""
    body = script.span.of(run.text)
    named = body[2:].partition("\n")[0].split() if script in run.bodies and body.startswith("#!") else []
    path = next((word for word in named if not word.endswith("/env") and not word.startswith("-")), around.shell[0])
    if _name(path) != "sh":
        return _name(path)
    facts = family_facts(around.family) if around.family else None
    return facts.shell if facts else None


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
