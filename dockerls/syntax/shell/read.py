"""From tree-sitter's tree to a Script."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dockerls.syntax.shell.grammar import LONGEST_SCRIPT, parse
from dockerls.syntax.shell.mask import masked, without_gaps
from dockerls.syntax.shell.script import Command, Pipeline, Redirect, Script, ShellWord, Within
from dockerls.syntax.shell.unquote import unquoted
from dockerls.text.span import Span

if TYPE_CHECKING:
    from tree_sitter import Node

_INSIDE = {
    "subshell": Within.SUBSHELL,
    "compound_statement": Within.GROUP,
    "if_statement": Within.CONDITION,
    "for_statement": Within.LOOP,
    "c_style_for_statement": Within.LOOP,
    "while_statement": Within.LOOP,
    "case_statement": Within.CASE,
    "function_definition": Within.FUNCTION,
    "command_substitution": Within.SUBSTITUTION,
    "process_substitution": Within.SUBSTITUTION,
    "negated_command": Within.NEGATION,
    "pipeline": Within.PIPE,
}
_COMMANDS = frozenset({"command", "declaration_command", "unset_command", "test_command"})
_REDIRECTS = frozenset({"file_redirect", "heredoc_redirect", "herestring_redirect"})
_TRANSPARENT = frozenset({"list", "redirected_statement"})  # what a top-level && list is made of

# What arithmetic may stand in.
_ARITHMETIC = frozenset({"arithmetic_expansion", "compound_statement", "c_style_for_statement"})

# Shell code that is nested deeper is read no further, like code with an error: nobody writes it.
_DEEPEST = 100

# Commands that start another one; the flags of theirs that take a value of their own.
_WRAPPERS: dict[str, frozenset[str]] = {
    "sudo": frozenset({"-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "--user", "--group"}),
    "env": frozenset({"-u", "-C", "-S", "--unset", "--chdir"}),
    "exec": frozenset({"-a"}),
    "command": frozenset(),
    "builtin": frozenset(),
    "time": frozenset({"-f", "-o"}),
    "nice": frozenset({"-n"}),
    "nohup": frozenset(),
    "eatmydata": frozenset(),
    "xargs": frozenset({"-n", "-P", "-I", "-L", "-d", "-a", "-s", "-E"}),
    "timeout": frozenset({"-s", "-k", "--signal", "--kill-after"}),
}


def read_script(source: str, span: Span, gaps: Sequence[Span]) -> Script:
    """Read the shell code in ``span`` of an instruction's text; ``gaps`` are its continuations."""
    if len(span) > LONGEST_SCRIPT:
        return Script(span, too_long=True)
    tree = parse(masked(source, span, gaps))
    if tree is None:
        return Script(span)
    return _Reader(source, span, gaps).read(tree.root_node)


@dataclass(slots=True)
class _Draft:
    """A command whose redirections are still being collected."""

    span: Span
    words: tuple[ShellWord, ...]
    assignments: tuple[ShellWord, ...]
    within: tuple[Within, ...]
    redirects: list[Redirect] = field(default_factory=list)

    def finished(self) -> Command:
        ends = [redirect.span.end for redirect in self.redirects if redirect.operator != "<<"]
        return Command(
            span=Span(self.span.start, max(self.span.end, *ends) if ends else self.span.end),
            words=self.words,
            name_index=_name_index(self.words),
            assignments=self.assignments,
            redirects=tuple(self.redirects),
            within=self.within,
        )


