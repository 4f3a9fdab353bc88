"""``dockerls check``: the files, the work on each, what is written, and the exit code."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dockerls import __version__
from dockerls.build_context.changed_lines import GitError, Revision
from dockerls.build_context.discovery import Found, discover
from dockerls.cli import jobs, other_files
from dockerls.cli.check_options import CheckOptions, read_options
from dockerls.cli.configurations import Configurations, tell
from dockerls.cli.inspection import STDIN, Action, Inspector, Task
from dockerls.cli.log import Log
from dockerls.cli.output import Outcome, write_output
from dockerls.cli.output_file import OutputFile
from dockerls.cli.progress import Progress
from dockerls.cli.report import FileReport
from dockerls.cli.usage import UsageError
from dockerls.language import Language, Sentence

CLEAN, FINDINGS, ERROR = 0, 1, 2

_NO_FILES = Sentence(en="No Dockerfiles found in {paths}", ko="{paths}에서 Dockerfile을 찾지 못했습니다")


def check(arguments: list[str], language: Language) -> int:
    """Run the command and return its exit code."""
    options = read_options(arguments, language)
    output = None if options.output is None else OutputFile(options.output)
    log = Log(options.log)
    try:
        log.say(f"dockerls {__version__} check {' '.join(arguments)}")
        code = _check(options, language, log, output)
        log.say(f"exit code {code}")
        return code
    finally:
        log.close()


def _check(options: CheckOptions, language: Language, log: Log, output: OutputFile | None) -> int:
    configurations = Configurations(options.command_line)
    plan = list(_plan(options, configurations, language))
    for config in configurations.files:
        log.say(f"configuration {config.path}")
    tell(configurations.problems, language)
    reports = _reports(options, plan, log)
    reports = other_files.checked(reports, language, write=options.action is Action.FIX)
    for report in reports:
        if report.error is not None:
            print(f"{report.path}: {report.error}", file=sys.stderr)
    if not plan:
        print(
            _NO_FILES.filled(paths=", ".join(f"'{path}'" for path in options.paths)).said_in(language), file=sys.stderr
        )
    write_output(options, Outcome(reports, configurations.problems), language, output)
    if any(problem.is_error for problem in configurations.problems) or any(
        report.error is not None for report in reports
    ):
        return ERROR
    return CLEAN if options.exit_zero or not any(report.failing for report in reports) else FINDINGS


def _plan(options: CheckOptions, configurations: Configurations, language: Language) -> Iterator[Task | FileReport]:
    """What to do, in the order of the output: files to check, and folders that could not be searched."""
    if options.reads_stdin:
        name = options.stdin_filename
        settings = configurations.settings(Path(name or "Dockerfile"))
        yield Task(name or STDIN, settings, content=sys.stdin.buffer.read())
        return
    revision = None if options.since is None else Revision(options.since)
    for found in discover([Path(path) for path in options.paths], configurations.is_excluded):
        path = found.path.as_posix()
        if found.reason is not None:
            yield FileReport(path, found.reason.said_in(language))
        else:
            yield Task(path, configurations.settings(found.path), _changed(found, revision))


def _changed(found: Found, revision: Revision | None) -> frozenset[int] | None:
    if revision is None or not found.path.is_file():
        return None
    try:
        return revision.changed_lines(found.path)
    except GitError as error:
        raise UsageError(error.reason) from error


def _reports(options: CheckOptions, plan: Sequence[Task | FileReport], log: Log) -> list[FileReport]:
    inspector = Inspector(options.action, options.is_unsafe, options.reason, options.today or date.today())
    tasks = [each for each in plan if isinstance(each, Task)]
    progress = Progress(len(tasks), sys.stderr)
    done: dict[int, FileReport] = {}
    try:
        for number, report in jobs.reports(inspector, tasks, options.jobs):
            done[number] = report
            log.tell(report)
            progress.advance()
    finally:
        progress.clear()
    in_order = (done[number] for number in range(len(tasks)))
    return [next(in_order) if isinstance(each, Task) else each for each in plan]
