"""Findings as they are shown: with severities from the settings, and without what is suppressed."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from dockerls.analysis.selection import Index
from dockerls.analysis.suppressions import CheckDirective, Scope, check_directive, suppression
from dockerls.analysis.tools import Tool, has
from dockerls.document import Document, Located
from dockerls.features.unused_suppressions import finding as unused_finding
from dockerls.language import Sentence
from dockerls.rules.rule import Answers, Fix, Rule, Severity, unanswered
from dockerls.rules.style import unused_suppression
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Blank, Comment, Piece
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
    document: Document,
    index: Index,
    severities: Mapping[str, Severity | None],
    answers: Answers = unanswered,
    *,
    heeds_comments: bool = True,
) -> list[Diagnostic]:
    """What to show, from the top down. ``severities`` holds the rules that are on (``analysis.selection``)."""
    silencing = _Silencing(document, index, heeds_comments)
    shown = [
        Diagnostic(located, silencing.severity(located, severities[located.rule.code] or located.rule.severity))
        for located in document.findings(answers)
        if located.rule.code in severities and not silencing.silences(located)
    ]
    code = unused_suppression.RULE.code
    if code in severities:

        @cache
        def waiting() -> set[str]:
            return {rule.code for rule, question in document.questions() if answers(question) is None}

        def is_on(rule: Rule) -> bool:
            return rule.code in severities and (index.speaker(rule.code) or rule).code not in waiting()

        severity = severities[code] or unused_suppression.RULE.severity
        shown += (Diagnostic(located, severity) for located in silencing.unused(is_on))
    return sorted(shown, key=lambda each: (each.located.piece, each.located.span.start, each.located.rule.code))


class _Silencing:
    """The suppressions of a document, and which of their words have silenced something."""

    def __init__(self, document: Document, index: Index, heeds_comments: bool) -> None:
        self.index = index
        self.pieces = document.file.pieces
        self.today = document.analyzer.today
        self.comments = {
            number: found
            for number, piece in (self.pieces.chosen(_is_suppression) if heeds_comments else ())
            if isinstance(piece, Comment) and (found := suppression(piece))
        }
        self.globals = [number for number, found in self.comments.items() if found.is_global]
        self.scopes = {found.scope for found in self.comments.values()}
        directives = (check_directive(directive) for directive in document.file.directives)
        self.check: CheckDirective | None = next((check for check in directives if check), None)
        self.used: set[tuple[int, str]] = set()

    def silences(self, located: Located) -> bool:
        if self.check and self._is_skipped(located, self.check):
            return True
        comments = (*self.globals, *self._above(located.piece))
        if not comments:
            return False
        hits = [
            (number, named.word)
            for number in comments
            for named in self.comments[number].names
            if named.means(located.rule, self.today)
        ]
        self.used.update(hits)
        return bool(hits)

    def severity(self, located: Located, of_rule: Severity) -> Severity:
        """The severity of a finding. ``# check=error=true`` makes errors of what BuildKit warns of."""
        finding = located.finding
        is_error = self.check is not None and self.check.is_error and has(Tool.BUILDKIT, located.rule)
        severity = Severity.ERROR if is_error else finding.severity or of_rule
        return Severity.WARNING if finding.is_guess and severity is Severity.ERROR else severity

    def unused(self, is_on: Callable[[Rule], bool]) -> Iterator[Located]:
        """A finding for each word of our own suppressions that has silenced nothing.

        A word whose rules are all off has its day under other settings, or once they know what they asked for, so
        nothing is said of it.
        """
        for number, found in self.comments.items():
            for named in found.names:
                rules = self.index.named(named.word)
                is_off = bool(rules) and not any(map(is_on, rules))
                if found.is_ours and not is_off and (number, named.word) not in self.used:
                    comment = self.pieces[number]
                    assert isinstance(comment, Comment)
                    finding = unused_finding(comment, found, named, is_known=bool(rules))
                    yield Located(unused_suppression.RULE, finding, number, number, named.span)

    def _above(self, piece: int) -> Iterator[int]:
        """The suppressions that hold for an instruction they stand above."""
        if not self.comments or not isinstance(self.pieces[piece], Instruction):
            return
        reaching = {Scope.ADJACENT, Scope.BELOW, Scope.NEXT}
        for above in range(piece - 1, -1, -1):
            if isinstance(self.pieces[above], Blank):
                reaching = {Scope.NEXT} & self.scopes
            elif not isinstance(self.pieces[above], Comment):
                return
            elif above not in self.comments:
                reaching -= {Scope.ADJACENT}
            elif self.comments[above].scope in reaching:
                yield above
            if not reaching:
                return

    def _is_skipped(self, located: Located, check: CheckDirective) -> bool:
        if check.skips_all and has(Tool.BUILDKIT, located.rule):
            return True
        return any(word.lower() in located.rule.words for word in check.skips)


def _is_suppression(piece: Piece) -> bool:
    return isinstance(piece, Comment) and suppression(piece) is not None
