"""Sharing the files of a run among processes."""

from collections.abc import Iterator, Sequence

from dockerls.cli.inspection import Inspector, Task, inspected
from dockerls.cli.report import FileReport

# Two processes start to pay at about 60 files of 20 lines (2 ms each; measured with 2 cores, Python 3.11).
FILES_WORTH_A_PROCESS = 40


def reports(inspector: Inspector, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, FileReport]]:
    """The number of each task and its report, in the order they are done, whoever did the work."""
    workers = min(jobs, len(tasks) // FILES_WORTH_A_PROCESS)
    if workers < 2:
        yield from enumerate(inspected(inspector, task) for task in tasks)
        return
    from dockerls.cli.workers import shared

    yield from shared(inspector, tasks, workers)
