"""What is found once a question is answered that the text alone cannot answer."""

import dataclasses
from collections.abc import Hashable, Iterable

from dockerls.document import Document
from dockerls.features.diagnostics import diagnostics
from dockerls.rewrite.place import here
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Answers, FileCheck, Finding, Noted, Pending, Rule, Severity, StageCheck, unanswered
from dockerls.rules.style import unused_suppression
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value
from tests.check import INDEX, opened, with_marks


@value
class OpenPort:
    """Complains of a port that the answer holds."""

    span: Span
    port: str

    def __call__(self, answer: frozenset[str]) -> Iterable[Finding]:
        if self.port in answer:
            yield Finding(here(self.span))


def check(expose: Instruction, around: Surroundings) -> Iterable[Pending]:
    for word in expose.arguments:
        yield Pending("ports", OpenPort(word.span, word.text))


ASKING = dataclasses.replace(ALL[0], check=check, keywords=frozenset({"EXPOSE"}))


def note(expose: Instruction, around: Surroundings) -> tuple[Pending, ...]:
    return tuple(check(expose, around))


def of_first(noted: tuple[Noted, ...]) -> Iterable[Pending]:
    pending: tuple[Pending, ...] = noted[0].fact
    return pending


def shown(document: Document, answers: Answers, *rules: Rule) -> str:
    severities = {rule.code: rule.severity for rule in rules}
    found = diagnostics(document, INDEX, severities, answers)
    spans = (each.located.span.shifted(document.start_of(each.located.piece)) for each in found)
    return with_marks(document.text, spans)


def knows(*ports: str) -> Answers:
    def answers(question: Hashable) -> frozenset[str]:
        assert question == "ports"
        return frozenset(ports)

    return answers


def test_an_unanswered_question_finds_nothing() -> None:
    text = "FROM a\nEXPOSE 80 22\n"
    document = opened(text, (ASKING,))
    assert shown(document, unanswered, ASKING) == text
    assert shown(document, knows("80"), ASKING) == "FROM a\nEXPOSE «80» 22\n"
    assert shown(document, knows("22"), ASKING) == "FROM a\nEXPOSE 80 «22»\n"


def test_an_answer_is_read_where_the_text_stands_now() -> None:
    document = opened("FROM a\nEXPOSE 80\n", (ASKING,)).edited(Edit(Span(7, 7), "USER me\n"))
    assert shown(document, knows("80"), ASKING) == "FROM a\nUSER me\nEXPOSE «80»\n"


def test_something_may_be_found_until_the_answer_comes() -> None:
    def either(expose: Instruction, around: Surroundings) -> Iterable[Pending]:
        for pending in check(expose, around):
            yield dataclasses.replace(pending, meanwhile=(Finding(here(expose.keyword_span)),))

    document = opened("FROM a\nEXPOSE 80\n", (dataclasses.replace(ASKING, check=either),))
    assert shown(document, unanswered, ASKING) == "FROM a\n«EXPOSE» 80\n"
    assert shown(document, knows("80"), ASKING) == "FROM a\nEXPOSE «80»\n"


def test_a_guess_is_never_an_error() -> None:
    def guess(expose: Instruction, around: Surroundings) -> Iterable[Finding]:
        yield Finding(here(expose.keyword_span), is_guess=True)

    rule = dataclasses.replace(ASKING, check=guess, aliases=("ExposeInvalidFormat",))
    for text in ("FROM a\nEXPOSE 80\n", "# check=error=true\nFROM a\nEXPOSE 80\n"):
        [found] = diagnostics(opened(text, (rule,)), INDEX, {rule.code: Severity.ERROR})
        assert found.severity is Severity.WARNING


def test_stages_and_files_may_ask_too() -> None:
    for kind in (StageCheck, FileCheck):
        rule = dataclasses.replace(ASKING, check=kind(note, of_first))
        document = opened("FROM a\nEXPOSE 80\n", (rule,))
        assert [question for _, question in document.questions()] == ["ports"]


def test_a_suppression_is_not_called_unused_while_its_rule_waits() -> None:
    text = f"FROM a\n# dockerls: ignore={ASKING.code}\nEXPOSE 80\n"
    rules = (ASKING, unused_suppression.RULE)
    document = opened(text, rules)
    assert shown(document, unanswered, *rules) == text
    assert shown(document, knows("80"), *rules) == text
    assert shown(document, knows(), *rules) == text.replace(ASKING.code, f"«{ASKING.code}»")
