"""Requests for formatting: a document, parts of it, and what was just typed. Answers carry the smallest edits."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.documents import Opened
from dockerls.server.uris import file_path

if TYPE_CHECKING:
    from dockerls.features.formatting.style import EditorOptions, Style
    from dockerls.server.main import DockerfileServer

CAPABILITIES: Json = {
    "documentFormattingProvider": True,
    "documentRangeFormattingProvider": {"rangesSupport": True},
    "documentOnTypeFormattingProvider": {"firstTriggerCharacter": "\n", "moreTriggerCharacter": ["\\", "`"]},
}


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def on_formatting(params: types.DocumentFormattingParams) -> list[Json] | None:
        return await formatted(params.text_document.uri, params.options, None)

    @server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    async def on_range_formatting(params: types.DocumentRangeFormattingParams) -> list[Json] | None:
        return await formatted(params.text_document.uri, params.options, [params.range])

    @server.feature(types.TEXT_DOCUMENT_RANGES_FORMATTING)
    async def on_ranges_formatting(params: types.DocumentRangesFormattingParams) -> list[Json] | None:
        return await formatted(params.text_document.uri, params.options, params.ranges)

    @server.feature(types.TEXT_DOCUMENT_ON_TYPE_FORMATTING)
    async def on_type_formatting(params: types.DocumentOnTypeFormattingParams) -> list[Json] | None:
        from dockerls.features.formatting.on_type import typed

        found = await _styled(server, params.text_document.uri, params.options)
        if found is None:
            return None
        opened, style = found
        offset = convert.position_of(opened.document, params.position, documents.encoding)
        return convert.text_edits(opened.document, typed(opened.document, offset, params.ch, style), documents.encoding)

    async def formatted(uri: str, options: Any, ranges: Sequence[types.Range] | None) -> list[Json] | None:
        from dockerls.features.formatting.format import formatted

        found = await _styled(server, uri, options)
        if found is None:
            return None
        opened, style = found
        document = opened.document
        spans = None if ranges is None else [convert.span_of(document, each, documents.encoding) for each in ranges]
        return convert.text_edits(document, formatted(document, style, spans), documents.encoding)


async def _styled(server: "DockerfileServer", uri: str, options: Any) -> "tuple[Opened, Style] | None":
    """A document and the style that counts for it; None where it is excluded or not open.

    Raises JsonRpcContentModified if it changed while files were read.
    """
    from dockerls.features.formatting.style import style_of

    asked = server.documents.get(uri)
    if asked is None:
        return None
    await server.configuration.look_up(uri)
    properties = await _properties(uri)
    server.documents.reconsider(uri)
    opened = server.documents.get(uri)
    if opened is None or opened.number != asked.number:
        raise JsonRpcContentModified
    if opened.settings is None:
        return None
    return opened, style_of(opened.settings, properties, _editor_options(options))


async def _properties(uri: str) -> Mapping[str, str]:
    from dockerls.build_context.editorconfig import editorconfig_for

    path = file_path(uri)
    if path is None:
        return {}
    return await asyncio.get_running_loop().run_in_executor(None, editorconfig_for, path)


def _editor_options(options: types.FormattingOptions) -> "EditorOptions":
    from dockerls.features.formatting.style import EditorOptions

    return EditorOptions(
        tab_size=options.tab_size,
        inserts_spaces=options.insert_spaces,
        trims_lines=options.trim_trailing_whitespace,
        ends_last_line=options.insert_final_newline,
        trims_end=options.trim_final_newlines,
    )
