"""The requests about the structure of a file: its outline, what can be folded, what a selection grows to."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from lsprotocol import types

from dockerls.build_context.workspace_files import WorkspaceFiles
from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.uris import file_path, file_uri, same_document
from dockerls.text.span import Span

if TYPE_CHECKING:
    from pathlib import Path

    from dockerls.document import Document
    from dockerls.features.outline import Symbol
    from dockerls.server.main import DockerfileServer

CAPABILITIES: Json = {
    "documentSymbolProvider": True,
    "workspaceSymbolProvider": True,
    "foldingRangeProvider": True,
    "selectionRangeProvider": True,
}

MOST_SYMBOLS = 200

RangeOf = Callable[[Span], Json]

# The pictures that editors have, by the kinds of the outline.
_SYMBOL_KINDS = {
    "stage": types.SymbolKind.Class,
    "base": types.SymbolKind.Module,
    "commands": types.SymbolKind.Function,
    "files": types.SymbolKind.File,
    "variables": types.SymbolKind.Variable,
    "metadata": types.SymbolKind.Property,
    "start": types.SymbolKind.Method,
    "state": types.SymbolKind.Field,
    "trigger": types.SymbolKind.Event,
}


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents
    files: WorkspaceFiles[list[Json]] = WorkspaceFiles()

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def on_document_symbol(params: types.DocumentSymbolParams) -> list[Json]:
        from dockerls.features.outline import outline

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return []
        symbols = outline(opened.document)
        range_of = convert.ranges_in(opened.document, documents.encoding)
        if server.client.takes_symbol_trees:
            return [tree(symbol, range_of) for symbol in symbols]
        return list(flat(opened.uri, symbols, None, range_of))

    def tree(symbol: "Symbol", range_of: RangeOf) -> Json:
        return {
            "name": symbol.name,
            "detail": symbol.detail,
            "kind": _SYMBOL_KINDS[symbol.kind.value],
            "range": range_of(symbol.span),
            "selectionRange": range_of(symbol.selected),
            "children": [tree(child, range_of) for child in symbol.children],
        }

    def flat(uri: str, symbols: "Iterable[Symbol]", container: str | None, range_of: RangeOf) -> Iterator[Json]:
        for symbol in symbols:
            yield located(uri, symbol, container, range_of)
            yield from flat(uri, symbol.children, symbol.name, range_of)

    def located(uri: str, symbol: "Symbol", container: str | None, range_of: RangeOf) -> Json:
        answer: Json = {
            "name": f"{symbol.name} {symbol.detail}".rstrip(),
            "kind": _SYMBOL_KINDS[symbol.kind.value],
            "location": {"uri": uri, "range": range_of(symbol.span)},
        }
        return answer if container is None else {**answer, "containerName": container}

    def heads_of(document: "Document", uri: str, name: str) -> list[Json]:
        from dockerls.features.outline import heads

        range_of = convert.ranges_in(document, documents.encoding)
        return [located(uri, symbol, name, range_of) for symbol in heads(document)]

    @server.feature(types.WORKSPACE_SYMBOL)
    async def on_workspace_symbol(params: types.WorkspaceSymbolParams) -> list[Json]:
        found = [
            symbol for opened in documents for symbol in heads_of(opened.document, opened.uri, name_of(opened.uri))
        ]
        folders = [path for folder in server.configuration.folders if (path := file_path(folder))]
        is_open = {same_document(opened.uri) for opened in documents}
        on_disk = await asyncio.get_running_loop().run_in_executor(None, search, folders)
        found += (
            symbol for path, symbols in on_disk if same_document(file_uri(path)) not in is_open for symbol in symbols
        )
        wanted = params.query.lower()
        return [symbol for symbol in found if _resembles(symbol["name"].lower(), wanted)][:MOST_SYMBOLS]

    def search(folders: "list[Path]") -> "list[tuple[Path, list[Json]]]":
        from dockerls.analysis.analysis import Analyzer
        from dockerls.document import open_document

        without_rules = Analyzer((), date.today())
        return files.all(
            folders, lambda path, text: heads_of(open_document(text, without_rules), file_uri(path), path.name)
        )

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def on_folding_range(params: types.FoldingRangeParams) -> list[Json]:
        from dockerls.features.folding import Kind, folds

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return []
        range_of = convert.ranges_in(opened.document, documents.encoding)
        answer: list[Json] = []
        for fold in folds(opened.document):
            lines = range_of(fold.span)
            folded: Json = {"startLine": lines["start"]["line"], "endLine": lines["end"]["line"]}
            if fold.kind is not Kind.CODE:
                folded["kind"] = fold.kind.value
            answer.append(folded)
        return answer

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    def on_selection_range(params: types.SelectionRangeParams) -> list[Json]:
        from dockerls.features.selection import selections

        opened = documents.get(params.text_document.uri)
        answer: list[Json] = []
        for position in params.positions if opened else ():
            assert opened is not None
            offset = convert.position_of(opened.document, position, documents.encoding)
            chain: Json = {}
            for span in reversed(selections(opened.document, offset)):
                outer = {"parent": chain} if chain else {}
                chain = {"range": convert.range_at(opened.document, span, documents.encoding), **outer}
            answer.append(chain)
        return answer


def name_of(uri: str) -> str:
    """What a document is called in a list: the name of its file."""
    path = file_path(uri)
    return path.name if path else uri.rpartition("/")[2]


def _resembles(name: str, wanted: str) -> bool:
    """Whether the letters that were typed stand in the name, in their order."""
    letters = iter(name)
    return all(letter in letters for letter in wanted)
