"""The words of suppressions: which rule they name."""

from collections.abc import Iterator

from dockerls.analysis.selection import Index
from dockerls.analysis.suppressions import check_directive, suppression
from dockerls.features.lessons.markdown import divided
from dockerls.features.lessons.rules import rule_lesson, rule_names
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.features.rule_page import summary
from dockerls.language import Language, Sentence, verbatim
from dockerls.rules.rule import Rule
from dockerls.syntax.pieces import Comment, Directive
from dockerls.text.span import Span


def suppression_topic(cursor: Cursor) -> Topic | None:
    """A code, name or alias in ``# dockerls: ignore=``, ``# hadolint ignore=`` or ``# check=skip=``."""
    from dockerls.rules.catalogue import ALL

    found = cursor.touched(_named(cursor), lambda each: each[0])
    rules = Index(ALL).named(found[1]) if found else ()
    if found is None or not rules:
        return None
    closest_first = sorted(rules, key=lambda rule: _distance(rule, found[1]))
    return Topic(found[0], divided(_of_rule(rule) for rule in closest_first))


def _distance(rule: Rule, word: str) -> int:
    """How far a word is from being the rule's own name: an alias may be that of several rules, of one the first."""
    names = [name.lower() for name in rule.selectors]
    return names.index(word.lower()) if word.lower() in names else len(names)


def _of_rule(rule: Rule) -> tuple[Sentence, ...]:
    said = Sentence(en=summary(rule, Language.EN), ko=summary(rule, Language.KO))
    title = verbatim("**{said}**").filled(said=said)
    return (title, *rule_lesson(rule), rule_names(rule, rule.severity))


def _named(cursor: Cursor) -> Iterator[tuple[Span, str]]:
    """Every word of the piece that names a rule, with its span."""
    piece = cursor.piece
    if isinstance(piece, Comment) and (found := suppression(piece)):
        yield from ((named.span, named.word) for named in found.names)
    check = check_directive(piece) if isinstance(piece, Directive) else None
    if check is not None:
        for word in check.skips:
            start = piece.text.index(word, piece.value_span.start) if isinstance(piece, Directive) else 0
            yield Span(start, start + len(word)), word
