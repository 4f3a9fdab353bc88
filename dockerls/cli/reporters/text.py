"""``--format text``: for people. Each finding with its line of source, and at the end what there is in all."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dockerls.cli.report import FileReport, Reported, loudest_first
from dockerls.cli.snippet import snippet
from dockerls.cli.terminal import SEVERITY_STYLES, Painter, Style, harmless
from dockerls.cli.wording import by_severity, files, problems, some_files
from dockerls.features.rule_page import SEVERITY_NAMES
from dockerls.language import Language, Sentence, verbatim
from dockerls.rules.rule import Safety, Severity

_FLAGS = {Safety.SAFE: verbatim("--fix"), Safety.SUGGEST: verbatim("--unsafe-fixes")}
_IN_EDITOR = Sentence(en="in an editor", ko="편집기에서")

_GOES_ON = Sentence(en="to line {line}", ko="{line}행까지")
_CLEAN = Sentence(en="No problems found in {files}.", ko="{files}에서 문제를 찾지 못했습니다.")
_FOUND = Sentence(
    en="Found {problems} in {files}: {severities}.", ko="{files}에서 {problems}를 찾았습니다: {severities}."
)
_LEFT = Sentence(en="{problems} left in {files}: {severities}.", ko="{files}에 {problems}가 남았습니다: {severities}.")
_NONE_LEFT = Sentence(en="No problems left in {files}.", ko="{files}에 남은 문제가 없습니다.")
_FIXABLE = Sentence(en="{number} can be fixed with --fix.", ko="--fix로 {number}개를 고칠 수 있습니다.")
_FIXABLE_UNSAFE = Sentence(
    en="{number} can be fixed with --unsafe-fixes.", ko="--unsafe-fixes로 {number}개를 고칠 수 있습니다."
)
_FIXABLE_BOTH = Sentence(
    en="{number} can be fixed with --fix, {more} more with --unsafe-fixes.",
    ko="--fix로 {number}개, --unsafe-fixes로 {more}개를 더 고칠 수 있습니다.",
)
_FIXED = Sentence(en="Fixed {problems} in {files}:", ko="{files}에서 {problems}를 고쳤습니다:")
_WOULD_FIX = Sentence(en="Would fix {problems} in {files}.", ko="{files}에서 {problems}를 고치게 됩니다.")
_WOULD_FIX_NONE = Sentence(en="Nothing to fix in {files}.", ko="{files}에 고칠 것이 없습니다.")
_SUPPRESSED = Sentence(
    en="Wrote suppressions for {problems} in {files}.", ko="{files}에 {problems}에 대한 억제 주석을 추가했습니다."
)


def findings(reports: Sequence[FileReport], painter: Painter, columns: int, language: Language) -> Iterator[str]:
    """The lines that tell every finding, a blank line behind each."""
    for report in reports:
        lines = report.lines
        for reported in report.reported:
            yield from _finding(report.path, reported, lines, painter, columns, language)
            yield ""


def statistics(reports: Sequence[FileReport], painter: Painter, language: Language) -> Iterator[str]:
    """A line for each rule with findings, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], Reported] = {}
    for report in reports:
        for reported in report.reported:
            key = (reported.code, reported.severity.value)
            counts[key] += 1
            last[key] = reported
    width = len(str(max(counts.values(), default=0)))
    names = {each: SEVERITY_NAMES[each].said_in(language) for each in Severity}
    pad = max(map(len, names.values()))
    for key, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        reported = last[key]
        severity = painter(f"{names[reported.severity]:<{pad}}", SEVERITY_STYLES[reported.severity])
        yield f"{count:>{width}}  {severity}  {painter(reported.code, Style.BOLD)} {reported.name}"


def summary(reports: Sequence[FileReport], language: Language) -> Iterator[str]:
    """The closing lines: how many findings, how loud, how many can be fixed; after fixes, what was fixed."""
    checked = [report for report in reports if report.error is None or report.reported]
    yield from (line.said_in(language) for line in _summary(checked))


def preview(reports: Sequence[FileReport]) -> Sentence:
    """What ``--fix`` would do."""
    fixed = [report for report in reports if report.fixed]
    if not fixed:
        return _WOULD_FIX_NONE.filled(files=files(len(reports)))
    return _WOULD_FIX.filled(problems=problems(sum(len(each.fixed) for each in fixed)), files=files(len(fixed)))


def _summary(reports: Sequence[FileReport]) -> Iterator[Sentence]:
    fixed = Counter(each for report in reports for each in report.fixed)
    suppressed = sum(report.suppressed for report in reports)
    if fixed:
        changed = sum(1 for report in reports if report.fixed)
        yield _FIXED.filled(problems=problems(fixed.total()), files=files(changed))
        for (code, name), count in sorted(fixed.items(), key=lambda each: (-each[1], each[0])):
            yield Sentence(en=f"  {count} × {code} {name}", ko=f"  {count} × {code} {name}")
    if suppressed:
        changed = sum(1 for report in reports if report.suppressed)
        yield _SUPPRESSED.filled(problems=problems(suppressed), files=files(changed))
    has_changed = bool(fixed or suppressed)
    counts = loudest_first(reports)
    if not counts:
        yield (_NONE_LEFT if has_changed else _CLEAN).filled(files=files(len(reports)))
        return
    number = sum(counts.values())
    concerned = sum(1 for report in reports if report.reported)
    sentence = _LEFT if has_changed else _FOUND
    yield sentence.filled(
        problems=problems(number), files=some_files(concerned, len(reports)), severities=by_severity(counts)
    )
    yield from _fixable(reports)


def _fixable(reports: Sequence[FileReport]) -> Iterator[Sentence]:
    safeties = Counter(reported.safety for report in reports for reported in report.reported)
    safe, more = safeties[Safety.SAFE], safeties[Safety.SUGGEST]
    if safe and more:
        yield _FIXABLE_BOTH.filled(number=safe, more=more)
    elif safe:
        yield _FIXABLE.filled(number=safe)
    elif more:
        yield _FIXABLE_UNSAFE.filled(number=more)


def _finding(
    path: str, reported: Reported, lines: Sequence[str], painter: Painter, columns: int, language: Language
) -> Iterator[str]:
    start, end = reported.region.start, reported.region.end
    style = SEVERITY_STYLES[reported.severity]
    place = painter(f"{harmless(path)}:{start.line}:{start.column}", Style.BOLD)
    severity = painter(SEVERITY_NAMES[reported.severity].said_in(language), style, Style.BOLD)
    rule = f"{painter(reported.code, Style.BOLD)} {painter(reported.name, Style.DIM)}"
    yield f"{place} {severity} {rule}: {harmless(reported.message)}"
    number = str(start.line)
    margin = " " * len(number)
    line = lines[start.line - 1]
    end_column = end.column if end.line == start.line else len(line) + 1
    source, underline = snippet(line, start.column - 1, end_column - 1, columns - len(number) - 4)
    yield f" {painter(f'{number} |', Style.DIM)} {source}".rstrip()
    rest = f" {_GOES_ON.filled(line=end.line).said_in(language)}" if end.line > start.line else ""
    yield f" {margin} {painter('|', Style.DIM)} {painter(underline + rest, style)}"
    fix = next((fix for fix in reported.fixes if not fix.is_single and fix.safety is reported.safety), None)
    fix = fix or next(iter(reported.fixes), None)
    if fix is not None:
        how = (_IN_EDITOR if fix.is_single else _FLAGS[fix.safety]).said_in(language)
        yield f" {margin} {painter('=', Style.DIM)} {painter(how, Style.GREEN)}: {harmless(fix.title)}"
