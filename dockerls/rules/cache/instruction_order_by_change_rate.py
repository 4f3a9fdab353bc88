"""A RUN that installs the same thing every time, below a COPY of sources that it has nothing to do with."""

import posixpath
import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.move import MoveAbove
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.semantics.mounts import mounts_of
from dockerls.semantics.package_commands import package_command
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.source_copies import source_copy
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import references
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Move it above the COPY", ko="COPY 위로 옮기기")
COPIED = Sentence(en="This changes with every change of the sources", ko="소스가 바뀔 때마다 달라집니다")

_PROGRAM = pattern(r"\.(?:py|[cm]?[jt]sx?|go|rb|php|java|rs|c|cc|cpp|jar|war|whl)$")

# Commands that install what is named, and what may stand beside them, none of which looks at the sources.
_SYSTEM_MANAGERS = frozenset({"apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper"})
_ACCOUNTS = frozenset({"useradd", "groupadd", "adduser", "addgroup"})
_OTHERS = frozenset({"docker-php-ext-install", "pecl"})
_BESIDE = frozenset({"set", "true", "echo", "rm", "docker-php-ext-enable"})

# Folders whose files decide what is installed, or who exists.
_SYSTEM = ("/etc", "/usr/share", "/usr/lib", "/usr/local/etc", "/usr/local/share", "/var", "/root", "/lib", "/home")

# Variables that package managers read, whatever the command says.
_READ = pattern(r"PATH|LANG|TZ|LC_\w+|LD_\w+|DEB\w+|APT_\w+|APK_\w+|DNF\w*|PHP\w*|\w*proxy", re.IGNORECASE)


@value
class Volatile:
    """A COPY of sources, to a folder of the program's own."""

    span: Span


@value
class Stable:
    """A RUN that may stand anywhere as far as files go; ``variables`` are those it uses."""

    span: Span
    variables: frozenset[str]
    makes_accounts: bool


@value
class Defines:
    """Variables that change for what is below."""

    names: tuple[str, ...]


