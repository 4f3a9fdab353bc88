"""What COPY, ADD and bind mounts take from the build context."""

import posixpath
import re
from collections.abc import Iterator

from dockerls.syntax.instruction import Flag, Instruction, Word
from dockerls.syntax.pieces import Piece
from dockerls.text.pattern import pattern
from dockerls.text.row import Row
from dockerls.text.span import Span
from dockerls.value import remembered, value

TOP = ""
"""The path of the context's folder itself. All others are relative to it, with ``/`` between their parts."""

_PATTERN = frozenset("*?[\\")
_MOUNTED = pattern(r"""(?<=[,="'\n])(?:source|src)=["']?(?P<path>[^"',\\]+)""", re.IGNORECASE)


@value
class ContextSource:
    """A file, folder or pattern of the context that an instruction names. ``path`` is relative to the context."""

    path: str
    span: Span  # of the word, with the quotes it has in a JSON array; of a mount only what is in the quotes
    is_pattern: bool

    @property
    def is_whole_context(self) -> bool:
        return self.path == TOP or self.path == "*"


@remembered
def context_sources(copy: Instruction) -> tuple[ContextSource, ...]:
    """The sources of a COPY or ADD that its text tells: no variables, addresses, heredocs, other stages or images.

    What an ONBUILD holds is about the context of another build.
    """
    if copy.keyword not in ("COPY", "ADD") or copy.onset or copy.flag("from"):
        return ()
    found = (source_named(text, word.span) for word, text in _named(copy) if "$" not in text)
    return tuple(source for source in found if source is not None)


def open_sources(copy: Instruction) -> tuple[Word, ...]:
    """The words among its sources that hold variables, under the same conditions."""
    if copy.keyword not in ("COPY", "ADD") or copy.onset or copy.flag("from"):
        return ()
    return tuple(word for word, text in _named(copy) if "$" in text)


def source_named(text: str, span: Span) -> ContextSource | None:
    """The source that a path without variables and quotes is; None for an address, or nothing."""
    if not text or _is_address(text):
        return None
    # As the builder does it: from the top folder on, and never above it.
    return ContextSource(posixpath.normpath(f"/{text}").lstrip("/"), span, not _PATTERN.isdisjoint(text))


def _named(copy: Instruction) -> Iterator[tuple[Word, str]]:
    """Each source that is no heredoc, and its text without quotes."""
    for word in copy.arguments[:-1]:
        text = word.text if copy.exec_form is not None else word.text.strip("\"'")
        if not (copy.openings and text.lstrip("0123456789").startswith("<<")):
            yield word, text


@remembered
def mounted_sources(run: Instruction) -> tuple[ContextSource, ...]:
    """The sources of bind mounts that its text tells: without variables, and without ``from=``, which is another stage
    or image. No pattern means anything there (dispatchRunMounts in BuildKit's convert_runmount.go, measured with Docker
    28.5, 2026-11-21)."""
    return tuple(source for flag in run.flags_named("mount") if not run.onset for source in _mounted(run.text, flag))


def _mounted(text: str, mount: Flag) -> Iterator[ContextSource]:
    fields = [field.partition("=") for field in (mount.value or "").split(",")]
    keys = {key.strip().lower(): value for key, _, value in fields}
    span = mount.value_span
    found = list(_MOUNTED.finditer(text, span.start, span.end)) if span else []
    path = keys.get("source", keys.get("src", ""))
    is_of_context = keys.get("type", "bind").lower() == "bind" and "from" not in keys
    if is_of_context and len(found) == 1 and found[0]["path"] == path and "$" not in path:
        written = Span(*found[0].span("path"))
        yield ContextSource(posixpath.normpath(f"/{path}").lstrip("/"), written, is_pattern=False)


def named_sources(instruction: Instruction) -> tuple[ContextSource, ...]:
    """What any instruction takes from the context, as far as its text tells."""
    return mounted_sources(instruction) if instruction.keyword == "RUN" else context_sources(instruction)


def _is_address(text: str) -> bool:
    """Whether it is a URL, or a repository as ssh names it: ``git@host:path``."""
    login, colon, _ = text.partition(":")
    return "://" in text or (bool(colon) and "@" in login and "/" not in login)


def literal_paths(pieces: Row[Piece]) -> tuple[str, ...]:
    """Every path that a COPY or ADD of the file takes as it is written, each once."""
    found = {
        source.path: None
        for _, piece in pieces.chosen(_copies)
        if isinstance(piece, Instruction)
        for source in context_sources(piece)
        if not source.is_pattern
    }
    return tuple(found)


def _copies(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword in ("COPY", "ADD")
