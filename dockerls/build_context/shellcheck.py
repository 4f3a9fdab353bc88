"""Running ShellCheck: many scripts in one process, within limits. Whatever goes wrong costs its findings, no more.

It only reads: no script is executed, no file of the project is looked at, no configuration of its own counts.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dockerls.knowledge.shellcheck import NOT_ASKED
from dockerls.semantics.shellcheck import Comment, Replacement, ShellScript
from dockerls.text.span import Span
from dockerls.value import cached, value

LONGEST_RUN = 10.0  # seconds for all scripts of a batch; an ordinary one takes 4 ms
MOST_SCRIPTS = 100  # in one process
_LONGEST_ANSWER = 16 * 1024 * 1024  # bytes
_OPTIONS = ("--norc", "--format=json1", "--severity=style", f"--exclude={','.join(NOT_ASKED)}")
_SHEBANGS = {"busybox": "/bin/busybox sh"}

Answers = dict[ShellScript, tuple[Comment, ...]]


@lru_cache(maxsize=1)
def find_shellcheck() -> str | None:
    """The program: beside the running Python, where pip puts it, else on the PATH. Never in the current folder."""
    folders = [Path(sys.executable).parent, *map(Path, os.environ.get("PATH", os.defpath).split(os.pathsep))]
    for folder in folders:
        found = shutil.which("shellcheck", path=str(folder)) if folder.is_absolute() else None
        if found and Path(found).parent == folder:
            return found
    return None


class ShellCheck:
    """One program that is asked. ``stop`` may be called from another thread, and ends what is running."""

    def __init__(self, program: str, longest_run: float = LONGEST_RUN) -> None:
        self._program = program
        self._longest_run = longest_run
        self._running: subprocess.Popen[bytes] | None = None
        self.is_stopped = False

    def ask(self, scripts: Sequence[ShellScript]) -> Answers:
        """What it says of each script, of the last one too when another makes it crash or takes all the time."""
        started = time.monotonic()
        answers: Answers = dict.fromkeys(scripts, ())
        for first in range(0, len(scripts), MOST_SCRIPTS):
            batch = scripts[first : first + MOST_SCRIPTS]
            found = self._run(batch, self._longest_run / 2)
            if found is not None:
                answers |= found
                continue
            for script in batch if len(batch) > 1 else ():
                left = self._longest_run - (time.monotonic() - started)
                if self.is_stopped or left <= 0:
                    break
                answers |= self._run([script], left / 2) or {}
        return answers

    def stop(self) -> None:
        """End what is running; its questions are answered with nothing."""
        self.is_stopped = True
        if self._running is not None:
            self._running.kill()

    def _run(self, scripts: Sequence[ShellScript], seconds: float) -> Answers | None:
        sheets = [_Sheet(script) for script in scripts]
        try:
            with tempfile.TemporaryDirectory(prefix="dockerls-", ignore_cleanup_errors=True) as folder:
                for number, sheet in enumerate(sheets):
                    Path(folder, str(number)).write_bytes(sheet.text.encode("utf-8", "replace"))
                output = self._output_of(range(len(sheets)), folder, seconds)
        except OSError:
            return None
        return None if output is None else _read(output, sheets)

    def _output_of(self, names: Iterable[int], folder: str, seconds: float) -> bytes | None:
        """What it writes about the files of a folder; None where it fails, or does not come to an end."""
        path = Path(folder, "answer")
        environment = {name: text for name, text in os.environ.items() if name != "SHELLCHECK_OPTS"}
        with (
            path.open("wb") as answer,
            subprocess.Popen(
                (self._program, *_OPTIONS, "--", *map(str, names)),
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment,
            ) as process,
        ):
            self._running = process
            if self.is_stopped:
                process.kill()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
        self._running = None
        is_well = process.returncode in (0, 1) and path.stat().st_size <= _LONGEST_ANSWER
        return path.read_bytes() if is_well else None


@value
class _Sheet:
    """A script as it is written for ShellCheck: a shebang on top, and a line that exports variables.

    That line stands below the comments on top, since a ``# shellcheck disable=`` among them counts for all below.
    """

    script: ShellScript

    @cached
    def lines(self) -> list[str]:
        return self.script.text.split("\n")

    @cached
    def on_top(self) -> int:
        """How many lines of the script are comments or empty, before there is code."""
        stripped = [line.strip() for line in self.lines]
        return next(
            (number for number, line in enumerate(stripped) if line and not line.startswith("#")), len(stripped)
        )

    @cached
    def text(self) -> str:
        dialect = self.script.dialect
        shebang = "#!" + _SHEBANGS.get(dialect.name, f"/bin/{dialect.name}") + " -e" * dialect.stops_at_errors
        exported = " ".join(("export", *self.script.exported)) if self.script.exported else ""
        return "\n".join((shebang, *self.lines[: self.on_top], exported, *self.lines[self.on_top :], ""))

    @cached
    def starts(self) -> list[int]:
        """Where each line of the script starts."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, line: int, column: int) -> int | None:
        """The offset in the script of a place (both from 1) in the sheet; None in what was added."""
        number = line - 2 if line <= self.on_top + 1 else line - 3
        if line < 2 or line == self.on_top + 2:
            return None
        if number >= len(self.lines):
            return len(self.script.text)
        return self.starts[number] + min(column - 1, len(self.lines[number]))

    def span(self, item: Mapping[str, Any]) -> Span | None:
        start = self.offset(int(item["line"]), int(item["column"]))
        end = self.offset(int(item["endLine"]), int(item["endColumn"]))
        return None if start is None or end is None or end < start else Span(start, end)


def _read(output: bytes, sheets: Sequence[_Sheet]) -> Answers | None:
    """The comments of a run, None where it has written anything else."""
    found: dict[ShellScript, list[Comment]] = {sheet.script: [] for sheet in sheets}
    try:
        for item in json.loads(output)["comments"]:
            sheet = sheets[int(item["file"])]
            comment = _comment(item, sheet)
            if comment is not None:
                found[sheet.script].append(comment)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    return {script: tuple(comments) for script, comments in found.items()}


def _comment(item: Mapping[str, Any], sheet: _Sheet) -> Comment | None:
    span = sheet.span(item)
    if span is None:
        return None
    fix = item["fix"] or {}
    replacements = tuple(_replacement(each, sheet) for each in fix.get("replacements", ()))
    known = tuple(each for each in replacements if each is not None)
    return Comment(
        code=f"SC{int(item['code']):04}",
        level=str(item["level"]),
        message=str(item["message"]),
        span=span,
        replacements=known if len(known) == len(replacements) else (),
    )


def _replacement(item: Mapping[str, Any], sheet: _Sheet) -> Replacement | None:
    span = sheet.span(item)
    is_left = item["insertionPoint"] == "afterEnd"
    return None if span is None else Replacement(span, str(item["replacement"]), int(item["precedence"]), is_left)
