"""Which ARG or ENV a variable gets its value from: what each instruction defines and uses, and the scopes of a file.

``variables_of`` reads one instruction; ``resolve`` follows the scopes down a file. ARGs above the first FROM form a
scope of their own, which FROM lines read. A stage starts with what its parent stage ends with, and an ``ARG NAME`` in
it without a value takes up the global one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass, field

from dockerls.knowledge.grammar import INSTRUCTIONS, FlagValue, InstructionGrammar
from dockerls.semantics.flag_text import flag_text
from dockerls.semantics.mounts import expanded_parts
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.variables import add_values, references
from dockerls.syntax.expansion import expanded
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

_RUN_BY_SHELL = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})


@value
class Definition:
    """A name that ARG or ENV sets. ``span`` is the name's; ``value`` is as written, None for a bare ``ARG NAME``."""

    name: str
    span: Span
    keyword: str
    value: str | None


@value
class Use:
    """A variable in an argument. ``span`` is the name's, ``whole`` covers ``${NAME:-…}``, ``modifier`` is ``:-…``.

    ``by_shell`` says that a shell replaces it, when the container or the RUN runs; else the builder does, as it does
    in the flags of RUN.
    """

    name: str
    span: Span
    whole: Span
    modifier: str
    by_shell: bool = False


@value
class Variables:
    """What one instruction has to do with variables. ``head`` is that of a FROM."""

    head: StageHead | None
    definitions: tuple[Definition, ...]
    uses: tuple[Use, ...]


@value
class Site:
    """A definition and the piece it stands in."""

    piece: int
    definition: Definition


@value
class Resolved:
    """A use and where its value comes from, nearest first: a bare ``ARG NAME`` is followed by what gives it a value.

    Without sites nothing in the file defines it there. ``visible`` are the names that are defined, a view that holds
    until the next use is asked for; ``is_global`` says that the use stands where global ARGs are read: in FROM, or
    above the first one.
    """

    piece: int
    use: Use
    sites: tuple[Site, ...]
    visible: KeysView[str]
    is_global: bool
    global_site: Site | None  # a global ARG of that name, also where the stage does not declare it


def variables_of(instruction: Instruction, with_shell: bool = False) -> Variables | None:
    """What an instruction defines and uses, None for most. Triggers of ONBUILD belong to another build."""
    definitions = tuple(
        Definition(pair.key.text, pair.key.span, instruction.keyword, pair.value.text if pair.value else None)
        for pair in (instruction.pairs if instruction.keyword in ("ARG", "ENV") else ())
    )
    head = stage_head(instruction) if instruction.keyword == "FROM" else None
    uses = _uses(instruction, with_shell) if "$" in instruction.text else ()
    return Variables(head, definitions, uses) if head or definitions or uses else None


def _uses(instruction: Instruction, with_shell: bool) -> tuple[Use, ...]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None:
        return ()
    in_flags = tuple(_uses_in_flags(instruction, grammar))
    if grammar.expands_variables:
        return (*in_flags, *_uses_in_value(instruction, by_shell=False), *_uses_in_bodies(instruction, by_shell=False))
    is_code = instruction.exec_form is None or instruction.argument is not None
    if with_shell and instruction.keyword in _RUN_BY_SHELL and is_code:
        return (*in_flags, *_uses_in_value(instruction, by_shell=True), *_uses_in_bodies(instruction, by_shell=True))
    return in_flags


def _uses_in_flags(instruction: Instruction, grammar: InstructionGrammar) -> Iterator[Use]:
    """Flags are the builder's, those of RUN too. Some may have no variables, and some keep them as they are."""
    mounts = {flag.name: flag.value is FlagValue.MOUNT for flag in grammar.flags if flag.expands_variables}
    for flag in instruction.flags:
        if flag.name not in mounts or "$" not in (flag.value or ""):
            continue
        text = flag_text(instruction, flag)
        for start, part in expanded_parts(flag) if mounts[flag.name] else ((0, text.text),):
            for reference in references(part, instruction.escape):
                name, whole = reference.name_span.shifted(start), reference.span.shifted(start)
                yield Use(
                    reference.name,
                    text.span(name.start, name.end),
                    text.span(whole.start, whole.end),
                    reference.modifier,
                )


