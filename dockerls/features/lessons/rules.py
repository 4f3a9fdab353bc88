"""A rule as a lesson: why it matters and what to do, before and after, and what it is called."""

from dockerls.features.example_files import read_example
from dockerls.features.lessons.markdown import code, fenced, joined, link
from dockerls.features.rule_page import CATEGORY_NAMES, SEVERITY_NAMES
from dockerls.language import Sentence, verbatim
from dockerls.rules.rule import Rule, Severity

_BEFORE = Sentence(en="**Before**", ko="**고치기 전**")
_AFTER = Sentence(en="**After**", ko="**고친 뒤**")
_EXAMPLE = Sentence(en="**Reported**", ko="**이렇게 쓰면 알려 줍니다**")
_ALIASES = Sentence(en="also known as {names}", ko="다른 이름: {names}")
_PAGE = Sentence(en="the rule's page", ko="규칙 설명 페이지")
_MARKS = str.maketrans("", "", "«»")


def rule_lesson(rule: Rule) -> tuple[Sentence, ...]:
    """The lesson of a rule, without its message: the rationale, and its first example."""
    if not rule.examples:
        return (rule.rationale,)
    example = rule.examples[0]
    bad = read_example(example.bad.translate(_MARKS))
    if example.good is None:
        return (rule.rationale, _EXAMPLE, fenced(bad.dockerfile))
    good = read_example(example.good)
    others = (part for path, text in good.files.items() for part in (verbatim(code(path)), fenced(text, "")))
    mended = () if good.dockerfile == bad.dockerfile else (fenced(good.dockerfile),)
    return (rule.rationale, _BEFORE, fenced(bad.dockerfile), _AFTER, *mended, *others)


def rule_names(rule: Rule, severity: Severity) -> Sentence:
    """One line: code, name, category, the severity it is shown with, aliases, and the address of its page."""
    parts = [verbatim(f"{code(rule.code)} {rule.name}"), CATEGORY_NAMES[rule.category], SEVERITY_NAMES[severity]]
    if rule.aliases:
        parts.append(_ALIASES.filled(names=", ".join(map(code, rule.aliases))))
    if address := rule.url:
        parts.append(link(_PAGE, address))
    return joined(parts, " · ")
