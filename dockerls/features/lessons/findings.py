"""The findings under the cursor, each with its lesson."""

from collections.abc import Iterable, Sequence

from dockerls.document import Document
from dockerls.features.diagnostics import Diagnostic
from dockerls.features.lessons.markdown import joined
from dockerls.features.lessons.rules import rule_lesson, rule_names
from dockerls.features.touched import touched
from dockerls.language import Sentence, verbatim
from dockerls.text.span import empty

_FIX = Sentence(en="**Fix:** {titles}", ko="**수정:** {titles}")


def findings_under(document: Document, offset: int, shown: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is shown at an offset, the most severe first, then the one that marks least."""
    under = touched(document, shown, empty(offset))
    return sorted(under, key=lambda each: (each.severity.rank, len(each.located.span), each.located.rule.code))


def finding_lessons(found: Sequence[Diagnostic]) -> list[tuple[Sentence, ...]]:
    """The blocks of each lesson. What one rule found twice at one place is said twice and explained once."""
    by_rule: dict[str, list[Diagnostic]] = {}
    for each in found:
        by_rule.setdefault(each.located.rule.code, []).append(each)
    return [_lesson(same) for same in by_rule.values()]


def _lesson(same: Sequence[Diagnostic]) -> tuple[Sentence, ...]:
    first = same[0]
    rule = first.located.rule
    messages = dict.fromkeys(verbatim("**{message}**").filled(message=each.message) for each in same)
    titles = dict.fromkeys(fix.title for each in same for fix in each.fixes)
    fixes = (_FIX.filled(titles=joined(titles, " · ")),) if titles else ()
    return (*messages, *rule_lesson(rule), *fixes, rule_names(rule, first.severity))
