"""The language tests are written in, and the only place that calls our API.

``«…»`` marks a span, ``┃`` the cursor, and a line ``//- path`` starts another file of the build context. None of these
is Dockerfile or shell text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.selection import Index, severities
from dockerls.analysis.settings import HINTS, Settings
from dockerls.document import Document, Located, open_document
from dockerls.features.actions import Action, actions
from dockerls.features.changes import change_of, resolve
from dockerls.features.completion.complete import completions
from dockerls.features.completion.documentation import documentation
from dockerls.features.completion.offer import Completion, Offers, Outside
from dockerls.features.completion.snippet import filled
from dockerls.features.diagnostics import Diagnostic, diagnostics
from dockerls.features.example_files import context_of, read_example
from dockerls.features.fix_all import mend
from dockerls.features.folding import folds
from dockerls.features.formatting.alike import reads_alike
from dockerls.features.formatting.format import Formatter, formatted
from dockerls.features.formatting.on_type import typed
from dockerls.features.formatting.style import NO_EDITOR, EditorOptions, Style, style_of
from dockerls.features.hints import hints
from dockerls.features.hover import Hover, hover
from dockerls.features.lens import lenses
from dockerls.features.links import links
from dockerls.features.names import Name, name_at
from dockerls.features.other_files import with_lines
from dockerls.features.outline import Symbol, outline
from dockerls.features.rename import Refusal, linked, rename
from dockerls.features.rule_page import EXAMPLES_DAY
from dockerls.features.selection import selections
from dockerls.features.signature import signature
from dockerls.features.tokens import tokens
from dockerls.language import Language
from dockerls.rules.catalogue import ALL
from dockerls.rules.options import NO_OPTIONS
from dockerls.rules.rule import Answers, Fix, Rule, Safety, unanswered
from dockerls.text.difference import difference
from dockerls.text.edit import Edit, apply
from dockerls.text.span import Span

TODAY = EXAMPLES_DAY
INDEX = Index(ALL)
DEFAULTS = Settings()


def marked(text: str) -> tuple[str, list[Span]]:
    """The text of the Dockerfile without its marks, and the spans they marked."""
    text = read_example(text).dockerfile
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
    """A document under rules; a single one is made with the options of its examples. No check may fail."""
    return sound(opened_anyway(text, rules, today))


def opened_anyway(text: str, rules: Iterable[Rule], today: date = TODAY) -> Document:
    """The same, though checks may fail."""
    rules = tuple(rules)
    options = rules[0].example_options if len(rules) == 1 else NO_OPTIONS
    return open_document(text, Analyzer(rules, today, options))


def sound(document: Document, answers: Answers = unanswered) -> Document:
    """The document, in which no check has failed: to a person that would cost a finding, to us it is a mistake."""
    for rule, failed in document.failures(answers):
        raise AssertionError(f"{rule.name} failed on {document.text!r}:\n{failed.traceback}")
    return document


def found_by(document: Document, rules: Iterable[Rule], answers: Answers = unanswered) -> list[Diagnostic]:
    """What these rules alone show of a document."""
    these = {rule.code: rule.severity for rule in rules}
    found = diagnostics(document, INDEX, {**{rule.code: rule.severity for rule in ALL}, **these}, answers)
    return [each for each in found if each.located.rule.code in these]


def check_finds(text: str, *rules: Rule) -> None:
    """The rules find exactly the marked spans, no more and no less."""
    example = read_example(text)
    plain, expected = marked(text)
    document = sound(opened(plain, rules), example.answers)
    places = [(each.located.piece, each.located.span) for each in found_by(document, rules, example.answers)]
    found = [span.shifted(document.start_of(piece)) for piece, span in places]
    assert with_marks(plain, found) == with_marks(plain, expected)


def check_fix(before: str, after: str, *rules: Rule) -> None:
    """The first fixes of all findings, applied until nothing changes, make ``after``. Marks are dropped.

    Of other files ``after`` has those that the fixes change or make.
    """
    example = read_example(before)

    def first_fixes(document: Document) -> Iterator[tuple[Located, Fix]]:
        return ((each.located, each.fixes[0]) for each in found_by(document, rules, example.answers) if each.fixes)

    document = mend(opened(marked(before)[0], rules), first_fixes).document
    changed: dict[str, str] = {}
    for located, fix in first_fixes(document):
        for other in change_of(document, located, fix).other_files:
            text = changed.get(other.path, example.files.get(other.path, ""))
            changed[other.path] = with_lines(text, other.appended)
    assert document.text + _as_sections(changed) == after


def with_files_of(text: str, other: str) -> str:
    """A text together with those files of another one that it does not have itself."""
    example = read_example(text)
    return example.dockerfile + _as_sections({**read_example(other).files, **example.files})


def _as_sections(files: Mapping[str, str]) -> str:
    return "".join(f"//- {path}\n{text}" for path, text in files.items())


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


def linked_to(text: str) -> list[str]:
    """Every link: its text, and the address or path it leads to."""
    found = sorted(links(opened(text, ())), key=lambda link: link.span.start)
    return [f"{link.span.of(text)} -> {link.address or link.path}" for link in found]


def hinted(text: str, kinds: Iterable[str] = HINTS) -> str:
    """The text with its hints in ``⟨…⟩``."""
    found = list(hints(opened(text, ()), Span(0, len(text)), tuple(kinds)))
    for hint in sorted(found, key=lambda hint: hint.offset, reverse=True):
        text = f"{text[: hint.offset]}⟨{hint.label.en}⟩{text[hint.offset :]}"
    return text


def lensed(text: str, rules: Iterable[Rule] = ALL) -> list[str]:
    """The lines above the stages, each with what it stands above."""
    document = opened(text, rules)
    return [f"{lens.span.of(text)}: {lens.title.en}" for lens in lenses(document, found_by(document, rules))]


def style(
    editorconfig: Mapping[str, str] | None = None, editor: EditorOptions = NO_EDITOR, **settings: str | int
) -> Style:
    """The style under settings (``_`` for ``-``), the properties of an ``.editorconfig``, and what an editor says."""
    chosen = tuple((name.replace("_", "-"), value) for name, value in settings.items())
    return style_of(Settings(format=chosen), editorconfig or {}, editor)


def format_text(text: str, style: Style, *selections: Span) -> str:
    """The text after it, or what the selections touch of it, is formatted."""
    return apply(text, formatted(opened(text, ()), style, selections or None))


def after_typing(text: str, character: str, style: Style) -> str:
    """The text after a character was typed in front of the cursor and what that formats is formatted."""
    plain, cursor = with_cursor(text)
    return apply(plain, typed(opened(plain, ()), cursor.start, character, style))


def offers_at(text: str, trigger: str | None = None, *, looking: bool = False) -> Offers:
    """What is offered at the cursor; files below ``//-`` lines are the build context."""
    example = read_example(text)
    plain, cursor = with_cursor(example.dockerfile)
    document = opened(plain, ())
    context = context_of(example.files) if example.files else None
    outside = Outside(context, looking, lambda: found_by(opened(plain, ALL), ALL))
    return completions(document, cursor.start, outside, trigger)


