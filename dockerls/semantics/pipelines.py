"""What a pipe hides: failures of its commands but the last; and what ``pipefail`` would make of it."""

from dockerls.semantics.verification import CHECKSUM_COMMANDS
from dockerls.syntax.shell.script import Command, Pipeline, Script, Within
from dockerls.text.span import Span

# These never fail where it matters, or are always cut off by what reads from them.
_CANNOT_FAIL = frozenset({"echo", "printf", "yes", "true", ":", "uname", "arch", "nproc"})
# Nor do these with such an argument, which only asks what is there.
_ONLY_ASKS = {"dpkg": "--print-architecture", "apt-mark": "showmanual", "locale": "-a"}
# Under pipefail, what writes to these is killed by SIGPIPE as soon as they have seen enough.
_STOP_READING = frozenset({"head", "true", ":"})
_SURVIVES_FAILURE = {Within.OR, Within.CONDITION, Within.NEGATION}


def hidden_failure(script: Script, pipeline: Pipeline) -> Command | None:
    """The first command whose failure the pipe hides."""
    before, last = pipeline.parts[:-1], pipeline.parts[-1]
    if (
        any(stops_reading(part) for part in (*before[1:], last))
        or _compares_checksums(last)
        or breaks_under_pipefail(pipeline)
    ):
        return None
    for part in before:
        for command in part:
            if command.name and not _cannot_fail(command) and _is_heeded(script, command):
                return None if _SURVIVES_FAILURE & set(command.within) else command
    return None


def _is_heeded(script: Script, command: Command) -> bool:
    """Whether the shell looks at how it ends: not in ``$(…)``, unless that is all the value of an assignment.

    POSIX.1-2024, Shell Command Language 2.9.1: a simple command without a name has the exit status of the last
    substitution in it; of those in the words of a command nobody asks, with pipefail or without.
    """
    if Within.SUBSTITUTION not in command.within:
        return True
    if any(other.words and other is not command and _holds(other.span, command.span) for other in script.commands):
        return False
    return any(_holds(word.span, command.span) for word in script.assignments)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def breaks_under_pipefail(pipeline: Pipeline) -> bool:
    """Whether pipefail would fail a pipe that works.

    ``yes`` is always cut off, and the official images ask ``apk info --installed`` for many packages of which some are
    none: it fails then, having printed the others.
    """
    commands = [command for part in pipeline.parts[:-1] for command in part]
    return any(
        command.name == "yes" or (command.name == "apk" and command.flag("-e", "--installed") is not None)
        for command in commands
    )


def _cannot_fail(command: Command) -> bool:
    words = [word.text for word in command.args]
    return command.name in _CANNOT_FAIL or _ONLY_ASKS.get(command.name) in words or words == ["--version"]


def _compares_checksums(part: tuple[Command, ...]) -> bool:
    """Whether it fails by itself when nothing comes in: ``sha256sum -c``."""
    return any(each.name in CHECKSUM_COMMANDS and each.flag("-c", "--check") is not None for each in part[:1])


def stops_reading(part: tuple[Command, ...]) -> bool:
    """Whether a part of a pipe may end before it has read everything."""
    first = part[0] if part else None
    if first is None:
        return False
    if first.name in ("grep", "egrep", "fgrep"):
        return bool(first.flag("-q", "--quiet", "--silent")) or first.flag_value("-m", "--max-count") is not None
    return first.name in _STOP_READING
