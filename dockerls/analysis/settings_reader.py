"""Configuration from text and from editors. What is wrong becomes a Problem; the rest counts."""

import sys
from collections.abc import Collection, Mapping

from dockerls.analysis.layers import Layer, Override, Setting
from dockerls.analysis.setting_kinds import Accepted, Rejected, dotted, selectors_of
from dockerls.analysis.settings import CONFIGURATION
from dockerls.language import Sentence, verbatim
from dockerls.text.lines import line_ends
from dockerls.text.pattern import pattern
from dockerls.text.toml_lines import KeyPath, toml_lines
from dockerls.value import value

EDITOR = Sentence(en="editor settings", ko="편집기 설정")
COMMAND_LINE = Sentence(en="command line", ko="명령줄")

_NOT_TOML = Sentence(en="This is not valid TOML: {reason}.", ko="올바른 TOML이 아닙니다: {reason}.")
_TOO_DEEP = Sentence(en="values are nested too deeply", ko="값이 너무 깊이 중첩되어 있습니다")
_NOT_A_TABLE = Sentence(en="[{table}] is not a table.", ko="[{table}]이(가) 표(table)가 아닙니다.")
_PLACE = pattern(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@value
class Problem:
    """Something wrong in a configuration: where (``line`` from 1, None where it cannot be told) and what.

    In a file that is another tool's own it is no error, which would fail a run.
    """

    source: Sentence
    line: int | None
    message: Sentence
    is_error: bool = True


def read_toml(
    text: str, source: str, folder: str | None, known: Collection[str], table: tuple[str, ...] = ()
) -> tuple[Layer, tuple[Problem, ...]]:
    """The configuration in a TOML text, or in one ``table`` of it (``tool``, ``dockerls`` for a ``pyproject.toml``).

    ``source`` is what to call the text; path patterns are relative to ``folder``; ``known`` are the codes, names,
    aliases and categories of the rules.
    """
    name = verbatim(source)
    try:
        document = toml_document(text)
    except TomlError as error:
        return Layer(name, folder), (Problem(name, error.line, error.reason),)
    lines = toml_lines(text, document)
    value: object = document
    for depth, key in enumerate(table):
        if not isinstance(value, dict):
            at = table[:depth]
            return Layer(name, folder), (Problem(name, lines.get(at), _NOT_A_TABLE.filled(table=dotted(at))),)
        value = value.get(key, {})
    below = {at[len(table) :]: line for at, line in lines.items() if at[: len(table)] == table}
    return _read(value, name, folder, known, below)


def read_json(
    value: object, source: Sentence, folder: str | None, known: Collection[str]
) -> tuple[Layer, tuple[Problem, ...]]:
    """The configuration in a decoded JSON value, as an editor sends it. ``null`` counts as not set."""
    value = {} if value is None else value
    if isinstance(value, dict):
        value = {key: inner for key, inner in value.items() if inner is not None}
    return _read(value, source, folder, known, {})


class TomlError(ValueError):
    """A text is not TOML: on which line (from 1) and why."""

    def __init__(self, line: int | None, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.line = line
        self.reason = reason


def toml_document(text: str) -> dict[str, object]:
    """The tables and values of a TOML text. Raises TomlError."""
    if sys.version_info >= (3, 11):
        from tomllib import loads
    else:
        from tomli import loads
    try:
        document: dict[str, object] = loads(text)
    except RecursionError as error:
        raise TomlError(None, _NOT_TOML.filled(reason=_TOO_DEEP)) from error
    except ValueError as error:
        raise _located(str(error), text) from error
    return document


def _located(message: str, text: str) -> TomlError:
    """tomllib tells the place only at the end of its message."""
    place = _PLACE.search(message)
    line = int(place["line"] or line_ends(text.rstrip()) + 1) if place else None
    return TomlError(line, _NOT_TOML.filled(reason=message[: place.start()] if place else message))


def _read(
    value: object, source: Sentence, folder: str | None, known: Collection[str], lines: Mapping[KeyPath, int]
) -> tuple[Layer, tuple[Problem, ...]]:
    selectors = selectors_of(known)
    problems: list[Problem] = []
    settings: list[Setting] = []
    of_overrides: dict[KeyPath, list[Setting]] = {}
    for verdict in CONFIGURATION.read(value, (), selectors):
        line = lines.get(verdict.at)
        if isinstance(verdict, Rejected):
            problems.append(Problem(source, line, verdict.reason))
        elif verdict.at[0] == "override":
            of_overrides.setdefault(verdict.at[:2], []).append(Setting(_key(verdict)[2:], verdict.value, line))
        else:
            settings.append(Setting(_key(verdict), verdict.value, line))
    overrides = tuple(override for each in of_overrides.values() for override in _override(each))
    return Layer(source, folder, tuple(settings), overrides), tuple(problems)


def _key(accepted: Accepted) -> KeyPath:
    return (*accepted.at[:-1], accepted.selector) if accepted.selector else accepted.at


def _override(settings: list[Setting]) -> list[Override]:
    """The override that holds these, or none where no path counts: it must not hold for every file then."""
    rest = tuple(setting for setting in settings if setting.key != ("paths",))
    paths = (setting.value for setting in settings if setting.key == ("paths",))
    return [Override(each, rest) for each in paths if isinstance(each, tuple)]
