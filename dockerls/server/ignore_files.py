"""Open ``.dockerignore`` files. They are no Dockerfiles, so that no other request finds them among the documents."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockerls.analysis.analysis import Analyzer
from dockerls.document import Document, open_document
from dockerls.server import convert
from dockerls.server.client import DiagnosticParts
from dockerls.server.context_answers import PAUSE
from dockerls.server.convert import Json
from dockerls.server.documents import changed
from dockerls.server.uris import file_path, same_document
from dockerls.text.lines import Encoding
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.language import Language
    from dockerls.semantics.context_files import ContextFiles

_SUFFIXES = (".dockerignore", ".containerignore")
_ERROR, _HINT = 1, 4
_UNNECESSARY = 1
_FILE, _FOLDER = 17, 19  # kinds of completion


@value
class _Around:
    """The files an ignore file stands among, and what git leaves out of them."""

    files: "ContextFiles"
    is_generated: Callable[[str], bool]


@value
class _Opened:
    uri: str
    version: int | None
    document: Document  # without rules: it keeps text and lines


def is_ignore_file(uri: str) -> bool:
    """Whether the name of a document is that of an ignore file of Docker's or Podman's."""
    return uri.endswith(_SUFFIXES)


class IgnoreFiles:
    """The open ones, and what is around them, looked at in a thread. ``changed`` is told when there is news."""

    def __init__(self, soon: Callable[[Coroutine[Any, Any, None]], None], changed: Callable[[str], None]) -> None:
        self.encoding = Encoding.UTF16
        self.parts = DiagnosticParts()
        self.hovers_markdown = True
        self._soon = soon
        self._changed = changed
        self._open: dict[str, _Opened] = {}
        self._around: dict[str, _Around] = {}
        self._pausing: asyncio.TimerHandle | None = None

    def __contains__(self, uri: str) -> bool:
        return same_document(uri) in self._open

    def get(self, uri: str) -> _Opened | None:
        """An open one, with its text and version."""
        return self._open.get(same_document(uri))

    def open(self, uri: str, version: int | None, text: str) -> None:
        document = open_document(text, Analyzer((), date.today()))
        self._open[same_document(uri)] = _Opened(uri, version, document)
        self._soon(self._look(uri))

    def change(self, uri: str, version: int | None, changes: list[Any]) -> None:
        document = changed(self._open[same_document(uri)].document, changes, self.encoding)
        self._open[same_document(uri)] = _Opened(uri, version, document)

    def close(self, uri: str) -> None:
        self._open.pop(same_document(uri), None)
        self._around.pop(same_document(uri), None)

    def look_again(self) -> None:
        """Files have changed, and more may: look when that has gone on for a while."""
        if self._open and self._pausing is None:
            self._pausing = asyncio.get_running_loop().call_later(PAUSE, self._look_again)

    def _look_again(self) -> None:
        self._pausing = None
        for opened in self._open.values():
            self._soon(self._look(opened.uri))

    def version(self, uri: str) -> int | None:
        return self._open[same_document(uri)].version

    def diagnostics(self, uri: str, language: "Language") -> list[Json]:
        """What is wrong with the lines, as far as the files are known."""
        from dockerls.features.ignore_file import ignore_problems

        opened = self._open[same_document(uri)]
        around = self._around.get(same_document(uri))
        found: list[Json] = []
        for problem in ignore_problems(
            opened.document.text,
            around.files if around else None,
            around.is_generated if around else lambda _: True,
        ):
            diagnostic: Json = {
                "range": convert.range_at(opened.document, problem.span, self.encoding),
                "severity": _ERROR if problem.is_error else _HINT,
                "source": "dockerls",
                "message": problem.message.said_in(language),
            }
            is_faded = not problem.is_error and _UNNECESSARY in self.parts.tags
            found.append({**diagnostic, "tags": [_UNNECESSARY]} if is_faded else diagnostic)
        return found

    def hover(self, uri: str, position: Any, language: "Language") -> Json | None:
        """What the line at a position leaves out."""
        from dockerls.features.ignore_file import ignore_hover

        opened, around = self._open[same_document(uri)], self._around.get(same_document(uri))
        offset = convert.position_of(opened.document, position, self.encoding)
        found = ignore_hover(opened.document.text, offset, around.files if around else None)
        if found is None:
            return None
        span, said = found
        return {
            "contents": convert.markup(
                "\n\n".join(each.said_in(language) for each in said), as_markdown=self.hovers_markdown
            ),
            "range": convert.range_at(opened.document, span, self.encoding),
        }

    def completions(self, uri: str, position: Any) -> list[Json]:
        """The files and folders that may be named at a position."""
        from dockerls.features.ignore_file import ignore_paths

        opened, around = self._open[same_document(uri)], self._around.get(same_document(uri))
        if around is None:
            return []
        offset = convert.position_of(opened.document, position, self.encoding)
        span, files = ignore_paths(opened.document.text, offset, around.files)
        place = convert.range_at(opened.document, span, self.encoding)
        return [
            {
                "label": (name := file.path.rpartition("/")[2] + "/" * file.is_folder),
                "kind": _FOLDER if file.is_folder else _FILE,
                "sortText": f"{number:05}",
                "textEdit": {"range": place, "newText": name},
            }
            for number, file in enumerate(files)
        ]

    async def _look(self, uri: str) -> None:
        path = file_path(uri)
        around = None if path is None else await asyncio.to_thread(_look_around, path)
        if around is not None and uri in self:
            self._around[same_document(uri)] = around
        self._changed(uri)


def _look_around(path: Path) -> _Around:
    """Runs in a thread. The context of ``X.dockerignore`` is taken to be its folder, as for ``.dockerignore``."""
    from dockerls.build_context.config_files import normalised
    from dockerls.build_context.contexts import LeftOutByGit
    from dockerls.build_context.snapshot import take_snapshot

    folder = normalised(path).parent
    return _Around(take_snapshot(folder), LeftOutByGit(folder))
