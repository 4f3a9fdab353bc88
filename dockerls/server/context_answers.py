"""What rules ask of the build contexts of open documents, found out in threads."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockerls.semantics.context_sources import TOP, literal_paths
from dockerls.server.documents import Documents, Opened
from dockerls.server.uris import file_path, same_document
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.build_context.contexts import Contexts
    from dockerls.semantics.build_context import BuildContext

_SHARE = 10  # while files keep changing, looking at them takes a tenth of the time at most
PAUSE = 0.5  # seconds from news of a changed file to a new look, in which more such news comes


@value
class _Place:
    """What decides where the context of a document is, and what is seen of it.

    Each look at the files has a number, so that a new one is wanted anew.
    """

    path: Path
    setting: str
    folders: tuple[str, ...]
    literals: tuple[str, ...]
    is_shown: bool  # also what is in the context, and if need be in the likeliest folder
    look: int


@value
class _Wanted:
    """What a document wants to know."""

    place: _Place
    questions: frozenset[Hashable]


@value
class _Known:
    """The absolute folder of a document's context, and the answers; no folder where nothing tells which it is."""

    folder: Path | None
    answers: Mapping[Hashable, Any]


_NOTHING = _Known(None, {})


class ContextAnswers:
    """Answers for all documents. ``answered`` is told of each document whose answers have changed.

    ``soon`` runs what takes its time; ``folders`` are the workspace folders now; changes below a folder given to
    ``watch`` shall be told to `look_again`.
    """

    def __init__(
        self,
        documents: Documents,
        folders: Callable[[], Sequence[str]],
        soon: Callable[[Coroutine[Any, Any, None]], None],
        answered: Callable[[str], None],
        watch: Callable[[Path], None],
    ) -> None:
        self._documents = documents
        self._folders = folders
        self._soon = soon
        self._answered = answered
        self._watch = watch
        self._contexts: Contexts | None = None
        self._look = 0
        self._wanted: dict[str, _Wanted] = {}
        self._done: dict[str, _Wanted] = {}
        self._known: dict[str, _Known] = {}
        self._shown: dict[str, BuildContext | None] = {}
        self._busy: set[str] = set()
        self._seconds = 0.0  # that the last look took
        self._pausing: asyncio.TimerHandle | None = None

    def answer(self, opened: Opened, question: Hashable) -> Any:
        """What is known by now; the answers to other questions stay while a new look is taken."""
        known = self._known.get(same_document(opened.uri))
        return None if known is None else known.answers.get(question)

    def folder_of(self, opened: Opened) -> Path | None:
        """The folder of a document's context, as far as it is known."""
        known = self._known.get(same_document(opened.uri))
        return None if known is None else known.folder

    def context_of(self, opened: Opened) -> "BuildContext | None":
        """What is in a document's context, as it was at the last look. Who asks first has the first look begun.

        Where nothing tells which folder it is, it is the Dockerfile's own; half a path that is being typed tells
        nothing, and so changes nothing.
        """
        key = same_document(opened.uri)
        if key not in self._shown and opened.settings is not None:
            self._shown[key] = None
            self._look_into(opened, ())
        return self._shown.get(key)

    def is_looking(self, opened: Opened) -> bool:
        """Whether more will be known soon."""
        return same_document(opened.uri) in self._busy

    def find_out(self, opened: Opened, unanswered: Sequence[Hashable]) -> None:
        """Find the answers, unless just that is being done or has been."""
        new = [question for question in unanswered if hasattr(question, "asked_of")]
        if new or same_document(opened.uri) in self._wanted:
            self._look_into(opened, new)

    def _look_into(self, opened: Opened, new: Collection[Hashable]) -> None:
        """Find out what a document wants to know, if more is ``new`` than has been wanted already."""
        path = file_path(opened.uri)
        if path is None or opened.settings is None:
            return
        key = same_document(opened.uri)
        literals = literal_paths(opened.document.file.pieces)
        setting, folders = opened.settings.context, tuple(self._folders())
        place = _Place(path, setting, folders, literals, key in self._shown, self._look)
        last = self._wanted.get(key)
        if last is None or last.place != place or not last.questions.issuperset(new):
            asked = (question for _, question in opened.document.questions())
            self._wanted[key] = _Wanted(place, frozenset(each for each in asked if hasattr(each, "asked_of")))
            if key not in self._busy:
                self._busy.add(key)
                self._soon(self._work(key))

    def look_again(self) -> None:
        """Files have changed, or settings: find out anew what every open document wants to know."""
        if self._contexts is not None and self._pausing is None:
            pause = max(PAUSE, _SHARE * self._seconds)
            self._pausing = asyncio.get_running_loop().call_later(pause, self._look_again)

    def _look_again(self) -> None:
        self._pausing = None
        self._look += 1
        if self._contexts is not None:
            self._contexts.forget()
        for opened in self._documents:
            if same_document(opened.uri) in self._wanted:
                self._look_into(opened, ())

    async def _work(self, key: str) -> None:
        """Find out what a document wants, and again while it has come to want something else."""
        from dockerls.build_context.contexts import Contexts

        loop = asyncio.get_running_loop()
        contexts = self._contexts = self._contexts or Contexts()
        try:
            while (wanted := self._wanted.get(key)) is not None and wanted is not self._done.get(key):
                began = loop.time()
                known, shown = await loop.run_in_executor(None, _found_out, wanted, contexts)
                self._seconds = loop.time() - began
                opened = self._documents.get(key)
                if opened is None:
                    self._forget(key)
                    return
                self._done[key] = wanted
                self._watch(known.folder or wanted.place.path.parent)
                if shown is not None:
                    self._shown[key] = shown
                if known != self._known.get(key, _NOTHING):
                    self._known[key] = known
                    self._answered(opened.uri)
        finally:
            self._busy.discard(key)

    def _forget(self, key: str) -> None:
        for each in (self._wanted, self._done, self._known, self._shown):
            each.pop(key, None)


def _found_out(wanted: _Wanted, contexts: "Contexts") -> "tuple[_Known, BuildContext | None]":
    """Runs in a thread."""
    from dockerls.build_context.config_files import normalised
    from dockerls.build_context.contexts import Asker
    from dockerls.semantics.build_context import told

    place = wanted.place
    workspaces = tuple(normalised(path) for uri in place.folders if (path := file_path(uri)) is not None)
    asker = Asker(normalised(place.path), place.setting, workspaces, place.literals)
    located = contexts.of(asker)
    shown = (located or contexts.of(replace(asker, literals=()))) if place.is_shown else None
    context = shown.context if shown else None
    if context is not None:
        context.files.inside(TOP)  # sorts the files by folder, which is not to be done while somebody types
    if located is None:
        return _NOTHING, context
    known = _Known(located.folder, {question: told(question, located.context) for question in wanted.questions})
    return known, context
