"""The language tests are written in, and the only place that calls our API.

``«…»`` marks a span, ``┃`` the cursor. Neither is Dockerfile or shell text.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.selection import Index, severities
from dockerls.analysis.settings import Settings
from dockerls.document import Document, Located, open_document
from dockerls.features.actions import Action, actions
from dockerls.features.changes import resolve
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.features.fix_all import mend
from dockerls.features.folding import folds
from dockerls.features.hover import Hover, hover
from dockerls.features.names import Name, name_at
from dockerls.features.outline import Symbol, outline
from dockerls.features.rename import Refusal, linked, rename
from dockerls.features.selection import selections
from dockerls.features.tokens import tokens
from dockerls.language import Language
from dockerls.rules import ALL
from dockerls.rules.options import NO_OPTIONS
from dockerls.rules.rule import Fix, Rule, Safety
from dockerls.text.edit import apply
from dockerls.text.span import Span

TODAY = date(2026, 11, 21)
INDEX = Index(ALL)
DEFAULTS = Settings()


def marked(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans they marked."""
    spans: list[Span] = []
    plain = ""
    starts: list[int] = []
    for part in re.split("([«»])", text):
        if part == "«":
            starts.append(len(plain))
        elif part == "»":
            spans.append(Span(starts.pop(), len(plain)))
        else:
            plain += part
    assert not starts, f"a mark is not closed in {text!r}"
    return plain, sorted(spans, key=lambda span: (span.start, span.end))


def with_marks(text: str, spans: Iterable[Span]) -> str:
    """The text with each span marked, for messages that can be read."""
    for span in sorted(spans, key=lambda span: (span.start, span.end), reverse=True):
        text = f"{text[: span.start]}«{text[span.start : span.end]}»{text[span.end :]}"
    return text


def opened(text: str, rules: Iterable[Rule], today: date = TODAY) -> Document:
    """A document under rules; a single one is made with the options of its examples."""
    rules = tuple(rules)
    options = rules[0].example_options if len(rules) == 1 else NO_OPTIONS
    return open_document(text, Analyzer(rules, today, options))


def found_by(document: Document, rules: Iterable[Rule]) -> list[Diagnostic]:
    """What these rules alone show of a document."""
    these = {rule.code: rule.severity for rule in rules}
    found = diagnostics(document, INDEX, {**{rule.code: rule.severity for rule in ALL}, **these})
    return [each for each in found if each.located.rule.code in these]


def check_finds(text: str, *rules: Rule) -> None:
    """The rules find exactly the marked spans, no more and no less."""
    plain, expected = marked(text)
    document = opened(plain, rules)
    places = [(each.located.piece, each.located.span) for each in found_by(document, rules)]
    found = [span.shifted(document.start_of(piece)) for piece, span in places]
    assert with_marks(plain, found) == with_marks(plain, expected)


def check_fix(before: str, after: str, *rules: Rule) -> None:
    """The first fixes of all findings, applied until nothing changes, make ``after``. Marks are dropped."""

    def first_fixes(document: Document) -> Iterator[tuple[Located, Fix]]:
        return ((each.located, each.fixes[0]) for each in found_by(document, rules) if each.fixes)

    assert mend(opened(marked(before)[0], rules), first_fixes).document.text == after


def after_each_fix(text: str, rule: Rule) -> list[tuple[str, Safety, str]]:
    """The English title, the safety and the outcome of every fix of every finding, in the order they are offered."""
    document = opened(text, (rule,))
    return [
        (fix.title.en, fix.safety, apply(text, document.edits_of(each.located, fix)))
        for each in found_by(document, (rule,))
        for fix in each.fixes
    ]


def check_second_fix(before: str, after: str, rule: Rule) -> None:
    """The second fix of the only finding is a mere suggestion, makes ``after``, and then nothing is found."""
    _, (_, safety, outcome) = after_each_fix(before, rule)
    assert outcome == after
    assert safety is Safety.SUGGEST
    check_finds(after, rule)


def shown(text: str, settings: Settings = DEFAULTS) -> list[Diagnostic]:
    """What is shown of a text under settings, all rules there are being known."""
    on = severities(INDEX, settings)
    document = opened(text, [rule for rule in ALL if rule.code in on])
    return diagnostics(document, INDEX, on)


def codes_shown(text: str, settings: Settings = DEFAULTS) -> list[str]:
    """The codes of what is shown, from the top down."""
    return [each.located.rule.code for each in shown(text, settings)]


def with_cursor(text: str) -> tuple[str, Span]:
    """The text without ``┃``, and where that stood; two are the ends of a selection. Other marks are dropped."""
    parts = re.sub("[«»]", "", text).split("┃")
    assert 2 <= len(parts) <= 3, f"one cursor or two are wanted in {text!r}"
    start = len(parts[0])
    return "".join(parts), Span(start, start + (len(parts[1]) if len(parts) == 3 else 0))


