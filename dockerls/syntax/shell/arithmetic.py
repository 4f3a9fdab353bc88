"""Arithmetic in the tree of shell code, where a variable needs no ``$``: ``$((N + 1))``, ``((N++))``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_EXPRESSIONS = frozenset(
    {"binary_expression", "unary_expression", "postfix_expression", "ternary_expression", "parenthesized_expression"}
)
_NAMES = frozenset({"variable_name", "word"})  # the grammar sees mere words in the head of a loop


def operands(node: "Node") -> "Iterator[Node]":
    """What may be the names of variables in a node that holds arithmetic, or commands as ``{ …; }``, from the left.

    Numbers such as ``0x1F`` look like names to the grammar.
    """
    waiting = node.children[::-1]
    while waiting:
        child = waiting.pop()
        if child.type in _NAMES:
            yield child
        elif child.type in _EXPRESSIONS:
            waiting += child.children[::-1]
