"""The smallest parts of shell code and what each is, for those who colour it."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from dockerls.syntax.shell.grammar import LONGEST_SCRIPT, parse
from dockerls.syntax.shell.mask import masked
from dockerls.text.span import Span

if TYPE_CHECKING:
    from tree_sitter import Node


class Leaf(Enum):
    """What a part of shell code is."""

    KEYWORD = "keyword"
    COMMAND = "command"
    FLAG = "flag"
    STRING = "string"
    VARIABLE = "variable"
    ASSIGNED = "assigned"
    NUMBER = "number"
    OPERATOR = "operator"
    COMMENT = "comment"
    DELIMITER = "delimiter"


# Named parts by their kind in the grammar; words depend on where they stand.
_NAMED = {
    "string_content": Leaf.STRING,
    "raw_string": Leaf.STRING,
    "ansi_c_string": Leaf.STRING,
    "heredoc_content": Leaf.STRING,
    "heredoc_body": Leaf.STRING,
    "comment": Leaf.COMMENT,
    "number": Leaf.NUMBER,
    "file_descriptor": Leaf.NUMBER,
    "special_variable_name": Leaf.VARIABLE,
    "heredoc_start": Leaf.DELIMITER,
    "heredoc_end": Leaf.DELIMITER,
    "test_operator": Leaf.OPERATOR,
}
_OF_VARIABLES = frozenset({"simple_expansion", "expansion"})
_SETTERS = frozenset({"variable_assignment", "for_statement"})


def leaves(source: str, span: Span, gaps: Sequence[Span]) -> Iterator[tuple[Span, Leaf]]:
    """The parts of the shell code in ``span``, from the left; an outer string comes before the variables in it.

    Plain words are left out, and so is all code that is too long to be parsed.
    """
    tree = parse(masked(source, span, gaps)) if len(span) <= LONGEST_SCRIPT else None
    waiting: list[tuple[Node, str]] = [] if tree is None else [(tree.root_node, "")]
    while waiting:
        node, above = waiting.pop()
        kind = _kind(node, above)
        if kind is not None and node.end_byte > node.start_byte:
            yield Span(span.start + node.start_byte, span.start + node.end_byte), kind
        if children := node.children:
            below = node.type
            waiting += ((child, below) for child in reversed(children))


def _kind(node: "Node", above: str) -> Leaf | None:
    kind = node.type
    if not node.is_named:
        if kind == '"':
            return Leaf.STRING
        if above in _OF_VARIABLES:
            return Leaf.VARIABLE
        return Leaf.KEYWORD if kind.isalpha() else Leaf.OPERATOR
    if kind == "variable_name":
        return Leaf.ASSIGNED if above in _SETTERS else Leaf.VARIABLE
    if kind == "word":
        if above == "command_name":
            return Leaf.COMMAND
        text = node.text or b""
        return Leaf.FLAG if above == "command" and text.startswith(b"-") and len(text) > 1 else None
    return _NAMED.get(kind)
