"""What in a file leads somewhere: images to their pages, sources to their files, addresses, codes of rules."""

import re
from collections.abc import Iterator

from dockerls.analysis.suppressions import check_directive, suppression
from dockerls.document import Document
from dockerls.knowledge.registries import page_of
from dockerls.rewrite.stage_names import references_in
from dockerls.rules.addresses import address_of
from dockerls.semantics.context_sources import named_sources
from dockerls.semantics.stage_references import UsedBy
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Directive, Piece
from dockerls.text.span import Span
from dockerls.value import value

_ADDRESS = re.compile(r"https?://[^\s'\"<>`\\^{}|$)\]]+")
_SENTENCE_END = ".,;:!?"


@value
class Link:
    """A stretch of the whole text, and the address it leads to, or the path of a file in the build context."""

    span: Span
    address: str | None = None
    path: str | None = None


def links(document: Document) -> Iterator[Link]:
    """Every link, from the top down but for those of images, which come first."""
    yield from _images(document)
    start = 0
    for piece in document.file.pieces:
        for link in _of_piece(piece):
            yield Link(link.span.shifted(start), link.address, link.path)
        start += len(piece.text)


def source_at(document: Document, offset: int) -> Link | None:
    """The file of the build context that COPY, ADD or a bind mount names at an offset of the text."""
    number = document.piece_at(offset)
    piece = None if number is None else document.file.pieces[number]
    if number is None or not isinstance(piece, Instruction):
        return None
    start = document.start_of(number)
    found = (Link(link.span.shifted(start), path=link.path) for link in _sources(piece))
    return next((link for link in found if link.span.contains(offset)), None)


def _images(document: Document) -> Iterator[Link]:
    """What FROM, ``--from=`` and mounts name, unless it is a stage; variables are filled in by their defaults."""
    results = document.analysis.results
    for reference in references_in(document.file.pieces).references:
        text: str | None = reference.use.text
        if reference.target is not None or (reference.use.by is not UsedBy.FROM and reference.use.text.isdecimal()):
            continue
        if reference.use.by is UsedBy.FROM:
            above = results[reference.piece - 1].below if reference.piece else document.analysis.start
            text = above.resolved(reference.use.text)
        address = page_of(read_image(text)) if text else None
        if address:
            yield Link(reference.use.span.shifted(document.start_of(reference.piece)), address)


def _of_piece(piece: Piece) -> Iterator[Link]:
    if isinstance(piece, Directive):
        if piece.name == "syntax" and (address := page_of(read_image(piece.value))):
            yield Link(piece.value_span, address)
        for word in check.skips if (check := check_directive(piece)) else ():
            start = piece.text.index(word, piece.value_span.start)
            yield from _rule(word, Span(start, start + len(word)))
    elif isinstance(piece, Comment) and (found := suppression(piece)):
        for named in found.names:
            yield from _rule(named.word, named.span)
    elif isinstance(piece, Instruction):
        yield from _sources(piece)
    if "://" in piece.text:
        for match in _ADDRESS.finditer(piece.text):
            address = match.group().rstrip(_SENTENCE_END)
            if piece.text[match.end() : match.end() + 1] not in ("$", "{"):
                yield Link(Span(match.start(), match.start() + len(address)), address)


def _sources(instruction: Instruction) -> Iterator[Link]:
    for source in named_sources(instruction):
        if not source.is_pattern and not source.is_whole_context:
            yield Link(source.span, path=source.path)


def _rule(word: str, span: Span) -> Iterator[Link]:
    """Where the tool that gave a rule its code explains it."""
    if address := address_of(word):
        yield Link(span, address)
