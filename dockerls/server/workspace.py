"""The requests about all Dockerfiles of the workspace: what is found in them, and files that get another name.

Of a file that is not open nothing is asked of the world outside its text, as ShellCheck and the build context are:
hundreds of files would be looked at before anybody opens one.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from dockerls.build_context.workspace_files import WorkspaceFiles
from dockerls.language import Language, Sentence
from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.publishing import report_for
from dockerls.server.uris import file_path, file_uri, same_document

if TYPE_CHECKING:
    from dockerls.analysis.settings import Settings
    from dockerls.server.main import DockerfileServer

CAPABILITIES: Json = {
    "fileOperations": {"willRename": {"filters": [{"scheme": "file", "pattern": {"glob": "**/*"}}]}},
}

AT_ONCE = 20  # files whose findings are sent together to a client that takes partial results

# VS Code asks every two seconds. A search that costs much stands in for those of the next while, 1 % of a CPU at most.
CHEAP_SEARCH = 0.05  # seconds of CPU
SHARE = 100

_CHECKING = Sentence(en="Checking Dockerfiles", ko="Dockerfile 검사 중")


def add_to(server: "DockerfileServer") -> None:
    findings = _Findings(server)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def on_workspace_diagnostic(params: types.WorkspaceDiagnosticParams) -> Json:
        previous = {same_document(each.uri): each.value for each in params.previous_result_ids}
        progress = _Progress(server, params.work_done_token, params.partial_result_token)
        items: list[Json] = []
        progress.begin()
        for opened in server.documents:
            report = report_for(
                opened, server.documents, server.configuration, previous.pop(same_document(opened.uri), None)
            )
            items.append({**report, "uri": opened.uri, "version": opened.version})
        async for uri, report in findings.reports(previous):
            items.append({**report, "uri": uri, "version": None})
            items = progress.sent(items)
        # A file that is gone is told of once more, as one without findings.
        items += (
            {"kind": "full", "uri": uri, "version": None, "items": []}
            for uri in (each.uri for each in params.previous_result_ids)
            if same_document(uri) in previous
        )
        return {"items": progress.end(items)}

    @server.feature(types.WORKSPACE_WILL_RENAME_FILES)
    async def on_will_rename(params: types.RenameFilesParams) -> Json | None:
        from dockerls.server.renamed_files import workspace_edit

        moves = [
            (old, new) for file in params.files if (old := file_path(file.old_uri)) and (new := file_path(file.new_uri))
        ]
        return await workspace_edit(server, moves)


class _Progress:
    """Tells the client how far the work is, as far as it has asked for that."""

    def __init__(self, server: "DockerfileServer", work: Any, partial: Any) -> None:
        self._server = server
        self._work = work
        self._partial = partial
        self._count = 0

    def begin(self) -> None:
        title = _CHECKING.said_in(self._server.configuration.language(None))
        self._tell({"kind": "begin", "title": title, "cancellable": True})

    def sent(self, items: list[Json]) -> list[Json]:
        """What is still to be sent."""
        if self._partial is None or len(items) < AT_ONCE:
            return items
        self._count += len(items)
        self._send(self._partial, {"items": items})
        self._tell({"kind": "report", "message": str(self._count)})
        return []

    def end(self, items: list[Json]) -> list[Json]:
        """What the answer itself holds: after partial results nothing may stand there."""
        if self._partial is not None and items:
            self._send(self._partial, {"items": items})
            items = []
        self._tell({"kind": "end"})
        return items

    def _tell(self, value: Json) -> None:
        if self._work is not None:
            self._send(self._work, value)

    def _send(self, token: Any, value: Json) -> None:
        self._server.protocol.send_plainly(types.PROGRESS, {"token": token, "value": value})


class _Findings:
    """What is found in the files that are not open: worked out in a thread, again when a file or a setting changed."""

    def __init__(self, server: "DockerfileServer") -> None:
        self._server = server
        self._texts: WorkspaceFiles[str] = WorkspaceFiles()
        self._searched: tuple[list[Path], list[tuple[Path, str]]] = ([], [])
        self._searched_until = 0.0
        self._known: dict[Path, tuple[str, list[Json]]] = {}

    async def reports(self, previous: dict[str, str]) -> AsyncIterator[tuple[str, Json]]:
        """A report for each file, with its URI; those names of results that are still right are taken out."""
        server = self._server
        folders = [path for folder in server.configuration.folders if (path := file_path(folder))]
        for path, text in await asyncio.to_thread(self._read, folders):
            uri = file_uri(path)
            if server.documents.get(uri) is not None:
                continue
            await server.configuration.look_up(uri)
            settings = server.configuration.settings(uri)
            if settings is None:
                continue
            language = server.configuration.language(settings)
            name = f"{hash((text, settings, language)):x}"
            if previous.pop(same_document(uri), None) == name:
                yield uri, {"kind": "unchanged", "resultId": name}
                continue
            if path not in self._known or self._known[path][0] != name:
                self._known[path] = (name, await asyncio.to_thread(self._found, uri, text, settings, language))
            yield uri, {"kind": "full", "resultId": name, "items": self._known[path][1]}

    def _read(self, folders: list[Path]) -> list[tuple[Path, str]]:
        searched, texts = self._searched
        if folders == searched and time.monotonic() < self._searched_until:
            return texts
        start = time.thread_time()
        texts = self._texts.all(folders, lambda _, text: text)
        cost = time.thread_time() - start
        self._searched = (folders, texts)
        self._searched_until = time.monotonic() + (SHARE * cost if cost > CHEAP_SEARCH else 0)
        return texts

    def _found(self, uri: str, text: str, settings: "Settings", language: Language) -> list[Json]:
        from dockerls.document import open_document
        from dockerls.features.diagnostics import diagnostics
        from dockerls.server.configuration import analyzer_for, rules, severities_for

        document = open_document(text, analyzer_for(settings, date.today()))
        shown = diagnostics(
            document, rules(), severities_for(settings), heeds_comments=not settings.disable_ignore_pragma
        )
        documents = self._server.documents
        return convert.diagnostics(document, shown, uri, language, documents.encoding, documents.parts)
