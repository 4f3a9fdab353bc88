"""Code actions: the fixes of the findings at a place, ways to live with them, and refactorings."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence

from dockerls.document import Document, Located
from dockerls.features.changes import Deed, Key, OtherFile, Shows, change_of, fixes_at, resolve, safe_fix
from dockerls.features.diagnostics import Diagnostic
from dockerls.features.touched import touched
from dockerls.language import Sentence
from dockerls.rules.rule import Rule, Safety
from dockerls.syntax.instruction import Instruction
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
    ``source.fixAll.dockerls``); empty for all.
    """
    found: list[Action] = []
    if _is_wanted(QUICK_FIX, only):
        shown = shows(document)
        found += _quick_fixes(document, shown, touched(document, shown, span))
    if _is_wanted(FIX_ALL, only) and any(safe_fix(each) for each in shows(document)):
        found.append(Action(_FIX_ALL, FIX_ALL, Key(Deed.FIX_ALL)))
    found += _refactorings(document, span, only)
    return found


def _is_wanted(kind: str, only: Collection[str]) -> bool:
    return not only or any(f"{kind}.".startswith(f"{parent}.") for parent in only)


def _quick_fixes(document: Document, shown: Sequence[Diagnostic], here: Sequence[Diagnostic]) -> Iterator[Action]:
    fixes = [action for each in _one_a_place(here) for action in _fixes(document, shown, each.located)]
    yield from (action for action in fixes if action.is_preferred)
    yield from (action for action in fixes if not action.is_preferred)
    rules = {each.located.rule.code: each.located.rule for each in here}
    for rule in rules.values():
        mends = tuple(each.located for each in here if each.located.rule is rule)
        yield from _fixes_of_rule(document, rule, shown, mends)
    for each in _one_a_rule(here):
        yield from _suppressions(document, shown, each.located)
    for rule in rules.values():
        yield Action(_OPEN_PAGE.filled(rule=rule.code), QUICK_FIX, Key(Deed.OPEN_PAGE, rule.code), opens_rule=rule)


def _one_a_place(here: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of one rule at one place share their keys, so that the first stands for all."""
    return _first_of_each(here, lambda each: _key(Deed.FIX, each.located))


def _one_a_rule(here: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The first finding of each rule in each piece: one suppression silences them all."""
    return _first_of_each(here, lambda each: (each.located.rule.code, each.located.piece))


def _first_of_each(here: Sequence[Diagnostic], kind_of: Callable[[Diagnostic], Hashable]) -> Iterator[Diagnostic]:
    seen: set[Hashable] = set()
    for each in here:
        if kind_of(each) not in seen:
            seen.add(kind_of(each))
            yield each


def _key(deed: Deed, located: Located, number: int = 0) -> Key:
    return Key(deed, located.rule.code, located.piece, located.span.start, located.span.end, number)


def _fixes(document: Document, shown: Sequence[Diagnostic], place: Located) -> Iterator[Action]:
    """An action for each fix at a place that can be done there."""
    for number, (located, fix) in enumerate(fixes_at(shown, _key(Deed.FIX, place))):
        if change := change_of(document, located, fix):
            is_preferred = fix.safety is Safety.SAFE and fix is located.finding.fixes[0]
            key = _key(Deed.FIX, place, number)
            yield Action(fix.title, QUICK_FIX, key, (located,), is_preferred, other_files=change.other_files)


def _fixes_of_rule(
    document: Document, rule: Rule, shown: Sequence[Diagnostic], mends: tuple[Located, ...]
) -> Iterator[Action]:
    """All findings of a rule at once, where there are several to mend; suggestions only where nothing safer is."""
    of_rule = [each for each in shown if each.located.rule is rule and each.fixes]
    safe = sum(1 for each in of_rule if safe_fix(each))
    if safe > 1:
        yield Action(_FIX_RULE.filled(count=safe, rule=rule.code), QUICK_FIX, Key(Deed.FIX_RULE, rule.code), mends)
    elif not safe and len(of_rule) > 1:
        title = _SUGGEST_RULE.filled(count=len(of_rule), rule=rule.code)
        changes = (change_of(document, each.located, each.fixes[0]) for each in of_rule)
        others = tuple(other for change in changes for other in change.other_files)
        yield Action(title, QUICK_FIX, Key(Deed.SUGGEST_RULE, rule.code), mends, other_files=others)


def _suppressions(document: Document, shown: Sequence[Diagnostic], located: Located) -> Iterator[Action]:
    titles = {Deed.SUPPRESS_IN_FILE: _SUPPRESS_IN_FILE}
    if isinstance(document.file.pieces[located.piece], Instruction):
        titles = {Deed.SUPPRESS_HERE: _SUPPRESS_HERE, **titles}
    for deed, title in titles.items():
        key = _key(deed, located)
        if resolve(document, lambda _: shown, key):
            yield Action(title.filled(rule=located.rule.code), QUICK_FIX, key, (located,))


def _refactorings(document: Document, span: Span, only: Collection[str]) -> Iterator[Action]:
    kinds = tuple(kind for kind in REFACTORING_KINDS if _is_wanted(kind, only))
    if kinds:
        from dockerls.features.refactorings import offers

        for refactoring, offer in offers(document, span, kinds):
            key = Key(Deed.REFACTOR, refactoring.name, start=span.start, end=span.end)
            yield Action(offer.title, refactoring.kind, key)
