"""Writing suppression comments for findings, where the person has decided to live with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dockerls.analysis.suppressions import Suppression, suppression
from dockerls.document import Document, Located
from dockerls.rules.style import unused_suppression
from dockerls.syntax.blanks import SEPARATOR
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Directive
from dockerls.text.edit import Edit, insertion

_BOM = "\ufeff"


def suppress_here(document: Document, located: Located, reason: str) -> tuple[Edit, ...]:
    """Edits that silence a finding's rule on its instruction, or, where it stands on none, in the file.

    The comment goes directly above the instruction, or into one of ours that already stands there, whose reason
    stays. A finding about a suppression cannot be suppressed: no edits.
    """
    return suppress_all(document, (located,), reason)


def suppress_in_file(document: Document, located: Located, reason: str) -> tuple[Edit, ...]:
    """Edits that silence a finding's rule in the whole file, by a comment below the parser directives."""
    return _globally(document, [located.rule.code], reason) if _can_be_suppressed(located) else ()


def suppress_all(document: Document, findings: Iterable[Located], reason: str) -> tuple[Edit, ...]:
    """Edits that silence many findings, each on its instruction or, where it is on none, in the file."""
    codes: dict[int | None, set[str]] = defaultdict(set)
    for located in findings:
        if _can_be_suppressed(located):
            is_on_instruction = isinstance(document.file.pieces[located.piece], Instruction)
            codes[located.piece if is_on_instruction else None].add(located.rule.code)
    edits: list[Edit] = []
    # The file's first: where both are inserted at one place, its comment stands further up.
    if None in codes:
        edits += _globally(document, sorted(codes.pop(None)), reason)
    for piece, of_piece in codes.items():
        assert piece is not None
        edits += _above(document, piece, sorted(of_piece), reason)
    return tuple(edits)


def _can_be_suppressed(located: Located) -> bool:
    return located.rule.code != unused_suppression.RULE.code


def _above(document: Document, piece: int, codes: list[str], reason: str) -> tuple[Edit, ...]:
    for number in _comments_above(document, piece):
        comment = document.file.pieces[number]
        found = suppression(comment) if isinstance(comment, Comment) else None
        if found and found.is_ours and not found.is_global:
            return _merged(document, number, found, codes, reason)
    text = document.file.pieces[piece].text.removeprefix(_BOM)
    indent = text[: len(text) - len(text.lstrip(SEPARATOR))]
    return _new_line(document, piece, f"{indent}# dockerls: ignore=", codes, reason)


def _comments_above(document: Document, piece: int) -> Iterator[int]:
    """The numbers of the comments directly above an instruction, from the nearest up."""
    pieces = document.file.pieces
    above = piece - 1
    while above >= 0 and isinstance(pieces[above], Comment):
        yield above
        above -= 1


def _globally(document: Document, codes: list[str], reason: str) -> tuple[Edit, ...]:
    pieces = document.file.pieces
    for number, comment in enumerate(pieces):
        found = suppression(comment) if isinstance(comment, Comment) else None
        if found and found.is_ours and found.is_global:
            return _merged(document, number, found, codes, reason)
    below = next((number for number, piece in enumerate(pieces) if not isinstance(piece, Directive)), len(pieces))
    return _new_line(document, below, "# dockerls: global ignore=", codes, reason)


def _merged(document: Document, piece: int, found: Suppression, codes: list[str], reason: str) -> tuple[Edit, ...]:
    """The codes at the end of the list of a comment, which gets the reason only if it has none."""
    text = document.file.pieces[piece].text.rstrip()
    end = found.names[-1].span.end if found.names else min(found.end, len(text))
    added = ("," if found.names else "") + ",".join(codes)
    if reason and not text[found.end :]:
        added += f" {_on_one_line(reason)}"
    return (insertion(document.start_of(piece) + end, added),)


def _new_line(document: Document, piece: int, start: str, codes: list[str], reason: str) -> tuple[Edit, ...]:
    """A comment line of its own above a piece."""
    text = document.text
    line_end = "\r\n" if "\r\n" in text else "\n"
    at = document.start_of(piece)
    line = f"{start}{','.join(codes)} {_on_one_line(reason)}".rstrip() + line_end
    if at == 0 and text.startswith(_BOM):
        at = 1
    # Behind a directive that ends the file without a line end.
    is_below_open_line = at == len(text) and at > 0 and not text.endswith("\n")
    return (insertion(at, line_end + line if is_below_open_line else line),)


def _on_one_line(reason: str) -> str:
    """The reason, so that it cannot end the comment, nor go on with the list."""
    return " ".join(reason.split()).lstrip(", ")
