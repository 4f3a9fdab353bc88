"""The requests of a client about a place in a document: hover, and what can be done there."""

from collections.abc import Collection
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcInvalidParams

from dockerls.document import Document
from dockerls.features.actions import FIX_ALL, QUICK_FIX, REFACTORING_KINDS, Action, actions
from dockerls.features.changes import Deed, Key, OtherFile, resolve
from dockerls.features.hover import hover
from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.documents import Opened
from dockerls.server.pages import OPEN_RULE

if TYPE_CHECKING:
    from dockerls.features.diagnostics import Diagnostic
    from dockerls.server.main import DockerfileServer
    from dockerls.server.other_files import Addition

CAPABILITIES: Json = {
    "hoverProvider": True,
    "codeActionProvider": {"codeActionKinds": [QUICK_FIX, FIX_ALL, *REFACTORING_KINDS], "resolveProvider": True},
}


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> Json | None:
        uri = params.text_document.uri
        if uri in server.ignore_files:
            return server.ignore_files.hover(uri, params.position, server.configuration.language(None))
        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        offset = convert.position_of(opened.document, params.position, documents.encoding)
        language = server.configuration.language(opened.settings)
        found = hover(opened.document, offset, documents.shown(opened), language)
        if found is None:
            return None
        return {
            "contents": {"kind": "markdown", "value": found.markdown},
            "range": convert.range_at(opened.document, found.span, documents.encoding),
        }

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION)
    async def on_code_action(params: types.CodeActionParams) -> list[Json]:
        if not server.configuration.is_known(params.text_document.uri):
            # A client that fixes many files opens each and asks at once.
            await server.configuration.look_up(params.text_document.uri)
            documents.reconsider(params.text_document.uri)
        opened = documents.get(params.text_document.uri)
        if opened is None:
            return []
        span = convert.span_of(opened.document, params.range, documents.encoding)
        only: Collection[str] = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        found = actions(opened.document, span, _shows(server, opened), only)
        return [
            _code_action(server, opened, action)
            for action in found
            if (action.opens_rule is None or server.client.shows_documents)
            and _additions(server, opened, action.other_files) is not None
        ]

    @server.feature(types.CODE_ACTION_RESOLVE)
    def on_resolve(action: types.CodeAction) -> Json:
        uri, version, number, key = _read_data(action.data)
        opened = documents.get(uri)
        if opened is None or (opened.version, opened.number) != (version, number):
            raise JsonRpcContentModified
        resolved: Json = {"title": action.title, "edit": edit_of(server, opened, key)}
        if action.kind is not None:
            resolved["kind"] = str(getattr(action.kind, "value", action.kind))
        return resolved


def _shows(server: "DockerfileServer", opened: Opened) -> Any:
    """What is shown of any document with the settings of this one; of the document itself it is known already."""

    def shows(document: Document) -> "list[Diagnostic]":
        return server.documents.shown_under(opened, document)

    return shows


def _code_action(server: "DockerfileServer", opened: Opened, action: Action) -> Json:
    language = server.configuration.language(opened.settings)
    answer: Json = {"title": action.title.said_in(language), "kind": action.kind}
    if action.mends:
        found = [shown for shown in server.documents.shown(opened) if shown.located in action.mends]
        answer["diagnostics"] = convert.diagnostics(
            opened.document, found, opened.uri, language, server.documents.encoding
        )
    if action.is_preferred:
        answer["isPreferred"] = True
    if action.opens_rule is not None:
        code = action.opens_rule.code
        answer["command"] = {"title": answer["title"], "command": OPEN_RULE, "arguments": [code]}
    elif server.client.resolves_edits:
        key = astuple(action.key)
        answer["data"] = {"uri": opened.uri, "version": opened.version, "opening": opened.number, "key": key}
    else:
        answer["edit"] = edit_of(server, opened, action.key)
    return answer


def edit_of(server: "DockerfileServer", opened: Opened, key: Key) -> Json:
    change = resolve(opened.document, _shows(server, opened), key)
    edits = convert.text_edits(opened.document, change.edits, server.documents.encoding)
    others = _additions(server, opened, change.other_files) or ()
    versioned = server.client.takes_versioned_edits
    return convert.workspace_edit(opened.uri, opened.version, edits, versioned=versioned, others=others)


def _additions(
    server: "DockerfileServer", opened: Opened, other_files: tuple[OtherFile, ...]
) -> "tuple[Addition, ...] | None":
    """What to add to other files; None where the client cannot."""
    if not other_files:
        return ()
    from dockerls.server.other_files import additions

    return additions(server, opened, other_files)


def _read_data(data: Any) -> tuple[str, int, int, Key]:
    """What we gave an action to carry. Raises JsonRpcInvalidParams where it is not that."""
    try:
        deed, code, *numbers = data["key"]
        key = Key(Deed(deed), str(code), *map(int, numbers))
        return str(data["uri"]), int(data["version"]), int(data["opening"]), key
    except (TypeError, KeyError, ValueError) as error:
        raise JsonRpcInvalidParams("data is not what this server gave the action") from error
