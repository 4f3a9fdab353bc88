"""The requests for what stands around the text: links, hints between the words, lines above the stages."""

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from dockerls.features.changes import Deed, Key
from dockerls.server import convert
from dockerls.server.asking import edit_of
from dockerls.server.convert import Json
from dockerls.server.uris import file_uri

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer

FIX_STAGE = "dockerls.fixStage"

CAPABILITIES: Json = {
    "documentLinkProvider": {},
    "inlayHintProvider": True,
    "codeLensProvider": {"resolveProvider": False},
}


def add_to(server: "DockerfileServer") -> None:
    documents = server.documents

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def on_links(params: types.DocumentLinkParams) -> list[Json]:
        from dockerls.features.links import links

        opened = documents.get(params.text_document.uri)
        if opened is None:
            return []
        range_of = convert.ranges_in(opened.document, documents.encoding)
        folder = server.context_answers.folder_of(opened)
        answer: list[Json] = []
        for link in links(opened.document):
            found: Json = {"range": range_of(link.span)}
            if link.address:
                answer.append({**found, "target": link.address})
            elif folder is not None and link.path is not None:
                # Whether the file is there the editor tells who follows the link: nobody waits here for the disk.
                answer.append({**found, "target": file_uri(folder / link.path)})
        return answer

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def on_hints(params: types.InlayHintParams) -> list[Json]:
        from dockerls.features.hints import hints

        opened = documents.get(params.text_document.uri)
        if opened is None or opened.settings is None:
            return []
        language = server.configuration.language(opened.settings)
        span = convert.span_of(opened.document, params.range, documents.encoding)
        answer: list[Json] = []
        for hint in hints(opened.document, span, opened.settings.hints):
            position = opened.document.position(hint.offset, documents.encoding)
            found: Json = {
                "position": {"line": position.line, "character": position.column},
                "label": hint.label.said_in(language),
                "paddingLeft": True,
            }
            if hint.tooltip:
                found["tooltip"] = hint.tooltip.said_in(language)
            answer.append(found)
        return answer

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def on_lenses(params: types.CodeLensParams) -> list[Json]:
        from dockerls.features.lens import lenses

        opened = documents.get(params.text_document.uri)
        if opened is None or opened.settings is None or not opened.settings.code_lens:
            return []
        language = server.configuration.language(opened.settings)
        answer: list[Json] = []
        for lens in lenses(opened.document, documents.shown(opened)):
            command: Json = {"title": lens.title.said_in(language), "command": ""}
            if lens.fixes_stage is not None:
                command |= {"command": FIX_STAGE, "arguments": [opened.uri, opened.number, lens.fixes_stage]}
            place = convert.range_at(opened.document, lens.span, documents.encoding)
            answer.append({"range": place, "command": command})
        return answer

    @server.command(FIX_STAGE)
    async def fix_stage(uri: Any = None, number: Any = None, stage: Any = None) -> bool:
        """Whether the client has applied the edit."""
        if not isinstance(uri, str) or not isinstance(stage, int):
            raise JsonRpcInvalidParams(f"{FIX_STAGE} takes the arguments that its code lens has")
        opened = documents.get(uri)
        if opened is None or opened.number != number:
            return False
        return await server.protocol.apply_edit(edit_of(server, opened, Key(Deed.FIX_STAGE, number=stage)))
