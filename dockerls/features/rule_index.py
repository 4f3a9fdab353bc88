"""The pages about all rules, and the page that leads to them."""

from collections.abc import Iterator, Mapping, Sequence

from dockerls.features.rule_page import CATEGORY_NAMES, SEVERITY_NAMES, fix_safety, rule_page, summary
from dockerls.language import Language, Sentence
from dockerls.rules.rule import Category, Rule, Safety

_TITLE = Sentence(en="Rules", ko="규칙")
_INTRODUCTION = Sentence(
    en="These pages are written from the rules by `docs/build_rule_pages.py`. {other}",
    ko="이 문서는 `docs/build_rule_pages.py`가 규칙에서 만듭니다. {other}",
)
_COLUMNS = Sentence(
    en="| Name | Code | What it says | Severity | Fix | Also called |",
    ko="| 이름 | 코드 | 알려 주는 내용 | 심각도 | 수정 | 다른 이름 |",
)
_FIXES = {
    Safety.SAFE: Sentence(en="safe", ko="안전"),
    Safety.SUGGEST: Sentence(en="suggested", ko="제안"),
    None: Sentence(en="", ko=""),
}
_OFF = Sentence(en="{severity} (off)", ko="{severity}(꺼짐)")
_LEFT_OUT = Sentence(
    en=(
        "\n## Left out\n\n"
        "- `InvalidBaseImagePlatform` (`base-image-platform`), a check of BuildKit's: which platforms an image is made "
        "for is known only to its registry, and dockerls asks nobody outside the machine."
    ),
    ko=(
        "\n## 제외한 규칙\n\n"
        "- BuildKit의 `InvalidBaseImagePlatform`(`base-image-platform`): 이미지가 어떤 플랫폼용인지는 레지스트리만 "
        "알고 있는데, dockerls는 컴퓨터 밖에 아무것도 묻지 않습니다."
    ),
)
_SUFFIXES = {Language.EN: ".md", Language.KO: ".ko.md"}


def rule_pages(rules: Sequence[Rule]) -> Mapping[str, str]:
    """Every file of ``docs/rules``: its name and its text, in each language."""
    pages = {f"{rule.name}{_SUFFIXES[language]}": rule_page(rule, language) for rule in rules for language in Language}
    return pages | {f"README{_SUFFIXES[language]}": rule_index(rules, language) for language in Language}


def rule_index(rules: Sequence[Rule], language: Language) -> str:
    """A table of the rules for each category, with links to their pages."""
    return "\n".join(_lines(rules, language)) + "\n"


def _lines(rules: Sequence[Rule], language: Language) -> Iterator[str]:
    other = "[한국어](README.ko.md)" if language is Language.EN else "[English](README.md)"
    yield f"# {_TITLE.said_in(language)}\n"
    yield _INTRODUCTION.filled(other=other).said_in(language)
    for category in Category:
        of_category = sorted((rule for rule in rules if rule.category is category), key=lambda rule: rule.name)
        if of_category:
            yield f"\n## {CATEGORY_NAMES[category].said_in(language)}\n"
            yield _COLUMNS.said_in(language)
            yield "| --- " * 6 + "|"
            yield from (_row(rule, language) for rule in of_category)
    yield _LEFT_OUT.said_in(language)


def _row(rule: Rule, language: Language) -> str:
    severity = SEVERITY_NAMES[rule.severity]
    cells = (
        f"[{rule.name}]({rule.name}{_SUFFIXES[language]})",
        f"`{rule.code}`",
        summary(rule, language).replace("|", "\\|"),
        (severity if rule.on else _OFF.filled(severity=severity)).said_in(language),
        _FIXES[fix_safety(rule)].said_in(language),
        ", ".join(f"`{alias}`" for alias in rule.aliases),
    )
    return f"| {' | '.join(cells)} |"
