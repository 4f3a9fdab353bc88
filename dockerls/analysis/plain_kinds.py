"""Kinds of value that know nothing of rules: switches, lists of names, and tables whose keys anybody may choose."""

from dockerls.analysis.setting_kinds import (
    Accepted,
    Choice,
    Rejected,
    Selectors,
    Verdicts,
    as_one_list,
    wrong_kind,
)
from dockerls.language import Sentence
from dockerls.text.toml_lines import KeyPath
from dockerls.value import value


@value
class Switch:
    """True or false."""

    expected = Sentence(en="true or false", ko="true 또는 false")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        yield Accepted(at, value) if isinstance(value, bool) else wrong_kind(self, value, at)

    def schema(self) -> dict[str, object]:
        return {"type": "boolean"}


@value
class ChoiceOrNumber:
    """One of a few words, or a whole number from 1 to ``highest``."""

    allowed: tuple[str, ...]
    highest: int

    @property
    def expected(self) -> Sentence:
        words = ", ".join(f"'{word}'" for word in self.allowed)
        return Sentence(
            en=f"a number from 1 to {self.highest} or one of {words}",
            ko=f"1부터 {self.highest}까지의 수 또는 {words} 중 하나",
        )

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        is_word = isinstance(value, str) and value in self.allowed
        is_number = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= self.highest
        if isinstance(value, str | int) and (is_word or is_number):
            yield Accepted(at, value)
        else:
            yield wrong_kind(self, value, at)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [{"enum": list(self.allowed)}, {"type": "integer", "minimum": 1, "maximum": self.highest}]}


@value
class Folder:
    """A path of a folder, or nothing. `analysis.layers` tells what a relative one is relative to."""

    expected = Sentence(en="the path of a folder", ko="폴더의 경로")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        is_path = isinstance(value, str) and "\0" not in value
        yield Accepted(at, str(value)) if is_path else wrong_kind(self, value, at)

    def schema(self) -> dict[str, object]:
        return {"type": "string"}


@value
class NameList:
    """A list of names, none of them empty. ``expected`` says of what."""

    expected: Sentence

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, list):
            yield wrong_kind(self, value, at)
            return
        yield from as_one_list([self._name(element, (*at, place)) for place, element in enumerate(value)], at)

    def _name(self, element: object, at: KeyPath) -> Accepted | Rejected:
        return Accepted(at, element) if isinstance(element, str) and element else wrong_kind(self, element, at)

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": {"type": "string", "minLength": 1}}


@value
class ChoiceList:
    """A list of a few words."""

    choice: Choice

    @property
    def expected(self) -> Sentence:
        words = ", ".join(f"'{word}'" for word in self.choice.allowed)
        return Sentence(en=f"a list of {words}", ko=f"{words}(으)로 이루어진 목록")

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, list):
            yield wrong_kind(self, value, at)
            return
        verdicts = [
            verdict
            for place, element in enumerate(value)
            for verdict in self.choice.read(element, (*at, place), selectors)
        ]
        yield from as_one_list(verdicts, at)

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": self.choice.schema()}


@value
class ChoiceTable:
    """A table from names of any kind to a few words. ``expected`` says of which names."""

    choice: Choice
    expected: Sentence

    def read(self, value: object, at: KeyPath, selectors: Selectors) -> Verdicts:
        if not isinstance(value, dict):
            yield wrong_kind(self, value, at)
            return
        for name, inner in value.items():
            yield from self.choice.read(inner, (*at, name), selectors)

    def schema(self) -> dict[str, object]:
        return {"type": "object", "additionalProperties": self.choice.schema()}
