"""The options of ``dockerls check``."""

import os
from datetime import date

from dockerls.analysis.layers import Layer
from dockerls.cli.configurations import command_line_layer
from dockerls.cli.inspection import STDIN, Action
from dockerls.cli.parser import Parser, day, one_of, positive, words
from dockerls.cli.usage import CLASH, NOT_STDIN, STDIN_FILENAME, UsageError
from dockerls.language import Language, Sentence
from dockerls.rules.rule import Severity
from dockerls.value import value

FORMATS = ("text", "json", "github", "sarif", "gitlab", "junit")

_DESCRIPTION = Sentence(en="Find problems in Dockerfiles, and fix them.", ko="Dockerfile의 문제를 찾고 고칩니다.")
_PATH = Sentence(
    en="Files to check, folders to search for Dockerfiles, or - for standard input. The current folder by default.",
    ko="검사할 파일, Dockerfile을 찾을 폴더, 또는 표준 입력을 뜻하는 -. 기본값은 현재 폴더입니다.",
)
_FILES = Sentence(en="files", ko="파일")
_FIXING = Sentence(en="fixing", ko="수정")
_FIX = Sentence(en="Apply the safe fixes.", ko="안전한 수정을 적용합니다.")
_UNSAFE = Sentence(
    en="Apply the safe fixes, and the first suggestion of each other finding.",
    ko="안전한 수정에 더해, 나머지 진단에는 첫 번째 제안을 적용합니다.",
)
_DIFF = Sentence(
    en="Only show what --fix (or --unsafe-fixes) would change.",
    ko="--fix(또는 --unsafe-fixes)가 바꿀 내용만 보여 줍니다.",
)
_ADD_IGNORES = Sentence(
    en="Write a suppression with this reason for every finding.",
    ko="모든 진단에 이 이유를 적은 억제 주석을 추가합니다.",
)
_RULES = Sentence(en="rules", ko="규칙")
_SELECT = Sentence(
    en="Use only these rules (codes, names, aliases or categories).", ko="이 규칙만 사용합니다(코드, 이름, 별칭, 분류)."
)
_IGNORE = Sentence(en="Do not use these rules.", ko="이 규칙은 사용하지 않습니다.")
_PROFILE = Sentence(
    en="The rules to start from: default, strict or hadolint.", ko="바탕이 되는 규칙 모음: default, strict, hadolint."
)
_SINCE = Sentence(
    en="Only findings on lines that differ from this git revision.",
    ko="이 git 리비전과 달라진 줄의 진단만 보여 줍니다.",
)
_TODAY = Sentence(
    en="Check as if it were this day (end of life of images).", ko="이 날짜를 기준으로 검사합니다(이미지 지원 종료일)."
)
_OUTPUT = Sentence(en="output", ko="출력")
_FORMAT = Sentence(
    en="text (default), json, github, sarif, gitlab (Code Quality) or junit.",
    ko="text(기본값), json, github, sarif, gitlab(Code Quality), junit.",
)
_OUTPUT_FILE = Sentence(
    en="Write the report to this file; standard output gets the summary.",
    ko="보고서를 이 파일에 쓰고, 표준 출력에는 요약을 보여 줍니다.",
)
_STATISTICS = Sentence(
    en="Count the findings of each rule instead of listing them; with a format other than text the counts go to "
    "standard error.",
    ko="진단을 나열하지 않고 규칙별로 셉니다. text 외의 형식에서는 센 결과를 표준 오류에 씁니다.",
)
_FAIL_ON = Sentence(
    en="The lowest severity that makes the exit code 1: error, warning (default), info (default of the profile "
    "hadolint) or hint.",
    ko="종료 코드가 1이 되는 가장 낮은 심각도: error, warning(기본값), info(hadolint 프로필의 기본값), hint.",
)
_EXIT_ZERO = Sentence(en="Exit with 0 even if there are findings.", ko="진단이 있어도 종료 코드 0으로 끝냅니다.")
_JOBS = Sentence(en="How many processes to use at most.", ko="동시에 쓸 프로세스의 최대 개수.")
_LOG = Sentence(
    en="Write what was done, and how long it took, to this file.", ko="한 일과 걸린 시간을 이 파일에 기록합니다."
)

_NO_REASON = Sentence(
    en="--add-ignores needs a reason of at least one word.", ko="--add-ignores에는 한 단어 이상의 이유가 필요합니다."
)


@value
class CheckOptions:
    paths: tuple[str, ...]
    action: Action
    is_unsafe: bool
    reason: str
    command_line: Layer
    since: str | None
    today: date | None
    stdin_filename: str | None
    format: str
    output: str | None
    statistics: bool
    exit_zero: bool
    jobs: int
    log: str | None

    @property
    def reads_stdin(self) -> bool:
        return STDIN in self.paths


