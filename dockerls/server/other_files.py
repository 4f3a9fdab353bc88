"""Edits of the files of a build context, sent together with those of the Dockerfile."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dockerls.features.changes import OtherFile
from dockerls.server.convert import Json
from dockerls.server.documents import Opened
from dockerls.server.uris import file_uri
from dockerls.text.lines import LineIndex
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer


@value
class Addition:
    """Text at the end of a file, as an edit of the protocol. ``version`` is that of a document the client has open."""

    uri: str
    version: int | None
    creates: bool
    edit: Json

    @property
    def document_changes(self) -> list[Json]:
        create = {"kind": "create", "uri": self.uri, "options": {"ignoreIfExists": True}}
        edit = {"textDocument": {"uri": self.uri, "version": self.version}, "edits": [self.edit]}
        return [create, edit] if self.creates else [edit]


def additions(
    server: "DockerfileServer", opened: Opened, other_files: Iterable[OtherFile]
) -> tuple[Addition, ...] | None:
    """What to append for a document; None where the client cannot, or where the files are is not known any more."""
    from dockerls.build_context.config_files import normalised

    folder = server.context_answers.folder_of(opened)
    found: list[Addition] = []
    appended: dict[str, str] = {}
    for other in other_files:
        appended[other.path] = appended.get(other.path, "") + other.appended
    for relative, text in appended.items():
        path = None if folder is None else normalised(folder / relative)
        addition = None if path is None or folder not in path.parents else _addition(server, path, text)
        if addition is None:
            return None
        found.append(addition)
    return tuple(found)


def _addition(server: "DockerfileServer", path: Path, appended: str) -> Addition | None:
    from dockerls.build_context.source_file import SourceError, read_source
    from dockerls.features.other_files import with_lines

    client = server.client
    uri = file_uri(path)
    shown = server.documents.get(uri) or server.ignore_files.get(uri)
    creates = shown is None and not path.exists()
    if creates and not (client.creates_files and client.takes_versioned_edits):
        return None
    try:
        text = shown.document.text if shown else "" if creates else read_source(path).text
    except SourceError:
        return None
    end = LineIndex(text).position(len(text), server.documents.encoding)
    at = {"line": end.line, "character": end.column}
    edit = {"range": {"start": at, "end": at}, "newText": with_lines(text, appended)[len(text) :]}
    return Addition(uri, shown.version if shown else None, creates, edit)
