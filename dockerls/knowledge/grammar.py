"""What BuildKit accepts of every instruction: argument counts, forms and flags. Facts only, no prose.

The rules read this at start-up; the lessons (``instructions``, ``flags``) refer to it and are read on the first hover.
Source: ``frontend/dockerfile/docs/reference.md`` and ``frontend/dockerfile/instructions`` of moby/buildkit, as of
``NEWEST_FRONTEND``.
"""

from enum import Enum

from dockerls.value import value

Version = tuple[int, int]
"""A ``docker/dockerfile`` frontend version: major, minor."""

NEWEST_FRONTEND: Version = (1, 28)
"""The newest frontend these tables know. A file that asks for a newer one may use flags they do not."""


class Arguments(Enum):
    """How the text after the keyword and its flags is cut into arguments."""

    STAGE = "stage"
    """FROM: an image, and optionally ``AS`` and a name."""
    WORDS = "words"
    """Words separated by blanks, or the elements of a JSON array."""
    LINE = "line"
    """The rest of the line, blanks included, is one argument: ``WORKDIR /my files`` is one path."""
    PAIRS = "pairs"
    """``key=value`` words; a pair counts as one argument, and so does the legacy ``key value``."""
    COMMAND = "command"
    """A shell line or heredoc (one argument), or the elements of a JSON array."""
    CHECK = "check"
    """HEALTHCHECK: ``NONE``, or ``CMD`` and a command."""
    TRIGGER = "trigger"
    """ONBUILD: another instruction."""


class JsonForm(Enum):
    """Whether the arguments may be, or must be, a JSON array."""

    NEVER = "never"
    ALLOWED = "allowed"
    REQUIRED = "required"


class LayerEffect(Enum):
    """What an instruction leaves in the image."""

    BASE = "base"
    """Starts from the layers of another image and adds none."""
    FILES = "files"
    """Adds a filesystem layer with every file it wrote."""
    DIRECTORY = "directory"
    """Adds a layer that holds at most a directory."""
    METADATA = "metadata"
    """Changes only the image's configuration."""
    NOTHING = "nothing"
    """Exists only during the build."""


class FlagValue(Enum):
    """What stands after the ``=`` of a flag."""

    TEXT = "text"
    BOOLEAN = "boolean"
    """``true`` or ``false``; the flag alone means true."""
    CHOICE = "choice"
    DURATION = "duration"
    """A Go duration such as ``1m30s``: 0, or at least 1 ms."""
    COUNT = "count"
    """A whole number, not negative."""
    MOUNT = "mount"
    """Comma-separated ``key=value`` pairs, see ``mount_grammar``."""
    MODE = "mode"
    """Permissions in octal digits, or in chmod's letters."""
    CHECKSUM = "checksum"
    """A digest with its algorithm for what is downloaded, a commit for a Git repository."""
    PLATFORM = "platform"
    """An operating system, an architecture and a variant, as in ``linux/arm/v7``."""


@value
class FlagGrammar:
    """A flag of one instruction. ``since`` is None where every frontend has it; ``labs`` is its first ``-labs``."""

    name: str
    """Without the two hyphens."""
    value: FlagValue = FlagValue.TEXT
    choices: tuple[str, ...] = ()
    default: str | None = None
    repeatable: bool = False
    expands_variables: bool = False
    """The builder replaces ``$NAME`` in its value, in that of a mount behind each key but ``from``.

    Source: the ``Expand`` methods in ``instructions/commands.go``, and ``commands_runmount.go``.
    """
    since: Version | None = None
    labs: Version | None = None

    @property
    def first_version(self) -> str | None:
        """The first frontend that has it, as it is written in ``# syntax=docker/dockerfile:…``."""
        if self.labs is not None:
            return f"{self.labs[0]}.{self.labs[1]}-labs"
        return f"{self.since[0]}.{self.since[1]}" if self.since is not None else None


@value
class InstructionGrammar:
    """What BuildKit accepts of one instruction."""

    keyword: str
    arguments: Arguments
    layer: LayerEffect
    minimum: int = 1
    maximum: int | None = None
    """None: as many as one likes."""
    step: int = 1
    """FROM takes one or three arguments, never two: counts go from ``minimum`` in this step."""
    json: JsonForm = JsonForm.NEVER
    empty_json: bool = False
    """``CMD []`` and ``ENTRYPOINT []`` are legal: they reset what the base image set."""
    heredoc: bool = False
    expands_variables: bool = False
    """The builder replaces ``$NAME`` itself. Elsewhere the shell does, or nobody."""
    before_from: bool = False
    in_onbuild: bool = True
    deprecated: bool = False
    flags: tuple[FlagGrammar, ...] = ()

    def takes(self, count: int) -> bool:
        """Whether BuildKit builds the instruction with this many arguments."""
        if count < self.minimum or (self.maximum is not None and count > self.maximum):
            return False
        return (count - self.minimum) % self.step == 0


_CHOWN = FlagGrammar("chown", expands_variables=True)
_CHMOD = FlagGrammar("chmod", FlagValue.MODE, expands_variables=True, since=(1, 2))
_LINK = FlagGrammar("link", FlagValue.BOOLEAN, default="false", since=(1, 4))
_EXCLUDE = FlagGrammar("exclude", repeatable=True, since=(1, 19), labs=(1, 7))

