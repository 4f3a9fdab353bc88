"""``composer install`` and ``npm ci`` that bring what only developing needs into the final image."""

from collections.abc import Callable, Iterator

from dockerls.knowledge.package_managers import COMPOSER, NPM
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.defaults import Default, set_by
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.edit import Edit, insertion
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Add `{flags}`", ko="`{flags}` 추가")

_COMPOSER_TOOLS = frozenset(
    {"phpunit", "pest", "phpstan", "psalm", "phpcs", "php-cs-fixer", "behat", "codecept", "rector"}
)
_RUNS_SCRIPTS = frozenset({"run", "run-script", "rum", "urn", "test", "t", "tst", "exec", "x", "prune"})
_BUILD_TOOLS = frozenset(
    {"npx", "tsc", "vite", "webpack", "ng", "gulp", "grunt", "next", "nuxt", "nx", "turbo", "rollup", "esbuild", "jest"}
    | {"make", "yarn", "pnpm", "bun", "lerna", "react-scripts", "vue-cli-service", "nest", "parcel", "gatsby"}
)
# Words of a CMD that say the container is one to develop or build in.
_DEV_WORDS = frozenset(
    {"dev", "develop", "development", "watch", "nodemon", "ts-node", "ts-node-dev", "tsx", "test", "build"}
)


@value
class Install:
    """An install of all dependencies: its word, the flags it lacks, and the edits that add them."""

    span: Span
    flags: str
    edits: tuple[Edit, ...]


@value
class Installs:
    """What an instruction has to do with the dependencies for development: it installs or ``needs`` them."""

    found: tuple[Install, ...] = ()
    needs: bool = False


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if any(item.fact.needs for item in noted):
        return
    for item in noted:
        for install in item.fact.found:
            fix = Fix(TITLE.filled(flags=install.flags), Safety.SUGGEST, placed(install.edits, item.piece))
            yield Finding(Place(item.piece, install.span), fixes=(fix,) if install.edits else ())


def _note(
    instruction: Instruction,
    around: Surroundings,
    read: Callable[[PackageCommand, ImageReference | None], Install | None],
    needs: Callable[[Command], bool],
    default: Default,
) -> Installs | None:
    if not around.is_final:
        return None
    if instruction.keyword != "RUN":
        words = {word for argument in instruction.arguments for word in argument.text.split()}
        return Installs(needs=True) if words & _DEV_WORDS else None
    found: list[Install] = []
    for script in scripts_of(instruction, around):
        for command in script.commands:
            if needs(command):
                return Installs(needs=True)
            installs = package_command(command)
            install = read(installs, around.image) if installs is not None and not installs.is_open else None
            if install is not None:
                found.append(Install(install.span, install.flags, ()) if script.error else install)
    is_set = default in around.defaults | set_by(instruction)
    return Installs(tuple(found)) if found and not is_set else None


def _composer_install(found: PackageCommand, image: ImageReference | None) -> Install | None:
    if found.manager is not COMPOSER or found.subcommand.text not in ("install", "i"):
        return None
    if found.has_flag("--no-dev", "--dev", "--dry-run", "--help") or found.packages:
        return None
    flags = ["--no-dev"]
    if not found.has_flag("--no-interaction", "-n"):
        flags.append("--no-interaction")
    if not found.has_flag("--optimize-autoloader", "-o", "--classmap-authoritative", "-a", "--no-autoloader"):
        flags.append("--optimize-autoloader")
    return _install(found, " ".join(flags))


def _npm_install(found: PackageCommand, image: ImageReference | None) -> Install | None:
    if (
        found.manager is not NPM
        or found.subcommand.text not in ("ci", "install", "i", "clean-install")
        or found.packages
    ):
        return None
    if found.has_flag(
        "--omit", "--production", "--prod", "--only", "--include", "-g", "--global", "--dry-run", "--help"
    ):
        return None
    if found.has_flag("--package-lock-only") or any("omit" in word.text.lower() for word in found.command.assignments):
        return None
    if any("NODE_ENV" in word.text for word in (*found.command.assignments, *found.command.words)):
        return None
    return _install(found, "--production" if _is_old_node(image) else "--omit=dev")


def _install(found: PackageCommand, flags: str) -> Install:
    return Install(found.subcommand.span, flags, (insertion(found.subcommand.span.end, f" {flags}"),))


def _is_old_node(image: ImageReference | None) -> bool:
    """Whether the image has npm 6 or older, which does not know ``--omit``."""
    if image is None or image.official != "node" or not image.known_tag:
        return False
    major = image.known_tag.partition("-")[0].partition(".")[0]
    return major.isdecimal() and int(major) < 15


def _needs_composer_dev(command: Command) -> bool:
    found = package_command(command)
    if found is not None and found.manager is COMPOSER:
        return found.subcommand.text in ("test", "run", "run-script", "exec")
    return command.name in _COMPOSER_TOOLS or any(
        word.text.rpartition("/")[2] in _COMPOSER_TOOLS for word in command.operands[:1]
    )


def _needs_npm_dev(command: Command) -> bool:
    found = package_command(command)
    if found is not None and found.manager is NPM:
        return found.subcommand.text in _RUNS_SCRIPTS
    path = command.words[command.name_index].text if command.name else ""
    return command.name in _BUILD_TOOLS or "node_modules/" in path or path.endswith(".sh")


def note_composer(instruction: Instruction, around: Surroundings) -> Installs | None:
    if instruction.keyword != "RUN":
        return None
    return _note(instruction, around, _composer_install, _needs_composer_dev, Default.COMPOSER_DEV)


def note_npm(instruction: Instruction, around: Surroundings) -> Installs | None:
    return _note(instruction, around, _npm_install, _needs_npm_dev, Default.NODE_DEV)


