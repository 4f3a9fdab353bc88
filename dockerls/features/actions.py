"""Code actions: the fixes of the findings at a place, ways to live with them, and refactorings."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import replace

from dockerls.document import Document, Located
from dockerls.features.changes import Deed, Key, OtherFile, Shows, change_of, first_of_many, fixes_at, resolve, safe_fix
from dockerls.features.diagnostics import Diagnostic
from dockerls.features.touched import marked, touched
from dockerls.language import Sentence
from dockerls.rules.rule import Rule, Safety
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import apply
from dockerls.text.span import Span
from dockerls.value import value

QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.dockerls"
REFACTORING_KINDS = ("refactor.rewrite", "refactor.extract", "refactor.move")

_FIX_RULE = Sentence(en="Fix all {count} findings of {rule} in this file", ko="이 파일의 {rule} {count}건 모두 고치기")
_SUGGEST_RULE = Sentence(
    en="Apply the suggestion for all {count} findings of {rule} in this file (check the result)",
    ko="이 파일의 {rule} {count}건에 제안 모두 적용(결과 확인 필요)",
)
_FIX_ALL = Sentence(en="Apply all safe fixes in this file", ko="이 파일에서 안전한 수정 모두 적용")
_SUPPRESS_HERE = Sentence(en="Ignore {rule} here", ko="여기서 {rule} 무시")
_SUPPRESS_IN_FILE = Sentence(en="Ignore {rule} in this file", ko="이 파일에서 {rule} 무시")
_OPEN_PAGE = Sentence(en="Show the page of {rule}", ko="{rule} 설명 페이지 보기")


_Made = tuple[str, tuple[OtherFile, ...]]
"""The text that an action makes of the file, and what it appends to others."""


@value
class Action:
    """Something a person can choose to have done. ``changes.resolve`` tells from its key what it changes.

    ``opens_rule`` is set where it changes nothing but shows the page of a rule.
    """

    title: Sentence
    kind: str
    key: Key
    mends: tuple[Located, ...] = ()
    is_preferred: bool = False
    opens_rule: Rule | None = None
    other_files: tuple[OtherFile, ...] = ()  # that it also appends to


def actions(document: Document, span: Span, shows: Shows, only: Collection[str] = ()) -> list[Action]:
    """What can be done at a span of the whole text, best first.

    ``only`` holds the kinds that are asked for, each with the kinds below it (``source`` also means
    ``source.fixAll.dockerls``, and the empty kind all); empty for all. What a fix and a refactoring would both do is
    offered once, as the fix.
    """
    found: list[Action] = []
    fixes: dict[_Made, Action] = {}
    if _is_wanted(QUICK_FIX, only):
        shown = shows(document)
        here = touched(document, shown, span)
        fixes = _fixes_of(document, shown, here)
        found += fixes.values()
        found += _beside_fixes(document, shown, here, span)
    if _is_wanted(FIX_ALL, only) and any(safe_fix(each) for each in shows(document)):
        found.append(Action(_FIX_ALL, FIX_ALL, Key(Deed.FIX_ALL)))
    found += _refactorings(document, span, only, fixes)
    return found


def _is_wanted(kind: str, only: Collection[str]) -> bool:
    return not only or any(not parent or f"{kind}.".startswith(f"{parent}.") for parent in only)


def _fixes_of(document: Document, shown: Sequence[Diagnostic], here: Sequence[Diagnostic]) -> dict[_Made, Action]:
    """The fixes of findings by what each makes, the preferred ones first; one that mends several stands there once."""
    found: dict[_Made, Action] = {}
    for each in _one_a_place(here):
        for made, action in _fixes(document, shown, each.located):
            known = found.get(made, action)
            mends = tuple(dict.fromkeys((*known.mends, *action.mends)))
            found[made] = replace(action if action.is_preferred else known, mends=mends)
    return dict(sorted(found.items(), key=lambda item: not item[1].is_preferred))


def _beside_fixes(
    document: Document, shown: Sequence[Diagnostic], here: Sequence[Diagnostic], span: Span
) -> Iterator[Action]:
    """Fixes of all findings of a rule, then ways to live with it, then its page: what is rarely wanted comes last."""
    rules = {each.located.rule.code: each.located.rule for each in here}
    for rule in rules.values():
        mends = tuple(each.located for each in here if each.located.rule is rule)
        yield from _fixes_of_rule(document, rule, shown, mends)
    closest = list(_one_a_rule(_closest(document, here, span)))
    for each in _one_a_rule((*closest, *here)):
        if isinstance(document.file.pieces[each.located.piece], Instruction):
            yield from _suppression(document, shown, each.located, Deed.SUPPRESS_HERE, _SUPPRESS_HERE)
    for each in closest:
        yield from _suppression(document, shown, each.located, Deed.SUPPRESS_IN_FILE, _SUPPRESS_IN_FILE)
    for each in closest:
        rule = each.located.rule
        yield Action(_OPEN_PAGE.filled(rule=rule.code), QUICK_FIX, Key(Deed.OPEN_PAGE, rule.code), opens_rule=rule)


def _closest(document: Document, here: Sequence[Diagnostic], span: Span) -> Sequence[Diagnostic]:
    """The findings whose marks hold a span most narrowly; of a span that no mark holds, all if they are of one rule.

    The menu of a line with four findings would otherwise be mostly of what is not a fix.
    """
    spans = [marked(document, each) for each in here]
    lengths = [len(mark) for mark in spans if mark.start <= span.start and span.end <= mark.end]
    if not lengths:
        return here if len({each.located.rule.code for each in here}) == 1 else ()
    return [
        each
        for each, mark in zip(here, spans, strict=True)
        if mark.start <= span.start and span.end <= mark.end and len(mark) == min(lengths)
    ]


def _one_a_place(here: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of one rule at one place share their keys, so that the first stands for all."""
    return _first_of_each(here, lambda each: _key(Deed.FIX, each.located))


