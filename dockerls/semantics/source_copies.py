"""COPY and ADD that bring a whole folder of sources from the build context."""

import posixpath

from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import Span
from dockerls.value import value

# Names people give the folder their program is in.
_USUAL_FOLDERS = frozenset({"app", "src", "web", "frontend", "backend", "server", "client", "api", "code", "project"})

# Folders that hold nothing but what tools need to install, as a rule.
_MANIFEST_FOLDERS = frozenset({"requirements", "reqs", "deps", "gradle", ".mvn", ".yarn", "patches", "prisma"})


@value
class SourceCopy:
    """Where sources are copied to. ``source`` is empty for the whole context, else a folder with its slash.

    ``is_plain`` tells that it can be written again: shell form, no quotes, patterns or variables.
    """

    span: Span  # the word that names the source
    source: str
    destination: str
    is_relative: bool  # the destination counts from the working directory
    is_plain: bool


def source_copy(copy: Instruction, around: Surroundings) -> SourceCopy | None:
    """What a COPY or ADD brings, if it is one folder of the build context."""
    words = copy.arguments
    if copy.keyword not in ("COPY", "ADD") or len(words) != 2 or copy.openings or copy.flag("from"):
        return None
    source = _folder(words[0])
    if source is None:
        return None
    text = words[1].text
    return SourceCopy(
        span=words[0].span,
        source=source,
        destination=resolved(text.strip("\"'"), working_folder(around)),
        is_relative=not text.startswith(("/", "$")),
        is_plain=copy.exec_form is None and not any(mark in copy.value for mark in "\"'*"),
    )


def _folder(word: Word) -> str | None:
    """The folder a source names, with its slash, as far as its name tells that it is one."""
    text = word.text.strip("\"'")
    if text in (".", "./", "/", "*", "./*"):
        return ""
    name = posixpath.basename(text)
    if (
        posixpath.basename(text.rstrip("/")) in _MANIFEST_FOLDERS
        or "$" in text
        or ":" in text
        or any(mark in text for mark in "*?[<")
    ):
        return None
    is_folder = not name or ("." not in name and ("/" in text or name.lower() in _USUAL_FOLDERS))
    return f"{posixpath.normpath(text).lstrip('/')}/" if is_folder else None