BARRIER = "what a RUN below it may depend on"
FOLDER = "a working directory, which may be a user's home"
_HARMLESS = frozenset({"LABEL", "EXPOSE", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK", "ONBUILD", "FROM"})


def note(instruction: Instruction, around: Surroundings) -> Volatile | Stable | Defines | str | None:
    keyword = instruction.keyword
    if not around.in_stage or keyword in _HARMLESS:
        return None
    if keyword in ("ARG", "ENV"):
        return Defines(tuple(pair.key.text for pair in instruction.pairs))
    if keyword in ("COPY", "ADD"):
        return _copy(instruction, around)
    if keyword == "RUN":
        return _stable(instruction, around) or BARRIER
    return FOLDER if keyword == "WORKDIR" else BARRIER


def _copy(copy: Instruction, around: Surroundings) -> Volatile | str | None:
    if len(copy.arguments) < 2 or copy.openings:
        return BARRIER
    folder = resolved(copy.arguments[-1].text.strip("\"'"), working_folder(around))
    if not folder.startswith("/") or folder == "/" or folder.startswith(_SYSTEM):
        return BARRIER
    sources = [word.text.strip("\"'") for word in copy.arguments[:-1]]
    is_program = all(_PROGRAM.search(posixpath.basename(source)) and "://" not in source for source in sources)
    if copy.flag("from") is None and (source_copy(copy, around) is not None or is_program):
        return Volatile(copy.arguments[0].span)
    return None


def _stable(run: Instruction, around: Surroundings) -> Stable | None:
    scripts = scripts_of(run, around)
    if len(scripts) != 1 or scripts[0].error or scripts[0].too_long or scripts[0].assignments:
        return None
    if any(mount.type not in ("cache", "tmpfs") for mount in mounts_of(run)) or not scripts[0].commands:
        return None
    commands = scripts[0].commands
    if not all(map(_is_blind, commands)):
        return None
    main = next((command for command in commands if _is_main(command)), None)
    if main is None:
        return None
    names = frozenset(reference.name for reference in references(scripts[0].span.of(run.text)))
    return Stable(main.name_span, names, any(command.name in _ACCOUNTS for command in commands))


def _is_main(command: Command) -> bool:
    found = package_command(command) if command.name in _SYSTEM_MANAGERS else None
    is_install = found is not None and found.installs and bool(found.packages)
    return is_install or command.name in _OTHERS or command.name in ("useradd", "adduser")


def _is_blind(command: Command) -> bool:
    """Whether a command reads nothing but its arguments and what its package manager keeps."""
    if any(redirect.target is None or redirect.target.text != "/dev/null" for redirect in command.redirects):
        return False
    if command.name == "rm":
        return all(word.text.startswith(("/var/", "/tmp/", "/root/.")) for word in command.operands)
    if command.name in _ACCOUNTS:
        return not command.wrappers
    if command.name not in _SYSTEM_MANAGERS | _OTHERS | _BESIDE:
        return False
    return not any("/" in word.text or word.text.startswith((".", "`", "$(")) for word in command.operands)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    volatile: Noted | None = None
    names: set[str] = set()
    has_folder = False
    for each in noted:
        if isinstance(each.fact, Volatile):
            volatile = volatile or each
        elif isinstance(each.fact, Defines):
            names |= set(each.fact.names) if volatile is not None else set()
        elif each.fact == FOLDER:
            has_folder = volatile is not None
        elif volatile is None:
            continue
        elif isinstance(each.fact, Stable):
            stays = each.fact.makes_accounts and has_folder
            if not stays and not each.fact.variables & names and not any(map(_READ.fullmatch, names)):
                yield _finding(each, volatile)
            return  # what is below may need what this has installed
        else:
            return


def _finding(stable: Noted, volatile: Noted) -> Finding:
    fix = Fix(TITLE, Safety.SUGGEST, MoveAbove(stable.piece, volatile.piece))
    related = (Related(Place(volatile.piece, volatile.fact.span), COPIED),)
    return Finding(Place(stable.piece, stable.fact.span), fixes=(fix,), related=related)


RULE = Rule(
    code="DLS2002",
    name="instruction-order-by-change-rate",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="Any changed source file runs this again, which does not need the sources",
        ko="소스가 필요 없는 명령인데 소스가 바뀔 때마다 다시 실행됩니다",
    ),
    rationale=Sentence(
        en=(
            "When an instruction changes, all below it run again. What seldom changes belongs at the top: the system's "
            "packages, then users, then the project's dependencies, and last its sources.\n\n"
            "```dockerfile\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nCOPY . .\n```\n\n"
            "EXPOSE, CMD, ENV and LABEL cost nothing to run again, so their place is a matter of taste.\n\n"
            "Ignore this where the install depends on the copied files in a way that cannot be seen here."
        ),
        ko=(
            "명령 하나가 바뀌면 그 아래는 모두 다시 실행됩니다. 잘 바뀌지 않는 것을 위에 두세요. 시스템 패키지, "
            "사용자, 프로젝트의 의존성, 마지막이 소스입니다.\n\n"
            "```dockerfile\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nCOPY . .\n```\n\n"
            "EXPOSE, CMD, ENV, LABEL은 다시 실행해도 비용이 들지 않으므로 어디에 두어도 됩니다.\n\n"
            "여기서는 보이지 않지만 설치가 복사한 파일에 의존한다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM debian:12\nWORKDIR /app\nCOPY . .\n# for health checks\n"
                "RUN apt-get update \\\n    && «apt-get» install -y curl \\\n    && rm -rf /var/lib/apt/lists/*\n"
                "RUN make\n"
            ),
            good=(
                "FROM debian:12\nWORKDIR /app\n# for health checks\n"
                "RUN apt-get update \\\n    && apt-get install -y curl \\\n    && rm -rf /var/lib/apt/lists/*\n"
                "COPY . .\nRUN make\n"
            ),
        ),
        Example(
            bad=(
                "FROM python:3.14-alpine\nCOPY main.py /app/\nENV PORT=80\nEXPOSE 80\n"
                "RUN <<EOF\n«apk» add --no-cache curl\nEOF\n"
            ),
            good=(
                "FROM python:3.14-alpine\nRUN <<EOF\napk add --no-cache curl\nEOF\n"
                "COPY main.py /app/\nENV PORT=80\nEXPOSE 80\n"
            ),
        ),
        Example(
            bad="FROM node:26\r\nCOPY . /app\r\nRUN groupadd app && «useradd» -g app app\r\nUSER app\r\n",
            good="FROM node:26\r\nRUN groupadd app && useradd -g app app\r\nCOPY . /app\r\nUSER app\r\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nWORKDIR /app\nCOPY . .\nRUN make\n",
        "FROM debian:12\nCOPY . /app\nRUN make -C /app\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nCOPY . /\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nCOPY . .\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12\nCOPY . /app\nCOPY x.list /etc/apt/sources.list.d/\nRUN apt-get install -y curl\n",
        "FROM debian:12\nCOPY . /app\nRUN apt-get install -y /app/a.deb\nRUN apt-get install -y curl\n",
        "FROM debian:12\nCOPY . /app\nRUN xargs apt-get install -y < /app/packages\n",
        "FROM debian:12\nCOPY . /app\nARG P\nRUN apt-get install -y $P\n",
        "FROM debian:12\nCOPY . /app\nENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get install -y curl\n",
        "FROM debian:12\nCOPY . /app\nUSER root\nRUN apt-get install -y curl\n",
        "FROM debian:12\nCOPY . /home/app\nRUN useradd app\n",
        "FROM debian:12\nCOPY . /app\nWORKDIR /srv\nRUN useradd app -d /srv\n",
        "FROM debian:12\nCOPY --from=build /app /app\nRUN apt-get install -y curl\n",
        "FROM debian:12\nCOPY config.json /app/\nRUN apt-get install -y curl\n",
    ),
)