COMPOSER_RULE = Rule(
    code="DLS1008",
    name="composer-no-dev",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="This also installs what only developing and testing need; use `--no-dev`",
        ko="개발과 테스트에만 필요한 패키지까지 설치합니다. `--no-dev` 옵션을 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`composer install` installs `require-dev` too: test runners, debuggers and analysers that the image does "
            "not "
            "need, and that have been ways in for attackers where they could be reached from outside.\n\n"
            "```dockerfile\nRUN composer install --no-dev --no-interaction --optimize-autoloader\n```\n\n"
            "`ENV COMPOSER_NO_DEV=1` says it once for all. Ignore this in an image that tests are run in."
        ),
        ko=(
            "`composer install`은 `require-dev`도 함께 설치합니다. 테스트 실행기, 디버거, 분석기 등은 이미지에 필요 "
            "없고, "
            "외부에서 접근할 수 있으면 공격 통로가 되기도 합니다.\n\n"
            "```dockerfile\nRUN composer install --no-dev --no-interaction --optimize-autoloader\n```\n\n"
            "`ENV COMPOSER_NO_DEV=1`로 한 번만 정해도 됩니다. 테스트를 실행하는 이미지라면 무시하세요."
        ),
    ),
    check=StageCheck(note_composer, check),
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM composer:2\nRUN composer «install»\n",
            good="FROM composer:2\nRUN composer install --no-dev --no-interaction --optimize-autoloader\n",
        ),
        Example(
            bad="FROM php:8.4-fpm\nRUN cd /app && composer «install» -n \\\n    --no-scripts \\\n    --no-autoloader\n",
            good=(
                "FROM php:8.4-fpm\nRUN cd /app && composer install --no-dev -n \\\n    --no-scripts \\\n"
                "    --no-autoloader\n"
            ),
        ),
    ),
    silent=(
        "FROM composer:2\nRUN composer install --no-dev\n",
        "FROM composer:2\nENV COMPOSER_NO_DEV=1\nRUN composer install\n",
        "FROM composer:2\nRUN composer install && vendor/bin/phpunit\n",
        "FROM composer:2\nRUN composer install\nRUN composer test\n",
        "FROM composer:2 AS vendor\nRUN composer install\nFROM php:8.4-fpm\nCOPY --from=vendor /app /app\n",
        "FROM composer:2\nRUN composer dump-autoload && composer require monolog/monolog\n",
    ),
    aliases=("composer-no-dev-in-production",),
)

NPM_RULE = Rule(
    code="DLS1009",
    name="npm-omit-dev",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en="This also installs `devDependencies`, and nothing in this stage builds or tests",
        ko="이 스테이지에는 빌드나 테스트가 없는데 `devDependencies`까지 설치합니다",
    ),
    rationale=Sentence(
        en=(
            "`npm ci` and `npm install` install `devDependencies` too: compilers, bundlers and test runners, often "
            "more than half of `node_modules`. Nothing in this stage runs a script that would need them.\n\n"
            "```dockerfile\nRUN npm ci --omit=dev\n```\n\n"
            "`ENV NODE_ENV=production` above the install does the same. Ignore this if the program needs one of them "
            "when "
            "it runs; then it belongs into `dependencies`."
        ),
        ko=(
            "`npm ci`와 `npm install`은 `devDependencies`도 함께 설치합니다. 컴파일러, 번들러, 테스트 실행기 같은 "
            "것으로 "
            "`node_modules`의 절반을 넘는 일도 많습니다. 이 스테이지에는 이들이 필요한 스크립트가 없습니다.\n\n"
            "```dockerfile\nRUN npm ci --omit=dev\n```\n\n"
            "설치보다 위에 `ENV NODE_ENV=production`을 써도 됩니다. 프로그램을 실행할 때 그중 하나가 필요하다면 "
            "`dependencies`로 옮기는 것이 맞고, 이 안내는 무시하세요."
        ),
    ),
    check=StageCheck(note_npm, check),
    keywords=frozenset({"RUN", "CMD", "ENTRYPOINT"}),
    examples=(
        Example(
            bad='FROM node:24\nCOPY . .\nRUN npm «ci»\nCMD ["node", "server.js"]\n',
            good='FROM node:24\nCOPY . .\nRUN npm ci --omit=dev\nCMD ["node", "server.js"]\n',
        ),
        Example(
            bad="FROM node:14\nRUN npm «install» \\\n    --no-audit\nCMD npm start\n",
            good="FROM node:14\nRUN npm install --production \\\n    --no-audit\nCMD npm start\n",
        ),
    ),
    silent=(
        "FROM node:24\nRUN npm ci --omit=dev\n",
        "FROM node:24\nRUN npm ci --only=production\n",
        "FROM node:24\nENV NODE_ENV=production\nRUN npm ci\n",
        "FROM node:24 AS base\nENV NODE_ENV=production\nFROM base\nRUN npm ci\n",
        "FROM node:24\nRUN NODE_ENV=production npm ci\n",
        "FROM node:24\nRUN npm ci\nCOPY . .\nRUN npm run build\n",
        "FROM node:24\nRUN npm ci && npm prune --omit=dev\n",
        "FROM node:24\nRUN npm ci && npx tsc\n",
        'FROM node:24\nRUN npm ci\nCMD ["npm", "run", "dev"]\n',
        'FROM node:24\nRUN npm ci\nENTRYPOINT ["sh", "-c", "npm run watch"]\n',
        "FROM node:24 AS build\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=build /a /a\n",
        "FROM node:24\nRUN npm install -g serve && npm install express\n",
    ),
)

RULES = (COMPOSER_RULE, NPM_RULE)
