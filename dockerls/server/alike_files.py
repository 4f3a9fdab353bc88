"""Which Dockerfiles of the workspace set up the same base in the same way, found out in a thread."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockerls.semantics.built_alike import BuiltAlike
from dockerls.server.context_answers import PAUSE
from dockerls.server.uris import file_path

if TYPE_CHECKING:
    from dockerls.build_context.workspace_files import WorkspaceFiles
    from dockerls.server.documents import Documents, Opened

_Alike = dict[Hashable, frozenset[str]]


class AlikeFiles:
    """Answers by the text of all files on disk. ``answered`` is told of each document whose answers may have changed.

    One search answers whatever is asked: another follows only when files have changed.
    """

    def __init__(
        self,
        documents: "Documents",
        folders: Callable[[], Sequence[str]],
        soon: Callable[[Coroutine[Any, Any, None]], None],
        answered: Callable[[str], None],
    ) -> None:
        self._documents = documents
        self._folders = folders
        self._soon = soon
        self._answered = answered
        self._files: WorkspaceFiles[frozenset[Hashable]] | None = None
        self._known: _Alike = {}
        self._is_looked_for = False
        self._pausing: asyncio.TimerHandle | None = None

    def answer(self, opened: "Opened", question: Hashable) -> frozenset[str] | None:
        return self._known.get(question)

    def find_out(self, opened: "Opened", unanswered: Sequence[Hashable]) -> None:
        """Search the workspace when somebody asks for the first time."""
        if not self._is_looked_for and any(isinstance(each, BuiltAlike) for each in unanswered):
            self._is_looked_for = True
            self._search()

    def look_again(self) -> None:
        """Files have changed, and more may: search when that has gone on for a while."""
        if self._is_looked_for and self._pausing is None:
            self._pausing = asyncio.get_running_loop().call_later(PAUSE, self._search)

    def _search(self) -> None:
        self._pausing = None
        folders = [path for uri in self._folders() if (path := file_path(uri)) is not None]
        if folders:
            self._soon(self._look(folders))

    async def _look(self, folders: Sequence[Path]) -> None:
        known = await asyncio.to_thread(self._collected, folders)
        if known != self._known:
            self._known = known
            for opened in self._documents:
                self._answered(opened.uri)

    def _collected(self, folders: Sequence[Path]) -> _Alike:
        from dockerls.build_context.workspace_files import WorkspaceFiles

        self._files = self._files or WorkspaceFiles()
        paths: dict[Hashable, set[str]] = {}
        for path, questions in self._files.all(folders, _questions_of):
            for question in questions:
                paths.setdefault(question, set()).add(path.as_posix())
        return {question: frozenset(found) for question, found in paths.items()}


def _questions_of(_: Path, text: str) -> frozenset[Hashable]:
    from dockerls.analysis.analysis import Analyzer
    from dockerls.document import open_document
    from dockerls.rules.security.golden_image import RULE

    document = open_document(text, Analyzer((RULE,), date.today()))
    return frozenset(question for _, question in document.questions())
