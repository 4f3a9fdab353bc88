"""Which user the image runs as: the stages that make up the final image, read for USER and all that bears on it.

A rule's FileCheck notes facts with ``note_user`` and reads them with ``run_user``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol

from dockerls.knowledge.privileges import DROPPERS, INTERACTIVE, SERVERS, gives_up_root
from dockerls.semantics.account_commands import created_user
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.expansion import expanded
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

KEYWORDS = frozenset({"ARG", "ENV", "FROM", "USER", "RUN", "COPY", "ADD", "CMD", "ENTRYPOINT", "EXPOSE"})

_DROPPER = pattern(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, DROPPERS))})(?![\w-])")
_ENTRYPOINT_SCRIPT = pattern(r"\.(?:sh|bash)\Z|entry-?point|(?:\A|/)init\Z", re.IGNORECASE)
_OWNED_BY = frozenset({"chown", "su", "sudo", "install", "runuser"})
_LOWEST_FREE_PORT = 1024


@value
class Account:
    """A user that a RUN creates, and the word that names it."""

    name: str
    span: Span
    is_plain: bool  # no variable


@value
class UserFact:
    """What one instruction has to do with users."""

    keyword: str
    span: Span  # what a finding marks: the image, the user, the keyword
    is_final: bool
    image: ImageReference | None = None
    family: str | None = None
    user: str | None = None
    resolved: str | None = None  # the user with variables filled in, where their defaults tell
    variables: tuple[tuple[str, str | None], ...] = ()  # what ARG or ENV set, as it is written
    is_global: bool = False  # an ARG above the first FROM
    created: tuple[Account, ...] = ()
    owners: tuple[str, ...] = ()  # users that files are given to, or something is run as
    drops: bool = False  # what runs gives up root itself
    is_script: bool = False  # an ENTRYPOINT that may do so
    words: tuple[str, ...] = ()  # of CMD or ENTRYPOINT
    low_port: str | None = None

    @property
    def is_root(self) -> bool:
        """Whether a USER is root, by the defaults of its variables."""
        return is_root(self.resolved or self.user or "")


class NotedUserFact(Protocol):
    """A fact and the piece it was noted at."""

    @property
    def piece(self) -> int: ...

    @property
    def fact(self) -> UserFact: ...


@dataclass(slots=True)
class RunUser:
    """All of it together. Pieces are counted from the file's start."""

    head: int = 0  # the FROM of the final stage
    base: UserFact | None = None
    switches: list[tuple[int, UserFact]] = field(default_factory=list)
    accounts: list[tuple[int, Account]] = field(default_factory=list)
    owners: set[str] = field(default_factory=set)
    drops: bool = False
    is_script: bool = False
    low_port: str | None = None
    has_start: bool = False  # a CMD or ENTRYPOINT in any of the stages
    starts: dict[str, tuple[int, UserFact]] = field(default_factory=dict)  # those of the final stage

    @property
    def gives_up_root(self) -> bool:
        """Whether what runs is known to switch users itself, or may well do so."""
        image = self.base.image if self.base else None
        return self.drops or (image is not None and gives_up_root(image)) or (self.is_script and bool(self.accounts))

    @property
    def is_interactive(self) -> bool:
        """Whether it starts nothing but a shell or another prompt."""
        words = [word for _, fact in self.starts.values() for word in fact.words]
        return len(words) == 1 and words[0].rsplit("/", 1)[-1] in INTERACTIVE

    @property
    def unused(self) -> list[tuple[int, Account]]:
        """The accounts that nothing is run as and nothing belongs to, where there is no USER at all."""
        return [] if self.switches else [entry for entry in self.accounts if entry[1].name not in self.owners]


def is_root(user: str) -> bool:
    """Whether a USER, with or without a group, is root."""
    return user.partition(":")[0].strip("\"'") in ("root", "0")


@lru_cache(maxsize=4)  # several rules ask for the same instruction, one after the other
def note_user(instruction: Instruction, around: Surroundings) -> UserFact | None:
    """The fact of an instruction in a stage that the final image is made of."""
    if not around.ships and (around.in_stage or instruction.keyword != "ARG"):
        return None
    note = _NOTES.get(instruction.keyword)
    return note(instruction, around) if note else None


def run_user(noted: Sequence[NotedUserFact]) -> RunUser:
    """What the facts of the file come to."""
    found = RunUser()
    variables = _Variables()
    for entry in noted:
        fact = entry.fact
        variables.read(fact)
        if fact.keyword == "FROM":
            if fact.is_final:
                found.head, found.base, found.starts = entry.piece, fact, {}
        elif fact.keyword == "USER":
            resolved = expanded(fact.user or "", variables.get)
            found.switches.append((entry.piece, replace(fact, resolved=resolved)))
        elif fact.keyword in ("CMD", "ENTRYPOINT"):
            found.starts[fact.keyword] = (entry.piece, fact)
            found.has_start = True
            if fact.keyword == "ENTRYPOINT":
                found.is_script = fact.is_script
        found.accounts += ((entry.piece, account) for account in fact.created)
        found.owners |= set(fact.owners)
        found.drops = found.drops or fact.drops
        found.low_port = found.low_port or fact.low_port
    return found


