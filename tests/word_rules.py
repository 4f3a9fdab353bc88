"""Rules for tests that need some rule and not a certain one: each finds a word wherever it stands."""

from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, here
from dockerls.rules.rule import Category, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span


def said(title: str) -> Sentence:
    return Sentence(en=title, ko=title)


def word_rule(word: str, *fixes: tuple[str, Safety, str]) -> Rule:
    """A rule that finds a word of any instruction, with fixes (title, safety, new text) for it."""

    def check(instruction: Instruction, _: Surroundings) -> list[Finding]:
        text = instruction.text
        spans = [Span(at, at + len(word)) for at in range(len(text)) if text.startswith(word, at)]
        return [
            Finding(
                here(span),
                fixes=tuple(Fix(said(title), safety, (PlacedEdit(here(span), new),)) for title, safety, new in fixes),
            )
            for span in spans
        ]

    return Rule("DLS1", "word", Category.STYLE, Severity.WARNING, said("found"), said("why"), check)


SWAP = word_rule("bad", ("Say good", Safety.SAFE, "good"), ("Say better", Safety.SUGGEST, "better"))
SUGGESTED = word_rule("bad", ("Say good", Safety.SUGGEST, "good"))
