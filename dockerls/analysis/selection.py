"""Which rules are on, and how loud they are: from words in configuration and suppressions to rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dockerls.analysis.profiles import HADOLINT_SEVERITIES, hadolint_code
from dockerls.analysis.settings import Settings
from dockerls.knowledge.shellcheck import QUIET
from dockerls.rules.rule import Rule, Severity


class Index:
    """Finds rules by code, name, alias (one may name several rules) or category, whatever the case."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_word: dict[str, list[Rule]] = defaultdict(list)
        self._by_category: dict[str, list[Rule]] = defaultdict(list)
        self._speakers = tuple(rule for rule in self.rules if rule.member is not None)
        for rule in self.rules:
            for word in dict.fromkeys(word.lower() for word in rule.selectors):
                self._by_word[word].append(rule)
            self._by_category[rule.category.value].append(rule)

    @property
    def words(self) -> tuple[str, ...]:
        """All words that name rules, as they are spelt."""
        return (*(word for rule in self.rules for word in rule.selectors), *self._by_category)

    def named(self, word: str) -> tuple[Rule, ...]:
        """The rules that a code, name or alias means; for the code of another tool, the one that stands for it."""
        known = self._by_word.get(word.lower())
        if known is not None:
            return tuple(known)
        speaker = self.speaker(word)
        member = speaker.member(word) if speaker and speaker.member else None
        return (member,) if member else ()

    def speaker(self, code: str) -> Rule | None:
        """The rule that speaks for the tool a code is of; None for codes of our own rules, and unknown ones."""
        return next((rule for rule in self._speakers if rule.member and rule.member(code)), None)

    def meant(self, word: str) -> tuple[Rule, ...]:
        """The same, a category included."""
        return self.named(word) or tuple(self._by_category.get(word.lower(), ()))


class Severities(Mapping[str, Severity | None]):
    """How loud each rule that is on is, by its code; None: as loud as it has it itself.

    A code of another tool (``Rule.member``) can be looked up as well, though it is not listed: it is as settings have
    it, else as the rule is that speaks for the tool.
    """

    def __init__(self, index: Index, on: Mapping[str, Severity | None], members: Mapping[Rule, Rule]) -> None:
        self._index = index
        self._on = on
        self._named = {member.code for member in members}
        # A tool has to be asked for the sake of one code too.
        self._only_asked = {speaker.code for member, speaker in members.items() if member.code in on} - on.keys()

    def __getitem__(self, code: str) -> Severity | None:
        if code in self._only_asked:
            return None
        speaker = None if code in self._on or code in self._named else self._index.speaker(code)
        return self._on[code if speaker is None else speaker.code]

    def __iter__(self) -> Iterator[str]:
        yield from (code for code in self._on if code not in self._named)
        yield from self._only_asked

    def __len__(self) -> int:
        return sum(1 for _ in self)


def severities(index: Index, settings: Settings) -> Severities:
    """The code of each rule that is on, and its severity."""
    louder = QUIET if settings.profile == "hadolint" else ()
    words = (*louder, *settings.select, *settings.ignore, *(word for word, _ in settings.severity))
    members = {rule: speaker for word in words for rule in index.named(word) if (speaker := index.speaker(rule.code))}
    choice = _Choice(index, members, settings.profile)
    choice.select(settings.select)
    for word, severity in settings.severity:
        choice.set(word, severity)
    for word in settings.ignore if settings.shellcheck else (*settings.ignore, "shellcheck"):
        choice.turn_off(word)
    return Severities(index, choice.on, members)


class _Choice:
    """The severities while settings are applied; ``members`` are the codes of other tools that these name."""

    def __init__(self, index: Index, members: Mapping[Rule, Rule], profile: str) -> None:
        self._index = index
        self._members = members
        self._rules = (*index.rules, *members)
        self._has_selected = False
        # Whether a rule is on, and how loud; what speaks for another tool is as loud as that tool unless it is set.
        self._severities = {rule.code: _in_profile(rule, profile) for rule in self._rules}
        self._of_tools = {rule.code for rule in self._rules if rule.member is not None or rule.page is not None}
        if profile == "hadolint":
            self._of_tools -= QUIET

    @property
    def on(self) -> dict[str, Severity | None]:
        chosen = {code: severity for code, severity in self._severities.items() if severity is not None}
        return {code: None if code in self._of_tools else severity for code, severity in chosen.items()}

    def select(self, words: Sequence[str]) -> None:
        """Use only what the words mean, if there are any."""
        selected = {rule.code for word in words for rule in self._meant(word)}
        self._has_selected = bool(words)
        for rule in self._rules if words else ():
            severity = self._severities[rule.code] or rule.severity
            self._severities[rule.code] = severity if rule.code in selected else None

    def set(self, word: str, severity: str) -> None:
        """A severity set for a rule itself (not for its category) also turns it on, unless rules are selected."""
        if severity == "off":
            self.turn_off(word)
            return
        turns_on = bool(self._index.named(word)) and not self._has_selected
        for rule in self._meant(word):
            if turns_on or self._severities[rule.code] is not None:
                self._severities[rule.code] = Severity(severity)
                self._of_tools.discard(rule.code)

    def turn_off(self, word: str) -> None:
        for rule in self._meant(word):
            self._severities[rule.code] = None

    def _meant(self, word: str) -> Iterator[Rule]:
        found = self._index.meant(word)
        yield from found
        yield from (member for member, speaker in self._members.items() if speaker in found)


def _in_profile(rule: Rule, profile: str) -> Severity | None:
    if profile == "strict":
        return rule.severity
    if profile == "hadolint" and rule.code in QUIET:
        return Severity.WARNING
    if profile == "hadolint" and rule.member is None and rule.page is None:  # it runs the one tool there is
        code = hadolint_code(rule)
        return HADOLINT_SEVERITIES.get(code) if code else None
    return rule.severity if rule.on else None