@dataclass(slots=True)
class _Variables:
    """The defaults of variables where we are: an ENV stays in stages built on this one, and counts more than an ARG."""

    globals: dict[str, str | None] = field(default_factory=dict)
    args: dict[str, str | None] = field(default_factory=dict)
    env: dict[str, str | None] = field(default_factory=dict)

    def read(self, fact: UserFact) -> None:
        if fact.keyword == "FROM":
            self.args = {}
        scope = self.env if fact.keyword == "ENV" else self.globals if fact.is_global else self.args
        for name, written in fact.variables:
            if written is None:
                scope[name] = self.globals.get(name)
            else:
                scope[name] = expanded(written, self.globals.get if fact.is_global else self.get)

    def get(self, name: str) -> str | None:
        return self.env[name] if name in self.env else self.args.get(name)


def _note_from(instruction: Instruction, around: Surroundings) -> UserFact:
    word = stage_head(instruction).image
    span = word.span if word else instruction.keyword_span
    return UserFact("FROM", span, around.is_final, image=around.image, family=around.family)


def _note_user(instruction: Instruction, around: Surroundings) -> UserFact | None:
    user = instruction.value
    return UserFact("USER", instruction.value_span, around.is_final, user=user) if user else None


def _note_variables(instruction: Instruction, around: Surroundings) -> UserFact | None:
    variables = tuple((pair.key.text, pair.value.text if pair.value else None) for pair in instruction.pairs)
    is_global = not around.in_stage
    span = instruction.keyword_span
    return UserFact(instruction.keyword, span, around.is_final, variables=variables, is_global=is_global)


def _note_run(run: Instruction, around: Surroundings) -> UserFact | None:
    commands = tuple(commands_of(run, around))
    created = tuple(
        Account(name.text, name.span, name.is_plain) for command in commands if (name := created_user(command))
    )
    owners = tuple(owner for command in commands for owner in _owners(command))
    drops = _mentions_dropper(run)
    if not (created or owners or drops):
        return None
    return UserFact("RUN", run.keyword_span, around.is_final, created=created, owners=owners, drops=drops)


def _note_copy(copy: Instruction, around: Surroundings) -> UserFact | None:
    flag = copy.flag("chown")
    owners = (flag.value.partition(":")[0],) if flag and flag.value else ()
    drops = _mentions_dropper(copy)
    if not (owners or drops):
        return None
    return UserFact(copy.keyword, copy.keyword_span, around.is_final, owners=owners, drops=drops)


def _note_start(start: Instruction, around: Surroundings) -> UserFact | None:
    if not start.value:
        return None
    if start.exec_form is not None and start.argument is None:
        words = [word.text for word in start.exec_form]
        names = {word.rsplit("/", 1)[-1] for word in words[:1] + _behind_init(words)}
    else:
        words = [word.text for command in commands_of(start, around) for word in command.words]
        names = {word.rsplit("/", 1)[-1] for word in words}
    return UserFact(
        start.keyword,
        start.keyword_span,
        around.is_final,
        words=tuple(words),
        owners=tuple(word.rpartition("=")[2] for word in words[1:]),  # as in ``--user=web``
        drops=bool(names & SERVERS) or _mentions_dropper(start) or "su" in names or "sudo" in names,
        is_script=any(_ENTRYPOINT_SCRIPT.search(word) for word in words[:1] + _behind_init(words)),
    )


def _note_ports(expose: Instruction, around: Surroundings) -> UserFact | None:
    ports = (word.text.partition("/")[0] for word in expose.words)
    low = next((port for port in ports if port.isdecimal() and int(port) < _LOWEST_FREE_PORT), None)
    return UserFact("EXPOSE", expose.keyword_span, around.is_final, low_port=low) if low else None


def _behind_init(words: list[str]) -> list[str]:
    """What an init such as tini runs, in the exec form: the first word behind its ``--`` or behind itself."""
    if "--" in words:
        return words[words.index("--") + 1 :][:1]
    return words[1:2] if words and words[0].rsplit("/", 1)[-1] in ("tini", "dumb-init", "catatonit") else []


def _owners(command: Command) -> Iterator[str]:
    if command.name not in _OWNED_BY and not _OWNED_BY & set(command.wrappers):
        return
    for word in command.words:
        yield word.text.partition(":")[0]


def _mentions_dropper(instruction: Instruction) -> bool:
    texts = (instruction.line, *(heredoc.body.of(instruction.text) for heredoc in instruction.heredocs))
    return any(_DROPPER.search(text) for text in texts)


_NOTES = {
    "ARG": _note_variables,
    "ENV": _note_variables,
    "FROM": _note_from,
    "USER": _note_user,
    "RUN": _note_run,
    "COPY": _note_copy,
    "ADD": _note_copy,
    "CMD": _note_start,
    "ENTRYPOINT": _note_start,
    "EXPOSE": _note_ports,
}
