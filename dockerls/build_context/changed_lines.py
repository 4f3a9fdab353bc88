"""Which lines of a file differ from a revision, as git tells."""

import os
import re
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

from dockerls.language import Sentence
from dockerls.text.pattern import pattern

_HUNK = pattern(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

# Whatever the person has configured, plain hunks without context.
_DIFF = ("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--inter-hunk-context=0", "-U0")

# Inside a hook git tells its programs where it is at work, in paths relative to another folder than ours.
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})

_NO_GIT = Sentence(en="--since needs git, which is not installed", ko="--since를 쓰려면 git이 설치되어 있어야 합니다")
_NO_REVISION = Sentence(
    en="--since: git knows no revision '{revision}' in {folder}: {reason}",
    ko="--since: {folder}에서 git이 '{revision}' 리비전을 찾지 못했습니다: {reason}",
)
_GIT_FAILED = Sentence(
    en="--since: git diff failed for {path}: {reason}", ko="--since: {path}에 대한 git diff가 실패했습니다: {reason}"
)


class GitError(Exception):
    """Git is missing, the revision is, or the file stands in no repository."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Revision:
    """A git revision that files are compared with, in whatever repository each of them stands."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._commits: dict[Path, str] = {}

    def changed_lines(self, path: Path) -> frozenset[int] | None:
        """The lines (from 1) of the file on disk that the revision has not; None, for all, if git does not track it.

        Raises GitError.
        """
        folder, name = path.absolute().parent, path.name
        diff = _git(folder, *_DIFF, self._commit(folder), "--", name)
        if diff.returncode:
            raise GitError(_GIT_FAILED.filled(path=path, reason=_said(diff)))
        if not diff.stdout and _git(folder, "ls-files", "--error-unmatch", "--", name).returncode:
            return None
        lines: set[int] = set()
        for start, count in _HUNK.findall(diff.stdout):
            lines.update(range(int(start), int(start) + int(count or 1)))
        return frozenset(lines)

    def _commit(self, folder: Path) -> str:
        if folder not in self._commits:
            found = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{self._name}^{{commit}}")
            if found.returncode:
                raise GitError(_NO_REVISION.filled(revision=self._name, folder=folder, reason=_said(found)))
            self._commits[folder] = found.stdout.strip()
        return self._commits[folder]


def carried(lines: frozenset[int], before: str, after: str) -> frozenset[int]:
    """Where changed lines stand after another edit, whose own lines count as changed."""
    if before == after:
        return lines
    old, new = before.split("\n"), after.split("\n")
    moved: set[int] = set()
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            moved.update(new_start + line - old_start for line in range(old_start + 1, old_end + 1) if line in lines)
        else:
            moved.update(range(new_start + 1, new_end + 1))
    return frozenset(moved)


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = ("git", "--literal-pathspecs", *arguments)
    environ = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    try:
        return subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            env=environ,
        )
    except FileNotFoundError as error:
        raise GitError(_NO_GIT) from error


def _said(finished: "subprocess.CompletedProcess[str]") -> str:
    return finished.stderr.strip().removeprefix("fatal: ")
