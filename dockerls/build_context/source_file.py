"""A Dockerfile on disk: its text, and putting another text in its place without losing anything else of it."""

import os
import stat
import tempfile
from pathlib import Path

from dockerls.language import Sentence
from dockerls.value import value

_BOM = b"\xef\xbb\xbf"

_CANNOT_READ = Sentence(en="cannot be read: {reason}", ko="읽을 수 없습니다: {reason}")
_CANNOT_WRITE = Sentence(en="cannot be written: {reason}", ko="쓸 수 없습니다: {reason}")
_IS_FOLDER = Sentence(en="is a folder", ko="폴더입니다")
_NOT_UTF8 = Sentence(
    en="is not UTF-8 text (byte {byte}), so nothing was checked",
    ko="UTF-8 텍스트가 아니므로({byte}번째 바이트) 검사하지 않았습니다",
)
_NOT_REGULAR = Sentence(en="is not a regular file, so it cannot be fixed", ko="일반 파일이 아니므로 수정할 수 없습니다")
_CHANGED = Sentence(
    en="was changed by someone else meanwhile, so it was not written",
    ko="그 사이에 다른 곳에서 바뀌었으므로 쓰지 않았습니다",
)


class SourceError(Exception):
    """A file cannot be read or written; ``reason`` goes on from the file's name."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.reason = reason


@value
class SourceFile:
    """A file as it was read. The text has no byte order mark, and the line ends it has on disk."""

    path: Path
    content: bytes

    @property
    def text(self) -> str:
        return self.content.removeprefix(_BOM).decode("utf-8")

    def written(self, text: str) -> bytes:
        """The bytes that hold ``text`` as this file would."""
        return (_BOM if self.content.startswith(_BOM) else b"") + text.encode("utf-8")


def read_source(path: Path) -> SourceFile:
    """The file at a path. Raises SourceError if it cannot be read or is not UTF-8."""
    try:
        if path.is_dir():
            raise SourceError(_IS_FOLDER)
        return decoded(path, path.read_bytes())
    except OSError as error:
        raise SourceError(_CANNOT_READ.filled(reason=error.strerror or error)) from error
    except ValueError as error:
        # A name no file can have, such as one with a NUL.
        raise SourceError(_CANNOT_READ.filled(reason=error)) from error


def decoded(path: Path, content: bytes) -> SourceFile:
    """Bytes that were read elsewhere, as the file at a path. Raises SourceError if they are not UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(_NOT_UTF8.filled(byte=error.start + 1)) from error
    return SourceFile(path, content)


def write_source(source: SourceFile, text: str) -> None:
    """Put ``text`` in the place of what was read, all or nothing, keeping the file's mode.

    A link stays and the file it leads to is written. Raises SourceError, having changed nothing, if that cannot be
    done or the file no longer holds what was read.
    """
    target = Path(os.path.realpath(source.path))
    try:
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode):
            raise SourceError(_NOT_REGULAR)
        # Replacing a file needs no right to write to it; a person who took that right away means it.
        if not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        if target.read_bytes() != source.content:
            raise SourceError(_CHANGED)
        replace_file(target, source.written(text), stat.S_IMODE(mode))
    except OSError as error:
        raise SourceError(_CANNOT_WRITE.filled(reason=error.strerror or error)) from error


def create_source(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises SourceError."""
    try:
        with path.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise SourceError(_CANNOT_WRITE.filled(reason=error.strerror or error)) from error


def replace_file(target: Path, content: bytes, mode: int) -> None:
    """Put a file in the place of what a path leads to (if anything), all or nothing. Raises OSError."""
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
        new.chmod(mode)
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise
