"""The kinds of value a setting can have. A kind knows which values it takes, and says so to a person and to an editor.

A kind reads plain decoded TOML or JSON and gives a verdict for every part of it, so that one wrong part does not cost
the others. A new kind is one more class here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from dockerls.knowledge.shellcheck import code_in
from dockerls.language import Sentence, verbatim
from dockerls.text.nearest import nearest
from dockerls.text.toml_lines import KeyPath
from dockerls.value import value

Selectors = Mapping[str, str]
"""Every code, name, alias and category there is, each under its case-folded self."""


def selectors_of(known: Collection[str]) -> Selectors:
    """The codes, names, aliases and categories of the rules, by their case-folded selves."""
    return {selector.casefold(): selector for selector in sorted(known)}


SettingValue = str | bool | int | tuple[str, ...]

SEVERITIES = ("error", "warning", "info", "hint", "off")

_TAKES = Sentence(
    en="'{key}' takes {expected}, not {value}.",
    ko="'{key}'에는 {expected}만 쓸 수 있습니다. 지금 값: {value}",
)
_MISSPELT = Sentence(
    en="'{key}' does not know '{value}'. Did you mean '{nearest}'?",
    ko="'{key}'에 '{value}' 값은 쓸 수 없습니다. '{nearest}'의 오타인지 확인하세요.",
)
_UNKNOWN_SELECTOR = Sentence(
    en="'{key}' names '{value}', but no rule or category is called that.",
    ko="'{key}'에 적힌 '{value}'에 해당하는 규칙이나 분류가 없습니다.",
)
_UNKNOWN_KEY = Sentence(
    en="There is no key '{key}'. The keys here are {keys}.",
    ko="'{key}' 키는 없습니다. 여기에 쓸 수 있는 키: {keys}",
)
_MISSPELT_KEY = Sentence(
    en="There is no key '{key}'. Did you mean '{nearest}'?",
    ko="'{key}' 키는 없습니다. '{nearest}'의 오타인지 확인하세요.",
)
_MISSING_KEY = Sentence(
    en="'{key}' needs the key '{missing}', so it is not used.",
    ko="'{key}'에는 '{missing}' 키가 있어야 하므로 이 항목은 쓰지 않습니다.",
)
_LONGEST_VALUE = 60


@value
class Accepted:
    """A part of the configuration that counts.

    ``at`` is spelt as it was written. An entry of a table by selectors also tells its selector as the rules spell it.
    """

    at: KeyPath
    value: SettingValue
    selector: str | None = None


@value
class Rejected:
    """A part of the configuration that does not count, and why."""

    at: KeyPath
    reason: Sentence


Verdicts = Iterator[Accepted | Rejected]


class Kind(Protocol):
    @property
    def expected(self) -> Sentence:
        """What a person may write: the end of the sentence "this key takes …"."""

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts: ...

    def schema(self) -> dict[str, object]:
        """The JSON Schema (draft 7) of the values."""


@value
class Key:
    name: str
    kind: Kind
    default: object
    description: Sentence


@value
class Choice:
    """One of a few words."""

    allowed: tuple[str, ...]

    @property
    def expected(self) -> Sentence:
        words = ", ".join(f"'{word}'" for word in self.allowed)
        return Sentence(en=f"one of {words}", ko=f"{words} 중 하나")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if isinstance(value, str) and value in self.allowed:
            yield Accepted(at, value)
        elif isinstance(value, str) and (meant := nearest(value, self.allowed)):
            yield Rejected(at, _MISSPELT.filled(key=dotted(at), value=_shortened(value), nearest=meant))
        else:
            yield wrong_kind(self, value, at)

    def schema(self) -> dict[str, object]:
        return {"enum": list(self.allowed)}


@value
class RuleList:
    """A list of codes, names, aliases and categories."""

    expected = Sentence(
        en="a list of rule codes, names, aliases or categories",
        ko="규칙의 코드, 이름, 별칭, 분류로 이루어진 목록",
    )

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, list):
            yield wrong_kind(self, value, at)
            return
        verdicts = [_selected(self, element, (*at, place), selectors) for place, element in enumerate(value)]
        yield from as_one_list(verdicts, at)

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": {"type": "string"}}


@value
class GlobList:
    """A list of path patterns, as ``dockerls.text.globs`` reads them."""

    expected = Sentence(
        en="a list of path patterns such as 'vendor/**' or '*.dev' (not empty, without '!')",
        ko="'vendor/**'나 '*.dev' 같은 경로 패턴의 목록('!'로 시작하지 않고 비어 있지 않은 패턴)",
    )

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, list):
            yield wrong_kind(self, value, at)
            return
        yield from as_one_list([self._pattern(element, (*at, place)) for place, element in enumerate(value)], at)

    def _pattern(self, element: object, at: KeyPath) -> Accepted | Rejected:
        if isinstance(element, str) and element and not element.startswith("!"):
            return Accepted(at, element)
        return wrong_kind(self, element, at)

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": {"type": "string", "pattern": "^[^!]"}}


@value
class SeverityTable:
    """A table from codes, names, aliases and categories to severities."""

    expected = Sentence(
        en="a table from rule codes, names, aliases or categories to severities",
        ko="규칙의 코드, 이름, 별칭, 분류마다 심각도를 적은 표",
    )

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, dict):
            yield wrong_kind(self, value, at)
            return
        for written, severity in value.items():
            selected = _selected(self, written, (*at, written), selectors)
            if isinstance(selected, Rejected):
                yield selected
                continue
            for verdict in Choice(SEVERITIES).read(severity, selected.at, selectors):
                yield replace(verdict, selector=str(selected.value)) if isinstance(verdict, Accepted) else verdict

    def schema(self) -> dict[str, object]:
        return {"type": "object", "additionalProperties": Choice(SEVERITIES).schema()}


@value
class Table:
    """A table of known keys."""

    keys: tuple[Key, ...]
    required: str | None = None

    expected = Sentence(en="a table", ko="표(table)")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, dict):
            yield wrong_kind(self, value, at)
            return
        if self.required and self.required not in value:
            yield Rejected(at, _MISSING_KEY.filled(key=dotted(at), missing=self.required))
        known = {key.name: key for key in self.keys}
        for name, inner in value.items():
            if name in known:
                yield from known[name].kind.read(inner, (*at, name), selectors)
            else:
                yield Rejected((*at, name), _unknown_key(name, known))

    def schema(self) -> dict[str, object]:
        properties = {key.name: {"description": key.description.en, **key.kind.schema()} for key in self.keys}
        required = {"required": [self.required]} if self.required else {}
        return {"type": "object", "properties": properties, **required, "additionalProperties": False}


@value
class TableList:
    """A list of tables, which TOML writes as ``[[key]]``."""

    table: Table

    expected = Sentence(en="a list of tables, each under its own [[…]]", ko="[[…]] 아래에 하나씩 적은 표의 목록")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, list):
            yield wrong_kind(self, value, at)
            return
        for place, element in enumerate(value):
            yield from self.table.read(element, (*at, place), selectors)

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": self.table.schema()}


def dotted(at: KeyPath) -> str:
    """A path as a person writes it: ``override.severity``."""
    return ".".join(key for key in at if isinstance(key, str))


def _selected(kind: Kind, written: object, at: KeyPath, selectors: Selectors) -> Accepted | Rejected:
    if not isinstance(written, str):
        return wrong_kind(kind, written, at)
    if known := selectors.get(written.casefold()) or code_in(written):
        return Accepted(at, known)
    key = dotted(at if isinstance(at[-1], int) else at[:-1])
    if meant := nearest(written, selectors.values()):
        return Rejected(at, _MISSPELT.filled(key=key, value=_shortened(written), nearest=meant))
    return Rejected(at, _UNKNOWN_SELECTOR.filled(key=key, value=_shortened(written)))


def as_one_list(verdicts: Iterable[Accepted | Rejected], at: KeyPath) -> Verdicts:
    """The elements that count as one value; a list of which nothing counts is no empty list, which would say much."""
    verdicts = tuple(verdicts)
    yield from (verdict for verdict in verdicts if isinstance(verdict, Rejected))
    values = tuple(str(verdict.value) for verdict in verdicts if isinstance(verdict, Accepted))
    if values or not verdicts:
        yield Accepted(at, values)


def wrong_kind(kind: Kind, value: object, at: KeyPath) -> Rejected:
    """That a value is none of this kind."""
    # The whole configuration goes by our name, in pyproject.toml and in editors.
    return Rejected(at, _TAKES.filled(key=dotted(at) or "dockerls", expected=kind.expected, value=_written(value)))


def _unknown_key(name: str, known: Iterable[str]) -> Sentence:
    if meant := nearest(name, known):
        return _MISSPELT_KEY.filled(key=_shortened(name), nearest=meant)
    return _UNKNOWN_KEY.filled(key=_shortened(name), keys=verbatim(", ".join(known)))


def _written(value: object) -> str:
    import json

    return _shortened(json.dumps(value, ensure_ascii=False, default=str))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
