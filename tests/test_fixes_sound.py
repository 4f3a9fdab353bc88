"""Every fix of every rule leaves a Dockerfile that Docker still reads, that is no worse, and that has lost nothing.

Tried on the examples of all rules and on the corpus, as they are and with CRLF. A fix may add words to an instruction
and change the words its finding marks; what the fixes of a rule may do beyond that stands in ``expected_changes.py``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerls.document import Document, Located
from dockerls.features.changes import first_of_many
from dockerls.features.diagnostics import Diagnostic
from dockerls.features.example_files import read_example
from dockerls.features.fix_all import mend
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Answers, Fix, Rule, Safety, Severity, unanswered
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from dockerls.syntax.pieces import Comment, Piece
from dockerls.text.edit import apply
from tests.check import found_by, marked, opened
from tests.corpus_files import corpus
from tests.expected_changes import EXPECTED, PLAIN, Expected, Gone
from tests.oracle import OutOfReachError, buildkit_reads
from tests.strategies import dockerfiles

Chosen = Callable[[Diagnostic], Fix | None]

_WORD = re.compile(r"[^\s\[\],;&|(){}<>=:/$#\ufeff]+")
_CONTINUATION = re.compile(r"[\\`][ \t]*\r?\n")
_FLAGS = re.compile(r"-[A-Za-z]{2,}")
_QUOTES = str.maketrans("", "", "\"'“”\\`")
_LONE_LINE_FEED = re.compile(r"(?<!\r)\n")


AROUND: dict[str, Answers] = {}
"""What is told of the files around a text, for the examples that have some."""


def answers_for(text: str) -> Answers:
    return AROUND.get(text, unanswered)


def _example(bad: str) -> str:
    """The text of an example, known together with the files around it."""
    text, _ = marked(bad)
    if (files := read_example(bad)).files:
        AROUND[text] = AROUND[text.replace("\n", "\r\n")] = files.answers
    return text


def _with_crlf(texts: Iterable[str]) -> list[str]:
    return [text.replace("\n", "\r\n") for text in texts if "\r" not in text]


def _batches() -> dict[str, list[str]]:
    """Texts by the rule they are examples of, or by their folder in the corpus, each text also with CRLF."""
    batches = {rule.name: [_example(example.bad) for example in rule.examples] for rule in ALL}
    for name, text in corpus():
        batches.setdefault(f"corpus/{name.split('/')[0]}", []).append(text)
    return {name: [*texts, *_with_crlf(texts)] for name, texts in batches.items()}


BATCHES = _batches()
TEXTS = [text for texts in BATCHES.values() for text in texts]
batches = pytest.mark.parametrize("texts", BATCHES.values(), ids=BATCHES)


@dataclass(frozen=True)
class Seen:
    """What a text holds, counted."""

    is_accepted: bool
    instructions: int
    words: Counter[str]
    comments: Counter[str]
    loud: Counter[str]  # the rules that find something at warning or error
    findings: Counter[str]  # those that find anything


@cache
def seen(text: str, answers: Answers = unanswered) -> Seen:
    pieces = parse(text).pieces
    instructions = [piece for piece in pieces if isinstance(piece, Instruction)]
    shown = found_by(opened(text, ALL), ALL, answers)
    comments = [piece.text for piece in pieces if isinstance(piece, Comment)]
    comments += [span.of(piece.text) for piece in instructions for span in piece.header.comments]
    return Seen(
        is_accepted=_is_accepted(text),
        instructions=len(instructions),
        words=Counter(word for piece in instructions for word in _words_of(piece)),
        comments=Counter(comment.strip("\ufeff# \t\r\n") for comment in comments),
        loud=Counter(each.located.rule.name for each in shown if each.severity.rank <= Severity.WARNING.rank),
        findings=Counter(each.located.rule.name for each in shown),
    )


def _is_accepted(text: str) -> bool:
    """Whether BuildKit reads it; also where a limit of the judge keeps it from telling."""
    try:
        return buildkit_reads(text) is not None
    except OutOfReachError:
        return True


def _words_in(text: str) -> list[str]:
    """All words without their quotes, but for ``--``, which only says that no flags follow. ``-ab`` is ``-a -b``."""
    words = _WORD.findall(_CONTINUATION.sub("", text).translate(_QUOTES))
    return [part for word in words if word != "--" for part in _parts(word)]


def _parts(word: str) -> list[str]:
    return [f"-{letter}" for letter in word[1:]] if _FLAGS.fullmatch(word) else [word]


def _words_of(piece: Instruction) -> Iterator[str]:
    """The words of an instruction without its comments; those of a JSON array as they are meant."""
    holder = piece.trigger or piece
    if holder.exec_form is None:
        yield from _words_in(piece.line)
    else:
        yield from _words_in(piece.text[: holder.keyword_span.end])
        command = holder.words[:1] if holder.keyword == "HEALTHCHECK" else ()
        for text in (part.text for part in (*command, *holder.exec_form)):
            yield from _words_in(text)
        for text in (flag.text for flag in holder.flags):
            yield from _words_in(text)
    for heredoc in piece.heredocs:
        yield from _words_in(heredoc.body.of(piece.text))


@dataclass(frozen=True)
class Applied:
    """A fix of a finding, and the words that may go with it."""

    rule: Rule
    fix: Fix
    may_go: frozenset[str]

    @property
    def expected(self) -> Expected:
        return EXPECTED.get(self.rule.name, PLAIN)


def applied(document: Document, located: Located, fix: Fix) -> Applied:
    text = document.file.pieces[located.piece].text
    expected = EXPECTED.get(located.rule.name, PLAIN)
    start, end = located.span.start, located.span.end
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    gone = text[start:end]
    if expected.gone is Gone.INSTRUCTION:
        gone = text
    elif expected.gone is Gone.STAGE:
        below = document.file.pieces[located.piece + 1 :]
        gone = text + "".join(piece.text for piece in takewhile(_is_in_stage, below))
    return Applied(located.rule, fix, frozenset(_words_in(f"{gone} {expected.loses}")))


def _is_in_stage(piece: Piece) -> bool:
    return not isinstance(piece, Instruction) or piece.keyword != "FROM"


def seen_both(before: str, after: str) -> tuple[Seen, Seen]:
    """What a text holds before and after fixes, the files around it being the same."""
    answers = answers_for(before)
    return seen(before, answers), seen(after, answers)


def complaints(before: str, after: str, fixes: Sequence[Applied]) -> Iterator[str]:
    """Whatever is wrong with what the fixes have made of a text, instructions not counted."""
    old, new = seen_both(before, after)
    if old.is_accepted and not new.is_accepted:
        yield "BuildKit refuses it"
    uncovered = {name for each in fixes for name in each.expected.uncovers.split()}
    if worse := set(new.loud - old.loud) - uncovered:
        yield f"new: {', '.join(sorted(worse))}"
    yield from losses(before, after, fixes)


def losses(before: str, after: str, fixes: Sequence[Applied]) -> Iterator[str]:
    """Whatever the fixes should have left in a text."""
    old, new = seen_both(before, after)
    if "\r\n" in before and not _LONE_LINE_FEED.search(before) and _LONE_LINE_FEED.search(after):
        yield "a line end is not CRLF"
    gone = old.comments - new.comments
    if gone and not any(each.expected.loses_comments for each in fixes):
        yield f"comments are lost: {list(gone)}"
    may_go = {word for each in fixes for word in each.may_go}
    commented = tuple(word for comment in new.comments - old.comments for word in _words_in(comment))
    if not any(each.expected.gone is Gone.INTO_COMMENTS for each in fixes):
        commented = ()
    # A comment without a blank behind it is joined to the first word of the next line.
    if lost := [word for word in old.words - new.words if word not in may_go and not word.startswith(commented)]:
        yield f"words are lost: {lost}"


def told(before: str, after: str, what: str, found: Iterable[str]) -> str:
    return "".join(f"\n{what}: {complaint}\n{before}\n--->\n{after}\n" for complaint in found)


def first(shown: Diagnostic) -> Fix | None:
    return first_of_many(shown)


def safe(shown: Diagnostic) -> Fix | None:
    return next((fix for fix in shown.fixes if fix.safety is Safety.SAFE), None)


def mended(
    text: str, choose: Chosen, rules: Sequence[Rule] = ALL, *, of: str | None = None
) -> tuple[str, list[Applied], tuple[Rule, ...]]:
    """The text after the chosen fixes to a fixed point, all that were tried, and the rule of each that was applied.

    ``of`` is the text it was at first, for the files around it.
    """
    tried: list[Applied] = []
    answers = answers_for(text if of is None else of)

    def wanted(document: Document) -> Iterator[tuple[Located, Fix]]:
        for shown in found_by(document, rules, answers):
            if fix := choose(shown):
                tried.append(applied(document, shown.located, fix))
                yield shown.located, fix

    done = mend(opened(text, rules), wanted)
    return done.document.text, tried, done.rules


@batches
def test_each_fix_alone(texts: list[str]) -> None:
    found = ""
    for text in texts:
        document = opened(text, ALL)
        for shown in found_by(document, ALL, answers_for(text)):
            for fix in shown.fixes:
                if edits := document.edits_of(shown.located, fix):
                    found += _told_of_one(text, apply(text, edits), applied(document, shown.located, fix))
    assert not found, found


def _told_of_one(before: str, after: str, done: Applied) -> str:
    found = [*complaints(before, after, [done])]
    name = done.rule.name
    old, new = seen_both(before, after)
    added = new.instructions - old.instructions
    if added not in done.expected.adds:
        found.append(f"{added} instructions more")
    is_half = done.expected.keeps_finding and done.fix.title.en.startswith(done.expected.keeps_finding)
    if new.findings[name] >= old.findings[name] and not is_half:
        found.append("the finding is still there")
    return told(before, after, f"{name}, {done.fix.title.en}", found)


@batches
@pytest.mark.parametrize("choose", [first, safe])
def test_all_fixes_together(texts: list[str], choose: Chosen) -> None:
    found = ""
    for before in texts:
        after, tried, rules = mended(before, choose)
        wrong = [*complaints(before, after, tried)]
        changes = [EXPECTED.get(rule.name, PLAIN).adds for rule in rules]
        added = seen(after).instructions - seen(before).instructions
        if not sum(map(min, changes)) <= added <= sum(map(max, changes)):
            wrong.append(f"{added} instructions more")
        if mended(after, choose, of=before)[0] != after:
            wrong.append("a second run changes something")
        found += told(before, after, f"all {choose.__name__} fixes", wrong)
    assert not found, found


@batches
def test_all_fixes_of_one_kind(texts: list[str]) -> None:
    """What "fix all of this rule" does is done for good; the second and third ways to mend it as well."""
    for text in texts:
        document = opened(text, ALL)
        kinds = {
            (shown.located.rule, n)
            for shown in found_by(document, ALL, answers_for(text))
            for n in range(len(shown.fixes))
        }
        for rule, number in kinds:

            def choose(shown: Diagnostic, number: int = number) -> Fix | None:
                return shown.fixes[number] if number < len(shown.fixes) else None

            after = mended(text, choose, (rule,))[0]
            assert mended(after, choose, (rule,), of=text)[0] == after


@given(st.sampled_from(TEXTS), st.permutations(ALL))
def test_the_order_of_the_rules_does_not_matter(text: str, rules: list[Rule]) -> None:
    after = mended(text, safe, rules)[0]
    assert after == mended(text, safe)[0]
    assert mended(after, safe, rules, of=text)[0] == after


@given(dockerfiles())
def test_safe_fixes_come_to_an_end_on_files_that_are_being_typed(text: str) -> None:
    """Nothing is lost there either; but mending one thing may uncover the next that is wrong."""
    after, tried, _ = mended(text, safe)
    assert mended(after, safe)[0] == after
    assert not told(text, after, "all safe fixes", losses(text, after, tried))


def test_exceptions_name_rules() -> None:
    names = {rule.name for rule in ALL}
    assert set(EXPECTED) <= names
    assert {name for expected in EXPECTED.values() for name in expected.uncovers.split()} <= names
