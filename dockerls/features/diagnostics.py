"""Findings as they are shown: with severities from the settings, and without what is suppressed."""

from collections.abc import Container, Iterator, Mapping

from dockerls.analysis.selection import Index
from dockerls.analysis.suppressions import CheckDirective, check_directive, suppression
from dockerls.document import Document, Located
from dockerls.features.unused_suppressions import finding as unused_finding
from dockerls.language import Sentence
from dockerls.rules.rule import Answers, Fix, Severity, unanswered
from dockerls.rules.style import unused_suppression
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Piece
from dockerls.value import value


@value
class Diagnostic:
    """A finding with the severity it is shown with."""

    located: Located
    severity: Severity

    @property
    def message(self) -> Sentence:
        return self.located.finding.message or self.located.rule.message

    @property
    def fixes(self) -> tuple[Fix, ...]:
        return self.located.finding.fixes


def diagnostics(
    document: Document, index: Index, severities: Mapping[str, Severity], answers: Answers = unanswered
) -> list[Diagnostic]:
    """What to show, from the top down. ``severities`` holds the rules that are on (``analysis.selection``)."""
    silencing = _Silencing(document, index)
    shown = [
        Diagnostic(located, silencing.raised(located, located.finding.severity or severities[located.rule.code]))
        for located in document.findings(answers)
        if located.rule.code in severities and not silencing.silences(located)
    ]
    code = unused_suppression.RULE.code
    if code in severities:
        waiting = {rule.code for rule, question in document.questions() if answers(question) is None}
        shown += (Diagnostic(located, severities[code]) for located in silencing.unused(severities.keys() - waiting))
    return sorted(shown, key=lambda each: (each.located.piece, each.located.span.start, each.located.rule.code))


class _Silencing:
    """The suppressions of a document, and which of their words have silenced something."""

    def __init__(self, document: Document, index: Index) -> None:
        self.index = index
        self.pieces = document.file.pieces
        self.comments = {
            number: found
            for number, piece in self.pieces.chosen(_is_suppression)
            if isinstance(piece, Comment) and (found := suppression(piece))
        }
        self.globals = [number for number, found in self.comments.items() if found.is_global]
        directives = (check_directive(directive) for directive in document.file.directives)
        self.check: CheckDirective | None = next((check for check in directives if check), None)
        self.used: set[tuple[int, str]] = set()

    def silences(self, located: Located) -> bool:
        if self.check and self._is_skipped(located, self.check):
            return True
        comments = (*self.globals, *self._above(located.piece))
        if not comments:
            return False
        words = {word.lower() for word in located.rule.selectors}
        hits = [
            (number, named.word)
            for number in comments
            for named in self.comments[number].names
            if named.word.lower() in words
        ]
        self.used.update(hits)
        return bool(hits)

    def raised(self, located: Located, severity: Severity) -> Severity:
        """The severity under ``# check=error=true``, which makes errors of what BuildKit warns of."""
        is_error = self.check is not None and self.check.is_error and buildkit_name(located) is not None
        return Severity.ERROR if is_error else severity

    def unused(self, on: Container[str]) -> Iterator[Located]:
        """A finding for each word of our own suppressions that has silenced nothing; ``on`` holds the codes of rules.

        A word whose rules are all off has its day under other settings, or once they know what they asked for, so
        nothing is said of it.
        """
        for number, found in self.comments.items():
            for named in found.names:
                rules = self.index.named(named.word)
                is_off = bool(rules) and not any(rule.code in on for rule in rules)
                if found.is_ours and not is_off and (number, named.word) not in self.used:
                    comment = self.pieces[number]
                    assert isinstance(comment, Comment)
                    finding = unused_finding(comment, found, named, is_known=bool(rules))
                    yield Located(unused_suppression.RULE, finding, number, number, named.span)

    def _above(self, piece: int) -> Iterator[int]:
        """The suppressions among the comments directly above an instruction."""
        if not self.comments or not isinstance(self.pieces[piece], Instruction):
            return
        above = piece - 1
        while above >= 0 and isinstance(self.pieces[above], Comment):
            if above in self.comments and not self.comments[above].is_global:
                yield above
            above -= 1

    def _is_skipped(self, located: Located, check: CheckDirective) -> bool:
        name = buildkit_name(located)
        if name is not None and check.skips_all:
            return True
        words = {word.lower() for word in located.rule.selectors}
        return any(word.lower() in words for word in check.skips)


def _is_suppression(piece: Piece) -> bool:
    return isinstance(piece, Comment) and suppression(piece) is not None


def buildkit_name(located: Located) -> str | None:
    """What BuildKit's own checks call the rule: the one word in camel case among its names."""
    return next(
        (word for word in located.rule.selectors if word.isalpha() and not word.isupper() and word[0].isupper()), None
    )
