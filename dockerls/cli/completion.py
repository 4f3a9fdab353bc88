"""``dockerls completion``: a script that completes commands, options and rules in a shell. shtab writes it."""

import argparse

from dockerls.analysis.settings import PROFILES
from dockerls.cli.parser import OneOf, Parser, one_of
from dockerls.language import Language, Sentence

SHELLS = ("bash", "zsh", "fish", "powershell")

_DESCRIPTION = Sentence(
    en="Write a script that completes commands, options and rules in a shell.",
    ko="셸에서 명령, 옵션, 규칙을 자동 완성하는 스크립트를 출력합니다.",
)
_SHELL_GROUP = Sentence(en="shell", ko="셸")
_SHELL = Sentence(en="bash, zsh, fish or powershell.", ko="bash, zsh, fish, powershell.")
_SERVER = Sentence(en="Serve an editor over standard input and output.", ko="표준 입출력으로 편집기와 통신합니다.")

_PATHS = ("PATH", "FILE")
_RULES = ("RULE,...", "CODE|NAME|ALIAS")


def completion_parser(language: Language) -> Parser:
    """What ``dockerls completion`` takes."""
    parser = Parser("completion", "SHELL", _DESCRIPTION, language)
    shells = one_of("SHELL", SHELLS)
    parser.group(_SHELL_GROUP).add_argument("shell", metavar="SHELL", type=shells, help=parser.say(_SHELL))
    return parser


def completion(arguments: list[str], language: Language) -> int:
    """Run the command and return its exit code."""
    asked = completion_parser(language).parse(arguments)
    import shtab

    print(shtab.complete(_every_command(language), asked.shell))
    return 0


def _every_command(language: Language) -> argparse.ArgumentParser:
    """One parser with the commands as parsers below it, as shtab wants it."""
    from dockerls.cli.check_options import check_parser
    from dockerls.cli.config import config_parser
    from dockerls.cli.format_options import format_parser
    from dockerls.cli.rule import rule_parser

    every = argparse.ArgumentParser("dockerls", add_help=False)
    every.add_argument("--version", action="store_true")
    every.add_argument("--help", action="store_true")
    commands = every.add_subparsers()
    for name, parser in (
        ("check", check_parser(language)),
        ("format", format_parser(language)),
        ("rule", rule_parser(language)),
        ("config", config_parser(language)),
        ("completion", completion_parser(language)),
    ):
        for action in parser.whole().actions:
            _tell_values(action)
        commands.add_parser(name, parents=[parser], add_help=False, help=parser.summary.said_in(language))
    commands.add_parser("server", add_help=False, help=_SERVER.said_in(language))
    return every


def _tell_values(action: argparse.Action) -> None:
    """Say in shtab's way what may stand behind an option."""
    import shtab

    if action.metavar in _PATHS:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif action.metavar in _RULES:
        from dockerls.cli.inspection import INDEX

        action.choices = tuple(dict.fromkeys(word for rule in INDEX.rules for word in (rule.code, rule.name)))
    elif action.metavar == "PROFILE":
        action.choices = PROFILES
    elif isinstance(action.type, OneOf):
        action.choices = action.type.choices
