"""Names of stages: where FROM defines them, and where FROM, ``--from=`` and ``RUN --mount=from=`` use them.

``stage_names_of`` reads one instruction; ``stage_references`` follows a file. As BuildKit has it (dockerfile2llb),
names ignore case, a FROM finds only stages above it, and COPY may also name a stage by its number.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import Enum

from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.variables import add_values
from dockerls.syntax.expansion import expanded
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.span import Span
from dockerls.value import remembered, value


class UsedBy(Enum):
    """What names a stage."""

    FROM = "FROM"
    COPY = "--from"
    MOUNT = "--mount"


@value
class StageUse:
    """A name (or number, or image) as written, and its span in its instruction."""

    text: str
    span: Span
    by: UsedBy


@value
class StageNames:
    """What one instruction says of stages. ``defaults`` are those of an ARG, which counts above the first FROM."""

    head: StageHead | None = None
    uses: tuple[StageUse, ...] = ()
    defaults: tuple[tuple[str, str | None], ...] = ()


@value
class StageDefinition:
    """A stage: its number, the piece of its FROM, and its name with its span if it has one."""

    number: int
    piece: int
    name: str | None
    span: Span | None


@value
class StageReference:
    """A use, the stage it stands in, and the stage it means (None: an image, a build context, or nothing)."""

    piece: int
    use: StageUse
    stage: int
    target: int | None


@value
class StageReferences:
    """All stages of a file, and all places that may name one."""

    definitions: tuple[StageDefinition, ...]
    references: tuple[StageReference, ...]


@remembered
def stage_names_of(instruction: Instruction) -> StageNames | None:
    """What an instruction says of stages, None for most. Triggers of ONBUILD belong to another build."""
    keyword = instruction.keyword
    if keyword == "FROM":
        head = stage_head(instruction)
        uses = (StageUse(head.image.text, head.image.span, UsedBy.FROM),) if head.image else ()
        return StageNames(head, uses)
    if keyword == "ARG":
        return StageNames(
            defaults=tuple((pair.key.text, pair.value.text if pair.value else None) for pair in instruction.pairs)
        )
    if keyword in ("COPY", "ADD"):
        flag = instruction.flag("from")
        if flag is not None and flag.value and flag.value_span:
            return StageNames(uses=(StageUse(flag.value, flag.value_span, UsedBy.COPY),))
    if keyword == "RUN":
        mounts = tuple(use for flag in instruction.flags_named("mount") if (use := _mounted(instruction, flag)))
        return StageNames(uses=mounts) if mounts else None
    return None


def _mounted(instruction: Instruction, flag: Flag) -> StageUse | None:
    """The ``from`` among the comma-separated keys of a mount, where it is written without quotes."""
    if flag.value_span is None or flag.value_span.of(instruction.text) != flag.value:
        return None
    at = flag.value_span.start
    for part in flag.value.split(","):
        key, equals, value = part.partition("=")
        if key.lower() == "from" and value:
            start = at + len(key) + len(equals)
            return StageUse(value, Span(start, start + len(value)), UsedBy.MOUNT)
        at += len(part) + 1
    return None


def stage_references(noted: Iterable[tuple[int, StageNames]], escape: str = "\\") -> StageReferences:
    """All stages and references of a file, from what is noted of its pieces in their order."""
    noted = tuple(noted)
    definitions = _definitions(noted)
    targets = _Targets(definitions)
    defaults: dict[str, str | None] = {}
    references: list[StageReference] = []
    stage = -1
    for piece, names in noted:
        if stage < 0:
            add_values(defaults, names.defaults, escape)
        stage += names.head is not None
        for use in names.uses:
            text = expanded(use.text, defaults.get, escape) if use.by is UsedBy.FROM else use.text
            references.append(StageReference(piece, use, stage, targets.of(text, use.by, stage)))
    return StageReferences(definitions, tuple(references))


def _definitions(noted: Iterable[tuple[int, StageNames]]) -> tuple[StageDefinition, ...]:
    heads = [(piece, names.head) for piece, names in noted if names.head is not None]
    return tuple(
        StageDefinition(number, piece, head.name.text if head.name else None, head.name.span if head.name else None)
        for number, (piece, head) in enumerate(heads)
    )


class _Targets:
    """The stages of a file by their names."""

    def __init__(self, definitions: Sequence[StageDefinition]) -> None:
        self._count = len(definitions)
        self._named: dict[str, list[int]] = {}
        for each in definitions:
            if each.name is not None:
                self._named.setdefault(each.name.lower(), []).append(each.number)

    def of(self, text: str | None, by: UsedBy, stage: int) -> int | None:
        """The stage that is meant: the nearest of that name above, else the own one, else one below."""
        if not text:
            return None
        if by is UsedBy.COPY and text.isdecimal():
            return int(text) if int(text) < self._count else None
        same = self._named.get(text.lower(), ())
        above = bisect_left(same, stage)
        if above:
            return same[above - 1]
        return same[0] if same and by is not UsedBy.FROM else None
