"""The check and the words that rules about packages without a version share; the rules stand in the files beside."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import PackageManager
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.correctness.pin_from_lockfile import with_lockfile
from dockerls.rules.rule import Category, Check, Example, Finding, Pending, Rule, Severity
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.package_versions import unpinned
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord
from dockerls.value import value

MOST_NAMED = 3

ONE = Sentence(en="No version is given for {names}", ko="{names}의 버전이 지정되지 않았습니다")
MORE = Sentence(
    en="No version is given for {names} and {count} more", ko="{names} 외 {count}개의 버전이 지정되지 않았습니다"
)


@value
class Unpinned:
    """The check for one package manager: one finding for each command, at its first package without a version."""

    manager: PackageManager

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding | Pending]:
        for found in package_commands(scripts_of(run, around)):
            words = unpinned(found) if found.manager is self.manager else ()
            if words:
                yield with_lockfile(Finding(here(words[0].span), said_of(words)), self.manager.name, words)


def said_of(words: tuple[ShellWord, ...]) -> Sentence:
    names = ", ".join(f"`{word.text}`" for word in words[:MOST_NAMED])
    rest = len(words) - MOST_NAMED
    return MORE.filled(names=names, count=rest) if rest > 0 else ONE.filled(names=names)


RATIONALE = Sentence(
    en=(
        "Without a version the newest one is installed on the day the layer is built. Two builds of the same "
        "Dockerfile can "
        "then differ, and a new major version breaks the build without a change of yours.\n\n"
        "```dockerfile\n{example}\n```\n\n{more}"
    ),
    ko=(
        "버전을 적지 않으면 레이어를 빌드하는 날의 최신 버전이 설치됩니다. 같은 Dockerfile이라도 빌드할 때마다 결과가 "
        "다를 "
        "수 있고, 고친 것이 없는데 새 메이저 버전 때문에 빌드가 깨지기도 합니다.\n\n"
        "```dockerfile\n{example}\n```\n\n{more}"
    ),
)


def version_rule(
    code: str,
    name: str,
    check: Check,
    example: str,
    more: Sentence,
    examples: tuple[Example, ...],
    silent: tuple[str, ...],
    *,
    severity: Severity = Severity.HINT,
    on: bool = True,
    keywords: tuple[str, ...] = ("RUN",),
) -> Rule:
    return Rule(
        code=code,
        name=name,
        category=Category.CORRECTNESS,
        severity=severity,
        message=Sentence(en="No version is given for this package", ko="이 패키지의 버전이 지정되지 않았습니다"),
        rationale=RATIONALE.filled(example=example, more=more),
        check=check,
        keywords=frozenset(keywords),
        examples=examples,
        silent=silent,
        on=on,
    )
