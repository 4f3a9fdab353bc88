"""``--log FILE``: what a run did, for finding out later why it was slow or said what it said."""

from datetime import datetime
from pathlib import Path
from typing import TextIO

from dockerls.cli.report import FileReport
from dockerls.cli.usage import UsageError, cannot_write


class Log:
    """Lines with the time in front; nothing at all without a file."""

    def __init__(self, path: str | None) -> None:
        self._stream: TextIO | None = None
        if path is not None:
            try:
                self._stream = Path(path).open("w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
            except OSError as error:
                raise UsageError(cannot_write("--log", path, error.strerror or str(error))) from error

    def say(self, line: str) -> None:
        if self._stream:
            now = datetime.now().isoformat(timespec="milliseconds")
            self._stream.write(f"{now} {line}\n")

    def tell(self, report: FileReport) -> None:
        """What came of one file."""
        result = report.error or f"{len(report.reported)} findings, {len(report.fixed)} fixes"
        self.say(f"{report.path}: {result}, {report.seconds * 1000:.1f} ms")
        for line in report.traceback.splitlines():
            self.say(f"  {line}")

    def close(self) -> None:
        if self._stream:
            self._stream.close()
