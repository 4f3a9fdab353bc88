"""Choosing the command, and ending quietly when the person or the next program in the pipe has had enough."""

import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from dockerls import __version__
from dockerls.analysis.locale import language_from
from dockerls.cli.usage import UsageError, with_guess
from dockerls.language import Language, Sentence

INTERRUPTED = 130
BROKEN_PIPE = 141
ERROR = 2

_OVERVIEW = Sentence(
    en="""\
dockerls makes Dockerfiles smaller, faster to rebuild and safer.

  dockerls check [PATH ...]           find problems in Dockerfiles, and fix them with --fix
  dockerls format [PATH ...]          lay Dockerfiles out; --check and --diff only tell
  dockerls rule CODE|NAME|ALIAS       explain a rule; --all lists the rules
  dockerls config FILE                show the settings that count for a file
  dockerls completion SHELL           write a script that completes commands in bash, zsh or fish
  dockerls server                     serve an editor over standard input and output
  dockerls --version

'dockerls COMMAND --help' tells the options of a command.""",
    ko="""\
dockerls는 Dockerfile을 더 작고, 더 빨리 다시 빌드되고, 더 안전하게 만듭니다.

  dockerls check [PATH ...]           Dockerfile의 문제를 찾고, --fix로 고칩니다
  dockerls format [PATH ...]          Dockerfile의 모양을 다듬습니다. --check와 --diff는 알리기만 합니다
  dockerls rule CODE|NAME|ALIAS       규칙을 설명합니다. --all은 모든 규칙을 보여 줍니다
  dockerls config FILE                파일 하나에 적용되는 설정을 보여 줍니다
  dockerls completion SHELL           bash, zsh, fish에서 명령을 자동 완성하는 스크립트를 출력합니다
  dockerls server                     표준 입출력으로 편집기와 통신합니다
  dockerls --version

'dockerls COMMAND --help'로 명령의 옵션을 볼 수 있습니다.""",
)
_UNKNOWN = Sentence(en="There is no command '{word}'.", ko="'{word}' 명령은 없습니다.")
_IS_A_PATH = Sentence(
    en="There is no command '{word}'. To check that file or folder: dockerls check {word}",
    ko="'{word}' 명령은 없습니다. 그 파일이나 폴더를 검사하려면: dockerls check {word}",
)
_SERVER_TAKES = Sentence(
    en="'server' takes no options but --stdio, which is how it always talks.",
    ko="'server'에는 --stdio 외의 옵션이 없으며, 항상 표준 입출력으로 통신합니다.",
)


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    language = language_of(arguments)
    try:
        _never_fail_at_printing()
        code = _run(list(arguments), language)
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"dockerls: {error.message.said_in(language)}", file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes again at exit; give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def language_of(arguments: Sequence[str]) -> Language:
    """The language of the command line itself, known before the arguments are understood."""
    words = list(arguments)
    given = [word.partition("=")[2] for word in words if word.startswith("--language=")]
    given += [value for option, value in pairwise(words) if option == "--language"]
    setting = given[-1] if given and given[-1] in tuple(Language) else "auto"
    return language_from(setting, None, os.environ)


def _run(arguments: list[str], language: Language) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(_OVERVIEW.said_in(language), file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else ERROR
    if arguments[0] in ("-V", "--version"):
        print(f"dockerls {__version__}")
        return 0
    name, *rest = arguments
    if name == "server":
        raise UsageError(_SERVER_TAKES)
    if name not in _COMMANDS:
        message = (_IS_A_PATH if os.path.lexists(name) else _UNKNOWN).filled(word=name)
        raise UsageError(with_guess(message, name, (*_COMMANDS, "server")))
    return _COMMANDS[name](rest, language)


def _check(arguments: list[str], language: Language) -> int:
    from dockerls.cli.check import check

    return check(arguments, language)


def _format(arguments: list[str], language: Language) -> int:
    from dockerls.cli.format import format

    return format(arguments, language)


def _rule(arguments: list[str], language: Language) -> int:
    from dockerls.cli.rule import rule

    return rule(arguments, language)


def _config(arguments: list[str], language: Language) -> int:
    from dockerls.cli.config import config

    return config(arguments, language)


def _completion(arguments: list[str], language: Language) -> int:
    from dockerls.cli.completion import completion

    return completion(arguments, language)


_COMMANDS: dict[str, Callable[[list[str], Language], int]] = {
    "check": _check,
    "format": _format,
    "rule": _rule,
    "config": _config,
    "completion": _completion,
}


def _never_fail_at_printing() -> None:
    """Write as an escape whatever a stream's encoding cannot hold."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
