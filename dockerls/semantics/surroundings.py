"""What an instruction stands in: all that flows down to it from above, and what its stage is.

``Surroundings`` is what checks see. ``Flow`` carries it down the file, with the defaults of global ARGs and how
earlier stages ended, so that ``FROM base`` and ``FROM $IMAGE`` are resolved; neither holds positions.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from dockerls.knowledge.families import family_of
from dockerls.semantics.defaults import NO_DEFAULTS, Default, set_by
from dockerls.semantics.growing_map import GrowingMap
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.syntax.expansion import expanded, without_quotes
from dockerls.syntax.image import ImageReference, read_image
from dockerls.syntax.instruction import Instruction
from dockerls.value import cached, value

DEFAULT_SHELL = ("/bin/sh", "-c")


@value
class Surroundings:
    """What stands around an instruction. For a FROM it is what its own stage begins with.

    ``image`` is the base image at the bottom of the chain of local stages, None where it cannot be known.
    ``user`` and ``workdir`` are what USER and WORKDIR set last, None where only the base image decides. A folder below
    one that only the base image knows begins with ``./``.
    """

    today: date
    escape: str = "\\"
    image: ImageReference | None = None
    family: str | None = None
    shell: tuple[str, ...] = DEFAULT_SHELL
    user: str | None = None
    workdir: str | None = None
    defaults: frozenset[Default] = NO_DEFAULTS  # of package commands
    syntax: str | None = None  # the frontend `# syntax=` asks for
    in_stage: bool = False
    ships: bool = False  # the stage is the last one or the last one is built on it
    is_final: bool = False

    @cached
    def is_posix(self) -> bool:
        """Whether shell forms are read by a POSIX shell, so that shell rules may speak."""
        if self.family == "windows" and self.shell == DEFAULT_SHELL:
            return False
        name = self.shell[0].replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".exe") if self.shell else ""
        return name in ("sh", "bash", "ash", "dash", "ksh", "zsh", "busybox")

    @property
    def has_no_shell(self) -> bool:
        """Whether the base image is known to have none."""
        return self.image is not None and (self.image.official == "scratch" or "distroless" in self.image.name)

    @property
    def is_root(self) -> bool | None:
        """Whether commands run as root here; None where only the base image knows."""
        if self.user is None:
            return None
        return self.user.partition(":")[0] in ("root", "0")


@value
class Role:
    """What becomes of a stage."""

    ships: bool = False
    is_final: bool = False


@value
class Flow:
    """What is known above a piece: ``globals`` are the defaults of ARGs, ``stages`` how each named stage ended.

    ``shell`` is what base images are taken to have. ``triggered`` is what triggers of ONBUILD have made of ``now``, for
    those below them.
    """

    now: Surroundings
    stage: int = -1  # the number of the stage we are in
    name: str | None = None
    globals: GrowingMap[str | None] = GrowingMap()
    stages: GrowingMap[Surroundings] = GrowingMap()
    shell: tuple[str, ...] = DEFAULT_SHELL
    triggered: Surroundings | None = None

    def told(self, shell: tuple[str, ...]) -> "Flow":
        """What is known below a comment that names the shell: for the rest of its stage, above all stages for each."""
        if self.stage < 0:
            return replace(self, shell=shell)
        return replace(self, now=replace(self.now, shell=shell))

    def past(self, instruction: Instruction) -> "Flow":
        """What is known below an instruction."""
        keyword = instruction.keyword
        if keyword == "FROM":
            return self._in_new_stage(stage_head(instruction))
        if keyword == "ARG" and self.stage < 0:
            defaults = self.globals
            for pair in instruction.pairs:
                value = expanded(pair.value.text, defaults.get, self.now.escape) if pair.value else None
                defaults = defaults.with_entry(pair.key.text, value)
            return replace(self, globals=defaults)
        if keyword == "ONBUILD":
            triggered = _changed(self.around(instruction), instruction.held)
            return self if triggered == self.around(instruction) else replace(self, triggered=triggered)
        now = _changed(self.now, instruction)
        return self if now is self.now else replace(self, now=now)

    def around(self, instruction: Instruction) -> Surroundings:
        """What stands around an instruction below; triggers see what those above them do."""
        if instruction.keyword != "ONBUILD" or self.triggered is None:
            return self.now
        return self.triggered

    def resolved(self, text: str) -> str | None:
        """Text of a FROM with global ARGs filled in by their defaults."""
        return expanded(text, self.globals.get, self.now.escape)

    def _in_new_stage(self, head: StageHead) -> "Flow":
        stages = self.stages.with_entry(self.name, self.now) if self.name else self.stages
        image = self.resolved(head.image.text) if head.image else None
        parent = stages.get(image.lower()) if image else None
        now = parent if parent is not None else self._on_image(image)
        return Flow(now, self.stage + 1, head.key, self.globals, stages, self.shell)

    def _on_image(self, text: str | None) -> Surroundings:
        image = read_image(text) if text else None
        family = family_of(image) if image else None
        return Surroundings(
            today=self.now.today,
            escape=self.now.escape,
            syntax=self.now.syntax,
            image=image,
            family=family,
            shell=self.shell,
            in_stage=True,
        )


def _changed(now: Surroundings, instruction: Instruction) -> Surroundings:
    """What stands below an instruction of a stage; the very same where it changes nothing."""
    change = _CHANGES.get(instruction.keyword)
    if change is not None:
        return change(now, instruction)
    added = set_by(instruction) - now.defaults
    return replace(now, defaults=now.defaults | added) if added else now


def _with_user(now: Surroundings, instruction: Instruction) -> Surroundings:
    return replace(now, user=instruction.value or None)


def _with_shell(now: Surroundings, instruction: Instruction) -> Surroundings:
    words = instruction.exec_form
    return replace(now, shell=tuple(word.text for word in words)) if words else now


def _with_workdir(now: Surroundings, instruction: Instruction) -> Surroundings:
    path = without_quotes(instruction.value, instruction.escape)
    if not path:
        return now
    if path.startswith(("/", "$")) or path[1:2] == ":":
        return replace(now, workdir=path)
    return replace(now, workdir=f"{(_folder(now) or '.').rstrip('/')}/{path}")


def _folder(now: Surroundings) -> str | None:
    """The folder that a relative WORKDIR counts from, as far as it is known."""
    if now.workdir is not None or now.image is None:
        return now.workdir
    from dockerls.knowledge.accounts import default_workdir

    return default_workdir(now.image)


_CHANGES = {"USER": _with_user, "SHELL": _with_shell, "WORKDIR": _with_workdir}


def roles(heads: Iterable[tuple[StageHead, Flow]]) -> tuple[Role, ...]:
    """What becomes of each stage, from each FROM and the flow above it.

    A FROM with a variable that has no default ships every earlier stage whose name it may mean.
    """
    known = tuple(heads)
    parents = _Parents(known)
    ships: set[int] = set()
    waiting = [len(known) - 1] if known else []
    while waiting:
        stage = waiting.pop()
        if stage not in ships:
            ships.add(stage)
            waiting += parents.of(stage)
    return tuple(Role(stage in ships, stage == len(known) - 1) for stage in range(len(known)))


class _Parents:
    """The stages that stages are built on. Asked from the last stage on, each pattern is matched only once."""

    def __init__(self, heads: Sequence[tuple[StageHead, Flow]]) -> None:
        self._heads = heads
        self._named: dict[str, list[int]] = {}
        for number, (head, _) in enumerate(heads):
            if head.key:
                self._named.setdefault(head.key, []).append(number)
        self._matched: dict[str, int] = {}  # how many stages each pattern was matched with

    def of(self, stage: int) -> list[int]:
        head, flow = self._heads[stage]
        if head.image is None:
            return []
        image = flow.resolved(head.image.text)
        if image is None:
            return self._that_may_be(stage_pattern(head.image.text), stage)
        same = self._named.get(image.lower(), [])
        above = bisect_left(same, stage)
        return same[above - 1 : above] if above else []

    def _that_may_be(self, pattern: str, stage: int) -> list[int]:
        if self._matched.get(pattern, 0) >= stage:
            return []
        self._matched[pattern] = stage
        return [
            number
            for name, same in self._named.items()
            if fnmatchcase(name, pattern)
            for number in same[: bisect_left(same, stage)]
        ]


def stage_pattern(text: str) -> str:
    """A glob of the stage names that text with unknown variables may mean: ``base-${TARGETARCH}`` is ``base-*``."""
    from dockerls.semantics.variables import references

    at = 0
    parts: list[str] = []
    for reference in references(text):
        parts += text[at : reference.span.start].replace("[", "[[]"), "*"
        at = reference.span.end
    parts.append(text[at:].replace("[", "[[]"))
    return "".join(parts).lower()