def labels_at(text: str, trigger: str | None = None) -> list[str]:
    """The labels of what is offered at the cursor, in their order."""
    return [offer.label for offer in offers_at(text, trigger).items]


def check_completion(text: str, *labels: str) -> None:
    """These are offered at the cursor, in this order, perhaps with others between them."""
    found = labels_at(text)
    rest = iter(found)
    for label in labels:
        assert label in rest, f"{label!r} is not offered (there) among {found}"


def check_first(text: str, *labels: str) -> None:
    """The first of what is offered at the cursor."""
    assert labels_at(text)[: len(labels)] == list(labels)


def offer_of(text: str, label: str) -> Completion:
    """What is offered at the cursor under a label."""
    found = [offer for offer in offers_at(text).items if offer.label == label]
    assert found, f"{label!r} is not offered, but {labels_at(text)}"
    return found[0]


def completed(text: str, label: str) -> str:
    """The text once an offer is taken, its holes filled with what stands in them."""
    offer = offer_of(text, label)
    new_text = filled(offer.new_text) if offer.is_snippet else offer.new_text
    return apply(with_cursor(read_example(text).dockerfile)[0], [Edit(offer.span, new_text)])


def detail_of(text: str, label: str) -> str:
    """What is shown beside an offer, in English."""
    found = offer_of(text, label).detail
    assert found is not None
    return found.en


def explained(text: str, label: str, language: Language = Language.EN) -> str:
    """What is told of an offer when a person looks at it."""
    about = offer_of(text, label).about
    assert about is not None
    said = documentation(opened(with_cursor(text)[0], ()), about, language)
    assert said is not None
    return said


def signature_at(text: str) -> str | None:
    """The form that is shown at the cursor, what is typed of it marked."""
    plain, cursor = with_cursor(text)
    found = signature(opened(plain, ()), cursor.start)
    return with_marks(found.label, [found.parameters[found.active].span]) if found else None


def may_become(before: str, after: str) -> bool:
    """Whether the formatter would take the second text for another layout of the first, which is one instruction."""
    [draft] = Formatter(opened(before, ()), Style()).drafts
    return draft is not None and reads_alike(draft, difference(before, after), is_posix=True)


def ask_everything(document: Document, offset: int) -> None:
    """Ask whatever an editor may ask about a place and its file; nothing of it may fail."""
    sound(document)
    shown = found_by(document, ALL)
    at = Span(offset, offset)

    def shows(present: Document) -> list[Diagnostic]:
        return shown if present is document else found_by(present, ALL)

    hover(document, offset, shown, Language.EN)
    for only in ((), ("refactor",)):
        for action in actions(document, at, shows, only):
            resolve(document, shows, action.key)
    completions(document, offset, Outside(shown=lambda: shown))
    signature(document, offset)
    name = name_at(document, offset)
    if name is not None:
        rename(document, offset, "another")
        linked(document, offset)
    selections(document, offset)
    for character in ("\n", "\\"):
        typed(document, offset, character, style())
    formatted(document, style())
    for whole in (outline(document), folds(document), list(links(document)), list(lenses(document, shown))):
        assert whole is not None
    assert all(found for _, found in tokens(document))
    list(hints(document, Span(0, len(document.text)), HINTS))
