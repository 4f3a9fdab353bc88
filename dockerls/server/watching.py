"""Files that change outside the editor: what the client is asked to watch for us, and what its news is for.

Configuration files are watched from the start, a build context once a document asks something of it. A client that
does not watch files is taken at its next save or opened document.
"""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from dockerls.build_context.config_files import NAMES
from dockerls.server.uris import file_path, file_uri

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer

_EVERYTHING = "**/*"


def configuration_files() -> types.Registration:
    """The registration for all configuration files of the workspace."""
    return _registration("dockerls-configuration-files", *(f"**/{name}" for name in NAMES))


class WatchedContexts:
    """The folders of build contexts that the client watches."""

    def __init__(self, server: "DockerfileServer") -> None:
        self._server = server
        self._watched: set[Path | None] = set()  # None: everything in the workspace

    def watch(self, folder: Path) -> None:
        """Have a folder watched, if the client can and does not yet."""
        client = self._server.client
        at = folder if client.watches_folders else None
        if client.watches_files and at not in self._watched:
            self._watched.add(at)
            pattern = _EVERYTHING if at is None else types.RelativePattern(file_uri(at), _EVERYTHING)
            registration = _registration(f"dockerls-build-context-{len(self._watched)}", pattern)
            self._server.soon(self._register(registration))

    async def _register(self, registration: types.Registration) -> None:
        await self._server.client_register_capability_async(types.RegistrationParams([registration]))


def add_to(server: "DockerfileServer") -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path for change in params.changes if (path := file_path(change.uri)) is not None]
        if any(map(_is_of_context, paths)):
            _look_again(server)
        if any(path.name in NAMES for path in paths):
            server.configuration.forget_files()
            await server.reconsider_all()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(_: types.DidSaveTextDocumentParams) -> None:
        opened_or_saved(server)
        if not server.client.watches_files:
            server.configuration.forget_files()
            await server.reconsider_all()


def opened_or_saved(server: "DockerfileServer") -> None:
    """A moment at which files may have changed, for a client that does not tell."""
    if not server.client.watches_files:
        _look_again(server)


def _look_again(server: "DockerfileServer") -> None:
    server.context_answers.look_again()
    server.ignore_files.look_again()
    server.alike_files.look_again()


def _is_of_context(path: PurePath) -> bool:
    """Whether anybody wants to know of a change there: git writes below its folder all the time."""
    from dockerls.build_context.snapshot import UNLISTED

    return UNLISTED.isdisjoint(path.parts[:-1])


def _registration(name: str, *patterns: Any) -> types.Registration:
    watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    return types.Registration(name, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