def _uses_in_value(instruction: Instruction, by_shell: bool) -> Iterator[Use]:
    start = len(instruction.line) - len(instruction.value)
    escape = "\\" if by_shell else instruction.escape
    for reference in references(instruction.value, escape):
        name, whole = reference.name_span.shifted(start), reference.span.shifted(start)
        yield Use(
            name=reference.name,
            span=instruction.span_in_line(name.start, name.end),
            whole=instruction.span_in_line(whole.start, whole.end),
            modifier=reference.modifier,
            by_shell=by_shell,
        )


def _uses_in_bodies(instruction: Instruction, by_shell: bool) -> Iterator[Use]:
    """The bodies of heredocs; a quoted delimiter keeps the builder (not the shell of a script) from replacing."""
    is_script = bool(instruction.bodies)
    for heredoc in instruction.heredocs:
        if not heredoc.opening.expands and not is_script:
            continue
        start = heredoc.body.start
        for reference in references(heredoc.body.of(instruction.text)):
            name, whole = reference.name_span.shifted(start), reference.span.shifted(start)
            yield Use(reference.name, name, whole, reference.modifier, by_shell)


@dataclass(slots=True)
class _Scopes:
    """The scopes while a file is followed down: of global ARGs, of the present stage, of each named stage's end."""

    escape: str
    globals: dict[str, Site] = field(default_factory=dict)
    defaults: dict[str, str | None] = field(default_factory=dict)  # of the global ARGs
    now: dict[str, tuple[Site, ...]] = field(default_factory=dict)
    name: str | None = None
    ends: dict[str, dict[str, tuple[Site, ...]]] = field(default_factory=dict)
    in_stage: bool = False

    def enter_stage(self, head: StageHead) -> None:
        if self.name is not None:
            self.ends[self.name] = self.now
        image = expanded(head.image.text, self.defaults.get, self.escape) if head.image else None
        self.now = dict(self.ends.get(image.lower(), {})) if image else {}
        self.name = head.key
        self.in_stage = True

    def define(self, piece: int, definition: Definition) -> None:
        site = Site(piece, definition)
        if not self.in_stage:
            self.globals[definition.name] = site
            add_values(self.defaults, ((definition.name, definition.value),), self.escape)
            return
        self.now[definition.name] = (site, *self._behind(definition))

    def _behind(self, definition: Definition) -> tuple[Site, ...]:
        """Where a bare ``ARG NAME`` gets its value without ``--build-arg``: the global ARG, else what was set before.

        An ARG with a value replaces whatever was set above it, by ENV too (dispatchArg in BuildKit's convert.go): that
        "ENV always overrides ARG", as the Dockerfile reference has it, is so for an ENV below the ARG.
        """
        if definition.keyword != "ARG" or definition.value is not None:
            return ()
        if definition.name in self.globals:
            return (self.globals[definition.name],)
        return tuple(site for site in self.now.get(definition.name, ()) if site.definition.value is not None)

    def resolved(self, piece: int, use: Use, in_globals: bool) -> Resolved:
        outer = self.globals.get(use.name)
        if in_globals:
            return Resolved(piece, use, (outer,) if outer else (), self.globals.keys(), True, outer)
        return Resolved(piece, use, self.now.get(use.name, ()), self.now.keys(), False, outer)


def resolve(noted: Iterable[tuple[int, Variables]], escape: str = "\\") -> Iterator[Resolved]:
    """Every use of a file, from what is noted of its pieces in their order.

    An ENV reads what was set before it; an ARG with several names also what it sets itself, further left.
    """
    scopes = _Scopes(escape)
    for piece, variables in noted:
        in_globals = variables.head is not None or not scopes.in_stage
        if not any(definition.keyword == "ARG" for definition in variables.definitions):
            yield from (scopes.resolved(piece, use, in_globals) for use in variables.uses)
            for definition in variables.definitions:
                scopes.define(piece, definition)
        else:
            waiting = deque(variables.uses)
            ends = (*(definition.span.start for definition in variables.definitions[1:]), float("inf"))
            for definition, end in zip(variables.definitions, ends, strict=True):
                while waiting and waiting[0].span.start < end:
                    yield scopes.resolved(piece, waiting.popleft(), in_globals)
                scopes.define(piece, definition)
        if variables.head is not None:
            scopes.enter_stage(variables.head)
