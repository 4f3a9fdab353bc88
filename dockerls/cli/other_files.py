"""Files beside the Dockerfiles that fixes append to: what becomes of each, once a run."""

import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from dockerls.build_context.source_file import SourceError, SourceFile, create_source, read_source, write_source
from dockerls.cli.report import FileReport, OtherFile, ReportedEdit, region_of
from dockerls.features.changes import OtherFile as Appended
from dockerls.features.other_files import with_lines
from dockerls.language import Language, Sentence
from dockerls.text.lines import LineIndex
from dockerls.text.span import empty
from dockerls.value import value

_OUTSIDE = Sentence(
    en="{path} is not in the build context, so it was not written",
    ko="{path}은(는) 빌드 컨텍스트 밖에 있으므로 쓰지 않았습니다",
)
_FAILED = Sentence(en="{path} {reason}", ko="{path}: {reason}")


@value
class Planned:
    """A file as it is (None: not there) and as it shall be. ``wanted`` is what was asked of it first."""

    wanted: OtherFile
    source: SourceFile | None
    after: str

    @property
    def before(self) -> str:
        return self.source.text if self.source else ""


def other_file(dockerfile: str, root: Path, appended: Appended) -> OtherFile:
    """A file of the context ``root``, spelt as the Dockerfile is."""
    path = os.path.relpath(root / appended.path, Path(dockerfile).absolute().parent)
    spelt = posixpath.normpath(posixpath.join(posixpath.dirname(dockerfile), Path(path).as_posix()))
    return OtherFile(spelt, str(root), appended.appended)


def reported_edit(dockerfile: str, wanted: OtherFile) -> ReportedEdit | None:
    """The edit at the end of the file as it is now; None where it would change nothing or cannot be done."""
    try:
        [planned] = _planned([wanted])
    except SourceError:
        return None
    inserted = planned.after[len(planned.before) :]
    if not inserted:
        return None
    index = LineIndex(planned.before)
    path = posixpath.relpath(wanted.path, posixpath.dirname(dockerfile) or ".")
    return ReportedEdit(region_of(index, empty(len(planned.before))), inserted, path)


def planned(reports: Iterable[FileReport]) -> list[Planned]:
    """What becomes of the other files. Raises SourceError if one cannot be read."""
    return _planned([other for report in reports for other in report.other_files])


def checked(reports: Sequence[FileReport], language: Language, *, write: bool) -> list[FileReport]:
    """Write the other files, or only see whether that can be done; if not, the report that wants it has the error."""
    return [_checked(report, language, write=write) for report in reports]


def _checked(report: FileReport, language: Language, *, write: bool) -> FileReport:
    try:
        for each in _planned(report.other_files):
            if write:
                _write(each)
    except SourceError as error:
        return replace(report, error=report.error or error.reason.said_in(language), other_files=())
    return report


def _planned(wanted: Sequence[OtherFile]) -> list[Planned]:
    texts: dict[str, Planned] = {}
    for each in wanted:
        real = os.path.realpath(each.path)
        known = texts.get(real)
        if known is None:
            known = _as_it_is(each, real)
        texts[real] = replace(known, after=with_lines(known.after, each.appended))
    return list(texts.values())


def _as_it_is(wanted: OtherFile, real: str) -> Planned:
    if Path(os.path.realpath(wanted.root)) not in Path(real).parents:
        raise SourceError(_OUTSIDE.filled(path=wanted.path))
    if not os.path.lexists(wanted.path):
        return Planned(wanted, None, "")
    try:
        source = read_source(Path(wanted.path))
    except SourceError as error:
        raise _named(wanted.path, error) from error
    return Planned(wanted, source, source.text)


def _write(each: Planned) -> None:
    """Raises SourceError."""
    if each.after == each.before:
        return
    try:
        if each.source is None:
            create_source(Path(each.wanted.path), each.after)
        else:
            write_source(each.source, each.after)
    except SourceError as error:
        raise _named(each.wanted.path, error) from error


def _named(path: str, error: SourceError) -> SourceError:
    return SourceError(_FAILED.filled(path=path, reason=error.reason))