class _Reader:
    """One walk over a tree, collecting what a Script holds in source order."""

    def __init__(self, source: str, span: Span, gaps: Sequence[Span]) -> None:
        self.source = source
        self.span = span
        self.gaps = gaps
        self.gap_from = {gap.start: gap for gap in gaps}
        self.gap_to = {gap.end: gap for gap in gaps}
        self.drafts: list[_Draft] = []
        self.draft_of_node: dict[int, _Draft] = {}
        self.pipelines: list[tuple[Span, list[tuple[int, int]]]] = []
        self.comments: list[Span] = []
        self.assignments: list[ShellWord] = []
        self.loop_variables: list[ShellWord] = []
        self.arithmetic: list[ShellWord] = []
        self.has_background = False
        self.depth = 0
        self.is_too_deep = False

    def read(self, root: "Node") -> Script:
        self.visit(root, ())
        commands = tuple(draft.finished() for draft in self.drafts)
        statements = [node for node in root.named_children if node.type != "comment"]
        is_one_list = len(statements) == 1 and not any(node.type in (";", "&") for node in root.children)
        links, operators = self.chain(statements[0]) if is_one_list else ((), ())
        return Script(
            span=self.span,
            commands=commands,
            pipelines=tuple(
                Pipeline(span, tuple(commands[first:last] for first, last in parts)) for span, parts in self.pipelines
            ),
            links=links,
            operators=operators,
            comments=tuple(self.comments),
            assignments=tuple(self.assignments),
            loop_variables=tuple(self.loop_variables),
            arithmetic=tuple(self.arithmetic),
            has_background=self.has_background,
            statements=len(statements),
            error=root.has_error or self.is_too_deep,
        )

    def visit(self, node: "Node", within: tuple[Within, ...]) -> None:
        kind = node.type
        if kind == "ERROR":
            return
        if kind == "comment":
            self.comments.append(self.span_of(node))
        elif kind == "redirected_statement":
            self.visit_redirected(node, within)
        elif kind == "pipeline":
            self.visit_pipeline(node, (*within, Within.PIPE))
        elif kind == "list":
            self.visit_list(node, within)
        else:
            if kind in _ARITHMETIC:
                from dockerls.syntax.shell.arithmetic import operands

                self.arithmetic += (word for name in operands(node) if (word := self.word(name)).raw.isidentifier())
            if kind in _COMMANDS and node.end_byte > node.start_byte:
                self.draft(node, within)
            within = (*within, _INSIDE[kind]) if kind in _INSIDE else within
            if kind == "for_statement" and (variable := node.child_by_field_name("variable")) is not None:
                self.loop_variables.append(self.word(variable))
            for child in node.children:
                self.visit_child(kind, child, within)

    def visit_child(self, kind: str, child: "Node", within: tuple[Within, ...]) -> None:
        if child.type == "&":
            self.has_background = True
        elif child.type == "variable_assignment" and kind not in _COMMANDS:
            self.assignments.append(self.word(child))
        if child.is_named and self.depth < _DEEPEST:
            self.depth += 1
            self.visit(child, within)
            self.depth -= 1
        elif child.is_named:
            self.is_too_deep = True

    def visit_list(self, node: "Node", within: tuple[Within, ...]) -> None:
        """``a && b && c`` is a list in a list, at its left: a long one would be too deep to visit from the outside."""
        outer: list[tuple[Node, tuple[Within, ...]]] = []
        while node.type == "list":
            inside = Within.OR if any(child.type == "||" for child in node.children) else Within.AND
            within = within if within and within[-1] is inside else (*within, inside)
            outer.append((node, within))
            node = node.children[0]
        self.visit_child("list", node, within)
        for node, within in reversed(outer):
            for child in node.children[1:]:
                self.visit_child("list", child, within)

    def visit_pipeline(self, node: "Node", within: tuple[Within, ...]) -> None:
        parts: list[tuple[int, int]] = []
        self.pipelines.append((self.span_of(node), parts))
        for child in node.named_children:
            first = len(self.drafts)
            self.visit(child, within)
            if child.type != "comment":
                parts.append((first, len(self.drafts)))

    def visit_redirected(self, node: "Node", within: tuple[Within, ...]) -> None:
        for child in node.named_children:
            self.visit(child, within)
        body = node.child_by_field_name("body")
        target = _last_command(body) if body is not None else None
        draft = self.draft_of_node.get(target.id) if target is not None else None
        if draft is not None:
            draft.redirects += (self.redirect(child) for child in node.children if child.type in _REDIRECTS)

    def draft(self, node: "Node", within: tuple[Within, ...]) -> None:
        assignments: list[ShellWord] = []
        words: list[ShellWord] = []
        redirects: list[Redirect] = []
        for child in node.children:
            if child.is_missing or child.end_byte == child.start_byte:
                continue
            if child.type in _REDIRECTS:
                redirects.append(self.redirect(child))
            elif child.type == "variable_assignment" and not words:
                assignments.append(self.word(child))
            elif node.type != "test_command" or not words:
                words.append(self.word(child))
        draft = _Draft(self.span_of(node), tuple(words), tuple(assignments), within, redirects)
        self.drafts.append(draft)
        self.draft_of_node[node.id] = draft

    def word(self, node: "Node") -> ShellWord:
        span = self.span_of(node)
        raw = without_gaps(self.source, span, self.gaps)
        return ShellWord(span, raw, unquoted(raw))

    def redirect(self, node: "Node") -> Redirect:
        if node.type == "heredoc_redirect":
            return Redirect(self.span_of(node), "<<", None)
        destination = node.named_children[-1] if node.named_children else None
        operator = next((child.type for child in node.children if not child.is_named), "")
        return Redirect(self.span_of(node), operator, self.word(destination) if destination is not None else None)

    def chain(self, node: "Node") -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The operands and operators of a list that holds ``&&`` and nothing else."""
        operators: list[Span] = []
        if node.type in _TRANSPARENT and not self.collect_ands(node, operators):
            return (), ()
        starts = [self.span.start + node.start_byte, *(operator.end for operator in operators)]
        ends = [*(operator.start for operator in operators), self.span.start + node.end_byte]
        return tuple(self.trimmed(start, end) for start, end in zip(starts, ends, strict=True)), tuple(operators)

    def collect_ands(self, node: "Node", operators: list[Span]) -> bool:
        waiting = [node]
        while waiting:
            for child in waiting.pop().children:
                if child.type == "&&":
                    operators.append(self.span_of(child))
                elif child.type in ("||", "heredoc_redirect"):
                    return False
                elif child.type in _TRANSPARENT:
                    waiting.append(child)
        operators.sort(key=lambda operator: operator.start)
        return True

    def trimmed(self, start: int, end: int) -> Span:
        """The stretch without the blanks and continuations at its ends."""
        while start < end:
            gap = self.gap_from.get(start)
            gap = gap if gap is not None and gap.end <= end else None
            if gap is None and not self.source[start].isspace():
                break
            start = gap.end if gap else start + 1
        while end > start:
            gap = self.gap_to.get(end)
            gap = gap if gap is not None and gap.start >= start else None
            if gap is None and not self.source[end - 1].isspace():
                break
            end = gap.start if gap else end - 1
        return Span(start, end)

    def span_of(self, node: "Node") -> Span:
        return Span(self.span.start + node.start_byte, self.span.start + node.end_byte)


def _last_command(node: "Node") -> "Node | None":
    """The command a redirection behind ``node`` belongs to: the grammar hangs it over a whole list or pipeline."""
    while node.type in ("list", "pipeline", "redirected_statement"):
        body = node.child_by_field_name("body")
        node = body if body is not None else node.named_children[-1]
    return node if node.type in _COMMANDS else None


def _name_index(words: Sequence[ShellWord]) -> int:
    """Which word names the command that really runs, behind wrappers and their flags."""
    index = 0
    while index < len(words):
        takes_value = _WRAPPERS.get(words[index].text.rsplit("/", 1)[-1])
        if takes_value is None:
            return index
        is_timeout = words[index].text.endswith("timeout")
        following = index + 1
        while following < len(words) and (words[following].is_flag or _is_assignment(words[following])):
            following += 2 if words[following].text in takes_value else 1
        following += is_timeout
        if following >= len(words):
            return index
        index = following
    return index


def _is_assignment(word: ShellWord) -> bool:
    name, equals, _ = word.text.partition("=")
    return bool(equals) and name.isidentifier()
