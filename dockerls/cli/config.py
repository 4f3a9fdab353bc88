"""``dockerls config FILE``: every setting that counts for a file, and where it comes from."""

from pathlib import Path

from dockerls.analysis.layers import explain
from dockerls.analysis.settings_pages import listing
from dockerls.build_context.config_files import normalised
from dockerls.cli.configurations import Configurations, command_line_layer, tell
from dockerls.cli.parser import Parser
from dockerls.language import Language, Sentence

_DESCRIPTION = Sentence(en="Show the settings that count for a file.", ko="파일 하나에 적용되는 설정을 보여 줍니다.")
_FILES = Sentence(en="files", ko="파일")
_FILE = Sentence(en="The Dockerfile; it need not exist.", ko="Dockerfile의 경로. 없는 파일이어도 됩니다.")


def config_parser(language: Language) -> Parser:
    """What ``dockerls config`` takes."""
    parser = Parser("config", "FILE", _DESCRIPTION, language)
    parser.group(_FILES).add_argument("file", metavar="FILE", help=parser.say(_FILE))
    return parser


def config(arguments: list[str], language: Language) -> int:
    """Run the command and return its exit code."""
    asked = config_parser(language).parse(arguments)
    command_line = command_line_layer({} if asked.language is None else {"language": asked.language})
    configurations = Configurations(command_line)
    path = normalised(Path(asked.file))
    for line in listing(explain(configurations.layers(path.parent), path.as_posix()), language):
        print(line)
    tell(configurations.problems, language)
    return 2 if any(problem.is_error for problem in configurations.problems) else 0
