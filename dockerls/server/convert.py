"""The border between our values and the protocol's JSON. Everything here answers plain dicts and lists."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dockerls.document import Document
from dockerls.features.diagnostics import Diagnostic
from dockerls.language import Language
from dockerls.rules.rule import Severity, Tag
from dockerls.server.client import DiagnosticParts
from dockerls.text.edit import Edit
from dockerls.text.lines import Encoding, LineIndex, Position
from dockerls.text.span import Span

if TYPE_CHECKING:
    from dockerls.server.other_files import Addition

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


def ranges_in(document: Document, encoding: Encoding) -> Callable[[Span], Json]:
    """The same for many spans, at the cost of one look at the whole text."""
    lines = LineIndex(document.text)
    return lambda span: _range(lines.position(span.start, encoding), lines.position(span.end, encoding))


def _range(start: Position, end: Position) -> Json:
    return {
        "start": {"line": start.line, "character": start.column},
        "end": {"line": end.line, "character": end.column},
    }


def diagnostics(
    document: Document,
    found: Iterable[Diagnostic],
    uri: str,
    language: Language,
    encoding: Encoding,
    parts: DiagnosticParts,
) -> list[Json]:
    """Findings as Diagnostics, with the ``parts`` that the client takes.

    Their ``data`` says which rule each is of, for clients; we never read it.
    """
    ranges = _Ranges(document, encoding)
    return [_diagnostic(ranges, shown, uri, language, parts) for shown in found]


class _Ranges:
    """LSP ranges of spans of pieces. What is known of a piece is kept for the next span, mostly of the same piece."""

    def __init__(self, document: Document, encoding: Encoding) -> None:
        self._document = document
        self._encoding = encoding
        self._piece = -1

    def of(self, piece: int, span: Span) -> Json:
        if piece != self._piece:
            self._piece = piece
            self._first_line, self._lines = self._document.lines_of(piece)
        start = self._lines.position(span.start, self._encoding)
        end = self._lines.position(span.end, self._encoding)
        return {
            "start": {"line": self._first_line + start.line, "character": start.column},
            "end": {"line": self._first_line + end.line, "character": end.column},
        }


def _diagnostic(ranges: _Ranges, shown: Diagnostic, uri: str, language: Language, parts: DiagnosticParts) -> Json:
    located = shown.located
    rule, finding = located.rule, located.finding
    answer: Json = {
        "range": ranges.of(located.piece, located.span),
        "severity": _SEVERITIES[shown.severity],
        "code": rule.code,
        "source": "dockerls",
        "message": shown.message.said_in(language),
    }
    if parts.data:
        answer["data"] = {"rule": rule.name, "fixable": bool(finding.fixes)}
    if parts.address and (url := rule.url):
        answer["codeDescription"] = {"href": url}
    if tags := [number for tag in finding.tags if (number := _TAGS[tag]) in parts.tags]:
        answer["tags"] = tags
    if parts.related and finding.related:
        answer["relatedInformation"] = [
            {
                "location": {"uri": uri, "range": ranges.of(located.origin + related.place.piece, related.place.span)},
                "message": related.message.said_in(language),
            }
            for related in finding.related
        ]
    return answer


def text_edits(document: Document, edits: Iterable[Edit], encoding: Encoding) -> list[Json]:
    range_of = ranges_in(document, encoding)
    return [{"range": range_of(edit.span), "newText": edit.new_text} for edit in edits]


def markup(markdown: str, *, as_markdown: bool) -> Json:
    """Our Markdown as MarkupContent, in plain text for a client that likes that better."""
    from dockerls.features.plain_text import plain_text

    if as_markdown:
        return {"kind": "markdown", "value": markdown}
    return {"kind": "plaintext", "value": plain_text(markdown)}


def workspace_edit(
    uri: str, version: int | None, edits: Sequence[Json], *, versioned: bool, others: "Sequence[Addition]" = ()
) -> Json:
    """A WorkspaceEdit for a document, naming the version it is meant for where the client understands that.

    With ``others`` it also adds to other files.
    """
    if versioned:
        changes = (
            [{"textDocument": {"uri": uri, "version": version}, "edits": list(edits)}] if edits or not others else []
        )
        return {"documentChanges": [*changes, *(change for other in others for change in other.document_changes)]}
    changed = {uri: list(edits)} if edits or not others else {}
    return {"changes": changed | {other.uri: [other.edit] for other in others}}