def read_options(arguments: list[str], language: Language) -> CheckOptions:
    """The options in the arguments. Raises UsageError."""
    asked = check_parser(language).parse(arguments)
    settings = {"profile": asked.profile, "language": asked.language, "fail-on": asked.fail_on}
    chosen: dict[str, object] = {key: value for key, value in settings.items() if value is not None}
    for key, lists in (("select", asked.select), ("ignore", asked.ignore)):
        if lists is not None:
            chosen[key] = [word for each in lists for word in each]
    options = CheckOptions(
        paths=tuple(asked.paths) or (".",),
        action=_action(asked.fix or asked.unsafe_fixes, asked.diff, asked.add_ignores is not None),
        is_unsafe=asked.unsafe_fixes,
        reason=(asked.add_ignores or "").strip(" \t\r\n,"),
        command_line=command_line_layer(chosen),
        since=asked.since,
        today=asked.today,
        stdin_filename=asked.stdin_filename,
        format=asked.format,
        output=asked.output,
        statistics=asked.statistics,
        exit_zero=asked.exit_zero,
        jobs=asked.jobs or _processors(),
        log=asked.log,
    )
    _refuse_clashes(options, asked.diff)
    return options


def check_parser(language: Language) -> Parser:
    """What ``dockerls check`` takes."""
    parser = Parser("check", "[PATH ...]", _DESCRIPTION, language)
    say = parser.say
    parser.group(_FILES).add_argument("paths", nargs="*", metavar="PATH", help=say(_PATH))
    fixing = parser.group(_FIXING)
    fixing.add_argument("--fix", action="store_true", help=say(_FIX))
    fixing.add_argument("--unsafe-fixes", action="store_true", help=say(_UNSAFE))
    fixing.add_argument("--diff", action="store_true", help=say(_DIFF))
    fixing.add_argument("--add-ignores", metavar="REASON", help=say(_ADD_IGNORES))
    rules = parser.group(_RULES)
    rules.add_argument("--select", type=words, action="append", metavar="RULE,...", help=say(_SELECT))
    rules.add_argument("--ignore", type=words, action="append", metavar="RULE,...", help=say(_IGNORE))
    rules.add_argument("--profile", metavar="PROFILE", help=say(_PROFILE))
    rules.add_argument("--since", metavar="REV", help=say(_SINCE))
    rules.add_argument("--today", type=day("--today"), metavar="DATE", help=say(_TODAY))
    rules.add_argument("--stdin-filename", metavar="PATH", help=say(STDIN_FILENAME))
    output = parser.group(_OUTPUT)
    output.add_argument(
        "--format", type=one_of("--format", FORMATS), default="text", metavar="FORMAT", help=say(_FORMAT)
    )
    output.add_argument("--output", metavar="FILE", help=say(_OUTPUT_FILE))
    output.add_argument("--statistics", action="store_true", help=say(_STATISTICS))
    severities = [severity.value for severity in Severity]
    output.add_argument("--fail-on", type=one_of("--fail-on", severities), metavar="SEVERITY", help=say(_FAIL_ON))
    output.add_argument("--exit-zero", action="store_true", help=say(_EXIT_ZERO))
    output.add_argument("--jobs", type=positive("--jobs"), metavar="N", help=say(_JOBS))
    output.add_argument("--log", metavar="FILE", help=say(_LOG))
    return parser


def _action(fixes: bool, previews: bool, suppresses: bool) -> Action:
    for asked, action in ((previews, Action.PREVIEW), (fixes, Action.FIX), (suppresses, Action.SUPPRESS)):
        if asked:
            return action
    return Action.REPORT


def _refuse_clashes(options: CheckOptions, previews: bool) -> None:
    suppresses = options.reason != "" or options.action is Action.SUPPRESS
    is_machine = options.format != "text"
    clashes = (
        (suppresses and options.action is not Action.SUPPRESS, "--add-ignores", "--fix"),
        (previews and is_machine, "--diff", f"--format {options.format}"),
        (
            options.reads_stdin and len(options.paths) > 1,
            "-",
            options.paths[0] if options.paths[0] != STDIN else options.paths[-1],
        ),
        (options.reads_stdin and options.since is not None, "-", "--since"),
        (options.reads_stdin and options.action is Action.SUPPRESS, "-", "--add-ignores"),
        (
            options.reads_stdin and options.action is Action.FIX and is_machine and options.output is None,
            "- --fix",
            f"--format {options.format}",
        ),
    )
    for is_clash, one, other in clashes:
        if is_clash:
            raise UsageError(CLASH.filled(one=one, other=other))
    if options.stdin_filename is not None and not options.reads_stdin:
        raise UsageError(NOT_STDIN)
    if options.action is Action.SUPPRESS and not options.reason:
        raise UsageError(_NO_REASON)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
