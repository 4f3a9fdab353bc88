"""``npm cache clean`` without ``--force``, which npm refuses."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import NPM
from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord

TITLE = Sentence(en="Add `--force`", ko="`--force` 추가")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for command in script.commands:
            found = package_command(command)
            word = refused(found) if found is not None else None
            if word is not None:
                fix = Fix(TITLE, Safety.SAFE, (insert(word.span.end, " --force"),))
                yield Finding(here(word.span), fixes=() if script.error else (fix,))


def refused(found: PackageCommand) -> ShellWord | None:
    """The word ``clean``, if it stands for the whole cache and nothing forces it."""
    if found.manager is not NPM or found.subcommand.text != "cache" or found.is_open:
        return None
    words = [word.text for word in found.packages]
    is_forced = found.has_flag("--force", "-f", "--help", "-h") or any(
        word.text.lower().startswith("npm_config_force=") for word in found.command.assignments
    )
    return found.packages[0] if words in (["clean"], ["clear"], ["rm"]) and not is_forced else None


RULE = Rule(
    code="DLS4001",
    name="npm-cache-clean-force",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="npm refuses to clean its cache without `--force`",
        ko="`--force` 없이는 npm에서 캐시를 지우지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "Since version 5 npm repairs its cache by itself, so `npm cache clean` alone stops with an error that asks "
            "for `--force`. Behind `|| true` or `;` that goes unnoticed, and the cache stays in the layer.\n\n"
            "```dockerfile\nRUN npm ci && npm cache clean --force\n```"
        ),
        ko=(
            "npm은 5 버전부터 캐시를 스스로 고치기 때문에, `npm cache clean`만 쓰면 `--force`를 요구하는 오류로 "
            "끝납니다. "
            "뒤에 `|| true`나 `;`가 있으면 이를 알아채지 못하고 캐시가 레이어에 그대로 남습니다.\n\n"
            "```dockerfile\nRUN npm ci && npm cache clean --force\n```"
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM node:24\nRUN npm ci && npm cache «clean»\n",
            good="FROM node:24\nRUN npm ci && npm cache clean --force\n",
        ),
        Example(
            bad="FROM node:24\nRUN npm ci \\\n    && (npm cache «clean» || true)\n",
            good="FROM node:24\nRUN npm ci \\\n    && (npm cache clean --force || true)\n",
        ),
    ),
    silent=(
        "FROM node:24\nRUN npm cache clean --force\n",
        "FROM node:24\nRUN npm -f cache clean\n",
        "FROM node:24\nRUN npm cache clean make-fetch-happen:request-cache:https://registry.npmjs.org/npm\n",
        "FROM node:24\nRUN npm cache verify && yarn cache clean\n",
        "FROM node:24\nRUN npm_config_force=true npm cache clean\n",
    ),
    aliases=("npmCacheCleanUseForce",),
)
