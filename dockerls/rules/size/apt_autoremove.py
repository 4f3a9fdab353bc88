"""``apt-get purge`` that leaves behind what came along with the package."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import APT
from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script

FLAG = "--auto-remove"

TITLE = Sentence(en=f"Add `{FLAG}`", ko=f"`{FLAG}` 추가")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    if not around.ships:
        return
    for script in scripts_of(run, around):
        for found in left_half_done(script):
            fix = Fix(TITLE, Safety.SUGGEST, (insert(found.subcommand.span.end, f" {FLAG}"),))
            yield Finding(here(found.subcommand.span), fixes=() if script.error else (fix,))


def left_half_done(script: Script) -> list[PackageCommand]:
    """Removals behind an install of the same RUN (elsewhere they free nothing), up to an ``autoremove``."""
    removals: list[PackageCommand] = []
    installs = False
    for command in script.commands:
        found = package_command(command)
        if found is None or found.manager is not APT:
            continue
        if found.subcommand.text in ("autoremove", "autopurge"):
            removals = []
        elif found.subcommand.text in ("purge", "remove") and installs and not removes_all(found):
            removals.append(found)
        installs = installs or found.installs
    return removals


def removes_all(found: PackageCommand) -> bool:
    """Whether it removes what is no longer needed too, or may: ``-o APT::AutoRemove…`` says more."""
    is_told = found.has_flag(FLAG, "--autoremove", "-s", "--simulate") or found.is_open or not found.packages
    return is_told or any("autoremove" in option.lower() for option in found.options)


RULE = Rule(
    code="DLS1023",
    name="apt-autoremove",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en=f"What was installed along with these packages stays; use `{FLAG}`",
        ko=f"이 패키지와 함께 설치된 의존 패키지는 남습니다. `{FLAG}` 옵션을 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`apt-get purge gcc` removes `gcc` alone. The packages that were installed only because `gcc` needed them "
            "stay "
            f"in the layer, usually much larger than `gcc` itself. `{FLAG}` removes those too:\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev \\\n"
            "    && make \\\n"
            "    && apt-get purge -y --auto-remove gcc libc6-dev \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```\n\n"
            "Mark what the program needs with `apt-mark manual` first. A build stage of its own saves all of this."
        ),
        ko=(
            "`apt-get purge gcc`는 `gcc`만 지웁니다. `gcc` 때문에 함께 설치된 패키지는 레이어에 그대로 남으며, 대개 "
            "`gcc`보다 "
            f"훨씬 큽니다. `{FLAG}`를 쓰면 그것까지 지웁니다.\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev \\\n"
            "    && make \\\n"
            "    && apt-get purge -y --auto-remove gcc libc6-dev \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```\n\n"
            "프로그램에 필요한 패키지는 먼저 `apt-mark manual`로 표시해 두세요. 빌드 스테이지를 따로 두면 이런 정리가 "
            "아예 "
            "필요 없습니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get update && apt-get install -y gcc && make && apt-get «purge» -y gcc\n",
            good=(
                "FROM debian:12\nRUN apt-get update && apt-get install -y gcc && make"
                " && apt-get purge --auto-remove -y gcc\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get install -y gcc \\\n && make \\\n && apt-get «remove» -y \\\n    gcc\n",
            good=(
                "FROM debian:12\nRUN apt-get install -y gcc \\\n && make \\\n"
                " && apt-get remove --auto-remove -y \\\n    gcc\n"
            ),
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get install -y gcc && make && apt-get purge -y --auto-remove gcc\n",
        "FROM debian:12\nRUN apt-get install -y gcc && make && apt-get purge -y gcc && apt-get autoremove -y\n",
        (
            "FROM debian:12\nRUN apt-get install -y gcc && apt-get -o APT::AutoRemove::RecommendsImportant=0 purge -y "
            "gcc\n"
        ),
        "FROM debian:12\nRUN apt-get purge -y nano\n",
        "FROM debian:12 AS b\nRUN apt-get install -y gcc && apt-get purge -y gcc\nFROM scratch\nCOPY --from=b /a /a\n",
    ),
)
