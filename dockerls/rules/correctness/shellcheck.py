"""What ShellCheck says of the shell code of a RUN. Each of its codes is shown as a rule of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from dockerls.knowledge.predefined import PROXY_ARGS
from dockerls.knowledge.shellcheck import ABOUT_SPLITTING, QUIET, UNSURE_OF_SH, WIKI, code_in, meaning_of
from dockerls.language import Sentence, verbatim
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Finding, Fix, Noted, Pending, Rule, Safety, Severity, StageCheck
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.shellcheck import Comment, Dialect, ShellScript, dialect_of, sh_in, shell_of
from dockerls.semantics.shown_family import shown_family
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.code import Code, codes_of
from dockerls.syntax.shell.grammar import LONGEST_SCRIPT
from dockerls.text.pattern import pattern
from dockerls.value import value

MESSAGE = Sentence(en="ShellCheck has something to say about this", ko="ShellCheck가 지적한 내용이 있습니다")
RATIONALE = Sentence(
    en="""\
[ShellCheck](https://www.shellcheck.net) reads shell scripts and finds what is wrong in them: missing quotes, commands
that cannot fail loudly, syntax that the shell of the image does not know. dockerls lets it read what the shell gets to
see of each `RUN`, with the variables of `ARG` and `ENV` and for the shell that really runs it (`dash` on Debian,
BusyBox on Alpine, what `SHELL` or the first line of a heredoc says).

What it finds has ShellCheck's own codes, such as `SC2086`, and its own severities. Each code can be configured and
ignored like a rule; `shellcheck` means all of them. A `# shellcheck disable=SC2086` counts too: above the instruction,
among its lines, or in the heredoc.

It needs the program: `pip install 'dockerfile-language-server[shellcheck]'`, or any `shellcheck` on the `PATH`. Without
it nothing is said.""",
    ko="""\
[ShellCheck](https://www.shellcheck.net)는 셸 스크립트의 문제를 찾는 프로그램입니다. 빠진 따옴표, 조용히 실패하는 명령,
이미지의 셸이 모르는 문법 등을 찾아냅니다. dockerls는 `RUN`마다 셸이 실제로 보게 될 코드를 ShellCheck에 넘깁니다. 이때
`ARG`와 `ENV`의 변수, 그리고 그 코드를 실제로 실행할 셸을 함께 알려 줍니다. 셸은 Debian에서는 `dash`, Alpine에서는
BusyBox이고, `SHELL`이나 heredoc의 첫 줄이 있으면 그것이 정합니다.

찾은 문제에는 `SC2086` 같은 ShellCheck의 코드와 심각도가 그대로 쓰입니다. 코드마다 규칙처럼 설정하거나 무시할 수 있고,
`shellcheck`는 모든 코드를 뜻합니다. `# shellcheck disable=SC2086`도 명령 바로 위, 명령의 줄 사이, heredoc 안에서
통합니다.

`pip install 'dockerfile-language-server[shellcheck]'`로 설치하거나 `PATH`에 `shellcheck`가 있어야 합니다. 없으면
아무것도 알리지 않습니다.""",
)
_FIX = Sentence(en="Apply ShellCheck's fix for {code}", ko="ShellCheck의 {code} 수정 적용")
_UNTRANSLATED = Sentence(en="{said}", ko="ShellCheck의 지적: {said}")
_OF_CODE = Sentence(
    en="""\
[{code} in ShellCheck's wiki]({address}) explains it with examples, and says when to ignore it.""",
    ko="""\
[ShellCheck 위키의 {code}]({address})에 예제와 함께 설명이 있고, 무시해도 되는 경우도 적혀 있습니다(영어).""",
)

_LEVELS = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "style": Severity.HINT,
}
_PLAIN_VALUE = pattern(r"""(["']?)([\w@%+=:,./-]+)\1""")
_SPLIT_OR_EXPANDED = pattern(r"[\s*?\[]")
_A_WORD = "1"
_NAME = pattern(r"[A-Za-z_]\w*")
_USED_NAME = pattern(r"\$\{?([A-Za-z_]\w*)")
_DISABLED = pattern(r"#\s*shellcheck\s(?:.*\s)?disable=(\S+)", re.IGNORECASE)


@value
class _Variables:
    """What an instruction sets for the RUNs below: names, with the word they hold if it is one.

    ``in_trigger``: for those of later builds. ``may_be_more``: the stage goes on from another one of the file.
    """

    values: tuple[tuple[str, str | None], ...]
    in_trigger: bool = False
    may_be_more: bool = False


@value
class _Script:
    """A script and the shell that reads it; the names in it, and those behind a ``$``."""

    code: Code
    dialect: Dialect
    names: frozenset[str]
    used: frozenset[str]


@value
class _Scripts:
    """The scripts of a RUN, and the family of distributions that an image nobody knows shows in it."""

    scripts: tuple[_Script, ...]
    disabled: frozenset[str]
    in_trigger: bool
    family: str | None


@value
class _Read:
    """Findings from what ShellCheck says."""

    piece: int
    code: Code
    disabled: frozenset[str]

    def __call__(self, answer: tuple[Comment, ...]) -> Iterator[Finding]:
        for comment in answer:
            if not (self.disabled & {comment.code, "ALL"} or self._is_moot(comment)):
                fixes = self._fixes(comment)
                span = self.code.seen.span(comment.span.start, comment.span.end)
                level = Severity.INFO if comment.code in QUIET else _LEVELS.get(comment.level, Severity.INFO)
                rule = of_code(comment.code, level)
                yield Finding(Place(self.piece, span), _message(comment), fixes, rule=rule)

    def _is_moot(self, comment: Comment) -> bool:
        """Whether it is a ``cd`` that may fail as the last thing that is done: nothing goes on in the wrong folder."""
        return comment.code == "SC2164" and not self.code.text[comment.span.end :].strip()

    def _fixes(self, comment: Comment) -> tuple[Fix, ...]:
        from dockerls.rewrite.shellcheck_edits import shellcheck_edits

        edits = shellcheck_edits(self.code, comment.replacements, self.piece)
        is_single = comment.code in ABOUT_SPLITTING
        return (Fix(_FIX.filled(code=comment.code), Safety.SUGGEST, edits, is_single),) if edits else ()


def of_word(word: str) -> Rule | None:
    """The rule that stands for a code of ShellCheck: ``SC2086``, in any case."""
    code = code_in(word)
    return of_code(code, Severity.INFO) if code else None


@lru_cache(maxsize=512)
def of_code(code: str, severity: Severity) -> Rule:
    """The rule that stands for a code, as loud as ShellCheck is."""
    address = WIKI + code
    return replace(
        RULE,
        code=code,
        severity=severity,
        message=meaning_of(code) or MESSAGE,
        rationale=_OF_CODE.filled(code=code, address=address),
        aliases=(RULE.code,),
        page=address,
        member=None,
    )


def _message(comment: Comment) -> Sentence:
    """ShellCheck's own sentence, which names what it is about; in Korean ours, where we have one."""
    ours = meaning_of(comment.code)
    if ours is not None:
        return Sentence(en=comment.message, ko=ours.ko)
    return _UNTRANSLATED.filled(said=verbatim(comment.message))


def note(instruction: Instruction, around: Surroundings) -> _Variables | _Scripts | None:
    """The scripts of a RUN, the variables of the rest."""
    inner = instruction
    while inner.trigger is not None:
        inner = inner.trigger
    in_trigger = inner is not instruction
    if inner.keyword == "RUN":
        scripts = tuple(_scripts_of(inner, around))
        family = None if around.family else shown_family(commands_of(inner, around))
        return _Scripts(scripts, _disabled_in(instruction), in_trigger, family) if scripts else None
    if inner.keyword == "FROM":
        image = stage_head(inner).image
        is_on_stage = image is None or around.image is None or read_image(image.text) != around.image
        return _Variables((), may_be_more=is_on_stage) if not in_trigger else None
    values = tuple((pair.key.text, _word_in(pair.value.text if pair.value else "")) for pair in inner.pairs)
    return _Variables(values, in_trigger) if inner.keyword in ("ARG", "ENV") and values else None


def _scripts_of(run: Instruction, around: Surroundings) -> Iterator[_Script]:
    for code in codes_of(run):
        dialect = dialect_of(code.interpreter, around) if code.interpreter else shell_of(around)
        if dialect is not None and code.text.strip() and len(code.text) <= LONGEST_SCRIPT:
            names, used = _NAME.findall(code.text), _USED_NAME.findall(code.text)
            yield _Script(code, dialect, frozenset(names), frozenset(used))


def _word_in(text: str) -> str | None:
    """The word that a variable holds; None where the shell would make more of it unless it is quoted.

    What another variable or the person who builds puts there counts as one word: hadolint has it so too, and to quote
    every version number is what nobody does.
    """
    plain = _PLAIN_VALUE.fullmatch(text)
    if plain is not None:
        return plain[2]
    return None if _SPLIT_OR_EXPANDED.search(text) else _A_WORD


def _disabled_in(instruction: Instruction) -> frozenset[str]:
    """The codes that comments between the lines of an instruction switch off: ShellCheck never sees those."""
    found = (_DISABLED.match(span.of(instruction.text)) for span in instruction.header.comments)
    return frozenset(word.upper() for match in found if match for word in match[1].split(","))


def check(noted: tuple[Noted, ...]) -> Iterable[Pending]:
    """A question for each script, with the variables it may use.

    The RUNs of a stage are many and what they ask stays the same while one of them is edited, so each keeps it, with a
    hash of the variables above it.
    """
    scripts = (each.fact for each in noted if isinstance(each.fact, _Scripts))
    above = _Above(next((fact.family for fact in scripts if fact.family), None))
    for each in noted:
        fact: _Variables | _Scripts = each.fact
        if isinstance(fact, _Variables):
            above.add(fact)
            continue
        known = vars(fact)
        if known.get("asked_under") != (above.state, each.piece):
            known["asked_under"] = (above.state, each.piece)
            known["asked"] = tuple(_asked(fact, each.piece, above))
        yield from known["asked"]


class _Above:
    """The variables above a script while a stage is read from its FROM on; the family is that of the whole stage."""

    def __init__(self, family: str | None) -> None:
        self.family = family
        self.state = hash(family)
        self.values: dict[str, str | None] = dict.fromkeys(PROXY_ARGS, _A_WORD)
        self.of_triggers: dict[str, str | None] = {}
        self.may_be_more = False

    def add(self, variables: _Variables) -> None:
        self.state = hash((self.state, variables))
        self.may_be_more = self.may_be_more or variables.may_be_more
        (self.of_triggers if variables.in_trigger else self.values).update(variables.values)


def _asked(run: _Scripts, piece: int, above: _Above) -> Iterator[Pending]:
    values = {**above.values, **above.of_triggers} if run.in_trigger else above.values
    for script in run.scripts:
        dialect = script.dialect
        if dialect.name == "sh":
            dialect = replace(dialect, name=sh_in(above.family))
        question = ShellScript(script.code.text, dialect, _exported(script, values, above.may_be_more))
        unsure = UNSURE_OF_SH if dialect.name == "sh" else frozenset[str]()
        yield Pending(question, _Read(piece, script.code, run.disabled | unsure))


def _exported(script: _Script, values: dict[str, str | None], may_be_more: bool) -> tuple[str, ...]:
    """The variables a script may speak of. Where there may be more, whatever could be one counts as set."""
    names = script.names.intersection(values)
    known = [name if (word := values[name]) is None else f"{name}={word}" for name in names]
    if may_be_more:
        known += (f"{name}={_A_WORD}" for name in script.used - names)
    return tuple(sorted(known))


RULE = Rule(
    code="SC",
    name="shellcheck",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=MESSAGE,
    rationale=RATIONALE,
    keywords=frozenset({"FROM", "ARG", "ENV", "RUN", "ONBUILD"}),
    check=StageCheck(note, check),
    member=of_word,
)
