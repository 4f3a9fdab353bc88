"""The page about a rule: what it finds, why that matters, what to do, and how to ignore it. Markdown."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.selection import Index
from dockerls.document import open_document
from dockerls.features.diagnostics import diagnostics
from dockerls.features.example_files import read_example
from dockerls.language import Language, Sentence
from dockerls.rules.options import NO_OPTIONS, Options
from dockerls.rules.rule import Category, Example, Fix, Rule, Safety, Severity

# The examples of rules that know the date are written for this day.
EXAMPLES_DAY = date(2026, 11, 21)
_HOLE = re.compile(r"\{\w+\}")
_MARKS = str.maketrans("", "", "«»")

CATEGORY_NAMES = {
    Category.SIZE: Sentence(en="size", ko="크기"),
    Category.CACHE: Sentence(en="cache", ko="캐시"),
    Category.SECURITY: Sentence(en="security", ko="보안"),
    Category.CORRECTNESS: Sentence(en="correctness", ko="정확성"),
    Category.STYLE: Sentence(en="style", ko="스타일"),
}
SEVERITY_NAMES = {
    Severity.ERROR: Sentence(en="error", ko="오류"),
    Severity.WARNING: Sentence(en="warning", ko="경고"),
    Severity.INFO: Sentence(en="info", ko="정보"),
    Severity.HINT: Sentence(en="hint", ko="힌트"),
}

_CODE = Sentence(en="Code", ko="코드")
_CATEGORY = Sentence(en="Category", ko="분류")
_SEVERITY = Sentence(en="Severity", ko="심각도")
_FIX = Sentence(en="Fix", ko="수정")
_ALIASES = Sentence(en="Also known as", ko="다른 이름")
_OFF = Sentence(en="{severity}, off unless selected", ko="{severity}, 기본으로는 꺼져 있음")
_FIXES = {
    Safety.SAFE: Sentence(en="safe, `--fix` applies it", ko="안전한 수정, `--fix`로 적용"),
    Safety.SUGGEST: Sentence(en="suggested, `--unsafe-fixes` applies it", ko="제안하는 수정, `--unsafe-fixes`로 적용"),
    None: Sentence(en="none", ko="없음"),
}
_FIX_IN_EDITOR = Sentence(en="suggested, in an editor only", ko="제안하는 수정, 편집기에서만 적용")
_FIX_OF_TOOL = Sentence(
    en="suggested where the tool has one, `--unsafe-fixes` applies it",
    ko="도구가 수정을 제시하면 제안, `--unsafe-fixes`로 적용",
)
_EXAMPLES = Sentence(en="Examples", ko="예")
_EXAMPLE_SETTINGS = Sentence(
    en="With these settings in `dockerls.toml`:", ko="`dockerls.toml`에 다음 설정이 있을 때입니다."
)
_BEFORE = Sentence(en="Before", ko="고치기 전")
_AFTER = Sentence(en="After", ko="고친 뒤")
_REPORTED = Sentence(en="Reported", ko="이렇게 쓰면 알려 줍니다")
_IGNORE = Sentence(en="How to ignore it", ko="무시하는 방법")
_IGNORE_HERE = Sentence(
    en="For one instruction, put a comment directly above it. What follows the list is your reason:",
    ko="명령 하나에서만 무시하려면 바로 위에 주석을 적으세요. 목록 뒤에는 이유를 적습니다.",
)
_IGNORE_FILE = Sentence(en="For the whole file:", ko="파일 전체에서 무시하려면:")
_IGNORE_PROJECT = Sentence(
    en="For a project, in `dockerls.toml`:", ko="프로젝트 전체에서 무시하려면 `dockerls.toml`에:"
)
_REASON = Sentence(en="reason", ko="이유")


def whole_message(rule: Rule) -> Sentence | None:
    """What the rule says of every finding alike; None where it names something of the finding."""
    return None if _HOLE.search(rule.message.en) else rule.message


def summary(rule: Rule, language: Language) -> str:
    """What the rule says of a finding; values only a finding has are left open."""
    return _HOLE.sub("…", rule.message.said_in(language))


@cache
def fix_safety(rule: Rule) -> Safety | None:
    """The safest fix the rule has in any of its examples; None without one. Those of other tools are suggestions."""
    if rule.member is not None:
        return Safety.SUGGEST
    safeties = {fix.safety for example in rule.examples for fix in _fixes_in(rule, example)}
    return next((safety for safety in Safety if safety in safeties), None)


def _how_fixed(rule: Rule) -> Sentence:
    if rule.member or rule.page:
        return _FIX_OF_TOOL
    fixes = [fix for example in rule.examples for fix in _fixes_in(rule, example)]
    if fixes and all(fix.is_single for fix in fixes):
        return _FIX_IN_EDITOR
    return _FIXES[fix_safety(rule)]


def rule_page(rule: Rule, language: Language) -> str:
    """The page, ending with a line end."""
    return "\n".join(_blocks(rule, language)) + "\n"


def _blocks(rule: Rule, language: Language) -> Iterator[str]:
    yield f"# {_own_name(rule)}\n"
    yield f"{summary(rule, language).rstrip('.')}.\n"
    yield from _facts(rule, language)
    yield f"\n{rule.rationale.said_in(language)}\n"
    if rule.examples:
        yield f"## {_EXAMPLES.said_in(language)}\n"
    if rule.example_options != NO_OPTIONS:
        yield f"{_EXAMPLE_SETTINGS.said_in(language)}\n"
        yield _fenced("\n".join(_settings(rule.example_options)), "toml")
    for example in rule.examples:
        yield from _example(example, language)
    yield f"## {_IGNORE.said_in(language)}\n"
    yield f"{_IGNORE_HERE.said_in(language)}\n"
    yield _fenced(f"# dockerls: ignore={rule.code} {_REASON.said_in(language)}", "dockerfile")
    yield f"{_IGNORE_FILE.said_in(language)}\n"
    yield _fenced(f"# dockerls: global ignore={rule.code} {_REASON.said_in(language)}", "dockerfile")
    yield f"{_IGNORE_PROJECT.said_in(language)}\n"
    yield _fenced(f'ignore = ["{_own_name(rule)}"]', "toml").rstrip("\n")


def _own_name(rule: Rule) -> str:
    """What names this rule alone: the codes of another tool share the name of the rule that speaks for it."""
    return rule.name if rule.page is None else rule.code


def _settings(options: Options) -> Iterator[str]:
    """The options as they stand in ``dockerls.toml``."""
    if options.trusted_registries:
        yield f"trusted-registries = {json.dumps(options.trusted_registries)}"
    if options.strict_labels:
        yield "strict-labels = true"
    if options.label_schema:
        yield "[label-schema]"
        yield from (f"{json.dumps(key)} = {json.dumps(kind)}" for key, kind in options.label_schema)


def _facts(rule: Rule, language: Language) -> Iterator[str]:
    severity = SEVERITY_NAMES[rule.severity]
    rows = [
        (_CODE, f"`{rule.code}`"),
        (_CATEGORY, CATEGORY_NAMES[rule.category].said_in(language)),
        (_SEVERITY, (severity if rule.on else _OFF.filled(severity=severity)).said_in(language)),
        (_FIX, _how_fixed(rule).said_in(language)),
    ]
    if rule.aliases:
        rows.append((_ALIASES, ", ".join(f"`{alias}`" for alias in rule.aliases)))
    yield from (f"- {label.said_in(language)}: {value}" for label, value in rows)


def _example(example: Example, language: Language) -> Iterator[str]:
    before = _BEFORE if example.good is not None else _REPORTED
    yield f"**{before.said_in(language)}**\n"
    yield from _files(example.bad)
    if example.good is not None:
        yield f"**{_AFTER.said_in(language)}**\n"
        yield from _files(example.good)


def _files(text: str) -> Iterator[str]:
    """The Dockerfile, and the files around it under their names."""
    example = read_example(text)
    yield _fenced(example.dockerfile, "dockerfile")
    for path, content in example.files.items():
        yield f"`{path}`\n"
        if content:
            yield _fenced(content, "")


def _fenced(code: str, name: str) -> str:
    text = code.translate(_MARKS).replace("\r\n", "\n").removesuffix("\n")
    return f"```{name}\n{text}\n```\n"


def _fixes_in(rule: Rule, example: Example) -> Iterator[Fix]:
    text = read_example(example.bad.translate(_MARKS))
    document = open_document(text.dockerfile, Analyzer((rule,), EXAMPLES_DAY, rule.example_options))
    for diagnostic in diagnostics(document, Index((rule,)), {rule.code: rule.severity}, text.answers):
        yield from diagnostic.fixes
