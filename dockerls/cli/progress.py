"""A bar on standard error, for a person who would wonder whether anything still happens."""

import time
from collections.abc import Callable
from typing import TextIO

_QUIET = 1.0  # seconds in which nobody wonders
_PACE = 0.1
_WIDTH = 30


class Progress:
    """Shows how many of ``total`` files are done, on a terminal and after a second only."""

    def __init__(self, total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._stream = stream
        self._clock = clock
        self._due = clock() + _QUIET
        self._done = 0
        self._is_shown = False
        self._is_wanted = stream.isatty()

    def advance(self) -> None:
        """One more file is done."""
        self._done += 1
        if not self._is_wanted or self._clock() < self._due:
            return
        self._due = self._clock() + _PACE
        self._is_shown = True
        filled = _WIDTH * self._done // self._total
        self._stream.write(f"\r[{'#' * filled}{' ' * (_WIDTH - filled)}] {self._done}/{self._total}")
        self._stream.flush()

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
