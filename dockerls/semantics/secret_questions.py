"""Whether a COPY or ADD takes files with secrets from the build context."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.knowledge.secret_files import SecretFile
    from dockerls.semantics.build_context import BuildContext

_SETTING = r"^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(.*?)[ \t\r]*$"


@value
class Secret:
    """A file with a secret: its path in the context, and what it holds."""

    path: str
    holds: Sentence


@value
class SecretsAnswer:
    """``ignore_file`` is where they can be left out, relative to the context; None if that is nowhere.

    ``is_missing`` says that what is named stands nowhere in the context, as in a clone that lacks it.
    """

    secrets: tuple[Secret, ...]
    ignore_file: str | None
    is_missing: bool


@value
class SecretQuestion:
    """Which files with secrets does a source bring?"""

    path: str
    is_pattern: bool

    def asked_of(self, context: "BuildContext") -> SecretsAnswer:
        from dockerls.knowledge.secret_files import SECRET_FILES

        found = {
            path: Secret(path, kind.holds)
            for kind in SECRET_FILES
            for path in _called_so(kind, context)
            if self._takes(path, context) and _holds_secret(kind, context.read(path))
        }
        ignore_file = context.ignore_file
        new_or_old = ".dockerignore" if ignore_file is None else ignore_file.path if ignore_file.patterns else None
        is_there = self.is_pattern or context.files.get(self.path) or context.files.may_hold(self.path)
        is_missing = not is_there and not context.ignores(self.path)
        return SecretsAnswer(tuple(found[path] for path in sorted(found)), new_or_old, is_missing)

    def _takes(self, path: str, context: "BuildContext") -> bool:
        tops = [file.path for file in context.files.matching(self.path)] if self.is_pattern else [self.path]
        comes_along = any(top == "" or path.startswith(f"{top}/") for top in tops)
        # What is named is meant; of what comes along with a folder, examples and what tests use are no secret.
        return (path in tops or (comes_along and not _is_shown(path))) and not context.ignores(path)


def secret_by_name(path: str) -> "SecretFile | None":
    """The kind of secret that a file is by its name alone, as far as nothing else has that name."""
    from dockerls.knowledge.secret_files import SECRET_FILES

    folder, name = posixpath.split(path)
    if _is_shown(path):
        return None
    return next(
        (
            kind
            for kind in SECRET_FILES
            if kind.is_told_by_name
            and fnmatchcase(name, kind.name)
            and kind.folder in (None, posixpath.basename(folder))
        ),
        None,
    )


def _called_so(kind: "SecretFile", context: "BuildContext") -> Iterator[str]:
    for file in context.files.called(kind.name):
        if not file.is_folder and kind.folder in (None, posixpath.basename(posixpath.dirname(file.path))):
            yield file.path


def _is_shown(path: str) -> bool:
    """Whether the file is made to be seen by everybody, by its name."""
    from dockerls.knowledge.secret_files import SHOWN_FOLDERS, SHOWN_NAMES

    folder, name = posixpath.split(path.lower())
    return not SHOWN_FOLDERS.isdisjoint(folder.split("/")) or not set(SHOWN_NAMES).isdisjoint(re.split(r"[._-]", name))


def _holds_secret(kind: "SecretFile", text: str | None) -> bool:
    if kind.is_environment:
        return text is not None and any(map(_is_secret_setting, re.finditer(_SETTING, text, re.MULTILINE)))
    if kind.sign is None:
        return True
    return text is not None and kind.sign.search(text) is not None


def _is_secret_setting(setting: "re.Match[str]") -> bool:
    from dockerls.knowledge.secret_files import NO_SECRETS
    from dockerls.semantics.credentials import names_credential

    content = setting[2].partition(" #")[0].strip().strip("\"'")
    return names_credential(setting[1]) and bool(content) and NO_SECRETS.fullmatch(content) is None
