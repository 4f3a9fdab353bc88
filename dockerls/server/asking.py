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

APPLY = "dockerls.applyAction"

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
            "contents": convert.markup(found.markdown, as_markdown=server.client.hovers_markdown),
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
        offer = _code_action if server.client.takes_actions else _command
        return [
            offer(server, opened, action)
            for action in found
            if _can_be_done(server, action) and _additions(server, opened, action.other_files) is not None
        ]

    @server.feature(types.CODE_ACTION_RESOLVE)
    def on_resolve(action: types.CodeAction) -> Json:
        opened, key = carried(action.data)
        resolved: Json = {"title": action.title, "edit": edit_of(server, opened, key)}
        if action.kind is not None:
            resolved["kind"] = str(getattr(action.kind, "value", action.kind))
        return resolved

    @server.command(APPLY)
    async def apply(data: Any = None) -> bool:
        """Whether the client has applied the edit."""
        return await server.protocol.apply_edit(edit_of(server, *carried(data)))

    def carried(data: Any) -> tuple[Opened, Key]:
        """The document and the key of an action. Raises JsonRpcContentModified where that has another text now."""
        uri, number, key = _read_data(data)
        opened = documents.get(uri)
        if opened is None or opened.number != number:
            raise JsonRpcContentModified
        return opened, key


def _can_be_done(server: "DockerfileServer", action: Action) -> bool:
    """Whether the client has what an action needs."""
    if action.opens_rule is not None:
        return server.client.shows_documents
    return server.client.takes_actions or server.client.applies_edits


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
            opened.document, found, opened.uri, language, server.documents.encoding, server.documents.parts
        )
    if action.is_preferred:
        answer["isPreferred"] = True
    if action.opens_rule is not None:
        answer["command"] = _command(server, opened, action)
    elif server.client.resolves_edits:
        answer["data"] = _data(opened, action)
    else:
        answer["edit"] = edit_of(server, opened, action.key)
    return answer


def _command(server: "DockerfileServer", opened: Opened, action: Action) -> Json:
    """The action as a Command, which is all that a client of before 3.8 knows."""
    title = action.title.said_in(server.configuration.language(opened.settings))
    if action.opens_rule is not None:
        return {"title": title, "command": OPEN_RULE, "arguments": [action.opens_rule.code]}
    return {"title": title, "command": APPLY, "arguments": [_data(opened, action)]}


def _data(opened: Opened, action: Action) -> Json:
    """What the client carries of an action until it is taken."""
    return {"uri": opened.uri, "number": opened.number, "key": astuple(action.key)}


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


def _read_data(data: Any) -> tuple[str, int, Key]:
    """What we gave the client to carry. Raises JsonRpcInvalidParams where it is not that."""
    try:
        deed, code, *numbers = data["key"]
        key = Key(Deed(deed), str(code), *map(int, numbers))
        return str(data["uri"]), int(data["number"]), key
    except (TypeError, KeyError, ValueError) as error:
        raise JsonRpcInvalidParams("data is not what this server gave the action") from error
