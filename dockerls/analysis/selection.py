"""Which rules are on, and how loud they are: from words in configuration and suppressions to rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dockerls.analysis.profiles import HADOLINT_SEVERITIES, hadolint_code
from dockerls.analysis.settings import Settings
from dockerls.rules.rule import Rule, Severity


class Index:
    """Finds rules by code, name, alias (one may name several rules) or category, whatever the case."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_word: dict[str, list[Rule]] = defaultdict(list)
        self._by_category: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for word in dict.fromkeys(word.lower() for word in rule.selectors):
                self._by_word[word].append(rule)
            self._by_category[rule.category.value].append(rule)

    @property
    def words(self) -> tuple[str, ...]:
        """All words that name rules, as they are spelt."""
        return (*(word for rule in self.rules for word in rule.selectors), *self._by_category)

    def named(self, word: str) -> tuple[Rule, ...]:
        """The rules that a code, name or alias means."""
        return tuple(self._by_word.get(word.lower(), ()))

    def meant(self, word: str) -> tuple[Rule, ...]:
        """The same, a category included."""
        return self.named(word) or tuple(self._by_category.get(word.lower(), ()))


def severities(index: Index, settings: Settings) -> Mapping[str, Severity]:
    """The code of each rule that is on, and its severity.

    A severity set for a rule itself (not for its category) also turns the rule on, unless ``select`` names the rules.
    """
    chosen = {rule.code: _in_profile(rule, settings.profile) for rule in index.rules}
    if settings.select:
        selected = {rule.code for word in settings.select for rule in index.meant(word)}
        chosen = {rule.code: chosen[rule.code] or rule.severity for rule in index.rules if rule.code in selected}
    for word, severity in settings.severity:
        turns_on = bool(index.named(word)) and not settings.select
        for rule in index.meant(word):
            if severity == "off":
                chosen[rule.code] = None
            elif turns_on or chosen.get(rule.code) is not None:
                chosen[rule.code] = Severity(severity)
    for word in settings.ignore:
        for rule in index.meant(word):
            chosen[rule.code] = None
    return {code: severity for code, severity in chosen.items() if severity is not None}


def _in_profile(rule: Rule, profile: str) -> Severity | None:
    if profile == "strict":
        return rule.severity
    if profile == "hadolint":
        code = hadolint_code(rule)
        return HADOLINT_SEVERITIES.get(code) if code else None
    return rule.severity if rule.on else None
