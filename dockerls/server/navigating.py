"""The requests about names: where a thing is defined, where it is used, and giving it another name."""

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.documents import Opened
from dockerls.server.uris import file_uri

if TYPE_CHECKING:
    from dockerls.features.names import Name
    from dockerls.features.rename import Refusal
    from dockerls.server.main import DockerfileServer
    from dockerls.text.span import Span

CAPABILITIES: Json = {
    "definitionProvider": True,
    "referencesProvider": True,
    "documentHighlightProvider": True,
    "linkedEditingRangeProvider": True,
    "renameProvider": {"prepareProvider": True},
}

_READ, _WRITE = 2, 3
_REQUEST_FAILED = int(types.LSPErrorCodes.RequestFailed)  # what editors show the message of


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents

    def name_at(params: Any) -> "tuple[Opened, Name] | None":
        from dockerls.features.names import name_at

        opened = documents.get(params.text_document.uri)
        found = name_at(opened.document, offset_of(opened, params)) if opened else None
        return (opened, found) if opened and found else None

    def offset_of(opened: Opened, params: Any) -> int:
        return convert.position_of(opened.document, params.position, documents.encoding)

    def location(opened: Opened, span: "Span") -> Json:
        return {"uri": opened.uri, "range": convert.range_at(opened.document, span, documents.encoding)}

    def refused(opened: Opened, refusal: "Refusal") -> JsonRpcException:
        return JsonRpcException(refusal.reason.said_in(server.configuration.language(opened.settings)), _REQUEST_FAILED)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def on_definition(params: types.DefinitionParams) -> list[Json]:
        found = name_at(params)
        return [location(found[0], span) for span in found[1].definitions] if found else source(params)

    def source(params: types.DefinitionParams) -> list[Json]:
        """The file that a COPY or ADD names; whether it is there the editor tells."""
        from dockerls.features.links import source_at

        opened = documents.get(params.text_document.uri)
        link = source_at(opened.document, offset_of(opened, params)) if opened else None
        folder = server.context_answers.folder_of(opened) if opened else None
        if link is None or link.path is None or folder is None:
            return []
        top = {"line": 0, "character": 0}
        return [{"uri": file_uri(folder / link.path), "range": {"start": top, "end": top}}]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def on_references(params: types.ReferenceParams) -> list[Json]:
        found = name_at(params)
        if found is None:
            return []
        opened, name = found
        with_definitions = params.context.include_declaration
        return [location(opened, spot.span) for spot in name.spots if with_definitions or not spot.is_definition]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def on_highlight(params: types.DocumentHighlightParams) -> list[Json]:
        found = name_at(params)
        if found is None:
            return []
        opened, name = found
        return [
            {"range": location(opened, spot.span)["range"], "kind": _WRITE if spot.is_definition else _READ}
            for spot in name.spots
        ]

    @server.feature(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE)
    def on_linked_editing(params: types.LinkedEditingRangeParams) -> Json | None:
        from dockerls.features.rename import linked

        opened = documents.get(params.text_document.uri)
        found = linked(opened.document, offset_of(opened, params)) if opened else None
        if opened is None or found is None:
            return None
        return {
            "ranges": [location(opened, spot.span)["range"] for spot in found.spots],
            "wordPattern": found.word_pattern,
        }

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def on_prepare_rename(params: types.PrepareRenameParams) -> Json | None:
        from dockerls.features.rename import Refusal, renameable

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        found = renameable(opened.document, offset_of(opened, params))
        if isinstance(found, Refusal):
            raise refused(opened, found)
        return {"range": location(opened, found.span)["range"], "placeholder": found.text}

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    def on_rename(params: types.RenameParams) -> Json | None:
        from dockerls.features.rename import Refusal, rename

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        edits = rename(opened.document, offset_of(opened, params), params.new_name)
        if isinstance(edits, Refusal):
            raise refused(opened, edits)
        converted = convert.text_edits(opened.document, edits, documents.encoding)
        versioned = server.client.takes_versioned_edits
        return convert.workspace_edit(opened.uri, opened.version, converted, versioned=versioned)