def _one_a_rule(here: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The first finding of each rule: one suppression silences all that its instruction has."""
    return _first_of_each(here, lambda each: each.located.rule.code)


def _first_of_each(here: Sequence[Diagnostic], kind_of: Callable[[Diagnostic], Hashable]) -> Iterator[Diagnostic]:
    seen: set[Hashable] = set()
    for each in here:
        if kind_of(each) not in seen:
            seen.add(kind_of(each))
            yield each


def _key(deed: Deed, located: Located, number: int = 0) -> Key:
    return Key(deed, located.rule.code, located.piece, located.span.start, located.span.end, number)


def _fixes(document: Document, shown: Sequence[Diagnostic], place: Located) -> Iterator[tuple[_Made, Action]]:
    """An action for each fix at a place that can be done there, and what it makes."""
    for number, (located, fix) in enumerate(fixes_at(shown, _key(Deed.FIX, place))):
        if change := change_of(document, located, fix):
            is_preferred = fix.safety is Safety.SAFE and fix is located.finding.fixes[0]
            key = _key(Deed.FIX, place, number)
            action = Action(fix.title, QUICK_FIX, key, (located,), is_preferred, other_files=change.other_files)
            yield (apply(document.text, change.edits), change.other_files), action


def _fixes_of_rule(
    document: Document, rule: Rule, shown: Sequence[Diagnostic], mends: tuple[Located, ...]
) -> Iterator[Action]:
    """All findings of a rule at once, where there are several to mend; suggestions only where nothing safer is."""
    of_rule = [each for each in shown if each.located.rule is rule]
    suggested = [(each.located, fix) for each in of_rule if (fix := first_of_many(each))]
    safe = sum(1 for each in of_rule if safe_fix(each))
    if safe > 1:
        yield Action(_FIX_RULE.filled(count=safe, rule=rule.code), QUICK_FIX, Key(Deed.FIX_RULE, rule.code), mends)
    elif not safe and len(suggested) > 1:
        title = _SUGGEST_RULE.filled(count=len(suggested), rule=rule.code)
        changes = (change_of(document, located, fix) for located, fix in suggested)
        others = tuple(other for change in changes for other in change.other_files)
        yield Action(title, QUICK_FIX, Key(Deed.SUGGEST_RULE, rule.code), mends, other_files=others)


def _suppression(
    document: Document, shown: Sequence[Diagnostic], located: Located, deed: Deed, title: Sentence
) -> Iterator[Action]:
    key = _key(deed, located)
    if resolve(document, lambda _: shown, key):
        yield Action(title.filled(rule=located.rule.code), QUICK_FIX, key, (located,))


def _refactorings(document: Document, span: Span, only: Collection[str], fixes: Collection[_Made]) -> Iterator[Action]:
    """The refactorings at a span, but those that do just what a fix does."""
    kinds = tuple(kind for kind in REFACTORING_KINDS if _is_wanted(kind, only))
    if kinds:
        from dockerls.features.refactorings import edits_of, offers

        for refactoring, offer in offers(document, span, kinds):
            if not fixes or (apply(document.text, edits_of(document, offer)), ()) not in fixes:
                key = Key(Deed.REFACTOR, refactoring.name, start=span.start, end=span.end)
                yield Action(offer.title, refactoring.kind, key)