_ALL = (
    InstructionGrammar(
        "FROM",
        Arguments.STAGE,
        LayerEffect.BASE,
        maximum=3,
        step=2,
        expands_variables=True,
        before_from=True,
        in_onbuild=False,
        flags=(FlagGrammar("platform", FlagValue.PLATFORM, expands_variables=True),),
    ),
    InstructionGrammar(
        "RUN",
        Arguments.COMMAND,
        LayerEffect.FILES,
        json=JsonForm.ALLOWED,
        heredoc=True,
        flags=(
            FlagGrammar("mount", FlagValue.MOUNT, repeatable=True, expands_variables=True, since=(1, 2)),
            FlagGrammar("network", FlagValue.CHOICE, ("default", "none", "host"), default="default", since=(1, 3)),
            FlagGrammar(
                "security", FlagValue.CHOICE, ("sandbox", "insecure"), default="sandbox", since=(1, 20), labs=(1, 2)
            ),
            FlagGrammar("device", repeatable=True, since=(1, 27), labs=(1, 14)),
        ),
    ),
    InstructionGrammar(
        "COPY",
        Arguments.WORDS,
        LayerEffect.FILES,
        minimum=2,
        json=JsonForm.ALLOWED,
        heredoc=True,
        expands_variables=True,
        flags=(
            FlagGrammar("from"),
            _CHOWN,
            _CHMOD,
            _LINK,
            FlagGrammar("parents", FlagValue.BOOLEAN, default="false", since=(1, 20), labs=(1, 7)),
            _EXCLUDE,
        ),
    ),
    InstructionGrammar(
        "ADD",
        Arguments.WORDS,
        LayerEffect.FILES,
        minimum=2,
        json=JsonForm.ALLOWED,
        heredoc=True,
        expands_variables=True,
        flags=(
            _CHOWN,
            _CHMOD,
            _LINK,
            FlagGrammar("checksum", FlagValue.CHECKSUM, expands_variables=True, since=(1, 6), labs=(1, 5)),
            FlagGrammar("keep-git-dir", FlagValue.BOOLEAN, default="false", since=(1, 1)),
            _EXCLUDE,
            FlagGrammar("unpack", FlagValue.BOOLEAN, since=(1, 17)),
        ),
    ),
    InstructionGrammar("CMD", Arguments.COMMAND, LayerEffect.METADATA, json=JsonForm.ALLOWED, empty_json=True),
    InstructionGrammar("ENTRYPOINT", Arguments.COMMAND, LayerEffect.METADATA, json=JsonForm.ALLOWED, empty_json=True),
    InstructionGrammar("ENV", Arguments.PAIRS, LayerEffect.METADATA, expands_variables=True),
    InstructionGrammar("ARG", Arguments.WORDS, LayerEffect.NOTHING, expands_variables=True, before_from=True),
    InstructionGrammar("LABEL", Arguments.PAIRS, LayerEffect.METADATA, expands_variables=True),
    InstructionGrammar("EXPOSE", Arguments.WORDS, LayerEffect.METADATA, expands_variables=True),
    InstructionGrammar("VOLUME", Arguments.WORDS, LayerEffect.METADATA, json=JsonForm.ALLOWED, expands_variables=True),
    InstructionGrammar("USER", Arguments.LINE, LayerEffect.METADATA, maximum=1, expands_variables=True),
    InstructionGrammar("WORKDIR", Arguments.LINE, LayerEffect.DIRECTORY, maximum=1, expands_variables=True),
    InstructionGrammar("SHELL", Arguments.WORDS, LayerEffect.METADATA, json=JsonForm.REQUIRED),
    InstructionGrammar("STOPSIGNAL", Arguments.LINE, LayerEffect.METADATA, maximum=1, expands_variables=True),
    InstructionGrammar(
        "HEALTHCHECK",
        Arguments.CHECK,
        LayerEffect.METADATA,
        json=JsonForm.ALLOWED,
        flags=(
            FlagGrammar("interval", FlagValue.DURATION, default="30s"),
            FlagGrammar("timeout", FlagValue.DURATION, default="30s"),
            FlagGrammar("start-period", FlagValue.DURATION, default="0s"),
            FlagGrammar("start-interval", FlagValue.DURATION, default="5s", since=(1, 6)),
            FlagGrammar("retries", FlagValue.COUNT, default="3"),
        ),
    ),
    InstructionGrammar("ONBUILD", Arguments.TRIGGER, LayerEffect.METADATA, heredoc=True, in_onbuild=False),
    InstructionGrammar(
        "MAINTAINER", Arguments.LINE, LayerEffect.METADATA, maximum=1, in_onbuild=False, deprecated=True
    ),
)

INSTRUCTIONS: dict[str, InstructionGrammar] = {instruction.keyword: instruction for instruction in _ALL}
"""Every instruction by its upper-case keyword."""

SYMBOLIC_CHMOD: Version = (1, 14)
"""The first frontend whose ``--chmod`` takes letters such as ``u+x``."""

HEREDOCS: Version = (1, 4)
HEREDOCS_LABS: Version = (1, 3)
"""The first frontends that read heredocs."""

DIRECTIVES: tuple[str, ...] = ("syntax", "escape", "check")
"""The parser directives, in lower case."""
