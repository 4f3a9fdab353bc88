"""ShellCheck in the background: one process at a time, once the person has paused, for what is on the screen now."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from dockerls.semantics.shellcheck import Comment, ShellScript
from dockerls.server.uris import same_document

if TYPE_CHECKING:
    from dockerls.build_context.shellcheck import ShellCheck
    from dockerls.server.documents import Opened

PAUSE = 0.2  # seconds without a change before ShellCheck is asked
MOST_WANTED = 500  # scripts of one document, from its top; nobody writes more
MOST_KNOWN = 2000  # answers that are kept, those of scripts that were asked last


class ShellChecks:
    """Answers what ShellCheck says of a script, by the script alone. ``answered`` is told a document with news."""

    def __init__(self, answered: Callable[[str], None]) -> None:
        self._answered = answered
        self._known: dict[ShellScript, tuple[Comment, ...]] = {}
        self._wanted: dict[str, tuple[ShellScript, ...]] = {}  # what each document waits for
        self._timer: asyncio.TimerHandle | None = None
        self._running: tuple[ShellCheck, tuple[ShellScript, ...]] | None = None
        self._is_there = True  # until it is looked for

    def answer(self, opened: "Opened", question: Hashable) -> tuple[Comment, ...] | None:
        return self._known.get(question) if isinstance(question, ShellScript) else None

    def find_out(self, opened: "Opened", unanswered: Sequence[Hashable]) -> None:
        """Ask soon for what is not known. What the document no longer asks is not waited for."""
        if not self._is_there:
            return
        new = {each for each in unanswered if isinstance(each, ShellScript)}
        asked = (question for _, question in opened.document.questions() if isinstance(question, ShellScript))
        unknown = tuple(dict.fromkeys(each for each in islice(asked, MOST_WANTED) if each in new)) if new else ()
        self._wanted[same_document(opened.uri)] = unknown
        if self._running is not None and not self._all_wanted().intersection(self._running[1]):
            self._running[0].stop()
        if unknown:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self._start)

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._wanted.pop(same_document(uri), None)

    def stop(self) -> None:
        """The server ends."""
        self._is_there = False
        if self._running is not None:
            self._running[0].stop()

    def _all_wanted(self) -> set[ShellScript]:
        return {script for scripts in self._wanted.values() for script in scripts}

    def _start(self) -> None:
        """Ask for all that is wanted; if something runs, this comes again when that has ended."""
        self._timer = None
        scripts = tuple(dict.fromkeys(script for scripts in self._wanted.values() for script in scripts))
        if self._running is None and scripts and self._is_there:
            from dockerls.build_context.shellcheck import MOST_SCRIPTS, ShellCheck, find_shellcheck

            program = find_shellcheck()
            if program is None:
                self._is_there = False
                return
            batch = scripts[:MOST_SCRIPTS]
            check = ShellCheck(program)
            self._running = check, batch
            asked = asyncio.get_running_loop().run_in_executor(None, check.ask, batch)
            asked.add_done_callback(lambda done: self._take(check, done.result()))

    def _take(self, check: "ShellCheck", answers: "dict[ShellScript, tuple[Comment, ...]]") -> None:
        self._running = None
        if not check.is_stopped:
            self._keep(answers)
            for uri, scripts in self._wanted.items():
                left = tuple(script for script in scripts if script not in answers)
                if len(left) < len(scripts):
                    self._wanted[uri] = left
                    self._answered(uri)
        if self._timer is None:
            self._start()

    def _keep(self, answers: "dict[ShellScript, tuple[Comment, ...]]") -> None:
        """Keep the answers, and of older ones as many as there is room for."""
        self._known |= answers
        for oldest in list(islice(self._known, max(len(self._known) - MOST_KNOWN, 0))):
            del self._known[oldest]
