"""The code of a RUN in a heredoc: a chain of ``&&``, or a list of commands, with a line for each."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from dockerls.rewrite.joint import BLANKS, blanks_at, indent_at, operator_between, stops_on_error
from dockerls.semantics.shell_state import commands_in, stops_at_errors
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord, Within
from dockerls.text.edit import Edit
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import remembered

_DELIMITERS = ("EOF", "END", "SCRIPT")
_LOOKS_INSIDE = frozenset({".", "source", "eval"})
_IN_PLAIN_LINKS = frozenset({Within.AND, Within.PIPE, Within.OR, Within.SUBSTITUTION, Within.SUBSHELL})
_start = attrgetter("start")

# Behind these the shell reads on by itself; what begins with a semicolon ends a clause of ``case``.
_GOES_ON = pattern(r"(?:&&|\||;;|[{(]|(?:^|[\s;])(?:do|then|else))$")


def to_heredoc(run: Instruction, *, errexit: bool) -> tuple[Edit, ...]:
    """Edits after which the code of a RUN stands in a heredoc, comments included; none where that is not plain to do.

    ``set -e`` says what the ``&&`` did. Where ``set -e`` would look into a link of which ``&&`` asks only how it ends
    (a loop, a group, an ``if``, ``!``), ``|| exit`` keeps it from that. ``errexit`` tells whether SHELL passes ``-e``.
    Code in which other code is read, a function defined, or ``set -e`` said further down, is left alone, as are files
    with CRLF: the shell would get the carriage returns.
    """
    return _under_errexit(run) if errexit else _without_errexit(run)


@remembered
def _under_errexit(run: Instruction) -> tuple[Edit, ...]:
    return _edits(run, errexit=True)


@remembered
def _without_errexit(run: Instruction) -> tuple[Edit, ...]:
    return _edits(run, errexit=False)


def _edits(run: Instruction, *, errexit: bool) -> tuple[Edit, ...]:
    script = run.script
    if run.keyword != "RUN" or run.onset or script is None or not _is_convertible(run, script):
        return ()
    is_chain = len(script.links) > 1
    if is_chain and any(_is_seen_into(command) for command in script.commands):
        return ()
    if not is_chain and script.statements < 2:
        return ()
    has_errexit = errexit or stops_on_error(script)
    if is_chain and not has_errexit and (stops_at_errors(script) or _has_list_in_substitution(run, script)):
        return ()
    lines = _Body(run, script, has_errexit).lines()
    if lines is None or lines[0].startswith("#!") or any("\n" in line for line in lines):
        return ()
    if is_chain and not has_errexit:
        lines = ["set -e", *lines]
    delimiter = next((word for word in _DELIMITERS if word not in lines), None)
    if delimiter is None:
        return ()
    code = Span(script.span.start, len(run.text.rstrip("\n")))
    edit = Edit(code, "\n".join((f"<<{delimiter}", *lines, delimiter)))
    return (edit,) if _runs_the_same(run, edit) else ()


def is_plain_link(run: Instruction, script: Script, link: Span) -> bool:
    """Whether ``set -e`` asks of a stretch of code just what ``&&`` does: how it ends."""
    kinds = {kind for command in commands_in(script, link) for kind in command.within}
    return kinds <= _IN_PLAIN_LINKS and (kinds <= {Within.AND, Within.PIPE} or ";" not in link.of(run.text))


def is_seen_into(command: Command) -> bool:
    """Whether a command runs code of which it cannot be seen here what ``set -e`` means to it."""
    return command.name in _LOOKS_INSIDE or Within.FUNCTION in command.within


def words_of(scripts: Sequence[Script]) -> list[tuple[str, ...]]:
    """The commands of some code as the texts of their words, without those that say when to stop."""
    found = (
        tuple(word.text.replace("\\\n", "") for word in command.words)
        for script in scripts
        for command in script.commands
    )
    return [words for words in found if words not in (("set", "-e"), ("exit",))]


def _has_list_in_substitution(run: Instruction, script: Script) -> bool:
    """Whether it has ``$(a; b)``, into which dash takes ``-e`` even where that is ignored around it."""
    inside = [command.span for command in script.commands if Within.SUBSTITUTION in command.within]
    return any(operator_between(run, *pair) == ";" for pair in pairwise(sorted(inside, key=lambda span: span.start)))


def _is_seen_into(command: Command) -> bool:
    is_undone = command.name == "set" and any(word.text.startswith("+") for word in command.args)
    return is_undone or is_seen_into(command)


def _is_convertible(run: Instruction, script: Script) -> bool:
    if script.error or script.too_long or script.comments or script.has_background or not script.commands:
        return False
    if run.openings or run.header.is_cut_off or "\r" in run.text:
        return False
    quoted = _Outermost(word.span for word in _words(script) if "'" in word.raw)
    return not any(map(quoted.hold, run.header.gaps))


def _words(script: Script) -> list[ShellWord]:
    words = [word for command in script.commands for word in (*command.words, *command.assignments)]
    targets = [redirect.target for command in script.commands for redirect in command.redirects if redirect.target]
    return [*words, *targets, *script.assignments, *script.loop_variables]


def _runs_the_same(run: Instruction, edit: Edit) -> bool:
    new = Instruction(run.text[: edit.span.start] + edit.new_text + "\n", run.escape, run.has_bom)
    assert run.script is not None, "only shell code is put into a heredoc"
    is_whole = len(new.bodies) == 1 and not new.bodies[0].error
    return is_whole and words_of(new.bodies) == words_of((run.script,))


class _Body:
    """The lines of the heredoc, written from the top down."""

    def __init__(self, run: Instruction, script: Script, has_errexit: bool) -> None:
        self._run = run
        self._script = script
        self._has_errexit = has_errexit
        self._gaps = [gap for gap in run.header.gaps if script.span.start <= gap.start and gap.end <= script.span.end]
        self._base = min((blanks_at(run.text, gap.end) for gap in self._gaps), key=len, default="")
        self._words = _Outermost(word.span for word in _words(script))
        parts: list[Command | ShellWord] = [*script.commands, *script.assignments]
        self._parts = _Outermost(part.span for part in parts)
        self._outside = _Outermost(self._gaps).blanked(self._parts.blanked(run.text))
        self._operators = frozenset(operator.start for operator in script.operators)
        self._quotes = {"'": 0, '"': 0}
        self._counted = 0
        self._lines: list[str] = []
        self._first = 0  # the line that the present statement starts on
        self._line = ""
        self._held: list[str] = []  # comments that belong to the next statement
        self._is_in_word = False  # the blanks the present line begins with belong to a word

    def lines(self) -> list[str] | None:
        """None where a line break stands somewhere the shell would read it otherwise."""
        at = self._script.span.start
        events = sorted((*self._gaps, *self._script.operators), key=lambda span: span.start)
        for event in events:
            self._line += self._run.text[at : max(at, event.start)]
            at = max(at, event.end)
            if event.start in self._operators:
                self._end_link(event)
            elif not self._pass_gap(event):
                return None
            elif self._is_followed_by_semicolon(event):
                at = self._run.text.index(";", event.end) + 1
                self._line = ""
        self._line += self._run.text[at : self._script.span.end]
        if not self._line.endswith((";;", "\\;")):
            self._line = self._line.removesuffix(";")
        if self._line.strip(BLANKS):
            self._end_link(Span(self._script.span.end, self._script.span.end))
        return self._lines

    def _end_link(self, operator: Span) -> None:
        """The code before an ``&&`` of the chain is a statement of its own."""
        links = self._script.links
        done = self._line.rstrip(BLANKS)
        link = links[bisect_left(links, operator.start, key=_start) - 1] if len(links) > 1 else None
        is_last = link == links[-1] if links else True
        if link is not None and not is_plain_link(self._run, self._script, link):
            done += "" if is_last and self._has_errexit else " || exit"
        self._close(done)

    def _close(self, done: str) -> None:
        self._lines.append(self._dedented(done))
        self._lines += self._held
        self._held = []
        self._first = len(self._lines)
        self._line = ""

    def _pass_gap(self, gap: Span) -> bool:
        comments = self._comments_in(gap)
        code = self._line.rstrip(BLANKS)
        if not code and self._first == len(self._lines):
            self._lines += [*([""] if self._lines and self._is_blank_line(gap) else ()), *comments]
            self._first = len(self._lines)
            self._line = ""
        elif self._is_before_operator(gap):
            self._line = code
            self._held = comments
        elif self._is_outside_commands(gap):
            if self._has_open_quote(gap):
                return False
            self._break(code, gap, comments)
        else:
            self._continue(gap, comments)
        return True

    def _break(self, code: str, gap: Span, comments: list[str]) -> None:
        """A line break between two commands: one for the shell too, if it reads on or has come to an end there."""
        ends = code.endswith(";") and not code.endswith((";;", "\\;"))
        if ends or self._is_followed_by_semicolon(gap):
            self._held = comments
            self._close(code.removesuffix(";").rstrip(BLANKS) if ends else code)
        elif _GOES_ON.search(code):
            self._lines.append(self._dedented(code))
            self._lines += comments
            self._line = ""
        else:
            self._continue(gap, comments)

    def _continue(self, gap: Span, comments: list[str]) -> None:
        """The statement goes on: its comments go above it, where the shell can have them."""
        line = f"{self._dedented(self._line)}\\"
        head = (self._lines[self._first :] or [line])[0]
        indent = head[: len(head) - len(head.lstrip(BLANKS))]
        comments = [f"{indent}{comment.lstrip(BLANKS)}" for comment in comments]
        self._lines[self._first : self._first] = comments
        self._first += len(comments)
        self._lines.append(line)
        self._line = ""
        self._is_in_word = self._words.hold(gap)

    def _dedented(self, line: str) -> str:
        is_in_word, self._is_in_word = self._is_in_word, False
        if is_in_word:
            return line
        if len(self._lines) == self._first and len(self._script.links) > 1:
            return line.lstrip(BLANKS)
        return line.removeprefix(self._base) if line.startswith(self._base) else line.lstrip(BLANKS)

    def _comments_in(self, gap: Span) -> list[str]:
        comments = self._run.header.comments
        first, last = (bisect_left(comments, at, key=_start) for at in (gap.start, gap.end))
        inside = comments[first:last]
        return [
            f"{indent_at(self._run.text, comment.start).removeprefix(self._base)}{comment.of(self._run.text)}"
            for comment in inside
        ]

    def _is_before_operator(self, gap: Span) -> bool:
        behind = gap.end + len(blanks_at(self._run.text, gap.end))
        return behind in self._operators

    def _is_blank_line(self, gap: Span) -> bool:
        """Whether the line of a continuation holds nothing else."""
        start = self._run.text.rfind("\n", 0, gap.start) + 1
        return not self._run.text[start : gap.start].strip(BLANKS)

    def _is_followed_by_semicolon(self, gap: Span) -> bool:
        text = self._run.text
        behind = gap.end + len(blanks_at(text, gap.end))
        return text.startswith(";", behind) and not text.startswith(";;", behind) and self._is_outside_commands(gap)

    def _is_outside_commands(self, gap: Span) -> bool:
        return not self._parts.hold(gap)

    def _has_open_quote(self, gap: Span) -> bool:
        """Whether a gap outside commands stands in a quote, such as in the words of a loop."""
        for quote in "'\"":
            self._quotes[quote] += self._outside.count(quote, self._counted, gap.start)
        self._counted = max(self._counted, gap.start)
        return any(count % 2 for count in self._quotes.values())


class _Outermost:
    """Those of some spans that lie in no other one; any two of them lie in or beside each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans, key=lambda span: (span.start, -span.end)):
            if not self._spans or span.start >= self._spans[-1].end:
                self._spans.append(span)

    def hold(self, gap: Span) -> bool:
        at = bisect_left(self._spans, gap.start, key=_start) - 1
        return at >= 0 and gap.end <= self._spans[at].end

    def blanked(self, text: str) -> str:
        """A text with blanks in their place."""
        parts: list[str] = []
        at = 0
        for span in self._spans:
            parts += text[at : span.start], " " * len(span)
            at = span.end
        return "".join((*parts, text[at:]))
