"""Edits to Dockerfiles and ignore files when files of their build contexts are about to get other names."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dockerls.analysis.analysis import Analyzer
from dockerls.build_context.config_files import normalised
from dockerls.build_context.contexts import Asker, Contexts
from dockerls.build_context.source_file import SourceError, read_source
from dockerls.build_context.workspace_files import WorkspaceFiles
from dockerls.document import Document, open_document
from dockerls.features.moved_files import ignore_edits, source_edits
from dockerls.semantics.context_sources import literal_paths
from dockerls.server import convert
from dockerls.server.convert import Json
from dockerls.server.uris import file_path, file_uri
from dockerls.text.edit import Edit
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer

Move = tuple[Path, Path]


@value
class _Dockerfile:
    """A Dockerfile of the workspace as the editor has it, or as it is on disk."""

    path: Path
    document: Document
    setting: str  # the folder that is its build context, if it is set
    version: int | None = None


async def workspace_edit(server: "DockerfileServer", moves: Sequence[Move]) -> Json | None:
    """The edits that keep what COPY, ADD and ignore files name right; None where there is nothing to edit."""
    opened = [
        _Dockerfile(normalised(path), each.document, each.settings.context if each.settings else "", each.version)
        for each in server.documents
        if (path := file_path(each.uri)) is not None
    ]
    folders = [normalised(path) for folder in server.configuration.folders if (path := file_path(folder))]
    found = await asyncio.to_thread(_edited, server, opened, folders, moves)
    changes = [
        convert.workspace_edit(
            file_uri(path),
            version,
            convert.text_edits(document, edits, server.documents.encoding),
            versioned=server.client.takes_versioned_edits,
        )
        for path, version, document, edits in found
    ]
    return _joined(changes) if changes else None


_Edited = tuple[Path, int | None, Document, tuple[Edit, ...]]


def _edited(
    server: "DockerfileServer", opened: Sequence[_Dockerfile], folders: Sequence[Path], moves: Sequence[Move]
) -> list[_Edited]:
    """Runs in a thread. Each ignore file comes once, though several Dockerfiles may have it."""
    contexts = Contexts()
    found: dict[Path, _Edited] = {}
    for dockerfile in (*opened, *_on_disk(server, opened, folders)):
        literals = literal_paths(dockerfile.document.file.pieces)
        located = contexts.of(Asker(dockerfile.path, dockerfile.setting, tuple(folders), literals))
        if located is None:
            continue
        inside = [
            (old.relative_to(located.folder).as_posix(), new.relative_to(located.folder).as_posix())
            for old, new in moves
            if located.folder in old.parents and located.folder in new.parents
        ]
        edits = tuple(source_edits(dockerfile.document, inside))
        if edits:
            found[dockerfile.path] = (dockerfile.path, dockerfile.version, dockerfile.document, edits)
        ignore_file = located.context.ignore_file
        if ignore_file is not None and ignore_file.path is not None:
            path = located.folder / ignore_file.path
            if path not in found and (edited := _ignore_file(path, inside)):
                found[path] = edited
    return list(found.values())


def _on_disk(
    server: "DockerfileServer", opened: Sequence[_Dockerfile], folders: Sequence[Path]
) -> Iterator[_Dockerfile]:
    texts: WorkspaceFiles[str] = WorkspaceFiles()
    is_open = {each.path for each in opened}
    for path, text in texts.all(folders, lambda _, text: text):
        settings = server.configuration.settings(file_uri(path))
        if normalised(path) not in is_open and settings is not None:
            yield _Dockerfile(normalised(path), _read(text), settings.context)


def _ignore_file(path: Path, moves: Sequence[tuple[str, str]]) -> _Edited | None:
    try:
        text = read_source(path).text
    except SourceError:
        return None
    edits = tuple(edit for old, new in moves for edit in ignore_edits(text, old, new))
    return (path, None, _read(text), edits) if edits else None


def _read(text: str) -> Document:
    """A text whose lines can be asked for; no rule looks at it."""
    return open_document(text, Analyzer((), date.today()))


def _joined(changes: Sequence[Json]) -> Json:
    """Several edits of one document each as one."""
    if "documentChanges" in changes[0]:
        return {"documentChanges": [each for change in changes for each in change["documentChanges"]]}
    return {"changes": {uri: edits for change in changes for uri, edits in change["changes"].items()}}
