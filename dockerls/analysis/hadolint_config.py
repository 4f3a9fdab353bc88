"""``.hadolint.yaml``, hadolint's configuration, as a layer of ours with the profile ``hadolint``.

Keys as in hadolint's README, "Configure". PyYAML only takes the text apart, into nodes that know their lines: what a
plain word means is decided here, as YAML 1.2 has it (``yes`` is a word), in which hadolint reads its configuration.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dockerls.analysis.layers import Layer, Setting
from dockerls.analysis.plain_kinds import NameList, Switch
from dockerls.analysis.setting_kinds import (
    Accepted,
    Choice,
    Key,
    Kind,
    Rejected,
    RuleList,
    Selectors,
    SettingValue,
    Table,
    Verdicts,
    selectors_of,
)
from dockerls.analysis.settings import LABEL_SCHEMA, NEVER, REGISTRIES
from dockerls.analysis.settings_reader import Problem
from dockerls.language import Sentence, verbatim
from dockerls.rules.rule import Severity
from dockerls.text.toml_lines import KeyPath
from dockerls.value import value

if TYPE_CHECKING:
    from yaml import Node

_NOT_YAML = Sentence(en="This is not valid YAML: {reason}.", ko="올바른 YAML이 아닙니다: {reason}.")
_TOO_DEEP = Sentence(en="values are nested too deeply", ko="값이 너무 깊이 중첩되어 있습니다")
_ALIASES = Sentence(en="anchors and aliases (& and *) are not read", ko="앵커와 별칭(&, *)은 읽지 않습니다")

_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "style": Severity.HINT,
}
# hadolint counts as a failure whatever is as severe as the threshold; none and ignore stand below everything.
_THRESHOLDS = {**_SEVERITIES, "ignore": Severity.HINT, "none": Severity.HINT}
# Core schema of YAML 1.2, 10.3.2.
_PLAIN: Mapping[str, object] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", "")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@value
class _OneOrMore:
    """A list, of which one may also stand alone."""

    of: NameList

    @property
    def expected(self) -> Sentence:
        return self.of.expected

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        yield from self.of.read([value] if isinstance(value, str) else value, at, selectors)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [{"type": "string"}, self.of.schema()]}


@value
class _Anything:
    """What does not concern us."""

    expected = Sentence(en="anything", ko="임의의 값")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        return iter(())

    def schema(self) -> dict[str, object]:
        return {}


def _key(name: str, kind: Kind) -> Key:
    return Key(name, kind, None, Sentence(en="", ko=""))


_CONFIGURATION = Table(
    (
        _key("ignored", RuleList()),
        _key("override", Table(tuple(_key(name, RuleList()) for name in _SEVERITIES))),
        _key("trustedRegistries", _OneOrMore(REGISTRIES)),
        _key("label-schema", LABEL_SCHEMA),
        _key("strict-labels", Switch()),
        _key("disable-ignore-pragma", Switch()),
        _key("failure-threshold", Choice(tuple(_THRESHOLDS))),
        _key("no-fail", Switch()),
        _key("format", _Anything()),
        _key("no-color", _Anything()),
    )
)


def read_hadolint(
    text: str, source: str, folder: str | None, known: Collection[str]
) -> tuple[Layer, tuple[Problem, ...]]:
    """The configuration in the text of a ``.hadolint.yaml``; the parameters are those of ``read_toml``."""
    name = verbatim(source)
    try:
        tree = _Tree(text)
    except _YamlError as error:
        return Layer(name, folder), (Problem(name, error.line, error.reason, is_error=False),)
    settings = [Setting(("profile",), "hadolint", None)]
    problems: list[Problem] = []
    value = {} if tree.value is None else tree.value
    for verdict in _CONFIGURATION.read(value, (), selectors_of(known)):
        line = tree.lines.get(verdict.at)
        if isinstance(verdict, Rejected):
            problems.append(Problem(name, line, verdict.reason, is_error=False))
        else:
            settings += (Setting(key, value, line) for key, value in _ours(verdict))
    return Layer(name, folder, tuple(sorted(settings, key=_last_counts_most))), tuple(problems)


def _ours(accepted: Accepted) -> Iterator[tuple[KeyPath, SettingValue]]:
    """What a part says in our words."""
    key, value = accepted.at[0], accepted.value
    if key == "ignored":
        yield ("ignore",), value
    elif key == "override" and isinstance(value, tuple):
        severity = _SEVERITIES[str(accepted.at[1])]
        for code in value:
            yield ("severity", code), severity.value
    elif key == "trustedRegistries":
        yield ("trusted-registries",), value
    elif key == "failure-threshold":
        yield ("fail-on",), _THRESHOLDS[str(value)].value
    elif key == "no-fail":
        if value:
            yield ("fail-on",), NEVER
    else:
        yield accepted.at, value


def _last_counts_most(setting: Setting) -> bool:
    """``no-fail`` counts more than ``failure-threshold``, wherever it stands."""
    return setting.value == NEVER


class _YamlError(ValueError):
    """A text that cannot be read as YAML: on which line (from 1) and why."""

    def __init__(self, line: int | None, reason: Sentence | str) -> None:
        self.line = line
        self.reason = _NOT_YAML.filled(reason=reason)
        super().__init__(self.reason.en)


class _Tree:
    """A YAML document: its value, and the line of each part. Keys are the words that are written, of any kind."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._seen: set[int] = set()
        try:
            node = _composed(text)
            self.value = None if node is None else self._read(node, ())
        except RecursionError as error:
            raise _YamlError(None, _TOO_DEEP) from error

    def _read(self, node: "Node", at: KeyPath) -> object:
        from yaml import MappingNode, ScalarNode, SequenceNode

        line = node.start_mark.line + 1
        # A node that is met twice may hold itself, or grow without end.
        if id(node) in self._seen:
            raise _YamlError(line, _ALIASES)
        self._seen.add(id(node))
        self.lines.setdefault(at, line)
        if isinstance(node, SequenceNode):
            return [self._read(each, (*at, place)) for place, each in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return dict(self._entries(node.value, at))
        assert isinstance(node, ScalarNode)
        is_plain = node.style is None
        return _PLAIN.get(node.value, node.value) if is_plain else node.value

    def _entries(self, pairs: "Iterable[tuple[Node, Node]]", at: KeyPath) -> Iterator[tuple[str, object]]:
        for key, inner in pairs:
            name = str(key.value)
            below = (*at, name)
            self.lines[below] = key.start_mark.line + 1
            yield name, self._read(inner, below)


def _composed(text: str) -> "Node | None":
    import yaml

    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise _YamlError(line, error.problem or str(error)) from error
    except yaml.YAMLError as error:
        raise _YamlError(None, str(error).partition("\n")[0]) from error
