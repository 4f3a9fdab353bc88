"""What was found in one file, as plain values in the person's language: what reporters write and workers send."""

from collections.abc import Iterable

from dockerls.rules.rule import Safety, Severity
from dockerls.text.lines import Encoding, LineIndex
from dockerls.text.span import Span
from dockerls.value import value


@value
class Point:
    """A line and a column, both from 1, the column in code points."""

    line: int
    column: int


@value
class Region:
    """From a point up to, and without, another."""

    start: Point
    end: Point


@value
class ReportedEdit:
    """``path`` is that of another file, relative to the folder of the one the finding is in; None for that one."""

    region: Region
    new_text: str
    path: str | None = None


@value
class ReportedFix:
    title: str
    safety: Safety
    edits: tuple[ReportedEdit, ...]
    is_single: bool  # for somebody at this very place in an editor: the command line never applies it


@value
class OtherFile:
    """What to append to another file. ``path`` is spelt as the Dockerfile's is; ``root`` is the build context."""

    path: str
    root: str
    appended: str


@value
class ReportedRelated:
    """Another place in the file that explains a finding."""

    region: Region
    message: str


@value
class Reported:
    """A finding. ``fixes`` are those that are possible where it stands, the preferred one first."""

    code: str
    name: str
    aliases: tuple[str, ...]
    category: str
    severity: Severity
    message: str
    url: str | None
    region: Region
    fixes: tuple[ReportedFix, ...]
    related: tuple[ReportedRelated, ...] = ()

    @property
    def safety(self) -> Safety | None:
        """Of the safest fix that the command line applies, None without one."""
        safeties = {fix.safety for fix in self.fixes if not fix.is_single}
        return next((safety for safety in Safety if safety in safeties), None)


@value
class FileReport:
    """What came of one file. ``text`` is what the regions count in (empty if the file could not be read).

    It goes from one process to another, so it holds no rules: their checks need not be picklable.
    """

    path: str
    error: str | None = None
    reported: tuple[Reported, ...] = ()
    text: str = ""
    fixed: tuple[tuple[str, str], ...] = ()  # code and name of the rule of each fix that was applied, or would be
    rewritten: str | None = None  # what the fixes would make of the text, for a preview
    other_files: tuple[OtherFile, ...] = ()  # what the fixes that were applied, or would be, append elsewhere
    suppressed: int = 0
    seconds: float = 0.0
    traceback: str = ""  # of a mistake of ours
    fail_on: Severity | None = None  # the lowest severity that fails the run; None: nothing does

    @property
    def failing(self) -> tuple[Reported, ...]:
        """The findings that fail the run."""
        limit = self.fail_on
        return () if limit is None else tuple(each for each in self.reported if each.severity.rank <= limit.rank)

    @property
    def lines(self) -> list[str]:
        """The lines of the text as regions count them, without their ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def region_of(index: LineIndex, span: Span) -> Region:
    """Where a span of the indexed text stands."""
    return Region(_point(index, span.start), _point(index, span.end))


def _point(index: LineIndex, offset: int) -> Point:
    position = index.position(offset, Encoding.UTF32)
    return Point(position.line + 1, position.column + 1)


def loudest_first(reports: Iterable[FileReport]) -> dict[Severity, int]:
    """How many findings there are of each severity that occurs."""
    counts = dict.fromkeys(Severity, 0)
    for report in reports:
        for reported in report.reported:
            counts[reported.severity] += 1
    return {severity: count for severity, count in counts.items() if count}
