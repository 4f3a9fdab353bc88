"""The Dockerfiles of a workspace, read once and again when they differ on disk."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from dockerls.build_context.discovery import discover
from dockerls.build_context.source_file import SourceError, read_source

MOST_FILES = 2_000
LONGEST_SEARCH = 2.0  # seconds
LARGEST_FILE = 1024 * 1024  # bytes

T = TypeVar("T")


class WorkspaceFiles(Generic[T]):
    """What ``read`` makes of the text of each Dockerfile below some folders. Threads come one after the other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[Path, tuple[tuple[int, int], T]] = {}

    def all(self, folders: Sequence[Path], read: Callable[[Path, str], T]) -> list[tuple[Path, T]]:
        """Each file and what was made of it, as far as the limits allow; what cannot be read is left out."""
        with self._lock:
            return list(self._found(folders, read))

    def _found(self, folders: Sequence[Path], read: Callable[[Path, str], T]) -> Iterator[tuple[Path, T]]:
        until = time.monotonic() + LONGEST_SEARCH
        for count, found in enumerate(discover(folders, lambda _: False)):
            if count == MOST_FILES or time.monotonic() > until:
                return
            if found.reason is None and (answer := self._read(found.path, read)) is not None:
                yield found.path, answer

    def _read(self, path: Path, read: Callable[[Path, str], T]) -> T | None:
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if path in self._known and self._known[path][0] == stamp:
                return self._known[path][1]
            if status.st_size > LARGEST_FILE:
                return None
            answer = read(path, read_source(path).text)
        except (OSError, SourceError):
            return None
        self._known[path] = (stamp, answer)
        return answer