def hovered(text: str, language: Language = Language.EN, rules: Iterable[Rule] = ALL) -> Hover | None:
    """What is shown at the cursor."""
    plain, cursor = with_cursor(text)
    document = opened(plain, rules)
    return hover(document, cursor.start, found_by(document, rules), language)


def check_hover(text: str, *fragments: str, language: Language = Language.EN, rules: Iterable[Rule] = ALL) -> None:
    """The hover at the cursor says every fragment, in this order, and is about the marked span if there is one."""
    found = hovered(text, language, rules)
    assert found is not None, f"nothing is said at {text!r}"
    at = 0
    for fragment in fragments:
        assert fragment in found.markdown[at:], f"{fragment!r} is not said (there) in:\n{found.markdown}"
        at = found.markdown.index(fragment, at) + len(fragment)
    plain, spans = marked(text.replace("┃", ""))
    if spans:
        assert with_marks(plain, [found.span]) == with_marks(plain, spans)


def offered(text: str, only: Iterable[str] = (), rules: Iterable[Rule] = ALL) -> list[Action]:
    """The code actions at the cursor or for the selection."""
    plain, span = with_cursor(text)
    document = opened(plain, rules)
    return actions(document, span, lambda present: found_by(present, rules), tuple(only))


def check_action(before: str, title: str, after: str, rules: Iterable[Rule] = ALL) -> None:
    """The one action at the cursor (or for the selection) whose English title has ``title`` in it makes ``after``."""
    plain, _ = with_cursor(before)
    found = offered(before, rules=rules)
    chosen = [action for action in found if title in action.title.en]
    assert len(chosen) == 1, f"{title!r} is offered {len(chosen)} times: {[action.title.en for action in found]}"
    change = resolve(opened(plain, rules), lambda present: found_by(present, rules), chosen[0].key)
    assert apply(plain, change.edits) == after


def named(text: str) -> Name | None:
    """What is named at the cursor."""
    plain, cursor = with_cursor(text)
    return name_at(opened(plain, ()), cursor.start)


def check_names(text: str) -> None:
    """The marked places, and the cursor's own, are those of what is named at the cursor."""
    plain, cursor = with_cursor(text)
    name = name_at(opened(plain, ()), cursor.start)
    others = [spot.span for spot in name.spots if not spot.span.contains(cursor.start)] if name else []
    assert with_marks(plain, others) == with_marks(plain, marked(text.replace("┃", ""))[1])


def check_definition(text: str) -> None:
    """The cursor's place leads to the marked ones."""
    plain, _ = with_cursor(text)
    name = named(text)
    assert with_marks(plain, name.definitions if name else ()) == with_marks(plain, marked(text.replace("┃", ""))[1])


def check_rename(text: str, new_name: str, after: str) -> None:
    """Renaming what is named at the cursor makes ``after``."""
    plain, cursor = with_cursor(text)
    edits = rename(opened(plain, ()), cursor.start, new_name)
    assert not isinstance(edits, Refusal), edits.reason.en
    assert apply(plain, edits) == after


def refusal(text: str, new_name: str) -> str:
    """Why the thing at the cursor cannot get this name, in English."""
    plain, cursor = with_cursor(text)
    found = rename(opened(plain, ()), cursor.start, new_name)
    assert isinstance(found, Refusal), "it was renamed"
    return found.reason.en


def linked_at(text: str) -> str | None:
    """The text with the places marked that are typed together with the cursor's."""
    plain, cursor = with_cursor(text)
    found = linked(opened(plain, ()), cursor.start)
    return with_marks(plain, [spot.span for spot in found.spots]) if found else None


def outlined(text: str) -> str:
    """The outline as indented lines: kind, name and detail."""

    def lines(symbols: Iterable[Symbol], depth: int) -> Iterator[str]:
        for symbol in symbols:
            yield f"{'  ' * depth}{symbol.kind.value}: {symbol.name} [{symbol.detail}]"
            yield from lines(symbol.children, depth + 1)

    return "\n".join(lines(outline(opened(text, ())), 0))


def folded(text: str) -> list[str]:
    """What can be folded: its kind, and the first and last of its lines as they are written."""
    return [
        f"{fold.kind.value}: {lines[0]} … {lines[-1]}"
        for fold in folds(opened(text, ()))
        if (lines := fold.span.of(text).split("\n"))
    ]


def selected(text: str) -> list[str]:
    """What the cursor's selection grows to, from the inside out."""
    plain, cursor = with_cursor(text)
    return [span.of(plain) for span in selections(opened(plain, ()), cursor.start)]


def coloured(text: str, span: Span | None = None) -> list[str]:
    """The tokens, each as its kind (``!`` for a definition) and its text."""
    document = opened(text, ())
    return [
        f"{token.kind.value}{'!' if token.is_definition else ''} {token.span.of(document.file.pieces[number].text)}"
        for number, found in tokens(document, span)
        for token in found
    ]
