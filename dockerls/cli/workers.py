"""Processes that inspect files. One that dies costs the file it was at, and another takes its place."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from dockerls.cli.inspection import Inspector, Task, inspected
from dockerls.cli.report import FileReport
from dockerls.language import Sentence, verbatim

_GRACE = 1.0  # seconds to finish the present file in, which may be about to be written

_DIED = Sentence(
    en="could not be checked: the process that was at it ended with {reason}",
    ko="검사하던 프로세스가 끝나 버려 검사하지 못했습니다({reason})",
)
_EXIT_CODE = Sentence(en="exit code {code}", ko="종료 코드 {code}")


def shared(inspector: Inspector, tasks: Sequence[Task], count: int) -> Iterator[tuple[int, FileReport]]:
    """The number of each task and its report, in the order they are done, by so many processes at once.

    `multiprocessing.Pool` waits for ever for what a dead process was given; `concurrent.futures` gives up on all.
    """
    waiting = iter(enumerate(tasks))
    workers = [_Worker(inspector) for _ in range(count)]
    busy: dict[Any, _Worker] = {worker.pipe: worker for worker in workers if worker.begins(waiting)}
    try:
        while busy:
            for pipe in wait(list(busy)):
                worker = busy.pop(pipe)
                yield worker.number, worker.report()
                if worker.is_dead:
                    worker = _Worker(inspector)
                    workers.append(worker)
                if worker.begins(waiting):
                    busy[worker.pipe] = worker
    finally:
        _end(workers)


class _Worker:
    """A process that inspects one file after the other, and our end of the pipe to it."""

    def __init__(self, inspector: Inspector) -> None:
        self.pipe, end = Pipe()
        self.process = Process(target=_work, args=(inspector, end, self.pipe), daemon=True)
        self.process.start()
        end.close()  # so that the pipe ends when the process does
        self.is_dead = False
        self.number = -1
        self._task: Task | None = None

    def begins(self, waiting: Iterator[tuple[int, Task]]) -> bool:
        """Give it the next task; whether there was one."""
        following = next(waiting, None)
        if following is None:
            return False
        self.number, self._task = following
        with suppress(OSError):  # `report` finds out that it is dead
            self.pipe.send(self._task)
        return True

    def report(self) -> FileReport:
        """What came of its task. Waits for it."""
        assert self._task is not None
        try:
            report = self.pipe.recv()
        except (EOFError, OSError):
            self.is_dead = True
            self.process.join()
            reason = _DIED.filled(reason=_reason(self.process.exitcode or 0))
            return FileReport(self._task.path, reason.said_in(self._task.language))
        assert isinstance(report, FileReport)
        return report


def _work(inspector: Inspector, pipe: Connection, other_end: Connection) -> None:
    other_end.close()  # so that the pipe ends when the first process does, however that comes
    # Ctrl-C goes to every process; only the first may answer it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):  # the first process has gone, or wants nothing more
        while True:
            pipe.send(inspected(inspector, pipe.recv()))


def _end(workers: Sequence[_Worker]) -> None:
    for worker in workers:
        worker.pipe.close()
    deadline = monotonic() + _GRACE
    for worker in workers:
        worker.process.join(max(0.0, deadline - monotonic()))
        worker.process.kill()


def _reason(exit_code: int) -> Sentence:
    return _EXIT_CODE.filled(code=exit_code) if exit_code >= 0 else verbatim(signal.Signals(-exit_code).name)
