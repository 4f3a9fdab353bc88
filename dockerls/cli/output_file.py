"""``--output FILE``: a report in a file, which is there whole or not at all."""

import errno
import os
import stat
from pathlib import Path

from dockerls.build_context.source_file import replace_file
from dockerls.cli.usage import UsageError, cannot_write


class OutputFile:
    """Where to put the report. Raises UsageError if that cannot be done: better before a run than behind it."""

    def __init__(self, path: str) -> None:
        self._path = path
        # A device or a pipe, such as /dev/stdout, is written to and not replaced.
        self._is_replaced = not Path(path).exists() or Path(path).is_file()
        self._target = Path(os.path.realpath(path)) if self._is_replaced else Path(path)
        folder = self._target.parent
        if self._target.is_dir():
            raise self._error(errno.EISDIR)
        if not folder.is_dir():
            raise self._error(errno.ENOTDIR if folder.exists() else errno.ENOENT)
        if self._is_replaced and not os.access(folder, os.W_OK):
            raise self._error(errno.EACCES)

    def write(self, text: str) -> None:
        """Put the text there, in UTF-8. Raises UsageError if that cannot be done."""
        content = text.encode("utf-8", "backslashreplace")
        try:
            if self._is_replaced:
                replace_file(self._target, content, _mode(self._target))
            else:
                self._target.write_bytes(content)
        except OSError as error:
            raise self._error(error.errno or 0) from error

    def _error(self, number: int) -> UsageError:
        return UsageError(cannot_write("--output", self._path, os.strerror(number)))


def _mode(path: Path) -> int:
    """The mode the file has; that of any new file where there is none."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
