"""ShellCheck's findings as text: what it marks, what it says, what its fixes make."""

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.selection import severities
from dockerls.analysis.settings import Settings
from dockerls.build_context.shellcheck import ShellCheck
from dockerls.document import Document, open_document
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.rules.correctness import shellcheck
from dockerls.semantics.shellcheck import Comment, ShellScript
from dockerls.text.edit import apply
from dockerls.text.span import Span
from tests.check import DEFAULTS, INDEX, TODAY, marked, with_marks
from tests.needs import program


@cache
def said_of(scripts: tuple[ShellScript, ...]) -> dict[ShellScript, tuple[Comment, ...]]:
    return dict(ShellCheck(program("shellcheck")).ask(scripts))


def asked(text: str) -> list[ShellScript]:
    """The scripts of a Dockerfile as ShellCheck gets them."""
    document = open_document(text, Analyzer((shellcheck.RULE,), TODAY))
    return [question for _, question in document.questions() if isinstance(question, ShellScript)]


def checked(text: str, settings: Settings = DEFAULTS) -> tuple[Document, list[Diagnostic]]:
    """A document, and what ShellCheck finds in it."""
    document = open_document(text, Analyzer((shellcheck.RULE,), TODAY))
    answers: Mapping[Hashable, Any] = dict(said_of(tuple(asked(text))).items())
    found = diagnostics(document, INDEX, severities(INDEX, settings), answers.get)
    return document, [each for each in found if each.located.rule.code.startswith("SC")]


def codes(text: str, settings: Settings = DEFAULTS) -> list[str]:
    """The codes, each with its severity, from the top down."""
    return [f"{each.located.rule.code} {each.severity.value}" for each in checked(text, settings)[1]]


def spans(document: Document, found: list[Diagnostic]) -> list[Span]:
    return [each.located.span.shifted(document.start_of(each.located.piece)) for each in found]


def check_marks(text: str, code: str) -> None:
    """This code is found at exactly the marked spans."""
    plain, _ = marked(text)
    document, found = checked(plain)
    of_code = [each for each in found if each.located.rule.code == code]
    assert with_marks(plain, spans(document, of_code)) == text


def fixed(text: str, code: str) -> str:
    """The text after the fixes of all findings of a code."""
    document, found = checked(text)
    edits = [
        edit
        for each in found
        if each.located.rule.code == code
        for fix in each.fixes[:1]
        for edit in document.edits_of(each.located, fix)
    ]
    return apply(text, sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)))
