"""tree-sitter with its grammar of bash, imported when the first shell code is read.

Without a wheel for the running Python there is no shell reading: ``parse`` answers None and the server goes on.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

LONGEST_SCRIPT = 64 * 1024  # code points; longer shell code is not parsed


@lru_cache(maxsize=1)
def _parser() -> "Parser | None":
    try:
        import tree_sitter
        import tree_sitter_bash
    except ImportError:
        return None
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def available() -> bool:
    """Whether shell code can be read with this Python."""
    return _parser() is not None


def parse(code: bytes) -> "Tree | None":
    """The syntax tree of shell code; None when shell code cannot be read here."""
    parser = _parser()
    return None if parser is None else parser.parse(code)
