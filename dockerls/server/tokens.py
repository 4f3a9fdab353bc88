"""Semantic tokens: all, those of a range, and what differs from the last answer."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.documents import Opened
from dockerls.server.uris import same_document

if TYPE_CHECKING:
    from dockerls.document import Document
    from dockerls.features.tokens import Token
    from dockerls.server.main import DockerfileServer
    from dockerls.text.lines import Encoding

# The words of the protocol in the order their numbers have; `tests/test_tokens.py` holds them against the feature's.
KINDS = [
    "keyword",
    "comment",
    "string",
    "number",
    "operator",
    "variable",
    "parameter",
    "property",
    "function",
    "class",
    "namespace",
    "macro",
]
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_DEFINITION = 1  # the bit of the only modifier

CAPABILITIES: Json = {
    "semanticTokensProvider": {
        "legend": {"tokenTypes": KINDS, "tokenModifiers": ["definition"]},
        "full": {"delta": True},
        "range": True,
    }
}

_Numbers = list[int]


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents
    answered: dict[str, tuple[str, Document, _Numbers]] = {}

    def all_of(opened: Opened) -> _Numbers:
        from dockerls.features.tokens import tokens

        known = answered.get(same_document(opened.uri))
        if known is not None and known[1] is opened.document:
            return known[2]
        return encoded(opened.document, tokens(opened.document), documents.encoding)

    def remember(opened: Opened, numbers: _Numbers) -> str:
        name = str(opened.number)
        for closed in [key for key in answered if documents.get(key) is None]:
            del answered[closed]
        answered[same_document(opened.uri)] = (name, opened.document, numbers)
        return name

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL)
    def on_full(params: types.SemanticTokensParams) -> Json | None:
        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        numbers = all_of(opened)
        return {"resultId": remember(opened, numbers), "data": numbers}

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA)
    def on_delta(params: types.SemanticTokensDeltaParams) -> Json | None:
        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        known = answered.get(same_document(opened.uri))
        numbers = all_of(opened)
        name = remember(opened, numbers)
        if known is None or known[0] != params.previous_result_id:
            return {"resultId": name, "data": numbers}
        return {"resultId": name, "edits": difference(known[2], numbers)}

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE)
    def on_range(params: types.SemanticTokensRangeParams) -> Json | None:
        from dockerls.features.tokens import tokens

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        span = convert.span_of(opened.document, params.range, documents.encoding)
        return {"data": encoded(opened.document, tokens(opened.document, span), documents.encoding)}


def encoded(document: "Document", found: "Iterable[tuple[int, Sequence[Token]]]", encoding: "Encoding") -> _Numbers:
    """Five numbers a token: lines and units from the one before, length, kind and modifiers."""
    numbers: _Numbers = []
    line = column = 0
    for piece, tokens in found:
        first, lines = document.lines_of(piece)
        for token in tokens:
            start = lines.position(token.span.start, encoding)
            end = lines.position(token.span.end, encoding)
            further = first + start.line - line
            numbers.extend(
                (
                    further,
                    start.column if further else start.column - column,
                    end.column - start.column,
                    _NUMBERS[token.kind.value],
                    _DEFINITION if token.is_definition else 0,
                )
            )
            line, column = first + start.line, start.column
    return numbers


def difference(old: _Numbers, new: _Numbers) -> list[Json]:
    """The one edit that makes ``new`` of ``old``, none where they are the same."""
    if old == new:
        return []
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return [
        {"start": head, "deleteCount": len(old) - head - tail, "data": new[head : len(new) - tail]},
    ]
