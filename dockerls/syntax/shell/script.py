"""Shell code as rules see it: commands with their words, pipelines and the top-level list. Spans are source spans."""

from collections.abc import Iterable
from enum import Enum

from dockerls.text.span import Span
from dockerls.value import cached, value


@value
class ShellWord:
    """A word of shell code: as written (``raw``) and without its quotes (``text``; variables stay as written)."""

    span: Span
    raw: str
    text: str

    @cached
    def is_plain(self) -> bool:
        """Whether the shell takes it as it is: nothing in it is expanded."""
        return not any(character in self.raw for character in "$`*?[{~") or self.raw == "["

    @cached
    def is_flag(self) -> bool:
        return self.text.startswith("-") and self.text not in ("-", "--")


@value
class Redirect:
    """``2> file``: the operator, and the word behind it (None for a heredoc)."""

    span: Span
    operator: str
    target: ShellWord | None


class Within(str, Enum):
    """What a command can stand in."""

    AND = "&&"
    OR = "||"
    PIPE = "|"
    SUBSHELL = "subshell"
    GROUP = "group"
    CONDITION = "if"
    LOOP = "loop"
    CASE = "case"
    FUNCTION = "function"
    SUBSTITUTION = "substitution"
    NEGATION = "!"


@value
class Command:
    """A simple command. ``name`` is what really runs: behind ``sudo``, ``env`` and the like, without its folder."""

    span: Span  # from the first word (or assignment) to the last word or redirection
    words: tuple[ShellWord, ...]  # all of them, wrappers first
    name_index: int  # which word is the name; len(words) for a command without words
    assignments: tuple[ShellWord, ...]
    redirects: tuple[Redirect, ...]
    within: tuple[Within, ...]  # from the outside in

    @cached
    def name(self) -> str:
        if self.name_index >= len(self.words):
            return ""
        return self.words[self.name_index].text.rsplit("/", 1)[-1]

    @property
    def name_span(self) -> Span:
        return self.words[self.name_index].span if self.name_index < len(self.words) else self.span

    @cached
    def args(self) -> tuple[ShellWord, ...]:
        return self.words[self.name_index + 1 :]

    @cached
    def wrappers(self) -> tuple[str, ...]:
        """The names of commands that only start this one: ``sudo``, ``env``, ``exec`` …"""
        return tuple(word.text.rsplit("/", 1)[-1] for word in self.words[: self.name_index] if not word.is_flag)

    @cached
    def operands(self) -> tuple[ShellWord, ...]:
        """The arguments that are not flags. A flag's own value counts as one: only a rule knows which take one."""
        return tuple(word for word in self.args if not word.is_flag)

    def argument(self, *texts: str) -> ShellWord | None:
        """The first operand, if it is one of ``texts``: a subcommand such as ``install``."""
        first = next(iter(self.operands), None)
        return first if first is not None and first.text in texts else None

    def flag(self, *names: str) -> ShellWord | None:
        """The word that sets one of the flags: ``-y`` also inside ``-qy``, ``--yes`` also as ``--yes=…``."""
        return find_flag(self.args, names)

    def flag_value(self, *names: str) -> str | None:
        """The value of a flag, written as ``-o x``, ``-ox``, ``--output x`` or ``--output=x``."""
        for index, word in enumerate(self.args):
            for name in names:
                if word.text == name:
                    return self.args[index + 1].text if index + 1 < len(self.args) else None
                if name.startswith("--") and word.text.startswith(f"{name}="):
                    return word.text[len(name) + 1 :]
                if not name.startswith("--") and word.text.startswith(name) and len(word.text) > 2:
                    return word.text[2:]
        return None


def find_flag(words: Iterable[ShellWord], names: Iterable[str]) -> ShellWord | None:
    """The first of ``words`` that sets one of the flags, before a ``--``."""
    names = tuple(names)
    for word in words:
        if word.text == "--":
            return None
        if any(_sets(word.text, name) for name in names):
            return word
    return None


def _sets(text: str, name: str) -> bool:
    if text == name:
        return True
    if name.startswith("--"):
        return text.startswith(f"{name}=")
    is_cluster = len(name) == 2 and text.startswith("-") and not text.startswith("--") and text[1:].isalpha()
    return is_cluster and name[1] in text[1:]


@value
class Pipeline:
    """``a | b``: the commands of each part, outermost pipelines before those inside their parts."""

    span: Span
    parts: tuple[tuple[Command, ...], ...]


@value
class Script:
    """One stretch of shell code.

    ``links`` are the operands when the whole code is one list joined by ``&&`` (or one command), else empty.
    A script with an ``error`` has findings only on what lies outside it, and gets no edits.
    """

    span: Span
    commands: tuple[Command, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    links: tuple[Span, ...] = ()
    operators: tuple[Span, ...] = ()  # the && between the links
    comments: tuple[Span, ...] = ()  # shell comments
    assignments: tuple[ShellWord, ...] = ()  # ``A=1`` that stands alone, so that it holds for what follows
    loop_variables: tuple[ShellWord, ...] = ()  # ``A`` of ``for A in …``
    arithmetic: tuple[ShellWord, ...] = ()  # ``A`` of ``$((A + 1))``: a variable without its ``$``
    has_background: bool = False  # something is started with ``&``
    statements: int = 0  # top-level statements, divided by ; & or newlines
    error: bool = False
    too_long: bool = False

    @property
    def end_of_chain(self) -> int | None:
        """Where ` && command` can be put so that it runs after all the rest; None where that is not plain to see."""
        if self.error or self.too_long or not self.links or self.comments:
            return None
        last = self.links[-1]
        inside = [command for command in self.commands if last.start <= command.span.start < last.end]
        plain = {Within.AND, Within.PIPE}
        if not inside or any(set(command.within) - plain for command in inside[:1]):
            return None
        return last.end
