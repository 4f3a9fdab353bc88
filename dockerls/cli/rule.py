"""``dockerls rule``: a rule's page, or all rules."""

import json
import os
import sys
from collections.abc import Iterable, Sequence

from dockerls import __version__
from dockerls.cli.inspection import INDEX
from dockerls.cli.parser import Parser, one_of
from dockerls.cli.terminal import SEVERITY_STYLES, Painter, Style, has_colours
from dockerls.cli.usage import UsageError, with_guess
from dockerls.features.rule_page import CATEGORY_NAMES, SEVERITY_NAMES, fix_safety, rule_page, summary
from dockerls.language import Language, Sentence
from dockerls.rules.rule import Rule

_DESCRIPTION = Sentence(en="Explain a rule.", ko="규칙을 설명합니다.")
_OUTPUT = Sentence(en="output", ko="출력")
_RULES = Sentence(en="rules", ko="규칙")
_NAME = Sentence(en="The code, name or alias of a rule.", ko="규칙의 코드, 이름 또는 별칭.")
_ALL = Sentence(en="All rules there are.", ko="모든 규칙을 보여 줍니다.")
_FORMAT = Sentence(en="text (default) or json.", ko="text(기본값) 또는 json.")
_UNKNOWN = Sentence(en="There is no rule '{word}'.", ko="'{word}' 규칙은 없습니다.")
_WHICH = Sentence(en="Name a rule, or give --all.", ko="규칙을 지정하거나 --all을 쓰세요.")


def rule_parser(language: Language) -> Parser:
    """What ``dockerls rule`` takes."""
    parser = Parser("rule", "CODE|NAME|ALIAS ...", _DESCRIPTION, language)
    which = parser.group(_RULES)
    which.add_argument("names", nargs="*", metavar="CODE|NAME|ALIAS", help=parser.say(_NAME))
    which.add_argument("--all", action="store_true", help=parser.say(_ALL))
    formats = ("text", "json")
    parser.group(_OUTPUT).add_argument(
        "--format", type=one_of("--format", formats), default="text", help=parser.say(_FORMAT), metavar="FORMAT"
    )
    return parser


def rule(arguments: list[str], language: Language) -> int:
    """Run the command and return its exit code."""
    asked = rule_parser(language).parse(arguments)
    if asked.all == bool(asked.names):
        raise UsageError(_WHICH)
    chosen = INDEX.rules if asked.all else _named(asked.names)
    if asked.format == "json":
        print(json.dumps(_document(chosen, language), ensure_ascii=False, indent=2))
    elif asked.all:
        for line in _table(chosen, language):
            print(line)
    else:
        print("\n---\n\n".join(rule_page(each, language) for each in chosen), end="")
    return 0


def _named(words: Iterable[str]) -> tuple[Rule, ...]:
    found: dict[str, Rule] = {}
    for word in words:
        rules = INDEX.named(word)
        if not rules:
            known = [each for rule in INDEX.rules for each in rule.selectors]
            raise UsageError(with_guess(_UNKNOWN.filled(word=word), word, known))
        found |= {each.code: each for each in rules}
    return tuple(found.values())


def _document(rules: Iterable[Rule], language: Language) -> dict[str, object]:
    return {"version": __version__, "rules": [_described(each, language) for each in rules]}


def _described(rule: Rule, language: Language) -> dict[str, object]:
    safety = fix_safety(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "aliases": list(rule.aliases),
        "category": rule.category.value,
        "severity": rule.severity.value,
        "on": rule.on,
        "fix": safety.value if safety else None,
        "message": summary(rule, language),
        "url": rule.url,
        "page": rule_page(rule, language),
    }


def _table(rules: Sequence[Rule], language: Language) -> Iterable[str]:
    painter = Painter(has_colours(sys.stdout, os.environ))
    widths = (max((len(each.code) for each in rules), default=0), max((len(each.name) for each in rules), default=0))
    for each in rules:
        severity = SEVERITY_NAMES[each.severity].said_in(language)
        category = CATEGORY_NAMES[each.category].said_in(language)
        columns = (
            painter(f"{each.code:<{widths[0]}}", Style.BOLD),
            f"{each.name:<{widths[1]}}",
            painter(severity, SEVERITY_STYLES[each.severity]),
            painter(category, Style.DIM),
        )
        yield "  ".join(columns)
