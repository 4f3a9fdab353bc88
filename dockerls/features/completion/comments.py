"""Comments that mean something: parser directives on top, suppressions anywhere, and the names in them."""

import re

from dockerls.analysis.tools import buildkit_name
from dockerls.features.completion.choices import choices
from dockerls.features.completion.offer import (
    NOTHING,
    About,
    Completion,
    Kind,
    Offers,
    Outside,
    Subject,
    shortened,
    together,
)
from dockerls.features.completion.typed import Typed
from dockerls.features.rule_page import whole_message
from dockerls.language import Sentence, verbatim
from dockerls.rules.rule import Rule
from dockerls.semantics.shell_pragma import START
from dockerls.syntax.pieces import DIRECTIVES, Comment, Directive
from dockerls.text.span import Span

_FIRST_WORDS = re.compile(r"#(?P<blanks>[ \t]*)(?P<word>[\w:=]*(?: [\w=]*)?)\Z")
_DIRECTIVE = re.compile(r"#\s*(?P<name>\w+)\s*=\s*(?P<value>.*)\Z")
_SUPPRESSION = re.compile(
    r"#\s*(?P<tool>dockerls:|hadolint)\s*(?:global\s+)?ignore\s*=\s*(?P<names>(?:[^\s,]+\s*,\s*)*)(?P<word>[\w-]*)\Z",
    re.IGNORECASE,
)
_SKIP = re.compile(r"(?:\A|;)\s*skip=(?P<names>(?:[^,;]*,)*)\s*(?P<word>\w*)\Z")
_SHELL = re.compile(rf"{START}(?P<name>\S*)\Z")
_SHELLS = ("bash", "ash", "dash", "sh", "ksh", "pwsh", "powershell", "cmd")
_REST_OF_NAME = re.compile(r"[\w-]*")
_REST_OF_LINE = re.compile(r".*")
_FRONTENDS = ("docker/dockerfile:1", "docker/dockerfile:1-labs")
_ALL_CHECKS = Sentence(en="every check", ko="모든 검사")
_ESCAPES = {"`": Sentence(en="for Windows paths", ko="Windows 경로용"), "\\": Sentence(en="the default", ko="기본값")}
_SUPPRESSIONS = {
    "dockerls: ignore=": Sentence(en="for the next instruction", ko="바로 아래 명령에 적용"),
    "dockerls: global ignore=": Sentence(en="for the whole file", ko="파일 전체에 적용"),
    "dockerls: shell=": Sentence(en="the shell of the base image", ko="베이스 이미지의 셸"),
    "dockerls: format off": Sentence(en="leave the lines below as they are", ko="아래 줄들을 그대로 둠"),
    "dockerls: format on": Sentence(en="format again from here", ko="여기부터 다시 정리"),
}


def comment_offers(typed: Typed, outside: Outside) -> Offers:
    """What completes a comment."""
    if "#" not in typed.before:
        return NOTHING
    text = typed.before[typed.before.index("#") :]
    if match := _SUPPRESSION.match(text):
        only_hadolint = match["tool"].lower() == "hadolint"
        return _rules(typed, match["names"], match["word"], outside, only_hadolint)
    if match := _SHELL.match(text):
        return choices(typed, match["name"], _SHELLS)
    is_on_top = all(isinstance(piece, Directive) for piece in typed.document.file.pieces[: typed.number])
    if is_on_top and (match := _DIRECTIVE.match(text)) and match["name"].lower() in DIRECTIVES:
        return _directive_values(typed, match["name"].lower(), match["value"])
    words = _FIRST_WORDS.match(text)
    if words is None:
        return NOTHING
    written = words["word"].lower()
    span = typed.replacing(len(words.group()), _REST_OF_LINE if not typed.behind.strip() else re.compile(""))
    directives = _directives(typed, span) if is_on_top else NOTHING
    offers = together(directives, _suppressions(span))
    return Offers(tuple(offer for offer in offers.items if offer.label.startswith(f"# {written}")))


def _directives(typed: Typed, span: Span) -> Offers:
    given = {piece.name for piece in typed.document.file.directives if piece is not typed.piece}
    forms = {"syntax": f"# syntax={_FRONTENDS[0]}", "escape": "# escape=`", "check": "# check=skip="}
    return Offers(
        tuple(
            Completion(form, Kind.KEYWORD, span, form, about=About(Subject.DIRECTIVE, name))
            for name, form in forms.items()
            if name not in given
        )
    )


def _suppressions(span: Span) -> Offers:
    return Offers(
        tuple(
            Completion(f"# {text}", Kind.KEYWORD, span, f"# {text}", detail=detail)
            for text, detail in _SUPPRESSIONS.items()
        )
    )


def _directive_values(typed: Typed, name: str, written: str) -> Offers:
    about = About(Subject.DIRECTIVE, name)
    if name == "check":
        return _check_options(typed, written)
    span = typed.replacing(len(written), _REST_OF_LINE)
    if name == "syntax":
        return Offers(tuple(Completion(each, Kind.VALUE, span, each, about=about) for each in _FRONTENDS))
    return Offers(
        tuple(Completion(each, Kind.VALUE, span, each, detail=detail, about=about) for each, detail in _ESCAPES.items())
    )


def _check_options(typed: Typed, written: str) -> Offers:
    from dockerls.rules.catalogue import ALL

    match = _SKIP.search(written)
    if match is None:
        option = written.rpartition(";")[2].lstrip()
        span = typed.replacing(len(option))
        return Offers(tuple(Completion(each, Kind.KEY, span, each) for each in ("skip=", "error=true")))
    given = {name.strip() for name in match["names"].split(",")}
    span = typed.replacing(len(match["word"]), _REST_OF_NAME)
    names = {name: rule for rule in ALL if (name := buildkit_name(rule)) and name not in given}
    whole = () if given - {""} else (Completion("all", Kind.VALUE, span, "all", detail=_ALL_CHECKS),)
    return Offers((*whole, *(_rule(name, rule, span) for name, rule in sorted(names.items()))))


def _rules(typed: Typed, names: str, word: str, outside: Outside, only_hadolint: bool) -> Offers:
    """Rules by name and by code, those that found something in the instruction below first."""
    from dockerls.rules.catalogue import ALL

    span = typed.replacing(len(word), _REST_OF_NAME)
    given = {name.strip().lower() for name in names.split(",")}
    found = list(dict.fromkeys(each.located.rule for each in outside.shown() if _is_below(typed, each.located.piece)))
    rules = dict.fromkeys((*found, *sorted(ALL, key=lambda rule: rule.name)))
    named = [
        (name, rule)
        for rule in rules
        for name in ((rule.code,) if only_hadolint else (rule.name, rule.code))
        if not given & {word.lower() for word in rule.selectors} and (not only_hadolint or rule.code.startswith("DL"))
    ]
    shown, is_incomplete = shortened(named, lambda each: each[0], word)
    return Offers(tuple(_rule(name, rule, span) for name, rule in shown), is_incomplete)


def _is_below(typed: Typed, piece: int) -> bool:
    """Whether a piece is the first below the cursor that is no comment."""
    between = typed.document.file.pieces[typed.number + 1 : piece]
    return piece > typed.number and all(isinstance(each, Comment) for each in between)


def _rule(name: str, rule: Rule, span: Span) -> Completion:
    other = rule.code if name == rule.name else rule.name
    detail = whole_message(rule) or verbatim(other)
    return Completion(name, Kind.RULE, span, name, detail=detail, about=About(Subject.RULE, rule.code))
