"""The border between our values and the protocol's JSON. Everything here answers plain dicts and lists."""

from collections.abc import Iterable, Sequence
from typing import Any

from dockerls.document import Document
from dockerls.features.diagnostics import Diagnostic
from dockerls.language import Language
from dockerls.rules.rule import Severity, Tag
from dockerls.text.edit import Edit
from dockerls.text.lines import Encoding, Position
from dockerls.text.span import Span

Json = dict[str, Any]

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3, Severity.HINT: 4}
_TAGS = {Tag.UNNECESSARY: 1, Tag.DEPRECATED: 2}


def position_of(document: Document, position: Any, encoding: Encoding) -> int:
    """The code-point offset of an LSP position (a dict or a ``types.Position``), clamped to the text."""
    return document.offset(read_position(position), encoding)


def read_position(position: Any) -> Position:
    if isinstance(position, dict):
        return Position(position["line"], position["character"])
    return Position(position.line, position.character)


def span_of(document: Document, lsp_range: Any, encoding: Encoding) -> Span:
    """The span of an LSP range."""
    start = position_of(document, lsp_range.start, encoding)
    return Span(start, max(start, position_of(document, lsp_range.end, encoding)))


def range_at(document: Document, span: Span, encoding: Encoding) -> Json:
    """The LSP range of a span of the whole text."""
    return _range(document.position(span.start, encoding), document.position(span.end, encoding))


def range_in(document: Document, piece: int, span: Span, encoding: Encoding) -> Json:
    """The LSP range of a span of a piece."""
    return _range(document.position_in(piece, span.start, encoding), document.position_in(piece, span.end, encoding))


def _range(start: Position, end: Position) -> Json:
    return {
        "start": {"line": start.line, "character": start.column},
        "end": {"line": end.line, "character": end.column},
    }


def diagnostic(document: Document, shown: Diagnostic, uri: str, language: Language, encoding: Encoding) -> Json:
    """A finding as a Diagnostic. Its ``data`` says which rule it is of, for clients; we never read places from it."""
    located = shown.located
    answer: Json = {
        "range": range_in(document, located.piece, located.span, encoding),
        "severity": _SEVERITIES[shown.severity],
        "code": located.rule.code,
        "source": "dockerls",
        "message": shown.message.said_in(language),
        "data": {"rule": located.rule.name, "fixable": bool(shown.fixes)},
    }
    if url := located.rule.url:
        answer["codeDescription"] = {"href": url}
    if located.finding.tags:
        answer["tags"] = [_TAGS[tag] for tag in located.finding.tags]
    if located.finding.related:
        answer["relatedInformation"] = [
            {
                "location": {
                    "uri": uri,
                    "range": range_in(document, located.origin + related.place.piece, related.place.span, encoding),
                },
                "message": related.message.said_in(language),
            }
            for related in located.finding.related
        ]
    return answer


def text_edits(document: Document, edits: Iterable[Edit], encoding: Encoding) -> list[Json]:
    return [{"range": range_at(document, edit.span, encoding), "newText": edit.new_text} for edit in edits]


def workspace_edit(uri: str, version: int | None, edits: Sequence[Json], *, versioned: bool) -> Json:
    """A WorkspaceEdit for one document, naming the version it is meant for where the client understands that."""
    if versioned:
        return {"documentChanges": [{"textDocument": {"uri": uri, "version": version}, "edits": list(edits)}]}
    return {"changes": {uri: list(edits)}}
