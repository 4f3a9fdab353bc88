"""What ShellCheck is asked, and what it answers. Values only: others run it."""

from collections.abc import Iterable, Sequence

from dockerls.knowledge.families import family_facts
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.text.span import Span
from dockerls.value import value

_DIALECTS = {"bash": "bash", "dash": "dash", "ash": "busybox", "ksh": "ksh"}
_SH_IS = {"dash": "dash", "bash": "bash", "busybox ash": "busybox"}


@value
class Dialect:
    """A shell by ShellCheck's name for it: ``sh``, ``bash``, ``dash``, ``ksh`` or ``busybox``."""

    name: str
    stops_at_errors: bool  # it is started with -e


@value
class ShellScript:
    """A script to check. ``exported`` are the variables the builder sets, as arguments of ``export``."""

    text: str
    dialect: Dialect
    exported: tuple[str, ...] = ()


@value
class Replacement:
    """One part of what would mend a comment. ``precedence`` and ``is_left`` order those that touch each other."""

    span: Span
    new_text: str
    precedence: int = 0
    is_left: bool = False  # what is written later at this place stands at its left


@value
class Comment:
    """Something ShellCheck says of a script; spans count in the text it was asked about. ``level`` is its own word."""

    code: str
    level: str
    message: str
    span: Span
    replacements: tuple[Replacement, ...] = ()


def dialect_of(words: Sequence[str], around: Surroundings) -> Dialect | None:
    """What the words that start a shell (of a SHELL, a shebang or a command) start; None: not for ShellCheck.

    ``sh`` is what it is in the base image, if that is known.
    """
    names = [word for word in words if not word.startswith("-")]
    if names and _file_name(names[0]) == "env":
        names = [name for name in names[1:] if "=" not in name]
    if len(names) > 1 and _file_name(names[0]) == "busybox":
        names = ["ash", *names[2:]] if names[1] in ("sh", "ash") else []
    name = _file_name(names[0]) if names else ""
    dialect = sh_in(around.family) if name == "sh" else _DIALECTS.get(name, "")
    return Dialect(dialect, _has_errexit(words[1:])) if dialect else None


def sh_in(family: str | None) -> str:
    """The dialect of ``/bin/sh`` in a family of distributions; ``sh`` where that is not known."""
    facts = family_facts(family) if family else None
    return _SH_IS.get(facts.shell or "", "sh") if facts else "sh"


def shell_of(around: Surroundings) -> Dialect | None:
    """What reads shell forms here."""
    if around.family == "windows" and around.shell == DEFAULT_SHELL:
        return None
    return dialect_of(around.shell, around)


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".exe")


def _has_errexit(words: Iterable[str]) -> bool:
    flags = [word for word in words if word.startswith("-") and not word.startswith("--")]
    return any("e" in flag for flag in flags) or "errexit" in words
