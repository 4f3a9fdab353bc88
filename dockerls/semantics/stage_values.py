"""What the variables of a stage hold without ``--build-arg``, from the ARGs and ENVs above, for checks of a stage.

What the stage it goes on from sets, and the global ARG that a bare ``ARG NAME`` takes up, are not known here.
"""

from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import add_values
from dockerls.syntax.expansion import expanded
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value


@value
class Defined:
    """The names that an ARG or ENV sets, with their values as written and where these stand.

    ``in_trigger`` says that an ONBUILD sets them, ``stays`` that they are in the image: an ENV.
    """

    names: tuple[tuple[str, str | None, Span | None], ...]
    escape: str
    in_trigger: bool
    stays: bool


def defined_by(instruction: Instruction, around: Surroundings) -> Defined | None:
    """What an ARG or ENV defines, also in an ONBUILD; None for all other instructions."""
    held = instruction.held if instruction.keyword == "ONBUILD" else instruction
    if held.keyword not in ("ARG", "ENV") or not held.pairs:
        return None
    names = (
        (each.key.text, each.value.text, each.value.span) if each.value else (each.key.text, None, None)
        for each in held.pairs
    )
    return Defined(tuple(names), around.escape, held is not instruction, held.keyword == "ENV")


@value
class Origin:
    """The piece in which a value is written, and how."""

    piece: int
    written: str
    span: Span


class StageValues:
    """The values while a stage is read from its FROM on; those of ``triggers`` are what an ONBUILD meets."""

    def __init__(self) -> None:
        self._values: dict[str, str | None] = {}
        self._origins: dict[str, Origin] = {}
        self._triggers: StageValues | None = None

    @property
    def triggers(self) -> "StageValues":
        """The values in the build of another image on this one."""
        self._triggers = self._triggers or StageValues()
        return self._triggers

    def add(self, piece: int, defined: Defined) -> None:
        """Take up what an instruction defines."""
        if defined.in_trigger or defined.stays:
            self.triggers._take(piece, defined)
        if not defined.in_trigger:
            self._take(piece, defined)

    def _take(self, piece: int, defined: Defined) -> None:
        add_values(self._values, ((name, written) for name, written, _ in defined.names), defined.escape)
        for name, written, span in defined.names:
            if written is not None and span is not None:
                self._origins[name] = Origin(piece, written, span)

    def expanded(self, text: str, escape: str = "\\") -> str | None:
        """What a word stands for; None where one of its variables has no known value."""
        return expanded(text, self._values.get, escape)

    def origin(self, name: str) -> Origin | None:
        """Where the value of a variable is written; None where it has none."""
        return self._origins.get(name) if self._values.get(name) is not None else None
