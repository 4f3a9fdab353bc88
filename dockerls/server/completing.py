"""The requests of somebody who types: what can stand here, what that means, and what form an instruction has."""

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.documents import Opened

if TYPE_CHECKING:
    from dockerls.features.completion.offer import About, Completion
    from dockerls.features.signature import Signature
    from dockerls.language import Language, Sentence
    from dockerls.server.client import Client
    from dockerls.server.main import DockerfileServer
    from dockerls.text.span import Span

# What opens a list by being typed: characters behind which a few things can follow.
TRIGGERS = (" ", "-", "=", ",", ":", "/", "$", "{", '"')

CAPABILITIES: Json = {
    "completionProvider": {"triggerCharacters": list(TRIGGERS), "resolveProvider": True},
    "signatureHelpProvider": {"triggerCharacters": [" ", "-", "=", ",", "["], "retriggerCharacters": ["]", ":", "/"]},
}

_KINDS = {
    "keyword": types.CompletionItemKind.Keyword,
    "snippet": types.CompletionItemKind.Snippet,
    "flag": types.CompletionItemKind.Property,
    "key": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.Value,
    "variable": types.CompletionItemKind.Variable,
    "stage": types.CompletionItemKind.Class,
    "image": types.CompletionItemKind.Module,
    "tag": types.CompletionItemKind.Constant,
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
    "user": types.CompletionItemKind.Unit,
    "command": types.CompletionItemKind.Function,
    "rule": types.CompletionItemKind.Event,
}
_AS_IS = int(types.InsertTextMode.AsIs)
_SNIPPET = int(types.InsertTextFormat.Snippet)
_DEPRECATED = int(types.CompletionItemTag.Deprecated)


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents

    @server.feature(types.TEXT_DOCUMENT_COMPLETION)
    def on_completion(params: types.CompletionParams) -> Json:
        from dockerls.features.completion.complete import completions
        from dockerls.features.completion.offer import Outside

        uri = params.text_document.uri
        if uri in server.ignore_files:
            return {"isIncomplete": False, "items": server.ignore_files.completions(uri, params.position)}
        opened = documents.get(uri)
        if opened is None:
            return {"isIncomplete": False, "items": []}
        offset = convert.position_of(opened.document, params.position, documents.encoding)
        outside = Outside(
            context=server.context_answers.context_of(opened),
            is_looking=server.context_answers.is_looking(opened),
            shown=lambda: documents.shown(opened),
        )
        trigger = params.context.trigger_character if params.context else None
        offers = completions(opened.document, offset, outside, trigger)
        items = _Items(server, opened, offset)
        return {
            "isIncomplete": offers.is_incomplete,
            "items": [items.item(number, offer) for number, offer in enumerate(offers.items)],
        }

    @server.feature(types.COMPLETION_ITEM_RESOLVE)
    def on_resolve(item: types.CompletionItem) -> types.CompletionItem:
        from dockerls.features.completion.documentation import documentation
        from dockerls.features.plain_text import plain_text

        if item.data is None:
            return item
        uri, about = _read_data(item.data)
        opened = documents.get(uri)
        language = server.configuration.language(opened.settings if opened else None)
        text = documentation(opened.document, about, language) if opened else None
        if text is not None:
            is_markdown = server.client.completes_markdown
            item.documentation = (
                types.MarkupContent(types.MarkupKind.Markdown, text) if is_markdown else plain_text(text)
            )
        return item

    @server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP)
    def on_signature_help(params: types.SignatureHelpParams) -> Json | None:
        from dockerls.features.signature import signature

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return None
        offset = convert.position_of(opened.document, params.position, documents.encoding)
        found = signature(opened.document, offset)
        if found is None:
            return None
        language = server.configuration.language(opened.settings)
        return _signature_help(found, language, server.client)


class _Items:
    """Completions of one answer as the protocol has them."""

    def __init__(self, server: "DockerfileServer", opened: Opened, offset: int) -> None:
        self._client = server.client
        self._language = server.configuration.language(opened.settings)
        self._opened = opened
        self._offset = offset
        self._encoding = server.documents.encoding
        self._ranges: dict[Span, Json] = {}

    def item(self, number: int, offer: "Completion") -> Json:
        """The item; ``number`` is its place in the list."""
        from dockerls.features.completion.snippet import without_holes

        is_snippet = offer.is_snippet and self._client.takes_snippets
        text = offer.new_text if is_snippet or not offer.is_snippet else without_holes(offer.new_text)
        answer: Json = {
            "label": offer.label,
            "kind": int(_KINDS[offer.kind.value]),
            "sortText": f"{number:04}",
            "textEdit": self._edit(offer.span, text),
        }
        if is_snippet:
            answer["insertTextFormat"] = _SNIPPET
        if "\n" in text and self._client.keeps_indentation:
            answer["insertTextMode"] = _AS_IS
        if offer.filter_text is not None:
            answer["filterText"] = offer.filter_text
        if offer.detail is not None:
            answer["detail"] = offer.detail.said_in(self._language)
        if offer.is_deprecated and self._client.strikes_completions:
            answer["tags"] = [_DEPRECATED]
        if offer.about is not None:
            about = offer.about
            answer["data"] = {"uri": self._opened.uri, "about": [about.subject.value, about.name, about.of]}
        return answer

    def _edit(self, span: "Span", text: str) -> Json:
        """Where a client asks its user whether to replace what stands behind the cursor, both spans."""
        if not self._client.inserts_or_replaces or span.end == self._offset:
            return {"range": self._range(span), "newText": text}
        typed = type(span)(span.start, self._offset)
        return {"insert": self._range(typed), "replace": self._range(span), "newText": text}

    def _range(self, span: "Span") -> Json:
        if span not in self._ranges:
            self._ranges[span] = convert.range_at(self._opened.document, span, self._encoding)
        return self._ranges[span]


def _signature_help(found: "Signature", language: "Language", client: "Client") -> Json:
    from dockerls.features.plain_text import plain_text

    def documentation(lesson: "Sentence") -> Json:
        text = lesson.said_in(language)
        return {"documentation": convert.markup(text, as_markdown=True) if client.signs_markdown else plain_text(text)}

    parameters: list[Json] = []
    for parameter in found.parameters:
        label = (
            [parameter.span.start, parameter.span.end] if client.marks_parameters else parameter.span.of(found.label)
        )
        parameters.append({"label": label, **(documentation(parameter.lesson) if parameter.lesson else {})})
    signature: Json = {"label": found.label, "parameters": parameters}
    if found.summary is not None:
        signature |= documentation(found.summary)
    return {"signatures": [signature], "activeSignature": 0, "activeParameter": found.active}


def _read_data(data: Any) -> "tuple[str, About]":
    """What we gave a completion to carry. Raises JsonRpcInvalidParams where it is not that."""
    from dockerls.features.completion.offer import About, Subject

    try:
        subject, name, of = data["about"]
        return str(data["uri"]), About(Subject(subject), str(name), str(of))
    except (TypeError, KeyError, ValueError) as error:
        raise JsonRpcInvalidParams("data is not what this server gave the completion") from error
