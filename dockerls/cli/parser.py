"""The option parser: argparse with our own words for what is wrong."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from typing import NoReturn

from dockerls.cli.usage import UsageError, with_guess
from dockerls.language import Language, Sentence, verbatim
from dockerls.value import value

_USAGE = Sentence(en="usage: ", ko="사용법: ")
_OPTION = Sentence(en="OPTION", ko="옵션")
_HELP = Sentence(en="Show this and leave.", ko="이 도움말을 보여 줍니다.")
_LANGUAGE = Sentence(en="The language of the messages: auto, en or ko.", ko="메시지의 언어: auto, en, ko.")
_OPTIONS = Sentence(en="other", ko="그 밖의 옵션")
_NOT_AMONG = Sentence(
    en="{option} takes one of {choices}, not '{value}'.",
    ko="{option}에는 {choices} 중 하나를 쓰세요. 지금 값: '{value}'.",
)
_NOT_A_DATE = Sentence(
    en="{option} takes a date such as 2026-11-21, not '{value}'.",
    ko="{option}에는 2026-11-21 같은 날짜를 쓰세요. 지금 값: '{value}'.",
)
_NOT_A_NUMBER = Sentence(
    en="{option} takes a number from 1 up, not '{value}'.", ko="{option}에는 1 이상의 수를 쓰세요. 지금 값: '{value}'."
)
_NO_VALUE = Sentence(en="{option} needs a value.", ko="{option}에는 값이 필요합니다.")
_MISSING = Sentence(en="{names} is missing.", ko="{names}이(가) 빠졌습니다.")
_UNKNOWN_OPTION = Sentence(en="There is no option '{option}'.", ko="'{option}' 옵션은 없습니다.")


class Parser(argparse.ArgumentParser):
    """Options and arguments of one command. Options may stand before, between and behind the arguments."""

    def __init__(self, command: str, arguments: str, description: Sentence, language: Language) -> None:
        super().__init__(
            prog=f"dockerls {command}",
            usage=f"dockerls {command} [{_OPTION.said_in(language)} ...] {arguments}",
            description=description.said_in(language),
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Formatter(prog, language),
        )
        self.language = language
        self.summary = description

    def say(self, sentence: Sentence) -> str:
        """A sentence of the help, in which argparse sees no values to fill in."""
        return sentence.said_in(self.language).replace("%", "%%")

    def group(self, title: Sentence) -> "argparse._ArgumentGroup":
        return self.add_argument_group(title.said_in(self.language))

    def whole(self) -> "Parser":
        """This parser with the options that every command has; once, behind its own."""
        other = self.group(_OPTIONS)
        languages = ("auto", *(each.value for each in Language))
        read = one_of("--language", languages)
        other.add_argument("--language", type=read, metavar="LANGUAGE", help=self.say(_LANGUAGE))
        other.add_argument("-h", "--help", action="help", help=self.say(_HELP))
        return self

    @property
    def actions(self) -> "Iterable[argparse.Action]":
        """The options and arguments."""
        return self._actions

    def parse(self, arguments: list[str]) -> argparse.Namespace:
        """What was asked for. Raises UsageError."""
        namespace, extra = self.whole().parse_known_intermixed_args(arguments)
        if extra:
            options = [option for action in self.actions for option in action.option_strings]
            written = extra[0].partition("=")[0]
            raise UsageError(with_guess(_UNKNOWN_OPTION.filled(option=written), written, options))
        return namespace

    def error(self, message: str) -> NoReturn:
        option, _, rest = message.removeprefix("argument ").partition(": ")
        if "arguments are required" in option:
            raise UsageError(_MISSING.filled(names=rest))
        if rest.startswith("expected"):
            raise UsageError(_NO_VALUE.filled(option=option))
        raise UsageError(verbatim(message))


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, language: Language) -> None:
        super().__init__(prog, max_help_position=28)
        self._language = language

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: "Iterable[argparse._MutuallyExclusiveGroup]",
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _USAGE.said_in(self._language))


@value
class OneOf:
    """A type of option: one of a few words."""

    option: str
    choices: tuple[str, ...]

    def __call__(self, word: str) -> str:
        if word in self.choices:
            return word
        message = _NOT_AMONG.filled(option=self.option, choices=", ".join(self.choices), value=word)
        raise UsageError(with_guess(message, word, self.choices))


def one_of(option: str, choices: Iterable[str]) -> OneOf:
    """The type of an option that takes one of these words."""
    return OneOf(option, tuple(choices))


def day(option: str) -> Callable[[str], date]:
    """A type of option: a date as ISO 8601 writes it."""

    def read(value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(_NOT_A_DATE.filled(option=option, value=value)) from error

    return read


def positive(option: str) -> Callable[[str], int]:
    """A type of option: a whole number from 1 up."""

    def read(value: str) -> int:
        if value.isdecimal() and int(value) > 0:
            return int(value)
        raise UsageError(_NOT_A_NUMBER.filled(option=option, value=value))

    return read


def words(value: str) -> list[str]:
    """A type of option: words between commas."""
    return [word for word in (part.strip() for part in value.split(",")) if word]
