"""``apt-get install`` that also pulls in recommended packages."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import APT, NEED_CERTIFICATES, NEED_NO_RECOMMENDS
from dockerls.language import Sentence
from dockerls.rewrite.joint import blanks_between
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.defaults import Default, apt_options, set_by
from dockerls.semantics.package_commands import PackageCommand, package_commands
from dockerls.semantics.shell_code import commands_of, scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

FLAG = "--no-install-recommends"
CERTIFICATES = "ca-certificates"

TITLE = Sentence(en="Add `--no-install-recommends`", ko="`--no-install-recommends` 추가")
TITLE_WITH_CERTIFICATES = Sentence(
    en="Add `--no-install-recommends` and install `ca-certificates`",
    ko="`--no-install-recommends`를 추가하고 `ca-certificates` 설치",
)


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    if Default.APT_NO_RECOMMENDS in around.defaults | set_by(run):
        return
    for found in package_commands(scripts_of(run, around)):
        if takes_recommends(found):
            yield Finding(here(found.subcommand.span), fixes=tuple(fixes(run, around, found)))


def fixes(run: Instruction, around: Surroundings, found: PackageCommand) -> Iterator[Fix]:
    if any(script.error for script in scripts_of(run, around)):
        return
    flag = insert(found.subcommand.span.end, f" {FLAG}")
    lacks_certificates = needs_certificates(found) and not is_http_only(run, around)
    if lacks_certificates:
        blanks = (
            blanks_between(run, found.packages[-2].span.end, found.packages[-1].span.start)
            if found.packages[1:]
            else " "
        )
        certificates = insert(found.packages[-1].span.end, f"{blanks}{CERTIFICATES}")
        yield Fix(TITLE_WITH_CERTIFICATES, Safety.SUGGEST, (flag, certificates))
    is_safe = not around.ships and _works_without(found)
    yield Fix(TITLE, Safety.SAFE if is_safe else Safety.SUGGEST, (flag,))


def takes_recommends(found: PackageCommand) -> bool:
    """Whether a command installs recommended packages, as far as its own words tell."""
    is_install = found.manager is APT and found.subcommand.text == "install" and found.command.name != "aptitude"
    is_kept_out = found.is_open or found.has_flag(FLAG, "--help", "-h")
    options = (Default.APT_NO_RECOMMENDS in apt_options(option) for option in found.options)
    return is_install and bool(found.packages) and not is_kept_out and not any(options)


def needs_certificates(found: PackageCommand) -> bool:
    packages = {word.text.partition("=")[0] for word in found.packages}
    return bool(packages & NEED_CERTIFICATES) and CERTIFICATES not in packages


def _works_without(found: PackageCommand) -> bool:
    """Whether all packages are known to work without what they recommend, HTTPS included."""
    packages = {word.text.partition("=")[0] for word in found.packages}
    return packages <= NEED_NO_RECOMMENDS and not needs_certificates(found)


def is_http_only(run: Instruction, around: Surroundings) -> bool:
    """Whether all that the RUN itself fetches is fetched without TLS."""
    words = [word.text for command in commands_of(run, around) for word in command.args]
    return any("http://" in word for word in words) and not any("https://" in word for word in words)


RULE = Rule(
    code="DL3015",
    name="apt-no-install-recommends",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="Recommended packages are installed as well; add `--no-install-recommends`",
        ko="권장 패키지까지 함께 설치됩니다. `--no-install-recommends`를 추가하세요",
    ),
    rationale=Sentence(
        en=(
            "By default `apt-get install` adds every package that the ones you name *recommend*. They are rarely "
            "needed in a container, make the image larger and give an attacker more to use.\n\n"
            "Write `apt-get install --no-install-recommends`, and name the few recommended packages you do need. "
            "`curl`, `wget` and `git` need `ca-certificates` for HTTPS.\n\n"
            "Ignore this where a program breaks without a recommended package and you want all of them."
        ),
        ko=(
            "`apt-get install`은 기본적으로 지정한 패키지가 *권장*하는 패키지까지 모두 설치합니다. 컨테이너에서는 거의 "
            "쓰이지 않으며 이미지를 키우고 공격자가 악용할 도구를 늘립니다.\n\n"
            "`apt-get install --no-install-recommends`로 쓰고, 꼭 필요한 권장 패키지만 직접 적으세요. `curl`, `wget`, "
            "`git`으로 HTTPS에 접속하려면 `ca-certificates`가 필요합니다.\n\n"
            "권장 패키지 없이는 프로그램이 동작하지 않아 모두 설치하려는 경우에는 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get update && apt-get «install» -y nginx\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y nginx\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN apt-get update && \\\n"
                "    apt-get -y -o Dpkg::Use-Pty=0 «install» \\\n    # server\n    nginx\n"
            ),
            good=(
                "FROM debian:12\nRUN apt-get update && \\\n"
                "    apt-get -y -o Dpkg::Use-Pty=0 install --no-install-recommends \\\n    # server\n    nginx\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\napt-get update\napt «install» -y nginx\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\napt-get update\napt install --no-install-recommends -y nginx\nEOF\n",
        ),
        Example(
            bad="FROM debian:12\nONBUILD RUN apt-get «install» -y nginx\n",
            good="FROM debian:12\nONBUILD RUN apt-get install --no-install-recommends -y nginx\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends nginx\n",
        "FROM debian:12\nRUN apt-get -o APT::Install-Recommends=false install -y nginx\n",
        "FROM debian:12\nRUN apt-get -oAPT::Install-Recommends=0 install -y nginx\n",
        "FROM debian:12\nRUN echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf.d/99lean\n"
        "RUN apt-get update && apt-get install -y nginx\n",
        'FROM debian:12\nCOPY <<EOF /etc/apt/apt.conf.d/99lean\nAPT::Install-Recommends "0";\nEOF\n'
        "RUN apt-get update && apt-get install -y nginx\n",
        "FROM debian:12\nCOPY apt.conf /etc/apt/\nRUN apt-get update && apt-get install -y nginx\n",
        "FROM debian:12 AS base\nCOPY 99lean /etc/apt/apt.conf.d/\nFROM base\nRUN apt-get install -y nginx\n",
        "FROM debian:12\nENV APT_CONFIG=/etc/lean.conf\nRUN apt-get update && apt-get install -y nginx\n",
        "FROM debian:12\nRUN apt-get install -y $APT_OPTIONS nginx\n",
        "FROM debian:12\nRUN apt-get install -y -f\n",
    ),
    aliases=("DS-0029", "AVD-DS-0029", "missing-no-install-recommends", "aptGetInstallUseNoRec"),
)
