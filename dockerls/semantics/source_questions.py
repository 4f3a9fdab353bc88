"""Whether what a COPY or ADD names is in the build context."""

import posixpath
from enum import Enum
from typing import TYPE_CHECKING

from dockerls.semantics.context_sources import ContextSource
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import BuildContext

# What builds write, so that it may be there when the image is built though it is not there now.
_BUILT_FOLDERS = frozenset(
    {"dist", "build", "target", "out", "output", "bin", "obj", "release", "publish", "pkg", "artifacts", "artifact"}
    | {"node_modules", "vendor", "_site", "site", "public", "coverage", "tmp", "generated", "gen", ".next", ".output"}
)
_BUILT_FILES = (".jar", ".war", ".ear", ".whl", ".deb", ".rpm", ".apk", ".zip", ".tgz", ".gz", ".xz", ".bz2", ".tar")


class Standing(Enum):
    """What is known of a source."""

    THERE = "there"
    MISSING = "missing"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


@value
class SourceAnswer:
    """How a source stands; where it is missing, the path that was probably meant, and where it is ignored, by whom.

    ``ignore_file`` is relative to the context, None also where the file lies elsewhere.
    """

    standing: Standing
    nearest: str | None = None
    ignore_file: str | None = None


@value
class SourceQuestion:
    """How does a source stand?"""

    path: str
    is_pattern: bool

    def asked_of(self, context: "BuildContext") -> SourceAnswer:
        found = context.files.matching(self.path) if self.is_pattern else [context.files.get(self.path)]
        paths = [file.path for file in found if file is not None] or ([] if self.is_pattern else [self.path])
        if context.ignore_file is not None and paths and all(_is_ignored(path, context) for path in paths):
            return SourceAnswer(Standing.IGNORED, ignore_file=context.ignore_file.path)
        if self.is_pattern or found[0] is not None:
            return SourceAnswer(Standing.THERE)
        if context.files.may_hold(self.path) or self._is_built(context) or context.is_generated(self.path):
            return SourceAnswer(Standing.UNKNOWN)
        return SourceAnswer(Standing.MISSING, context.files.nearest(self.path))

    def _is_built(self, context: "BuildContext") -> bool:
        """Whether the first part of the path that is missing is what a build would write."""
        parts = self.path.split("/")
        chain = ("/".join(parts[: depth + 1]) for depth in range(len(parts)))
        missing = next(path for path in chain if context.files.get(path) is None)
        return posixpath.basename(missing) in _BUILT_FOLDERS or self.path.lower().endswith(_BUILT_FILES)


def source_question(source: ContextSource) -> SourceQuestion:
    return SourceQuestion(source.path, source.is_pattern)


def _is_ignored(path: str, context: "BuildContext") -> bool:
    """Whether nothing of a file or folder is in the context."""
    if not context.ignores(path):
        return False
    patterns = context.ignore_file.patterns if context.ignore_file else None
    if patterns is None or not patterns.takes_back:
        return True
    file = context.files.get(path)
    is_known = file is not None and file.is_listed
    return is_known and all(context.ignores(each.path) for each in context.files.below(path) if not each.is_folder)
