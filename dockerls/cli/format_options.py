"""The options of ``dockerls format``."""

from enum import Enum

from dockerls.cli.inspection import STDIN
from dockerls.cli.parser import Parser
from dockerls.cli.usage import CLASH, NOT_STDIN, STDIN_FILENAME, UsageError
from dockerls.language import Language, Sentence
from dockerls.value import value

_DESCRIPTION = Sentence(
    en=(
        "Lay Dockerfiles out: the case of keywords, blanks, indents and empty lines. What Docker and the shell read "
        "stays the same. The settings are in the table 'format' of dockerls.toml; .editorconfig counts too."
    ),
    ko=(
        "Dockerfile의 모양을 다듬습니다. 키워드의 대소문자, 공백, 들여쓰기, 빈 줄을 정리하며 Docker와 셸이 읽는 내용은 "
        "그대로입니다. 설정은 dockerls.toml의 'format' 표에 적고, .editorconfig도 따릅니다."
    ),
)
_PATH = Sentence(
    en="Files to format, folders to search for Dockerfiles, or - for standard input. The current folder by default.",
    ko="포맷할 파일, Dockerfile을 찾을 폴더, 또는 표준 입력을 뜻하는 -. 기본값은 현재 폴더입니다.",
)
_FILES = Sentence(en="files", ko="파일")
_MODE = Sentence(en="what to do", ko="동작")
_CHECK = Sentence(
    en="Change nothing; name the files that would change, and exit with 1 if there are any.",
    ko="아무것도 바꾸지 않습니다. 바뀔 파일을 알리고, 있으면 종료 코드 1로 끝냅니다.",
)
_DIFF = Sentence(
    en="Change nothing; show what would change, and exit with 1 if anything would.",
    ko="아무것도 바꾸지 않습니다. 바뀔 내용을 보여 주고, 있으면 종료 코드 1로 끝냅니다.",
)


class Mode(Enum):
    """What is done about files that are not formatted."""

    WRITE = 1
    CHECK = 2
    DIFF = 3


@value
class FormatOptions:
    paths: tuple[str, ...]
    mode: Mode
    stdin_filename: str | None
    settings: dict[str, object]  # what the options set

    @property
    def reads_stdin(self) -> bool:
        return STDIN in self.paths


def format_parser(language: Language) -> Parser:
    """What ``dockerls format`` takes."""
    parser = Parser("format", "[PATH ...]", _DESCRIPTION, language)
    say = parser.say
    group = parser.group(_FILES)
    group.add_argument("paths", nargs="*", metavar="PATH", help=say(_PATH))
    group.add_argument("--stdin-filename", metavar="PATH", help=say(STDIN_FILENAME))
    mode = parser.group(_MODE)
    mode.add_argument("--check", action="store_true", help=say(_CHECK))
    mode.add_argument("--diff", action="store_true", help=say(_DIFF))
    return parser


def read_format_options(arguments: list[str], language: Language) -> FormatOptions:
    """The options in the arguments. Raises UsageError."""
    asked = format_parser(language).parse(arguments)
    options = FormatOptions(
        paths=tuple(asked.paths) or (".",),
        mode=Mode.DIFF if asked.diff else Mode.CHECK if asked.check else Mode.WRITE,
        stdin_filename=asked.stdin_filename,
        settings={} if asked.language is None else {"language": asked.language},
    )
    if options.reads_stdin and len(options.paths) > 1:
        raise UsageError(CLASH.filled(one=STDIN, other=next(path for path in options.paths if path != STDIN)))
    if options.stdin_filename is not None and not options.reads_stdin:
        raise UsageError(NOT_STDIN)
    return options
