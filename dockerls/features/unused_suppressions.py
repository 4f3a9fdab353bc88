"""Words of suppressions that silence nothing, and their removal."""

from dockerls.analysis.suppressions import Named, Suppression
from dockerls.rewrite.place import delete, here
from dockerls.rules.rule import Finding, Fix, Safety, Tag
from dockerls.rules.style import unused_suppression as rule
from dockerls.syntax.pieces import Comment
from dockerls.text.span import Span


def finding(comment: Comment, found: Suppression, named: Named, is_known: bool) -> Finding:
    """The finding for one word. Its fix takes the word out, and the whole line with the last word."""
    message = rule.RULE.message if is_known else rule.UNKNOWN
    fix = Fix(rule.TITLE.filled(word=named.word), Safety.SAFE, (delete(_removed(comment, found, named)),))
    return Finding(here(named.span), message=message.filled(word=named.word), fixes=(fix,), tags=(Tag.UNNECESSARY,))


def _removed(comment: Comment, found: Suppression, named: Named) -> Span:
    if len(found.names) == 1:
        return Span(0, len(comment.text))
    number = found.names.index(named)
    if number + 1 < len(found.names):
        return Span(named.span.start, found.names[number + 1].span.start)
    return Span(found.names[number - 1].span.end, named.span.end)
