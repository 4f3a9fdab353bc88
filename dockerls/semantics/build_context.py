"""What rules ask of the files around a Dockerfile, and what they are told.

A rule asks with a `ContextQuestion`, whose ``asked_of`` works the answer out of a `BuildContext`. Whoever has the
files (``build_context/`` those on disk, a test those in its text) does that where it may take its time.
"""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.context_files import ContextFiles
    from dockerls.semantics.dockerignore import IgnorePatterns

_Answer_co = TypeVar("_Answer_co", covariant=True)


@value
class IgnoreFile:
    """The ignore file that counts. ``path`` is relative to the context, None where it lies outside of it.

    ``patterns`` is None where Docker would refuse the file.
    """

    path: str | None
    patterns: "IgnorePatterns | None"


@value
class BuildContext:
    """The folder a build may copy from. ``is_guess`` where nobody has said that it is this one.

    ``read`` gives the text of a file in it, None where that is no text, too long or not to be read; ``is_generated``
    tells whether git leaves a path out, so that it comes and goes with builds.
    """

    files: "ContextFiles"
    ignore_file: IgnoreFile | None
    read: Callable[[str], str | None]
    is_generated: Callable[[str], bool]
    is_guess: bool = False

    def ignores(self, path: str) -> bool:
        """Whether the ignore file keeps a path out of the context."""
        patterns = self.ignore_file.patterns if self.ignore_file else None
        return patterns is not None and path != "" and patterns.ignores(path)


@value
class Told(Generic[_Answer_co]):
    """An answer, and whether it rests on a guess at where the context is."""

    answer: _Answer_co
    is_guess: bool


class ContextQuestion(Protocol[_Answer_co]):
    """Something to be asked of a build context: a frozen value that says what, and nothing of where."""

    def asked_of(self, context: BuildContext) -> _Answer_co:
        """The answer. May read files, and take its time."""


def told(question: Hashable, context: BuildContext) -> "Told[Any] | None":
    """The answer to a question; None if it is none about the context."""
    ask = getattr(question, "asked_of", None)
    return None if ask is None else Told(ask(context), context.is_guess)
